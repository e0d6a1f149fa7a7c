"""The analyst's word: it holds over every resolution, outlives changed files, and can be taken back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from nlp.case import Case, SourceState
from nlp.errors import CaseError
from nlp.records import EntityType, Extraction
from tests.factories import Draft, make_case


def report(number: int, *names: str) -> Extraction:
    draft = Draft("\n".join(f"{name} spoke." for name in names), path=f"{number}.txt")
    for nth, name in enumerate(names):
        draft.event("spoke", "statement", nth=nth, agent=draft.mention(name))
    return draft.extraction()


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    documents = [report(1, "Ada Bellweather", "Corvin Dray"), report(2, "Ada Bellweather", "The Spinner")]
    with make_case(tmp_path / "a.duckdb", documents) as made:
        yield made


def names(case: Case) -> list[str]:
    return sorted(row.name for row in case.entities())


def find(case: Case, name: str) -> str:
    return next(row.id for row in case.entities() if name in (row.name, *row.aliases))


def add(case: Case, extraction: Extraction, digest: str = "2") -> None:
    source = SourceState(path=extraction.document.path, size=1, digest=digest)
    case.add(extraction, source)
    case.finish(source, [extraction.document.id])
    case.settle()


def test_merge_undo_redo(case: Case) -> None:
    case.decide("merge", [find(case, "Ada Bellweather"), find(case, "The Spinner")], author="ann")
    merged = case.entity(find(case, "The Spinner"))
    assert merged is not None
    assert (merged.mentions, merged.documents, merged.events) == (3, 2, 3)
    assert len(names(case)) == 2
    case.undo()
    assert names(case) == ["Ada Bellweather", "Corvin Dray", "The Spinner"]
    case.redo()
    assert len(names(case)) == 2
    (logged,) = case.decisions()
    assert (logged.decision.author, logged.undone) == ("ann", False)
    assert logged.decision.made_at.startswith("20")


def test_nothing_to_undo(case: Case) -> None:
    assert case.undo() is None
    assert case.redo() is None


def test_new_decision_ends_redoing(case: Case) -> None:
    case.decide("hide", [find(case, "Corvin Dray")])
    case.undo()
    case.decide("rename", [find(case, "Corvin Dray")], value="C. Dray")
    assert case.redo() is None
    assert "C. Dray" in names(case)
    assert len(case.decisions()) == 1


def test_rename_retype_hide(case: Case) -> None:
    case.decide("rename", [find(case, "The Spinner")], value="Wanda Spinner")
    case.decide("retype", [find(case, "Wanda Spinner")], value="ORG")
    renamed = case.entity(find(case, "Wanda Spinner"))
    assert renamed is not None
    assert renamed.type is EntityType.ORG
    assert [hit.title for hit in case.search("wanda") if hit.kind == "entity"] == ["Wanda Spinner"]
    case.decide("hide", [find(case, "Wanda Spinner")])
    assert "Wanda Spinner" not in names(case)
    assert case.overview().entities == 2
    case.undo()
    assert "Wanda Spinner" in names(case)


def test_split_takes_mentions_out(case: Case) -> None:
    ada = find(case, "Ada Bellweather")
    rows = case.mentions(ada)
    assert len(rows) == 2
    second = next(
        mention.id for mention in report(2, "Ada Bellweather", "The Spinner").mentions if mention.start == 0
    )
    case.decide("split", [second])
    found = [row for row in case.entities() if row.name == "Ada Bellweather"]
    assert [row.documents for row in found] == [1, 1]
    assert all(len(case.mentions(row.id)) == 1 for row in found)
    case.undo()
    assert [row.documents for row in case.entities() if row.name == "Ada Bellweather"] == [2]


def test_decision_holds_for_what_comes_later(case: Case) -> None:
    case.decide("merge", [find(case, "Ada Bellweather"), find(case, "The Spinner")])
    add(case, report(3, "The Spinner"))
    assert case.entity(find(case, "The Spinner")).mentions == 4  # type: ignore[union-attr]


def test_decision_survives_a_changed_file(case: Case) -> None:
    case.decide("merge", [find(case, "Ada Bellweather"), find(case, "The Spinner")])
    changed = report(2, "Someone Else", "Ada Bellweather", "The Spinner")
    add(case, changed)
    assert len(names(case)) == 3
    assert case.entity(find(case, "The Spinner")).mentions == 3  # type: ignore[union-attr]


def test_decision_whose_mention_is_gone_waits(case: Case) -> None:
    case.decide("merge", [find(case, "Corvin Dray"), find(case, "The Spinner")])
    add(case, report(2, "Ada Bellweather"), digest="2")
    assert names(case) == ["Ada Bellweather", "Corvin Dray"]
    add(case, report(2, "Ada Bellweather", "The Spinner"), digest="3")
    assert len(names(case)) == 2


def test_decisions_are_kept_in_the_file(case: Case) -> None:
    case.decide("merge", [find(case, "Ada Bellweather"), find(case, "The Spinner")])
    before = names(case)
    case.close()
    with Case.open(case.path) as again:
        assert names(again) == before
        assert len(again.decisions()) == 1
        again.undo()
        assert len(names(again)) == 3


@pytest.mark.parametrize(
    ("kind", "targets", "message"),
    [
        ("merge", ["x", "y"], "no such entity"),
        ("merge", ["x"], "at least 2"),
        ("merge", ["x", "x"], "at least 2"),
        ("rename", [], "at least 1"),
        ("split", ["x"], "no such mention"),
        ("abolish", ["x"], "no such decision"),
    ],
)
def test_nonsense_is_refused_and_not_kept(case: Case, kind: str, targets: list[str], message: str) -> None:
    with pytest.raises(CaseError, match=message):
        case.decide(kind, targets)
    assert case.decisions() == []


def test_order_of_documents_does_not_matter(tmp_path: Path) -> None:
    documents = [
        report(n, *who) for n, who in enumerate([("Ada Bell", "Bo Cray"), ("Bo Cray",), ("Ada Bell",)])
    ]
    seen = []
    for nth, order in enumerate([documents, documents[::-1]]):
        with make_case(tmp_path / f"{nth}.duckdb", order) as made:
            seen.append({row.id: row for row in made.entities()})
    assert seen[0] == seen[1]

"""Notes, tags and grades: written, reworded, taken back, and found again in changed files."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from nlp.case import Case, SourceState
from nlp.errors import CaseError
from nlp.records import Extraction
from tests.factories import Draft, make_case

RAID = "Raiders attacked the depot."
OTHER = "Ines Tolland spoke."


def report(*sentences: str) -> Extraction:
    draft = Draft(
        "\n".join(sentences), path="a.txt", title="Depot", published=date(2031, 5, 6), publisher="The Post"
    )
    if RAID in draft.text:
        draft.event("attacked")
    if OTHER in draft.text:
        draft.mention("Ines Tolland")
    return draft.extraction()


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    with make_case(tmp_path / "a.duckdb", [report(RAID, OTHER)]) as made:
        yield made


def refs(case: Case) -> dict[str, str]:
    (event,), (document,), (entity,) = case.events(), case.documents(), case.entities()
    return {
        "event": event.id,
        "incident": event.incident_id,
        "document": document.id,
        "entity": entity.id,
        "passage": f"{document.id}:{len('Raiders ')}-{len('Raiders attacked the')}",
        "source": "The Post",
        "day": "2031-05-04",
    }


def told(case: Case) -> list[tuple[str, str, str]]:
    return [(row.kind, row.target, row.value) for row in case.remarks()]


def test_notes_hang_on_anything_and_outlive_a_changed_file(case: Case) -> None:
    for target, ref in refs(case).items():
        case.remark("note", target, ref, f"about the {target}", author="ann")
    changed = report("It rained.", RAID, OTHER)
    source = SourceState(path="a.txt", size=2, digest="2")
    case.add(changed, source)
    case.finish(source, [changed.document.id])
    case.settle()
    now = refs(case)
    now["passage"] = f"{now['document']}:{len('It rained.') + 1 + 8}-{len('It rained.') + 1 + 20}"
    assert {row.target: row.ref for row in case.remarks()} == now
    assert {row.author for row in case.remarks()} == {"ann"}


def test_a_note_is_reworded_and_taken_away(case: Case) -> None:
    event = refs(case)["event"]
    first = case.remark("note", "event", event, "one")
    second = case.remark("note", "event", event, "two", replaces=first.id)
    assert told(case) == [("note", "event", "two")]
    case.remark("note", "event", event, "", replaces=second.id)
    assert told(case) == []
    case.undo()
    assert told(case) == [("note", "event", "two")]


def test_tags_are_put_on_and_taken_off(case: Case) -> None:
    event = refs(case)["event"]
    case.remark("tag", "event", event, "Key")
    case.remark("tag", "event", event, "toll")
    case.remark("untag", "event", event, "key")
    assert told(case) == [("tag", "event", "toll")]


def test_the_last_grade_counts(case: Case) -> None:
    case.remark("reliability", "source", "The Post", "b")
    case.remark("reliability", "source", "The Post", "C")
    case.remark("credibility", "document", refs(case)["document"], "2")
    assert told(case) == [("reliability", "source", "C"), ("credibility", "document", "2")]
    case.remark("credibility", "document", refs(case)["document"], "")
    assert told(case) == [("reliability", "source", "C")]


def test_what_is_gone_is_kept_and_says_so(case: Case) -> None:
    case.remark("note", "entity", refs(case)["entity"], "who?")
    changed = report(RAID)
    source = SourceState(path="a.txt", size=2, digest="2")
    case.add(changed, source)
    case.finish(source, [changed.document.id])
    case.settle()
    (row,) = case.remarks()
    assert (row.ref, row.quote, row.value) == ("", "Ines Tolland", "who?")
    assert case.decision_rows()[0].waiting


def test_remarks_are_told_in_plain_words(case: Case) -> None:
    ref = refs(case)
    case.remark("reliability", "source", "The Post", "B")
    case.remark("tag", "entity", ref["entity"], "key")
    case.remark("note", "event", ref["event"], "ask them")
    assert [row.text for row in case.decision_rows()] == [
        f"Noted on “attacked” (“{RAID}”): ask them",
        "Tagged Ines Tolland “key”",
        "Gave The Post the reliability B (usually reliable)",
    ]


@pytest.mark.parametrize(
    ("kind", "target", "ref", "value", "message"),
    [
        ("shout", "event", "x", "a", "a remark is note"),
        ("note", "planet", "x", "a", "a remark is note"),
        ("note", "event", "x", "a", "no such event"),
        ("note", "day", "someday", "a", "no calendar day"),
        ("note", "source", "Nobody", "a", "no such source"),
        ("note", "source", "The Post", " ", "needs words"),
        ("tag", "source", "The Post", "x" * 81, "at most 80"),
        ("reliability", "source", "The Post", "G", "no reliability"),
        ("credibility", "source", "The Post", "7", "no credibility"),
    ],
)
def test_nonsense_is_refused(case: Case, kind: str, target: str, ref: str, value: str, message: str) -> None:
    with pytest.raises(CaseError, match=message):
        case.remark(kind, target, ref, value)
    assert case.decisions() == []

"""The analyst's word on events and documents: applied, outliving changed files, and taken back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from nlp.case import Case, SourceState
from nlp.case.decide.analyst_dates import read_redate
from nlp.errors import CaseError
from nlp.extract import extract
from nlp.query import EventRow, Query
from nlp.records import Extraction, Granularity, TimeBasis
from nlp.text.prepare import prepare_text
from tests.factories import Draft, day, make_case

RAID = "Raiders attacked Mill Lane on 4 May 2031."
FIRE = "A crowd attacked Dock Nine."


def report(*sentences: str, path: str = "weir.txt") -> Extraction:
    """A document whose sentences each tell an attack, the first of them dated."""
    draft = Draft(
        "\n".join(sentences), path=path, title="Weir raids", published=date(2031, 5, 6), publisher="Weir Post"
    )
    time = draft.time("4 May 2031", day("2031-05-04")) if "4 May 2031" in draft.text else None
    for nth, sentence in enumerate(sentences):
        draft.event("attacked", nth=nth, time=time if "4 May 2031" in sentence else None)
    return draft.extraction()


def add(case: Case, extraction: Extraction, digest: str) -> None:
    source = SourceState(path=extraction.document.path, size=1, digest=digest)
    case.add(extraction, source)
    case.finish(source, [extraction.document.id])
    case.settle()


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    with make_case(tmp_path / "a.duckdb", [report(RAID, FIRE)]) as made:
        yield made


def event_in(case: Case, sentence: str) -> EventRow:
    rows = case.events(Query(rejected=True))
    return next(row for row in rows if row.sentence.text == sentence)


def state(case: Case) -> list[object]:
    """All that the page shows of a case."""
    everything = Query(rejected=True)
    rows = case.events(everything, order="time")
    pages = [case.document(row.id) for row in case.documents()]
    return [
        sorted(rows, key=lambda row: row.id),
        case.events(order="time"),
        case.overview(),
        case.entities(),
        case.changes(),
        pages,
    ]


def test_rejected_events_are_left_out_unless_asked_for(case: Case) -> None:
    case.decide("reject", [event_in(case, FIRE).id], author="ann")
    assert [row.sentence.text for row in case.events()] == [RAID]
    assert case.overview().events == 1
    assert event_in(case, FIRE).review == "rejected"
    assert case.incident(event_in(case, FIRE).incident_id) == []


def test_rejection_is_taken_back_by_confirming(case: Case) -> None:
    case.decide("reject", [event_in(case, FIRE).id, event_in(case, RAID).id])
    case.decide("confirm", [event_in(case, FIRE).id])
    assert [row.review for row in case.events()] == ["confirmed"]


@pytest.mark.parametrize(
    ("value", "earliest", "latest", "granularity"),
    [
        ("2031-05-02", "2031-05-02", "2031-05-02", Granularity.DAY),
        ("2031-05-02/2031-05-09", "2031-05-02", "2031-05-09", Granularity.DAY),
        ("2032-02", "2032-02-01", "2032-02-29", Granularity.MONTH),
        ("2031", "2031-01-01", "2031-12-31", Granularity.YEAR),
        ("--05-02", "--05-02", "--05-02", Granularity.DAY),
        ("2031-05/2031-06-10", "2031-05-01", "2031-06-10", Granularity.VAGUE),
    ],
)
def test_redate(case: Case, value: str, earliest: str, latest: str, granularity: Granularity) -> None:
    case.decide("redate", [event_in(case, RAID).id], value=value)
    row = event_in(case, RAID)
    assert row.when is not None
    assert (row.when.interval.earliest, row.when.interval.latest) == (earliest, latest)
    assert (row.when.interval.granularity, row.when.basis) == (granularity, TimeBasis.ANALYST)
    assert (row.review, row.anchor, row.when.time_id) == ("redated", None, None)


def test_redate_to_unknown(case: Case) -> None:
    case.decide("redate", [event_in(case, RAID).id])
    assert event_in(case, RAID).when is None
    assert case.overview().undated == 2


@pytest.mark.parametrize(
    "value",
    [
        "yesterday",
        "2031-13",
        "2031-02-30",
        "2031-05-09/2031-05-02",
        "--02-30",
        "--05-02/--05-03",
        "2031/x",
        "1/2/3",
    ],
)
def test_no_date_is_refused(value: str) -> None:
    with pytest.raises(CaseError, match="no date"):
        read_redate(value)


def test_incidents_told_apart_and_joined(tmp_path: Path) -> None:
    one, two = report(RAID, path="one.txt"), report(RAID, path="two.txt")
    with make_case(tmp_path / "a.duckdb", [one, two]) as case:
        first, second = (each.events[0].id for each in (one, two))

        def together() -> bool:
            rows = [case.event(first), case.event(second)]
            return len({row.incident_id for row in rows if row}) == 1

        before = together()
        case.decide("different incidents", [first, second])
        assert not together()
        case.decide("same incident", [first, second])
        assert together()
        row = case.event(first)
        assert row is not None
        assert row.accounts == 2
        add(case, report("Nothing was attacked.", path="three.txt"), "1")
        assert together()
        case.undo()
        assert not together()
        case.undo()
        assert together() == before


def test_decision_finds_its_event_in_a_changed_file(case: Case) -> None:
    case.decide("redate", [event_in(case, FIRE).id], value="2031-05-01")
    case.decide("reject", [event_in(case, RAID).id])
    add(case, report("Nobody attacked the Weir Post.", RAID, FIRE), "2")
    assert [(row.sentence.text, row.review) for row in case.events(Query(rejected=True), order="time")] == [
        (FIRE, "redated"),
        (RAID, "rejected"),
        ("Nobody attacked the Weir Post.", ""),
    ]


def test_decision_finds_its_event_in_a_mended_sentence(case: Case) -> None:
    case.decide("reject", [event_in(case, FIRE).id])
    add(case, report(RAID, "A large crowd attacked Dock Nine."), "2")
    assert [row.sentence.text for row in case.events()] == [RAID]


def test_a_rejection_made_while_a_changed_file_is_about_to_settle_holds(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    database, rejected = case._database, event_in(case, FIRE).id
    lock = database.exclusive

    @contextmanager
    def late() -> Iterator[None]:
        monkeypatch.setattr(database, "exclusive", lock)
        case.decide("reject", [rejected])  # by another thread, that came by the lock first
        with lock():
            yield

    monkeypatch.setattr(database, "exclusive", late)
    add(case, report(RAID, FIRE, "They attacked nobody."), "2")
    assert event_in(case, FIRE).review == "rejected"


def test_decision_whose_event_is_gone_waits(case: Case) -> None:
    case.decide("reject", [event_in(case, FIRE).id])
    add(case, report(RAID), "2")
    assert [row.waiting for row in case.decision_rows()] == [True]
    assert [row.review for row in case.events()] == [""]
    add(case, report(RAID, FIRE), "3")
    assert [row.waiting for row in case.decision_rows()] == [False]
    assert event_in(case, FIRE).review == "rejected"


def test_decisions_are_told_in_plain_words(case: Case) -> None:
    raid, fire = event_in(case, RAID), event_in(case, FIRE)
    case.decide("redate", [raid.id], value="2031", author="ann")
    case.decide("different incidents", [raid.id, fire.id])
    case.decide("publish", [raid.document_id], value="2031-05-07")
    case.undo()
    rows = case.decision_rows()
    assert [row.text for row in rows] == [
        "Dated the report “Weir raids” 2031-05-07",
        f"Told apart “attacked” (“{RAID}”) and “attacked” (“{FIRE}”)",
        f"Dated “attacked” (“{RAID}”) 2031",
    ]
    assert [(row.kind, row.author, row.undone) for row in rows[1:]] == [
        ("different incidents", "", False),
        ("redate", "ann", False),
    ]
    assert rows[0].undone


@pytest.mark.parametrize(
    ("kind", "targets", "value", "message"),
    [
        ("confirm", [], "", "at least 1"),
        ("same incident", ["x"], "", "at least 2"),
        ("reject", ["x"], "", "no such event"),
        ("publish", ["x"], "", "no such document"),
        ("publish", ["x"], "soon", "no calendar day"),
        ("redate", ["x"], "soon", "no date"),
    ],
)
def test_nonsense_is_refused(case: Case, kind: str, targets: list[str], value: str, message: str) -> None:
    with pytest.raises(CaseError, match=message):
        case.decide(kind, targets, value=value)
    assert case.decisions() == []


def test_publish_resolves_times_and_events_again(tmp_path: Path, language: Language) -> None:
    text = (
        "Raiders attacked the mill on Tuesday, and two guards died. Police arrested a miller on Wednesday."
        " The mill was built in 2019."
    )
    document = Draft(text, path="weir.txt").document
    doc = language(prepare_text(document))
    dated = extract(doc, replace(document, published=date(2031, 5, 8)))
    with make_case(tmp_path / "a.duckdb", [extract(doc, document)]) as case:
        before = state(case)
        case.decide("publish", [document.id], value="2031-05-08")
        found = {row.id: row.when.interval for row in case.events() if row.when}
        assert found == {event.id: event.when.interval for event in dated.events if event.when}
        assert {"2031-05-06"} <= {interval.earliest for interval in found.values()}
        (row,) = case.documents()
        assert (row.published, row.published_basis) == ("2031-05-08", "analyst")
        case.decide("publish", [document.id], value="2031-05-15")
        assert "2031-05-13" in {row.when.interval.earliest for row in case.events() if row.when}
        case.undo()
        case.undo()
        assert state(case) == before


def test_failing_to_apply_forgets_the_decision(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    before = state(case)

    def fail(*_: object, **__: object) -> int:
        raise CaseError("no room")

    monkeypatch.setattr("nlp.case.case.resolve_waiting", fail)
    with pytest.raises(CaseError, match="no room"):
        case.decide("reject", [event_in(case, FIRE).id])
    monkeypatch.undo()
    assert case.decisions() == []
    assert state(case) == before


STEPS = ("confirm", "reject", "redate", "unknown", "same", "different", "publish", "merge", "split")


def take(case: Case, step: str, events: Sequence[str]) -> None:
    """Make the decision that ``step`` names."""
    if step in ("confirm", "reject"):
        case.decide(step, events[:1])
    elif step in ("redate", "unknown"):
        case.decide("redate", events[1:2], value="2031-04-30" if step == "redate" else "")
    elif step in ("same", "different"):
        case.decide("same incident" if step == "same" else "different incidents", events[:2])
    elif step == "publish":
        case.decide("publish", [case.documents()[0].id], value="2031-06-01")
    elif step == "merge" and len(case.entities()) > 1:
        case.decide("merge", [row.id for row in case.entities()[:2]])
    elif step == "split":
        case.decide("split", [case.mentions(case.entities()[-1].id)[0].id])


@pytest.fixture(scope="module")
def story_case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    with make_case(tmp_path_factory.mktemp("verdicts") / "a.duckdb") as made:
        yield made


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(STEPS), min_size=2, max_size=4))
def test_undoing_restores_and_redoing_repeats(story_case: Case, steps: list[str]) -> None:
    before = state(story_case)
    events = sorted(row.id for row in story_case.events())
    for step in steps:
        take(story_case, step, events)
    after = state(story_case)
    count = 0
    while story_case.undo():
        count += 1
    assert state(story_case) == before
    for _ in range(count):
        story_case.redo()
    assert state(story_case) == after
    while story_case.undo():
        pass


@settings(max_examples=3, deadline=None)
@given(st.lists(st.sampled_from(STEPS[:7]), min_size=1, max_size=4))
def test_decisions_do_not_depend_on_when_documents_came(
    tmp_path_factory: pytest.TempPathFactory, steps: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("order")
    texts = [report(RAID, FIRE, path="one.txt"), report(FIRE, RAID, path="two.txt")]
    events = [text.events[0].id for text in texts]
    with (
        make_case(folder / "whole.duckdb", texts) as whole,
        make_case(folder / "again.duckdb", texts) as again,
    ):
        for case in (whole, again):
            for step in steps:
                take(case, step, events)
        add(again, report("Nobody came.".replace("came", "attacked"), path="one.txt"), "2")
        add(again, texts[0], "3")
        rows = [
            sorted(
                (row.id, row.review, row.when, row.incident_id) for row in case.events(Query(rejected=True))
            )
            for case in (whole, again)
        ]
        assert rows[0] == rows[1]

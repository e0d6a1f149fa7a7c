"""A case that is asked, and decided on, while it is being filled."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from nlp.case import Case, SourceState
from nlp.query import Query
from nlp.records import EntityType, Extraction
from tests.factories import Draft, day, make_case

DOCUMENTS = 22
NAMES = ("Ada Bellweather", "Corvin Dray", "Mill Lane Council", "Tomas Vries", "Ines Okafor")


def report(number: int) -> Extraction:
    one, other = NAMES[number % 5], NAMES[(number + 1 + number % 3) % 5]
    when = date(2031, 5, 1) + timedelta(days=number)
    draft = Draft(
        f"{one} attacked {other} in Port Selwyn on {when}, report {number} says.",
        path=f"{number}.txt",
        published=when,
        publisher=f"Outlet {number % 4}",
    )
    time = draft.time(str(when), day(str(when)))
    agent, patient = draft.mention(one), draft.mention(other)
    place = draft.mention("Port Selwyn", EntityType.PLACE)
    draft.event("attacked", agent=agent, patient=patient, place=place, time=time)
    return draft.extraction()


def fill(case: Case, numbers: range) -> None:
    for number in numbers:
        extraction = report(number)
        source = SourceState(path=extraction.document.path, size=1, digest="1")
        case.add(extraction, source)
        case.finish(source, [extraction.document.id])
        if number % 5 == 4:
            case.settle()
    case.settle()


def ask_everything(case: Case) -> None:
    entities = case.entities()
    ids = [row.id for row in entities]
    assert all(row.events >= 0 for row in entities)
    case.overview(Query(text="attacked", period=("2031-05-02", "2031-06-30")))
    case.links(entity_ids=ids)
    case.histogram()
    case.report_histogram()
    case.places()
    case.changes()
    for row in case.events(limit=5):
        case.accounts(row.incident_id)
        case.related(row.incident_id)
    for document in case.documents(limit=3):
        case.document(document.id)
    if len(ids) > 1:
        case.paths(ids[0], ids[-1])
        case.mentions(ids[0])
        case.explain(ids[0])
    case.search("ada attacked")


def run_beside(
    work: Callable[[], None], done: threading.Event
) -> tuple[threading.Thread, list[BaseException]]:
    """Repeat ``work`` in a thread until ``done``; gives the thread and what went wrong in it."""
    failed: list[BaseException] = []

    def repeat() -> None:
        try:
            while not done.is_set():
                work()
        except BaseException as error:  # noqa: BLE001  (told by the test, in its own thread)
            failed.append(error)

    thread = threading.Thread(target=repeat)
    thread.start()
    return thread, failed


def test_questions_are_answered_while_it_fills(tmp_path: Path) -> None:
    with make_case(tmp_path / "a.duckdb", [report(0), report(1)]) as case:
        done = threading.Event()
        asking = [run_beside(lambda: ask_everything(case), done) for _ in range(1)]
        revisions = [case.revision]
        try:
            for low in range(2, DOCUMENTS, 10):
                fill(case, range(low, min(low + 10, DOCUMENTS)))
                revisions.append(case.revision)
                assert case.overview().documents == min(low + 10, DOCUMENTS)
        finally:
            done.set()
            for thread, _ in asking:
                thread.join()
        assert not any(failed for _, failed in asking)
        assert revisions == sorted(set(revisions))
        overview = case.overview()
    with make_case(tmp_path / "b.duckdb", [report(n) for n in range(DOCUMENTS)]) as whole:
        same = whole.overview()
    assert (overview.events, overview.entities, overview.incidents) == (
        same.events,
        same.entities,
        same.incidents,
    )


@pytest.mark.parametrize("kind", ["merge", "reject"])
def test_decisions_made_while_it_fills_hold(tmp_path: Path, kind: str) -> None:
    with make_case(tmp_path / "a.duckdb", [report(0), report(1)]) as case:
        done = threading.Event()
        filling = threading.Thread(target=fill, args=(case, range(2, 30)))
        filling.start()
        if kind == "merge":
            wanted = [row.id for row in case.entities() if row.name in NAMES[:2]]
            case.decide("merge", wanted)
        else:
            rejected = case.events()[0].id
            case.decide("reject", [rejected])
        filling.join()
        done.set()
        if kind == "merge":
            names = [row.name for row in case.entities()]
            assert len({*names} & {*NAMES[:2]}) == 1
        else:
            assert rejected not in {row.id for row in case.events()}
            assert case.overview().events == 29

"""Places in time in a case: stored, exported, moved by decisions, made for files that have none."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import duckdb

from nlp.case import Case
from nlp.case.file.schema import ADDED_IN_3, RENAMED_IN_3
from nlp.placement import place_events
from nlp.query import EventRow
from nlp.records import Extraction, Granularity, Interval, PlacedBasis, Status
from tests.factories import Draft, make_case


def report(text: str, published: date | None, path: str, *, status: Status = Status.HAPPENED) -> Extraction:
    """A report of one raid, dated to the day where it says "on 2 May"."""
    draft = Draft(text, path=path, published=published, publisher=path)
    day = Interval(earliest="2031-05-02", latest="2031-05-02", granularity=Granularity.DAY)
    time = draft.time("on 2 May", day) if "on 2 May" in text else None
    place = draft.mention("Tarsk" if "Tarsk" in text else "Lomar")
    draft.event("raided", time=time, place=place, status=status)
    made = draft.extraction()
    return Extraction(
        document=made.document,
        mentions=made.mentions,
        times=made.times,
        events=place_events(made.events, published),
    )


def only(case: Case, path: str) -> EventRow:
    return next(row for row in case.events() if row.path == path)


def test_bounds_are_stored_and_exported(tmp_path: Path) -> None:
    told = [
        report("Gunmen raided the mill in Tarsk.", date(2031, 5, 4), "a.txt"),
        report("The mill in Tarsk is to be raided.", date(2031, 5, 4), "b.txt", status=Status.PLANNED),
        report("Somebody raided a bank of Lomar.", None, "c.txt"),
    ]
    with make_case(tmp_path / "a.duckdb", told) as case:
        ends = {
            row.path: (row.placed.earliest, row.placed.latest, row.placed.rule)
            for row in case.events()
            if row.placed
        }
        exported = json.loads(b"".join(case.export()))["events"]
    assert ends == {
        "a.txt": (None, "2031-05-04", "told as happened: not after the report"),
        "b.txt": ("2031-05-04", None, "told as planned: not before the report"),
        "c.txt": (None, None, "the report has no date"),
    }
    assert [event["placed"]["latest"] for event in exported] == ["2031-05-04", None, None]


def test_a_new_day_of_publication_places_anew(tmp_path: Path) -> None:
    with make_case(
        tmp_path / "a.duckdb", [report("Gunmen raided a mill in Tarsk.", date(2031, 5, 4), "a")]
    ) as case:
        before = only(case, "a")
        case.decide("publish", [before.document_id], value="2031-05-20")
        moved = only(case, "a").placed
        assert moved is not None
        assert moved.latest == "2031-05-20"
        case.decide("redate", [before.id], value="2031-05-03")
        assert only(case, "a").placed is None
        case.undo()
        case.undo()
        assert only(case, "a").placed == before.placed


def test_an_account_is_placed_by_another_one(tmp_path: Path) -> None:
    told = [
        report("Gunmen raided the mill in Tarsk.", date(2031, 5, 9), "a"),
        report("Gunmen raided the mill in Tarsk on 2 May.", date(2031, 5, 4), "b"),
    ]
    with make_case(tmp_path / "a.duckdb", told) as case:
        one, other = only(case, "a"), only(case, "b")
        case.decide("same incident", [one.id, other.id])
        joined = only(case, "a").placed
        assert joined is not None
        assert (joined.estimate, joined.basis) == ("2031-05-02", PlacedBasis.INCIDENT)
        case.decide("different incidents", [one.id, other.id])
        apart = only(case, "a").placed
        assert apart is not None
        assert (apart.estimate, apart.latest) == (None, "2031-05-09")


def test_files_without_places_get_them(tmp_path: Path) -> None:
    path = tmp_path / "a.duckdb"
    with make_case(path, [report("Gunmen raided a mill in Tarsk.", date(2031, 5, 4), "a")]) as case:
        before = only(case, "a").placed
    connection = duckdb.connect(str(path))
    connection.execute('UPDATE events SET body = json_merge_patch(body, \'{"placed": null, "cues": null}\')')
    for table, column, _ in ADDED_IN_3:
        connection.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
    old, new = RENAMED_IN_3
    connection.execute(f"ALTER TABLE {new} RENAME TO {old}")
    connection.execute("UPDATE meta SET value = '2' WHERE key = 'schema'")
    connection.close()
    with Case.open(path) as case:
        assert only(case, "a").placed == before

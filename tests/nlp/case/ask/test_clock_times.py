"""Times of day from the record to questions, tables and the export."""

import json
from pathlib import Path

from nlp.records import Granularity, Interval
from tests.factories import Draft, day, make_case
from viz.table.cells import event_cells

LOG = (
    "At 1002 the ferry struck the pier. Divers searched all day. "
    "At 0945 the pilot asked for help. In the evening the owner spoke."
)


def at(clock: str) -> Interval:
    """A minute of the day of the log."""
    return Interval(
        earliest="2031-05-06",
        latest="2031-05-06",
        granularity=Granularity.MINUTE,
        earliest_time=clock,
        latest_time=clock,
    )


def test_events_of_one_day_stand_in_the_order_of_their_times(tmp_path: Path) -> None:
    draft = Draft(text=LOG)
    for words, trigger, interval, value in (
        ("At 1002", "struck", at("10:02-04:00"), "2031-05-06T10:02"),
        ("all day", "searched", day("2031-05-06"), "2031-05-06"),
        ("At 0945", "asked", at("09:45"), "2031-05-06T09:45"),
        ("In the evening", "spoke", day("2031-05-06"), "2031-05-06TEV"),
    ):
        draft.event(trigger, "other", time=draft.time(words, interval, value=value))
    with make_case(tmp_path / "a.duckdb", [draft.extraction()]) as case:
        rows = case.events(order="time")
        assert [row.trigger.text for row in rows] == ["searched", "asked", "struck", "spoke"]
        cells = [(cell["from"], cell["when"]) for cell in map(event_cells, rows)]
        assert cells[1] == ("2031-05-06T09:45", "6 May 2031, 09:45")
        exported = json.loads(b"".join(case.export()))
    whens = {event["trigger"]["text"]: event["when"] for event in exported["events"]}
    assert whens["struck"]["earliest"] == whens["struck"]["latest"] == "2031-05-06T10:02-04:00"
    assert whens["searched"]["earliest"] == "2031-05-06"

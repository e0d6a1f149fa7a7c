"""Events on the timeline: an unknown date is not a date, an interval is not a point."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import plotly.graph_objects as go
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.query import Bin, EventRow
from nlp.records import Granularity
from tests.viz.rows import event, when
from viz.kit.plotly_base import plain
from viz.kit.time_axis import DAY, to_day, to_ms
from viz.timeline.histogram import draw_overview, say_bin
from viz.timeline.label_packing import MOST_ROWS
from viz.timeline.lanes import MOST_LANES, build_timeline
from viz.timeline.lanes_figure import draw_lanes
from viz.timeline.time_window import months_of, window_of

DAY_EVENT = event("day", when=when("2031-05-06"))
WEEK = event("week", when=when("2031-05-05", "2031-05-11", Granularity.WEEK))
VAGUE = event("vague", when=when("2031-04-10", "2031-05-06", Granularity.VAGUE, vague_start=True))
SINCE = event("since", when=when("2031-05-01", None))
UNTIL = event("until", when=when(None, "2031-05-01"))
YEARLESS = event("yearless", when=when("--02-29"))
ROUND_NEW_YEAR = event("round", when=when("--12-20", "--01-05"))
NOWHERE = event("nowhere", when=when(None, None, Granularity.VAGUE))
UNDATED = event("undated")
ALL = [DAY_EVENT, WEEK, VAGUE, SINCE, UNTIL, YEARLESS, ROUND_NEW_YEAR, NOWHERE, UNDATED]


def test_each_event_is_in_its_section() -> None:
    timeline = build_timeline(ALL)
    ids = [{m.event.id for m in s.marks} for s in (timeline.calendar, timeline.yearless, timeline.undated)]
    assert ids == [{"day", "week", "vague", "since", "until"}, {"yearless", "round"}, {"nowhere", "undated"}]


def test_points_intervals_and_open_ends_are_told_apart() -> None:
    marks = {mark.event.id: mark for mark in build_timeline(ALL).calendar.marks}
    assert marks["day"].is_point
    assert marks["week"].end - marks["week"].start == 7 * DAY
    assert not marks["week"].is_point
    assert (marks["vague"].vague_start, marks["vague"].vague_end) == (True, True)
    assert (marks["since"].open_end, marks["since"].middle) == (True, to_ms("2031-05-01"))
    assert (marks["until"].open_start, marks["until"].middle) == (True, to_ms("2031-05-02"))


def test_accounts_that_agree_are_one_mark() -> None:
    day, later = when("2031-05-06"), when("2031-05-07")
    told = [
        event("1", when=day, incident="i"),
        event("2", when=day, incident="i"),
        event("3", when=later, incident="i"),
        event("4", when=day),
    ]
    marks = build_timeline(told).calendar.marks
    assert sorted(mark.members for mark in marks) == [("1", "2"), ("3",), ("4",)]
    assert next(mark.label for mark in marks if len(mark.members) == 2).endswith("×2")


def test_a_period_is_the_window() -> None:
    timeline = build_timeline(ALL, period=("2031-05-06", "2031-05-06"))
    assert (timeline.calendar.start, timeline.calendar.end) == (to_ms("2031-05-06"), to_ms("2031-05-07"))
    assert (timeline.before, timeline.after) == (1, 0)  # only what ended on 1 May


def test_a_few_far_events_do_not_squeeze_the_rest() -> None:
    near = [event(str(i), when=when(f"2031-05-{i + 1:02}")) for i in range(20)]
    far = event("far", when=when("1944-06-06"))
    low, high = window_of(e.when for e in [*near, far] if e.when)
    assert low > to_ms("2031-01-01")
    assert high < to_ms("2031-08-01")
    assert build_timeline([*near, far]).before == 1


@pytest.mark.parametrize(
    ("by", "names"),
    [("type", ["attack"]), ("entity", ["Men", "mill"]), ("source", ["The Ardlow Post"]), ("place", ["—"])],
)
def test_lanes(by: str, names: list[str]) -> None:
    assert [
        lane.name for lane in build_timeline([DAY_EVENT], by=by, names={"men": "Men"}).calendar.lanes
    ] == names


def test_the_year_unknown_axis_shows_the_months_there_are() -> None:
    def months(*times: str) -> tuple[str, str]:
        start, end = months_of([when(time) for time in times])
        return to_day(start)[5:], to_day(end - DAY)[5:]

    assert months("--06-18", "--07-27") == ("06-01", "07-31")
    assert months("--12-24") == ("12-01", "12-31")
    assert months("--01-05", "--09-01") == ("01-01", "12-31")
    assert months() == ("01-01", "12-31")
    assert months_of([when("--12-20", "--01-05")]) == (to_ms("--01-01"), to_ms("--12-31") + DAY)


def test_small_lanes_are_put_together() -> None:
    events = [
        event(f"{t}{i}", type=f"t{t}", when=when("2031-05-06"))
        for t in range(MOST_LANES + 4)
        for i in range(t + 1)
    ]
    lanes = build_timeline(events).calendar.lanes
    assert len(lanes) == MOST_LANES
    assert lanes[-1].name == "others"
    assert sum(lane.count for lane in lanes) == len(events)


spans = st.builds(
    lambda day, length, number: event(
        f"e{number}",
        when=when(
            (date(2031, 1, 1) + timedelta(days=day)).isoformat(),
            (date(2031, 1, 1) + timedelta(days=day + length)).isoformat(),
        ),
    ),
    st.integers(0, 90),
    st.sampled_from([0, 0, 0, 3, 30]),
    st.integers(0, 10**6),
)


@settings(deadline=None)
@given(st.lists(spans, max_size=40, unique_by=lambda e: e.id))
def test_labels_in_a_row_do_not_collide(events: list[EventRow]) -> None:
    section = build_timeline(events).calendar
    assert sorted(one for m in section.marks for one in m.members) == sorted(e.id for e in events)
    for row in range(section.rows):
        marks = sorted((m for m in section.marks if m.row == row), key=lambda m: m.start)
        if section.rows < MOST_ROWS:
            assert all(a.label_end <= b.middle for a, b in pairwise(marks) if a.label)


def test_markup_in_a_document_is_shown_as_text() -> None:
    evil = event(
        "x", when=when("2031-05-06"), trigger="<b>hit</b>", sentence="A <b>hit</b> & run", participants=[]
    )
    drawn = str(draw_lanes(build_timeline([evil])))
    assert "&lt;b&gt;hit&lt;/b&gt;" in drawn
    assert "<b>hit" not in drawn
    assert plain("a<b>&c\nd") == "a&lt;b&gt;&amp;c<br>d"


def test_the_detail_draws_every_section_and_rings_the_chosen() -> None:
    figure = draw_lanes(build_timeline(ALL), mode="dark", chosen=["day"])
    ids = [one[0] for trace in figure["data"] for one in trace.get("customdata", ())]
    assert sorted(ids) == sorted(e.id for e in ALL)
    assert sum(trace.get("marker", {}).get("size") == 17 for trace in figure["data"]) == 1
    assert "year is open" in str(figure["layout"]["annotations"])
    assert 0 < figure["layout"]["meta"]["focus"] < figure["layout"]["height"]
    go.Figure(figure)  # plotly's own check of every property


def test_the_overview_counts_by_status_and_shows_the_period() -> None:
    bins = [
        Bin(start="2031-05-01", end="2031-05-07", counts={"happened": 3, "planned": 1}),
        Bin(start="2031-05-08", end="2031-05-14", counts={}),
    ]
    figure = draw_overview(bins, period=("2031-05-02", "2031-05-03"))
    bars = {trace["name"]: trace["y"] for trace in figure["data"] if trace["type"] == "bar"}
    assert bars == {"reported": [3, 0], "planned": [1, 0]}
    assert figure["data"][-1]["hovertext"] == [
        "1 May 2031 – 7 May 2031<br>3 reported<br>1 planned",
        "8 May 2031 – 14 May 2031<br>no event",
    ]
    assert len(figure["layout"]["shapes"]) == 1
    go.Figure(figure)


def test_what_was_reported_later_is_drawn_above_what_was_known() -> None:
    def one(count: int) -> Bin:
        return Bin(start="2031-05-01", end="2031-05-01", counts={"happened": count} if count else {})

    figure = draw_overview([one(2)], later=[one(5)])
    assert [trace["y"] for trace in figure["data"] if trace["type"] == "bar"] == [[2], [3]]
    assert say_bin(one(2), 3) == "1 May 2031<br>2 reported<br>3 reported later"


def test_nothing_is_drawn_of_nothing() -> None:
    assert draw_lanes(build_timeline([]))["layout"]["height"] > 0
    assert not draw_overview([])["data"]

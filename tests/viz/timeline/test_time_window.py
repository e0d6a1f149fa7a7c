"""Which stretch the timeline shows, its gaps, the time of day, and clusters of marks."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.query import Bin
from nlp.records import Granularity
from tests.viz.rows import event, when
from viz.kit.time_axis import DAY, HOUR, read_clock, read_window, say_clock, to_ms, write_window
from viz.state.intents import apply_intent
from viz.state.state import State, read_state, write_state
from viz.timeline.gaps import find_gaps, say_gap
from viz.timeline.label_packing import WIDE_ROWS
from viz.timeline.lanes import build_timeline
from viz.timeline.lanes_figure import draw_lanes
from viz.timeline.mark_traces import SIGNS, sign_of, size_of
from viz.timeline.marks import hint_of
from viz.timeline.time_window import core_of, days_in


@given(st.floats(to_ms("0001-01-01"), to_ms("9999-01-01")), st.integers(4, 10**6))
def test_a_window_survives_the_url_to_the_hour(start: float, hours: int) -> None:
    start = start // HOUR * HOUR
    window = (start, min(start + hours * HOUR, to_ms("9999-12-31")))
    assert read_window(write_window(window)) == window


@pytest.mark.parametrize(
    "text",
    ["", "..", "2031-05-06..2031-05-07", "2031-13-06T01..2031-05-07T02", "2031-05-06T01..2031-05-06T01"],
)
def test_what_is_no_window(text: str) -> None:
    assert read_window(text) is None


def test_zooming_filters_nothing_and_a_period_ends_it() -> None:
    state = apply_intent(State(), {"do": "window", "to": "2031-05-06T06..2031-05-06T18"})
    assert state.query == State().query
    assert read_state(write_state(state)) == state
    assert apply_intent(state, {"do": "window", "to": "soon"}).view.window == ""
    brushed = apply_intent(state, {"do": "period", "start": "2031-05-01", "end": "2031-05-02"})
    assert brushed.view.window == ""


def test_a_window_of_hours_asks_for_its_days() -> None:
    assert days_in((to_ms("2031-05-06") + 6 * HOUR, to_ms("2031-05-07"))) == ("2031-05-06", "2031-05-06")


def bins(*counts: int) -> list[Bin]:
    days = [f"2031-{month:02}-{day:02}" for month in range(1, 8) for day in range(1, 29)]
    return [
        Bin(start=one, end=one, counts={"happened": count} if count else {})
        for one, count in zip(days, counts, strict=False)
    ]


def test_the_core_of_a_histogram_leaves_far_events_out() -> None:
    assert core_of(bins(1, *[0] * 60, *[5] * 4)) == ("2031-03-06", "2031-03-09")
    assert core_of(bins(*[5] * 40)) is None
    assert core_of(bins(3, 3)) is None
    assert core_of([]) is None


def test_gaps_lie_between_events_and_not_under_open_ends() -> None:
    days = [event(str(n), when=when(f"2031-05-{n:02}")) for n in (1, 2, 20)]
    calendar = build_timeline(days, period=("2031-04-20", "2031-05-31")).calendar
    window = (calendar.start, calendar.end)
    assert find_gaps(calendar.marks, window) == [(to_ms("2031-05-03"), to_ms("2031-05-20"))]
    since = [*days, event("since", when=when("2031-05-01", None))]
    assert find_gaps(build_timeline(since, period=("2031-04-20", "2031-05-31")).calendar.marks, window) == []
    drawn = draw_lanes(build_timeline(days, period=("2031-04-20", "2031-05-31")), gaps=True)
    assert "no event for 17 days" in str(drawn["layout"]["annotations"])


@pytest.mark.parametrize(
    ("days", "words"),
    [(0.25, "6 hours"), (1, "1 day"), (49, "7 weeks"), (150, "5 months"), (4000, "11 years")],
)
def test_lengths_of_gaps(days: float, words: str) -> None:
    assert say_gap((0.0, days * DAY)) == words


@pytest.mark.parametrize(
    ("value", "hours", "vague", "words"),
    [
        ("2031-05-06T14:30", (14.5, 14.5 + 1 / 60), False, "14:30"),
        ("2031-05-06T09", (9, 10), False, "9 o'clock"),
        ("2031-05-06T14:30:05-04:00", (14.5, 14.5 + 1 / 60), False, "14:30"),
        ("2031-05-06TMO", (4, 12), True, "in the morning"),
    ],
)
def test_times_of_day(value: str, hours: tuple[float, float], vague: bool, words: str) -> None:
    clock = read_clock(value)
    assert clock is not None
    assert (clock.first / HOUR, clock.last / HOUR) == pytest.approx(hours)
    assert clock.vague is vague
    assert say_clock(value) == words


@pytest.mark.parametrize("value", ["", "2031-05-06", "2031-05-06TNI", "XXXX-XX-XXT24:00", "PT3H"])
def test_no_time_of_day_is_made_up(value: str) -> None:
    assert read_clock(value) is None


def test_a_day_is_a_point_from_afar_and_a_stretch_from_near() -> None:
    told = [event("day", when=when("2031-05-06"))]
    assert build_timeline(told, period=("2031-04-01", "2031-05-31")).calendar.marks[0].is_point
    near = build_timeline(told, window=(to_ms("2031-05-06"), to_ms("2031-05-07"))).calendar.marks[0]
    assert not near.is_point  # noon would be claimed by a point
    assert near.end - near.start == DAY
    assert near.label  # on its own stroke, as there is no room beside it
    assert near.label_at == near.middle


def test_an_hour_is_drawn_at_its_hour() -> None:
    at = event("at", when=when("2031-05-06", granularity=Granularity.MINUTE), clock="2031-05-06T14:30")
    window = (to_ms("2031-05-06"), to_ms("2031-05-07"))
    mark = build_timeline([at], window=window).calendar.marks[0]
    assert mark.start == to_ms("2031-05-06") + 14.5 * HOUR
    assert mark.is_point
    assert "6 May 2031, 14:30" in hint_of(mark)


def test_points_on_points_are_one_cluster_that_counts_them_all() -> None:
    crowd = [event(str(n), when=when("2031-05-06"), type="attack") for n in range(60)]
    crowd += [event(f"x{n}", when=when(f"2031-03-{n + 1:02}"), type="attack") for n in range(28)]
    calendar = build_timeline(crowd).calendar
    clusters = [mark for mark in calendar.marks if mark.incidents > 1]
    assert clusters
    assert sum(mark.incidents for mark in calendar.marks) == len(crowd)
    assert sorted(one for mark in calendar.marks for one in mark.heads) == sorted(e.id for e in crowd)
    assert "more here; click to zoom in" in hint_of(clusters[0])
    figure = draw_lanes(build_timeline(crowd))
    assert any("2031-05-06T00..2031-05-07T00" in str(trace.get("customdata")) for trace in figure["data"])


def test_long_strokes_leave_rows_to_what_has_a_date() -> None:
    until = [event(f"u{n}", when=when(None, f"2031-05-{n + 1:02}"), type="attack") for n in range(20)]
    days = [event(f"d{n}", when=when(f"2031-05-{n % 28 + 1:02}"), type="attack") for n in range(280)]
    calendar = build_timeline([*until, *days], period=("2031-05-01", "2031-05-31")).calendar
    strokes = [mark for mark in calendar.marks if mark.open_start]
    assert len({mark.row for mark in strokes}) == len(strokes) == WIDE_ROWS
    assert sum(mark.incidents for mark in calendar.marks) == 300


def test_size_and_signs_tell_accounts_and_verdicts() -> None:
    def mark(**more: object) -> object:
        return build_timeline([replace(event("e", when=when("2031-05-06")), **more)]).calendar.marks[0]  # type: ignore[arg-type]

    plain, several = mark(), mark(independent=5, accounts=7)
    assert size_of(several) > size_of(plain)  # type: ignore[arg-type]
    assert sign_of(plain) == ""  # type: ignore[arg-type]
    assert sign_of(mark(disputed=True)) == SIGNS["disputed"]  # type: ignore[arg-type]
    assert sign_of(mark(disputed=True, review="confirmed")) == SIGNS["confirmed"]  # type: ignore[arg-type]
    assert "Rejected by the analyst" in hint_of(mark(review="rejected"))  # type: ignore[arg-type]


def test_lanes_keep_the_order_and_the_counts_they_are_given() -> None:
    told = [
        event("a", when=when("2031-05-06"), type="arrest"),
        event("b", when=when("2031-05-06"), type="raid"),
    ]
    lanes = build_timeline(told, order=["raid", "arrest"], totals={"raid": 40}).calendar.lanes
    assert [(lane.name, lane.count) for lane in lanes] == [("raid", 40), ("arrest", 1)]

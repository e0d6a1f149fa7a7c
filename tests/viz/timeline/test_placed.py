"""What no text dates on the timeline: where it is drawn, how it is told; and far events that squeeze none."""

from __future__ import annotations

import pytest

from nlp.query import Bin
from nlp.records import Placed, PlacedBasis
from tests.viz.rows import event, when
from viz.kit.time_axis import DAY, to_ms
from viz.kit.wording import say_placed, say_time
from viz.timeline.histogram import say_bin
from viz.timeline.lanes import build_timeline
from viz.timeline.marks import hint_of, place_marks
from viz.timeline.time_window import core_of

START, END = to_ms("2031-05-01"), to_ms("2031-06-01")


def placed(earliest: str | None, latest: str | None, estimate: str | None = None) -> Placed:
    return Placed(
        earliest=earliest,
        latest=latest,
        estimate=estimate,
        basis=PlacedBasis.REPORT,
        rule="told as happened: not after the report",
    )


@pytest.mark.parametrize(
    ("at", "kind", "middle", "words"),
    [
        (placed(None, "2031-05-06"), "until", "2031-05-06", "by 6 May 2031"),
        (placed("2031-05-06", None), "from", "2031-05-06", "not before 6 May 2031"),
        (placed(None, "2031-05-09", "2031-05-07"), "estimate", "2031-05-07", "probably 7 May 2031"),
        (placed("2031-05-06", "2031-05-08"), "between", "2031-05-07", "between 6 May 2031 and 8 May 2031"),
    ],
)
def test_where_a_placed_event_stands(at: Placed, kind: str, middle: str, words: str) -> None:
    (mark,) = place_marks([event(placed=at)], start=START, end=END)
    assert mark.placed == kind
    assert to_ms(middle) <= mark.middle <= to_ms(middle) + DAY
    assert say_placed(at) == words
    assert "no date stated" in say_time(event(placed=at))
    assert "No date stated" in hint_of(mark)


def test_stated_dates_go_before_and_the_switch_takes_placed_ones_away() -> None:
    events = [
        event("a", when=when("2031-05-04")),
        event("b", placed=placed(None, "2031-05-06")),
        event("c", when=when("2031-05-05"), placed=placed(None, "2031-05-06")),
    ]
    both = build_timeline(events, window=(START, END), placed=True, strip=False).calendar.marks
    assert {mark.event.id: mark.placed for mark in both} == {"a": "", "b": "until", "c": ""}
    assert max(m.row for m in both if not m.placed) < min(m.row for m in both if m.placed)
    alone = build_timeline(events, window=(START, END), strip=False).calendar.marks
    assert {mark.event.id for mark in alone} == {"a", "c"}


def test_placed_events_that_would_lie_on_each_other_are_one_cluster() -> None:
    events = [event(f"e{n}", placed=placed(None, "2031-05-06"), incident=f"i{n}") for n in range(9)]
    marks = build_timeline(events, window=(START, END), placed=True, strip=False).calendar.marks
    assert len(marks) <= 2
    assert {one for mark in marks for one in mark.members} == {f"e{n}" for n in range(9)}


def test_a_bin_tells_what_is_placed_in_it() -> None:
    one = Bin(start="2031-05-01", end="2031-05-07", counts={"happened": 2}, placed=3)
    assert say_bin(one) == "1 May 2031 – 7 May 2031<br>2 reported<br>3 placed here, no date stated"


@pytest.mark.parametrize(
    ("counts", "core"),
    [
        ({2015: 1, 2021: 480}, True),
        ({1980: 2, 1995: 1, 2003: 1, 2011: 12}, True),
        ({1990: 1, 2024: 4}, True),
        ({2019: 5, 2020: 5, 2021: 5}, False),
    ],
)
def test_a_few_far_events_do_not_squeeze_the_rest(counts: dict[int, int], core: bool) -> None:
    years = range(min(counts), max(counts) + 1)
    bins = [
        Bin(
            start=f"{year}-{month:02}-01",
            end=f"{year}-{month:02}-28",
            counts={"happened": counts[year]} if year in counts and month == 3 else {},
        )
        for year in years
        for month in range(1, 13)
    ]
    found = core_of(bins)
    assert (found is not None) == core
    if found:
        busiest = max(counts, key=lambda year: counts[year])
        assert found == (f"{busiest}-03-01", f"{busiest}-03-28")

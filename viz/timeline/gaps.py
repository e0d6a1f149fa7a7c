"""Stretches of a timeline in which nothing is known to have happened."""

from __future__ import annotations

from collections.abc import Iterable

from viz.kit.time_axis import DAY, Window
from viz.kit.wording import count_of
from viz.timeline.marks import Mark

LEAST = 0.09  # of the axis


def find_gaps(marks: Iterable[Mark], window: Window, *, least: float = LEAST) -> list[Window]:
    """Stretches between events that no event's interval touches, at least that part of ``window`` long.

    An open end reaches over the whole rest, so it leaves no gap. What lies before the first event or after
    the last is no gap: nothing says that the story goes on there.
    """
    spans = sorted((mark.start, mark.end) for mark in marks)
    gaps, reached = [], None
    for start, end in spans:
        if reached is not None and start - reached >= least * (window[1] - window[0]):
            gaps.append((reached, start))
        reached = end if reached is None else max(reached, end)
    return gaps


def say_gap(gap: Window) -> str:
    """How long a gap is, in the unit that suits: "9 days", "7 weeks", "5 months", "12 years"."""
    days = (gap[1] - gap[0]) / DAY
    if days < 1:
        return count_of(round(days * 24), "hour")
    for most, length, word in ((21, 1.0, "day"), (120, 7.0, "week"), (730, 30.44, "month")):
        if days < most:
            return count_of(max(round(days / length), 1), word)
    return count_of(round(days / 365.25), "year")

"""Days as numbers, with or without a year, so that two times compare in a subtraction."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from nlp.records import Granularity, Interval

YEAR = 366  # days of the year that dates without a year live in: 2000, which has a 29 February
FINE = frozenset(
    {Granularity.SECOND, Granularity.MINUTE, Granularity.HOUR, Granularity.PART_OF_DAY, Granularity.DAY}
)
FAR = 10_000
CLOSE = 3  # days by which accounts of one event may differ


@lru_cache(maxsize=1 << 16)
def ordinal(day: str) -> int:
    """The day's number; a day without a year gets its number in the year 2000."""
    return date.fromisoformat("2000" + day[1:] if day.startswith("--") else day).toordinal()


@lru_cache(maxsize=1 << 16)
def month_day(number: int) -> int:
    """Which day of the year 2000 has the month and day of day ``number``, from 0."""
    day = date.fromordinal(number)
    return date(2000, day.month, day.day).timetuple().tm_yday - 1


def gap(left: Interval, right: Interval) -> int:
    """Days between two intervals, 0 where they overlap. Where a year is unknown, by month and day alone.

    An open end overlaps everything on its side.
    """
    if left.year_known and right.year_known:
        a, b = _ends(left)
        c, d = _ends(right)
        return max(0, c - b, a - d)
    spans = []
    for each in (left, right):
        low, high = _ends(each)
        if high - low >= YEAR - 1 or low == -FAR * YEAR or high == FAR * YEAR:
            return 0
        start = month_day(low)
        spans.append((start, start + (month_day(high) - start) % YEAR))
    (a, b), (c, d) = spans
    return min(max(0, c + turn - b, a - d - turn) for turn in (-YEAR, 0, YEAR))


def days(interval: Interval) -> int | None:
    """Length in days, None where an end is open."""
    if interval.earliest is None or interval.latest is None:
        return None
    low, high = ordinal(interval.earliest), ordinal(interval.latest)
    return (high - low) % YEAR + 1 if high < low else high - low + 1


def _ends(interval: Interval) -> tuple[int, int]:
    low = ordinal(interval.earliest) if interval.earliest else -FAR * YEAR
    high = ordinal(interval.latest) if interval.latest else FAR * YEAR
    return low, high

"""Where the axis of a drawn calendar has its ticks, and what they say."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from viz.kit.time_axis import DAY, to_day, to_ms
from viz.kit.wording import MONTHS

_STEPS = (("day", 1), ("day", 2), ("day", 7), ("day", 14), ("month", 1), ("month", 3), ("year", 1))
_LENGTH = {"day": 1.0, "month": 30.4, "year": 365.25}


def draw_ticks(start: float, end: float, *, most: int, year: bool = True) -> list[tuple[float, str]]:
    """At most about ``most`` ticks between two moments (epoch milliseconds), as (moment, words).

    Whole days, weeks, months, quarters, years or round numbers of years, the finest that are few enough.
    """
    days = max((end - start) / DAY, 1.0)
    steps = (*_STEPS, *(("year", size * 10**power) for power in range(4) for size in (2, 5, 10)))
    unit, size = next(
        ((unit, size) for unit, size in steps if days / (_LENGTH[unit] * size) <= most), steps[-1]
    )
    first, last = date.fromisoformat(to_day(start)), date.fromisoformat(to_day(end))
    return [
        (to_ms(day.isoformat()), _say(day, unit, year))
        for day in _days(first, last, unit, size)
        if start <= to_ms(day.isoformat()) <= end
    ]


def _days(first: date, last: date, unit: str, size: int) -> Iterator[date]:
    day = {
        "day": first - timedelta(days=first.weekday() if size > 2 else 0),
        "month": date(first.year, (first.month - 1) // size * size + 1, 1),
        "year": date(max(first.year // size * size, 1), 1, 1),
    }[unit]
    while day <= last:
        yield day
        if unit == "day":
            day += timedelta(days=size)
            continue
        months = day.year * 12 + day.month - 1 + (size if unit == "month" else 12 * size)
        if months >= 12 * 10_000:
            return
        day = date(months // 12, months % 12 + 1, 1)


def _say(day: date, unit: str, year: bool) -> str:
    if unit == "year":
        return str(day.year)
    name = MONTHS[day.month - 1][:3]
    if unit == "day":
        name = f"{day.day} {name}"
    return f"{name} {day.year}" if year else name

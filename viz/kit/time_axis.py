"""Time as an axis has it: epoch milliseconds, stretches of time and their written form, times of day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from nlp.records import When

MINUTE = 60_000  # milliseconds
HOUR = 60 * MINUTE
DAY = 24 * HOUR
YEARLESS = 2000  # the year-unknown axis is drawn on a leap year, so that 29 February has a place
SHORTEST = 3 * HOUR
Window = tuple[float, float]
_EPOCH = date(1970, 1, 1).toordinal()
_WRITTEN = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d)$")
_CLOCK = re.compile(r"T([01]\d|2[0-4])(?::([0-5]\d))?(?::[0-5]\d)?(?:Z|[+-]\d\d:\d\d)?$")
_PART = re.compile(r"T(MO|AF|EV)$")
_HOURS = {"MO": (4, 12), "AF": (12, 18), "EV": (17, 24)}
"""Morning, afternoon, evening. "Night" is not here: it may be either end of its day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """A stretch of a day in milliseconds from its beginning; ``vague`` where its ends are a convention."""

    first: float
    last: float
    vague: bool = False


def read_clock(value: str) -> Clock | None:
    """The stretch of the day that a TIMEX3 value names: a minute, an hour, a part of the day; else None."""
    if part := _PART.search(value):
        first, last = _HOURS[part[1]]
        return Clock(first=first * HOUR, last=last * HOUR, vague=True)
    found = _CLOCK.search(value)
    if found is None or int(found[1]) == 24:
        return None
    start = int(found[1]) * HOUR + int(found[2] or 0) * MINUTE
    return Clock(first=start, last=start + (MINUTE if found[2] else HOUR))


def clock_ms(clock: str) -> float | None:
    """Milliseconds from the beginning of a day to a time of day ("09:45", "09:45:10+03:00", as written)."""
    found = re.match(r"(\d\d):(\d\d)(?::(\d\d))?", clock)
    if found is None:
        return None
    return int(found[1]) * HOUR + int(found[2]) * MINUTE + int(found[3] or 0) * 1000.0


def say_clock(value: str) -> str:
    """The time of day in words, "" where the value has none: "14:30", "in the morning"."""
    part = re.search(r"T(MO|AF|EV|NI)$", value)
    if part:
        words = {"MO": "in the morning", "AF": "in the afternoon", "EV": "in the evening", "NI": "at night"}
        return words[part[1]]
    found = _CLOCK.search(value)
    if found is None or int(found[1]) == 24:
        return ""
    return f"{found[1]}:{found[2]}" if found[2] else f"{int(found[1])} o'clock"


@lru_cache(maxsize=20_000)
def to_ms(day: str) -> float:
    """Milliseconds since 1970 of the beginning of an ISO day; ``--MM-DD`` falls in the year YEARLESS."""
    given = date.fromisoformat(f"{YEARLESS}{day[1:]}" if day.startswith("--") else day)
    return float((given.toordinal() - _EPOCH) * DAY)


def to_day(ms: float) -> str:
    """The ISO day in which a moment falls; the first or last that there is for moments beyond these."""
    return date.fromordinal(min(max(_EPOCH + int(ms // DAY), 1), date.max.toordinal())).isoformat()


def first_ms(when: When) -> float:
    """When it begins at the earliest, as far as that is fixed."""
    return to_ms(when.interval.earliest or when.interval.latest or "")


def last_ms(when: When) -> float:
    """When it is over at the latest, as far as that is fixed."""
    return to_ms(when.interval.latest or when.interval.earliest or "") + DAY


def write_window(window: Window) -> str:
    """A window as text for the URL, to the hour: "2031-05-06T06..2031-05-07T18"."""
    return "..".join(f"{to_day(at)}T{int(at % DAY // HOUR):02}" for at in window)


def read_window(text: str) -> Window | None:
    """The window that a text means; None where it means none. At least SHORTEST long."""
    first, _, last = text.partition("..")
    start, end = _moment(first), _moment(last)
    if start is None or end is None or start == end:
        return None
    start, end = min(start, end), max(start, end)
    return start, max(end, start + SHORTEST)


def _moment(text: str) -> float | None:
    found = _WRITTEN.match(text)
    if not found or int(found[2]) > 24:
        return None
    try:
        return to_ms(found[1]) + int(found[2]) * HOUR
    except ValueError:
        return None

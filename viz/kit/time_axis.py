"""Times of day within a day, from TIMEX3 values: "2031-05-06T14:30", "2031-05-06TMO"."""

from __future__ import annotations

import re
from dataclasses import dataclass

MINUTE = 60_000  # milliseconds
HOUR = 60 * MINUTE
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

"""Time zones: the letters of military messages, and places whose offset depends on the day."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_EAST, _WEST = "ABCDEFGHIKLM", "NOPQRSTUVWXY"


def military_offset(letter: str) -> str | None:
    """The offset that a zone letter of ACP 121 stands for: "Z" is UTC, "A" +01:00, "R" -05:00; None for "J"
    (local time) and for what is no letter."""
    if letter == "Z":
        return "Z"
    for letters, sign in ((_EAST, "+"), (_WEST, "-")):
        if letter and letter in letters:
            return f"{sign}{letters.index(letter) + 1:02d}:00"
    return None


def offset_on(zone: str, day: date | None, hour: int, minute: int) -> str:
    """The offset of ``zone`` ("Z", "+02:00", "America/New_York") at that time of that day; "" where nothing
    is known of it, or no day is."""
    if "/" not in zone:
        return zone
    if day is None:
        return ""
    try:
        moment = datetime.combine(day, time(hour % 24, minute), ZoneInfo(zone))
    except ZoneInfoNotFoundError:
        return ""
    seconds = int((moment.utcoffset() or moment - moment).total_seconds())
    return f"{'-' if seconds < 0 else '+'}{abs(seconds) // 3600:02d}:{abs(seconds) // 60 % 60:02d}"

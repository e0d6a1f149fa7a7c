"""Dates in figures: "2024-03-08", "2024-03-08T14:30+02:00", "3/7/2024"."""

from __future__ import annotations

import re

from nlp.time.calendar.calendar import Calendar
from nlp.time.grammar.grammar import Found, Match, rule
from nlp.time.grammar.reading import Meaning
from nlp.time.rules.shared import year_number

_ZONE = re.compile(r"(?:Z|[+-]\d\d:?\d\d)$")


@rule("ISO date", "n:ISO")
def iso(match: Match) -> list[Found] | None:
    """ISO 8601: a day, or a day with its time."""
    text = match.raw(match.first)
    zone = _ZONE.search(text[10:])
    offset = zone.group() if zone else None
    if offset and offset != "Z" and ":" not in offset:
        offset = f"{offset[:3]}:{offset[3:]}"
    clock = [int(n) for n in re.findall(r"\d\d", _ZONE.sub("", text[10:]).partition(".")[0])]
    hour, minute, second = (*clock, None, None, None)[:3]
    cal = Calendar(
        year=int(text[:4]),
        month=int(text[5:7]),
        day=int(text[8:10]),
        hour=hour,
        minute=minute,
        second=second,
        zone=offset,
    )
    if not 1 <= (cal.month or 0) <= 12 or not 1 <= (cal.day or 0) <= 31:
        return None
    return match.point(Meaning(cal=cal))


@rule("numeric date", "n:SLASHED")
def numeric_date(match: Match) -> list[Found] | None:
    """ "3/7/2024": the document decides which figure is the day (:mod:`nlp.time.resolve.numeric_dates`)."""
    text = match.raw(match.first)
    separator = re.sub(r"\d", "", text)[0]
    parts = text.split(separator)
    if len(parts[0]) == 4:
        year, month, day, order = int(parts[0]), int(parts[1]), int(parts[2]), ""
    elif separator == "." and len(parts[2]) != 4:
        return None
    else:
        year = year_number(parts[2])
        month, day, order = _order(int(parts[0]), int(parts[1]), separator)
    if not (1 <= month <= 12 and 1 <= day <= 31 and 1000 <= year < 2200):
        return None
    note = f"numeric: {order}" if order else None
    return match.point(Meaning(cal=Calendar(year=year, month=month, day=day), note=note))


def _order(first: int, second: int, separator: str) -> tuple[int, int, str]:
    """Month, day, and what the two figures tell about their order."""
    if first > 12 >= second:
        return second, first, "day first"
    if second > 12 >= first:
        return first, second, "month first"
    if separator == ".":
        return second, first, "day first"
    return first, second, "" if first == second else "either"

"""Dates in figures: "2024-03-08", "2024-03-08T14:30+02:00", "3/7/2024"."""

from __future__ import annotations

import re
from dataclasses import replace

from nlp.records import TimeType
from nlp.time.calendar.calendar import Calendar, to_date
from nlp.time.grammar.grammar import Found, Match, rule
from nlp.time.grammar.lexicon import word_set
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
    dotted = "." in text and len(text.rpartition(".")[2]) == 2 and len(text.partition(".")[0]) < 4
    if dotted and match.before() not in word_set("before_a_day"):
        return None  # "12.12.19": a date only behind "on"
    read = _read(text)
    if read is None:
        return None
    cal, order = read
    return match.point(Meaning(cal=cal, note=f"numeric: {order}" if order else None))


def _read(text: str) -> tuple[Calendar, str] | None:
    separator = re.sub(r"\d", "", text)[0]
    parts = text.split(separator)
    if len(parts[0]) == 4:
        year, month, day, order = int(parts[0]), int(parts[1]), int(parts[2]), ""
    elif separator == "." and len(parts[2]) not in (2, 4):
        return None
    else:
        year = year_number(parts[2])
        month, day, order = _order(int(parts[0]), int(parts[1]), separator)
    if not (1 <= month <= 12 and 1 <= day <= 31 and 1000 <= year < 2200):
        return None
    return Calendar(year=year, month=month, day=day), order


@rule("day in eight figures", "n:INTEGER")
def eight_figures(match: Match) -> list[Found] | None:
    """ "on 20191212"."""
    text = match.text("n")
    if len(text) != 8 or not text.isdigit() or match.before() not in word_set("before_a_day"):
        return None
    cal = Calendar(year=int(text[:4]), month=int(text[4:6]), day=int(text[6:]))
    sound = 1900 <= (cal.year or 0) < 2100 and to_date(cal) is not None
    return match.point(Meaning(cal=cal)) if sound else None


@rule("range in figures", "p:PAIR c:(-|to|and|until|till|through) n:SLASHED")
def range_in_figures(match: Match) -> list[Found] | None:
    """ "13/10 to 20/11/2017", "10/13-11/20/2017": the year is said once, and either end tells the order."""
    if match.text("c") == "and" and match.before() not in word_set("opens_a_range"):
        return None
    read = _read(match.raw(match.range("n")[0]))
    one, two = (int(part) for part in match.text("p").split("/"))
    month, day, order = _order(one, two, "/")
    if read is None or not 1 <= month <= 12 or not 1 <= day <= 31:
        return None
    end, end_order = read
    orders = {each for each in (order, end_order) if each not in ("", "either")}
    if len(orders) > 1:
        return None
    settled = orders.pop() if orders else "either"
    if settled == "day first":
        (day, month) = (one, two)
        if end_order == "either":
            end = replace(end, month=end.day, day=end.month)
    year = end.year or 0
    begin = Calendar(year=year - ((month, day) > (end.month or 0, end.day or 0)), month=month, day=day)
    note = f"numeric: {settled}"
    return [
        Found(match.first, match.first + 1, TimeType.DATE, Meaning(cal=begin, note=note)),
        Found(match.last - 1, match.last, TimeType.DATE, Meaning(cal=end, note=note)),
    ]


def _order(first: int, second: int, separator: str) -> tuple[int, int, str]:
    """Month, day, and what the two figures tell about their order."""
    if first > 12 >= second:
        return second, first, "day first"
    if second > 12 >= first:
        return first, second, "month first"
    if separator == ".":
        return second, first, "day first"
    return first, second, "" if first == second else "either"

"""Dates written as codes: date-time groups ("261435ZFEB15"), quarters and halves ("2017-Q2", "1H 2018")."""

from __future__ import annotations

import re

from nlp.time.calendar.calendar import Calendar
from nlp.time.calendar.zones import military_offset
from nlp.time.grammar.grammar import Found, Match, rule
from nlp.time.grammar.lexicon import tables, word_set
from nlp.time.grammar.reading import Meaning
from nlp.time.rules.shared import year_number

_GROUP = re.compile(r"(\d\d)\s?(\d\d)(\d\d)\s?([A-Z]?)\s?([A-Za-z]+)\.?\s?(\d*)")
_CODE = re.compile(r"(\d{4})?[-–/ ]?(?:([QH])(\d)|(\d)([QH]))[-–/ ]?(?:FY ?)?['‘’]?(\d{2,4})?")


@rule("date-time group", "n:DATE_TIME_GROUP")
def date_time_group(match: Match) -> list[Found] | None:
    """ "261435ZFEB15", "141200Z MAR 19", as military messages are stamped: day, time, zone, month, year."""
    found = _GROUP.fullmatch(match.raw(match.first))
    if found is None:
        return None
    day, hour, minute, zone, name, year = found.groups()
    months = tables()["MONTH"]
    if (zone + name).lower() in months:
        zone, name = "", zone + name
    month = months.get(name.lower())
    if not isinstance(month, int):
        return None
    cal = Calendar(
        year=year_number(year) if year else None,
        month=month,
        day=int(day),
        hour=int(hour),
        minute=int(minute),
        zone=military_offset(zone),
    )
    return match.point(Meaning(cal=cal, stamp=True))


@rule("quarter code", "n:QUARTER_CODE")
def quarter_code(match: Match) -> list[Found] | None:
    """ "Q3", "2017-Q2", "2017Q3", "1H 2018", "Q2/2020", "4Q17"."""
    found = _CODE.fullmatch(match.raw(match.first))
    if found is None or match.after() == "/":
        return None
    if (match.after() == "-" and not _is_code(match, match.last + 1)) or (
        match.before() == "-" and not _is_code(match, match.first - 2)
    ):
        return None  # "an H1-B visa"
    before, letter, number, number_first, letter_behind, behind = found.groups()
    year = before or behind
    if before and behind:
        return None
    if not year and match.before() not in word_set("place_in_time") and (letter or letter_behind) == "H":
        return None  # "an H1 heading"
    which = int(number or number_first)
    said = year_number(year) if year else None
    quarters = (letter or letter_behind) == "Q"
    cal = Calendar(year=said, quarter=which) if quarters else Calendar(year=said, half=which)
    return match.point(Meaning(cal=cal, fiscal="FY" in match.raw(match.first)))


def _is_code(match: Match, index: int) -> bool:
    return _CODE.fullmatch(match.raw(index)) is not None

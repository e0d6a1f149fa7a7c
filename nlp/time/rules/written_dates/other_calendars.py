"""Islamic and Persian dates: "7 Safar 1439", "Ramadan 2018", "22 Bahman", "solar year 1397", "1440 AH"."""

from __future__ import annotations

from nlp.time.calendar.calendar import Calendar
from nlp.time.calendar.other_calendars import ISLAMIC, MOON, in_gregorian_year, stretch_of
from nlp.time.grammar.grammar import Found, Match, rule
from nlp.time.grammar.lexicon import word_set
from nlp.time.grammar.numbers import parse_ordinal
from nlp.time.grammar.reading import Meaning

_GREGORIAN = 1700  # no year of another calendar is as great


@rule(
    "date of another calendar",
    "(w:WEEKDAY ,?)? (the)? d:(DAY|NTH) (of)? n:OTHER_MONTH (,? y:YEARISH (e:OTHER_ERA)?)?",
    "n:OTHER_MONTH d:(DAY|NTH) (,? y:YEARISH (e:OTHER_ERA)?)?",
    "n:OTHER_MONTH ,? y:YEARISH (e:OTHER_ERA)?",
)
def other_date(match: Match) -> list[Found] | None:
    """ "7 Safar 1439", "Mordad 12, 1398", "22 Bahman", "Ramadan 2018"."""
    calendar, month = str(match.value("n", "OTHER_MONTH")).split()
    day = parse_ordinal(match.text("d")) if match.has("d") else None
    if not match.has("y"):
        if _is_named(match, match.first):
            return None  # "Channel 4 Ramadan plans"
        return _yearless(match, f"={calendar} {month}-{day}")
    year = int(match.text("y"))
    if year < _GREGORIAN:
        cal = stretch_of(calendar, year, int(month), day)
    elif day is None:
        return match.point(
            Meaning(cal=Calendar(year=year), holiday=f"={calendar} {month}", note=_note(calendar))
        )
    else:
        cal = in_gregorian_year(calendar, int(month), day, year)
    return None if cal is None else match.point(Meaning(cal=cal, note=_note(calendar)))


def _note(calendar: str) -> str | None:
    return MOON if calendar == ISLAMIC else None


def _yearless(match: Match, formula: str) -> list[Found]:
    return match.point(Meaning(holiday=formula, note=_note(formula[1:].split()[0])))


@rule("day of another month", "(the)? k:(ORDINAL|NTH|last) day of n:OTHER_MONTH (,? y:YEARISH)?")
def day_of_other_month(match: Match) -> list[Found] | None:
    """ "the first day of Ramadan 2019"."""
    which = -1 if match.text("k") == "last" else parse_ordinal(match.text("k"))
    name = str(match.value("n", "OTHER_MONTH"))
    calendar, month = name.split()
    year = int(match.text("y")) if match.has("y") else None
    if not which or which > 31:
        return None
    if year is not None and year < _GREGORIAN:
        cal = stretch_of(calendar, year, int(month))
        if cal is None:
            return None
        return match.point(Meaning(cal=cal, nth=which, nth_unit="D", note=_note(calendar)))
    meaning = Meaning(
        cal=Calendar(year=year), holiday=f"={name}", nth=which, nth_unit="D", note=_note(calendar)
    )
    return match.point(meaning)


@rule("month of another calendar", "(the)? (holy)? (month of)? n:OTHER_MONTH")
def other_month(match: Match) -> list[Found] | None:
    """ "during Ramadan", "the month of Safar"; names that people bear, too, need a word that says so."""
    name, calendar = match.text("n"), str(match.value("n", "OTHER_MONTH"))
    low = match.range("n")[0]
    said = match.at(low - 1) == "of" and match.at(low - 2) == "month"
    if not said and name not in word_set("known_months"):
        return None
    if match.at(low - 1).isdigit():
        return None
    if not said and (match.raw(match.last)[:1].isupper() or _is_named(match, low)):
        return None  # "Ramadan Shallah", "Tariq Ramadan"
    return _yearless(match, f"={calendar}")


def _is_named(match: Match, low: int) -> bool:
    return match.raw(low - 1)[:1].isupper() and match.at(low - 1) not in word_set("function")


@rule(
    "year of another calendar",
    "(the)? c:OTHER_CALENDAR (calendar)? (-)? year (of)? y:YEARISH",
    "(the)? (year)? y:YEARISH e:OTHER_ERA",
    "e:OTHER_ERA y:YEARISH",
)
def other_year(match: Match) -> list[Found] | None:
    """ "solar year 1397", "1440 AH"."""
    if match.has("e") and not match.raw(match.range("e")[0])[0].isupper():
        return None
    group, table = ("c", "OTHER_CALENDAR") if match.has("c") else ("e", "OTHER_ERA")
    year = int(match.text("y"))
    if year >= _GREGORIAN:
        return None
    cal = stretch_of(str(match.value(group, table)), year)
    return None if cal is None else match.point(Meaning(cal=cal))

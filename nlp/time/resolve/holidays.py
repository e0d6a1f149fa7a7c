"""Parts of a calendar: holidays by name, the n-th week or weekday of a month."""

from __future__ import annotations

from datetime import date, timedelta

from nlp.rules.language import per_language
from nlp.time.calendar.arithmetic import truncate
from nlp.time.calendar.calendar import Calendar, days, of_day
from nlp.time.calendar.other_calendars import (
    CALENDARS,
    ISLAMIC,
    in_gregorian_year,
    orthodox_easter,
    western_easter,
)
from nlp.time.grammar.lexicon import tables


def holiday_calendar(name: str, year: int) -> Calendar | None:
    """The day a holiday falls on in ``year``, or its days; None where the tables do not reach. ``name`` is
    one of the table, or a formula of it behind "="."""
    return _holiday(name, year) if 1 <= year <= 9999 else None


def is_month_long(name: str) -> bool:
    """Whether a holiday is a month of another calendar."""
    formula = _formula(name)
    return formula.startswith(CALENDARS) and "-" not in formula


def moves_with_the_moon(name: str) -> bool:
    """Whether it may be kept a day later where the new moon is waited for."""
    return _formula(name).startswith(ISLAMIC)


def _formula(name: str) -> str:
    return name[1:] if name.startswith("=") else str(tables()["=holiday"].get(name, ""))


@per_language(maxsize=1 << 12)
def _holiday(name: str, year: int) -> Calendar | None:
    formula = _formula(name)
    kind, _, rest = formula.partition(" ")
    if kind in CALENDARS:
        month, _, day = rest.partition("-")
        return in_gregorian_year(kind, int(month), int(day) if day else None, year)
    day_of = _day(kind, rest, formula, year)
    return None if day_of is None else of_day(day_of)


def _day(kind: str, rest: str, formula: str, year: int) -> date | None:
    if kind in ("easter", "orthodox"):
        sunday = orthodox_easter(year) if kind == "orthodox" else western_easter(year)
        return None if sunday is None else sunday + timedelta(int(rest))
    if kind == "nth":
        month, weekday, which, *later = (int(part) for part in rest.split())
        cal = nth_part(Calendar(year=year, month=month), which, f"weekday {weekday}")
        span = days(cal)
        return span[0] + timedelta(sum(later)) if span else None
    if kind == "country":
        return _by_country(rest[:2], rest[3:], year)
    return date(year, int(formula[:2]), int(formula[3:])) if formula else None


def _by_country(country: str, title: str, year: int) -> date | None:
    from holidays import country_holidays  # slow to import, seldom needed

    if not 1950 <= year <= 2100:
        return None
    found = country_holidays(country, years=year, language="en_US")
    return min((day for day, names in found.items() if title in names.split("; ")), default=None)


def nth_part(cal: Calendar, which: int, unit: str) -> Calendar:
    """The ``which``-th (-1: last) day, week, weekend, month or "weekday N" of ``cal``; ``cal`` where it has
    none. Weeks of a month are counted from its first Monday-to-Sunday week that begins in it."""
    span = days(cal)
    if span is None or cal.year is None:
        return cal
    first, last = span
    if unit == "M":
        month = which if which > 0 else 12
        return Calendar(year=cal.year, month=month) if month <= 12 and cal.month is None else cal
    if unit == "D":
        day = first + timedelta(which - 1) if which > 0 else last
        return of_day(day) if day <= last else cal
    if unit.startswith("weekday"):
        wanted = int(unit.split()[1])
        if which < 0:
            return of_day(last - timedelta((last.isoweekday() - wanted) % 7))
        day = first + timedelta((wanted - first.isoweekday()) % 7 + 7 * (which - 1))
        return of_day(day) if day <= last else cal
    if which < 0:
        monday = last - timedelta(last.isoweekday() - 1)
    else:
        monday = first + timedelta((1 - first.isoweekday()) % 7 + 7 * (which - 1))
        if first.isoweekday() in (2, 3, 4):
            monday -= timedelta(7)
    week = truncate(of_day(monday), "WE" if unit == "WE" else "W")
    return week or cal

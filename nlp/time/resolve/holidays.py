"""Parts of a calendar: holidays by name, the n-th week or weekday of a month."""

from __future__ import annotations

from datetime import date, timedelta

from nlp.rules.language import per_language
from nlp.time.calendar.arithmetic import truncate
from nlp.time.calendar.calendar import Calendar, days, of_day
from nlp.time.grammar.lexicon import tables


def holiday_calendar(name: str, year: int) -> Calendar | None:
    """The day a holiday falls on in ``year``; None where the tables do not reach."""
    day = _holiday(name, year) if 1 <= year <= 9999 else None
    return None if day is None else of_day(day)


@per_language
def _holiday(name: str, year: int) -> date | None:
    formula = str(tables()["=holiday"][name])
    kind, _, rest = formula.partition(" ")
    if kind == "easter":
        return None if year < 1583 else _easter(year) + timedelta(int(rest))
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


def _easter(year: int) -> date:
    """Easter Sunday of the Western churches (Meeus, Jones and Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    i = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * i) // 451
    month, day = divmod(h + i - 7 * m + 114, 31)
    return date(year, month, day + 1)


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

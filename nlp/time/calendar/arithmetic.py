"""Steps on the calendar: the week around a day, two years later, the day before, with parts unknown."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from nlp.time.calendar.calendar import UNKNOWN_YEAR, Calendar, days, of_day, to_date

_DAYS = {"D": 1, "W": 7, "WE": 7, "FN": 14}
_MONTHS = {"M": 1, "Q": 3, "H": 6}


def truncate(cal: Calendar, unit: str) -> Calendar | None:
    """The stretch of length ``unit`` (D, W, WE, FN, M, Q, H, Y, DE, CE) around ``cal``, None where ``cal`` is
    too coarse to tell."""
    if unit == "Y":
        return None if cal.year is None else Calendar(year=cal.year)
    if unit in ("DE", "CE", "ML"):
        if cal.year is None or cal.year < 0:
            return None
        return Calendar(decade=cal.year // 10) if unit == "DE" else Calendar(century=cal.year // 100)
    if unit in _MONTHS:
        return _month_around(cal, unit)
    if unit == "D":
        return None if cal.day is None else Calendar(year=cal.year, month=cal.month, day=cal.day)
    return _week_around(cal, weekend=unit == "WE") if unit in _DAYS else None


def _month_around(cal: Calendar, unit: str) -> Calendar | None:
    month = cal.month or _month_of(cal)
    if month is None or unit == "M":
        return None if month is None else Calendar(year=cal.year, month=month)
    if unit == "Q":
        return Calendar(year=cal.year, quarter=(month + 2) // 3)
    return Calendar(year=cal.year, half=(month + 5) // 6)


def _month_of(cal: Calendar) -> int | None:
    if cal.quarter:
        return cal.quarter * 3
    span = days(cal) if cal.week is not None else None
    return None if span is None else span[0].month


def _week_around(cal: Calendar, *, weekend: bool) -> Calendar | None:
    day = to_date(cal)
    if day is None:
        return Calendar(year=cal.year, week=cal.week, weekend=weekend) if cal.week else None
    iso = day.isocalendar()
    return Calendar(year=iso.year, week=iso.week, weekend=weekend)


def shift(cal: Calendar, amount: int, unit: str) -> Calendar | None:
    """``cal`` moved by ``amount`` units, as coarse as the unit ("two years later" is a year); "weekday N"
    goes to the next or previous one. None where ``cal`` is coarser than the unit, the result leaves the
    calendar, or an unknown year makes it uncertain."""
    try:
        return _shift(cal, amount, unit)
    except (ValueError, OverflowError):
        return None


def _shift(cal: Calendar, amount: int, unit: str) -> Calendar | None:
    if unit == "Y":
        return None if cal.year is None else Calendar(year=add_years(cal.year, amount))
    if unit in ("DE", "CE", "ML"):
        base = truncate(cal, unit)
        if base is None:
            return None
        if unit == "DE":
            return Calendar(decade=(base.decade or 0) + amount)
        return Calendar(century=(base.century or 0) + amount)
    if unit in _MONTHS:
        return _shift_months(cal, amount, unit)
    if unit.startswith("weekday"):
        return _shift_to_weekday(cal, amount, int(unit.split()[1]))
    if unit not in _DAYS:
        return None
    if unit != "D" and cal.day is None and cal.week is not None and cal.year is not None:
        monday = date.fromisocalendar(cal.year, cal.week, 1) + timedelta(amount * _DAYS[unit])
        return truncate(of_day(monday), unit)
    moved = add_days(cal, amount * _DAYS[unit])
    return moved if moved is None or unit == "D" else truncate(moved, unit)


def _shift_months(cal: Calendar, amount: int, unit: str) -> Calendar | None:
    base = truncate(cal, "M")
    if base is None or base.month is None:
        return None
    year, month = divmod((base.year or UNKNOWN_YEAR) * 12 + base.month - 1 + amount * _MONTHS[unit], 12)
    moved = Calendar(year=None if base.year is None else year, month=month + 1)
    return moved if unit == "M" else truncate(moved, unit)


def _shift_to_weekday(cal: Calendar, amount: int, weekday: int) -> Calendar | None:
    day = to_date(cal)
    if day is None:
        return None
    ahead = (weekday - day.isoweekday()) % 7 or 7
    back = (day.isoweekday() - weekday) % 7 or 7
    return of_day(day + timedelta(ahead if amount > 0 else -back))


def add_years(year: int, amount: int) -> int:
    """Years counted across the era: there is no year 0."""
    moved = (year + 1 if year < 0 else year) + amount
    return moved - 1 if moved <= 0 else moved


def add_days(cal: Calendar, amount: int) -> Calendar | None:
    """The day ``amount`` days on. With an unknown year None where a leap day decides."""
    if cal.month is None or cal.day is None:
        return None
    if cal.year is not None:
        base = to_date(cal)
        return None if base is None else of_day(base + timedelta(amount))
    results = set()
    for year in (2000, 2001, 2003):
        day = to_date(replace(cal, year=year))
        if day is not None:
            moved = day + timedelta(amount)
            results.add((moved.month, moved.day))
    if len(results) != 1:
        return None
    month, number = results.pop()
    return Calendar(month=month, day=number)

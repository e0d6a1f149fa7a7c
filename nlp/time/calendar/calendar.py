"""A stretch of the calendar, whole or with parts unknown: its TIMEX3 value and the days it covers."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from nlp.records import Granularity

UNKNOWN_YEAR = 2000  # stands in for a year that nobody knows while days are counted
SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}
PARTS = ("MO", "AF", "EV", "NI", "DT", "MI")


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """Fields of a date as far as they are known. ``year`` before the common era is negative (-241: 241 BC);
    ``decade`` 199 is the 1990s, ``century`` 19 the 1900s; ``week`` and ``weekday`` are ISO's, the year of a
    week being its ISO year; ``part`` is TIMEX3's part of day, ``zone`` an offset such as "+02:00" or a place
    whose offset depends on the day ("America/New_York"). ``length`` counts the days of a stretch that begins
    with ``day`` and is no unit of this calendar ("3/4 May", Ramadan 2018)."""

    year: int | None = None
    decade: int | None = None
    century: int | None = None
    half: int | None = None
    quarter: int | None = None
    season: str | None = None
    month: int | None = None
    week: int | None = None
    weekend: bool = False
    weekday: int | None = None
    day: int | None = None
    part: str | None = None
    hour: int | None = None
    minute: int | None = None
    second: int | None = None
    zone: str | None = None
    length: int | None = None

    @property
    def is_time(self) -> bool:
        """Whether it is finer than a day."""
        return self.part is not None or self.hour is not None


def of_day(day: date) -> Calendar:
    """The calendar of one day."""
    return Calendar(year=day.year, month=day.month, day=day.day)


def to_date(cal: Calendar) -> date | None:
    """The day it names, or None where day, month or year (1 to 9999) are not all there or do not fit."""
    if cal.year is None or cal.month is None or cal.day is None:
        return None
    try:
        return date(cal.year, cal.month, cal.day)
    except ValueError:
        return None


def value(cal: Calendar) -> str:
    """TIMEX3 value, X for what is unknown: ``1998-02-13``, ``XXXX-07``, ``1998-W07-WE``, ``198``."""
    if cal.century is not None:
        return f"{cal.century:02d}"
    if cal.decade is not None:
        return f"{cal.decade:03d}"
    year = _year(cal.year)
    if cal.length and cal.month and cal.day:
        return f"{year}{_date_part(cal)}/{_end_of(cal)}"
    return year + _date_part(cal) + _time_part(cal)


def _end_of(cal: Calendar) -> str:
    """The last day of a stretch."""
    span = days(cal)
    if span is None:
        return "XXXX-XX-XX"
    return span[1].isoformat() if cal.year is not None else f"XXXX-{span[1]:%m-%d}"


def _year(year: int | None) -> str:
    if year is None:
        return "XXXX"
    return f"BC{-year:04d}" if year < 0 else f"{year:04d}"


def _date_part(cal: Calendar) -> str:
    if cal.week is not None or cal.weekend or (cal.weekday and cal.day is None and cal.month is None):
        week = "XX" if cal.week is None else f"{cal.week:02d}"
        return f"-W{week}" + ("-WE" if cal.weekend else f"-{cal.weekday}" if cal.weekday else "")
    if cal.season:
        return f"-{cal.season}"
    if cal.quarter:
        return f"-Q{cal.quarter}"
    if cal.half:
        return f"-H{cal.half}"
    month = "" if cal.month is None else f"-{cal.month:02d}"
    if cal.day is None:
        if cal.is_time:
            return (month or "-XX") + "-XX"
        return month
    return (month or "-XX") + f"-{cal.day:02d}"


def _time_part(cal: Calendar) -> str:
    if cal.hour is None:
        return f"T{cal.part}" if cal.part else ""
    if cal.minute is None:
        return f"T{cal.hour:02d}"
    seconds = "" if cal.second is None else f":{cal.second:02d}"
    return f"T{cal.hour:02d}:{cal.minute:02d}{seconds}"


def granularity(cal: Calendar) -> Granularity:
    """The smallest unit that is said."""
    for known, unit in (
        (cal.second is not None, Granularity.SECOND),
        (cal.minute is not None, Granularity.MINUTE),
        (cal.hour is not None, Granularity.HOUR),
        (cal.part is not None, Granularity.PART_OF_DAY),
        (cal.length is not None and cal.length > 300, Granularity.YEAR),
        (cal.length is not None and cal.length > 27, Granularity.MONTH),
        (cal.day is not None or cal.weekday is not None, Granularity.DAY),
        (cal.weekend, Granularity.WEEKEND),
        (cal.week is not None, Granularity.WEEK),
        (cal.month is not None, Granularity.MONTH),
        (cal.season is not None, Granularity.SEASON),
        (cal.quarter is not None, Granularity.QUARTER),
        (cal.half is not None, Granularity.HALF),
        (cal.year is not None, Granularity.YEAR),
        (cal.decade is not None, Granularity.DECADE),
        (cal.century is not None, Granularity.CENTURY),
    ):
        if known:
            return unit
    return Granularity.VAGUE


def days(cal: Calendar, *, year: int | None = None) -> tuple[date, date] | None:
    """First and last day covered, in ``year`` where that is given; an unknown year counts as
    :data:`UNKNOWN_YEAR`. None where nothing is fixed, before the year 1, or where there is no such day
    ("February 30")."""
    try:
        return _days(cal, cal.year if year is None else year)
    except (ValueError, OverflowError):
        return None


def _days(cal: Calendar, said: int | None) -> tuple[date, date] | None:
    if cal.century is not None:
        return date(max(cal.century * 100, 1), 1, 1), date(cal.century * 100 + 99, 12, 31)
    if cal.decade is not None:
        return date(max(cal.decade * 10, 1), 1, 1), date(cal.decade * 10 + 9, 12, 31)
    year = UNKNOWN_YEAR if said is None else said
    if cal.week is not None:
        if said is None:
            return None
        monday = date.fromisocalendar(year, cal.week, 1)
        if cal.weekend:
            return monday + timedelta(5), monday + timedelta(6)
        if cal.weekday:
            return monday + timedelta(cal.weekday - 1), monday + timedelta(cal.weekday - 1)
        return monday, monday + timedelta(6)
    if cal.weekend or (cal.weekday and cal.day is None):
        return None
    if cal.month is not None:
        if cal.day is not None:
            begin = date(year, cal.month, cal.day)
            return begin, begin + timedelta((cal.length or 1) - 1)
        return _months(year, cal.month, cal.month)
    if cal.day is not None:
        return None
    if cal.season:
        first, last = SEASONS[cal.season]
        return _months(year, first, last)
    if cal.quarter:
        return _months(year, cal.quarter * 3 - 2, cal.quarter * 3)
    if cal.half:
        return _months(year, cal.half * 6 - 5, cal.half * 6)
    return None if said is None else (date(year, 1, 1), date(year, 12, 31))


def _months(year: int, first: int, last: int) -> tuple[date, date]:
    end_year = year if last >= first else year + 1
    return date(year, first, 1), date(end_year, last, monthrange(end_year, last)[1])

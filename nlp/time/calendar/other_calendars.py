"""Islamic and Persian dates as days of the Gregorian calendar, and the feasts that are reckoned by others.

The Islamic calendar is Umm al-Qura (hijridate, 1343 to 1500 AH); where months begin with the sighting of the
moon they may begin a day later. The Persian one is the solar calendar of Iran and Afghanistan (persiantools).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from nlp.time.calendar.calendar import Calendar, of_day

ISLAMIC, PERSIAN = "islamic", "persian"
CALENDARS = (ISLAMIC, PERSIAN)
MOON = "by the Umm al-Qura calendar; where the new moon is waited for, it may be a day later"
_OFFSETS = {ISLAMIC: (622, 0.970229), PERSIAN: (621, 1.0)}  # Gregorian year = offset + year * length, about


def stretch_of(calendar: str, year: int, month: int | None = None, day: int | None = None) -> Calendar | None:
    """The Gregorian days of a year, month or day of ``calendar``; None where there is none such or the tables
    do not reach."""
    first = _day(calendar, year, month or 1, day or 1)
    if first is None:
        return None
    if day is not None:
        return of_day(first)
    following = (year, month + 1) if month and month < 12 else (year + 1, 1)
    end = _day(calendar, *following, 1)
    return None if end is None else of_days(first, end - timedelta(1))


def in_gregorian_year(calendar: str, month: int, day: int | None, year: int) -> Calendar | None:
    """The first month or day of that name that begins in a Gregorian year."""
    return next(_in_gregorian_year(calendar, month, day, year), None)


def _in_gregorian_year(calendar: str, month: int, day: int | None, year: int) -> Iterator[Calendar]:
    offset, length = _OFFSETS[calendar]
    about = int((year - offset) / length)
    for other in range(about - 2, about + 3):
        found = stretch_of(calendar, other, month, day)
        if found is not None and found.year == year:
            yield found


def of_days(first: date, last: date) -> Calendar:
    """A stretch from one day to another."""
    count = (last - first).days + 1
    cal = of_day(first)
    return cal if count == 1 else Calendar(year=cal.year, month=cal.month, day=cal.day, length=count)


def _day(calendar: str, year: int, month: int, day: int) -> date | None:
    try:
        if calendar == ISLAMIC:
            from hijridate import Hijri  # seldom needed

            return date.fromordinal(Hijri(year, month, day).to_gregorian().toordinal())
        from persiantools.jdatetime import JalaliDate

        made = JalaliDate(year, month, day)  # type: ignore[no-untyped-call]
        return date.fromordinal(made.to_gregorian().toordinal())
    except (ValueError, OverflowError):
        return None


def western_easter(year: int) -> date | None:
    """Easter Sunday of the Western churches, from 1583 to 4099."""
    return _easter(year, 3)


def orthodox_easter(year: int) -> date | None:
    """Easter Sunday of the Eastern churches, from 1583 to 4099."""
    return _easter(year, 2)


def _easter(year: int, method: int) -> date | None:
    from dateutil.easter import easter  # type: ignore[import-untyped]

    return date.fromordinal(easter(year, method).toordinal()) if 1583 <= year <= 4099 else None

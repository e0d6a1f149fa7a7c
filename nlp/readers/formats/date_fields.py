"""Publication days in fields of tables and objects, read by what the whole column shows.

"3/16/21" is read where some value of the same column can be a day and month in one order only; a column of
whole numbers is days since 1900 as spreadsheets count them, or seconds since 1970, where all of them are.
Nothing is guessed: a column that shows nothing has no days.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from nlp.readers.source.dates import make_day, parse_day, two_digit_year

_FIGURES = re.compile(r"\s*(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d\d)(?!\d)")
_SHORT_YEAR = re.compile(r"\s*(\d{1,2})[ -]([A-Za-z]{3,9})\.?[ ,-]+'?(\d\d)(?!\d)")
_COMPACT = re.compile(r"\s*((?:19|20)\d\d)(\d\d)(\d\d)(?:T?\d{4,6}Z?)?\s*$")
_ENGLISH_STAMP = re.compile(
    r"\s*[A-Z][a-z]{2} ([A-Z][a-z]{2}) +(\d{1,2}) \d\d:\d\d:\d\d (?:[A-Z+-]\S* )?(\d{4})\s*$"
)
_NUMBER = re.compile(r"\s*(\d{5,13})(?:\.\d+)?\s*$")
_EPOCH_1900 = date(1899, 12, 30)  # day 0 of spreadsheets that hold 1900 to be a leap year
_SERIALS = (20_000, 60_000)  # 1954 to 2064
_SECONDS = (1e8, 4e9)  # 1973 to 2096


@dataclass(frozen=True, slots=True, kw_only=True)
class DateStyle:
    """How a column writes days: ``order`` of day and month in figures ("dmy", "mdy" or ""), and what its
    numbers count ("days since 1900", "seconds", or "")."""

    order: str = ""
    counts: str = ""


def find_style(values: Iterable[object]) -> DateStyle:
    """What a column's values tell of how it writes days."""
    orders: set[str] = set()
    counts: set[str] = set()
    for value in values:
        text = value if isinstance(value, str) else str(value)
        if not text.strip():
            continue
        if (match := _FIGURES.match(text)) and match[2] != "." and not _year_first(match):
            first, second = int(match[1]), int(match[3])
            orders |= {"dmy"} if first > 12 else {"mdy"} if second > 12 else set()
        counts.add(_counted(text))
    return DateStyle(
        order=orders.pop() if len(orders) == 1 else "", counts=counts.pop() if len(counts) == 1 else ""
    )


def read_day(value: object, *, style: DateStyle) -> date | None:
    """The day in a field; None where it states none that is sure.

    Objects of the kind ``{"$date": ...}`` and lists of one value are looked into.
    """
    if isinstance(value, list) and len(value) > 5 and all(isinstance(item, int) for item in value[:6]):
        return make_day(*value[:3])  # as Python's struct_time is written
    if isinstance(value, list):
        days = {day for item in value[:5] if (day := read_day(item, style=style))}
        return days.pop() if len(days) == 1 else None
    if isinstance(value, dict):
        inner = value.get("$date", value.get("iso", value.get("value", value.get("date"))))
        if isinstance(inner, dict):
            inner = inner.get("$numberLong")
        if "$date" in value:
            style = DateStyle(counts="seconds")
        return read_day(inner, style=style) if isinstance(inner, str | int | float) else None
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    text = str(value)
    if style.counts and _NUMBER.match(text):
        return _count(float(text), style.counts)
    return _written(text, style.order)


def _written(text: str, order: str) -> date | None:
    if match := _FIGURES.match(text):
        first, by, second, year = int(match[1]), match[2], int(match[3]), _year(match[4])
        if _year_first(match):
            return None
        order = "dmy" if by == "." or first > 12 else "mdy" if second > 12 else order
        if order or first == second:
            return make_day(year, second, first) if order == "dmy" else make_day(year, first, second)
        return None
    if match := _SHORT_YEAR.match(text):
        return parse_day(f"{match[1]} {match[2]} {_year(match[3])}")
    if match := _COMPACT.match(text):
        return make_day(int(match[1]), int(match[2]), int(match[3]))
    if match := _ENGLISH_STAMP.match(text):
        return parse_day(f"{match[2]} {match[1]} {match[3]}")
    return parse_day(text)


def _year_first(match: re.Match[str]) -> bool:
    """Whether figures may begin with the year: "16-03-21" does as often as with the day."""
    return match[2] == "-" and len(match[4]) == 2


def _year(figures: str) -> int:
    return int(figures) if len(figures) == 4 else two_digit_year(figures, today=date.today())


def _counted(text: str) -> str:
    match = _NUMBER.match(text)
    if match is None or _COMPACT.match(text):
        return ""
    number = float(match[1])
    if _SERIALS[0] <= number <= _SERIALS[1]:
        return "days since 1900"
    return "seconds" if _SECONDS[0] <= _seconds(number) <= _SECONDS[1] else ""


def _count(number: float, counts: str) -> date | None:
    if counts == "days since 1900":
        within = _SERIALS[0] <= number <= _SERIALS[1]
        return _EPOCH_1900 + timedelta(days=int(number)) if within else None
    seconds = _seconds(number)
    within = _SECONDS[0] <= seconds <= _SECONDS[1]
    return datetime.fromtimestamp(seconds, UTC).date() if within else None


def _seconds(number: float) -> float:
    return number / 1000 if number > 1e11 else number

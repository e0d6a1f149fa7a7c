"""Calendar days as written in metadata, file names and publication lines. Never a guess.

Day and month in figures alone ("03/08/2024") are read only where one of them can't be a month, or where
they are divided by full stops, which no one does month first. The day is the one the outlet wrote: no
time zone is reckoned with.
"""

from __future__ import annotations

import re
from datetime import date

from nlp.rules import load_rules

_TIME = load_rules("time")
_MONTHS: dict[str, int] = _TIME["month"]
MONTH_WORDS = "|".join(sorted(_MONTHS, key=len, reverse=True))
_WEEKDAY_WORDS = "|".join(sorted(_TIME["weekday"], key=len, reverse=True))
_MONTH = rf"(?P<{{0}}>{MONTH_WORDS})(?![a-z])\.?"
_WEEKDAY = rf"(?:(?:{_WEEKDAY_WORDS})[.,]?\s+)?"
_YEAR = r"(?P<{0}>(?:1[89]|20)\d\d)"
_ORDINAL = r"(?:st|nd|rd|th)?"
WRITTEN = (
    rf"{_WEEKDAY}(?P<d1>\d{{1,2}}){_ORDINAL}(?:\s+of)?[\s./-]+{_MONTH.format('m1')}[\s,/-]+{_YEAR.format('y1')}"
    rf"|{_WEEKDAY}{_MONTH.format('m2')}\s*(?P<d2>\d{{1,2}}){_ORDINAL}(?:,\s*|\s+){_YEAR.format('y2')}"
    rf"|{_YEAR.format('y3')}(?P<sep>[-/.])(?P<m3>\d{{1,2}})(?P=sep)(?P<d3>\d{{1,2}})(?!\d)"
    rf"|(?<!\d)(?P<a>\d{{1,2}})(?P<by>[./-])(?P<b>\d{{1,2}})(?P=by){_YEAR.format('y4')}"
    rf"|{_YEAR.format('y5')}[\s,-]+{_MONTH.format('m5')}[\s-]+(?P<d5>\d{{1,2}})(?!\d)"
)
_WRITTEN = re.compile(rf"(?<![\w.])(?:{WRITTEN})(?!\d)", re.I)
_YEARLESS = re.compile(
    rf"(?<![\w.])(?:{_WEEKDAY}{_MONTH.format('m1')}\s*(?P<d1>\d{{1,2}}){_ORDINAL}(?![\w:])(?!\.\d)"
    rf"|{_WEEKDAY}(?P<d2>\d{{1,2}}){_ORDINAL}(?:\s+of)?[\s-]+{_MONTH.format('m2')})(?!\w)",
    re.I,
)
_ISO = re.compile(r"\s*(\d{4})-?(\d\d)-?(\d\d)(?:$|[T\s].*$|\d{4}(?:\d\d)?Z?$)", re.S)
# As Unix and Twitter write it: "Tue Mar 16 23:30:00 +0000 2021".
_UNIX = re.compile(
    rf"\s*(?:{_WEEKDAY_WORDS})\s+({MONTH_WORDS})\s+(\d{{1,2}})\s+\d\d:\d\d:\d\d\s+\S+\s+(\d{{4}})\s*$", re.I
)
# Stamps that software writes where it knows no date.
_DEFAULTS = frozenset({date(1900, 1, 1), date(1970, 1, 1), date(1969, 12, 31), date(1980, 1, 1)})


def make_day(year: int, month: int, day: int) -> date | None:
    """The calendar day, or None where there is no such day or it is a stamp for "unknown"."""
    try:
        made = date(year, month, day)
    except ValueError:
        return None
    return made if 1800 <= year <= 2100 and made not in _DEFAULTS else None


def match_day(match: re.Match[str], order: str | None = None) -> date | None:
    """The day that a match of the pattern ``WRITTEN`` names.

    ``order`` ("dmy" or "mdy") settles day and month in figures where nothing else does.
    """
    group = match.groupdict()
    for n in ("1", "2", "5"):
        if group[f"y{n}"]:
            return make_day(int(group[f"y{n}"]), month_number(group[f"m{n}"]) or 0, int(group[f"d{n}"]))
    if group["y3"]:
        return make_day(int(group["y3"]), int(group["m3"]), int(group["d3"]))
    first, second, year = int(group["a"]), int(group["b"]), int(group["y4"])
    if group["by"] == "." or first > 12 or first == second:
        return make_day(year, second, first)
    if second > 12 or order == "mdy":
        return make_day(year, first, second)
    return make_day(year, second, first) if order == "dmy" else None


def month_number(word: str) -> int | None:
    """1 to 12 for a month's name or its usual short form."""
    return _MONTHS.get(word.lower().rstrip("."))


def find_days(text: str) -> list[tuple[int, int, date]]:
    """Every day written out in full in ``text``, as (start, end, day).

    Of days in figures one tells the order of all: "03/12/2018, changed 13/12/2018".
    """
    matches = list(_WRITTEN.finditer(text))
    orders = {
        "dmy" if int(m["a"]) > 12 else "mdy"
        for m in matches
        if m["by"] in {"/", "-"} and (int(m["a"]) > 12) != (int(m["b"]) > 12)
    }
    order = orders.pop() if len(orders) == 1 else None
    found = ((m.start(), m.end(), match_day(m, order)) for m in matches)
    return [(start, end, day) for start, end, day in found if day is not None]


def find_yearless(text: str) -> list[tuple[int, int, int, int]]:
    """Every day of a month without a year, as (start, end, month, day)."""
    taken = [match.span() for match in _WRITTEN.finditer(text)]
    found = []
    for match in _YEARLESS.finditer(text):
        if any(low < match.end() and match.start() < high for low, high in taken):
            continue
        month = month_number(match["m1"] or match["m2"]) or 0
        day = int(match["d1"] or match["d2"])
        if make_day(2000, month, day):  # a leap year
            found.append((match.start(), match.end(), month, day))
    return found


def parse_day(value: str) -> date | None:
    """The one day that a metadata field states; None where it states none or several."""
    value = value.strip()[:100]
    if iso := _ISO.match(value):
        return make_day(*map(int, iso.groups()))
    if unix := _UNIX.match(value):
        return make_day(int(unix[3]), month_number(unix[1]) or 0, int(unix[2]))
    days = {day for _, _, day in find_days(value)}
    return days.pop() if len(days) == 1 else None


_NAME_ISO = re.compile(r"(?<!\d)((?:19|20)\d\d)([-_. ]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)")


def file_name_day(name: str) -> date | None:
    """The one day that a file's name carries: ``2024-03-08_x.txt``, ``8 March 2024 - x.txt``."""
    stem = name.rsplit(".", 1)[0]
    days = {make_day(int(y), int(m), int(d)) for y, _, m, d in _NAME_ISO.findall(stem)}
    for spaced in (re.sub(r"[_+]|%20", " ", stem), re.sub(r"[-_+]|%20", " ", stem)):
        days |= {day for _, _, day in find_days(spaced)}
    days.discard(None)
    return days.pop() if len(days) == 1 else None


def two_digit_year(figures: str, *, today: date) -> int:
    """The full year of "89" or "24": the latest that is not after next year."""
    year = today.year // 100 * 100 + int(figures)
    return year if year <= today.year + 1 else year - 100

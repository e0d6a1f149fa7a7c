"""Calendar days as written in metadata, file names and publication lines. Never a guess.

Day and month in figures alone ("03/08/2024") are read only where one of them can't be a month, or where
they are divided by full stops, which no one does month first. The day is the one the outlet wrote: no
time zone is reckoned with.
"""

from __future__ import annotations

import re
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<{0}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?[.,]?\s+)?"
_YEAR = r"(?P<{0}>(?:1[89]|20)\d\d)"
WRITTEN = (
    rf"{_WEEKDAY}(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?[\s-]+{_MONTH.format('m1')}[\s,-]+{_YEAR.format('y1')}"
    rf"|{_WEEKDAY}{_MONTH.format('m2')}\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+{_YEAR.format('y2')}"
    rf"|{_YEAR.format('y3')}(?P<sep>[-/.])(?P<m3>\d{{1,2}})(?P=sep)(?P<d3>\d{{1,2}})(?!\d)"
    rf"|(?<!\d)(?P<a>\d{{1,2}})(?P<by>[./-])(?P<b>\d{{1,2}})(?P=by){_YEAR.format('y4')}"
)
_WRITTEN = re.compile(rf"(?<![\w.])(?:{WRITTEN})(?![\d])", re.I)
_ISO = re.compile(r"\s*(\d{4})-?(\d\d)-?(\d\d)(?:$|[T\s].*$)", re.S)
# Stamps that software writes where it knows no date.
_DEFAULTS = frozenset({date(1900, 1, 1), date(1970, 1, 1), date(1969, 12, 31), date(1980, 1, 1)})


def make_day(year: int, month: int, day: int) -> date | None:
    """The calendar day, or None where there is no such day or it is a stamp for "unknown"."""
    try:
        made = date(year, month, day)
    except ValueError:
        return None
    return made if 1800 <= year <= 2100 and made not in _DEFAULTS else None


def match_day(match: re.Match[str]) -> date | None:
    """The day that a match of the pattern ``WRITTEN`` names."""
    group = match.groupdict()
    if group["y1"] or group["y2"]:
        n = "1" if group["y1"] else "2"
        month = _MONTHS.index(group[f"m{n}"][:3].lower()) + 1
        return make_day(int(group[f"y{n}"]), month, int(group[f"d{n}"]))
    if group["y3"]:
        return make_day(int(group["y3"]), int(group["m3"]), int(group["d3"]))
    first, second, year = int(group["a"]), int(group["b"]), int(group["y4"])
    if group["by"] == "." or first > 12 or first == second:
        return make_day(year, second, first)
    return make_day(year, first, second) if second > 12 else None


def find_days(text: str) -> list[tuple[int, int, date]]:
    """Every day written out in full in ``text``, as (start, end, day)."""
    found = ((m.start(), m.end(), match_day(m)) for m in _WRITTEN.finditer(text))
    return [(start, end, day) for start, end, day in found if day is not None]


def parse_day(value: str) -> date | None:
    """The one day that a metadata field states; None where it states none or several."""
    value = value.strip()[:100]
    if iso := _ISO.match(value):
        return make_day(*map(int, iso.groups()))
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

"""Times as an analyst writes them."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from nlp.errors import CaseError
from nlp.records import Granularity, Interval, TimeBasis, When
from nlp.time import read_times, resolve_times

_PARTIAL = re.compile(r"(\d{4})(?:-(\d\d))?|--\d\d-\d\d|\d{4}-\d\d-\d\d")


def read_redate(value: str) -> Interval | None:
    """The interval that an analyst's date means; None for "" (the date is unknown).

    Raises:
        CaseError: neither a day, month, year, a day without year, nor two of the first joined by "/".
    """
    if not value:
        return None
    ends = value.split("/")
    try:
        if len(ends) > 2 or (len(ends) == 2 and any(end.startswith("--") for end in ends)):
            raise ValueError
        read = [_stretch(end) for end in ends]
        granularity = read[0][2] if len({each[2] for each in read}) == 1 else Granularity.VAGUE
        return Interval(earliest=read[0][0], latest=read[-1][1], granularity=granularity)
    except ValueError as error:
        raise CaseError(
            f"no date: {value!r} (2024-03-08, 2024-03-08/2024-03-10, 2024-03, 2024, --03-08, or nothing)"
        ) from error


def _stretch(value: str) -> tuple[str, str, Granularity]:
    found = _PARTIAL.fullmatch(value)
    if found is None:
        raise ValueError(value)
    year, month = found.groups()
    if not year:
        return value, value, Granularity.DAY
    if not month:
        return f"{year}-01-01", f"{year}-12-31", Granularity.YEAR
    last = monthrange(int(year), int(month))[1]
    return f"{year}-{month}-01", f"{year}-{month}-{last:02}", Granularity.MONTH


def check_when(words: str) -> None:
    """Raise CaseError where ``words`` are no time, whatever they count from."""
    if not read_times(words):
        read_redate(words)


def read_when(words: str, published: date | None) -> When | None:
    """The time that an analyst means: ISO (:func:`read_redate`), or in words as the reader reads them.

    Args:
        published: the report's date, which "last Tuesday" counts from.

    Raises:
        CaseError: neither.
    """
    try:
        interval = read_redate(words)
    except CaseError:
        found = [item.interval for item in resolve_times(read_times(words), published)]
        interval = next((each for each in found if each is not None), None)
        if interval is None:
            raise
    return When(interval=interval, text=words, basis=TimeBasis.ANALYST) if interval else None

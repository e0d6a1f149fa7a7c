"""Days and periods of a query or a decision, checked."""

from __future__ import annotations

from datetime import date

from nlp.errors import CaseError


def read_period(period: tuple[str, str]) -> tuple[date, date]:
    """The two days of a period.

    Raises:
        CaseError: a day is none, or the period ends before it begins.
    """
    first, last = map(read_day, period)
    if first > last:
        raise CaseError(f"the period ends before it begins: {first} to {last}")
    return first, last


def read_day(value: str) -> date:
    """The calendar day of a query's field.

    Raises:
        CaseError: it is none.
    """
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise CaseError(f"no calendar day: {value!r}") from error

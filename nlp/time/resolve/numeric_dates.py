"""Dates in figures: 3/7/2024 is read as the rest of the document writes its dates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from nlp.time.grammar.reading import TimeReading

_MARK = "numeric: "


def settle_numeric(readings: Sequence[TimeReading]) -> list[TimeReading]:
    """Give every dd/mm or mm/dd date the order that the document's unambiguous ones have. Where they have
    none, or disagree, the date stays ambiguous: value and interval keep what both readings share."""
    orders = {
        r.meaning.note for r in readings if r.meaning.note in (_MARK + "day first", _MARK + "month first")
    }
    order = orders.pop().removeprefix(_MARK) if len(orders) == 1 else "either"
    return [_settle(r, order) if (r.meaning.note or "").startswith(_MARK) else r for r in readings]


def is_ambiguous(reading: TimeReading) -> bool:
    """Whether nothing has decided which figure is the day."""
    return reading.meaning.note == _MARK + "either"


def candidate_days(reading: TimeReading) -> tuple[date, date]:
    """The two days an ambiguous date may mean, the earlier first."""
    cal = reading.meaning.cal
    year, month, day = cal.year or 1, cal.month or 1, cal.day or 1
    one, two = sorted((date(year, month, day), date(year, day, month)))
    return one, two


def _settle(reading: TimeReading, order: str) -> TimeReading:
    meaning, cal = reading.meaning, reading.meaning.cal
    if meaning.note != _MARK + "either":
        return replace(reading, meaning=replace(meaning, note=None))
    if order == "day first":
        cal = replace(cal, month=cal.day, day=cal.month)
    if order != "either":
        return replace(reading, meaning=replace(meaning, cal=cal, note=f"{order}, as other dates here"))
    return reading

"""A place on the calendar on its way from a reading to a resolved expression."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from nlp.time.calendar.calendar import Calendar, value


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A calendar with its provenance. ``unknown`` is the TIMEX3 value where nothing is known but the unit
    (XXXX-XX-XX), ``how`` names the step that resolved it, ``pivot`` is the day that "earlier" and "later" in
    the period are counted from."""

    cal: Calendar
    unknown: str = ""
    how: str = ""
    anchor: str | None = None
    note: str | None = None
    pivot: date | None = None


def cite(text: str, cal: Calendar) -> str:
    """How an anchor that stands in the text is named: “July 27” (2022-07-27)."""
    return f"“{text}” ({value(cal)})"

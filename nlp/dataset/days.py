"""Times of records as other programs want them, without inventing what is not known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """What a text says of a time, on the calendar: ISO ends, either None where it is open.

    ``text`` is the wording; ``yearless`` the ends without a year (``--03-08``), which stand nowhere on a
    calendar and are only to be shown.
    """

    earliest: str | None = None
    latest: str | None = None
    text: str = ""
    yearless: str = ""

    @property
    def first_day(self) -> str | None:
        """The first day as YYYY-MM-DD."""
        return self.earliest[:10] if self.earliest else None

    @property
    def last_day(self) -> str | None:
        """The last day as YYYY-MM-DD."""
        return self.latest[:10] if self.latest else None

    @property
    def on_calendar(self) -> bool:
        """Whether an end lies on a day of a known year."""
        return bool(self.earliest or self.latest)

    @property
    def whole_days(self) -> bool:
        """Whether no end has a time of day."""
        return all(end is None or len(end) == len("2000-01-01") for end in (self.earliest, self.latest))


def stated(record: Mapping[str, Any]) -> Span:
    """What the text says of the time of an event or a relation."""
    when = record.get("when")
    if not when:
        return Span()
    if not when["year_known"]:
        ends = "/".join(dict.fromkeys(end for end in (when["earliest"], when["latest"]) if end))
        return Span(text=when["text"], yearless=ends)
    return Span(earliest=when["earliest"], latest=when["latest"], text=when["text"])


def placed(record: Mapping[str, Any]) -> Span:
    """What follows from the report's date, the story and other accounts: bounds, never the text's word."""
    bounds = record.get("placed")
    if not bounds:
        return Span()
    return Span(earliest=bounds["earliest"], latest=bounds["latest"], text=bounds["rule"])


def estimate(record: Mapping[str, Any]) -> str | None:
    """The one day the program would bet on, if it would."""
    bounds = record.get("placed")
    return bounds["estimate"] if bounds else None


def drawn(record: Mapping[str, Any]) -> tuple[Span, bool]:
    """Where a timeline would put a record, and whether the text says so.

    The text's own time if it lies on the calendar, else the day the program would bet on, else the bounds
    that follow.
    """
    span = stated(record)
    if span.on_calendar:
        return span, True
    day = estimate(record)
    if day:
        return Span(earliest=day, latest=day, text=f"estimated; {placed(record).text}"), False
    return placed(record), False

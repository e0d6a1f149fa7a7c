"""Two anchors, the day of publication and the time spoken of, and which of them governs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from nlp.time.fields import Calendar, of_day, value
from nlp.time.meaning import PUBLISHED, Reading


class Kind(StrEnum):
    """News counts from its publication, narrative from the time it has reached."""

    NEWS = "news"
    NARRATIVE = "narrative"


def detect_kind(readings: Sequence[Reading], published: date | None) -> Kind:
    """News or narrative, by what the dates of the text are like.

    Narrative gives years, mostly bygone ones; news says "Tuesday", "yesterday", "last month" and leaves the
    year to the date of publication.
    """
    dated = bygone = deictic = 0
    for reading in readings:
        meaning = reading.meaning
        if (
            meaning.anchor == PUBLISHED
            or (meaning.shift is not None and not meaning.anchor and meaning.unit != "WE")
            or (meaning.cal.weekday and meaning.cal.day is None)
        ):
            deictic += 1
        elif meaning.cal.year is not None and (published is not None or meaning.cal.month is not None):
            dated += 1
            bygone += published is None or abs(published.year - meaning.cal.year) > 1
    return (
        Kind.NARRATIVE
        if (bygone >= 5 and bygone > 2 * deictic) or (bygone >= 3 and not deictic and bygone * 2 > dated)
        else Kind.NEWS
    )


LEAP = 5  # years; a bare year farther from the last month told is named in passing


@dataclass(slots=True)
class History:
    """What has been resolved so far, the latest last."""

    published: date | None
    kind: Kind
    readings: Sequence[Reading]
    seen: list[tuple[Reading, Calendar]] = field(default_factory=list)

    def next_dated(self, reading: Reading) -> Calendar | None:
        """The next date behind ``reading`` that gives month and year."""
        for later in self.readings:
            cal = later.meaning.cal
            if later.start > reading.start and cal.year is not None and cal.month is not None:
                return cal
        return None

    def told(self, reading: Reading) -> tuple[Calendar, Reading] | None:
        """The time that narrative has reached before ``reading``: the latest point with a year that carries
        the story on. Years named in passing (in brackets, as a mere attribute, "until 1976") do not."""
        passing: tuple[Calendar, Reading] | None = None
        for earlier, cal in reversed(self.seen):
            if earlier.start >= reading.start or cal.year is None or not _carries(earlier):
                continue
            if passing is None and (cal.month is not None or earlier.signal == "heading"):
                return cal, earlier
            if passing is None:
                passing = cal, earlier
            elif cal.month is not None:
                return passing if abs((passing[0].year or 0) - cal.year) <= LEAP else (cal, earlier)
        return passing

    @property
    def published_calendar(self) -> Calendar | None:
        """The day of publication."""
        return None if self.published is None else of_day(self.published)

    def add(self, reading: Reading, cal: Calendar) -> None:
        """Remember a resolved point."""
        self.seen.append((reading, cal))

    def nearest_day(self, reading: Reading) -> tuple[Calendar, Reading] | None:
        """The nearest resolved day of the same sentence, before or behind."""
        here = [(abs(other.start - reading.start), cal, other) for other, cal in self.seen[-12:]
                if other.cues.sentence == reading.cues.sentence and cal.day is not None and cal.month is not None]  # fmt: skip
        return min(here, key=lambda item: item[0])[1:] if here else None

    def base(self, anchor: str, reading: Reading) -> tuple[Calendar | None, str | None]:
        """What ``anchor`` stands for at ``reading``, and how to say so."""
        if anchor == PUBLISHED:
            return (
                (None, None)
                if self.published is None
                else (of_day(self.published), f"published {self.published}")
            )
        unit = reading.meaning.unit
        for earlier, cal in reversed(self.seen):
            if earlier.start >= reading.start or (
                unit == "Y" and earlier.rule.startswith(("count", "latest")) and self.kind is Kind.NEWS
            ):
                continue
            if _fits(cal, unit, reading.meaning.shift or 0):
                return cal, f"“{earlier.text}” ({value(cal)})"
        return None, None

    def last(self, reading: Reading, *, fields: str) -> tuple[Calendar, Reading] | None:
        """The latest resolved point before ``reading`` that knows all ``fields`` (space separated)."""
        for earlier, cal in reversed(self.seen):
            if earlier.start < reading.start and all(
                getattr(cal, name) is not None for name in fields.split()
            ):
                return cal, earlier
        return None


def _carries(reading: Reading) -> bool:
    meaning = reading.meaning
    if meaning.cal.month is not None or meaning.cal.season or meaning.cal.day is not None:
        return reading.signal not in ("until", "till")
    if meaning.shift is not None:
        return meaning.shift >= 0 and meaning.anchor != PUBLISHED
    return reading.signal not in ("since", "until", "till", "before", "after")


def _fits(cal: Calendar, unit: str, amount: int) -> bool:
    if unit == "D":
        return cal.day is not None
    if unit in ("W", "WE", "FN"):
        return cal.day is not None or cal.week is not None
    if unit in ("M", "Q", "H"):
        return cal.month is not None or cal.day is not None
    if unit in ("DE", "CE"):
        return cal.decade is not None if unit == "DE" else cal.century is not None or cal.year is not None
    return cal.year is not None


def quoted_anchor(reading: Reading, history: History) -> tuple[Calendar, str] | None:
    """Inside a quotation "yesterday" counts from when it was said: a day named in the same sentence outside
    the quotation marks."""
    if not reading.cues.quoted:
        return None
    for earlier, cal in reversed(history.seen):
        if earlier.cues.sentence == reading.cues.sentence and not earlier.cues.quoted and cal.day is not None:
            return cal, f"said “{earlier.text}” ({value(cal)})"
    return None

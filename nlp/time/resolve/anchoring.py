"""Two anchors, the day of publication and the time spoken of, and which of them governs."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from nlp.time.calendar.calendar import Calendar, of_day, to_date
from nlp.time.grammar.lexicon import word_set
from nlp.time.grammar.reading import PUBLISHED, TimeReading
from nlp.time.resolve.candidate import cite

LOOK_BACK = 200  # readings; what lies farther back is no anchor any more
DECISIVE = 20  # bygone years that one "yesterday" outside quotation marks outweighs
SCENE = 4  # sentences in which a story that has gone back may have returned
LEAP = 5  # years; a bare year farther from the last month told is named in passing


class Kind(StrEnum):
    """News counts from its publication, narrative from the time it has reached."""

    NEWS = "news"
    NARRATIVE = "narrative"


def detect_kind(readings: Sequence[TimeReading], published: date | None) -> Kind:
    """News or narrative, by what the dates of the text are like.

    Narrative gives years, mostly bygone ones; news says "Tuesday", "yesterday", "last month" and leaves the
    year to the date of publication. Where that is unknown only dates with month and year count.
    """
    dated = bygone = deictic = decisive = 0
    for reading in readings:
        meaning, cal = reading.meaning, reading.meaning.cal
        relative = meaning.shift is not None and not meaning.anchor and meaning.unit != "WE"
        if meaning.anchor == PUBLISHED or relative or (cal.weekday and cal.day is None):
            deictic += 1
            decisive += meaning.unit == "D" and meaning.shift in (-1, 1) and not reading.cues.quoted
        elif cal.year is not None and (published is not None or cal.month is not None):
            dated += 1
            bygone += published is None or abs(published.year - cal.year) > 1
    if decisive and published is not None and bygone < DECISIVE * decisive:
        return Kind.NEWS
    if bygone >= 5 and bygone > 2 * deictic:
        return Kind.NARRATIVE
    return Kind.NARRATIVE if bygone >= 3 and not deictic and 2 * bygone > dated else Kind.NEWS


@dataclass(slots=True)
class History:
    """What has been resolved so far, the latest last."""

    published: date | None
    kind: Kind
    readings: Sequence[TimeReading]
    seen: list[tuple[TimeReading, Calendar]] = field(default_factory=list)

    def add(self, reading: TimeReading, cal: Calendar) -> None:
        """Remember a resolved point."""
        self.seen.append((reading, cal))

    def before(self, reading: TimeReading) -> Iterator[tuple[Calendar, TimeReading]]:
        """The resolved points before ``reading``, the nearest first."""
        for other, cal in reversed(self.seen[-LOOK_BACK:]):
            if other.start < reading.start:
                yield cal, other

    def last(
        self, reading: TimeReading, *names: str, inside: bool = False
    ) -> tuple[Calendar, TimeReading] | None:
        """The nearest point before ``reading`` that knows all of these calendar fields.

        ``inside``: something is told of that time itself, it is no mere bound ("a curfew since 3 May").
        """
        for cal, other in self.before(reading):
            if inside and other.signal in word_set("mere_bounds"):
                continue
            if all(getattr(cal, name) is not None for name in names):
                return cal, other
        return None

    def last_quarter(self, reading: TimeReading) -> tuple[Calendar, TimeReading] | None:
        """The nearest quarter before ``reading`` that is told of itself, not as that of a year before."""
        for cal, other in self.before(reading):
            reported = other.meaning.unit != "Y" and not other.meaning.fiscal
            if cal.year is not None and cal.quarter is not None and reported:
                return cal, other
        return None

    def nearest_day(self, reading: TimeReading) -> tuple[Calendar, TimeReading] | None:
        """The nearest day of the same sentence, before or behind."""
        best: tuple[int, Calendar, TimeReading] | None = None
        for other, cal in self.seen[-12:]:
            if other.cues.sentence == reading.cues.sentence and cal.day is not None and cal.month is not None:
                distance = abs(other.start - reading.start)
                if best is None or distance < best[0]:
                    best = distance, cal, other
        return None if best is None else best[1:]

    def base(self, anchor: str, reading: TimeReading) -> tuple[Calendar | None, str | None]:
        """What ``anchor`` stands for at ``reading``, and how to say so."""
        if anchor == PUBLISHED:
            if self.published is None:
                return None, None
            return of_day(self.published), f"published {self.published}"
        unit = reading.meaning.unit
        for cal, other in self.before(reading):
            if _is_ahead(other, reading):
                continue
            compared = (
                unit in ("Y", "Q")
                and other.meaning.unit == "Y"
                and self.kind is Kind.NEWS
                and other.rule.startswith(("count", "latest"))
            )
            if not compared and _fits(cal, unit):
                return cal, cite(other.text, cal)
        return None, None

    def turned_back(self, reading: TimeReading) -> tuple[Calendar, Calendar] | None:
        """The two days that "the same day" can mean where the story has just gone back: it was at the later
        one, told in an earlier sentence, when the nearest one looked back. None where only one is meant."""
        nearest: Calendar | None = None
        for cal, other in self.before(reading):
            apart = reading.cues.sentence - other.cues.sentence
            if apart > SCENE:
                break
            if cal.day is None or _is_ahead(other, reading):
                continue
            if nearest is None:
                if apart == 0:
                    return None
                nearest = cal
            elif (here := to_date(nearest)) and (there := to_date(cal)) and there != here:
                return (nearest, cal) if there > here else None
        return None

    def told(self, reading: TimeReading) -> tuple[Calendar, TimeReading] | None:
        """The time that narrative has reached before ``reading``: the nearest point with a year that carries
        the story on. A bare year far from the month told before it is named in passing."""
        bare: tuple[Calendar, TimeReading] | None = None
        for cal, other in self.before(reading):
            if cal.year is None or not _carries(other):
                continue
            if bare is None:
                if cal.month is not None or other.signal == "heading":
                    return cal, other
                bare = cal, other
            elif cal.month is not None:
                return bare if abs((bare[0].year or 0) - cal.year) <= LEAP else (cal, other)
        return bare

    def next_dated(self, reading: TimeReading) -> Calendar | None:
        """The next date behind ``reading`` that gives month and year."""
        first = bisect_right(self.readings, reading.start, key=lambda other: other.start)
        for later in self.readings[first : first + LOOK_BACK]:
            cal = later.meaning.cal
            if cal.year is not None and cal.month is not None:
                return cal
        return None


def _is_ahead(other: TimeReading, reading: TimeReading) -> bool:
    """Whether ``other`` dates a plan of another sentence, while ``reading`` looks back at what was done."""
    planned = other.cues.tense == "future" and other.cues.sentence != reading.cues.sentence
    return planned and reading.cues.tense in ("past", "pluperfect")


def _carries(reading: TimeReading) -> bool:
    """Whether the story goes on from ``reading``: not from "until 1976", "a year earlier", "last year"."""
    meaning, cal = reading.meaning, reading.meaning.cal
    if cal.month is not None or cal.season or cal.day is not None:
        return reading.signal not in word_set("open_ends")
    if meaning.shift is not None:
        return meaning.shift >= 0 and meaning.anchor != PUBLISHED
    return reading.signal not in word_set("bounds_of_a_story")


def _fits(cal: Calendar, unit: str) -> bool:
    """Whether units of this size can be counted from ``cal``."""
    if unit == "D":
        return cal.day is not None
    if unit in ("W", "WE", "FN"):
        return cal.day is not None or cal.week is not None
    if unit in ("M", "Q", "H"):
        return cal.month is not None
    if unit == "DE":
        return cal.decade is not None
    return cal.year is not None or (unit == "CE" and cal.century is not None)


def quoted_anchor(reading: TimeReading, history: History) -> tuple[Calendar, str] | None:
    """Inside a quotation "yesterday" counts from when it was said: a day named in the same sentence outside
    the quotation marks."""
    if not reading.cues.quoted:
        return None
    for other, cal in reversed(history.seen[-12:]):
        if other.cues.sentence == reading.cues.sentence and not other.cues.quoted and cal.day is not None:
            return cal, f"said {cite(other.text, cal)}"
    return None

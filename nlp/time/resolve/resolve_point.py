"""The place on the calendar that a reading means."""

from __future__ import annotations

from dataclasses import replace

from nlp.time.calendar.arithmetic import shift, truncate
from nlp.time.calendar.calendar import Calendar, to_date
from nlp.time.calendar.other_calendars import MOON
from nlp.time.grammar.reading import Meaning, TimeReading
from nlp.time.resolve.anchoring import History
from nlp.time.resolve.candidate import Point
from nlp.time.resolve.holidays import holiday_calendar, nth_part
from nlp.time.resolve.offsets import last_quarter, shifted
from nlp.time.resolve.recurring import choose_repeating


def resolve_point(reading: TimeReading, history: History) -> Point:
    """Where ``reading`` lies, as far as anchors and cues tell; it is no duration, set or vague reference."""
    meaning = reading.meaning
    point = _base(reading, history)
    if meaning.nth is not None:
        cal = nth_part(point.cal, meaning.nth, meaning.nth_unit)
        if meaning.note == MOON and cal.day is not None:
            cal = replace(cal, length=2)
        point = replace(point, cal=cal)
    if meaning.offset:
        point = _stepped(point, meaning)
    if meaning.around:
        point = replace(point, cal=truncate(point.cal, meaning.around) or Calendar())
    note = None if meaning.note in ("earlier", "later") else meaning.note
    note = point.note or _contradiction(meaning, point.cal) or note
    if point.cal.day is not None and point.cal.weekday is not None:
        point = replace(point, cal=replace(point.cal, weekday=None))
    return point if note == point.note else replace(point, note=note)


def _base(reading: TimeReading, history: History) -> Point:
    meaning = reading.meaning
    cal = meaning.cal
    if meaning.shift is not None:
        return shifted(reading, history)
    if meaning.holiday and cal.year is not None:
        day = holiday_calendar(meaning.holiday, cal.year)
        return Point(cal=day or Calendar(year=cal.year), how="holiday table")
    if meaning.same and cal.year is not None:
        quarter, said = last_quarter(reading, history)
        found = Calendar(year=cal.year, quarter=None if quarter is None else quarter.quarter)
        return Point(cal=found, how="the quarter spoken of", anchor=said)
    if cal.year is not None or cal.decade is not None or cal.century is not None:
        return Point(cal=cal)
    return choose_repeating(reading, history)


def _stepped(point: Point, meaning: Meaning) -> Point:
    """Two days before Christmas, once Christmas is known."""
    moved = shift(point.cal, meaning.offset, meaning.offset_unit)
    how = f"{point.how or 'the date'}, and from there"
    if moved is None:
        return replace(point, cal=Calendar(), unknown="XXXX-XX-XX", how=how)
    said = meaning.cal
    clock = replace(said, year=moved.year, month=moved.month, week=moved.week, day=moved.day, weekday=None)
    return replace(point, cal=clock if said.is_time else moved, how=how)


def _contradiction(meaning: Meaning, cal: Calendar) -> str | None:
    """A word where the weekday that is said is not that of the date."""
    day = to_date(cal)
    if meaning.cal.weekday and meaning.cal.day and day and day.isoweekday() != meaning.cal.weekday:
        return f"{day.isoformat()} is a {day:%A}"
    return None

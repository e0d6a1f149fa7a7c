"""From what was read to when it was: the expressions of one document, in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from nlp.records import Granularity, Interval
from nlp.time.calendar.calendar import Calendar, days, value
from nlp.time.grammar.reading import PUBLISHED, REFERENCE, TimeReading
from nlp.time.resolve.anchoring import History, detect_kind
from nlp.time.resolve.intervals import (
    duration_interval,
    hours_interval,
    point_interval,
    step_by_hours,
    vague_interval,
)
from nlp.time.resolve.numeric_dates import candidate_days, is_ambiguous, settle_numeric
from nlp.time.resolve.recurring import ON_PUBLICATION
from nlp.time.resolve.resolve_point import resolve_point
from nlp.time.resolve.resolved import Resolved, close_lists, close_ranges

_WITHIN_A_DAY = ("TH", "TM", "TS")
_REFERENCES = ("PAST_REF", "FUTURE_REF", "PRESENT_REF")


def resolve_times(readings: Sequence[TimeReading], published: date | None = None) -> list[Resolved]:
    """Resolve the readings of one document, in order, against its publication day and each other.

    The kind of text (news or narrative) is detected. Whatever nothing fixes stays unknown: without a year
    the value keeps ``XXXX`` and the interval ``--MM-DD``. Linear in the number of readings but for the look
    back at the latest ones.
    """
    settled = carry_zone(settle_numeric(readings))
    history = History(published=published, kind=detect_kind(settled, published), readings=settled)
    done = {index: _resolve(settled[index], history) for index in _order(settled)}
    return close_lists(close_ranges([done[index] for index in range(len(settled))]))


def carry_zone(readings: Sequence[TimeReading]) -> list[TimeReading]:
    """Clock times without a zone take the one local zone that the text named before them ("at 1002 eastern
    daylight time ... at 0945"); UTC is not carried on, as it stands beside local times."""
    local = {r.meaning.cal.zone for r in readings if r.meaning.cal.zone not in (None, "Z")}
    if len(local) != 1:
        return list(readings)
    zone, out, named = local.pop(), [], False
    for reading in readings:
        cal = reading.meaning.cal
        named |= cal.zone == zone
        if named and cal.hour is not None and cal.zone is None and not reading.meaning.stamp:
            reading = replace(reading, meaning=replace(reading.meaning, cal=replace(cal, zone=zone)))
        out.append(reading)
    return out


def _order(readings: Sequence[TimeReading]) -> list[int]:
    """Document order, but within a sentence what stands in quotation marks and bare clock times come last."""
    return sorted(range(len(readings)), key=lambda i: (readings[i].cues.sentence, _rank(readings[i]), i))


def _rank(reading: TimeReading) -> int:
    cal = reading.meaning.cal
    bare = cal.hour is not None and cal.day is None and cal.weekday is None and reading.meaning.shift is None
    return 2 * reading.cues.quoted + bare


def _resolve(reading: TimeReading, history: History) -> Resolved:
    if reading.meaning.value:
        return _resolve_value(reading, history)
    try:
        return _resolve_place(reading, history)
    except OverflowError:
        said, note = value(reading.meaning.cal), "outside the calendar's years 1 to 9999"
        return Resolved(reading=reading, value=said, rule=reading.rule, note=note)


def _resolve_place(reading: TimeReading, history: History) -> Resolved:
    meaning = reading.meaning
    point = resolve_point(reading, history)
    rule = f"{reading.rule}; {point.how}" if point.how else reading.rule
    if _is_impossible(point.cal):
        return Resolved(reading=reading, value=reading.text, rule=rule, note="no such day in the calendar")
    if is_ambiguous(reading):
        return _ambiguous(reading, rule)
    guessed = point.how == ON_PUBLICATION  # a time of day whose day nothing gives: a value, but no place
    if not point.unknown and not guessed:
        history.add(reading, point.cal)
    return Resolved(
        reading=reading,
        cal=point.cal,
        value=point.unknown or value(_stamped(point.cal) if meaning.stamp else point.cal),
        rule=rule,
        interval=None
        if guessed
        else point_interval(point.cal, meaning, reading.signal, point.pivot or history.published),
        anchor=point.anchor,
        note=point.note,
    )


def _stamped(cal: Calendar) -> Calendar:
    return replace(cal, hour=None, minute=None)


def _is_impossible(cal: Calendar) -> bool:
    """Whether day and month are said and there is no such day ("February 30")."""
    if cal.month is None or cal.day is None or (cal.year is not None and cal.year < 1):
        return False
    return days(cal) is None


def _ambiguous(reading: TimeReading, rule: str) -> Resolved:
    """3/7/2024 where nothing decides: the year is sure, the day one of two."""
    one, two = candidate_days(reading)
    return Resolved(
        reading=reading,
        value=f"{one.year:04d}-XX-XX",
        rule=f"{rule}; ambiguous",
        interval=Interval(
            earliest=one.isoformat(),
            latest=two.isoformat(),
            granularity=Granularity.DAY,
            vague_start=True,
            vague_end=True,
        ),
        note=f"ambiguous: {one.isoformat()} or {two.isoformat()}",
    )


def _resolve_value(reading: TimeReading, history: History) -> Resolved:
    """Durations, sets and vague references keep the value they were read with; some have a place, too."""
    meaning = reading.meaning
    base, said = history.base(meaning.anchor or PUBLISHED, reading)
    if meaning.span and meaning.anchor == REFERENCE and meaning.unit in _WITHIN_A_DAY and base is not None:
        moment = step_by_hours(base, meaning)
        if moment is not None:
            history.add(reading, moment)
        interval = hours_interval(base, moment, meaning)
    elif meaning.value in _REFERENCES:
        interval = vague_interval(meaning, base)
    else:
        interval = duration_interval(meaning, base) if meaning.span else None
    return Resolved(
        reading=reading,
        value=meaning.value,
        rule=reading.rule,
        interval=interval,
        anchor=said if interval else None,
        note=meaning.note,
    )

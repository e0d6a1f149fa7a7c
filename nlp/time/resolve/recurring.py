"""Which of the repeating ones: the week of a weekday, the month of a day, the day of a clock time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from nlp.time.calendar.arithmetic import add_days
from nlp.time.calendar.calendar import Calendar, days, of_day, to_date
from nlp.time.grammar.reading import REFERENCE, TimeReading
from nlp.time.resolve.anchoring import SCENE, History, Kind
from nlp.time.resolve.candidate import Point, cite
from nlp.time.resolve.missing_year import choose_year, points_forward

__all__ = ["choose_repeating", "points_forward"]
ON_PUBLICATION = "on the day of publication"
SEQUENCE_REACH = 4  # sentences after which the next clock time is still of that day
SEQUENCE_HOURS = 6  # within which a time of the twelve-hour clock follows the one before
MONTH_REACH = 3  # sentences in which "the 20th" is still a day of the month named before


def choose_repeating(reading: TimeReading, history: History) -> Point:
    """Fix the year, week or day that ``reading`` leaves open, as far as anchors and cues allow."""
    cal = reading.meaning.cal
    if cal.month is not None:
        return choose_year(reading, history)
    if cal.day is not None:
        return _day_of_month(reading, history)
    if cal.weekday is not None:
        return _weekday(reading, history)
    return _clock(reading, history) if cal.is_time else choose_year(reading, history)


def _on(said: Calendar, day: Calendar) -> Calendar:
    """The time of day that ``said`` holds, on ``day``."""
    return replace(said, weekday=None, year=day.year, month=day.month, day=day.day)


def _clock(reading: TimeReading, history: History) -> Point:
    """The day of a time of day: named in its sentence, or that of the times told just before; past midnight
    where the clock has gone round."""
    said = reading.meaning.cal
    found = history.nearest_day(reading) or history.last(reading, "month", "day", inside=True)
    if found:
        day, other = found
        apart = reading.cues.sentence - other.cues.sentence
        near = other.cues.paragraph == reading.cues.paragraph or apart <= 1
        near |= day.is_time and apart <= SEQUENCE_REACH
        if near or (history.kind is Kind.NARRATIVE and apart <= SCENE):
            how = "on the day spoken of"
            if reading.meaning.same == "H" and day.hour is not None and other.start < reading.start:
                said = _nearest_half(day, said)
            if other.start < reading.start and _goes_round(day, said):
                following = add_days(day, 1)
                day, how = (following or day), "past midnight of the day spoken of"
            return Point(cal=_on(said, day), how=how, anchor=cite(other.text, found[0]))
    if history.published and history.kind is Kind.NEWS:
        cal = _on(said, of_day(history.published))
        return Point(cal=cal, how=ON_PUBLICATION, anchor=f"published {history.published}")
    return Point(cal=said)


def _nearest_half(before: Calendar, said: Calendar) -> Calendar:
    """The time of the clock face that follows ``before`` first, if within some hours; else as said."""
    told = (before.hour or 0) * 60 + (before.minute or 0)
    face = (said.hour or 0) % 12 * 60 + (said.minute or 0)
    ahead, hour = min(((face + half - told) % 1440, (face + half) // 60) for half in (0, 720))
    return replace(said, hour=hour) if ahead <= SEQUENCE_HOURS * 60 else said


def _goes_round(before: Calendar, said: Calendar) -> bool:
    """Whether a time told next lies on the next day: 00:15 after 23:50, 2 a.m. after that evening."""
    if said.hour is None:
        return False
    if before.hour is not None:
        return before.hour - said.hour >= 12 or (before.hour >= 22 and said.hour == 0)
    return before.part in ("EV", "NI") and said.hour < 6


def _weekday(reading: TimeReading, history: History) -> Point:
    meaning, said = reading.meaning, reading.meaning.cal
    anchor, text = history.published, f"published {history.published}"
    if meaning.anchor == REFERENCE or history.kind is Kind.NARRATIVE:
        found = history.last(reading, "year", "month", "day")
        if found:
            anchor, text = to_date(found[0]), cite(found[1].text, found[0])
    if anchor is None or said.weekday is None:
        return Point(cal=said)
    day, how = _weekday_near(reading, anchor, said.weekday)
    return Point(cal=_on(said, of_day(day)), how=how, anchor=text)


def _weekday_near(reading: TimeReading, anchor: date, weekday: int) -> tuple[date, str]:
    """That weekday of the anchor's week, before or behind, and how it was chosen."""
    meaning, forward = reading.meaning, points_forward(reading)
    anaphoric = meaning.anchor == REFERENCE
    back = (anchor.isoweekday() - weekday) % 7
    if meaning.direction == 0 and not anaphoric:
        day = anchor + timedelta(weekday - anchor.isoweekday())
        return (day + timedelta(7) if forward and day < anchor else day), "of the same week"
    if forward and (not anaphoric or meaning.direction == 1):
        ahead = -back % 7 or (7 if meaning.direction == 1 else 0)
        return anchor + timedelta(ahead), "the next one"
    if back == 0 and meaning.direction == -1:
        back = 7
    return anchor - timedelta(back), "the latest past one" if back else "the day of publication"


def _day_of_month(reading: TimeReading, history: History) -> Point:
    said = reading.meaning.cal
    if said.weekday is not None:
        return _weekday_and_day(reading, history)
    found = history.last(reading, "month")
    if found:
        month, other = found
        if history.kind is Kind.NARRATIVE or reading.cues.sentence - other.cues.sentence <= MONTH_REACH:
            cal = replace(said, year=month.year, month=month.month)
            return Point(cal=cal, how="in the month spoken of", anchor=cite(other.text, month))
    if history.published is None:
        return Point(cal=said)
    published = history.published
    before = published.replace(day=1) - timedelta(1) if (said.day or 0) > published.day else published
    cal = replace(said, year=before.year, month=before.month)
    return Point(cal=cal, how="the latest past one", anchor=f"published {published}")


def _weekday_and_day(reading: TimeReading, history: History) -> Point:
    """ "Tuesday the 7th": the nearest month in which that day is that weekday, as the cues point."""
    said, found = reading.meaning.cal, history.last(reading, "year", "month")
    anchor, text = history.published, f"published {history.published}"
    if found and (history.kind is Kind.NARRATIVE or anchor is None):
        span = days(found[0])
        anchor, text = (span[0] if span else anchor), cite(found[1].text, found[0])
    if anchor is None:
        return Point(cal=said)
    fitting = [day for day in _months_around(anchor, said.day or 1) if day.isoweekday() == said.weekday]
    forward = points_forward(reading)
    chosen = [day for day in fitting if forward is None or (day >= anchor if forward else day <= anchor)]
    if not chosen:
        return Point(cal=said)
    day = min(chosen, key=lambda each: abs((each - anchor).days))
    return Point(cal=_on(said, of_day(day)), how="the month in which weekday and day agree", anchor=text)


def _months_around(anchor: date, day: int) -> list[date]:
    """That day of each month that has it, from a year before to a year after."""
    found = []
    for step in range(-12, 13):
        cal = Calendar(
            year=anchor.year + (anchor.month - 1 + step) // 12, month=(anchor.month - 1 + step) % 12 + 1
        )
        if (made := to_date(replace(cal, day=day))) is not None:
            found.append(made)
    return found

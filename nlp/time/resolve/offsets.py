"""Times that are counted from an anchor: publication, the time spoken of, or when something was said."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from nlp.time.calendar.arithmetic import add_years, shift, truncate
from nlp.time.calendar.calendar import Calendar, days, of_day, to_date, value
from nlp.time.grammar.reading import PUBLISHED, REFERENCE, STORY, Meaning, TimeReading
from nlp.time.resolve.anchoring import History, Kind, quoted_anchor
from nlp.time.resolve.candidate import Point, cite
from nlp.time.resolve.holidays import holiday_calendar
from nlp.time.resolve.recurring import points_forward

QUARTER_REACH = 3  # sentences in which "a year earlier" still compares with a quarter
_UNKNOWN = {
    "D": "XXXX-XX-XX",
    "W": "XXXX-WXX",
    "FN": "XXXX-WXX",
    "WE": "XXXX-WXX-WE",
    "M": "XXXX-XX",
    "Q": "XXXX-QX",
    "H": "XXXX-HX",
    "DE": "XXX",
    "CE": "XX",
}
_NARROW = ("half", "quarter", "season", "month", "day", "part", "hour", "minute", "second", "zone")


def shifted(reading: TimeReading, history: History) -> Point:
    """The point that lies ``shift`` units from the anchor that governs."""
    meaning = reading.meaning
    news = history.kind is Kind.NEWS
    anchor = _anchor_of(reading, history)
    quoted = quoted_anchor(reading, history) if anchor == PUBLISHED else None
    bare = meaning.unit == "D" and meaning.shift == 0
    if anchor == PUBLISHED and not news and quoted is None and (bare or reading.cues.quoted):
        return _in_narrative(meaning)
    again = anchor == REFERENCE and bare and "same" in reading.text.lower()
    if again and (two := history.turned_back(reading)):
        either = " or ".join(value(day) for day in two)
        return Point(cal=Calendar(), unknown="XXXX-XX-XX", how="the story went back", note=f"either {either}")
    base, said = quoted or history.base(anchor, reading)
    if meaning.unit == "WE" and meaning.shift == 0 and anchor == PUBLISHED and base is not None:
        base = _weekend_base(base, reading)
    if meaning.unit == "Q" and anchor == REFERENCE and (base is None or base.quarter is None):
        base, said = last_quarter(reading, history)
    if base is None:
        return _unanchored(meaning)
    if compared := _compared_quarter(reading, history):
        return compared
    step = meaning.shift or 0
    cal = shift(base, step, meaning.unit) if step else truncate(base, meaning.unit)
    if cal is None:
        return _unanchored(meaning)
    if anchor == REFERENCE and _would_follow_the_report(cal, reading, history):
        return replace(_unanchored(meaning), note="told as past, but it would lie after the report")
    how = "counted from publication" if anchor == PUBLISHED else "counted from the time spoken of"
    how = "counted from when it was said" if quoted else how
    return Point(cal=_narrow(cal, meaning), how=how, anchor=said, pivot=to_date(base))


def _anchor_of(reading: TimeReading, history: History) -> str:
    """What it is counted from: "the next year" from the time spoken of where it tells of the past."""
    meaning, news = reading.meaning, history.kind is Kind.NEWS
    if meaning.anchor == STORY and news:
        past = points_forward(reading) is False and not reading.cues.quoted
        return REFERENCE if past and history.base(REFERENCE, reading)[0] is not None else PUBLISHED
    said = "" if meaning.anchor == STORY else meaning.anchor
    return said or (PUBLISHED if news or meaning.cal.part else REFERENCE)


def _in_narrative(meaning: Meaning) -> Point:
    """ "Today" in a history is no day of it, and "yesterday" in its quotations unknown."""
    if meaning.shift == 0 and not meaning.cal.part:
        return Point(cal=Calendar(), unknown="PRESENT_REF")
    return _unanchored(meaning)


def _unanchored(meaning: Meaning) -> Point:
    if meaning.cal != Calendar():
        return Point(cal=meaning.cal)
    return Point(cal=Calendar(), unknown=_UNKNOWN.get(meaning.unit, "XXXX"))


def _weekend_base(published: Calendar, reading: TimeReading) -> Calendar:
    """ "The weekend" is the one just past, unless the publication falls on one or the verb points forward."""
    day = to_date(published)
    if day is None or day.isoweekday() > 5 or points_forward(reading):
        return published
    if reading.meaning.direction == 0 and (points_forward(reading) is None or day.isoweekday() > 3):
        return published  # "this weekend", of a week that is nearly over
    return of_day(day - timedelta(7))


def last_quarter(reading: TimeReading, history: History) -> tuple[Calendar | None, str | None]:
    """The quarter spoken of, else the last one completed before publication."""
    found = history.last_quarter(reading)
    if found:
        return found[0], cite(found[1].text, found[0])
    if history.published is None:
        return None, None
    return shift(of_day(history.published), -1, "Q"), f"published {history.published}"


def _compared_quarter(reading: TimeReading, history: History) -> Point | None:
    """ "A year earlier" beside figures of a quarter is that quarter of the year before."""
    meaning = reading.meaning
    if meaning.unit != "Y" or meaning.shift != -1 or not reading.rule.startswith(("count", "latest")):
        return None
    found = history.last_quarter(reading)
    if found is None or reading.cues.sentence - found[1].cues.sentence > QUARTER_REACH:
        return None
    cal, earlier = found
    if cal.year is None:
        return None
    said = replace(cal, year=add_years(cal.year, -1))
    return Point(cal=said, how="the same quarter", anchor=cite(earlier.text, cal))


def _would_follow_the_report(cal: Calendar, reading: TimeReading, history: History) -> bool:
    """Whether what is told as past would lie after the day of the report."""
    if history.published is None or history.kind is not Kind.NEWS:
        return False
    span = days(cal) if cal.year is not None else None
    return points_forward(reading) is False and span is not None and (span[0] - history.published).days > 1


def _narrow(cal: Calendar, meaning: Meaning) -> Calendar:
    """``cal`` with the fields said inside it ("last year's third quarter", "Tuesday of last week")."""
    said = meaning.cal
    if said == Calendar():
        return cal
    if said.weekday and cal.week is not None and cal.year is not None and not said.day:
        span = days(replace(cal, weekday=said.weekday, weekend=False))
        return replace(of_day(span[0]), part=said.part, hour=said.hour, minute=said.minute) if span else cal
    if meaning.holiday and cal.year is not None:
        return holiday_calendar(meaning.holiday, cal.year) or cal
    return replace(cal, **{name: getattr(said, name) for name in _NARROW if getattr(said, name) is not None})

"""The year of "July 27", "May", "the autumn", "Christmas": told by anchors and cues, or left unknown."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from nlp.time.calendar.calendar import Calendar, days, to_date
from nlp.time.grammar.lexicon import word_set
from nlp.time.grammar.reading import REFERENCE, TimeReading
from nlp.time.resolve.anchoring import History, Kind
from nlp.time.resolve.candidate import Point, cite
from nlp.time.resolve.holidays import holiday_calendar
from nlp.time.resolve.intervals import span_of

NARRATIVE_GAP = 120  # days that narrative goes back without a new year before the next year is meant
FAR, FARTHER = 240, 300  # days gone by after which a coming one is likelier: without tense, with a past one
SOON, SOONER = 120, 60  # days to come within which it is
EITHER = "told as past, but the coming one is much nearer: the year is open"

Spans = dict[int, tuple[date, date]]


def points_forward(reading: TimeReading) -> bool | None:
    """True where cues say the future, False where they say the past, None where there is none."""
    meaning, tense = reading.meaning, reading.cues.tense
    if meaning.direction:
        return meaning.direction > 0
    if tense == "future" or (reading.signal in word_set("open_ends") and tense != "pluperfect"):
        return True
    if tense in ("past", "pluperfect"):
        return False
    if (tense == "present" and meaning.cal.weekday) or reading.signal in word_set("deadlines"):
        return True
    return None


def choose_year(reading: TimeReading, history: History) -> Point:
    """The year that narrative has reached, else the latest past one or the next, as cues point."""
    told = _anaphoric_year(reading, history) or _told_year(reading, history)
    if told is not None:
        return told
    published, weekday = history.published, reading.meaning.cal.weekday
    if published is None:
        return _unknown_year(reading, history)
    years = range(max(published.year - 2, 1), min(published.year + 2, 9999) + 1)
    spans = {year: span for year in years if (span := _span_in(reading, year))}
    fitting = {year: span for year, span in spans.items() if weekday in (None, span[0].isoweekday())}
    chosen, how = _nearest(fitting or spans, published, reading)
    if chosen is None:
        note = EITHER if how == EITHER else None
        return Point(cal=Calendar() if reading.meaning.holiday else reading.meaning.cal, note=note)
    if weekday and fitting:
        how = "the year in which weekday and date agree"
    return Point(cal=_in_year(reading, chosen), how=how, anchor=f"published {published}")


def _anaphoric_year(reading: TimeReading, history: History) -> Point | None:
    """ "That August", "the previous April", "the following spring": beside the time spoken of."""
    meaning = reading.meaning
    found = history.last(reading, "year") if meaning.anchor == REFERENCE else None
    base = None if found is None else days(found[0])
    if found is None or base is None or found[0].year is None:
        return None
    year = found[0].year
    here = _span_in(reading, year)
    if meaning.direction and here is not None:
        late = here[0] > base[0] if meaning.direction < 0 else here[0] <= base[0]
        year += meaning.direction * late
    how = "beside the time spoken of"
    return Point(cal=_in_year(reading, year), how=how, anchor=cite(found[1].text, found[0]))


def _span_in(reading: TimeReading, year: int) -> tuple[date, date] | None:
    if reading.meaning.holiday:
        return days(_in_year(reading, year))
    return days(reading.meaning.cal, year=year)


def _in_year(reading: TimeReading, year: int) -> Calendar:
    meaning = reading.meaning
    if meaning.holiday:
        return replace(holiday_calendar(meaning.holiday, year) or Calendar(), part=meaning.cal.part)
    return replace(meaning.cal, year=year)


def _nearest(spans: Spans, published: date, reading: TimeReading) -> tuple[int | None, str]:
    direction, forward = reading.meaning.direction, points_forward(reading)
    if direction == 0:
        return (published.year if published.year in spans else None), "of the same year"
    past = [
        y for y, (low, high) in spans.items() if low <= published and (direction != -1 or high < published)
    ]
    coming = [
        y for y, (low, high) in spans.items() if high >= published and (direction != 1 or low > published)
    ]
    gone = (published - spans[max(past)][1]).days if past else FARTHER
    low, high = spans[min(coming)] if coming else (published, published)
    ahead = (low - published).days
    # "Had been expected on 4 May", told on 10 May: tense alone does not carry a date into the next year.
    bygone = direction is None and reading.signal not in word_set("deadlines") and gone < SOON and ahead > FAR
    if forward is True and coming and not bygone:
        return min(coming), "the next one"
    if past and coming and direction is None:
        if forward is None and gone > FAR and ahead < SOON and not reading.cues.happened:
            return min(coming), "the nearest one"
        if forward is False and gone > FARTHER and ahead < SOONER and low == high:
            return None, EITHER  # "was killed on 3 May" or "was to be heard on 3 May", in a report of March
    if past:
        return max(past), "the latest past one"
    return (min(coming), "the next one") if coming and direction is None else (None, "")


def _told_year(reading: TimeReading, history: History) -> Point | None:
    """The year of the time spoken of, in narrative and in a news sentence that tells of a bygone year."""
    narrative = history.kind is Kind.NARRATIVE
    found = (history.told(reading) if narrative else None) or history.last(reading, "year")
    if found is None or (reading.meaning.direction is not None and not narrative):
        return None
    cal, other = found
    if cal.year is None or (history.published is None and cal.month is None):
        return None  # a bare year says too little about a text of unknown date
    if not narrative and not _in_bygone_sentence(reading, cal, other, history):
        return None
    said, how = _in_year(reading, cal.year), "in the year spoken of"
    if narrative and (cal.month is not None or cal.season or other.meaning.mod):
        before, now = span_of(cal, other.meaning), days(said)
        back = before is not None and now is not None and (before[0] - now[1]).days > NARRATIVE_GAP
        if back and reading.cues.tense != "pluperfect":
            later = _in_year(reading, cal.year + 1)
            if not _overtakes(later, history, reading, cal.year):
                said, how = later, "in the year after the one spoken of"
    return Point(cal=said, how=how, anchor=cite(other.text, cal))


def _in_bygone_sentence(reading: TimeReading, cal: Calendar, other: TimeReading, history: History) -> bool:
    said, apart = other.meaning.cal, reading.cues.sentence - other.cues.sentence
    here = reading.meaning.cal
    if said.year and here.day and said.month and said.month == here.month and apart == 0:
        return True  # "ten attacks in July 2016, the first on 7 July"
    explicit = said.year is not None and (said.month is not None or other.signal == "opening")
    bygone = history.published is None or (cal.year or 0) < history.published.year - 1
    return reading.cues.sentence == other.cues.sentence and explicit and bygone


def _overtakes(later: Calendar, history: History, reading: TimeReading, year: int) -> bool:
    """Whether the next date of the story lies before ``later`` though not before ``year``."""
    coming = history.next_dated(reading)
    if coming is None or coming.year is None or coming.year < year:
        return False
    here = (later.year or 0, later.month or 1, later.day or 1)
    return (coming.year, coming.month or 12, coming.day or 31) < here


def _unknown_year(reading: TimeReading, history: History) -> Point:
    """No year known: none is guessed, unless weekday and date fit exactly one of the years the text names."""
    said = reading.meaning.cal
    if reading.meaning.holiday:
        one, two = _in_year(reading, 2000), _in_year(reading, 2001)
        fixed = one.day is not None and (one.month, one.day) == (two.month, two.day)
        return Point(cal=replace(one, year=None) if fixed else Calendar())
    if said.weekday and said.day and said.month:
        # "Since 1911" is the year of another story, and one weekday in seven fits by chance.
        told = (
            r.meaning.cal
            for r in history.readings
            if r.meaning.cal.month or r.signal not in word_set("spanning")
        )
        years = {cal.year for cal in told if cal.year}
        fit = [year for year in years if _weekday_of(said, year) == said.weekday]
        if len(fit) == 1:
            note = f"year inferred: only in {fit[0]}, of the years named here, has the date this weekday"
            return Point(cal=replace(said, year=fit[0]), how="year inferred from the weekday", note=note)
    return Point(cal=said)


def _weekday_of(said: Calendar, year: int) -> int | None:
    day = to_date(replace(said, year=year))
    return None if day is None else day.isoweekday()

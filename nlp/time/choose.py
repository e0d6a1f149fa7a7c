"""Which of the repeating ones: the year of a month, the week of a weekday, the day of a clock time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from nlp.time.anchoring import History, Kind
from nlp.time.fields import Calendar, days, of_day, to_date, value
from nlp.time.intervals import span_of
from nlp.time.meaning import REFERENCE, Reading
from nlp.time.parts import holiday_calendar

if TYPE_CHECKING:
    from nlp.time.resolve import Point

NARRATIVE_GAP = 120  # days that narrative goes back without a new year before the next year is meant
PAST_MONTHS = 8  # how far back an undated day of the year is sought before a coming one is considered


def choose_repeating(reading: Reading, history: History, point: Callable[..., Point]) -> Point:
    """Fix the year, week or day that ``reading`` leaves open, as far as anchors and cues allow."""
    cal = reading.meaning.cal
    if cal.is_time and cal.day is None and cal.month is None and cal.weekday is None:
        return _clock(reading, history, point)
    if cal.weekday is not None and cal.day is None and cal.month is None:
        return _weekday(reading, history, point)
    if cal.day is not None and cal.month is None:
        return _day_of_month(reading, history, point)
    return _year(reading, history, point)


def points_forward(reading: Reading) -> bool | None:
    """True where cues say the future, False where they say the past, None where there is none."""
    if reading.meaning.direction is not None and reading.meaning.direction != 0:
        return reading.meaning.direction > 0
    tense = reading.cues.tense
    if tense == "future" or reading.signal in ("until", "till"):
        return True
    if tense in ("past", "pluperfect"):
        return False
    if (tense == "present" and reading.meaning.cal.weekday) or reading.signal in ("by", "through"):
        return True
    return None


def _clock(reading: Reading, history: History, point: Callable[..., Point]) -> Point:
    said = reading.meaning.cal
    found = history.nearest_day(reading) or history.last(reading, fields="month day")
    near = found is not None and (
        found[1].cues.paragraph == reading.cues.paragraph
        or reading.cues.sentence - found[1].cues.sentence <= 1
    )
    if found and (near or history.kind is Kind.NARRATIVE):
        cal = replace(said, year=found[0].year, month=found[0].month, day=found[0].day)
        return point(cal=cal, how="on the day spoken of", anchor=f"“{found[1].text}” ({value(found[0])})")
    if history.published and history.kind is Kind.NEWS:
        day = of_day(history.published)
        cal = replace(said, year=day.year, month=day.month, day=day.day)
        return point(cal=cal, how="on the day of publication", anchor=f"published {history.published}")
    return point(cal=said)


def _weekday(reading: Reading, history: History, point: Callable[..., Point]) -> Point:
    meaning, said = reading.meaning, reading.meaning.cal
    assert said.weekday is not None  # noqa: S101  the caller has looked
    anchor, text = history.published, f"published {history.published}"
    if meaning.anchor == REFERENCE or history.kind is Kind.NARRATIVE:
        found = history.last(reading, fields="year month day")
        if found:
            anchor, text = to_date(found[0]), f"“{found[1].text}” ({value(found[0])})"
    if anchor is None:
        return point(cal=said)
    back = (anchor.isoweekday() - said.weekday) % 7
    forward = points_forward(reading)
    if meaning.direction == 0 and meaning.anchor != REFERENCE:
        day, how = anchor + timedelta(said.weekday - anchor.isoweekday()), "of the same week"
        if forward and day < anchor:
            day += timedelta(7)
    elif forward and (meaning.anchor != REFERENCE or meaning.direction == 1):
        ahead = (7 - back) % 7
        day, how = anchor + timedelta(ahead or (7 if meaning.direction == 1 else 0)), "the next one"
    else:
        if back == 0 and meaning.direction == -1:
            back = 7
        day, how = anchor - timedelta(back), "the latest past one" if back else "the day of publication"
    cal = replace(
        of_day(day), part=said.part, hour=said.hour, minute=said.minute, second=said.second, zone=said.zone
    )
    return point(cal=cal, how=how, anchor=text)


def _day_of_month(reading: Reading, history: History, point: Callable[..., Point]) -> Point:
    said = reading.meaning.cal
    found = history.last(reading, fields="month")
    if found and (history.kind is Kind.NARRATIVE or reading.cues.sentence - found[1].cues.sentence <= 3):
        cal = replace(said, year=found[0].year, month=found[0].month)
        return point(cal=cal, how="in the month spoken of", anchor=f"“{found[1].text}” ({value(found[0])})")
    if history.published:
        month = (
            history.published.month
            if (said.day or 0) <= history.published.day
            else history.published.month - 1 or 12
        )
        year = history.published.year - (month > history.published.month)
        return point(
            cal=replace(said, year=year, month=month),
            how="the latest past one",
            anchor=f"published {history.published}",
        )
    return point(cal=said)


def _in_year(reading: Reading, year: int) -> Calendar:
    meaning = reading.meaning
    if meaning.holiday:
        return holiday_calendar(meaning.holiday, year) or Calendar()
    return replace(meaning.cal, year=year)


def _year(reading: Reading, history: History, point: Callable[..., Point]) -> Point:
    narrative = _narrative_year(reading, history, point)
    if narrative is not None:
        return narrative
    published = history.published
    if published is None:
        return _undated_year(reading, history, point)
    forward, text = points_forward(reading), f"published {published}"
    spans = {year: days(_in_year(reading, year)) for year in range(published.year - 2, published.year + 3)}
    fitting = {year: span for year, span in spans.items() if span and _weekday_fits(reading, span[0])}
    chosen, how = _nearest(
        fitting or {y: s for y, s in spans.items() if s}, published, forward, reading.meaning.direction
    )
    if chosen is None:
        return point(cal=_in_year(reading, published.year) if not reading.meaning.holiday else Calendar())
    if reading.meaning.cal.weekday and fitting:
        how = "the year in which weekday and date agree"
    return point(cal=_in_year(reading, chosen), how=how, anchor=text)


def _weekday_fits(reading: Reading, day: date) -> bool:
    weekday = reading.meaning.cal.weekday
    return weekday is None or day.isoweekday() == weekday


def _nearest(
    spans: dict[int, tuple[date, date]], published: date, forward: bool | None, direction: int | None
) -> tuple[int | None, str]:
    past = [
        year
        for year, span in spans.items()
        if span[0] <= published and not (direction == -1 and span[1] >= published)
    ]
    coming = [
        year
        for year, span in spans.items()
        if span[1] >= published and not (direction == 1 and span[0] <= published)
    ]
    if direction == 0:
        return (published.year if published.year in spans else None), "of the same year"
    if forward is True and coming:
        return min(coming), "the next one"
    if forward is None and past and coming:
        gone, ahead = (published - spans[max(past)][1]).days, (spans[min(coming)][0] - published).days
        if gone > PAST_MONTHS * 30 and ahead < 120:
            return min(coming), "the nearest one"
    if forward is False and past and coming and direction is None:
        gone, ahead = (published - spans[max(past)][1]).days, (spans[min(coming)][0] - published).days
        if gone > 300 and ahead < 60 and spans[min(coming)][0] == spans[min(coming)][1]:
            return min(coming), "the nearest one"
    if past:
        return max(past), "the latest past one"
    return None, ""


def _narrative_year(reading: Reading, history: History, point: Callable[..., Point]) -> Point | None:
    """The year of the time spoken of, in narrative and in a news sentence that tells of a bygone year."""
    found = history.told(reading) if history.kind is Kind.NARRATIVE else None
    found = found or history.last(reading, fields="year")
    if found is None or (reading.meaning.direction is not None and history.kind is Kind.NEWS):
        return None
    cal, earlier = found
    if history.published is None and cal.month is None:
        return None  # a bare year says too little about a text of unknown date
    if history.kind is Kind.NEWS:
        near = reading.cues.sentence == earlier.cues.sentence
        whole = earlier.meaning.cal.month is not None
        explicit = earlier.meaning.cal.year is not None and (
            whole or earlier.signal in ("in", "of", "during")
        )
        bygone = history.published is None or (cal.year or 0) < history.published.year - 1
        if not (near and explicit and bygone):
            return None
    year = cal.year or 0
    said = _in_year(reading, year)
    before, now = span_of(cal, earlier.meaning), days(said)
    how = "in the year spoken of"
    if (
        history.kind is Kind.NARRATIVE
        and before
        and now
        and (cal.month is not None or earlier.meaning.mod or cal.season)
    ):
        gap = (before[0] - now[1]).days
        later = _in_year(reading, year + 1)
        if (
            gap > NARRATIVE_GAP
            and reading.cues.tense != "pluperfect"
            and not _overtakes(later, history.next_dated(reading), year)
        ):
            said, how = later, "in the year after the one spoken of"
    return point(cal=said, how=how, anchor=f"“{earlier.text}” ({value(cal)})")


def _overtakes(later: Calendar, coming: Calendar | None, year: int) -> bool:
    """Whether the next date of the story lies before ``later`` though not before ``year``."""
    if coming is None or coming.year is None or coming.year < year:
        return False
    return (coming.year, coming.month or 12, coming.day or 31) < (
        later.year or 0,
        later.month or 1,
        later.day or 1,
    )


def _undated_year(reading: Reading, history: History, point: Callable[..., Point]) -> Point:
    """No year known: none is guessed, unless weekday and date fit exactly one of the years the text names."""
    said = _in_year(reading, 2000) if reading.meaning.holiday else reading.meaning.cal
    if reading.meaning.holiday:
        fixed = holiday_calendar(reading.meaning.holiday, 2001)
        same = fixed is not None and (fixed.month, fixed.day) == (said.month, said.day)
        return point(cal=replace(said, year=None) if same else Calendar())
    if said.weekday and said.day and said.month:
        years = {r.meaning.cal.year for r in history.readings if r.meaning.cal.year}
        fit = [
            y for y in years if (day := to_date(replace(said, year=y))) and day.isoweekday() == said.weekday
        ]
        if len(fit) == 1:
            note = (
                f"year inferred: of the years named in the text only {fit[0]} has this weekday on this date"
            )
            return point(cal=replace(said, year=fit[0]), how="year inferred from the weekday", note=note)
    return point(cal=said)

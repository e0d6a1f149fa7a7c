"""From what was read to when it was: anchors, in document order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from nlp.records import Granularity, Interval
from nlp.time.anchoring import History, Kind, detect_kind, quoted_anchor
from nlp.time.choose import choose_repeating, points_forward
from nlp.time.fields import Calendar, add_years, days, of_day, shift, to_date, truncate, value
from nlp.time.intervals import duration_interval, point_interval, vague_interval
from nlp.time.meaning import PUBLISHED, REFERENCE, Meaning, Reading
from nlp.time.numeric import candidate_days, is_ambiguous, settle_numeric
from nlp.time.parts import holiday_calendar, nth_part


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """A reading with its resolved TIMEX3 value. ``anchor`` says against what, ``rule`` how; ``interval`` is
    None where no day is fixed."""

    reading: Reading
    value: str
    rule: str
    interval: Interval | None = None
    anchor: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A calendar with its provenance, on the way to a :class:`Resolved`."""

    cal: Calendar
    unknown: str = ""  # TIMEX3 value where nothing is known but the unit
    how: str = ""
    anchor: str | None = None
    note: str | None = None
    pivot: date | None = None  # the day that "earlier" and "later" in the period are counted from


def resolve_times(readings: Sequence[Reading], published: date | None = None) -> list[Resolved]:
    """Resolve the readings of one document, in order, against its publication day and each other.

    The kind of text (news or narrative) is detected. Whatever nothing fixes stays unknown: without a year
    the value keeps ``XXXX`` and the interval ``--MM-DD``.
    """
    settled = settle_numeric(readings)
    kind = detect_kind(settled, published)
    history = History(published=published, kind=kind, readings=settled)
    out: list[Resolved | None] = [None] * len(settled)
    for index in _order(settled):
        out[index] = _resolve(settled[index], history)
    done = [item for item in out if item is not None]
    return [_ranged(item, done) for item in done]


def _order(readings: Sequence[Reading]) -> list[int]:
    """Document order, but within a sentence what stands in quotation marks and bare clock times come last."""
    return sorted(range(len(readings)), key=lambda i: (readings[i].cues.sentence, _late(readings[i]), i))


def _late(reading: Reading) -> int:
    cal = reading.meaning.cal
    bare = cal.hour is not None and cal.day is None and cal.weekday is None and reading.meaning.shift is None
    return 2 * reading.cues.quoted + bare


def _resolve(reading: Reading, history: History) -> Resolved:
    meaning = reading.meaning
    if meaning.value:
        return _resolve_value(reading, history)
    point = _point(reading, history)
    how = f"{reading.rule}; {point.how}" if point.how else reading.rule
    if to_impossible(point.cal):
        return Resolved(reading=reading, value=reading.text, rule=how, note="no such day in the calendar")
    if is_ambiguous(reading):
        return _ambiguous(reading, how)
    interval = point_interval(point.cal, meaning, reading.signal, point.pivot or history.published)
    if not point.unknown and not is_ambiguous(reading):
        history.add(reading, point.cal)
    return Resolved(
        reading=reading,
        value=point.unknown or value(point.cal),
        rule=how,
        interval=interval,
        anchor=point.anchor,
        note=point.note,
    )


def _ambiguous(reading: Reading, how: str) -> Resolved:
    """3/7/2024 where nothing decides: the year is sure, the day one of two."""
    one, two = candidate_days(reading)
    interval = Interval(
        earliest=one.isoformat(),
        latest=two.isoformat(),
        granularity=Granularity.DAY,
        vague_start=True,
        vague_end=True,
    )
    return Resolved(
        reading=reading, value=f"{one.year:04d}-XX-XX", rule=f"{how}; ambiguous", interval=interval,
        note=f"ambiguous: {one.isoformat()} or {two.isoformat()}",
    )  # fmt: skip


def to_impossible(cal: Calendar) -> bool:
    """Whether day and month are said and there is no such day ("February 30")."""
    if cal.month is None or cal.day is None or (cal.year is not None and cal.year < 1):
        return False
    return days(cal) is None


def _resolve_value(reading: Reading, history: History) -> Resolved:
    meaning = reading.meaning
    base, said = history.base(meaning.anchor or PUBLISHED, reading)
    if meaning.value in ("PAST_REF", "FUTURE_REF", "PRESENT_REF"):
        interval = vague_interval(meaning, base if meaning.anchor else history.published_calendar)
        return Resolved(
            reading=reading,
            value=meaning.value,
            rule=reading.rule,
            interval=interval,
            anchor=said if interval else None,
        )
    if meaning.span and base is not None:
        found = duration_interval(meaning, base)
        return Resolved(reading=reading, value=meaning.value, rule=reading.rule, interval=found, anchor=said if found else None,
                        note=meaning.note)  # fmt: skip
    interval = duration_interval(meaning, None) if meaning.span else None
    return Resolved(
        reading=reading, value=meaning.value, rule=reading.rule, interval=interval, note=meaning.note
    )


def _point(reading: Reading, history: History) -> Point:
    meaning = reading.meaning
    note = None if meaning.note in ("earlier", "later") else meaning.note
    if meaning.shift is not None:
        point = _shifted(reading, history)
    elif meaning.holiday:
        point = _holiday(reading, history)
    elif meaning.same and meaning.cal.year is not None:
        base, said = _last_quarter(reading, history)
        cal = Calendar(year=meaning.cal.year, quarter=None if base is None else base.quarter)
        point = Point(cal=cal, how="the quarter spoken of", anchor=said)
    elif meaning.cal.year is not None or meaning.cal.decade is not None or meaning.cal.century is not None:
        point = Point(cal=meaning.cal)
    else:
        point = choose_repeating(reading, history, Point)
    if meaning.nth is not None:
        point = replace(point, cal=nth_part(point.cal, meaning.nth, meaning.nth_unit))
    if meaning.offset:
        moved = shift(point.cal, meaning.offset, meaning.offset_unit)
        kept = None if moved is None else replace(moved, part=meaning.cal.part)
        point = replace(
            point, cal=kept or Calendar(), how=f"{point.how or 'the date'}, and from there".strip()
        )
    weekday_note = _check_weekday(meaning, point.cal)
    cal = point.cal if point.cal.day is None else replace(point.cal, weekday=None)
    return replace(point, cal=cal, note=point.note or weekday_note or note)


def _check_weekday(meaning: Meaning, cal: Calendar) -> str | None:
    day = to_date(cal)
    if meaning.cal.weekday and meaning.cal.day and day and day.isoweekday() != meaning.cal.weekday:
        return f"{day.isoformat()} is a {day:%A}"
    return None


def _shifted(reading: Reading, history: History) -> Point:
    meaning = reading.meaning
    assert meaning.shift is not None  # noqa: S101  the caller has looked
    anchor = meaning.anchor or (PUBLISHED if history.kind is Kind.NEWS or meaning.cal.part else REFERENCE)
    quoted = quoted_anchor(reading, history) if anchor == PUBLISHED else None
    base, said = quoted or history.base(anchor, reading)
    if (
        history.kind is Kind.NARRATIVE
        and anchor == PUBLISHED
        and quoted is None
        and (meaning.unit == "D" or reading.cues.quoted)
    ):
        return (
            Point(cal=Calendar(), unknown="PRESENT_REF")
            if not meaning.shift and not meaning.cal.part
            else _unanchored(meaning)
        )
    if meaning.unit == "WE" and meaning.shift == 0 and anchor == PUBLISHED and base is not None:
        base = _weekend_base(base, reading)
    if base is None or (meaning.unit == "Q" and anchor == REFERENCE and base.quarter is None):
        base, said = _last_quarter(reading, history) if meaning.unit == "Q" else (None, None)
    if base is None:
        return _unanchored(meaning)
    if meaning.unit == "Y" and _compares(reading) and base.year is not None and _of_quarter(reading, history):
        base, said = _of_quarter(reading, history) or (base, said)
        cal = replace(base, year=add_years(base.year or 0, meaning.shift))
        return Point(cal=cal, how="the same quarter", anchor=said)
    cal = shift(base, meaning.shift, meaning.unit) if meaning.shift else truncate(base, meaning.unit)
    if cal is None:
        return _unanchored(meaning)
    how = (
        "counted from when it was said"
        if quoted
        else "counted from publication"
        if anchor == PUBLISHED
        else "counted from the time spoken of"
    )
    return Point(cal=_narrow(cal, meaning), how=how, anchor=said, pivot=to_date(base))


_UNKNOWN = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX", "Q": "XXXX-QX", "H": "XXXX-HX",
            "Y": "XXXX", "DE": "XXX", "CE": "XX", "FN": "XXXX-WXX"}  # fmt: skip


def _unanchored(meaning: Meaning) -> Point:
    if meaning.cal != Calendar():
        return Point(cal=meaning.cal)
    return Point(cal=Calendar(), unknown=_UNKNOWN.get(meaning.unit, "XXXX"))


def _weekend_base(published: Calendar, reading: Reading) -> Calendar:
    """ "The weekend" is the one just past, unless the publication falls on one or the verb points forward."""
    day = to_date(published)
    if day is None or day.isoweekday() > 5 or points_forward(reading):
        return published
    return of_day(day - timedelta(7))


def _last_quarter(reading: Reading, history: History) -> tuple[Calendar | None, str | None]:
    """The quarter spoken of, else the last one completed before publication."""
    found = history.last(reading, fields="year quarter")
    if found:
        return found[0], f"“{found[1].text}” ({value(found[0])})"
    if history.published_calendar is None:
        return None, None
    return shift(history.published_calendar, -1, "Q"), f"published {history.published}"


def _compares(reading: Reading) -> bool:
    """Whether it is "a year earlier" or "a year ago", as figures are compared."""
    return reading.meaning.shift == -1 and reading.rule.startswith(("count", "latest"))


def _of_quarter(reading: Reading, history: History) -> tuple[Calendar, str] | None:
    """The quarter that the sentences just before compare with: "a year earlier" is then a quarter, too."""
    found = history.last(reading, fields="year quarter")
    if (
        found is None
        or reading.cues.sentence - found[1].cues.sentence > 3
        or found[1].meaning.shift is not None
    ):
        return None
    return found[0], f"“{found[1].text}” ({value(found[0])})"


def _narrow(cal: Calendar, meaning: Meaning) -> Calendar:
    """``cal`` with the fields that are said inside it ("last year's third quarter", "Tuesday of last week")."""
    said = meaning.cal
    if said == Calendar():
        return cal
    if said.weekday and cal.week is not None and cal.year is not None and not said.day:
        span = days(replace(cal, weekday=said.weekday, weekend=False))
        return replace(of_day(span[0]), part=said.part, hour=said.hour, minute=said.minute) if span else cal
    if meaning.holiday and cal.year is not None:
        return holiday_calendar(meaning.holiday, cal.year) or cal
    kept = {name: getattr(said, name) for name in ("half", "quarter", "season", "month", "day", "part", "hour", "minute", "second", "zone")
            if getattr(said, name) is not None}  # fmt: skip
    return replace(cal, **kept)


def _holiday(reading: Reading, history: History) -> Point:
    meaning = reading.meaning
    if meaning.cal.year is not None:
        cal = holiday_calendar(meaning.holiday, meaning.cal.year)
        return Point(cal=cal or Calendar(year=meaning.cal.year), how="holiday table")
    return choose_repeating(reading, history, Point)


def _ranged(item: Resolved, done: Sequence[Resolved]) -> Resolved:
    """Both ends of a range carry the whole of it as their interval."""
    partner = item.reading.partner
    if partner is None or partner >= len(done) or item.interval is None:
        return item
    other = done[partner].interval
    if other is None:
        return item
    first, last = (item.interval, other) if item.reading.signal == "from" else (other, item.interval)
    if (
        first.earliest is None
        or last.latest is None
        or first.earliest.startswith("--") != last.latest.startswith("--")
    ):
        return item
    if first.year_known and first.earliest > last.latest:
        return item
    whole = Interval(earliest=first.earliest, latest=last.latest, granularity=item.interval.granularity,
                     vague_start=first.vague_start, vague_end=last.vague_end)  # fmt: skip
    return replace(item, interval=whole, note=item.note or f"one end of the range {value_text(done, item)}")


def value_text(done: Sequence[Resolved], item: Resolved) -> str:
    """ "2012 to 2014" for either end of that range."""
    other = done[item.reading.partner or 0]
    first, last = (item, other) if item.reading.signal == "from" else (other, item)
    return f"{first.value} to {last.value}"

"""Times that only an event dates: "two days after the vote", "hours after the arrest", "the eve of the raid".

The day is counted from an event of the report that has one. Minutes and hours stay on its day (the end marked
vague), days are counted, weeks, months and years give the calendar's week, month or year; a vague number of
days gives none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from spacy.tokens import Token

from nlp.extract.parse.parsed_document import ParsedDocument
from nlp.extract.what.event_draft import EventDraft
from nlp.extract.when.retold_events import day_of
from nlp.records import Granularity, Interval, Status, TimeBasis, TimeExpression, When
from nlp.rules.discourse import load_discourse
from nlp.text.parse_arrays import texts_of
from nlp.time.calendar.arithmetic import shift
from nlp.time.calendar.calendar import days, of_day

_LENGTH = re.compile(r"P(T?)(\d+|X)([DWMYH])")
_SIZES = {"W": Granularity.WEEK, "M": Granularity.MONTH, "Y": Granularity.YEAR}
_LONGEST = 10  # characters of a word that counts
_REACH = 6  # heads climbed to the verb that is dated, words on to the event that dates it


def count_from_events(
    reading: ParsedDocument, drafts: Sequence[EventDraft], times: Sequence[TimeExpression]
) -> None:
    """Date the drafts whose time is counted from another draft that has a day of a known year."""
    doc = reading.doc
    by_token: dict[int, EventDraft] = {}
    for draft in drafts:
        by_token.setdefault(draft.trigger.clause.i, draft)
    by_token.update((d.trigger.token.i, d) for d in drafts)
    words = load_discourse()
    lengths = {time.end: time for time in times}
    for at, word in enumerate(texts_of(doc)):
        side = words.sides.get(word.lower()) if len(word) < _LONGEST else None
        if side is None or at == 0:
            continue
        unit = doc[at - 1]
        time = lengths.get(unit.idx + len(unit))
        if time is None and unit.lower_ not in words.named_units:
            continue
        source = _counted_from(reading, doc[at], by_token)
        target = _dated(unit, doc[at], by_token)
        if source is None or target is None or source is target or _in_time(source, times):
            continue
        if target.when is None:
            target.when = _when(reading, _from(source, unit, time, side), doc[at - 1], doc[at], source, time)
        elif source.when is None and source.status == Status.HAPPENED:  # "on 3 May, a day after X resigned"
            source.when = _when(reading, _from(target, unit, time, -side), doc[at - 1], doc[at], target, time)


def _in_time(draft: EventDraft, times: Sequence[TimeExpression]) -> bool:
    """Whether what looks like an event is part of a time: "the evening of 21 March"."""
    return any(time.start <= draft.trigger.token.idx < time.end for time in times)


def _from(anchor: EventDraft, unit: Token, time: TimeExpression | None, side: int) -> Interval | None:
    """The interval that lies so far from the day of ``anchor``; None where that is not known."""
    day = day_of(anchor)
    if day is None or not day.year_known or anchor.status not in {Status.HAPPENED, Status.PLANNED}:
        return None
    return _counted(date.fromisoformat(str(day.earliest)), unit, time, side)


def _counted_from(
    reading: ParsedDocument, word: Token, by_token: Mapping[int, EventDraft]
) -> EventDraft | None:
    """The event that ``word`` ("after") leads to: its object, or the verb of its clause."""
    for child in reading.children(word):
        if child.dep_ in {"pobj", "pcomp"}:
            return by_token.get(child.i)
    return by_token.get(word.head.i) if word.dep_ == "mark" else None


def _dated(unit: Token, word: Token, by_token: Mapping[int, EventDraft]) -> EventDraft | None:
    """The event whose time it is: what the words hang on, above the unit and the clause counted from."""
    token = word.head
    if word.dep_ == "mark":
        token = token.head if token.dep_ in {"advcl", "ccomp"} else token
        return by_token.get(token.i) if token is not word.head else None
    for _ in range(_REACH):
        if token.i in by_token:
            return by_token[token.i]
        if token is not unit and token.dep_ not in {"prep", "pobj", "npadvmod"}:
            return None
        token = token.head
    return None


def _counted(day: date, unit: Token, time: TimeExpression | None, side: int) -> Interval | None:
    """The interval ``side`` of ``day`` that the words mean, None where they leave it open."""
    word, words = unit.lower_, load_discourse()
    if word in words.eve:
        return _span(day - timedelta(1), day - timedelta(1)) if side == 0 else None
    if side == 0:
        return _span(day, day) if word in words.next_parts | words.other_parts else None
    if time is None or time.text.lower().startswith("the "):
        if word in words.hours:
            return _span(day, day, vague_end=side > 0, vague_start=side < 0)
        if word in words.other_parts:
            return (
                _span(day, day + timedelta(1)) if side > 0 else _span(day - timedelta(1), day - timedelta(1))
            )
        return _span(day + timedelta(side), day + timedelta(side)) if word in words.next_parts else None
    length = _LENGTH.fullmatch(time.value)
    if length is None or time.mod is not None:
        return None
    clock, number, size = length.groups()
    if clock:
        if size != "H":
            return None
        hours = int(number) if number.isdigit() else 1
        if hours < 24:
            return _span(day, day, vague_end=side > 0, vague_start=side < 0)
        return _stepped(day, side * hours // 24, "D") if hours % 24 == 0 else None
    return _stepped(day, side * int(number), size) if number.isdigit() and int(number) < 1000 else None


def _stepped(day: date, count: int, size: str) -> Interval | None:
    moved = shift(of_day(day), count, size)
    span = days(moved) if moved is not None else None
    return None if span is None else _span(*span, granularity=_SIZES.get(size, Granularity.DAY))


def _span(
    first: date,
    last: date,
    *,
    granularity: Granularity = Granularity.DAY,
    vague_start: bool = False,
    vague_end: bool = False,
) -> Interval:
    return Interval(
        earliest=first.isoformat(),
        latest=last.isoformat(),
        granularity=granularity,
        vague_start=vague_start,
        vague_end=vague_end,
    )


def _when(
    reading: ParsedDocument,
    interval: Interval | None,
    unit: Token,
    word: Token,
    source: EventDraft,
    time: TimeExpression | None,
) -> When | None:
    if interval is None:
        return None
    event = source.trigger.token
    start = time.start if time is not None else unit.idx
    end = max(word.idx + len(word), event.idx + len(event))
    text = (
        reading.document.text[start:end]
        if end - start < 80
        else reading.document.text[start : word.idx + len(word)]
    )
    day = source.when.interval.earliest if source.when else ""
    return When(
        interval=interval,
        text=text,
        basis=TimeBasis.RELATIVE,
        time_id=time.id if time is not None else None,
        anchor=f"“{event.text}” {day}",
        rule="counted from an event",
    )

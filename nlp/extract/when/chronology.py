"""Lines of a chronology date what they tell: "May 9, 2017 – The mayor fired the auditor".

A line's day is that of its main clauses, unless they name their own. What it tells in passing ("the man who
had burned the mill") is dated by the rules for all other text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from spacy.tokens import Token

from nlp.extract.parse.parsed_document import ParsedDocument
from nlp.extract.what.event_draft import EventDraft
from nlp.records import Interval, Status, TimeBasis, TimeExpression, When
from nlp.text.dated_lines import DatedLine, find_dated_lines, line_at
from nlp.text.parse_arrays import text_of
from nlp.time.grammar.reading import TimeReading

_MARK = re.compile(
    r"[\])]?[ \t]*(?:[:|\t–—-]|(?<=[\])]))[ \t]*(?=\S)"
)  # between a line's time and what it tells
_MAIN = frozenset({"conj", "dep", "parataxis", "appos"})
_TOLD = frozenset({Status.HAPPENED, Status.NEGATED})


def give_years(readings: Iterable[TimeReading], text: str) -> list[TimeReading]:
    """The readings of a text, the dates of its dated lines with the year of the heading above them."""
    lines = find_dated_lines(text)
    return [_with_year(reading, line_at(lines, reading.start)) for reading in readings]


def _with_year(reading: TimeReading, line: DatedLine | None) -> TimeReading:
    cal = reading.meaning.cal
    if line is None or line.year is None or cal.year is not None or cal.month is None:
        return reading
    if not line.date_start <= reading.start < line.date_end:
        return reading
    return replace(reading, meaning=replace(reading.meaning, cal=replace(cal, year=line.year)))


def date_lines(
    reading: ParsedDocument, drafts: Sequence[EventDraft], times: Sequence[TimeExpression]
) -> None:
    """Give the events of every dated line its day, those of a line with a clock time before it that time."""
    _time_lines(reading, drafts, times)
    lines = find_dated_lines(text_of(reading.doc))
    days = {line.start: when for line in lines if (when := _day_of(line, times))}
    for draft in drafts:
        line = line_at(lines, draft.trigger.token.idx)
        when = days.get(line.start) if line else None
        if line is None or when is None or draft.trigger.token.idx < line.body:
            continue
        if draft.status in _TOLD and _leads(draft.trigger.clause, reading) and not _dated(draft.when):
            draft.when = when


def _time_lines(
    reading: ParsedDocument, drafts: Sequence[EventDraft], times: Sequence[TimeExpression]
) -> None:
    """Date the events of lines like "12:10 – A student is shot" under a heading that gives the day."""
    text = text_of(reading.doc)
    lines: list[tuple[int, int, When]] = []
    for time in times:
        interval = time.interval
        if interval is None or not interval.earliest_time or not _ends(interval):
            continue
        start = text.rfind("\n", 0, time.start) + 1
        mark = _MARK.match(text, time.end)
        if mark is None or text[start : time.start].strip(" \t[(*-–—•"):
            continue
        stop = text.find("\n", mark.end())
        when = When(interval=interval, text=time.text, basis=TimeBasis.STATED, time_id=time.id)
        lines.append((mark.end(), len(text) if stop < 0 else stop, when))
    for draft in drafts if lines else ():
        at = draft.trigger.token.idx
        found = next((when for low, high, when in lines if low <= at < high), None)
        if found is not None and draft.status in _TOLD and _leads(draft.trigger.clause, reading):
            draft.when = draft.when if _dated(draft.when) else found


def _day_of(line: DatedLine, times: Sequence[TimeExpression]) -> When | None:
    for time in times:
        if line.date_start <= time.start < line.date_end and time.interval and _ends(time.interval):
            return When(interval=time.interval, text=time.text, basis=TimeBasis.STATED, time_id=time.id)
    return None


def _ends(interval: Interval) -> bool:
    return interval.earliest is not None or interval.latest is not None


def _dated(when: When | None) -> bool:
    return when is not None and _ends(when.interval)


def _leads(token: Token, reading: ParsedDocument) -> bool:
    """Whether a word is the head of its sentence or stands beside it, and tells of no earlier time."""
    if any(child.dep_ == "aux" and child.lower_ in {"had", "will"} for child in reading.children(token)):
        return False
    while token.dep_ in _MAIN and token.head.i != token.i:
        token = token.head
    return token.dep_ == "ROOT"

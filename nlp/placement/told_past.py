"""What is told as happened lies not after its report: a month or day without a year is then the last one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from nlp.placement.cues import Tense, read_cues
from nlp.placement.sieves import PAST
from nlp.records import Event, Interval, Status, TimeExpression

UNPLANNED = frozenset(
    {"conflict", "life", "disaster"}
)  # families of what nobody dates ahead: "the March murder"
RULE = "told as happened: the last one before the report"


def keep_past(
    events: Iterable[Event], times: Iterable[TimeExpression], published: date | None
) -> list[Event]:
    """The events; one that happened is moved back a year where a date without a year put it after the
    report."""
    known = {time.id: time for time in times}
    return [_kept(each, known.get((each.when and each.when.time_id) or ""), published) for each in events]


def _kept(event: Event, time: TimeExpression | None, published: date | None) -> Event:
    when = event.when
    if when is None or time is None or published is None or not _is_past(event):
        return event
    yearless = time.read.startswith("XXXX-") and time.read[5:7].isdigit()
    if not yearless or when.interval.earliest is None or not when.interval.year_known:
        return event
    if when.interval.earliest[:10] <= published.isoformat():
        return event
    before = year_before(when.interval)
    return event if before is None else replace(event, when=replace(when, interval=before, rule=RULE))


def _is_past(event: Event) -> bool:
    """Whether an event is told as done: by its verb, or, for what strikes people, by any noun for it.

    A noun of another kind ("a summit") may lie ahead.
    """
    cues = read_cues(event)
    if event.status is not Status.HAPPENED or cues is None:
        return False
    return cues.tense in PAST or (cues.tense is Tense.NONE and cues.family in UNPLANNED)


def year_before(interval: Interval | None) -> Interval | None:
    """The same stretch of the year before; None where an end is 29 February or has no year."""
    if interval is None or not interval.year_known:
        return None
    ends = [_year_before(end) for end in (interval.earliest, interval.latest)]
    if "" in ends:
        return None
    return replace(interval, earliest=ends[0], latest=ends[1])


def _year_before(end: str | None) -> str | None:
    if end is None:
        return None
    try:
        return date.fromisoformat(f"{int(end[:4]) - 1:04}{end[4:10]}").isoformat()
    except ValueError:
        return ""

"""What an analyst's word makes of what was read in a document: pure functions over records.

A new day of publication has its times resolved again from their stored cues
(:func:`nlp.time.resolve.reresolve.reresolve`), and whatever is dated by one of them takes its new
interval, inherited dates too. What was counted from the day of another event ("two days after the vote")
moves with that day, or is unknown where that is. What had no time before gets none; all events get their
places in time anew (:func:`nlp.placement.place_events`).
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from nlp.case.decide.event_verdicts import Verdict, VerdictKind
from nlp.case.file.days import read_day
from nlp.errors import CaseError
from nlp.placement import place_events
from nlp.records import (
    Extraction,
    Granularity,
    Interval,
    PublishedBasis,
    TimeBasis,
    TimeExpression,
    When,
)
from nlp.time.resolve.intervals import unplaced_interval
from nlp.time.resolve.reresolve import reresolve

CONFIRMED, REJECTED, REDATED = "confirmed", "rejected", "redated"
_COUNTED = re.compile(r"\d{4}-\d\d-\d\d$")  # the day that a time was counted from
_PARTIAL = re.compile(r"(\d{4})(?:-(\d\d))?|--\d\d-\d\d|\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """A document after the analyst's word: its records, and the review of each event it speaks of."""

    extraction: Extraction
    reviews: Mapping[str, str]  # event id -> review


def correct_extraction(extraction: Extraction, verdicts: Iterable[tuple[Verdict, str]]) -> Corrected:
    """Apply verdicts, in their order, to what was read of a document.

    Args:
        verdicts: with the id of the event they are about, or of this document; others are passed over.
    """
    own = {event.id for event in extraction.events}
    reviews: dict[str, str] = {}
    dates: dict[str, str] = {}
    for verdict, target in verdicts:
        if verdict.kind is VerdictKind.PUBLISH and target == extraction.document.id:
            extraction = publish_extraction(extraction, verdict.value)
        elif target in own and verdict.kind is VerdictKind.CONFIRM:
            reviews[target] = CONFIRMED
        elif target in own and verdict.kind is VerdictKind.REJECT:
            reviews[target] = REJECTED
        elif target in own and verdict.kind is VerdictKind.REDATE:
            dates[target] = verdict.value
            reviews.setdefault(target, REDATED)
    events = tuple(
        replace(event, when=_decided(dates[event.id])) if event.id in dates else event
        for event in extraction.events
    )
    if dates:
        events = place_events(events, extraction.document.published)
    return Corrected(extraction=replace(extraction, events=events), reviews=reviews)


def read_redate(value: str) -> Interval | None:
    """The interval that an analyst's date means; None for "" (the date is unknown).

    Raises:
        CaseError: neither a day, month, year, a day without year, nor two of the first joined by "/".
    """
    if not value:
        return None
    ends = value.split("/")
    try:
        if len(ends) > 2 or (len(ends) == 2 and any(end.startswith("--") for end in ends)):
            raise ValueError
        read = [_stretch(end) for end in ends]
        granularity = read[0][2] if len({each[2] for each in read}) == 1 else Granularity.VAGUE
        return Interval(earliest=read[0][0], latest=read[-1][1], granularity=granularity)
    except ValueError as error:
        raise CaseError(
            f"no date: {value!r} (2024-03-08, 2024-03-08/2024-03-10, 2024-03, 2024, --03-08, or nothing)"
        ) from error


def _stretch(value: str) -> tuple[str, str, Granularity]:
    found = _PARTIAL.fullmatch(value)
    if found is None:
        raise ValueError(value)
    year, month = found.groups()
    if not year:
        return value, value, Granularity.DAY
    if not month:
        return f"{year}-01-01", f"{year}-12-31", Granularity.YEAR
    last = monthrange(int(year), int(month))[1]
    return f"{year}-{month}-01", f"{year}-{month}-{last:02}", Granularity.MONTH


def _decided(value: str) -> When | None:
    interval = read_redate(value)
    return When(interval=interval, text=value, basis=TimeBasis.ANALYST) if interval else None


def publish_extraction(extraction: Extraction, value: str) -> Extraction:
    """The same document published on the day ``value`` (ISO, "" for unknown), its times resolved again."""
    published = read_day(value) if value else None
    document = replace(
        extraction.document,
        published=published,
        published_basis=PublishedBasis.ANALYST,
        published_words="",
        published_probable=False,
    )
    kept = [time for time in extraction.times if not time.cues]
    again = reresolve([time for time in extraction.times if time.cues], published)
    moves = _Moves(extraction, {time.id: time for time in (*kept, *again)})
    events = [replace(event, when=moves.redate(event.when)) for event in extraction.events]
    return replace(
        extraction,
        document=document,
        times=tuple(moves.times[time.id] for time in extraction.times),
        events=place_events(events, published),
        relations=tuple(replace(each, when=moves.redate(each.when)) for each in extraction.relations),
    )


class _Moves:
    """Where the times of a document go when they are resolved again."""

    def __init__(self, extraction: Extraction, times: Mapping[str, TimeExpression]) -> None:
        self.times = times
        self._before = {time.id: time for time in extraction.times}
        self._days: dict[str, set[str | None]] = defaultdict(set)  # of dated events, and where they go
        for event in extraction.events:
            if event.when is not None and self._is_plain(event.when) and event.when.interval.earliest:
                moved = self.redate(event.when)
                self._days[event.when.interval.earliest].add(moved.interval.earliest if moved else None)

    def redate(self, when: When | None) -> When | None:
        """The time of an event or a relation now."""
        if when is None:
            return None
        if self._is_plain(when):
            interval = _interval_of(self.times[str(when.time_id)])
            return replace(when, interval=interval) if interval else None
        return self._recount(when)

    def _is_plain(self, when: When) -> bool:
        """Whether an interval is that of its time expression, not one counted from another event."""
        time = self._before.get(when.time_id or "")
        return time is not None and _interval_of(time) == when.interval

    def _recount(self, when: When) -> When:
        """What was counted from the day of another event goes with that day; without it, it is unknown."""
        counted = _COUNTED.search(when.anchor)
        if counted is None:
            return when
        old, size = counted.group(), when.interval.granularity
        places = self._days.get(old, {old})
        if places == {old}:
            return when
        new = next(iter(places)) if len(places) == 1 else None
        if new is None or new.startswith("--") or not size.is_day:
            return replace(when, interval=Interval(earliest=None, latest=None, granularity=size), anchor="")
        by = date.fromisoformat(new) - date.fromisoformat(old)
        low, high = (
            (date.fromisoformat(end) + by).isoformat() if end else None
            for end in (when.interval.earliest, when.interval.latest)
        )
        anchor = when.anchor[: counted.start()] + new
        return replace(when, interval=replace(when.interval, earliest=low, latest=high), anchor=anchor)


def _interval_of(time: TimeExpression) -> Interval | None:
    return time.interval or unplaced_interval(time)

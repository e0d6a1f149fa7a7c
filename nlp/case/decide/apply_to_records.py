"""What an analyst's word makes of what was read in a document: pure functions over records.

A new day of publication has its times resolved again from their stored cues
(:func:`nlp.time.resolve.reresolve.reresolve`), and whatever is dated by one of them takes its new
interval, inherited dates too. What was counted from the day of another event ("two days after the vote")
moves with that day, or is unknown where that is. What had no time before gets none; all events get their
places in time anew (:func:`nlp.placement.place_events`).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

import orjson

from nlp.case.decide.amendments import (
    ANALYST,
    FindMention,
    amend_event,
    amend_relation,
    build_event,
    build_relation,
)
from nlp.case.decide.analyst_dates import read_when
from nlp.case.decide.event_verdicts import OF_RELATIONS, Cited, Verdict, VerdictKind
from nlp.case.decide.mention_anchors import as_anchor
from nlp.case.file.days import read_day
from nlp.placement import place_events
from nlp.placement.told_past import keep_past, year_before
from nlp.records import (
    Extraction,
    Interval,
    PublishedBasis,
    Relation,
    Span,
    TimeExpression,
    When,
    make_id,
)
from nlp.time.resolve.intervals import unplaced_interval
from nlp.time.resolve.reresolve import reresolve

CONFIRMED, REJECTED, REDATED, EDITED, ADDED = "confirmed", "rejected", "redated", "edited", "added"
_WITH_FIELDS = frozenset(
    {
        VerdictKind.ADD_EVENT,
        VerdictKind.EDIT_EVENT,
        VerdictKind.ADD_RELATION,
        VerdictKind.EDIT_RELATION,
    }
)
_COUNTED = re.compile(r"\d{4}-\d\d-\d\d$")  # the day that a time was counted from


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """A document after the analyst's word: its records, and the review of each event it speaks of."""

    extraction: Extraction
    reviews: Mapping[str, str]  # event id -> review


def correct_extraction(
    extraction: Extraction,
    verdicts: Iterable[tuple[Verdict, str]],
    *,
    text: str = "",
    find: FindMention = lambda anchor: None,
    places: Mapping[str, tuple[Span, Span]] = MappingProxyType({}),
) -> Corrected:
    """Apply verdicts, in their order, to what was read of a document.

    Args:
        verdicts: with the id of the event or relation they are about, or of this document; others are passed
            over.
        text: the document's, where relations are spoken of.
        find: the mention that a citation means, as the case has it now.
        places: id of a verdict that adds an event -> the words marked for it, and their sentence.
    """
    chosen = list(verdicts)
    reviews: dict[str, str] = {}
    for verdict, target in chosen:  # what else is said may count from the day of publication
        if verdict.kind is VerdictKind.PUBLISH and target == extraction.document.id:
            extraction = publish_extraction(extraction, verdict.value)
    published = extraction.document.published
    events = {event.id: event for event in extraction.events}
    relations = {relation.id: relation for relation in extraction.relations}
    changed = False
    for verdict, target in chosen:
        fields = orjson.loads(verdict.value) if verdict.kind in _WITH_FIELDS else {}
        if verdict.kind is VerdictKind.ADD_EVENT and verdict.id in places:
            event = build_event(verdict, fields, extraction.document.id, *places[verdict.id], published, find)
            events[event.id] = event
            reviews[event.id] = ADDED
            changed = True
        elif verdict.kind is VerdictKind.ADD_RELATION:
            ends = [find(as_anchor(cited)) for cited in verdict.anchors]
            if ends[0] and ends[1] and ends[0].document_id == extraction.document.id:
                relation = build_relation(verdict, fields, ends[0], ends[1], published)
                relations[relation.id] = relation
        elif verdict.kind in OF_RELATIONS:
            for key in _meant(relations, verdict.anchors, text):
                if verdict.kind is VerdictKind.REJECT_RELATION:
                    del relations[key]
                else:
                    relations[key] = amend_relation(relations[key], fields, published)
        elif target not in events:
            continue
        elif verdict.kind is VerdictKind.CONFIRM:
            reviews[target] = CONFIRMED
        elif verdict.kind is VerdictKind.REJECT:
            reviews[target] = REJECTED
        elif verdict.kind is VerdictKind.REDATE:
            events[target] = replace(events[target], when=read_when(verdict.value, published))
            reviews.setdefault(target, REDATED)
            changed = True
        elif verdict.kind is VerdictKind.EDIT_EVENT:
            events[target] = amend_event(events[target], fields, published, find)
            reviews.setdefault(target, EDITED)
            changed = True
    said = place_events(tuple(events.values()), published) if changed else tuple(events.values())
    return Corrected(
        extraction=replace(extraction, events=said, relations=tuple(relations.values())), reviews=reviews
    )


def added_event_id(verdict: Verdict) -> str:
    """The id of the event that a verdict adds."""
    return make_id("event", ANALYST, verdict.id)


def _meant(relations: Mapping[str, Relation], cited: Iterable[Cited], text: str) -> list[str]:
    """The ids of the relations that are cited: by id, else of the same kind and words, the nearest."""
    found = []
    for each in cited:
        alike = [
            one
            for one in relations.values()
            if one.type == each.sentence and text[one.start : one.end] == each.text
        ]
        if each.id in relations:
            found.append(each.id)
        elif alike:
            found.append(min(alike, key=lambda one: abs(one.start - each.start)).id)
    return found


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
        events=place_events(keep_past(events, moves.times.values(), published), published),
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
        return time is not None and when.interval in (_interval_of(time), year_before(_interval_of(time)))

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

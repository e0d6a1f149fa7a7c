"""Blocking: under which keys an event meets those that may be the same happening.

Two events are compared only where they share a key, and a key that too many events share is passed over
(:data:`nlp.incidents.resolve.BLOCK_LIMIT`), so every event has fine keys beside broad ones: the broad serve
small cases, the fine ones large. A key joins what happened (the kin of the type, or the family of the
trigger) with one or two of: when, where, who, how many, which story.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from zlib import crc32

from nlp.incidents.calendar import YEAR, days, month_day, ordinal
from nlp.incidents.records import EventFacts
from nlp.incidents.words import family, happens_once, is_speech, kin

WEEK = 8  # days
MONTH = 24  # days
SHORT = 3  # days; an interval up to this long has a key for each of them
LONG = 62  # days; a longer interval says too little to meet others by date
STORY_KEYS = 5
UNDATED_STORY_KEYS = 30  # where no date of publication helps


def incident_keys(facts: EventFacts) -> frozenset[str]:
    """The keys of one event; none where there is nothing to compare it by (no date, place, name, story)."""
    what = f"t:{kin(facts.type)}" if facts.type != "other" else family(facts.trigger)
    named = {a.entity_id for a in facts.actors if a.entity_id}
    who = named | {a.head for a in facts.actors if not a.entity_id and a.head and a.role in _MAIN}
    where = {facts.place} if facts.place else {facts.place_name.lower()} if facts.place_name else set()
    most = STORY_KEYS if facts.published else UNDATED_STORY_KEYS
    story = _first_terms(facts.story, most)
    about = {*who, *where, *(f"s:{term}" for term in story)}
    keys = {f"{what}|{when}|{other}" for when in _times(facts) for other in about}
    keys |= {f"{what}|{name}|{place}" for name in named for place in where}
    if happens_once(facts.type):
        keys |= {f"{what}|{a.entity_id}" for a in facts.actors if a.entity_id and a.role == "patient"}
    if not is_speech(facts.type):
        keys |= {f"{what}|s:{term}" for term in story}
        keys |= {f"{what}|n{a.amount:g}|{a.head}" for a in facts.actors if a.amount and a.amount > 1}
        if facts.interval is not None and facts.interval.earliest == facts.interval.latest:
            keys.add(f"{what}|{facts.interval.earliest}")
    if not facts.published:
        keys |= {f"{word}|s:{term}" for term in story for word in (what, family(facts.trigger))}
    return frozenset(keys)


_MAIN = frozenset({"agent", "patient"})


@lru_cache(maxsize=256)  # the events of one document share its story
def _first_terms(story: frozenset[str], most: int) -> tuple[str, ...]:
    return tuple(sorted(story, key=lambda term: (crc32(term.encode()), term))[:most])


def _times(facts: EventFacts) -> Iterator[str]:
    """Days and weeks of the event, without their year, which may be unknown; months of its report."""
    interval = facts.interval
    length = days(interval) if interval else None
    if interval is not None and interval.earliest and length is not None and length <= LONG:
        first = month_day(ordinal(interval.earliest))
        if length <= SHORT:
            for day in range(first - 1, first + length + 1):
                yield f"d{day % YEAR}"
        for day in range(first, first + length + WEEK, WEEK):
            yield f"w{min(day, first + length - 1) % YEAR // WEEK}"
    if facts.published:
        day = ordinal(facts.published)
        yield from {f"r{(day - back) // MONTH}" for back in (0, 3)}

"""Blocking: under which keys an event meets those that may be the same happening.

Two events are compared only where they share a key, and a key that too many events share is passed over
(:data:`nlp.incidents.resolve.BLOCK_LIMIT`): its events have finer ones. So the keys go from broad to fine.
"""

from __future__ import annotations

from collections.abc import Iterator

from nlp.incidents.calendar import YEAR, days, month_day, ordinal
from nlp.incidents.records import EventFacts
from nlp.incidents.words import family, kin

BUCKET = 8  # days
LONGEST = 62  # days; a longer interval says too little to meet others by date
STORY_KEYS = 6


def incident_keys(facts: EventFacts) -> frozenset[str]:
    """The keys of one event; none where there is nothing to compare it by (no date, place, name, story)."""
    said = {f"t:{kin(facts.type)}"} if facts.type != "other" else set()
    said.add(family(facts.trigger))
    who = {a.entity_id or (a.head if a.role in {"agent", "patient"} else "") for a in facts.actors} - {""}
    where = {facts.place} if facts.place else {facts.place_name.lower()} if facts.place_name else set()
    when = set(_buckets(facts))
    named = {a.entity_id for a in facts.actors if a.entity_id}
    keys = set()
    for what in said:
        for bucket in when:
            keys |= {f"{what}|{bucket}|{other}" for other in who | where}
            keys.add(f"{what}|{bucket}|{facts.published or ''}")
        keys |= {f"{what}|{name}|{place}" for name in named for place in where}
        keys |= {f"{what}|{name}" for name in named}
        keys |= {f"{what}|s:{term}" for term in sorted(facts.story)[:STORY_KEYS]}
    return frozenset(keys)


def _buckets(facts: EventFacts) -> Iterator[str]:
    """Stretches of the year, without the year, that the event may fall into, a day's doubt on either side."""
    interval = facts.interval
    length = days(interval) if interval else None
    if interval is not None and interval.earliest and length is not None:
        if length > LONGEST:
            return
        first = month_day(ordinal(interval.earliest)) - 1
        for day in range(first, first + length + 2, BUCKET):
            yield f"d{day % YEAR // BUCKET}"
        yield f"d{(first + length + 1) % YEAR // BUCKET}"
    elif interval is None and facts.published:
        day = month_day(ordinal(facts.published))
        yield from {f"d{(day - back) % YEAR // BUCKET}" for back in (0, BUCKET)}

"""Blocking keys: which events are worth comparing, so that a large case need not compare all with all.

Two events are compared only where they share a key, and a key that too many events share is passed over
(:data:`nlp.incidents.resolution.resolve.BLOCK_LIMIT`), so every event has fine keys beside broad ones: the
broad serve small cases, the fine ones large. A key joins what happened (the kin of the type, or the family of
the trigger) with one or two of: when, where, who, how many, which story.

Keys are whole numbers below 2**64, the same in every run, sums of the hashes of what they join. That is why
those of many events are reckoned with arrays (:mod:`nlp.incidents.resolution.candidate_pairs`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from zlib import crc32

from nlp.incidents.resolution.day_numbers import YEAR, days, month_day, ordinal
from nlp.incidents.resolution.records import EventFacts
from nlp.incidents.resolution.stemming import family, happens_once, is_speech, kin
from nlp.records import Interval

WEEK = 8  # days
MONTH = 24  # days
SHORT = 3  # days; an interval up to this long has a key for each of them
LONG = 62  # days; a longer interval says too little to meet others by date
STORY_KEYS = 5
UNDATED_STORY_KEYS = 30  # where no date of publication helps
MASK = (1 << 64) - 1
_MAIN = frozenset({"agent", "patient"})


@dataclass(frozen=True, slots=True)
class KeyParts:
    """The keys of one event before they are put together.

    Each of ``times`` (of the event, with what happened) joins each of ``about`` to one key; ``plain`` are
    keys already. All modulo 2**64.
    """

    times: list[int]
    about: list[int]
    plain: list[int]


def incident_keys(facts: EventFacts) -> frozenset[int]:
    """The keys of one event; none where there is nothing to compare it by (no date, place, name, story)."""
    parts = key_parts(facts)
    joined = {(when + other) & MASK for when in parts.times for other in parts.about}
    return frozenset(joined.union(parts.plain))


def key_parts(facts: EventFacts) -> KeyParts:
    """What the keys of one event are sums of."""
    word = family(facts.trigger)
    what = _number("what", f"t:{kin(facts.type)}" if facts.type != "other" else word)
    ids = {a.entity_id for a in facts.actors if a.entity_id}
    named = [_number("about", name) for name in ids]
    heads = {a.head for a in facts.actors if not a.entity_id and a.head and a.role in _MAIN}
    where = [_number("about", facts.place or facts.place_name.lower())] if facts.place_name else []
    story = _first_terms(facts.story, STORY_KEYS if facts.published else UNDATED_STORY_KEYS)
    about = {*named, *where, *story, *(_number("about", head) for head in heads)}
    plain = [(what + name + 3 * place) & MASK for name in named for place in where]
    if happens_once(facts.type):
        plain += [
            (what + 5 * _number("about", a.entity_id)) & MASK
            for a in facts.actors
            if a.entity_id and a.role == "patient"
        ]
    if not is_speech(facts.type):
        plain += [(what + 7 * term) & MASK for term in story]
        plain += [
            (what + 11 * _number("amount", f"{a.amount:g}|{a.head}")) & MASK
            for a in facts.actors
            if a.amount and a.amount > 1
        ]
        if facts.interval is not None and facts.interval.earliest == facts.interval.latest:
            plain.append((what + 13 * _number("day", str(facts.interval.earliest))) & MASK)
    if not facts.published:
        also = {what, _number("what", word)}
        plain += [(each + 17 * term) & MASK for term in story for each in also]
    times = {(what + 19 * when) & MASK for when in _times(facts)}
    return KeyParts(sorted(times), sorted(about), sorted(set(plain)))


@lru_cache(maxsize=1 << 16)
def _number(kind: str, text: str) -> int:
    return int.from_bytes(
        blake2b(f"{kind}|{text}".encode("utf-8", "replace"), digest_size=8).digest(), "little"
    )


@lru_cache(maxsize=256)  # the events of one document share its story
def _first_terms(story: frozenset[str], most: int) -> tuple[int, ...]:
    first = sorted(story, key=lambda term: (_code(term), term))[:most]
    return tuple(_number("term", term) for term in first)


@lru_cache(maxsize=1 << 16)
def _code(term: str) -> int:
    return crc32(term.encode("utf-8", "replace"))


def _times(facts: EventFacts) -> Iterator[int]:
    """Days and weeks of the event, without their year, which may be unknown; months of its report."""
    if facts.interval is not None:
        yield from _stretches(facts.interval)
    if facts.published:
        yield from _months(facts.published)


@lru_cache(maxsize=1 << 14)
def _stretches(interval: Interval) -> tuple[int, ...]:
    length = days(interval)
    if not interval.earliest or length is None or length > LONG:
        return ()
    first = month_day(ordinal(interval.earliest))
    found = {
        f"w{min(day, first + length - 1) % YEAR // WEEK}" for day in range(first, first + length + WEEK, WEEK)
    }
    if length <= SHORT:
        found |= {f"d{day % YEAR}" for day in range(first - 1, first + length + 1)}
    return tuple(_number("when", each) for each in sorted(found))


@lru_cache(maxsize=1 << 14)
def _months(published: str) -> tuple[int, ...]:
    day = ordinal(published)
    return tuple(_number("when", f"r{month}") for month in sorted({day // MONTH, (day - 3) // MONTH}))

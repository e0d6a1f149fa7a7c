"""From one document's extraction to the rows of the tables it is stored in."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

import orjson

from nlp.case.file.chain_rows import chain_rows, chains_of, number_chains
from nlp.case.file.schema import row_key
from nlp.entities import apply_splits
from nlp.incidents import story_terms
from nlp.near_duplicates import fingerprint
from nlp.records import (
    Document,
    Event,
    Extraction,
    Interval,
    Mention,
    Placed,
    Relation,
    Span,
    Stance,
    Status,
    TimeExpression,
    make_id,
)
from nlp.text.index_terms import index_terms

Rows = dict[str, list[tuple[Any, ...]]]

UNDATED, YEAR_UNKNOWN, CALENDAR = 0, 1, 2
PARTICIPANT, PLACE, SOURCE = 0, 1, 2
EVENT_FIELDS = (
    "event", "doc", "id", "incident", "incident_id", "type", "status", "dating", "earliest", "latest",
    "middle", "month_day", "salience", "anchor", "time_rule", "time_note", "waiting", "body", "review",
    "denied", "clock", "placed", "placed_earliest", "placed_latest", "placed_estimate", "telling",
)  # fmt: skip
OTHER_SIDE, ACTING, ACTED_ON = 0, 1, 2
SIDES = {
    "agent": ACTING,
    "patient": ACTED_ON,
    "recipient": ACTED_ON,
    "theme": ACTED_ON,
    "target": ACTED_ON,
    "beneficiary": ACTED_ON,
}


def explode_extraction(
    extraction: Extraction,
    *,
    document: int,
    source: str,
    setting: str = "",
    splits: Mapping[str, str] = MappingProxyType({}),
) -> Rows:
    """Return the rows of ``extraction`` by table, for the document numbered ``document``.

    Chains are numbered in order of appearance; which of them make an entity is decided later.

    Args:
        splits: mention id -> id of the split decision that cites it.
    """
    rows: Rows = defaultdict(list)
    mentions = apply_splits(extraction.mentions, dict(splits))
    numbers = number_chains(mentions, document)
    at: dict[str, tuple[int, int]] = {}
    for ordinal, (mention, original) in enumerate(zip(mentions, extraction.mentions, strict=True)):
        key, chain = row_key(document, ordinal), numbers[mention.chain]
        at[mention.id] = key, chain
        rows["mentions"].append(mention_row(original, key, document, chain))
    chains = chains_of(
        mentions,
        published=extraction.document.published,
        days=(time.interval.earliest for time in extraction.times if time.interval),
    )
    rows["chains"] = chain_rows(chains, numbers, document)
    rows["times"] = [time_row(expression, document) for expression in extraction.times]
    times = {time.id: time for time in extraction.times}
    said: dict[Span, list[str]] = {}  # many events share a sentence
    for ordinal, event in enumerate(extraction.events):
        key = row_key(document, ordinal)
        time = times.get(event.when.time_id) if event.when and event.when.time_id else None
        rows["events"].append(event_row(event, key, document, time))
        rows["involved"] += involved_rows(event, key, document, at)
        if event.sentence not in said:
            said[event.sentence] = sentence_terms(event.sentence)
        rows["event_terms"] += [(term, key) for term in said[event.sentence]]
    rows["relations"] = [relation_row(relation, document, at) for relation in extraction.relations]
    text = _reporting(extraction.document)
    rows["documents"].append(_document(extraction, document, source, setting, text))
    rows["document_terms"] = _document_terms(extraction.document, document, text)
    rows["prints"] = [(mark, document) for mark in fingerprint(text)]
    return rows


def relation_row(relation: Relation, document: int, at: Mapping[str, tuple[int, int]]) -> tuple[Any, ...]:
    """The row of a relation.

    Args:
        at: mention id -> its row and that of its chain.
    """
    return (
        document, relation.id, relation.type, at.get(relation.source, (None, None))[1],
        at.get(relation.target, (None, None))[1], relation.start, relation.end, relation.event_id,
        relation.source, relation.target, relation.label, orjson.dumps(relation).decode(),
        relation.status, relation.share,
    )  # fmt: skip


def sentence_terms(sentence: Span) -> list[str]:
    """The terms that events of a sentence are found by."""
    return sorted(set(index_terms(sentence.text)))


def place_interval(
    interval: Interval | None,
) -> tuple[int, date | None, date | None, date | None, str | None]:
    """How an interval lies on the calendar: dating, earliest, latest, middle, month and day.

    The middle of an open interval is the end that is known. The month and day are of the first known end,
    ``MM-DD``, and are given where the year is unknown.
    """
    known = interval and (interval.earliest or interval.latest)
    if interval is None or not known:
        return UNDATED, None, None, None, None
    if not interval.year_known:
        return YEAR_UNKNOWN, None, None, None, known[2:]
    low = date.fromisoformat(interval.earliest) if interval.earliest else None
    high = date.fromisoformat(interval.latest) if interval.latest else None
    if low and high:
        return CALENDAR, low, high, date.fromordinal((low.toordinal() + high.toordinal()) // 2), None
    return CALENDAR, low, high, low or high, None


def _reporting(document: Document) -> str:
    """The text without its boilerplate."""
    pieces, at = [], 0
    for start, end in document.boilerplate:
        pieces.append(document.text[at:start])
        at = end
    return "\n".join([*pieces, document.text[at:]])


def _document(extraction: Extraction, number: int, source: str, setting: str, text: str) -> tuple[Any, ...]:
    document = extraction.document
    return (
        number, document.id, source, setting, document.path, document.title, document.published,
        document.published_basis.value if document.published_basis else None, document.publisher,
        document.author, document.language, document.text, orjson.dumps(document.boilerplate).decode(),
        len(document.text.split()), len(extraction.mentions), len(extraction.events), None,
        orjson.dumps(sorted(story_terms(text))).decode(), True, document.url, document.published_words,
        document.published_probable, orjson.dumps(document.candidates).decode(),
        orjson.dumps(document.at).decode(), document.message, document.quoted,
    )  # fmt: skip


def _document_terms(document: Document, number: int, text: str) -> list[tuple[Any, ...]]:
    counts = Counter(index_terms(text))
    title = set(index_terms(document.title))
    counts.update(title)
    return [(term, number, min(n, 65535), term in title) for term, n in sorted(counts.items())]


def mention_row(mention: Mention, key: int, document: int, chain: int) -> tuple[Any, ...]:
    """The row of a mention."""
    return (
        key, document, chain, mention.id, mention.start, mention.end, mention.text, mention.type.value,
        mention.kind.value, mention.name, mention.chain, mention.head, mention.plural, mention.gender,
        mention.role, mention.rule, mention.specific,
    )  # fmt: skip


def time_row(expression: TimeExpression, document: int) -> tuple[Any, ...]:
    """The row of a time expression."""
    interval = expression.interval
    return (
        document, expression.id, expression.start, expression.end, expression.text,
        expression.type.value, expression.read, expression.value, expression.mod,
        interval and interval.earliest, interval and interval.latest,
        interval.granularity.value if interval else None,
        bool(interval and interval.vague_start), bool(interval and interval.vague_end),
        expression.anchor, expression.rule, expression.note, expression.cues,
        interval.earliest_time if interval else "", interval.latest_time if interval else "",
    )  # fmt: skip


def event_row(event: Event, key: int, document: int, time: TimeExpression | None) -> tuple[Any, ...]:
    """The row of an event that is an incident of its own so far; ``time`` is the one that dates it."""
    denied = event.status is Status.NEGATED or any(a.stance is Stance.DENIES for a in event.attribution)
    when = event.when
    placed = place_interval(when.interval if when else None)
    anchor = (when.anchor if when else "") or (time and time.anchor)
    rules = [rule for rule in (time and time.rule, when.rule if when else "") if rule]
    return (
        key, document, event.id, key, make_id("incident", event.id), event.type, event.status.value,
        *placed, event.salience,
        anchor, "; ".join(rules) or None, time and time.note, True,
        orjson.dumps(event).decode(), "", denied, _clock(event, time),
        *placed_row(event.placed), event.telling,
    )  # fmt: skip


def placed_row(placed: Placed | None) -> tuple[str | None, ...]:
    """The columns of a place in time: itself as JSON ("null" for none), its ends and its estimate."""
    written = orjson.dumps(placed).decode()
    return (written, placed.earliest, placed.latest, placed.estimate) if placed else (written, *[None] * 3)


def _clock(event: Event, time: TimeExpression | None) -> str:
    """The TIMEX3 value of the time of day at which an event begins: that of its interval, else the part of
    the day that its time expression names; "" where neither is finer than a day."""
    interval = event.when.interval if event.when else None
    if interval is not None and interval.earliest_time:
        return f"{interval.earliest}T{interval.earliest_time}"
    return time.value if time and "T" in time.value and not time.value.startswith("P") else ""


def involved_rows(
    event: Event, key: int, document: int, at: Mapping[str, tuple[int, int]]
) -> list[tuple[Any, ...]]:
    """The rows of who takes part in an event, where it is and who says so.

    Args:
        at: mention id -> its row and that of its chain.
    """
    cited = [
        (PARTICIPANT, nth, p.role, SIDES.get(p.role, OTHER_SIDE), p.mention_id)
        for nth, p in enumerate(event.participants)
    ]
    if event.place:
        cited.append((PLACE, 0, "place", OTHER_SIDE, event.place.mention_id))
    cited += [(SOURCE, nth, "source", OTHER_SIDE, a.mention_id) for nth, a in enumerate(event.attribution)]
    return [
        (key, document, slot, ordinal, role, side, *at[mention], None)
        for slot, ordinal, role, side, mention in cited
        if mention is not None and mention in at
    ]

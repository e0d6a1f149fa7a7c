"""What a document says after the analyst's word, written into the tables: only rows that differ."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

import orjson
from duckdb import DuckDBPyConnection

from nlp.case.decide.amendments import ANALYST, build_mentions
from nlp.case.decide.apply_to_records import REJECTED, Corrected
from nlp.case.decide.event_verdicts import Verdict, VerdictKind
from nlp.case.decide.passages import find_passage, whole_words
from nlp.case.file.mention_rows import load_mentions
from nlp.case.file.schema import ORDINAL_BITS, row_key
from nlp.case.file.table_rows import (
    EVENT_FIELDS,
    event_row,
    involved_rows,
    mention_row,
    relation_row,
    sentence_terms,
)
from nlp.case.settle.entities import recount_events
from nlp.case.settle.journal import insert_rows
from nlp.records import Event, Relation, Span

_ORDINALS = (1 << ORDINAL_BITS) - 1
At = Mapping[str, tuple[int, int]]
"""Mention id -> its row and that of its chain."""


def add_mentions(
    cursor: DuckDBPyConnection, number: int, document: str, text: str, verdicts: Sequence[Verdict]
) -> bool:
    """Have the entities that verdicts add named in a document, and those that none adds any more not.

    An entity is named wherever its words stand and nothing read stands yet. Returns whether anything
    changed: the chains of the document are to be made anew then.
    """
    kept = load_mentions(cursor, number)
    read = [mention for _, mention in kept if mention.rule != ANALYST]
    before = [mention for _, mention in kept if mention.rule == ANALYST]
    taken = [(mention.start, mention.end) for mention in read]
    made = []
    for verdict in verdicts:
        cited = verdict.anchors[0]
        if verdict.kind is not VerdictKind.ADD_ENTITY or (marked := find_passage(text, cited)) is None:
            continue
        others = [
            Span(start=at, end=at + len(cited.text), text=cited.text)
            for at in whole_words(text, cited.text)
            if at != marked.start and not any(a < at + len(cited.text) and at < b for a, b in taken)
        ]
        made += build_mentions(verdict, orjson.loads(verdict.value), document, [marked, *others])
        taken += [(span.start, span.end) for span in (marked, *others)]
    if made == before:
        return False
    stale = [key for key, mention in kept if mention.rule == ANALYST]
    for sql in _FORGET:
        cursor.execute(sql, [stale]).fetchall()
    first = 1 + max((key & _ORDINALS for key, mention in kept if mention.rule != ANALYST), default=-1)
    rows = [mention_row(one, row_key(number, first + nth), number, 0) for nth, one in enumerate(made)]
    insert_rows(cursor, {"mentions": rows})
    cursor.execute(
        "UPDATE documents SET mentions = (SELECT count(*) FROM mentions WHERE doc = $doc) WHERE doc = $doc",
        {"doc": number},
    ).fetchall()
    return True


def write_events(cursor: DuckDBPyConnection, number: int, corrected: Corrected) -> None:
    """Write a document's events that differ from what stands in the tables; what is said no more goes."""
    said = {event.id: event for event in corrected.extraction.events}
    times = {time.id: time for time in corrected.extraction.times}
    involved = _entities_of(cursor, number)
    stored = {key: row for key, *row in cursor.execute(_EVENTS, [number]).fetchall()}
    at = _mentions_at(cursor, number, said.values())
    for event_id, (key, body, review) in stored.items():
        event = said.get(event_id)
        if event is None:
            _forget_event(cursor, key)
            continue
        time = times.get(event.when.time_id) if event.when and event.when.time_id else None
        fields = dict(zip(EVENT_FIELDS, event_row(event, key, number, time), strict=True))
        fields["review"] = corrected.reviews.get(event_id, "")
        if (fields["body"], fields["review"]) == (body, review):
            continue
        if fields["body"] != body or REJECTED in {fields["review"], review}:
            cursor.execute(_AWAIT, [key]).fetchall()
            fields["waiting"] = fields["review"] != REJECTED  # what is rejected joins no incident
        else:
            for name in ("incident", "incident_id", "waiting"):
                del fields[name]
        names = ", ".join(f'"{name}" = ?' for name in fields)
        cursor.execute(f"UPDATE events SET {names} WHERE event = ?", [*fields.values(), key]).fetchall()
        if fields["body"] != body:
            cursor.execute("DELETE FROM involved WHERE event = ?", [key]).fetchall()
            insert_rows(cursor, {"involved": involved_rows(event, key, number, at)})
            cursor.execute(_BIND, [key]).fetchall()
    _insert_events(cursor, number, corrected, [e for e in said.values() if e.id not in stored], at)
    recount_events(cursor, (entity for _, entity in involved ^ _entities_of(cursor, number)))


def _entities_of(cursor: DuckDBPyConnection, number: int) -> set[tuple[int, int]]:
    """Which entities take part in which events of a document."""
    rows = cursor.execute(
        "SELECT DISTINCT event, ent FROM involved WHERE doc = ? AND ent IS NOT NULL", [number]
    ).fetchall()
    return {(event, entity) for event, entity in rows}


def _insert_events(
    cursor: DuckDBPyConnection, number: int, corrected: Corrected, added: Collection[Event], at: At
) -> None:
    if not added:
        return
    last = cursor.execute("SELECT max(event) FROM events WHERE doc = ?", [number]).fetchall()[0][0]
    ordinal = 0 if last is None else (last & _ORDINALS) + 1
    for nth, event in enumerate(added):
        key = row_key(number, ordinal + nth)
        fields = dict(zip(EVENT_FIELDS, event_row(event, key, number, None), strict=True))
        fields["review"] = corrected.reviews.get(event.id, "")
        fields["waiting"] = fields["review"] != REJECTED
        names = ", ".join(f'"{name}"' for name in fields)
        marks = ", ".join("?" * len(fields))
        cursor.execute(f"INSERT INTO events ({names}) VALUES ({marks})", list(fields.values())).fetchall()
        insert_rows(
            cursor,
            {
                "involved": involved_rows(event, key, number, at),
                "event_terms": [(term, key) for term in sentence_terms(event.sentence)],
            },
        )
        cursor.execute(_BIND, [key]).fetchall()
    cursor.execute(_COUNT, {"doc": number}).fetchall()


def _forget_event(cursor: DuckDBPyConnection, key: int) -> None:
    """Take an event out that no verdict adds any more; what was one incident with it is resolved again."""
    cursor.execute(_AWAIT, [key]).fetchall()
    for table in ("events", "involved", "event_terms", "event_keys"):
        cursor.execute(f"DELETE FROM {table} WHERE event = ?", [key]).fetchall()
    cursor.execute(_COUNT, {"doc": key >> ORDINAL_BITS}).fetchall()


def write_relations(cursor: DuckDBPyConnection, number: int, said: Sequence[Relation]) -> None:
    """Write the relations of a document, if any differs from what stands in the table."""
    before = dict(cursor.execute("SELECT id, body FROM relations WHERE doc = ?", [number]).fetchall())
    if before == {relation.id: orjson.dumps(relation).decode() for relation in said}:
        return
    cited = {key for relation in said for key in (relation.source, relation.target)}
    at = {key: (row, chain) for key, row, chain in cursor.execute(_BY_ID, [sorted(cited)]).fetchall()}
    cursor.execute("DELETE FROM relations WHERE doc = ?", [number]).fetchall()
    insert_rows(cursor, {"relations": [relation_row(relation, number, at) for relation in said]})


def _mentions_at(cursor: DuckDBPyConnection, number: int, events: Iterable[Event]) -> At:
    """Where the mentions of a document lie, and those of others that its events cite."""
    at = {
        key: (row, chain)
        for key, row, chain in cursor.execute(
            "SELECT id, mention, chain FROM mentions WHERE doc = ?", [number]
        ).fetchall()
    }
    cited = {p.mention_id for event in events for p in event.participants} | {
        event.place.mention_id for event in events if event.place
    }
    elsewhere = sorted(key for key in cited if key and key not in at)
    if elsewhere:
        at |= {key: (row, chain) for key, row, chain in cursor.execute(_BY_ID, [elsewhere]).fetchall()}
    return at


_BY_ID = "SELECT id, mention, chain FROM mentions WHERE id IN (SELECT unnest(?::VARCHAR[]))"
_EVENTS = "SELECT id, event, body, review FROM events WHERE doc = ?"
_BIND = "UPDATE involved SET ent = c.ent FROM chains c WHERE c.chain = involved.chain AND event = ?"
_COUNT = "UPDATE documents SET events = (SELECT count(*) FROM events WHERE doc = $doc) WHERE doc = $doc"
_AWAIT = """
UPDATE events SET waiting = true
WHERE incident = (SELECT incident FROM events WHERE event = ?) AND review <> 'rejected'
"""
_FORGET = (
    "DELETE FROM involved WHERE mention IN (SELECT unnest(?::BIGINT[]))",
    "DELETE FROM mentions WHERE mention IN (SELECT unnest(?::BIGINT[]))",
)

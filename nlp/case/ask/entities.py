"""The nodes and links of a case: its entities, and what joins them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from nlp.case.ask.columns import ENTITY_TYPES, Columns, Numbers, Small
from nlp.case.ask.filter import choose_documents, choose_events, restricts_events
from nlp.case.file.database import Database
from nlp.query import EntityRow, Query
from nlp.records import EntityType


def list_entities(database: Database, columns: Columns, query: Query, limit: int) -> list[EntityRow]:
    """The entities of a query, those in most events first.

    Where the query chooses among events, an entity must take part in one of them (or be its place or its
    source), and its mentions are counted in the documents these events stand in. Where it chooses among
    documents only, it must be mentioned in one.
    """
    size = len(columns.ent_shown)
    shown = columns.ent_shown
    if query.entity_types:
        shown = shown & np.array([kind in query.entity_types for kind in ENTITY_TYPES])[columns.ent_type]
    plain = Query(entity_types=query.entity_types, rejected=query.rejected)
    if query == plain and (query.rejected or not columns.event_rejected.any()):
        mentions: Numbers | Small = columns.ent_mentions
        documents: Numbers | Small = columns.ent_documents
        events: Numbers | Small = columns.ent_events
    else:
        chosen = choose_events(database, columns, query)
        events = np.bincount(columns.part_ent[chosen[columns.part_event]], minlength=size)
        if restricts_events(query):
            shown = shown & (events > 0)
            inside = np.zeros(len(columns.doc_exists), dtype=bool)
            inside[columns.event_doc[chosen]] = True
        else:
            inside = choose_documents(database, columns, query)
        held = inside[columns.held_doc]
        mentions = np.bincount(columns.held_ent[held], columns.held_mentions[held], size).astype(np.int64)
        documents = np.bincount(columns.held_ent[held], minlength=size)
        shown = shown & (mentions > 0)
    found = np.flatnonzero(shown)
    order = np.lexsort((found, -mentions[found].astype(np.int64), -events[found].astype(np.int64)))
    best = found[order[:limit]]
    rows = {row[0]: row for row in database.rows(_ROWS, [best.tolist()])}
    return [
        _entity_row(rows[ent], int(mentions[ent]), int(documents[ent]), int(events[ent]))
        for ent in best.tolist()
        if ent in rows  # else it is resolved otherwise just now
    ]


def find_entity(database: Database, entity_id: str) -> EntityRow | None:
    """One entity, counted over the whole case."""
    row = database.row(_ONE, [entity_id])
    if row is None:
        return None
    *fields, mentions, documents, events = row
    return _entity_row(tuple(fields), mentions, documents, events)


def type_entities(database: Database, ids: Sequence[str]) -> dict[str, EntityType]:
    """What kind of thing each of these entities is, of those that are in the case; one question for all."""
    rows = database.rows(
        "SELECT id, type FROM entities WHERE id IN (SELECT unnest(?::VARCHAR[]))", [list(ids)]
    )
    return {key: EntityType(kind) for key, kind in rows}


def entity_numbers(database: Database, columns: Columns, ids: Sequence[str]) -> dict[int, str]:
    """Number -> id, of those that are in the case."""
    rows = database.rows(
        "SELECT ent, id FROM entities WHERE id IN (SELECT unnest(?::VARCHAR[]))", [list(ids)]
    )
    return {ent: key for ent, key in rows if ent < len(columns.ent_shown)}


def _entity_row(row: tuple[Any, ...], mentions: int, documents: int, events: int) -> EntityRow:
    _, key, name, kind, aliases, lat, lon, country, precision = row
    return EntityRow(
        id=key,
        name=name,
        type=EntityType(kind),
        mentions=mentions,
        documents=documents,
        events=events,
        aliases=tuple(aliases),
        lat=lat,
        lon=lon,
        country=country,
        precision=precision or None,
    )


_ONE = """
SELECT ent, id, name, type, aliases, lat, lon, country, "precision", mentions, documents, events
FROM entities WHERE id = ?
"""
_ROWS = """
SELECT ent, id, name, type, aliases, lat, lon, country, "precision" FROM entities
WHERE ent IN (SELECT unnest(?::INTEGER[]))
"""

"""The nodes and links of a case: its entities, and what joins them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from nlp.case.columns import ENTITY_TYPES, Columns
from nlp.case.database import Database
from nlp.case.filters import choose_documents, choose_events, restricts_events
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
    if query == Query(entity_types=query.entity_types):
        mentions, documents, events = columns.ent_mentions, columns.ent_documents, columns.ent_events
    else:
        chosen = choose_events(database, columns, query)
        events = count_pairs(columns.part_ent, columns.part_event, chosen[columns.part_event], size)
        if restricts_events(query):
            shown = shown & (events > 0)
            inside = np.zeros(len(columns.doc_exists), dtype=bool)
            inside[columns.event_doc[chosen]] = True
        else:
            inside = choose_documents(database, columns, query)
        held = inside[columns.chain_doc]
        mentions = np.bincount(columns.chain_ent[held], columns.chain_mentions[held], size).astype(np.int32)
        documents = count_pairs(columns.chain_ent, columns.chain_doc, held, size)
        shown = shown & (mentions > 0)
    found = np.flatnonzero(shown)
    order = np.lexsort((found, -mentions[found].astype(np.int64), -events[found].astype(np.int64)))
    best = found[order[:limit]]
    rows = {row[0]: row for row in database.rows(_ROWS, [best.tolist()])}
    return [
        _entity_row(rows[ent], int(mentions[ent]), int(documents[ent]), int(events[ent]))
        for ent in best.tolist()
    ]


def count_pairs(left: Any, right: Any, kept: Any, size: int) -> Any:
    """How many different values of ``right`` stand beside each value of ``left``, among the ``kept``."""
    if not len(left):
        return np.zeros(size, dtype=np.int64)
    pairs = np.unique(left[kept].astype(np.int64) << 32 | right[kept])
    return np.bincount(pairs >> 32, minlength=size)


def find_entity(database: Database, columns: Columns, entity_id: str) -> EntityRow | None:
    """One entity, counted over the whole case."""
    row = database.row("SELECT ent FROM entities WHERE id = ?", [entity_id])
    if row is None:
        return None
    ent = row[0]
    return _entity_row(
        database.rows(_ROWS, [[ent]])[0],
        int(columns.ent_mentions[ent]),
        int(columns.ent_documents[ent]),
        int(columns.ent_events[ent]),
    )


def entity_numbers(database: Database, ids: Sequence[str]) -> dict[int, str]:
    """Number -> id, of those that are in the case."""
    rows = database.rows(
        "SELECT ent, id FROM entities WHERE id IN (SELECT unnest(?::VARCHAR[]))", [list(ids)]
    )
    return {ent: key for ent, key in rows}


def _entity_row(row: tuple[Any, ...], mentions: int, documents: int, events: int) -> EntityRow:
    _, key, name, kind, aliases, lat, lon, country = row
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
    )


_ROWS = """
SELECT ent, id, name, type, aliases, lat, lon, country FROM entities
WHERE ent IN (SELECT unnest(?::INTEGER[]))
"""

"""The nodes and links of a case: its entities, and what joins them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from nlp.case.choose.columns import ENTITY_TYPES, Columns, Mask, Numbers, Small
from nlp.case.choose.filter import choose_documents, choose_events, restricts_events
from nlp.case.file.database import Database
from nlp.query import EntityRow, Query
from nlp.records import EntityType


def list_entities(database: Database, columns: Columns, query: Query, limit: int) -> list[EntityRow]:
    """The entities of a query, those in most events first.

    Where the query chooses among events, an entity must take part in one of them (or be its place or its
    source), and its mentions are counted in the documents these events stand in. Where it chooses among
    documents only, it must be mentioned in one.
    """
    counts = count_entities(database, columns, query)
    found = np.flatnonzero(counts.shown)
    mentions, events = counts.mentions[found].astype(np.int64), counts.events[found].astype(np.int64)
    best = found[np.lexsort((found, -mentions, -events))[:limit]]
    rows = entity_rows(database, best.tolist(), counts)
    return [rows[ent] for ent in best.tolist() if ent in rows]


@dataclass(frozen=True, slots=True)
class Counts:
    """Beside each entity's number: whether it is one of a query, and how often it stands in it."""

    shown: Mask
    mentions: Numbers | Small
    documents: Numbers | Small
    events: Numbers | Small


def count_entities(database: Database, columns: Columns, query: Query) -> Counts:
    """How often each entity stands in a query; ``list_entities`` says which are its own."""
    size = len(columns.ent_shown)
    shown = columns.ent_shown
    if query.entity_types:
        shown = shown & np.array([kind in query.entity_types for kind in ENTITY_TYPES])[columns.ent_type]
    plain = Query(entity_types=query.entity_types, rejected=query.rejected)
    if query == plain and (query.rejected or not columns.event_rejected.any()):
        return Counts(shown, columns.ent_mentions, columns.ent_documents, columns.ent_events)
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
    return Counts(shown & (mentions > 0), mentions, documents, events)


def entity_rows(database: Database, ents: Sequence[int], counts: Counts) -> dict[int, EntityRow]:
    """Number -> row, with its counts; without those that are resolved otherwise just now."""
    return {
        row[0]: _entity_row(
            row, int(counts.mentions[row[0]]), int(counts.documents[row[0]]), int(counts.events[row[0]])
        )
        for row in database.rows(_ROWS, [list(ents)])
    }


def find_entity(database: Database, entity_id: str) -> EntityRow | None:
    """One entity, counted over the whole case."""
    return next(iter(find_entities(database, [entity_id]).values()), None)


def find_entities(database: Database, ids: Sequence[str]) -> dict[str, EntityRow]:
    """Entities by id, counted over the whole case, in the order of ``ids``; those there are."""
    found = {}
    for *fields, mentions, documents, events in database.rows(_THESE, [list(ids)]):
        found[fields[1]] = _entity_row(tuple(fields), mentions, documents, events)
    return {key: found[key] for key in ids if key in found}


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


_THESE = """
SELECT ent, id, name, type, aliases, lat, lon, country, "precision", mentions, documents, events
FROM entities WHERE id IN (SELECT unnest(?::VARCHAR[]))
"""
_ROWS = """
SELECT ent, id, name, type, aliases, lat, lon, country, "precision" FROM entities
WHERE ent IN (SELECT unnest(?::INTEGER[]))
"""

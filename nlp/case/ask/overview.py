"""What is in a case, in numbers: totals and facets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from nlp.case.choose.columns import ENTITY_TYPES, NO_DAY, STATUSES, Columns, Mask, Numbers
from nlp.case.choose.filter import PLACED, choose_documents, choose_events, datings, restricts_events
from nlp.case.file.database import Database
from nlp.case.file.table_rows import CALENDAR, UNDATED, YEAR_UNKNOWN
from nlp.query import Facet, Overview, Query

FACETS_KEPT = 200


def count_overview(database: Database, columns: Columns, query: Query, *, model: str, name: str) -> Overview:
    """Totals of a query, and its facets."""
    chosen = choose_events(database, columns, query)
    documents, entities = _count_beside(database, columns, query, chosen)
    dating = datings(columns, query)[chosen]
    unknown = (columns.doc_exists & (columns.doc_published == NO_DAY)).sum() if query.as_of else 0

    def beside(field: str) -> Mask:
        """The events of the query without what it asks of that field."""
        left = tuple(one for one in query.excluded if not one.startswith(f"{field}:"))
        freed = replace(query, **{field: ()}, excluded=left)  # type: ignore[arg-type]
        return choose_events(database, columns, freed)

    first, last = _ends(columns, chosen)
    return Overview(
        documents=documents,
        entities=entities,
        events=int(chosen.sum()),
        incidents=_distinct(columns.incident[chosen]),
        dated=int((dating == CALENDAR).sum()),
        year_unknown=int((dating == YEAR_UNKNOWN).sum()),
        undated=int((dating == UNDATED).sum()),
        skipped=database.value("SELECT count(*) FROM skipped"),
        first=first,
        last=last,
        model=model,
        name=name,
        facets={
            "entity_types": _facets(ENTITY_TYPES, _count_entity_types(columns, beside("entity_types"))),
            "event_types": _facets(columns.type_names, _count(columns.event_type[beside("event_types")])),
            "sources": _facets(
                columns.publishers, _count(columns.doc_publisher[columns.event_doc[beside("sources")]])
            ),
            "statuses": _facets(STATUSES, _count(columns.event_status[beside("statuses")])),
        },
        placed=int((dating == PLACED).sum()),
        unpublished=int(unknown),
    )


def _count_beside(database: Database, columns: Columns, query: Query, chosen: Mask) -> tuple[int, int]:
    """How many documents and entities a query has."""
    shown = np.zeros(len(columns.ent_shown), dtype=bool)
    if replace(query, whole=False, placed=False) == Query():
        return int(columns.doc_exists.sum()), int(columns.ent_shown.sum())
    if not restricts_events(query):
        documents = choose_documents(database, columns, query)
        shown[columns.held_ent[documents[columns.held_doc]]] = True
        return int(documents.sum()), int((shown & columns.ent_shown).sum())
    shown[columns.part_ent[chosen[columns.part_event]]] = True
    return _distinct(columns.event_doc[chosen]), int((shown & columns.ent_shown).sum())


def _ends(columns: Columns, chosen: Mask) -> tuple[str | None, str | None]:
    """The earliest and the latest calendar day of the chosen events."""
    days = np.concatenate([columns.earliest[chosen], columns.latest[chosen]])
    days = days[days != NO_DAY]
    if not len(days):
        return None, None
    return date.fromordinal(int(days.min())).isoformat(), date.fromordinal(int(days.max())).isoformat()


def _distinct(codes: Numbers | np.ndarray) -> int:
    return int(np.count_nonzero(np.bincount(codes))) if len(codes) else 0


def _count(codes: np.ndarray) -> Numbers:
    return np.bincount(codes)


def _count_entity_types(columns: Columns, chosen: Mask) -> Numbers:
    """How many chosen events have an entity of each type."""
    kept = chosen[columns.part_event] & columns.ent_shown[columns.part_ent]
    held = np.zeros((len(columns.event), len(ENTITY_TYPES)), dtype=bool)
    held[columns.part_event[kept], columns.ent_type[columns.part_ent[kept]]] = True
    counts: Numbers = held.sum(axis=0)
    return counts


def _facets(names: Sequence[str], counts: Numbers) -> tuple[Facet, ...]:
    found = [(names[at], int(count)) for at, count in enumerate(counts) if count]
    found.sort(key=lambda pair: (-pair[1], pair[0]))
    return tuple(Facet(value=str(value), count=count) for value, count in found[:FACETS_KEPT])

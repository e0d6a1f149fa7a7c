"""Which events and documents a :class:`~nlp.query.Query` admits, as masks over the columns."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from nlp.case.ask.columns import ENTITY_TYPES, NO_DAY, STATUSES, Columns, Mask, Numbers, Small
from nlp.case.file.database import Database
from nlp.case.file.days import read_day, read_period
from nlp.case.file.table_rows import CALENDAR
from nlp.query import Query
from nlp.text.index_terms import index_terms

QUERIES_KEPT = 16
DATINGS = ("undated", "year unknown", "calendar")  # as rows.UNDATED, YEAR_UNKNOWN, CALENDAR count


def restricts_events(query: Query) -> bool:
    """Whether ``query`` chooses among the events of a document, and not only among documents."""
    return bool(
        query.text.strip()
        or query.entity_types
        or query.event_types
        or query.statuses
        or query.entities
        or query.period
        or query.dating
        or query.drawn
    )


def choose_documents(database: Database, columns: Columns, query: Query) -> Mask:
    """The documents (by number) that a query admits by source, date and id.

    Raises:
        CaseError: ``as_of`` is no calendar day.
    """
    chosen = columns.doc_exists
    if query.documents:
        rows = database.rows(
            "SELECT doc FROM documents WHERE id IN (SELECT unnest(?::VARCHAR[]))", [list(query.documents)]
        )
        chosen = chosen & _flags([doc for (doc,) in rows], len(chosen))
    if query.sources:
        chosen = chosen & _among(query.sources, columns.publishers)[columns.doc_publisher]
    if query.published:
        low, high = (day.toordinal() for day in read_period(query.published))
        chosen = chosen & (columns.doc_published >= max(low, NO_DAY + 1)) & (columns.doc_published <= high)
    if query.as_of:
        last = read_day(query.as_of).toordinal()
        chosen = chosen & ((columns.doc_published == NO_DAY) | (columns.doc_published <= last))
    return chosen


def choose_events(database: Database, columns: Columns, query: Query) -> Mask:
    """The events (by rank) that a query admits; kept, as every view of a page asks for the same.

    Raises:
        CaseError: a day of the query is none, or its period ends before it begins.
    """
    key = repr(query)
    known = columns.chosen.get(key)
    if known is not None:
        return known
    chosen = _choose_events(database, columns, query)
    chosen.flags.writeable = False
    for oldest in list(columns.chosen)[: -QUERIES_KEPT + 1]:
        columns.chosen.pop(oldest, None)
    columns.chosen[key] = chosen
    return chosen


def _choose_events(database: Database, columns: Columns, query: Query) -> Mask:
    chosen = np.ones(len(columns.event), dtype=bool)
    if not query.rejected:
        chosen &= ~columns.event_rejected
    if query.drawn:
        chosen &= ~columns.event_telling
    if query.documents or query.sources or query.published or query.as_of:
        chosen &= choose_documents(database, columns, query)[columns.event_doc]
    if query.event_types:
        chosen &= _among(query.event_types, columns.type_names)[columns.event_type]
    if query.statuses:
        chosen &= _among(query.statuses, STATUSES)[columns.event_status]
    if query.dating:
        chosen &= _among(query.dating, DATINGS)[columns.dating]
    if query.period:
        first, last = (day.toordinal() for day in read_period(query.period))
        chosen &= columns.dating == CALENDAR
        chosen &= (columns.earliest == NO_DAY) | (columns.earliest <= last)
        chosen &= (columns.latest == NO_DAY) | (columns.latest >= first)
    if query.entity_types:
        kinds = _among(query.entity_types, ENTITY_TYPES)[columns.ent_type] & columns.ent_shown
        chosen &= events_with(columns, kinds)
    for entity in query.entities:
        rows = database.rows("SELECT ent FROM entities WHERE id = ?", [entity])
        chosen &= events_with(columns, _flags([ent for (ent,) in rows], len(columns.ent_shown)))
    for term in dict.fromkeys(index_terms(query.text)):
        chosen &= _events_on(database, columns, term)
    return chosen


def events_with(columns: Columns, entities: Mask) -> Mask:
    """The events in which any of ``entities`` (by number) takes part, or is their place or source."""
    chosen = np.zeros(len(columns.event), dtype=bool)
    chosen[columns.part_event[entities[columns.part_ent]]] = True
    return chosen


def _events_on(database: Database, columns: Columns, term: str) -> Mask:
    """Events with ``term`` in their sentence, in the title of their document or in an entity's name."""
    entities = [ent for (ent,) in database.rows("SELECT ent FROM entity_terms WHERE term = ?", [term])]
    chosen = events_with(columns, _flags(entities, len(columns.ent_shown)))
    titled = database.rows("SELECT doc FROM document_terms WHERE term = ? AND titled", [term])
    chosen |= _flags([doc for (doc,) in titled], len(columns.doc_exists))[columns.event_doc]
    chosen[columns.ranks(events_on(database, term))] = True
    return chosen


def events_on(database: Database, term: str) -> Numbers:
    """The row numbers of the events with ``term`` in their sentence."""
    found = database.cursor.execute("SELECT event FROM event_terms WHERE term = ?", [term]).fetchnumpy()
    return np.asarray(found["event"])


def _flags(numbers: Sequence[int] | Small, size: int) -> Mask:
    """Those of ``numbers`` among ``size``; others came after the columns were read."""
    flags = np.zeros(size, dtype=bool)
    at = np.asarray(numbers, dtype=np.int64)
    flags[at[at < size]] = True
    return flags


def _among(wanted: Sequence[str], names: Sequence[str]) -> Mask:
    return np.array([name in wanted for name in names] or [False])

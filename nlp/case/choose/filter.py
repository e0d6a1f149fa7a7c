"""Which events and documents a :class:`~nlp.query.Query` admits, as masks over the columns."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from nlp.case.choose.columns import ENTITY_TYPES, NO_DAY, STATUSES, Columns, Mask, Numbers, Small
from nlp.case.choose.word_query import events_matching
from nlp.case.file.database import Database
from nlp.case.file.days import read_day, read_period
from nlp.case.file.table_rows import CALENDAR
from nlp.query import Query
from nlp.text.query_language import parse_query

QUERIES_KEPT = 48
DATINGS = ("undated", "year unknown", "calendar", "placed")  # the first as table_rows counts them
PLACED = 3


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
        or query.names
        or any(not one.startswith("sources:") for one in query.excluded)
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
        chosen = chosen & (columns.doc_published != NO_DAY) & (columns.doc_published <= last)
    if without := _excluded(query, "sources"):
        chosen = chosen & ~_among(without, columns.publishers)[columns.doc_publisher]
    return chosen


def _excluded(query: Query, field: str) -> list[str]:
    return [value for name, _, value in (one.partition(":") for one in query.excluded) if name == field]


def choose_events(database: Database, columns: Columns, query: Query) -> Mask:
    """The events (by rank) that a query admits; kept, as every view of a page asks for the same.

    Raises:
        CaseError: a day of the query is none, its period ends before it begins, or its text is no query.
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
    base = np.ones(len(columns.event), dtype=bool)
    if not query.rejected:
        base &= ~columns.event_rejected
    if query.drawn:
        base &= ~columns.event_telling
    if query.as_of:
        base &= choose_documents(database, columns, Query(as_of=query.as_of))[columns.event_doc]
    chosen = base & _fitting(database, columns, query)
    if not query.whole:
        return chosen
    told = np.zeros(int(columns.incident.max(initial=0)) + 1, dtype=bool)
    told[columns.incident[chosen]] = True
    return base & told[columns.incident]


def _fitting(database: Database, columns: Columns, query: Query) -> Mask:
    """The events that fit what is asked of an event itself."""
    chosen = np.ones(len(columns.event), dtype=bool)
    if query.documents or query.sources or query.published or query.as_of or query.excluded:
        chosen &= choose_documents(database, columns, query)[columns.event_doc]
    if query.event_types:
        chosen &= _among(query.event_types, columns.type_names)[columns.event_type]
    if without := _excluded(query, "event_types"):
        chosen &= ~_among(without, columns.type_names)[columns.event_type]
    if query.statuses:
        chosen &= _among(query.statuses, STATUSES)[columns.event_status]
    if without := _excluded(query, "statuses"):
        chosen &= ~_among(without, STATUSES)[columns.event_status]
    if query.dating:
        chosen &= _among(query.dating, DATINGS)[datings(columns, query)]
    if query.period:
        chosen &= _in_period(columns, query)
    if query.entity_types:
        kinds = _among(query.entity_types, ENTITY_TYPES)[columns.ent_type] & columns.ent_shown
        chosen &= events_with(columns, kinds)
    if without := _excluded(query, "entity_types"):
        kinds = _among(without, ENTITY_TYPES)[columns.ent_type] & columns.ent_shown
        chosen &= ~events_with(columns, kinds)
    for entity in query.entities:
        chosen &= events_with(columns, _entities(database, columns, [entity]))
    if query.names:
        chosen &= events_with(columns, _entities(database, columns, query.names))
    if without := _excluded(query, "names"):
        chosen &= ~events_with(columns, _entities(database, columns, without))
    asked = parse_query(query.text)
    if asked is not None:
        chosen &= events_matching(database, columns, asked)
    return chosen


def _in_period(columns: Columns, query: Query) -> Mask:
    """Events whose interval overlaps the period; of placed ones, those whose day to bet on lies in it, or,
    without one, whose bounds overlap it, or whose only bound lies in it."""
    first, last = (day.toordinal() for day in read_period(query.period or ("", "")))
    fits: Mask = columns.dating == CALENDAR
    fits &= (columns.earliest == NO_DAY) | (columns.earliest <= last)
    fits &= (columns.latest == NO_DAY) | (columns.latest >= first)
    if not query.placed:
        return fits
    low, high, bet = columns.placed_earliest, columns.placed_latest, columns.placed_estimate
    both = (bet == NO_DAY) & (low != NO_DAY) & (high != NO_DAY)
    at = placed_days(columns)
    inside = np.where(both, (low <= last) & (high >= first), (at >= first) & (at <= last))
    found: Mask = fits | ((datings(columns, query) == PLACED) & inside)
    return found


def placed_days(columns: Columns) -> Small:
    """The day at which an event that no text dates is placed: the one to bet on, the middle of its bounds, or
    the only bound; NO_DAY for none."""
    low, high, bet = columns.placed_earliest, columns.placed_latest, columns.placed_estimate
    middle = np.where((low != NO_DAY) & (high != NO_DAY), low + (high - low) // 2, np.maximum(low, high))
    days: Small = np.where(bet != NO_DAY, bet, middle).astype(np.int32)
    return days


def datings(columns: Columns, query: Query) -> Small:
    """How each event is dated, as numbers of DATINGS; "placed" where the query counts what is placed."""
    if not query.placed:
        return columns.dating
    placed = (columns.dating != CALENDAR) & (placed_days(columns) != NO_DAY)
    found: Small = np.where(placed, PLACED, columns.dating).astype(np.int32)
    return found


def _entities(database: Database, columns: Columns, ids: Sequence[str]) -> Mask:
    rows = database.rows("SELECT ent FROM entities WHERE id IN (SELECT unnest(?::VARCHAR[]))", [list(ids)])
    return _flags([ent for (ent,) in rows], len(columns.ent_shown))


def events_with(columns: Columns, entities: Mask) -> Mask:
    """The events in which any of ``entities`` (by number) takes part, or is their place or source."""
    chosen = np.zeros(len(columns.event), dtype=bool)
    chosen[columns.part_event[entities[columns.part_ent]]] = True
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

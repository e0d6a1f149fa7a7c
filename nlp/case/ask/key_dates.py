"""The key dates of a query, from the case's events that have a day of their own."""

from __future__ import annotations

import numpy as np

from nlp.case.ask.events import event_rows
from nlp.case.choose.columns import NO_DAY, STATUSES, Columns
from nlp.case.choose.filter import choose_events
from nlp.case.file.database import Database
from nlp.incidents.picture.key_dates import Dated, rank_days
from nlp.query import EventRow, KeyDate, Query
from nlp.records import Status

AT_ONCE = 4096  # events whose text is in memory


def list_key_dates(database: Database, columns: Columns, query: Query, *, top: int) -> tuple[KeyDate, ...]:
    """The ``top`` days that the events of a query make matter, in the order of the calendar.

    Only what is said to have happened counts, and only where it is dated to one day of a known year. All such
    events are looked at, a batch at a time: 100,000 take some seconds.
    """
    chosen = choose_events(database, columns, query)
    inside = np.unique(columns.event_doc[chosen]).tolist()
    documents = {
        key: (origin, length, published.isoformat() if published else None)
        for key, origin, length, published in database.rows(_DOCUMENTS, [inside])
    }
    known = (columns.earliest != NO_DAY) & (columns.earliest == columns.latest)
    happened = columns.event_status == STATUSES.index(Status.HAPPENED)
    keys = columns.event[chosen & known & happened].tolist()
    dated = [
        _dated(event, day, *documents[event.document_id][:2])
        for low in range(0, len(keys), AT_ONCE)
        for event in event_rows(database, keys[low : low + AT_ONCE])
        if (day := _day(event)) and event.status is Status.HAPPENED and event.document_id in documents
    ]
    published = [day for _, _, day in documents.values() if day]
    return rank_days(dated, published=published, top=top)


def _dated(event: EventRow, day: str, origin: str | None, length: int) -> Dated:
    return Dated(
        day=day,
        document_id=event.document_id,
        text=event.sentence.text,
        origin=origin or event.document_id,
        publisher=event.publisher,
        published=event.published,
        position=event.sentence.start / max(length, 1),
        relevance=event.salience,
        event_id=event.id,
    )


def _day(event: EventRow) -> str | None:
    interval = event.when.interval if event.when else None
    if interval is None or not interval.year_known or interval.earliest != interval.latest:
        return None
    return interval.earliest


_DOCUMENTS = """
SELECT id, duplicate_of, length(text), published FROM documents WHERE doc IN (SELECT unnest(?::INTEGER[]))
"""

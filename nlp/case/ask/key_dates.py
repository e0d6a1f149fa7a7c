"""The key dates of a query, from the case's events that have a day of their own."""

from __future__ import annotations

from collections.abc import Iterable

from nlp.case.file.database import Database
from nlp.incidents.key_dates import Dated, rank_days
from nlp.query import EventRow, KeyDate
from nlp.records import Status


def list_key_dates(database: Database, events: Iterable[EventRow], *, top: int) -> tuple[KeyDate, ...]:
    """The ``top`` days that ``events`` make matter, in the order of the calendar.

    Only what is said to have happened counts, and only where it is dated to one day of a known year.
    """
    documents = {key: (origin, length) for key, origin, length in database.rows(_DOCUMENTS)}
    dated = []
    published: dict[str, str] = {}
    for event in events:
        if event.published:
            published[event.document_id] = event.published
        day = _day(event)
        if day is None or event.status is not Status.HAPPENED:
            continue
        origin, length = documents[event.document_id]
        dated.append(
            Dated(
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
        )
    return rank_days(dated, published=published.values(), top=top)


def _day(event: EventRow) -> str | None:
    interval = event.when.interval if event.when else None
    if interval is None or not interval.year_known or interval.earliest != interval.latest:
        return None
    return interval.earliest


_DOCUMENTS = "SELECT id, duplicate_of, length(text) FROM documents"

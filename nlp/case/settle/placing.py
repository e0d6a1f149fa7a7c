"""The place in time of the events of a case, after their incidents have been resolved.

``events.placed`` is NULL while an event waits for it. What its own report says of it stands in its body;
where other reports tell the same incident, that is narrowed by their accounts.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

import orjson
from duckdb import DuckDBPyConnection

from nlp.case.file.database import Database
from nlp.case.file.json_codec import decode_event
from nlp.case.file.table_rows import placed_row
from nlp.placement import Account, place_accounts, place_events
from nlp.records import Event

AT_ONCE = 5_000  # events decoded at a time


def place_waiting(database: Database) -> int:
    """Place the events that wait for it; returns how many there were."""
    waiting = database.value("SELECT count(*) FROM events WHERE placed IS NULL")
    if not waiting:
        return 0
    shared = [key for (key,) in database.rows(_SHARED)]
    with database.transaction() as cursor:
        _place_older(cursor)
        cursor.execute(_ALONE).fetchall()
        for low in range(0, len(shared), AT_ONCE):
            _write(cursor, _place_incidents(cursor, shared[low : low + AT_ONCE]))
    return int(waiting)


def _place_older(cursor: DuckDBPyConnection) -> None:
    """Place the events of documents that were read before events had places in time."""
    documents: dict[int, list[tuple[int, Event]]] = defaultdict(list)
    published: dict[int, date | None] = {}
    for key, document, body, day in cursor.execute(_OLDER).fetchall():
        documents[document].append((key, decode_event(orjson.loads(body))))
        published[document] = day
    for document, events in documents.items():
        placed = place_events([event for _, event in events], published[document])
        for (key, _), event in zip(events, placed, strict=True):
            cursor.execute(
                "UPDATE events SET body = ? WHERE event = ?", [orjson.dumps(event).decode(), key]
            ).fetchall()


def _place_incidents(cursor: DuckDBPyConnection, incidents: list[int]) -> list[tuple[Any, ...]]:
    """The places in time of all events of these incidents: row number and columns."""
    members: dict[int, list[tuple[int, Account]]] = defaultdict(list)
    for key, incident, body, published, title, path, publisher in cursor.execute(
        _MEMBERS, [incidents]
    ).fetchall():
        event = decode_event(orjson.loads(body))
        account = Account(
            id=event.id,
            status=event.status,
            when=event.when.interval if event.when else None,
            placed=event.placed,
            published=published.isoformat() if published else None,
            name=publisher or title or path,
        )
        members[incident].append((key, account))
    rows = []
    for each in members.values():
        placed = place_accounts([account for _, account in each])
        rows += [(key, *placed_row(placed[account.id])) for key, account in each]
    return rows


def _write(cursor: DuckDBPyConnection, rows: list[tuple[Any, ...]]) -> None:
    cursor.execute(
        "CREATE OR REPLACE TEMP TABLE placed_now"
        " (event BIGINT, placed VARCHAR, earliest DATE, latest DATE, estimate DATE)"
    ).fetchall()
    with cursor.appender("placed_now") as appender:
        appender.append_rows(rows)
    cursor.execute(
        "UPDATE events SET placed = p.placed, placed_earliest = p.earliest, placed_latest = p.latest,"
        " placed_estimate = p.estimate FROM placed_now p WHERE events.event = p.event"
    ).fetchall()


_SHARED = """
SELECT incident FROM events WHERE review <> 'rejected' GROUP BY incident
HAVING count(*) > 1 AND bool_or(placed IS NULL) ORDER BY incident
"""
_OLDER = """
SELECT e.event, e.doc, e.body, d.published FROM events e JOIN documents d USING (doc)
WHERE e.doc IN (SELECT doc FROM events WHERE placed IS NULL AND json_extract(body, '$.placed') IS NULL)
ORDER BY e.event
"""
_ALONE = """
UPDATE events SET placed = coalesce(json_extract(body, '$.placed')::VARCHAR, 'null'),
    placed_earliest = json_extract_string(body, '$.placed.earliest')::DATE,
    placed_latest = json_extract_string(body, '$.placed.latest')::DATE,
    placed_estimate = json_extract_string(body, '$.placed.estimate')::DATE
WHERE placed IS NULL
"""
_MEMBERS = """
SELECT e.event, e.incident, e.body, d.published, d.title, d.path, d.publisher
FROM events e JOIN documents d USING (doc)
WHERE e.incident IN (SELECT unnest(?::BIGINT[])) AND e.review <> 'rejected' ORDER BY d.published, e.event
"""

"""How the incidents of a case came to be known, and which of them belong together."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import orjson

from nlp.case.ask.accounts import read_accounts
from nlp.case.ask.events import event_rows
from nlp.case.choose.columns import Columns
from nlp.case.choose.filter import choose_events
from nlp.case.file.database import Database
from nlp.case.settle.corroboration import reckon_standings
from nlp.case.settle.event_facts import load_facts
from nlp.incidents import Incident, link_incidents, trace_changes
from nlp.query import ChangeRow, Query, RelatedRow

INCIDENTS_READ = 200


def read_history(database: Database, incident_id: str) -> tuple[ChangeRow, ...]:
    """How an incident's picture changed from report to report; reports without a date come last."""
    read = read_accounts(database, incident_id)
    return tuple(
        ChangeRow(
            day=change.day,
            kind=change.kind,
            text=change.text,
            publisher=change.publisher,
            event_ids=change.event_ids,
            incident_id=incident_id,
        )
        for change in (trace_changes(read.accounts) if read else ())
    )


def list_changes(database: Database, columns: Columns, query: Query, limit: int) -> list[ChangeRow]:
    """The changes of a query's incidents that several documents tell or that somebody denies, by day.

    Where there are very many, of those that most documents tell.
    """
    own = np.flatnonzero(np.bincount(columns.incident[choose_events(database, columns, query)]))
    told = columns.inc_accounts > 1
    told[columns.incident[columns.event_denied & ~columns.event_rejected]] = True
    own = own[told[own]]
    most = own[np.lexsort((own, -columns.inc_accounts[own]))[:INCIDENTS_READ]]
    kept: dict[str, str | None] = dict(database.rows(_CHANGES, [columns.inc_event[most].tolist()]))
    alone = [key for key, found in kept.items() if found is None]
    kept |= {row[0]: row[-1] for row in reckon_standings(database, alone)} if alone else {}
    changes = [
        ChangeRow(**{**change, "event_ids": tuple(change["event_ids"])}, incident_id=key)
        for key, found in kept.items()
        for change in orjson.loads(found or "[]")
    ]
    if query.as_of:
        changes = [change for change in changes if change.day is not None and change.day <= query.as_of]
    return sorted(changes, key=lambda c: (c.day or "9999", c.incident_id))[:limit]


def list_related(database: Database, incident_id: str) -> list[RelatedRow]:
    """The incidents that are parts of one, its whole, its announcement, its cause or what came of it."""
    own = [key for (key,) in database.rows("SELECT event FROM events WHERE incident_id = ?", [incident_id])]
    if not own:
        return []
    near: dict[int, str] = dict(database.rows(_NEAR, [incident_id, own]))
    facts = load_facts(database, list(near))
    members: dict[str, list[str]] = defaultdict(list)
    for number, incident in sorted(near.items()):
        if number in facts:
            members[incident].append(facts[number].id)
    incidents = [Incident(id=key, event_ids=tuple(events)) for key, events in sorted(members.items())]
    links = [
        link
        for link in link_incidents(incidents, {each.id: each for each in facts.values()})
        if incident_id in {link.source, link.target}
    ]
    others = {link.target if link.source == incident_id else link.source for link in links}
    first: dict[str, int] = dict(database.rows(_FIRST, [sorted(others)]))
    events = {row.incident_id: row for row in event_rows(database, list(first.values()))}
    return [
        RelatedRow(
            kind=link.kind,
            incident_id=other,
            outgoing=link.source == incident_id,
            detail=link.detail,
            event=events[other],
        )
        for link in links
        for other in (link.target if link.source == incident_id else link.source,)
    ]


_CHANGES = """
SELECT DISTINCT e.incident_id, s.changes FROM events e LEFT JOIN standings s ON s.id = e.incident_id
WHERE e.event IN (SELECT unnest(?::BIGINT[])) ORDER BY 1
"""
_NEAR = """
SELECT event, incident_id FROM events WHERE doc IN (SELECT doc FROM events WHERE incident_id = ?)
OR event IN (SELECT event FROM event_keys WHERE key IN
    (SELECT key FROM event_keys WHERE event IN (SELECT unnest(?::BIGINT[]))))
"""
_FIRST = """
SELECT incident_id, min(event) FROM events WHERE incident_id IN (SELECT unnest(?::VARCHAR[])) GROUP BY 1
"""

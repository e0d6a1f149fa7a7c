"""Incidents of a case: which of its events report one happening, resolved over what has changed.

``events.waiting`` marks a new event, one of whose entities has changed, or one whose incident lost an event.
Its incident, and those it may join (:func:`nlp.incidents.touched_facts`), are resolved again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

import numpy as np
import orjson
from duckdb import DuckDBPyConnection

from nlp.case.file.database import Database
from nlp.case.settle.event_facts import load_facts
from nlp.incidents import (
    EventFacts,
    Incident,
    IncidentDecision,
    resolve_incidents,
    touched_facts,
)
from nlp.incidents.resolution.candidate_pairs import key_arrays
from nlp.incidents.resolution.resolve import BLOCK_LIMIT

WHOLE = 0.5  # share of events waiting from which on all are resolved at once
KEYS_VERSION = "2"  # of nlp.incidents.incident_keys; where a case was keyed otherwise, all are keyed again


def resolve_waiting(
    database: Database,
    decisions: Sequence[IncidentDecision] = (),
    *,
    known: dict[int, EventFacts] | None = None,
) -> int:
    """Resolve the incidents of the events that wait; returns how many events that touched.

    Args:
        known: filled with the facts that were loaded, for what is reckoned from them next.
    """
    known = {} if known is None else known
    waiting = [key for (key,) in database.rows(_WAITING)]
    if not waiting:
        return 0
    if database.row("SELECT value FROM meta WHERE key = 'event keys'") != (KEYS_VERSION,):
        waiting = [key for (key,) in database.rows("SELECT event FROM events ORDER BY event")]
    changed = load_facts(database, waiting)
    known.update(changed)
    _store_keys(database, changed)
    if len(waiting) >= WHOLE * database.value("SELECT count(*) FROM events"):
        others = [key for (key,) in database.rows("SELECT event FROM events") if key not in changed]
        known.update(load_facts(database, others))
        facts: Iterable[EventFacts] = known.values()
    else:
        facts = touched_facts(changed.values(), lambda keys: _under(database, keys, changed, known))
    incidents = resolve_incidents(facts, decisions)
    with database.transaction() as cursor:
        write_incidents(cursor, incidents)
    return sum(len(incident.event_ids) for incident in incidents)


def _store_keys(database: Database, changed: dict[int, EventFacts]) -> None:
    with database.transaction() as cursor:
        cursor.execute(
            "DELETE FROM event_keys WHERE event IN (SELECT unnest(?::BIGINT[]))", [list(changed)]
        ).fetchall()
        keys, owners = key_arrays(list(changed.values()))
        events = np.fromiter(changed, dtype=np.int64, count=len(changed))
        cursor.register("keyed", {"key": keys, "event": events[owners]})
        cursor.execute("INSERT INTO event_keys SELECT key, event FROM keyed").fetchall()
        cursor.unregister("keyed")
        for sql in _VERSIONED:
            cursor.execute(sql).fetchall()


def _under(
    database: Database,
    keys: Collection[int],
    new: Mapping[int, EventFacts],
    known: dict[int, EventFacts],
) -> Iterable[EventFacts]:
    """All facts under ``keys``; of a key that too many events share, just enough to tell that it is one.

    ``known`` holds those loaded before, and is added to.
    """
    found = [key for (key,) in database.rows(_UNDER, [list(new), list(keys)])]
    missing = [key for key in found if key not in known]
    if missing:
        known.update(load_facts(database, missing))
    return [*(known[key] for key in found if key in known), *new.values()]


def write_incidents(cursor: DuckDBPyConnection, incidents: Sequence[Incident]) -> None:
    """Store which incident each of their events belongs to, and why."""
    cursor.execute("CREATE OR REPLACE TEMP TABLE happened (id VARCHAR, first VARCHAR, incident_id VARCHAR)")
    with cursor.appender("happened") as appender:
        for each in incidents:
            appender.append_rows([(event, each.event_ids[0], each.id) for event in each.event_ids])
    for sql in _WRITES:
        cursor.execute(sql).fetchall()
    with cursor.appender("incidents") as appender:
        appender.append_rows(
            [
                (each.id, len(each.event_ids), orjson.dumps(each.joins).decode(), list(each.decided))
                for each in incidents
                if len(each.event_ids) > 1 or each.decided
            ]
        )


_WAITING = """
SELECT event FROM events WHERE waiting
UNION SELECT event FROM events WHERE incident IN (SELECT incident FROM events WHERE waiting)
ORDER BY event
"""
_VERSIONED = (
    "DELETE FROM meta WHERE key = 'event keys'",
    f"INSERT INTO meta VALUES ('event keys', '{KEYS_VERSION}')",
)
_UNDER = f"""
WITH held AS (
    SELECT k.key, k.event,
        row_number() OVER (PARTITION BY k.key ORDER BY k.event) AS nth
    FROM event_keys k ANTI JOIN (SELECT unnest(?::BIGINT[]) AS event) n USING (event)
    WHERE k.key IN (SELECT unnest(?::UBIGINT[])))
SELECT DISTINCT event FROM held WHERE nth <= {BLOCK_LIMIT + 1}
"""
_WRITES = (
    "DELETE FROM incidents WHERE id IN (SELECT e.incident_id FROM events e JOIN happened h USING (id))",
    "DELETE FROM incidents WHERE id IN (SELECT incident_id FROM happened)",
    "DELETE FROM standings WHERE id IN (SELECT e.incident_id FROM events e JOIN happened h USING (id))"
    " OR id IN (SELECT incident_id FROM happened)",
    "UPDATE events SET waiting = false, placed = NULL, incident_id = m.incident_id, incident = m.event FROM ("
    " SELECT h.id, h.incident_id, f.event FROM happened h JOIN events f ON f.id = h.first) m"
    " WHERE events.id = m.id",
)

"""How the incidents of a case stand: how many reports tell them, how many on their own, and if they agree.

Reckoned when incidents are resolved, for those told more than once, and kept, so that a list of events can
say it of each. All others stand alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

import orjson

from nlp.case.file.database import Database
from nlp.case.settle.event_facts import load_facts
from nlp.incidents import (
    Account,
    EventFacts,
    Incident,
    corroborate,
    find_disagreements,
    link_incidents,
    resolve_accounts,
    trace_changes,
)

AT_ONCE = 1000


def rate_incidents(database: Database, known: Mapping[int, EventFacts] = MappingProxyType({})) -> int:
    """Reckon the incidents that have been resolved since; returns how many that were.

    Args:
        known: facts that need no loading, by row number.
    """
    waiting = [key for (key,) in database.rows(_UNRATED)]
    for low in range(0, len(waiting), AT_ONCE):
        rows = reckon_standings(database, waiting[low : low + AT_ONCE], known)
        with database.transaction() as cursor, cursor.appender("standings") as appender:
            appender.append_rows(rows)
    return len(waiting)


def reckon_standings(
    database: Database, ids: Sequence[str], known: Mapping[int, EventFacts] = MappingProxyType({})
) -> list[tuple[Any, ...]]:
    """The rows of these incidents: id, accounts, independent ones, whether disputed, changes as JSON."""
    outlets = [name for (name,) in database.rows(_OUTLETS)]
    near: dict[int, str] = dict(database.rows(_NEAR, [list(ids)]))
    facts = {event: known[event] for event in near if event in known}
    facts |= load_facts(database, [event for event in near if event not in known])
    members: dict[str, list[EventFacts]] = defaultdict(list)
    for event, each in sorted(facts.items()):
        members[near[event]].append(each)
    parts = _find_parts(members)
    rows = []
    for key in ids:
        own, more = members[key], [each for part in parts[key] for each in members[part]]
        accounts = resolve_accounts(own, more, outlets=outlets)
        rows.append((key, *_standing(accounts, own)))
    return rows


def _standing(accounts: Sequence[Account], own: Sequence[EventFacts]) -> tuple[int, int, bool, str]:
    disagreements = find_disagreements(
        accounts,
        agents={actor.text: actor.entity_id for each in own for actor in each.actors if actor.entity_id},
        within={each.place: each.within for each in own if each.place},
    )
    return (
        len({account.document_id for account in accounts}),
        corroborate(accounts).independent,
        any(each.grade == "incompatible" for each in disagreements),
        orjson.dumps(trace_changes(accounts)).decode(),
    )


def _find_parts(members: dict[str, list[EventFacts]]) -> dict[str, list[str]]:
    """Incident -> those told as its parts."""
    incidents = [
        Incident(id=key, event_ids=tuple(each.id for each in own)) for key, own in sorted(members.items())
    ]
    parts: dict[str, list[str]] = defaultdict(list)
    for link in link_incidents(incidents, {each.id: each for own in members.values() for each in own}):
        if link.kind == "part of":
            parts[link.target].append(link.source)
    return parts


_UNRATED = """
SELECT incident_id FROM events WHERE review <> 'rejected' AND NOT waiting GROUP BY incident_id
HAVING count(*) > 1 AND incident_id NOT IN (SELECT id FROM standings)
ORDER BY incident_id
"""
_NEAR = """
SELECT event, incident_id FROM events WHERE doc IN
    (SELECT doc FROM events WHERE incident_id IN (SELECT unnest(?::VARCHAR[])))
"""
_OUTLETS = "SELECT DISTINCT publisher FROM documents WHERE publisher != ''"

"""The table of accounts of one incident, read from the case."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from nlp.case.file.database import Database
from nlp.case.settle.event_facts import load_facts
from nlp.incidents import (
    Account,
    Corroboration,
    Disagreement,
    EventFacts,
    Feature,
    Incident,
    Join,
    corroborate,
    find_disagreements,
    link_incidents,
    resolve_accounts,
    summarize,
)
from nlp.incidents.picture.headline import say_incident


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentAccounts:
    """An incident side by side: the accounts by publication, what they differ on, why they are one.

    ``parts`` are the ids of incidents told as parts of it (the deaths in an attack), whose tolls are counted
    in. ``summary`` is one plain line; ``headline`` says what it is and takes no side.
    """

    incident_id: str
    headline: str
    summary: str
    accounts: tuple[Account, ...]
    disagreements: tuple[Disagreement, ...]
    corroboration: Corroboration
    parts: tuple[str, ...]
    joins: tuple[Join, ...]


def read_accounts(database: Database, incident_id: str, as_of: str | None = None) -> IncidentAccounts | None:
    """The accounts of an incident, None when there is none of this id.

    Args:
        as_of: only what was published up to this day (ISO); what is of unknown date is left out.
    """
    near: dict[int, str] = dict(database.rows(_NEAR, [incident_id]))
    facts = load_facts(database, list(near))
    by_id = {
        each.id: each
        for each in facts.values()
        if not as_of or (each.published is not None and each.published <= as_of)
    }
    of = {
        facts[event].id: incident
        for event, incident in near.items()
        if event in facts and facts[event].id in by_id
    }
    own = [each for each in by_id.values() if of[each.id] == incident_id]
    if not own:
        return None
    parts = _parts(incident_id, by_id, of)
    elsewhere = [
        each
        for each in load_facts(database, _elsewhere(database, {of[event] for event in parts}, near)).values()
        if not as_of or (each.published is not None and each.published <= as_of)
    ]
    outlets = [name for (name,) in database.rows(_OUTLETS)]
    accounts = resolve_accounts(own, [*(by_id[event] for event in parts), *elsewhere], outlets=outlets)
    agents = {actor.text: actor.entity_id for each in own for actor in each.actors if actor.entity_id}
    disagreements = find_disagreements(
        accounts,
        agents=agents,
        within={each.place: each.within for each in own if each.place},
        kinds=dict(database.rows(_KINDS, [sorted(set(agents.values()))])),
    )
    joins = database.row("SELECT joins FROM incidents WHERE id = ?", [incident_id])
    return IncidentAccounts(
        incident_id=incident_id,
        headline=say_incident(
            accounts,
            disagreements,
            {key: (line, weight) for key, line, weight in database.rows(_LINES, [incident_id])},
        ),
        summary=summarize(accounts, disagreements),
        accounts=accounts,
        disagreements=disagreements,
        corroboration=corroborate(accounts),
        parts=tuple(sorted({of[event] for event in parts})),
        joins=tuple(map(_join, orjson.loads(joins[0]))) if joins else (),
    )


def _parts(incident_id: str, facts: Mapping[str, EventFacts], of: Mapping[str, str]) -> list[str]:
    """The events, in the same documents, that the text tells as parts of the incident."""
    members: dict[str, list[str]] = defaultdict(list)
    for event, incident in sorted(of.items()):
        members[incident].append(event)
    incidents = [Incident(id=key, event_ids=tuple(events)) for key, events in sorted(members.items())]
    links = link_incidents(incidents, facts)
    return [
        event
        for link in links
        if link.kind == "part of" and link.target == incident_id
        for event in members[link.source]
    ]


def _elsewhere(database: Database, parts: Collection[str], near: Collection[int]) -> list[int]:
    """The events of the parts in other documents: who tells of the dead of an attack tells of the attack."""
    rows = database.rows(_OF_PARTS, [sorted(parts)]) if parts else []
    return [event for (event,) in rows if event not in near]


def _join(fields: dict[str, Any]) -> Join:
    return Join(**{**fields, "features": tuple(Feature(**each) for each in fields["features"])})


_NEAR = """
SELECT event, incident_id FROM events WHERE doc IN (SELECT doc FROM events WHERE incident_id = ?)
"""
_OF_PARTS = "SELECT event FROM events WHERE incident_id IN (SELECT unnest(?::VARCHAR[])) ORDER BY event"
_KINDS = "SELECT id, type FROM entities WHERE id IN (SELECT unnest(?::VARCHAR[]))"
_LINES = """
SELECT id, coalesce(json_extract_string(body, '$.headline'), ''), salience - coalesce(telling, false)::INTEGER
FROM events WHERE incident_id = ?
"""
_OUTLETS = "SELECT DISTINCT publisher FROM documents WHERE publisher != ''"

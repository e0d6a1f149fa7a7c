"""One incident, many accounts: which events of a case are one happening, and what the reports differ on.

Everything here is a pure function over records. What a case does when it settles::

    facts  = build_facts(event, published=..., publisher=..., entity_of=..., places=..., story=...)
    keys   = incident_keys(facts)     # store beside the event; two events meet only under a key
    result = resolve_incidents(all_facts, decisions)   # list[Incident], whatever the order of the facts

When documents are added to a large case, only what they touch is resolved again: :func:`touched_facts`
asks for the facts under given keys until nothing new is reached, and ``resolve_incidents`` over its result
gives exactly the incidents that a full run would give for those events::

    facts = touched_facts(new_facts, fetch=lambda keys: facts_stored_under(keys))
    for incident in resolve_incidents(facts, decisions): replace_incident(incident)

:func:`resolve_accounts` turns an incident's facts into the table of accounts, :func:`find_disagreements`
compares them, :func:`trace_changes` tells how the picture changed, :func:`summarize` says it in a line,
:func:`link_incidents` joins what belongs together but is not one. Near-copies among documents come from
:mod:`nlp.near_duplicates`, the days that matter from :mod:`nlp.incidents.picture.key_dates`.
"""

from nlp.incidents.picture.accounts import corroborate, resolve_accounts, summarize
from nlp.incidents.picture.disagreements import find_disagreements
from nlp.incidents.picture.incident_relations import link_incidents
from nlp.incidents.picture.timeline_of_knowledge import Change, accounts_as_of, trace_changes
from nlp.incidents.resolution.blocking_keys import incident_keys
from nlp.incidents.resolution.event_facts import PlaceFacts, build_facts, story_terms
from nlp.incidents.resolution.records import (
    Account,
    Actor,
    Corroboration,
    Disagreement,
    EventFacts,
    Feature,
    Incident,
    IncidentDecision,
    IncidentLink,
    Join,
)
from nlp.incidents.resolution.resolve import compare, resolve_incidents, touched_facts

__all__ = [
    "Account",
    "Actor",
    "Change",
    "Corroboration",
    "Disagreement",
    "EventFacts",
    "Feature",
    "Incident",
    "IncidentDecision",
    "IncidentLink",
    "Join",
    "PlaceFacts",
    "accounts_as_of",
    "build_facts",
    "compare",
    "corroborate",
    "find_disagreements",
    "incident_keys",
    "link_incidents",
    "resolve_accounts",
    "resolve_incidents",
    "story_terms",
    "summarize",
    "touched_facts",
    "trace_changes",
]

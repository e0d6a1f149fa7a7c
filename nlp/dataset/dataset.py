"""A case, or what a query leaves of it, as one plain value that every format is written from.

The records are those of the case's JSON (``Case.export``), so all formats say the same. Nothing here invents:
a day without a year stays without one, and what only *follows* (``placed``) is never handed out as what the
text says (``when``).
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

Record = Mapping[str, Any]
AGENT, PATIENT = "agent", "patient"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Two entities that an event or a relation ties. ``event`` or ``relation`` is the record it comes from;
    ``directed`` tells whether source and target differ in what they do."""

    id: str
    source: str
    target: str
    kind: str
    label: str
    record: Record
    directed: bool = True
    lasting: bool = False


@dataclass(frozen=True)
class Dataset:
    """Documents, entities, events and relations by id, in the order of the case.

    Hidden entities and rejected events are not in it; ``name`` is the case's, ``decisions``
    are the analyst's.
    """

    name: str
    documents: Mapping[str, Record]
    entities: Mapping[str, Record]
    events: Mapping[str, Record]
    relations: Mapping[str, Record]
    times: Sequence[Record] = ()
    decisions: Sequence[Record] = ()

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """Who did what to whom, and who is what to whom; both ends are entities of the dataset."""
        return (*_event_links(self), *_relation_links(self))

    @cached_property
    def incidents(self) -> Mapping[str, tuple[Record, ...]]:
        """The accounts of each incident, in the order of the case."""
        found: dict[str, list[Record]] = {}
        for event in self.events.values():
            found.setdefault(event["incident_id"] or event["id"], []).append(event)
        return {key: tuple(events) for key, events in found.items()}

    def to_json(self) -> bytes:
        """The dataset in the shape of the exported case."""
        whole = {
            "schema": "1",
            "documents": list(self.documents.values()),
            "entities": list(self.entities.values()),
            "times": [one for one in self.times if one["document_id"] in self.documents],
            "events": list(self.events.values()),
            "relations": list(self.relations.values()),
            "decisions": list(self.decisions),
        }
        return json.dumps(whole, ensure_ascii=False).encode()

    def title(self, event: Record) -> str:
        """What an event is, in one line: its headline, else its sentence."""
        return str(event.get("headline") or " ".join(event["sentence"]["text"].split()))

    def document_of(self, record: Record) -> Record:
        """The document that a record was read in."""
        return self.documents[record["document_id"]]

    def position(self, event: Record) -> tuple[float, float] | None:
        """Latitude and longitude (degrees) of where an event happened, if its place is known on the map."""
        place = event["place"]
        entity = self.entities.get(place["entity_id"] or "") if place else None
        if entity is None or entity["lat"] is None:
            return None
        return entity["lat"], entity["lon"]

    def names(self, event: Record, *roles: str) -> list[str]:
        """Who takes part in an event in one of ``roles`` (all without any), by the entities' names."""
        return [
            str(self.entities[p["entity_id"]]["name"]) if p["entity_id"] in self.entities else str(p["text"])
            for p in event["participants"]
            if not roles or p["role"] in roles
        ]

    def sources(self, event: Record) -> str:
        """Who says so, the nearest to the reader first: "TASS, citing the ministry; published by ..."."""
        return "; ".join(f"{a['text']} ({a['stance']})" for a in event["attribution"])


def build_dataset(name: str, chunks: Iterable[bytes], events: Collection[str] | None = None) -> Dataset:
    """The dataset of an exported case.

    Args:
        name: the case's name.
        chunks: the JSON of ``Case.export()``.
        events: ids of the events to keep; None keeps all. Entities, relations and documents are kept that
            these events name or stand in; without a choice, all are.
    """
    whole = json.loads(b"".join(chunks))
    chosen = [
        event
        for event in whole["events"]
        if event.get("review") != "rejected" and (events is None or event["id"] in events)
    ]
    entities = {entity["id"]: entity for entity in whole["entities"] if not entity.get("hidden")}
    documents = {document["id"]: document for document in whole["documents"]}
    relations = {relation["id"]: relation for relation in whole["relations"]}
    if events is not None:
        stand_in = {event["document_id"] for event in chosen}
        documents = {key: document for key, document in documents.items() if key in stand_in}
        named = {key for event in chosen for key in _named_in(event)}
        entities = {key: entity for key, entity in entities.items() if key in named}
        relations = {key: one for key, one in relations.items() if one["document_id"] in documents}
    relations = {
        key: one for key, one in relations.items() if one["source"] in entities and one["target"] in entities
    }
    return Dataset(
        name,
        documents,
        entities,
        {event["id"]: event for event in chosen},
        relations,
        whole["times"],
        whole["decisions"],
    )


def _named_in(event: Record) -> set[str]:
    found = {p["entity_id"] for p in event["participants"]} | {a["source"] for a in event["attribution"]}
    if event["place"]:
        found.add(event["place"]["entity_id"])
    return found - {None}


def _event_links(data: Dataset) -> Iterable[Link]:
    """Each agent to each other participant; where there is no agent, the participants to one another."""
    for event in data.events.values():
        parts: dict[str, str] = {}
        for p in event["participants"]:
            if p["entity_id"] in data.entities:
                parts.setdefault(p["entity_id"], p["role"])
        agents = [key for key, role in parts.items() if role == AGENT]
        others = [key for key, role in parts.items() if role != AGENT]
        pairs = [(a, b, True) for a in agents for b in others]
        pairs += [(a, b, False) for nth, a in enumerate(agents) for b in agents[nth + 1 :]]
        if not agents:
            pairs += [(a, b, False) for nth, a in enumerate(others) for b in others[nth + 1 :]]
        for nth, (a, b, directed) in enumerate(pairs):
            yield Link(
                id=f"{event['id']}-{nth}",
                source=a,
                target=b,
                kind=event["type"],
                label=data.title(event),
                record=event,
                directed=directed,
            )


def _relation_links(data: Dataset) -> Iterable[Link]:
    for relation in data.relations.values():
        yield Link(
            id=relation["id"],
            source=relation["source"],
            target=relation["target"],
            kind=relation["type"],
            label=relation["label"] or relation["type"].replace("_", " "),
            record=relation,
            directed=relation["type"] not in _MUTUAL,
            lasting=True,
        )


_MUTUAL = frozenset({"family", "associate", "allied", "opposed", "linked"})

"""STIX 2.1: people and bodies as identities, places as locations, events as incidents, documents as reports.

STIX has no participants with roles, no intervals and no sources of statements, so this is lossy: roles become
relationships named after them, the time as written, who says so and the status stand in the description, and
relations between entities become relationships of type "related-to" unless they are posts or locations.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID, uuid5

from nlp.dataset.dataset import Dataset, Record
from nlp.dataset.days import stated

Files = Mapping[str, bytes]

# Stable ids: the same record of the same case has the same id in every export.
_SPACE = UUID("8a5b2d1e-6f0c-5b7e-9a3d-2d6c5f4e1b0a")
_EPOCH = "2000-01-01T00:00:00.000Z"  # for "created" where the report has no date: STIX asks for one
_CLASS = {"PERSON": "individual", "ORG": "organization", "GROUP": "group"}


def write_stix(data: Dataset) -> Files:
    """One STIX 2.1 bundle."""
    objects = list(_objects(data))
    bundle = {"type": "bundle", "id": _id("bundle", data.name), "objects": objects}
    return {f"{data.name}.stix.json": json.dumps(bundle, ensure_ascii=False, indent=1).encode()}


def _objects(data: Dataset) -> Iterator[dict[str, Any]]:
    ids = {key: _id(_kind(entity), key) for key, entity in data.entities.items()}
    for key, entity in data.entities.items():
        yield _entity(entity, ids[key])
    cited: dict[str, list[str]] = {key: [] for key in data.documents}
    for event in data.events.values():
        own = _id("incident", event["id"])
        made = _made(data, event)
        cited[event["document_id"]].append(own)
        yield {
            **_head("incident", own, made),
            "name": data.title(event)[:250],
            "description": _tell(data, event),
        }
        for nth, part in enumerate(event["participants"]):
            if part["entity_id"] in ids:
                cited[event["document_id"]].append(ids[part["entity_id"]])
                yield _tie(f"{event['id']}-{nth}", own, ids[part["entity_id"]], f"has-{part['role']}", made)
        place = event["place"]
        if place and place["entity_id"] in ids and data.entities[place["entity_id"]]["type"] == "PLACE":
            yield _tie(f"{event['id']}-at", own, ids[place["entity_id"]], "located-at", made)
    for relation in data.relations.values():
        kind = "located-at" if relation["type"] == "located_in" else "related-to"
        tie = _tie(
            relation["id"], ids[relation["source"]], ids[relation["target"]], kind, _made(data, relation)
        )
        label = relation["label"] or relation["type"]
        yield {**tie, "description": f"{relation['type']}: {label}{_status(relation)}"}
    for key, document in data.documents.items():
        refs = list(dict.fromkeys(cited[key]))
        if refs:
            published = _moment(document["published"])
            yield {
                **_head("report", _id("report", key), published),
                "name": document["title"] or document["path"],
                "published": published,
                "object_refs": refs,
                "external_references": [
                    {"source_name": document["publisher"] or "report", "description": document["path"]}
                ],
            }


def _kind(entity: Record) -> str:
    return "location" if entity["type"] == "PLACE" else "identity"


def _entity(entity: Record, key: str) -> dict[str, Any]:
    made = _head(_kind(entity), key, _EPOCH)
    also = [name for name in entity["aliases"] if name != entity["name"]]
    described = {"description": f"Also called {'; '.join(also)}"} if also else {}
    if entity["type"] != "PLACE":
        return {
            **made,
            "name": entity["name"],
            "identity_class": _CLASS.get(entity["type"], "unspecified"),
            **described,
        }
    place: dict[str, Any] = {"name": entity["name"], **described}
    if entity["lat"] is not None:
        place |= {"latitude": entity["lat"], "longitude": entity["lon"]}
    if entity["country"]:
        place["country"] = entity["country"]
    if not {"latitude", "country"} & place.keys():
        place["region"] = entity["name"]  # STIX asks for one of the three
    return {**made, **place}


def _tell(data: Dataset, event: Record) -> str:
    span = stated(event)
    lines = [" ".join(event["sentence"]["text"].split()), f"Status: {event['status']}"]
    if span.text:
        ends = span.yearless or "/".join(dict.fromkeys(end for end in (span.earliest, span.latest) if end))
        lines.append(f"Time as written: {span.text} ({ends})")
    if event["attribution"]:
        lines.append(f"Sources: {data.sources(event)}")
    return "\n".join(lines)


def _status(relation: Record) -> str:
    return f" ({relation['status']})" if relation["status"] else ""


def _tie(key: str, source: str, target: str, kind: str, made: str) -> dict[str, Any]:
    return {
        **_head("relationship", _id("relationship", key), made),
        "relationship_type": kind.replace("_", "-"),
        "source_ref": source,
        "target_ref": target,
    }


def _head(kind: str, key: str, made: str) -> dict[str, Any]:
    return {"type": kind, "spec_version": "2.1", "id": key, "created": made, "modified": made}


def _made(data: Dataset, record: Record) -> str:
    return _moment(data.document_of(record)["published"])


def _moment(day: str | None) -> str:
    return f"{day[:10]}T00:00:00.000Z" if day else _EPOCH


def _id(kind: str, key: str) -> str:
    return f"{kind}--{uuid5(_SPACE, f'{kind} {key}')}"

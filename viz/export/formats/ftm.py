"""FollowTheMoney as JSON lines: what Aleph, OpenAleph and the tools around them read.

The mapping follows the model's own schemata (followthemoney.tech): people, bodies, places, things; an Event
with those involved; interval schemata for relations, ``UnknownLink`` where an end does not fit the range of
the schema; an Article for every document, cited as ``proof``, and its Mentions.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from nlp.dataset.dataset import Dataset
from nlp.dataset.days import stated
from viz.export.formats.xml_text import clean_xml

Files = Mapping[str, bytes]
Properties = dict[str, list[str]]

_SCHEMA = {
    "PERSON": "Person",
    "ORG": "Organization",
    "GROUP": "LegalEntity",
    "PLACE": "Address",
    "FACILITY": "RealEstate",
    "VEHICLE": "Vehicle",
    "WEAPON": "Asset",
    "PRODUCT": "Asset",
    "OTHER": "Asset",
    "WORK": "Asset",
    "IDENTIFIER": "Asset",
}
_LEGAL = frozenset({"Person", "Organization", "Company", "LegalEntity"})
_BODIES = frozenset({"Organization", "Company"})
_ASSETS = frozenset({"Company", "RealEstate", "Vehicle", "Asset"})
_PEOPLE = frozenset({"Person"})
_RELATIONS: dict[str, tuple[str, str, frozenset[str], str, frozenset[str]]] = {
    "ownership": ("Ownership", "owner", _LEGAL, "asset", _ASSETS),
    "directorship": ("Directorship", "director", _LEGAL, "organization", _BODIES),
    "employment": ("Employment", "employee", _PEOPLE, "employer", _BODIES),
    "position": ("Employment", "employee", _PEOPLE, "employer", _BODIES),
    "membership": ("Membership", "member", _LEGAL, "organization", _BODIES),
    "representation": ("Representation", "agent", _LEGAL, "client", _LEGAL),
    "family": ("Family", "person", _PEOPLE, "relative", _PEOPLE),
    "associate": ("Associate", "person", _PEOPLE, "associate", _PEOPLE),
    "succession": ("Succession", "successor", _LEGAL, "predecessor", _LEGAL),
}
_ROLE = {"Family": "relationship", "Associate": "relationship"}


def write_ftm(data: Dataset) -> Files:
    """One FollowTheMoney entity a line."""
    lines = [json.dumps(one, ensure_ascii=False) for one in _all(data)]
    return {f"{data.name}.ftm.json": ("\n".join(lines) + "\n").encode()}


def _all(data: Dataset) -> Iterator[dict[str, Any]]:
    owned = {one["target"] for one in data.relations.values() if one["type"] == "ownership"}
    schemata = {key: _schema(entity, key in owned) for key, entity in data.entities.items()}
    for document in data.documents.values():
        yield _made(
            document["id"],
            "Article",
            title=document["title"],
            fileName=document["path"].rpartition("/")[2],
            author=document["author"],
            publisher=document["publisher"],
            publishedAt=document["published"],
            bodyText=document["text"],
            language={"en": "eng"}.get(document["language"]),
            sourceUrl=document.get("url"),
        )
    for entity in data.entities.values():
        yield from _entity(data, entity, schemata[entity["id"]])
    for event in data.events.values():
        yield _event(data, event, schemata)
    for relation in data.relations.values():
        yield _relation(data, relation, schemata)


def _schema(entity: Mapping[str, Any], owned: bool) -> str:
    return "Company" if owned and entity["type"] == "ORG" else _SCHEMA[entity["type"]]


def _entity(data: Dataset, entity: Mapping[str, Any], schema: str) -> Iterator[dict[str, Any]]:
    cited = list(dict.fromkeys(m["document_id"] for m in entity["mentions"]))
    place = {}
    if schema == "Address":
        place = {
            "full": entity["name"],
            "latitude": entity["lat"],
            "longitude": entity["lon"],
        }
    yield _made(
        entity["id"],
        schema,
        name=entity["name"],
        alias=[name for name in entity["aliases"] if name != entity["name"]],
        country=(entity["country"] or "").lower() or None,
        proof=[key for key in cited if key in data.documents],
        **place,
    )
    if schema not in _LEGAL:
        return
    for document in cited:
        if document in data.documents:
            yield _made(
                f"{entity['id']}-{document}",
                "Mention",
                document=document,
                resolved=entity["id"],
                name=sorted(
                    {
                        m["text"]
                        for m in entity["mentions"]
                        if m["document_id"] == document and m["kind"] == "name"
                    }
                ),
                detectedSchema=schema,
            )


def _event(data: Dataset, event: Mapping[str, Any], schemata: Mapping[str, str]) -> dict[str, Any]:
    """An event. Its wording and who says so stand in the notes; a day without a year is in them too."""
    span = stated(event)
    involved = [(p["role"], p["entity_id"]) for p in event["participants"] if p["entity_id"] in schemata]
    legal = [(role, key) for role, key in involved if schemata[key] in _LEGAL]
    place = event["place"]
    at = schemata.get(place["entity_id"] or "") if place else None
    return _made(
        event["id"],
        "Event",
        name=data.title(event),
        summary=" ".join(event["sentence"]["text"].split()),
        startDate=span.earliest,
        endDate=span.latest,
        organizer=[key for role, key in legal if role == "agent"],
        involved=[key for role, key in legal if role != "agent"],
        location=place["text"] if place else None,
        addressEntity=place["entity_id"] if at == "Address" else None,
        keywords=[event["type"], event["status"]],
        notes=[
            f"Sources: {data.sources(event)}" if event["attribution"] else "",
            _time_note(span.text, span.yearless),
        ],
        publisher=data.document_of(event)["publisher"],
        recordId=event["incident_id"],
        proof=event["document_id"],
    )


def _time_note(text: str, yearless: str) -> str:
    return f"Time as written: {text}" + (f" ({yearless}, no year stated)" if yearless else "") if text else ""


def _relation(data: Dataset, relation: Mapping[str, Any], schemata: Mapping[str, str]) -> dict[str, Any]:
    span = stated(relation)
    source, target = relation["source"], relation["target"]
    shared = {
        "startDate": span.earliest,
        "endDate": span.latest if relation["status"] == "former" else None,
        "proof": relation["document_id"],
    }
    known = _RELATIONS.get(relation["type"])
    if known and schemata[source] in known[2] and schemata[target] in known[4]:
        schema, left, _, right, _ = known
        more: dict[str, Any] = {left: source, right: target, _ROLE.get(schema, "role"): relation["label"]}
        if schema not in _ROLE:
            more["status"] = relation["status"]
        if schema == "Ownership" and relation.get("share") is not None:
            more["percentage"] = f"{relation['share']:g}"
        return _made(relation["id"], schema, **shared, **more)
    label = relation["label"] or relation["type"].replace("_", " ")
    return _made(
        relation["id"],
        "UnknownLink",
        subject=source,
        object=target,
        role=label,
        status=relation["status"],
        **shared,
    )


def _made(key: str, schema: str, **values: Any) -> dict[str, Any]:
    properties: Properties = {}
    for name, value in values.items():
        found = value if isinstance(value, list) else [value]
        kept = [clean_xml(str(one)) for one in found if one not in (None, "")]
        if kept:
            properties[name] = kept
    return {"id": key, "schema": schema, "properties": properties}

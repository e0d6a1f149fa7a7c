"""Events on the map: GeoJSON (RFC 7946) and KML 2.2 with their times."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree  # type: ignore[import-untyped]
from lxml.builder import ElementMaker  # type: ignore[import-untyped]

from nlp.dataset.dataset import Dataset, Record
from nlp.dataset.days import drawn, placed, stated
from viz.export.formats.xml_text import clean_xml

Files = Mapping[str, bytes]
KML = "http://www.opengis.net/kml/2.2"


def _located(data: Dataset) -> Iterator[tuple[Record, float, float]]:
    for event in data.events.values():
        position = data.position(event)
        if position is not None:
            yield event, *position


def write_geojson(data: Dataset) -> Files:
    """A feature for every event whose place is known on the map; coordinates are longitude, latitude."""
    features = [
        {
            "type": "Feature",
            "id": event["id"],
            "geometry": {"type": "Point", "coordinates": [lon, lat]},
            "properties": _properties(data, event),
        }
        for event, lat, lon in _located(data)
    ]
    text = json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False, indent=1)
    return {f"{data.name}.geojson": text.encode()}


def _properties(data: Dataset, event: Record) -> dict[str, Any]:
    span, follows = stated(event), placed(event)
    precision = data.entities[event["place"]["entity_id"]].get("precision")
    return {
        "title": data.title(event),
        "type": event["type"],
        "status": event["status"],
        "earliest": span.earliest,
        "latest": span.latest,
        "yearless": span.yearless or None,
        "time": span.text or None,
        "placed_earliest": follows.earliest,
        "placed_latest": follows.latest,
        "agents": data.names(event, "agent"),
        "others": [name for name in data.names(event) if name not in data.names(event, "agent")],
        "place": event["place"]["text"],
        "place_basis": event["place"]["basis"],
        "precision": precision,
        "sources": data.sources(event),
        "incident": event["incident_id"],
        "sentence": " ".join(event["sentence"]["text"].split()),
        "report": data.document_of(event)["path"],
    }


def write_kml(data: Dataset) -> Files:
    """A placemark for every event whose place is known on the map, with its time span where it has one."""
    make = ElementMaker(namespace=KML, nsmap={None: KML})
    marks = []
    for event, lat, lon in _located(data):
        span, dated = drawn(event)
        parts = [make.name(clean_xml(data.title(event)))]
        told = f"{' '.join(event['sentence']['text'].split())}\n{data.sources(event)}"
        if span.text:
            told += f"\nTime: {span.text}{'' if dated else ' (not stated)'}"
        parts.append(make.description(clean_xml(told)))
        if span.on_calendar:
            ends = [make.begin(span.first_day)] if span.first_day else []
            ends += [make.end(span.last_day)] if span.last_day else []
            parts.append(make.TimeSpan(*ends))
        parts.append(make.Point(make.coordinates(f"{lon},{lat}")))
        marks.append(make.Placemark(*parts, id=f"e{event['id']}"))
    root = make.kml(make.Document(make.name(clean_xml(data.name)), *marks))
    return {
        f"{data.name}.kml": etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    }

"""A small case with what is awkward in it: odd characters, markup, missing years, times of day, open ends."""

from __future__ import annotations

import json
from typing import Any

from nlp.dataset.dataset import Dataset, build_dataset

TEXT = (
    "Gunmen raided the Norvik depot on 3 May.\nCol. Ana Brandt <b>denied</b> it.\x0b =SUM(A1)\n"
    "Brandt owns 40 percent of Tarn Freight."
)


def mention(text: str, kind: str = "name", document: str = "d1") -> dict[str, Any]:
    """Where ``text`` stands in the report."""
    start = TEXT.index(text)
    return {"document_id": document, "start": start, "end": start + len(text), "text": text, "kind": kind}


def entity(key: str, name: str, kind: str, **more: Any) -> dict[str, Any]:
    """An entity as the case exports it."""
    return {
        "id": key,
        "name": name,
        "type": kind,
        "aliases": [],
        "mentions": [],
        "lat": None,
        "lon": None,
        "country": None,
        "precision": None,
        "hidden": False,
        **more,
    }


def event(key: str, trigger: str, **more: Any) -> dict[str, Any]:
    """An event as the case exports it."""
    place = mention(trigger)
    sentence = {"start": 0, "end": 40, "text": TEXT[:40]}
    return {
        "id": key,
        "document_id": "d1",
        "type": "attack",
        "trigger": {k: place[k] for k in ("start", "end", "text")},
        "sentence": sentence,
        "when": None,
        "placed": None,
        "participants": [],
        "place": None,
        "status": "happened",
        "attribution": [],
        "incident_id": f"i{key}",
        "rule": "",
        "salience": 0.5,
        "review": "",
        **more,
    }


def when(
    earliest: str | None, latest: str | None, text: str = "3 May", basis: str = "stated"
) -> dict[str, Any]:
    """A time as the case exports it."""
    known = not (earliest or latest or "").startswith("--")
    return {
        "earliest": earliest,
        "latest": latest,
        "year_known": known,
        "granularity": "day",
        "text": text,
        "basis": basis,
        "vague_start": False,
        "vague_end": False,
    }


def part(role: str, key: str | None, text: str) -> dict[str, Any]:
    """Someone who takes part."""
    found = mention(text)
    return {"role": role, "entity_id": key, "amount": None, "unit": None} | {
        name: found[name] for name in ("start", "end", "text")
    }


def relation(key: str, kind: str, source: str, target: str, **more: Any) -> dict[str, Any]:
    """A relation as the case exports it."""
    return {
        "id": key,
        "type": kind,
        "source": source,
        "target": target,
        "document_id": "d1",
        "start": 0,
        "end": 5,
        "event_id": None,
        "label": "",
        "status": "",
        "share": None,
        "when": None,
        "attribution": [],
        **more,
    }


def whole() -> dict[str, Any]:
    """The exported case."""
    place = {"entity_id": "e3", "text": "Norvik", "start": 18, "end": 24, "basis": "stated"}
    said = {"source": "e2", "text": "Brandt", "cue": "said", "stance": "denies", "start": 0, "end": 5}
    return {
        "schema": "1",
        "documents": [
            {
                "id": "d1",
                "path": "a/=r.txt",
                "title": "Raid at <Norvik>",
                "text": TEXT,
                "published": "2031-05-06",
                "published_basis": "text",
                "publisher": "The Post",
                "author": None,
                "language": "en",
                "duplicate_of": None,
            }
        ],
        "entities": [
            entity("e1", "Gunmen", "GROUP", mentions=[mention("Gunmen", "nominal")]),
            entity(
                "e2",
                "Ana Brandt",
                "PERSON",
                aliases=["Brandt", "Ana Brandt"],
                mentions=[mention("Ana Brandt")],
            ),
            entity("e3", "Norvik", "PLACE", lat=54.5, lon=12.25, country="NO", mentions=[mention("Norvik")]),
            entity("e4", "Tarn Freight\x01", "ORG", mentions=[mention("Tarn Freight")]),
            entity("e5", "hidden", "PERSON", hidden=True),
            entity("e6", "TARN FREIGHT", "OTHER"),
        ],
        "times": [],
        "events": [
            event(
                "1",
                "raided",
                when=when("2031-05-03T04:10+01:00", "2031-05-03T04:10+01:00"),
                place=place,
                participants=[part("agent", "e1", "Gunmen"), part("patient", None, "depot")],
                attribution=[said],
            ),
            event(
                "2",
                "denied",
                type="deny",
                when=when("--05-03", "--05-03"),
                participants=[part("agent", "e2", "Brandt")],
            ),
            event(
                "3",
                "Gunmen",
                incident_id="i1",
                when=None,
                participants=[part("agent", "e1", "Gunmen"), part("patient", "e2", "Brandt")],
                placed={
                    "earliest": None,
                    "latest": "2031-05-06",
                    "estimate": "2031-05-05",
                    "basis": "report",
                    "rule": "told as past",
                    "anchor": "published 2031-05-06",
                },
            ),
            event("4", "owns", review="rejected", participants=[part("agent", "e2", "Brandt")]),
            event("5", "Norvik", when=when("2031-05-01", None, "since 1 May"), place=place),
        ],
        "relations": [
            relation("r1", "ownership", "e2", "e4", share=40.0, status="current", label="owns"),
            relation("r2", "family", "e2", "e4", label="mother of"),
            relation("r3", "employment", "e5", "e4"),
        ],
        "decisions": [],
    }


def dataset(**more: Any) -> Dataset:
    """The case as a dataset."""
    return build_dataset("made", [json.dumps(whole()).encode()], **more)

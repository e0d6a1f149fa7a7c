"""The case as one JSON object, written piece by piece so that memory does not grow with it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

import orjson

from nlp.case.ask.originals import place_at
from nlp.case.file.database import Database
from nlp.case.file.table_rows import PARTICIPANT, PLACE, SOURCE
from nlp.records import join_moment

SCHEMA = "1"
AT_ONCE = 500
Fields = dict[str, Any]


def export_case(database: Database) -> Iterator[bytes]:
    """Yield the JSON text in UTF-8: documents, entities, times, events, relations and the analyst's
    decisions, each in a fixed order. Events carry the analyst's review; rejected ones are marked, not left
    out.

    The publisher stands behind everything a document says: where it is known it is the last source of every
    event's attribution, with ``source`` the organisation of that name where the case has one.
    """
    yield b'{"schema":"' + SCHEMA.encode() + b'"'
    sections: dict[str, Callable[[Database, int, int], list[Fields]]] = {
        "documents": _documents,
        "entities": _entities,
        "times": _times,
        "events": _events,
        "relations": _relations,
        "decisions": _decisions,
    }
    for name, section in sections.items():
        yield b',\n"' + name.encode() + b'":['
        first = True
        for low, high in _ranges(database, name):
            for fields in section(database, low, high):
                yield (b"\n" if first else b",\n") + orjson.dumps(fields)
                first = False
        yield b"]"
    yield b"}\n"


def _ranges(database: Database, name: str) -> Iterator[tuple[int, int]]:
    places = {"entities": ("ent", "entities"), "decisions": ("seq", "decisions")}
    column, table = places.get(name, ("doc", "documents"))
    low, high = database.rows(f"SELECT coalesce(min({column}), 0), coalesce(max({column}), -1) FROM {table}")[
        0
    ]
    for start in range(low, high + 1, AT_ONCE):
        yield start, min(start + AT_ONCE, high + 1)


def _documents(database: Database, low: int, high: int) -> list[Fields]:
    rows = database.rows(
        "SELECT id, path, title, text, published, published_basis, publisher, author, language, duplicate_of,"
        " url, published_words, published_probable, origins"
        " FROM documents WHERE doc >= ? AND doc < ? ORDER BY doc",
        [low, high],
    )
    names = (
        "id", "path", "title", "text", "published", "published_basis", "publisher", "author", "language",
        "duplicate_of", "url", "published_words", "published_probable",
    )  # fmt: skip
    return [{**dict(zip(names, row, strict=False)), "at": orjson.loads(row[-1] or "[]")} for row in rows]


def _entities(database: Database, low: int, high: int) -> list[Fields]:
    mentions: dict[int, list[Fields]] = defaultdict(list)
    for ent, document, start, end, text, kind in database.rows(_MENTIONS, [low, high]):
        mentions[ent].append(
            {"document_id": document, "start": start, "end": end, "text": text, "kind": kind}
        )
    rows = database.rows(
        'SELECT ent, id, name, type, aliases, lat, lon, country, "precision", hidden FROM entities'
        " WHERE ent >= ? AND ent < ? ORDER BY ent",
        [low, high],
    )
    return [
        {
            "id": key,
            "name": name,
            "type": kind,
            "aliases": aliases,
            "mentions": mentions[ent],
            "lat": lat,
            "lon": lon,
            "country": country,
            "precision": precision,
            "hidden": hidden,
        }
        for ent, key, name, kind, aliases, lat, lon, country, precision, hidden in rows
    ]


def _times(database: Database, low: int, high: int) -> list[Fields]:
    names = (
        "id", "document_id", "start", "end", "text", "type", "value", "read", "mod", "earliest", "latest",
        "granularity", "vague_start", "vague_end", "anchor", "rule", "note",
    )  # fmt: skip
    rows = database.rows(_TIMES, [low, high])
    found = []
    for *plain, earliest_time, latest_time in rows:
        fields = dict(zip(names, plain, strict=True))
        if earliest_time or latest_time:
            fields["earliest"] = join_moment(fields["earliest"], earliest_time)
            fields["latest"] = join_moment(fields["latest"], latest_time)
        found.append(fields)
    return found


def _events(database: Database, low: int, high: int) -> list[Fields]:
    entities: dict[int, dict[tuple[int, int], str]] = defaultdict(dict)
    for event, slot, ordinal, entity in database.rows(_INVOLVED, [low, high]):
        entities[event][slot, ordinal] = entity
    return [
        {
            **_event(orjson.loads(body), entities[key], incident, publisher, publisher_entity),
            "placed": orjson.loads(placed or "null"),
            "review": review,
            "at": place_at(origins, orjson.loads(body)["sentence"]["start"]),
        }
        for key, incident, body, publisher, publisher_entity, review, placed, origins in database.rows(
            _EVENTS, [low, high]
        )
    ]


def _event(
    event: Fields,
    entities: dict[tuple[int, int], str],
    incident: str,
    publisher: str | None,
    publisher_entity: str | None,
) -> Fields:
    sources = [
        {
            "source": entities.get((SOURCE, nth)),
            "text": a["text"],
            "cue": a["cue"],
            "stance": a["stance"],
            "start": a["start"],
            "end": a["end"],
        }
        for nth, a in enumerate(event["attribution"])
    ]
    if publisher:
        sources.append(
            {
                "source": publisher_entity,
                "text": publisher,
                "cue": "published by",
                "stance": "states",
                "start": None,
                "end": None,
            }
        )
    place = event["place"]
    return {
        "id": event["id"],
        "document_id": event["document_id"],
        "type": event["type"],
        "trigger": event["trigger"],
        "sentence": event["sentence"],
        "when": _when(event["when"]),
        "participants": [
            {
                "role": p["role"],
                "entity_id": entities.get((PARTICIPANT, nth)),
                "text": p["text"],
                "start": p["start"],
                "end": p["end"],
                "amount": p["amount"],
                "unit": p["unit"],
            }
            for nth, p in enumerate(event["participants"])
        ],
        "place": place
        and {
            "entity_id": entities.get((PLACE, 0)),
            "text": place["text"],
            "start": place["start"],
            "end": place["end"],
            "basis": place["basis"],
        },
        "headline": event.get("headline", ""),
        "telling": event.get("telling", False),
        "status": event["status"],
        "attribution": sources,
        "incident_id": incident,
        "rule": event["rule"],
        "salience": event["salience"],
        "confidence": event.get("confidence", 0.5),
    }


def _when(when: Fields | None) -> Fields | None:
    if when is None:
        return None
    interval = when["interval"]
    known = interval["earliest"] or interval["latest"]
    return {
        "earliest": join_moment(interval["earliest"], interval.get("earliest_time", "")),
        "latest": join_moment(interval["latest"], interval.get("latest_time", "")),
        "year_known": bool(known) and not known.startswith("--"),
        "granularity": interval["granularity"],
        "text": when["text"],
        "basis": when["basis"],
        "vague_start": interval["vague_start"],
        "vague_end": interval["vague_end"],
    }


def _relations(database: Database, low: int, high: int) -> list[Fields]:
    names = ("id", "type", "source", "target", "document_id", "start", "end", "event_id")
    return [
        {
            **dict(zip(names, row, strict=True)),
            "label": relation["label"],
            "share": relation.get("share"),
            "status": relation["status"],
            "when": _when(relation["when"]),
            "placed": orjson.loads(placed or "null"),  # of the event that made it
            "attribution": [
                {
                    "source": of_mention.get(a["mention_id"] or ""),
                    **{n: a[n] for n in ("text", "cue", "stance")},
                }
                for a in relation["attribution"]
            ],
        }
        for *row, placed, relation, of_mention in _relation_rows(database, low, high)
    ]


def _decisions(database: Database, low: int, high: int) -> list[Fields]:
    rows = database.rows(
        "SELECT undone, body FROM decisions WHERE seq >= ? AND seq < ? ORDER BY seq", [low, high]
    )
    return [{**orjson.loads(body), "undone": undone} for undone, body in rows]


def _relation_rows(database: Database, low: int, high: int) -> list[tuple[Any, ...]]:
    rows = [(*row[:-1], orjson.loads(row[-1])) for row in database.rows(_RELATIONS, [low, high])]
    cited = sorted({a["mention_id"] for row in rows for a in row[-1]["attribution"] if a["mention_id"]})
    entities: dict[str, str] = dict(database.rows(_BY_MENTION, [cited])) if cited else {}
    return [(*row, entities) for row in rows]


_MENTIONS = """
SELECT c.ent, d.id, m.start, m."end", m.text, m.kind FROM mentions m
JOIN (SELECT chain, ent FROM chains WHERE ent >= ? AND ent < ?) c USING (chain)
JOIN documents d USING (doc) ORDER BY m.mention
"""
_TIMES = """
SELECT t.id, d.id, t.start, t."end", t.text, t.type, t.value, t.read, t.mod, t.earliest, t.latest,
    t.granularity, t.vague_start, t.vague_end, t.anchor, t.rule, t.note, t.earliest_time, t.latest_time
FROM times t JOIN documents d USING (doc) WHERE t.doc >= ? AND t.doc < ? ORDER BY t.doc, t.start, t.id
"""
_INVOLVED = """
SELECT i.event, i.slot, i.ordinal, n.id FROM involved i JOIN entities n USING (ent)
WHERE i.doc >= ? AND i.doc < ?
"""
_EVENTS = """
SELECT e.event, e.incident_id, e.body, d.publisher, p.id, e.review, e.placed, d.origins
FROM events e JOIN documents d USING (doc)
LEFT JOIN (SELECT lower(name) AS name, min(id) AS id FROM entities WHERE type = 'ORG' GROUP BY 1) p
    ON p.name = lower(d.publisher)
WHERE e.doc >= ? AND e.doc < ? ORDER BY e.event
"""
_BY_MENTION = """
SELECT m.id, n.id FROM mentions m JOIN chains c USING (chain) JOIN entities n ON n.ent = c.ent
WHERE m.id IN (SELECT unnest(?::VARCHAR[]))
"""
_RELATIONS = """
SELECT r.id, r.type, s.id, t.id, d.id, r.start, r."end", r.event_id, e.placed, r.body
FROM relations r JOIN documents d USING (doc)
LEFT JOIN events e ON e.doc = r.doc AND e.id = r.event_id
JOIN chains a ON a.chain = r.source JOIN entities s ON s.ent = a.ent
JOIN chains b ON b.chain = r.target JOIN entities t ON t.ent = b.ent
WHERE r.doc >= ? AND r.doc < ? ORDER BY r.doc, r.start, r.id
"""

"""Events as incidents compare them, put together from the tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

import orjson

from nlp.case.file.database import Database
from nlp.case.file.json_codec import decode_event
from nlp.case.file.table_rows import PARTICIPANT, PLACE
from nlp.case.settle.place_containment import find_containing
from nlp.incidents import EventFacts, PlaceFacts, build_facts, story_terms
from nlp.records import Event

AT_ONCE = 20_000


def load_facts(database: Database, keys: Sequence[int]) -> dict[int, EventFacts]:
    """Row number -> facts, of these events."""
    found: dict[int, EventFacts] = {}
    for start in range(0, len(keys), AT_ONCE):
        found.update(_load(database, list(keys[start : start + AT_ONCE])))
    return found


def _load(database: Database, keys: list[int]) -> Iterator[tuple[int, EventFacts]]:
    cited: dict[int, dict[tuple[int, int], str]] = defaultdict(dict)
    for event, slot, ordinal, entity in database.rows(_CITED, [keys]):
        cited[event][slot, ordinal] = entity
    rows = database.rows(_EVENTS, [keys])
    documents = sorted({row[1] for row in rows})
    stories = _stories(database, documents)
    ids = sorted({entity for each in cited.values() for entity in each.values()})
    placed = database.rows(_PLACES, [ids])
    within = find_containing(database, [row[0] for row in placed])
    places = {
        entity: PlaceFacts(name=name, lat=lat, lon=lon, within=within.get(entity, frozenset()))
        for entity, name, lat, lon in placed
    }
    for key, document, body, published, publisher, origin in rows:
        event = decode_event(orjson.loads(body))
        yield (
            key,
            build_facts(
                event,
                published=published,
                publisher=publisher,
                entity_of=_entity_of(event, cited[key]),
                places=places,
                story=stories[document],
                origin=origin or "",
                refers_to=(event.refers_to,) if event.refers_to else (),
            ),
        )


def _entity_of(event: Event, cited: dict[tuple[int, int], str]) -> dict[str, str]:
    """Mention id -> entity id, of the mentions an event cites."""
    of = {
        p.mention_id: cited[PARTICIPANT, nth]
        for nth, p in enumerate(event.participants)
        if p.mention_id and (PARTICIPANT, nth) in cited
    }
    if event.place and event.place.mention_id and (PLACE, 0) in cited:
        of[event.place.mention_id] = cited[PLACE, 0]
    return of


def _stories(database: Database, documents: list[int]) -> dict[int, frozenset[str]]:
    """What marks these documents: their commonest words, kept with them, and their entities."""
    named: dict[int, list[str]] = defaultdict(list)
    for document, entity, mentions in database.rows(_NAMED, [documents]):
        named[document] += [entity] * mentions
    return {
        document: frozenset(orjson.loads(story)) | story_terms("", named[document])
        for document, story in database.rows(_STORIES, [documents])
    }


_EVENTS = """
SELECT e.event, e.doc, e.body, d.published, d.publisher, d.duplicate_of
FROM events e JOIN documents d USING (doc)
WHERE e.event IN (SELECT unnest(?::BIGINT[])) AND e.review <> 'rejected'
"""
_CITED = f"""
SELECT i.event, i.slot, i.ordinal, n.id FROM involved i JOIN entities n USING (ent)
WHERE i.event IN (SELECT unnest(?::BIGINT[])) AND i.slot IN ({PARTICIPANT}, {PLACE})
"""
_PLACES = """
SELECT id, name, lat, lon FROM entities
WHERE id IN (SELECT unnest(?::VARCHAR[])) AND type IN ('PLACE', 'FACILITY')
"""
_NAMED = """
SELECT c.doc, n.id, sum(c.mentions)::INTEGER FROM chains c JOIN entities n USING (ent)
WHERE c.doc IN (SELECT unnest(?::INTEGER[])) GROUP BY ALL
"""
_STORIES = "SELECT doc, story FROM documents WHERE doc IN (SELECT unnest(?::INTEGER[]))"

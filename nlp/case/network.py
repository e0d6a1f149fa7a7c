"""The nodes and links of a case: its entities, and what joins them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from nlp.case.database import Database
from nlp.case.filters import Condition, document_condition, event_condition, restricts_events
from nlp.case.rows import ACTED_ON, ACTING, SOURCE
from nlp.query import EntityRow, LinkRow, Query
from nlp.records import EntityType, Status

EVENTS_KEPT = 50
FIRMEST_FIRST = (Status.HAPPENED, Status.PLANNED, Status.HYPOTHETICAL, Status.NEGATED)
_COLUMNS = "n.id, n.name, n.type, {mentions}, {documents}, {events}, n.aliases, n.lat, n.lon, n.country"


def list_entities(database: Database, query: Query, limit: int) -> list[EntityRow]:
    """The entities of a query, those in most events first.

    Where the query chooses among events, an entity must take part in one of them (or be its place or its
    source), and its mentions are counted in the documents these events stand in. Where it chooses among
    documents only, it must be mentioned in one.
    """
    kinds = Condition("NOT n.hidden")
    if query.entity_types:
        kinds &= Condition("n.type IN (SELECT unnest(?::VARCHAR[]))", (list(query.entity_types),))
    if query == Query(entity_types=query.entity_types):
        columns = _COLUMNS.format(mentions="n.mentions", documents="n.documents", events="n.events")
        sql = f"SELECT {columns} FROM entities n WHERE {kinds.sql}"
        parameters: tuple[Any, ...] = kinds.parameters
    else:
        within = _EVENT_WISE if restricts_events(query) else _DOCUMENT_WISE
        chosen = event_condition(query)
        admitted = document_condition(query)
        columns = _COLUMNS.format(
            mentions="c.mentions", documents="c.documents", events="coalesce(v.events, 0)"
        )
        sql = within.format(columns=columns, condition=chosen.sql, documents=admitted.sql, kinds=kinds.sql)
        first = chosen.parameters if restricts_events(query) else admitted.parameters + chosen.parameters
        parameters = first + kinds.parameters
    rows = database.rows(f"{sql} ORDER BY 6 DESC, 4 DESC, 2, 1 LIMIT ?", (*parameters, limit))
    return [entity_row(row) for row in rows]


def find_entity(database: Database, entity_id: str) -> EntityRow | None:
    """One entity, counted over the whole case."""
    columns = _COLUMNS.format(mentions="n.mentions", documents="n.documents", events="n.events")
    row = database.row(f"SELECT {columns} FROM entities n WHERE n.id = ?", [entity_id])
    return entity_row(row) if row else None


def entity_row(row: tuple[Any, ...]) -> EntityRow:
    """A row of the columns above as a record."""
    key, name, kind, mentions, documents, events, aliases, lat, lon, country = row
    return EntityRow(
        id=key,
        name=name,
        type=EntityType(kind),
        mentions=int(mentions),
        documents=int(documents),
        events=int(events),
        aliases=tuple(aliases),
        lat=lat,
        lon=lon,
        country=country,
    )


def list_links(database: Database, query: Query, entity_ids: Sequence[str], limit: int) -> list[LinkRow]:
    """The links among ``entity_ids``, the heaviest first; those of relations are counted by documents."""
    chosen = event_condition(query)
    rows = database.rows(
        _EVENT_LINKS.format(condition=chosen.sql), (list(entity_ids), *chosen.parameters, limit)
    )
    admitted = document_condition(query)
    related = []
    if not (query.event_types or query.statuses or query.period or query.text.strip()):
        related = database.rows(
            _RELATION_LINKS.format(condition=admitted.sql), (list(entity_ids), *admitted.parameters, limit)
        )
    links = [
        LinkRow(
            source=source,
            target=target,
            kind="event",
            label=label,
            weight=weight,
            directed=directed,
            status=FIRMEST_FIRST[rank],
            events=tuple(events),
        )
        for source, target, directed, label, weight, rank, events in rows
    ]
    links += [
        LinkRow(
            source=source,
            target=target,
            kind="relation",
            label=label,
            weight=weight,
            directed=True,
            status=Status.HAPPENED,
        )
        for source, target, label, weight in related
    ]
    return sorted(links, key=lambda k: (-k.weight, k.source, k.target, k.kind, k.label))[:limit]


_EVENT_WISE = """
WITH chosen AS MATERIALIZED (SELECT e.event, e.doc FROM events e WHERE {condition}),
v AS (SELECT i.ent, count(DISTINCT i.event) AS events FROM involved i SEMI JOIN chosen USING (event)
      WHERE i.ent IS NOT NULL GROUP BY i.ent),
c AS (SELECT c.ent, sum(c.mentions) AS mentions, count(DISTINCT c.doc) AS documents
      FROM chains c SEMI JOIN chosen USING (doc) GROUP BY c.ent)
SELECT {columns} FROM v JOIN c USING (ent) JOIN entities n USING (ent) WHERE {kinds}
"""
_DOCUMENT_WISE = """
WITH c AS (
    SELECT c.ent, sum(c.mentions) AS mentions, count(DISTINCT c.doc) AS documents FROM chains c
    SEMI JOIN (SELECT d.doc FROM documents d WHERE {documents}) USING (doc) GROUP BY c.ent),
v AS (SELECT i.ent, count(DISTINCT i.event) AS events FROM involved i
      SEMI JOIN (SELECT e.event FROM events e WHERE {condition}) USING (event) GROUP BY i.ent)
SELECT {columns} FROM c LEFT JOIN v USING (ent) JOIN entities n USING (ent) WHERE {kinds}
"""
_RANK = "list_position(['" + "', '".join(FIRMEST_FIRST) + "'], e.status) - 1"
_EVENT_LINKS = f"""
WITH wanted AS MATERIALIZED (SELECT ent, id FROM entities WHERE id IN (SELECT unnest(?::VARCHAR[]))),
parts AS MATERIALIZED (
    SELECT i.event, i.ent, max(i.side) FILTER (i.side = {ACTED_ON}) AS acted_on,
        max(i.side) FILTER (i.side = {ACTING}) AS acting
    FROM involved i SEMI JOIN wanted USING (ent) WHERE i.slot <> {SOURCE} GROUP BY i.event, i.ent),
pairs AS (
    SELECT a.event, a.ent AS source, b.ent AS target,
        a.acting IS NOT NULL AND b.acted_on IS NOT NULL AS directed
    FROM parts a JOIN parts b ON a.event = b.event AND a.ent <> b.ent
    WHERE (a.acting IS NOT NULL AND b.acted_on IS NOT NULL)
       OR (a.ent < b.ent AND NOT (b.acting IS NOT NULL AND a.acted_on IS NOT NULL))),
links AS (
    SELECT p.source, p.target, p.directed, mode(e.type ORDER BY e.type) AS label, count(*) AS weight,
        min({_RANK}) AS rank, max_by(e.id, e.salience, {EVENTS_KEPT}) AS events
    FROM pairs p JOIN events e USING (event) WHERE {{condition}}
    GROUP BY p.source, p.target, p.directed ORDER BY weight DESC, p.source, p.target, p.directed LIMIT ?)
SELECT s.id, t.id, k.directed, k.label, k.weight, k.rank, k.events
FROM links k JOIN wanted s ON s.ent = k.source JOIN wanted t ON t.ent = k.target
"""
_RELATION_LINKS = """
WITH wanted AS MATERIALIZED (SELECT ent, id FROM entities WHERE id IN (SELECT unnest(?::VARCHAR[])))
SELECT s.id, t.id, r.type, count(DISTINCT r.doc) AS weight
FROM relations r JOIN documents d USING (doc)
JOIN chains a ON a.chain = r.source JOIN wanted s ON s.ent = a.ent
JOIN chains b ON b.chain = r.target JOIN wanted t ON t.ent = b.ent
WHERE {condition} AND s.id <> t.id GROUP BY ALL ORDER BY weight DESC, 1, 2, 3 LIMIT ?
"""

"""What is in a case, in numbers: totals, facets, and the shape of its timeline."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from nlp.case.database import Database
from nlp.case.filters import document_condition, event_condition, read_day, restricts_events
from nlp.case.rows import CALENDAR, UNDATED, YEAR_UNKNOWN
from nlp.query import Bin, Facet, Overview, Query

FACETS_KEPT = 100


def count_overview(database: Database, query: Query, *, model: str, name: str) -> Overview:
    """Totals of a query, and its facets."""
    chosen = event_condition(query)
    numbers = database.rows(_NUMBERS.format(condition=chosen.sql), chosen.parameters)[0]
    documents, entities = _count_beside(database, query)
    facets: dict[str, list[Facet]] = defaultdict(list)
    for kind, value, count in database.rows(_FACETS.format(condition=chosen.sql), chosen.parameters):
        if len(facets[kind]) < FACETS_KEPT:
            facets[kind].append(Facet(value=value, count=count))
    events, incidents, dated, year_unknown, undated, first, last = numbers
    return Overview(
        documents=documents,
        entities=entities,
        events=events,
        incidents=incidents,
        dated=dated,
        year_unknown=year_unknown,
        undated=undated,
        skipped=database.value("SELECT count(*) FROM skipped"),
        first=first.isoformat() if first else None,
        last=last.isoformat() if last else None,
        model=model,
        name=name,
        facets={kind: tuple(facets[kind]) for kind in ("entity_types", "event_types", "sources", "statuses")},
    )


def _count_beside(database: Database, query: Query) -> tuple[int, int]:
    if query == Query():
        return (
            database.value("SELECT count(*) FROM documents"),
            database.value("SELECT count(*) FROM entities WHERE NOT hidden"),
        )
    if not restricts_events(query):
        documents = document_condition(query)
        row = database.rows(_DOCUMENT_WISE.format(condition=documents.sql), documents.parameters * 2)[0]
        return row[0], row[1]
    chosen = event_condition(query)
    row = database.rows(_EVENT_WISE.format(condition=chosen.sql), chosen.parameters)[0]
    return row[0], row[1]


def count_histogram(database: Database, query: Query, bins: int) -> list[Bin]:
    """Calendar events by the middle of their intervals, in bins of equal, calendar-like width.

    The width is the smallest of day, week, month, quarter, year, 5, 10, 50, 100 years of which no more than
    ``bins`` cover the period, or all there is without one. Empty bins are there too.
    """
    chosen = event_condition(query)
    rows = database.rows(
        f"SELECT e.middle, e.status, count(*) FROM events e WHERE {chosen.sql} AND e.dating = {CALENDAR}"
        " GROUP BY ALL ORDER BY 1",
        chosen.parameters,
    )
    if query.period:
        first, last = map(read_day, query.period)
        rows = [row for row in rows if first <= row[0] <= last]
    elif rows:
        first, last = rows[0][0], rows[-1][0]
    else:
        return []
    edges = list(_edges(first, last, max(1, bins)))
    counts: list[dict[str, int]] = [{} for _ in edges]
    at = 0
    for middle, status, count in rows:
        while at + 1 < len(edges) and edges[at + 1] <= middle:
            at += 1
        counts[at][status] = counts[at].get(status, 0) + count
    ends = [edge - timedelta(days=1) for edge in edges[1:]] + [max(last, edges[-1])]
    ends[-1] = max(ends[-1], edges[-1])
    return [
        Bin(start=start.isoformat(), end=end.isoformat(), counts=count)
        for start, end, count in zip(edges, ends, counts, strict=True)
    ]


def _edges(first: date, last: date, bins: int) -> Iterator[date]:
    days = (last - first).days + 1
    if days <= bins:
        yield from (first + timedelta(days=n) for n in range(days))
        return
    monday = first - timedelta(days=min(first.weekday(), first.toordinal() - 1))
    if ((last - monday).days // 7) + 1 <= bins:
        yield from (monday + timedelta(days=7 * n) for n in range((last - monday).days // 7 + 1))
        return
    low, high = first.year * 12 + first.month - 1, last.year * 12 + last.month - 1
    wanted = next((m for m in (1, 3, 12, 60, 120, 600, 1200) if high // m - low // m + 1 <= bins), 12000)
    for n in range(low // wanted, high // wanted + 1):
        year, month = divmod(n * wanted, 12)
        yield date(max(year, 1), month + 1, 1)


_NUMBERS = f"""
SELECT count(*), count(DISTINCT e.incident), count(*) FILTER (e.dating = {CALENDAR}),
    count(*) FILTER (e.dating = {YEAR_UNKNOWN}), count(*) FILTER (e.dating = {UNDATED}),
    min(coalesce(e.earliest, e.latest)), max(coalesce(e.latest, e.earliest))
FROM events e WHERE {{condition}}
"""
_EVENT_WISE = """
WITH chosen AS MATERIALIZED (SELECT e.event, e.doc FROM events e WHERE {condition})
SELECT (SELECT count(DISTINCT doc) FROM chosen),
    (SELECT count(DISTINCT i.ent) FROM involved i SEMI JOIN chosen USING (event)
     SEMI JOIN (SELECT ent FROM entities WHERE NOT hidden) n USING (ent))
"""
_DOCUMENT_WISE = """
SELECT (SELECT count(*) FROM documents d WHERE {condition}),
    (SELECT count(DISTINCT c.ent) FROM chains c SEMI JOIN (SELECT d.doc FROM documents d WHERE {condition})
     USING (doc) SEMI JOIN (SELECT ent FROM entities WHERE NOT hidden) n USING (ent))
"""
_FACETS = """
WITH chosen AS MATERIALIZED (
    SELECT e.event, e.doc, e.type, e.status FROM events e WHERE {condition})
SELECT * FROM (
    SELECT 'event_types' AS kind, type AS value, count(*) AS n FROM chosen GROUP BY ALL
    UNION ALL SELECT 'statuses', status, count(*) FROM chosen GROUP BY ALL
    UNION ALL SELECT 'sources', coalesce(d.publisher, ''), count(*)
        FROM chosen JOIN documents d USING (doc) GROUP BY ALL
    UNION ALL SELECT 'entity_types', n.type, count(DISTINCT i.event)
        FROM involved i SEMI JOIN chosen USING (event) JOIN entities n USING (ent)
        WHERE NOT n.hidden GROUP BY ALL
) ORDER BY kind, n DESC, value
"""

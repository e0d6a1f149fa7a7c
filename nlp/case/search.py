"""Full-text search over the case's own inverted index.

Documents are ranked by BM25 (Robertson and Zaragoza, 2009; k1 = 1.2, b = 0.75), events and entities by the
share of the words asked for that they hold. The last word also finds what begins with it, so that a list can
be shown while typing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from nlp.case.database import Database
from nlp.case.terms import index_terms
from nlp.query import Hit

BEGINNINGS = 50
K1, B = 1.2, 0.75
AROUND = 90


def search_case(database: Database, text: str, limit: int) -> list[Hit]:
    """Entities, events and documents that hold the words of ``text``: entities first, then by score."""
    words = list(dict.fromkeys(index_terms(text)))[:16]
    if not words or limit < 1:
        return []
    share = max(1, limit // 3)
    entities = _entities(database, words, limit)
    documents = _documents(database, words, limit)
    events = _events(database, words, limit)
    kept = entities[:share], events[:share], documents[:share]
    spare = [*entities[share:], *events[share:], *documents[share:]]
    hits = [hit for part in kept for hit in part]
    return [*hits, *spare][:limit]


def _entities(database: Database, words: Sequence[str], limit: int) -> list[Hit]:
    rows = database.rows(_ENTITIES, [list(words[:-1]), words[-1], len(words), limit])
    return [
        Hit(kind="entity", ref=key, title=name, snippet=", ".join(aliases[:4]), score=score)
        for key, name, aliases, score in rows
    ]


def _events(database: Database, words: Sequence[str], limit: int) -> list[Hit]:
    rows = database.rows(_EVENTS, [list(words), len(words), limit])
    return [
        Hit(kind="event", ref=key, title=f"{kind}: {trigger}", snippet=sentence, score=score)
        for key, kind, trigger, sentence, score in rows
    ]


def _documents(database: Database, words: Sequence[str], limit: int) -> list[Hit]:
    rows = database.rows(_DOCUMENTS, [list(words), limit])
    return [
        Hit(kind="document", ref=key, title=title, snippet=cut_snippet(text, words), score=score)
        for key, title, text, score in rows
    ]


def cut_snippet(text: str, words: Sequence[str]) -> str:
    """A stretch of ``text`` around the first place where one of ``words`` stands, on one line."""
    places = [m.start() for w in words if (m := re.search(rf"\b{re.escape(w)}", text, re.IGNORECASE))]
    at = min(places, default=0)
    low = max(0, at - AROUND)
    high = min(len(text), at + AROUND)
    piece = " ".join(text[low:high].split())
    return f"{'…' if low else ''}{piece}{'…' if high < len(text) else ''}"


_ENTITIES = f"""
WITH asked AS (
    SELECT unnest(?::VARCHAR[]) AS term, true AS whole
    UNION ALL SELECT term, whole FROM (
        SELECT DISTINCT t.term, t.term = p.word AS whole
        FROM entity_terms t, (SELECT ?::VARCHAR AS word) p WHERE starts_with(t.term, p.word)
        ORDER BY whole DESC, length(t.term), t.term LIMIT {BEGINNINGS})),
found AS (
    SELECT t.ent, count(DISTINCT CASE WHEN a.whole THEN t.term ELSE '' END) AS hits,
        sum(a.whole::INTEGER) AS whole
    FROM entity_terms t JOIN asked a USING (term) GROUP BY t.ent)
SELECT n.id, n.name, n.aliases,
    f.whole + ln(1 + n.mentions) / (4.0 + len(string_split(n.name, ' '))) AS score
FROM found f JOIN entities n USING (ent)
WHERE f.hits >= ? AND NOT n.hidden ORDER BY score DESC, n.name, n.id LIMIT ?
"""
_EVENTS = """
WITH found AS (
    SELECT t.event, count(*) AS hits FROM event_terms t
    WHERE t.term IN (SELECT unnest(?::VARCHAR[])) GROUP BY t.event),
best AS (
    SELECT f.event, f.hits, e.salience FROM found f JOIN events e USING (event)
    WHERE f.hits >= ? ORDER BY e.salience DESC, f.event LIMIT ?)
SELECT e.id, e.type, json_extract_string(e.body, '$.trigger.text'),
    json_extract_string(e.body, '$.sentence.text'), b.hits + e.salience
FROM best b JOIN events e USING (event) ORDER BY e.salience DESC, e.event
"""
_DOCUMENTS = f"""
WITH size AS (SELECT count(*) AS n, avg(words) AS average FROM documents),
hits AS MATERIALIZED (
    SELECT t.term, t.doc, t.tf + 3 * t.titled::INTEGER AS tf FROM document_terms t
    WHERE t.term IN (SELECT unnest(?::VARCHAR[]))),
idf AS (
    SELECT h.term, ln(1 + (any_value(s.n) - count(*) + 0.5) / (count(*) + 0.5)) AS idf
    FROM hits h, size s GROUP BY h.term),
ranked AS (
    SELECT h.doc,
        sum(i.idf * h.tf * {K1 + 1} / (h.tf + {K1} * (1 - {B} + {B} * d.words / s.average))) AS score
    FROM hits h JOIN idf i USING (term) JOIN documents d USING (doc), size s
    GROUP BY h.doc ORDER BY score DESC, h.doc LIMIT ?)
SELECT d.id, d.title, d.text, r.score FROM ranked r JOIN documents d USING (doc) ORDER BY r.score DESC, d.doc
"""

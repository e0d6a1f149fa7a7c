"""Full-text search over the case's own inverted index.

Documents are ranked by BM25 (Robertson and Zaragoza, 2009; k1 = 1.2, b = 0.75) with a title counting as
three more occurrences, entities by the words they hold and how often they are named, events, which must hold
every word, by salience. The last word also finds names that begin with it, so that a list can be shown while
typing.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

import numpy as np

from nlp.case.ask.columns import Columns
from nlp.case.ask.filter import events_on
from nlp.case.file.database import Database
from nlp.query import Hit
from nlp.text.index_terms import find_terms, index_terms

MOST_WORDS = 16
BEGINNINGS = 50
K1, B = 1.2, 0.75
TITLED = 3
AROUND = 90


def search_case(database: Database, columns: Columns, text: str, limit: int) -> list[Hit]:
    """Entities, events and documents that hold the words of ``text``; a third of ``limit`` for each kind.

    What one kind leaves over goes to the next in the order documents, events, entities.
    """
    words = list(dict.fromkeys(index_terms(text)))[:MOST_WORDS]
    if not words or limit < 1:
        return []
    entities = _entities(database, words, limit)
    events = _events(database, columns, words, limit)
    documents = _documents(database, columns, words, limit)
    share = -(-limit // 3)
    spare = max(0, limit - sum(min(share, len(kind)) for kind in (entities, events, documents)))
    kept: list[Hit] = []
    for hits in (documents, events, entities):
        extra = max(0, min(spare, len(hits) - share))
        spare -= extra
        kept = hits[: share + extra] + kept
    return kept[:limit]


def _entities(database: Database, words: Sequence[str], limit: int) -> list[Hit]:
    rows = database.rows(_ENTITIES, [list(words[:-1]), words[-1], len(words), limit])
    return [
        Hit(kind="entity", ref=key, title=name, snippet=", ".join(aliases[:4]), score=score)
        for key, name, aliases, score in rows
    ]


def _events(database: Database, columns: Columns, words: Sequence[str], limit: int) -> list[Hit]:
    found = reduce(np.intersect1d, [events_on(database, word) for word in words])
    ranks = columns.ranks(found)
    best = ranks[np.lexsort((ranks, -columns.salience[ranks]))[:limit]]
    keys = columns.event[best].tolist()
    rows = {row[0]: row[1:] for row in database.rows(_EVENTS, [keys])}
    return [
        Hit(
            kind="event",
            ref=rows[key][0],
            title=f"{rows[key][1]}: {rows[key][2]}",
            snippet=rows[key][3],
            score=len(words) + rows[key][4],
        )
        for key in keys
        if key in rows
    ]


def _documents(database: Database, columns: Columns, words: Sequence[str], limit: int) -> list[Hit]:
    scores = np.zeros(len(columns.doc_exists))
    total = max(1, int(columns.doc_exists.sum()))
    length = columns.doc_words / max(1.0, columns.doc_words.sum() / total)
    for word in words:
        found = database.cursor.execute(
            "SELECT doc, tf, titled FROM document_terms WHERE term = ?", [word]
        ).fetchnumpy()
        docs = np.asarray(found["doc"])
        times = np.asarray(found["tf"]) + TITLED * np.asarray(found["titled"], dtype=np.int64)
        docs, times = docs[docs < len(scores)], times[docs < len(scores)]
        rarity = np.log(1 + (total - len(docs) + 0.5) / (len(docs) + 0.5))
        scores[docs] += rarity * times * (K1 + 1) / (times + K1 * (1 - B + B * length[docs]))
    hit = np.flatnonzero(scores)
    best = hit[np.lexsort((hit, -scores[hit]))[:limit]].tolist()
    rows = {row[0]: row[1:] for row in database.rows(_DOCUMENTS, [best])}
    return [
        Hit(
            kind="document",
            ref=rows[doc][0],
            title=rows[doc][1],
            snippet=cut_snippet(rows[doc][2], words),
            score=float(scores[doc]),
        )
        for doc in best
        if doc in rows
    ]


def cut_snippet(text: str, words: Sequence[str]) -> str:
    """A stretch of ``text`` around the first place where one of ``words`` (terms) stands, on one line."""
    at = next((start for start, _, term in find_terms(text) if term in words), 0)
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
SELECT event, id, type, json_extract_string(body, '$.trigger.text'),
    json_extract_string(body, '$.sentence.text'), salience
FROM events WHERE event IN (SELECT unnest(?::BIGINT[]))
"""
_DOCUMENTS = "SELECT doc, id, title, text FROM documents WHERE doc IN (SELECT unnest(?::INTEGER[]))"

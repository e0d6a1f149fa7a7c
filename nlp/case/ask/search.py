"""Full-text search over the case's own inverted index.

Documents are ranked by BM25 (Robertson and Zaragoza, 2009; k1 = 1.2, b = 0.75) with a title counting as
three more occurrences, entities by the words they hold and how often they are named, events, which must hold
every word, by salience. The last word also finds names that begin with it, so that a list can be shown while
typing.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from nlp.case.choose.columns import Columns
from nlp.case.choose.word_query import documents_matching, events_matching, matches
from nlp.case.file.database import Database
from nlp.query import Hit
from nlp.text.index_terms import find_terms
from nlp.text.query_language import And, Node, Phrase, Word, parse_query, plain_words

MOST_WORDS = 16
BEGINNINGS = 50
K1, B = 1.2, 0.75
TITLED = 3
AROUND = 90


def search_case(database: Database, columns: Columns, text: str, limit: int) -> list[Hit]:
    """Entities, events and documents that hold the words of ``text``; a third of ``limit`` for each kind.

    What one kind leaves over goes to the next in the order documents, events, entities.
    """
    asked = parse_query(text)
    if asked is None or limit < 1:
        return []
    wanted = list(plain_words(asked))
    words = list(dict.fromkeys(term for one in wanted for term in _terms(one)))[:MOST_WORDS]
    named = _entities(database, words, limit) if _is_plain(asked) else _entities_of(database, asked, limit)
    events = _events(database, columns, asked, limit)
    documents = _documents(database, columns, asked, words, limit)
    share = -(-limit // 3)
    spare = max(0, limit - sum(min(share, len(kind)) for kind in (named, events, documents)))
    kept: list[Hit] = []
    for hits in (documents, events, named):
        extra = max(0, min(spare, len(hits) - share))
        spare -= extra
        kept = hits[: share + extra] + kept
    return kept[:limit]


def _terms(one: Word | Phrase) -> tuple[str, ...]:
    return one.terms if isinstance(one, Phrase) else (one.term,)


def _is_plain(asked: Node) -> bool:
    """Whether only whole words are asked for, all of them: then names may be found while one types."""
    parts = asked.parts if isinstance(asked, And) else (asked,)
    return all(isinstance(part, Word) and part.kind == "whole" and not part.field for part in parts)


def _entities_of(database: Database, asked: Node, limit: int) -> list[Hit]:
    """Entities whose names fit a query of more than words; none where it looks into titles or sources."""
    if any(one.field in ("title", "source") for one in plain_words(asked)):
        return []
    rows = database.rows(
        "SELECT id, name, aliases, mentions FROM entities WHERE NOT hidden ORDER BY mentions DESC"
    )
    found = [row for row in rows if matches(asked, [row[1], *row[2]])]
    return [
        Hit(kind="entity", ref=key, title=name, snippet=", ".join(aliases[:4]), score=float(mentions))
        for key, name, aliases, mentions in found[:limit]
    ]


def _entities(database: Database, words: Sequence[str], limit: int) -> list[Hit]:
    rows = database.rows(_ENTITIES, [list(words[:-1]), words[-1], len(words), limit])
    return [
        Hit(kind="entity", ref=key, title=name, snippet=", ".join(aliases[:4]), score=score)
        for key, name, aliases, score in rows
    ]


def _events(database: Database, columns: Columns, asked: Node, limit: int) -> list[Hit]:
    ranks = np.flatnonzero(events_matching(database, columns, asked, told=True))
    best = ranks[np.lexsort((ranks, -columns.salience[ranks]))[:limit]]
    keys = columns.event[best].tolist()
    rows = {row[0]: row[1:] for row in database.rows(_EVENTS, [keys])}
    return [
        Hit(
            kind="event",
            ref=rows[key][0],
            title=f"{rows[key][1]}: {rows[key][2]}",
            snippet=rows[key][3],
            score=1 + rows[key][4],
        )
        for key in keys
        if key in rows
    ]


def _documents(
    database: Database, columns: Columns, asked: Node, words: Sequence[str], limit: int
) -> list[Hit]:
    """Documents that hold any of plain words, the best first; of other queries, those that fit."""
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
    if not _is_plain(asked):
        scores = np.where(documents_matching(database, columns, asked), scores + 1e-9, 0)
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

"""A query of words (:mod:`nlp.text.query_language`) as masks over events and documents."""

from __future__ import annotations

import numpy as np

from nlp.case.choose.columns import Columns, Mask
from nlp.case.file.database import Database
from nlp.text.index_terms import index_terms
from nlp.text.query_language import And, Node, Not, Or, Phrase, Word

_EDITS = ((5, 1), (99, 2))
"""Letters that a fuzzy word of up to so many letters may differ in."""


def events_matching(database: Database, columns: Columns, node: Node, *, told: bool = False) -> Mask:
    """Events (by rank) that ``node`` admits: by their sentence, their document's title, a name in them, their
    publisher; words without a field by their sentence alone where only what is ``told`` counts."""
    if isinstance(node, Not):
        return ~events_matching(database, columns, node.part, told=told)
    if isinstance(node, And | Or):
        masks = [events_matching(database, columns, part, told=told) for part in node.parts]
        joined: Mask = np.logical_and.reduce(masks) if isinstance(node, And) else np.logical_or.reduce(masks)
        return joined
    found = np.zeros(len(columns.event), dtype=bool)
    if node.field == "actor" or not (node.field or told):
        found |= _events_naming(database, columns, node)
    if node.field == "title" or not (node.field or told):
        found |= _titled(database, columns, node)[columns.event_doc]
    if node.field == "source":
        found |= _published_by(columns, node)[columns.event_doc]
    if not node.field:
        found |= _told(database, columns, node)
    return found


def documents_matching(database: Database, columns: Columns, node: Node) -> Mask:
    """Documents (by number) that ``node`` admits: by their text, title, publisher and the names in them."""
    if isinstance(node, Not):
        return columns.doc_exists & ~documents_matching(database, columns, node.part)
    if isinstance(node, And | Or):
        masks = [documents_matching(database, columns, part) for part in node.parts]
        joined: Mask = np.logical_and.reduce(masks) if isinstance(node, And) else np.logical_or.reduce(masks)
        return joined
    if node.field == "source":
        return _published_by(columns, node)
    if node.field == "title":
        return _titled(database, columns, node)
    if node.field == "actor":
        named = _named(database, columns, node)
        found = np.zeros(len(columns.doc_exists), dtype=bool)
        found[columns.held_doc[named[columns.held_ent]]] = True
        return found
    rows = _documents_with(database, node, titled=False)
    found = _flags(rows, len(columns.doc_exists))
    if isinstance(node, Phrase):
        texts = database.rows(
            "SELECT doc, title, text FROM documents WHERE doc IN (SELECT unnest(?::INTEGER[]))",
            [np.flatnonzero(found).tolist()],
        )
        kept = [doc for doc, title, text in texts if _follows(node, title or "") or _follows(node, text)]
        found = _flags(kept, len(columns.doc_exists))
    return found


def matches(node: Node, names: list[str]) -> bool:
    """Whether any of ``names`` has what ``node`` asks for, and none what it leaves out."""
    if isinstance(node, Not):
        return not matches(node.part, names)
    if isinstance(node, And):
        return all(matches(part, names) for part in node.parts)
    if isinstance(node, Or):
        return any(matches(part, names) for part in node.parts)
    return any(_holds(node, list(index_terms(name))) for name in names)


def _told(database: Database, columns: Columns, node: Word | Phrase) -> Mask:
    """Events with it in their sentence."""
    if isinstance(node, Word):
        where, given = _condition(node)
        rows = database.cursor.execute(
            f"SELECT DISTINCT event FROM event_terms WHERE {where}", given
        ).fetchnumpy()
        keys = np.asarray(rows["event"])
    else:
        found = database.cursor.execute(
            "SELECT event FROM event_terms WHERE term IN (SELECT unnest(?::VARCHAR[]))"
            " GROUP BY event HAVING count(DISTINCT term) = ?",
            [list(node.terms), len(set(node.terms))],
        ).fetchnumpy()
        sentences = database.rows(
            "SELECT event, json_extract_string(body, '$.sentence.text') FROM events"
            " WHERE event IN (SELECT unnest(?::BIGINT[]))",
            [np.asarray(found["event"]).tolist()],
        )
        keys = np.array([event for event, text in sentences if _follows(node, text or "")], dtype=np.int64)
    mask = np.zeros(len(columns.event), dtype=bool)
    mask[columns.ranks(np.sort(keys))] = True
    return mask


def _events_naming(database: Database, columns: Columns, node: Word | Phrase) -> Mask:
    named = _named(database, columns, node)
    found = np.zeros(len(columns.event), dtype=bool)
    found[columns.part_event[named[columns.part_ent]]] = True
    return found


def _named(database: Database, columns: Columns, node: Word | Phrase) -> Mask:
    """Entities (by number) whose names hold it; of a phrase, all its terms."""
    if isinstance(node, Word):
        where, given = _condition(node)
        rows = database.rows(f"SELECT DISTINCT ent FROM entity_terms WHERE {where}", given)
    else:
        rows = database.rows(
            "SELECT ent FROM entity_terms WHERE term IN (SELECT unnest(?::VARCHAR[]))"
            " GROUP BY ent HAVING count(DISTINCT term) = ?",
            [list(node.terms), len(set(node.terms))],
        )
    return _flags([ent for (ent,) in rows], len(columns.ent_shown))


def _titled(database: Database, columns: Columns, node: Word | Phrase) -> Mask:
    docs = _documents_with(database, node, titled=True)
    if isinstance(node, Phrase) and docs:
        titles = database.rows(
            "SELECT doc, title FROM documents WHERE doc IN (SELECT unnest(?::INTEGER[]))", [docs]
        )
        docs = [doc for doc, title in titles if _follows(node, title or "")]
    return _flags(docs, len(columns.doc_exists))


def _documents_with(database: Database, node: Word | Phrase, *, titled: bool) -> list[int]:
    also = " AND titled" if titled else ""
    if isinstance(node, Word):
        where, given = _condition(node)
        sql = f"SELECT DISTINCT doc FROM document_terms WHERE {where}{also}"
        return [doc for (doc,) in database.rows(sql, given)]
    sql = (
        f"SELECT doc FROM document_terms WHERE term IN (SELECT unnest(?::VARCHAR[])){also}"
        " GROUP BY doc HAVING count(DISTINCT term) = ?"
    )
    return [doc for (doc,) in database.rows(sql, [list(node.terms), len(set(node.terms))])]


def _published_by(columns: Columns, node: Word | Phrase) -> Mask:
    """Documents whose publisher's name holds it."""
    fits = np.array([_holds(node, list(index_terms(name))) for name in columns.publishers] or [False])
    found: Mask = columns.doc_exists & fits[columns.doc_publisher]
    return found


def _condition(node: Word) -> tuple[str, list[object]]:
    if node.kind == "prefix":
        return "starts_with(term, ?)", [node.term]
    if node.kind == "fuzzy":
        edits = next(edits for letters, edits in _EDITS if len(node.term) <= letters)
        near = "abs(length(term) - ?) <= ? AND damerau_levenshtein(term, ?) <= ?"
        return near, [len(node.term), edits, node.term, edits]
    return "term = ?", [node.term]


def _follows(node: Phrase, text: str) -> bool:
    """Whether the terms of a phrase follow each other in ``text``."""
    return _holds(node, list(index_terms(text)))


def _holds(node: Word | Phrase, terms: list[str]) -> bool:
    if isinstance(node, Word):
        if node.kind == "prefix":
            return any(term.startswith(node.term) for term in terms)
        if node.kind == "fuzzy":
            edits = next(edits for letters, edits in _EDITS if len(node.term) <= letters)
            return any(_distance(term, node.term) <= edits for term in terms)
        return node.term in terms
    size = len(node.terms)
    return any(tuple(terms[at : at + size]) == node.terms for at in range(len(terms) - size + 1))


def _distance(one: str, other: str) -> int:
    """Letters to change, put in, or leave out (Levenshtein 1966)."""
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, start=1):
        before, row[0] = row[0], at
        for to, wanted in enumerate(other, start=1):
            before, row[to] = row[to], min(row[to] + 1, row[to - 1] + 1, before + (letter != wanted))
    return row[-1]


def _flags(numbers: list[int], size: int) -> Mask:
    """Those of ``numbers`` among ``size``; others came after the columns were read."""
    flags = np.zeros(size, dtype=bool)
    at = np.asarray(numbers, dtype=np.int64)
    flags[at[at < size]] = True
    return flags

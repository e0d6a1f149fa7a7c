"""The documents of a case: lists, pages with their highlights, and the mentions of an entity in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import numpy as np
import orjson

from nlp.case.ask.originals import read_origins
from nlp.case.choose.columns import Columns
from nlp.case.choose.filter import choose_documents, choose_events, restricts_events
from nlp.case.file.database import Database
from nlp.query import CandidateRow, DocumentPage, DocumentRow, Highlight, MentionRow, Query, UndatedRow
from nlp.records import EntityType, Span

AROUND = 300
CHAINS_EACH = 4  # chains looked at for each mention wanted; more are of older documents
_STOP = re.compile(r"""[.!?…]["'”’)\]]*\s+(?=["'“‘(\[]?[A-Z0-9])|\n""")
_COLUMNS = (
    "d.id, d.path, d.title, d.published, d.published_basis, d.publisher, d.author, d.events, d.mentions,"
    " d.duplicate_of, d.url, d.published_words, d.published_probable, d.language"
)


def list_documents(database: Database, columns: Columns, query: Query, limit: int) -> list[DocumentRow]:
    """The documents of a query, those with most of its events first, then the latest."""
    chosen = choose_events(database, columns, query)
    events = np.bincount(columns.event_doc[chosen], minlength=len(columns.doc_exists))
    admitted = choose_documents(database, columns, query)
    if restricts_events(query):
        admitted = admitted & (events > 0)
    found = np.flatnonzero(admitted)
    order = np.lexsort((found, -columns.doc_published[found], -events[found]))
    best = found[order[:limit]].tolist()
    rows = {row[0]: row[1:] for row in database.rows(_ROWS, [best])}
    return [document_row(rows[doc]) for doc in best if doc in rows]


def document_row(row: tuple[Any, ...]) -> DocumentRow:
    """A row of the columns above as a record."""
    (
        key, path, title, published, basis, publisher, author, events, mentions, origin, url, words, probable,
        language,
    ) = row  # fmt: skip
    return DocumentRow(
        id=key,
        path=path,
        title=title,
        published=published.isoformat() if published else None,
        published_basis=basis,
        publisher=publisher,
        author=author,
        events=events,
        mentions=mentions,
        duplicate_of=origin,
        url=url,
        published_words=words or "",
        published_probable=bool(probable),
        language=language or "",
    )


def list_undated(database: Database, limit: int) -> list[UndatedRow]:
    """The documents whose day of publication is unknown or only probable, the unknown ones first, then those
    with most events; each with the days it may be."""
    rows = database.rows(
        f"SELECT d.candidates, {_COLUMNS} FROM documents d WHERE d.published IS NULL OR d.published_probable"
        " ORDER BY d.published IS NOT NULL, d.events DESC, d.path, d.id LIMIT ?",
        [limit],
    )
    return [
        UndatedRow(
            document=document_row(tuple(row)),
            candidates=tuple(CandidateRow(**each) for each in orjson.loads(candidates or b"[]")),
        )
        for candidates, *row in rows
    ]


def open_page(database: Database, document_id: str) -> DocumentPage | None:
    """A document in full, with what was found in it."""
    row = database.row(
        f"SELECT d.doc, d.text, d.boilerplate, d.origins, {_COLUMNS} FROM documents d WHERE d.id = ?",
        [document_id],
    )
    if row is None:
        return None
    number, text, boilerplate, origins, *rest = row
    found = [
        Highlight(start=start, end=end, kind="boilerplate", ref="", label="", title="left out: not reporting")
        for start, end in orjson.loads(boilerplate)
    ]
    for kind, sql in _HIGHLIGHTS.items():
        found += [
            Highlight(start=start, end=end, kind=kind, ref=ref or "", label=label, title=title)
            for start, end, ref, label, title in database.rows(sql, [number])
        ]
    found.sort(key=lambda h: (h.start, -h.end, h.kind))
    return DocumentPage(
        row=document_row(tuple(rest)),
        text=text,
        highlights=tuple(found),
        origins=read_origins(origins or "[]"),
    )


def list_mentions(
    database: Database, columns: Columns, entity_id: str, query: Query, limit: int
) -> list[MentionRow]:
    """Where an entity is mentioned in the documents of a query: names first, then the latest."""
    found = database.cursor.execute(
        "SELECT c.chain, c.doc FROM chains c JOIN entities n USING (ent) WHERE n.id = ?", [entity_id]
    ).fetchnumpy()
    chains, docs = np.asarray(found["chain"]), np.asarray(found["doc"])
    chains, docs = chains[docs < len(columns.doc_exists)], docs[docs < len(columns.doc_exists)]
    kept = choose_documents(database, columns, query)[docs]
    chains, docs = chains[kept], docs[kept]
    latest = np.lexsort((chains, -columns.doc_published[docs]))[: limit * CHAINS_EACH]
    return read_mentions(database, "m.chain IN (SELECT unnest(?::BIGINT[]))", chains[latest].tolist(), limit)


def read_mentions(database: Database, where: str, values: list[Any], limit: int) -> list[MentionRow]:
    """The mentions for which ``where``, a condition on ``m`` with one place for ``values``, holds."""
    return [_mention_row(row) for row in database.rows(_MENTIONS.format(where=where), [values, limit])]


def _mention_row(row: tuple[Any, ...]) -> MentionRow:
    document, start, end, text, kind, how, title, path, publisher, published, around, at, key, chain, role = (
        row
    )
    return MentionRow(
        document_id=document,
        start=start,
        end=end,
        text=text,
        type=EntityType(kind),
        kind=how,
        sentence=find_sentence(around, start - at, end - at, shift=at),
        title=title,
        path=path,
        publisher=publisher,
        published=published.isoformat() if published else None,
        id=key,
        chain=chain,
        role=role or "",
    )


def find_sentence(text: str, start: int, end: int, *, shift: int = 0) -> Span:
    """The sentence around ``start``..``end`` as far as ``text`` reaches; ``shift`` is added to offsets."""
    low, high = 0, len(text)
    for stop in _STOP.finditer(text):
        if stop.end() <= start:
            low = stop.end()
        elif stop.start() >= end:
            high = stop.start() + len(stop.group().rstrip())
            break
    kept = text[low:high]
    low += len(kept) - len(kept.lstrip())
    kept = kept.strip()
    return Span(start=low + shift, end=low + shift + len(kept), text=kept)


def list_skipped(database: Database) -> Iterator[tuple[str, str]]:
    """Path and reason of what could not be read, by path."""
    yield from database.rows("SELECT path, reason FROM skipped ORDER BY path, reason")


_HIGHLIGHTS = {
    "mention": """
        SELECT m.start, m."end", n.id, coalesce(n.type, m.type),
            CASE WHEN n.name IS NULL THEN m.type || ': ' || m.text ELSE n.type || ': ' || n.name END
        FROM mentions m LEFT JOIN chains c USING (chain) LEFT JOIN entities n ON n.ent = c.ent
        WHERE m.doc = ?""",
    "event": """
        SELECT json_extract(body, '$.trigger.start')::INTEGER,
            json_extract(body, '$.trigger.end')::INTEGER,
            id, type, type || ' (' || status || ')'
        FROM events WHERE doc = ?""",
    "time": """
        SELECT start, "end", id, value, concat_ws('; ', value, rule, anchor, note)
        FROM times WHERE doc = ?""",
}
_ROWS = f"SELECT d.doc, {_COLUMNS} FROM documents d WHERE d.doc IN (SELECT unnest(?::INTEGER[]))"
_MENTIONS = f"""
WITH found AS (
    SELECT m.mention, m.doc, m.start, m."end", m.text, m.type, m.kind, d.id, d.title, d.path, d.publisher,
        d.published, m.id AS key, c.id AS chain, m.role
    FROM mentions m JOIN documents d USING (doc) JOIN chains c USING (chain)
    WHERE {{where}}
    ORDER BY m.kind <> 'name', d.published DESC NULLS LAST, m.mention LIMIT ?)
SELECT f.id, f.start, f."end", f.text, f.type, f.kind, f.title, f.path, f.publisher, f.published,
    substring(d.text, greatest(0, f.start - {AROUND}) + 1, f."end" - f.start + {2 * AROUND}),
    greatest(0, f.start - {AROUND}), f.key, f.chain, f.role
FROM found f JOIN documents d USING (doc)
ORDER BY f.kind <> 'name', f.published DESC NULLS LAST, f.mention
"""

"""The analyst's word written into the tables, and taken out of them again.

What was read of a document is kept beside it (``originals``) while a verdict on it is in force, so that
undoing gives back exactly what was there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import orjson
from duckdb import DuckDBPyConnection

from nlp.case.decide.apply_to_records import Corrected, added_event_id, correct_extraction
from nlp.case.decide.event_verdicts import (
    NEEDED,
    OF_DOCUMENTS,
    Verdict,
    VerdictKind,
    bind_verdict,
    find_document,
)
from nlp.case.decide.mention_anchors import mention_of
from nlp.case.decide.passages import find_passage, sentence_around
from nlp.case.decide.write_records import add_mentions, write_events, write_relations
from nlp.case.file.database import Database
from nlp.case.file.json_codec import decode_event, decode_extraction, decode_relation, encode_extraction
from nlp.case.file.mention_rows import load_mentions
from nlp.case.file.table_rows import time_row
from nlp.case.settle.journal import insert_rows
from nlp.case.settle.rechain import rechain_documents
from nlp.records import (
    Document,
    Extraction,
    Granularity,
    Interval,
    PublishedBasis,
    Span,
    TimeExpression,
    TimeType,
)


def correct_documents(
    database: Database, verdicts: Sequence[Verdict], ids: Collection[str]
) -> tuple[int, ...]:
    """Bring documents to what the verdicts in force say of them.

    Args:
        verdicts: all in force, in their order.
        ids: the documents to look at; those that no verdict is about become again what was read.

    Returns:
        The numbers of those whose chains must be made anew: their publication date or their mentions changed.
    """
    paths = {path for (path,) in database.rows(_PATHS, [sorted(ids)])}
    about: dict[str, list[tuple[Verdict, str]]] = defaultdict(list)
    added = {added_event_id(v): v for v in verdicts if v.kind is VerdictKind.ADD_EVENT}
    for verdict in verdicts:
        if verdict.kind not in NEEDED and any(cited.path in paths for cited in verdict.anchors):
            for target, document in _targets(database, verdict, added):
                about[document].append((verdict, target))
    moved = []
    with database.transaction() as cursor:
        for (number,) in cursor.execute(_NUMBERS, [sorted(ids)]).fetchall():
            reading = _load_reading(cursor, number)
            mine = about[reading.document.id]
            text = cursor.execute("SELECT text FROM documents WHERE doc = ?", [number]).fetchall()[0][0]
            named = add_mentions(cursor, number, reading.document.id, text, [v for v, _ in mine])
            corrected = correct_extraction(
                reading, mine, text=text, find=partial(mention_of, database), places=_places(text, mine)
            )
            if _write(cursor, number, reading, corrected, keep=bool(mine)) or named:
                moved.append(number)
    return tuple(moved)


def _targets(database: Database, verdict: Verdict, added: Mapping[str, Verdict]) -> Iterator[tuple[str, str]]:
    """What a verdict is about, each with the id of its document. An event that another verdict adds may not
    stand in the table yet."""
    own = [cited for cited in verdict.anchors if cited.id in added]
    for cited in own:
        document = find_document(database, added[cited.id].anchors[0])
        if document:
            yield cited.id, document
    rest = replace(verdict, anchors=tuple(cited for cited in verdict.anchors if cited not in own))
    for target in bind_verdict(database, rest) if rest.anchors else ():
        yield target, _document_of(database, verdict, target)


def _places(text: str, mine: Sequence[tuple[Verdict, str]]) -> dict[str, tuple[Span, Span]]:
    """Where the words stand that events were added on, with their sentences."""
    places = {}
    for verdict, _ in mine:
        if verdict.kind is VerdictKind.ADD_EVENT:
            span = find_passage(text, verdict.anchors[0])
            if span is not None:
                places[verdict.id] = span, sentence_around(text, span.start, span.end)
    return places


def correct_sources(
    database: Database, verdicts: Sequence[Verdict], sources: Collection[str], splits: Mapping[str, str]
) -> None:
    """Apply verdicts to the documents they cite in ``sources``, which have been read again.

    Args:
        splits: mention id -> id of the split decision that cites it.
    """
    paths = sorted({cited.path for verdict in verdicts for cited in verdict.anchors})
    if paths:
        rows = database.rows(_CITED, [paths, sorted(sources)])
        moved = correct_documents(database, verdicts, [key for (key,) in rows])
        rechain_published(database, moved, splits)


def documents_about(database: Database, verdict: Verdict) -> list[str]:
    """The ids of the documents that a verdict is about."""
    return sorted({_document_of(database, verdict, key) for key in bind_verdict(database, verdict)})


def rechain_published(database: Database, numbers: Iterable[int], splits: Mapping[str, str]) -> None:
    """Make the chains anew of documents with another date, on whose years they depend, or other mentions."""
    cited = [mention for n in numbers for _, mention in load_mentions(database.cursor, n)[:1]]
    if cited:
        rechain_documents(database, cited, splits)


def settle_rejected(database: Database) -> None:
    """Have rejected events wait for nothing: they join no incident."""
    if database.row("SELECT 1 FROM events WHERE waiting AND review = 'rejected' LIMIT 1"):
        with database.transaction() as cursor:
            cursor.execute("UPDATE events SET waiting = false WHERE review = 'rejected'").fetchall()


def await_incidents(database: Database, events: Sequence[str]) -> None:
    """Have the incidents of these events resolved again."""
    with database.transaction() as cursor:
        cursor.execute(
            "UPDATE events SET waiting = true WHERE id IN (SELECT unnest(?::VARCHAR[]))", [list(events)]
        ).fetchall()


def _document_of(database: Database, verdict: Verdict, target: str) -> str:
    if verdict.kind in OF_DOCUMENTS:
        return target
    return str(
        database.value("SELECT d.id FROM events e JOIN documents d USING (doc) WHERE e.id = ?", [target])
    )


def _load_reading(cursor: DuckDBPyConnection, number: int) -> Extraction:
    """What was read of a document, its mentions and text left out."""
    kept = cursor.execute("SELECT body FROM originals WHERE doc = ?", [number]).fetchall()
    if kept:
        return decode_extraction(kept[0][0])
    key, path, title, published, basis, words, probable = cursor.execute(
        "SELECT id, path, title, published, published_basis, published_words, published_probable"
        " FROM documents WHERE doc = ?",
        [number],
    ).fetchall()[0]
    return Extraction(
        document=Document(
            id=key,
            path=path,
            title=title,
            text="",
            published=published,
            published_basis=PublishedBasis(basis) if basis else None,
            published_words=words or "",
            published_probable=bool(probable),
        ),
        times=tuple(_time(row, key) for row in cursor.execute(_TIMES, [number]).fetchall()),
        events=tuple(
            decode_event(orjson.loads(body))
            for (body,) in cursor.execute(
                "SELECT body FROM events WHERE doc = ? ORDER BY event", [number]
            ).fetchall()
        ),
        relations=tuple(
            decode_relation(orjson.loads(body))
            for (body,) in cursor.execute("SELECT body FROM relations WHERE doc = ?", [number]).fetchall()
        ),
    )


def _time(row: tuple[Any, ...], document: str) -> TimeExpression:
    fields = dict(zip(_TIME_FIELDS, row, strict=True))
    ends = {name: fields.pop(name) for name in _INTERVAL_FIELDS}
    interval = (
        Interval(**{**ends, "granularity": Granularity(ends["granularity"])}) if ends["granularity"] else None
    )
    kind = TimeType(fields.pop("type"))
    return TimeExpression(document_id=document, type=kind, interval=interval, **fields)


def _write(
    cursor: DuckDBPyConnection, number: int, reading: Extraction, corrected: Corrected, *, keep: bool
) -> bool:
    """Write what a document says now; returns whether its date of publication changed."""
    said = corrected.extraction
    cursor.execute("DELETE FROM originals WHERE doc = ?", [number]).fetchall()
    if keep:
        insert_rows(cursor, {"originals": [(number, encode_extraction(reading))]})
    write_events(cursor, number, corrected)
    write_relations(cursor, number, said.relations)
    dated = said.document
    basis = dated.published_basis.value if dated.published_basis else None
    now = dated.published, basis, dated.published_words, dated.published_probable
    if now == cursor.execute(_PUBLISHED, [number]).fetchall()[0]:
        return False
    for sql in _MOVES:
        cursor.execute(sql, [number]).fetchall()
    cursor.execute(
        "UPDATE documents SET published = ?, published_basis = ?, published_words = ?,"
        " published_probable = ? WHERE doc = ?",
        [*now, number],
    ).fetchall()
    insert_rows(cursor, {"times": [time_row(time, number) for time in said.times]})
    return True


_TIME_FIELDS = (
    "id", "start", "end", "text", "type", "read", "value", "mod", "earliest", "latest", "granularity",
    "vague_start", "vague_end", "anchor", "rule", "note", "cues", "earliest_time", "latest_time",
)  # fmt: skip
_INTERVAL_FIELDS = (
    "earliest", "latest", "granularity", "vague_start", "vague_end", "earliest_time", "latest_time",
)  # fmt: skip
_COLUMNS = ", ".join(f'"{name}"' for name in _TIME_FIELDS)
_TIMES = f"SELECT {_COLUMNS} FROM times WHERE doc = ? ORDER BY start, id"
_NUMBERS = "SELECT doc FROM documents WHERE id IN (SELECT unnest(?::VARCHAR[]))"
_CITED = """
SELECT id FROM documents
WHERE path IN (SELECT unnest(?::VARCHAR[])) AND source IN (SELECT unnest(?::VARCHAR[]))
"""
_PATHS = "SELECT path FROM documents WHERE id IN (SELECT unnest(?::VARCHAR[]))"
_PUBLISHED = """
SELECT published, published_basis, coalesce(published_words, ''), coalesce(published_probable, false)
FROM documents WHERE doc = ?
"""
_MOVES = (
    "UPDATE events SET waiting = true WHERE doc = ? AND review <> 'rejected'",
    "DELETE FROM times WHERE doc = ?",
    "UPDATE documents SET new = true WHERE doc = ?",
)

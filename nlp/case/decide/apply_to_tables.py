"""The analyst's word written into the tables, and taken out of them again.

What was read of a document is kept beside it (``originals``) while a verdict on it is in force, so that
undoing gives back exactly what was there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Any

import orjson
from duckdb import DuckDBPyConnection

from nlp.case.decide.apply_to_records import REJECTED, Corrected, correct_extraction
from nlp.case.decide.event_verdicts import NEEDED, Verdict, VerdictKind, bind_verdict
from nlp.case.file.database import Database
from nlp.case.file.json_codec import decode_event, decode_extraction, decode_relation, encode_extraction
from nlp.case.file.mention_rows import load_mentions
from nlp.case.file.table_rows import EVENT_FIELDS, event_row, time_row
from nlp.case.settle.journal import insert_rows
from nlp.case.settle.rechain import rechain_documents
from nlp.records import (
    Document,
    Extraction,
    Granularity,
    Interval,
    PublishedBasis,
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
        The numbers of those whose publication date changed.
    """
    paths = {path for (path,) in database.rows(_PATHS, [sorted(ids)])}
    about: dict[str, list[tuple[Verdict, str]]] = defaultdict(list)
    for verdict in verdicts:
        if verdict.kind not in NEEDED and any(cited.path in paths for cited in verdict.anchors):
            for target in bind_verdict(database, verdict):
                about[_document_of(database, verdict, target)].append((verdict, target))
    moved = []
    with database.transaction() as cursor:
        for (number,) in cursor.execute(_NUMBERS, [sorted(ids)]).fetchall():
            reading = _load_reading(cursor, number)
            mine = about[reading.document.id]
            corrected = correct_extraction(reading, mine)
            if _write(cursor, number, reading, corrected, keep=bool(mine)):
                moved.append(number)
    return tuple(moved)


def correct_sources(database: Database, verdicts: Sequence[Verdict], sources: Collection[str]) -> None:
    """Apply verdicts to the documents they cite in ``sources``, which have been read again."""
    paths = sorted({cited.path for verdict in verdicts for cited in verdict.anchors})
    if paths:
        rows = database.rows(_CITED, [paths, sorted(sources)])
        correct_documents(database, verdicts, [key for (key,) in rows])


def documents_about(database: Database, verdict: Verdict) -> list[str]:
    """The ids of the documents that a verdict is about."""
    return sorted({_document_of(database, verdict, key) for key in bind_verdict(database, verdict)})


def rechain_published(database: Database, numbers: Iterable[int], splits: dict[str, str]) -> None:
    """Make the chains of documents of another date anew: who is who depends on the years."""
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
    if verdict.kind is VerdictKind.PUBLISH:
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
    _write_events(cursor, number, corrected)
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
    for relation in said.relations:
        cursor.execute(
            "UPDATE relations SET body = ? WHERE doc = ? AND id = ?",
            [orjson.dumps(relation).decode(), number, relation.id],
        ).fetchall()
    return True


def _write_events(cursor: DuckDBPyConnection, number: int, corrected: Corrected) -> None:
    """Write the events of a document that differ from what stands in the table."""
    said = {event.id: event for event in corrected.extraction.events}
    times = {time.id: time for time in corrected.extraction.times}
    for key, event_id, body, review in cursor.execute(_EVENTS, [number]).fetchall():
        event = said[event_id]
        time = times.get(event.when.time_id) if event.when and event.when.time_id else None
        fields = dict(zip(EVENT_FIELDS, event_row(event, key, number, time), strict=True))
        fields["review"] = corrected.reviews.get(event_id, "")
        if (fields["body"], fields["review"]) == (body, review):
            continue
        if fields["body"] != body or REJECTED in {fields["review"], review}:
            cursor.execute(_AWAIT, [key]).fetchall()
            fields["waiting"] = fields["review"] != REJECTED  # what is rejected joins no incident
        else:
            for name in ("incident", "incident_id", "waiting"):
                del fields[name]
        names = ", ".join(f'"{name}" = ?' for name in fields)
        cursor.execute(f"UPDATE events SET {names} WHERE event = ?", [*fields.values(), key]).fetchall()


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
_EVENTS = "SELECT event, id, body, review FROM events WHERE doc = ?"
_PATHS = "SELECT path FROM documents WHERE id IN (SELECT unnest(?::VARCHAR[]))"
_PUBLISHED = """
SELECT published, published_basis, coalesce(published_words, ''), coalesce(published_probable, false)
FROM documents WHERE doc = ?
"""
_AWAIT = """
UPDATE events SET waiting = true
WHERE incident = (SELECT incident FROM events WHERE event = ?) AND review <> 'rejected'
"""
_MOVES = (
    "UPDATE events SET waiting = true WHERE doc = ? AND review <> 'rejected'",
    "DELETE FROM times WHERE doc = ?",
    "UPDATE documents SET new = true WHERE doc = ?",
)

"""Writing: documents go one by one into a journal, and from there in bulk into the tables.

A journal row is committed by itself, so a kill loses the document in hand and nothing else. ``settle`` turns
all journal rows into table rows and empties the journal, in one transaction: a kill leaves either the rows or
the journal, never both and never half. What a killed run left is settled when the case is opened again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from types import MappingProxyType
from typing import Any

import orjson
from duckdb import DuckDBPyConnection

from nlp.case.file.database import Database
from nlp.case.file.json_codec import decode_extraction
from nlp.case.file.schema import ORDINAL_BITS
from nlp.case.file.table_rows import Rows, explode_extraction
from nlp.file_names import real_path

DOCUMENT_TABLES = (
    "mentions",
    "times",
    "events",
    "involved",
    "relations",
    "event_terms",
    "document_terms",
    "event_keys",
    "prints",
    "copies",
    "originals",
)
KEYED_BY_EVENT = ("event_terms", "event_keys")
BATCH = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceState:
    """A file as it was when it was read: what a second run compares to leave it alone.

    ``path`` is where it lies, ``display`` the name a user knows it by (``path`` when empty); ``setting`` is
    what else its documents depend on, such as the analyst's publication date.
    """

    path: str
    size: int
    digest: str
    display: str = ""
    setting: str = ""


Line = tuple[str, SourceState, bytes]
"""What a journal row says: its kind ("document" or "finish"), the source it is of, and its body."""


def journal_lines(database: Database, lines: Iterable[Line]) -> None:
    """Commit journal rows, all in one transaction."""
    with database.transaction() as cursor:
        for kind, source, body in lines:
            cursor.execute(
                "INSERT INTO journal VALUES (?, ?, ?, ?, ?)",
                [next(database.lines), kind, source.path, source.setting, body],
            ).fetchall()


def finish_line(source: SourceState, document_ids: Iterable[str]) -> Line:
    """The line that says that all of a source has been read, and which documents it now holds."""
    body = orjson.dumps({"source": asdict(source), "documents": list(document_ids)})
    return "finish", source, body


def settle_journal(
    database: Database,
    splits: Mapping[str, str] = MappingProxyType({}),
    correct: Callable[[Collection[str]], object] = len,
) -> int:
    """Move the journal into the tables; returns how many documents it held.

    Memory holds :data:`BATCH` documents at a time.

    Args:
        splits: mention id -> id of the split decision that cites it.
        correct: called with the sources that a transaction has settled documents of, before its end: to
            apply the analyst's word to them.
    """
    if not database.value("SELECT count(*) FROM journal"):
        return 0
    settled = 0
    while True:
        with database.transaction() as cursor:
            lines = cursor.execute(
                "SELECT seq, kind, source, setting, body FROM journal ORDER BY seq LIMIT ?", [BATCH]
            ).fetchall()
            if not lines:
                return settled
            settled += _settle_lines(cursor, lines, splits)
            correct({line[2] for line in lines})
            cursor.execute("DELETE FROM journal WHERE seq <= ?", [lines[-1][0]]).fetchall()


def _settle_lines(
    cursor: DuckDBPyConnection, lines: Sequence[tuple[int, str, str, str, bytes]], splits: Mapping[str, str]
) -> int:
    documents = {}
    for _, kind, source, setting, body in lines:
        if kind == "document":
            extraction = decode_extraction(body)
            documents[extraction.document.id] = (source, setting, extraction)
    delete_documents(cursor, documents)
    number = cursor.execute("SELECT coalesce(max(doc), 0) FROM documents").fetchall()[0][0]
    rows: Rows = defaultdict(list)
    for source, setting, extraction in documents.values():
        number += 1
        try:
            made = explode_extraction(
                extraction, document=number, source=source, setting=setting, splits=splits
            )
        except Exception as error:  # noqa: BLE001  (else one document would keep the case from ever opening)
            reason = f"can't be stored: {type(error).__name__}: {error}"
            rows["skipped"].append((extraction.document.path, source, reason))
            continue
        for table, more in made.items():
            rows[table] += more
    insert_rows(cursor, rows)
    _drop_quotations(cursor)
    finished = [orjson.loads(body) for _, kind, _, _, body in lines if kind == "finish"]
    if finished:
        _settle_finished(cursor, finished)
    return len(documents)


def _drop_quotations(cursor: DuckDBPyConnection) -> None:
    """Take out what is read from quotations of messages that the case has in the original by now."""
    found = cursor.execute(_QUOTATIONS).fetchall()
    delete_documents(cursor, [key for (key,) in found])


def insert_rows(cursor: DuckDBPyConnection, rows: Rows) -> None:
    """Append rows to their tables."""
    for table, values in rows.items():
        if values:
            with cursor.appender(table) as appender:
                appender.append_rows(values)


def delete_documents(cursor: DuckDBPyConnection, ids: Iterable[str]) -> None:
    """Take documents out of the case, with all that was read in them.

    The entities their chains belonged to wait for being resolved again.
    """
    found = cursor.execute(
        "SELECT doc FROM documents WHERE id IN (SELECT unnest(?::VARCHAR[]))", [list(ids)]
    ).fetchall()
    if not found:
        return
    numbers = [row[0] for row in found]
    gone = "doc IN (SELECT unnest(?::INTEGER[]))"
    touched = [
        row[0]
        for row in cursor.execute(f"SELECT DISTINCT ent FROM chains WHERE {gone}", [numbers]).fetchall()
        if row[0] is not None
    ]
    for sql in _LEFT_BEHIND:
        cursor.execute(sql.format(gone=gone), [numbers] * sql.count("{gone}")).fetchall()
    for table in ("documents", "chains", *DOCUMENT_TABLES):
        if table in KEYED_BY_EVENT:
            sql = f"DELETE FROM {table} WHERE event >> {ORDINAL_BITS} IN (SELECT unnest(?::INTEGER[]))"
        else:
            sql = f"DELETE FROM {table} WHERE {gone}"
        cursor.execute(sql, [numbers]).fetchall()
    mark_waiting(cursor, touched)


def mark_waiting(cursor: DuckDBPyConnection, entities: Sequence[int]) -> None:
    """Have entities resolved again; those without a chain left are gone."""
    inside = "ent IN (SELECT unnest(?::INTEGER[]))"
    cursor.execute(f"UPDATE chains SET waiting = true WHERE {inside}", [entities]).fetchall()
    for table in ("entities", "entity_terms"):
        cursor.execute(
            f"DELETE FROM {table} WHERE {inside}"
            " AND ent NOT IN (SELECT ent FROM chains WHERE ent IS NOT NULL)",
            [entities],
        ).fetchall()


def _settle_finished(cursor: DuckDBPyConnection, finished: Sequence[dict[str, Any]]) -> None:
    """Note sources as read, and drop the documents that they, or what went by their names, held before."""
    last = {each["source"]["path"]: each for each in finished}
    states = {path: SourceState(**each["source"]) for path, each in last.items()}
    held = [(path, key) for path, each in last.items() for key in each["documents"]]
    cursor.execute("CREATE OR REPLACE TEMP TABLE held (path VARCHAR, id VARCHAR)")
    cursor.execute("CREATE OR REPLACE TEMP TABLE former (path VARCHAR)")
    names = [state.display or state.path for state in states.values()]
    known = cursor.execute(
        "SELECT path FROM sources WHERE display IN (SELECT unnest(?::VARCHAR[]))", [names]
    ).fetchall()
    former = {path for (path,) in known if path in states or not real_path(path).exists()} | set(states)
    insert_rows(cursor, {"held": held, "former": [(path,) for path in sorted(former)]})
    cursor.execute("UPDATE documents SET source = h.path FROM held h WHERE documents.id = h.id").fetchall()
    stale = cursor.execute(_STALE).fetchall()
    if stale:
        delete_documents(cursor, [key for (key,) in stale])
    cursor.execute("DELETE FROM sources WHERE path IN (SELECT path FROM former)").fetchall()
    rows = [
        (path, state.display or path, state.size, state.digest, state.setting, len(last[path]["documents"]))
        for path, state in states.items()
    ]
    insert_rows(cursor, {"sources": rows})


_QUOTATIONS = """
SELECT id FROM documents WHERE quoted AND message <> ''
AND message IN (SELECT message FROM documents WHERE NOT quoted AND message <> '')
"""
_STALE = """
SELECT id FROM documents WHERE source IN (SELECT path FROM former) AND id NOT IN (SELECT id FROM held)
"""
_LEFT_BEHIND = (
    "UPDATE events SET waiting = true WHERE incident IN (SELECT incident FROM events WHERE {gone})",
    "UPDATE documents SET new = true WHERE doc IN (SELECT doc FROM copies WHERE list_has_any(line,"
    " (SELECT list(id) FROM documents WHERE {gone})))",
)

"""Documents that are copies of others of the case, found again for what has changed."""

from __future__ import annotations

from duckdb import DuckDBPyConnection

from nlp.case.file.database import Database
from nlp.near_duplicates import COMMON, FEWEST, Copy, Print, duplicates, find_copies


def resolve_copies(database: Database) -> int:
    """Say of new documents, and of those that share text with them, whose copies they are.

    Returns:
        How many documents were looked at.
    """
    reached = {doc for (doc,) in database.rows("SELECT doc FROM documents WHERE new")}
    if not reached:
        return 0
    frontier = sorted(reached)
    while frontier:
        near = {doc for (doc,) in database.rows(_NEAR, [frontier])}
        frontier = sorted(near - reached)
        reached |= near
    marks: dict[int, list[int]] = {doc: [] for doc in reached}
    for doc, mark in database.rows(_MARKS, [sorted(reached)]):
        marks[doc].append(mark)
    numbers, prints = {}, []
    for doc, key, published, publisher in database.rows(_DOCUMENTS, [sorted(reached)]):
        numbers[key] = doc
        prints.append(
            Print(document_id=key, marks=tuple(marks[doc]), published=published, publisher=publisher)
        )
    copies = find_copies(prints)
    with database.transaction() as cursor:
        _write(cursor, numbers, copies, duplicates(copies))
    return len(reached)


def _write(
    cursor: DuckDBPyConnection, numbers: dict[str, int], copies: tuple[Copy, ...], whole: dict[str, str]
) -> None:
    cursor.execute("CREATE OR REPLACE TEMP TABLE reached (doc INTEGER, origin VARCHAR)")
    with cursor.appender("reached") as appender:
        appender.append_rows([(doc, whole.get(key)) for key, doc in numbers.items()])
    for sql in _WRITES:
        cursor.execute(sql).fetchall()
    with cursor.appender("copies") as appender:
        appender.append_rows(
            [(numbers[c.document_id], c.origin_id, c.share, list(c.line), c.reason) for c in copies]
        )


_NEAR = f"""
WITH mine AS (SELECT DISTINCT mark FROM prints WHERE doc IN (SELECT unnest(?::INTEGER[]))),
shared AS (SELECT p.mark FROM prints p SEMI JOIN mine USING (mark) GROUP BY p.mark
           HAVING count(*) BETWEEN 2 AND {COMMON})
SELECT p.doc FROM prints p SEMI JOIN shared USING (mark) GROUP BY p.doc HAVING count(*) >= {FEWEST}
"""
_MARKS = "SELECT doc, mark FROM prints WHERE doc IN (SELECT unnest(?::INTEGER[])) ORDER BY doc, mark"
_DOCUMENTS = """
SELECT doc, id, strftime(published, '%Y-%m-%d'), publisher FROM documents
WHERE doc IN (SELECT unnest(?::INTEGER[]))
"""
_WRITES = (
    "UPDATE events SET waiting = true FROM reached r JOIN documents d USING (doc)"
    " WHERE events.doc = d.doc AND d.duplicate_of IS DISTINCT FROM r.origin",
    "UPDATE documents SET duplicate_of = reached.origin, new = false FROM reached"
    " WHERE documents.doc = reached.doc",
    "DELETE FROM copies WHERE doc IN (SELECT doc FROM reached)",
)

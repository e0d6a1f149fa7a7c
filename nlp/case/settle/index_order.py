"""The inverted index kept in order: sorted by term, a look-up reads a few blocks instead of all.

Every settled batch appends its terms at the end of the index. When that tail has become a quarter of the
whole, all is sorted anew, so that the work of sorting stays in proportion to what is added.
"""

from __future__ import annotations

from nlp.case.file.database import Database

TABLES = {"document_terms": "doc", "event_terms": "event"}
TAIL = 200_000


def sort_postings(database: Database) -> None:
    """Sort those parts of the index whose unsorted tail has grown long; each in one transaction."""
    for table, column in TABLES.items():
        size = database.value(f"SELECT count(*) FROM {table}")
        row = database.row("SELECT value FROM meta WHERE key = ?", [f"sorted {table}"])
        if size - (int(row[0]) if row else 0) < max(TAIL, size // 4):
            continue
        with database.transaction() as cursor:
            cursor.execute(f"CREATE TABLE sorted AS SELECT * FROM {table} ORDER BY term, {column}").fetchall()
            cursor.execute(f"DROP TABLE {table}").fetchall()
            cursor.execute(f"ALTER TABLE sorted RENAME TO {table}").fetchall()
            cursor.execute("DELETE FROM meta WHERE key = ?", [f"sorted {table}"]).fetchall()
            cursor.execute("INSERT INTO meta VALUES (?, ?)", [f"sorted {table}", str(size)]).fetchall()

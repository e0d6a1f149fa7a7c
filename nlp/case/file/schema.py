"""The tables of a case file, and how older files become of this version.

Rows are tied by whole numbers: a document has a number, and what stands in it is numbered
``document << 20 | ordinal`` (:func:`row_key`), so that a row's document is known without a join and rows lie
on disk in the order they are read. Ids (hexadecimal, stable between runs) are kept beside.
"""

from __future__ import annotations

from collections.abc import Callable

from duckdb import DuckDBPyConnection

from nlp.case.file.json_codec import RENAMED_RELATIONS
from nlp.errors import CaseError

APPLICATION = "dateline case"
SCHEMA_VERSION = 3
ORDINAL_BITS = 20

TABLES = """
CREATE TABLE meta (key VARCHAR, value VARCHAR);
CREATE TABLE journal (seq BIGINT, kind VARCHAR, source VARCHAR, setting VARCHAR, body BLOB);
CREATE TABLE sources (
    path VARCHAR, display VARCHAR, size BIGINT, digest VARCHAR, setting VARCHAR, documents INTEGER);
CREATE TABLE skipped (path VARCHAR, source VARCHAR, reason VARCHAR);
CREATE TABLE documents (
    doc INTEGER, id VARCHAR, source VARCHAR, setting VARCHAR, path VARCHAR, title VARCHAR, published DATE,
    published_basis VARCHAR, publisher VARCHAR, author VARCHAR, language VARCHAR, text VARCHAR,
    boilerplate VARCHAR, words INTEGER, mentions INTEGER, events INTEGER, duplicate_of VARCHAR,
    story VARCHAR, new BOOLEAN, url VARCHAR, published_words VARCHAR, published_probable BOOLEAN,
    candidates VARCHAR, origins VARCHAR, message VARCHAR, quoted BOOLEAN);
CREATE TABLE prints (mark BIGINT, doc INTEGER);
CREATE TABLE copies (doc INTEGER, origin VARCHAR, share FLOAT, line VARCHAR[], reason VARCHAR);
CREATE TABLE mentions (
    mention BIGINT, doc INTEGER, chain BIGINT, id VARCHAR, "start" INTEGER, "end" INTEGER, text VARCHAR,
    type VARCHAR, kind VARCHAR, name VARCHAR, chain_id VARCHAR, head INTEGER, plural BOOLEAN, gender VARCHAR,
    role VARCHAR, rule VARCHAR, specific BOOLEAN);
CREATE TABLE chains (
    chain BIGINT, doc INTEGER, id VARCHAR, ent INTEGER, waiting BOOLEAN, mentions INTEGER, body VARCHAR,
    form UBIGINT);
CREATE TABLE form_keys (key UBIGINT, form UBIGINT);
CREATE TABLE times (
    doc INTEGER, id VARCHAR, "start" INTEGER, "end" INTEGER, text VARCHAR, type VARCHAR, read VARCHAR,
    value VARCHAR, mod VARCHAR, earliest VARCHAR, latest VARCHAR, granularity VARCHAR, vague_start BOOLEAN,
    vague_end BOOLEAN, anchor VARCHAR, rule VARCHAR, note VARCHAR, cues VARCHAR,
    earliest_time VARCHAR, latest_time VARCHAR);
CREATE TABLE events (
    event BIGINT, doc INTEGER, id VARCHAR, incident BIGINT, incident_id VARCHAR, type VARCHAR,
    status VARCHAR, dating TINYINT,
    earliest DATE, latest DATE, middle DATE, month_day VARCHAR, salience FLOAT, anchor VARCHAR,
    time_rule VARCHAR, time_note VARCHAR, waiting BOOLEAN, body VARCHAR, review VARCHAR, denied BOOLEAN,
    clock VARCHAR, placed VARCHAR, placed_earliest DATE, placed_latest DATE, placed_estimate DATE,
    telling BOOLEAN);
CREATE TABLE event_keys (key UBIGINT, event BIGINT);
CREATE TABLE incidents (id VARCHAR, events INTEGER, joins VARCHAR, decided VARCHAR[]);
CREATE TABLE standings (
    id VARCHAR, accounts INTEGER, independent INTEGER, disputed BOOLEAN, changes VARCHAR);
CREATE TABLE involved (
    event BIGINT, doc INTEGER, slot TINYINT, ordinal SMALLINT, role VARCHAR, side TINYINT,
    mention BIGINT, chain BIGINT, ent INTEGER);
CREATE TABLE relations (
    doc INTEGER, id VARCHAR, type VARCHAR, source BIGINT, target BIGINT, "start" INTEGER, "end" INTEGER,
    event_id VARCHAR, source_id VARCHAR, target_id VARCHAR, label VARCHAR, body VARCHAR, status VARCHAR,
    share FLOAT);
CREATE TABLE entities (
    ent INTEGER, id VARCHAR, name VARCHAR, type VARCHAR, mentions INTEGER, documents INTEGER, events INTEGER,
    aliases VARCHAR[], lat DOUBLE, lon DOUBLE, country VARCHAR, "precision" VARCHAR, hidden BOOLEAN,
    decided VARCHAR[], reasons VARCHAR);
CREATE TABLE decisions (seq BIGINT, id VARCHAR, undone BOOLEAN, body VARCHAR);
CREATE TABLE originals (doc INTEGER, body BLOB);
CREATE TABLE document_terms (term VARCHAR, doc INTEGER, tf USMALLINT, titled BOOLEAN);
CREATE TABLE event_terms (term VARCHAR, event BIGINT);
CREATE TABLE entity_terms (term VARCHAR, ent INTEGER);
"""

Migration = Callable[[DuckDBPyConnection], None]


def _add_reviews(connection: DuckDBPyConnection) -> None:
    """From 1 to 2: reviews of events, what was read before it was corrected, how incidents stand.

    Entities and incidents are resolved anew when the case is opened, as their keys are made otherwise.
    """
    for sql in (
        "ALTER TABLE events ADD COLUMN review VARCHAR DEFAULT ''",
        "ALTER TABLE events ADD COLUMN denied BOOLEAN DEFAULT false",
        "ALTER TABLE events ADD COLUMN clock VARCHAR DEFAULT ''",
        "UPDATE events SET waiting = true, denied ="
        " status = 'negated' OR contains(body, '\"stance\":\"denies\"')",
        "UPDATE events SET clock = t.value FROM times t WHERE t.doc = events.doc AND contains(t.value, 'T')"
        " AND t.id = json_extract_string(events.body, '$.when.time_id')",
        "DELETE FROM event_keys",
        "ALTER TABLE chains ADD COLUMN form UBIGINT",
        "UPDATE chains SET waiting = true",
        "DROP TABLE chain_keys",
        "CREATE TABLE form_keys (key UBIGINT, form UBIGINT)",
        "CREATE TABLE readings (doc INTEGER, body BLOB)",
        "CREATE TABLE standings (id VARCHAR, accounts INTEGER, independent INTEGER, disputed BOOLEAN,"
        " changes VARCHAR)",
    ):
        connection.execute(sql)


ADDED_IN_3 = (
    ("times", "earliest_time", "VARCHAR DEFAULT ''"),
    ("times", "latest_time", "VARCHAR DEFAULT ''"),
    ("events", "placed", "VARCHAR"),
    ("events", "placed_earliest", "DATE"),
    ("events", "placed_latest", "DATE"),
    ("events", "placed_estimate", "DATE"),
    ("events", "telling", "BOOLEAN DEFAULT false"),
    ("documents", "url", "VARCHAR"),
    ("documents", "published_words", "VARCHAR DEFAULT ''"),
    ("documents", "published_probable", "BOOLEAN DEFAULT false"),
    ("documents", "candidates", "VARCHAR DEFAULT '[]'"),
    ("documents", "origins", "VARCHAR DEFAULT '[]'"),
    ("documents", "message", "VARCHAR DEFAULT ''"),
    ("documents", "quoted", "BOOLEAN DEFAULT false"),
    ("relations", "status", "VARCHAR DEFAULT ''"),
    ("relations", "share", "FLOAT"),
)
"""The columns of version 3 that version 2 has not: table, column, type."""
RENAMED_IN_3 = ("readings", "originals")
"""A table's name in version 2, and in version 3."""


def _add_places_in_time(connection: DuckDBPyConnection) -> None:
    """From 2 to 3. What is new is read from the bodies of events again when they are next resolved."""
    for table, column, kind in ADDED_IN_3:
        connection.execute(f"ALTER TABLE {table} ADD COLUMN {column} {kind}")
    connection.execute("UPDATE events SET waiting = true")
    for old, new in RENAMED_RELATIONS.items():
        connection.execute(
            "UPDATE relations SET type = $new, body = replace(body, $said, $says) WHERE type = $old",
            {"old": old, "new": new, "said": f'"type":"{old}"', "says": f'"type":"{new}"'},
        )
    connection.execute("UPDATE relations SET status = json_extract_string(body, '$.status')")
    old, new = RENAMED_IN_3
    connection.execute(f"ALTER TABLE {old} RENAME TO {new}")


MIGRATIONS: dict[int, Migration] = {1: _add_reviews, 2: _add_places_in_time}
"""Version -> what turns a file of that version into one of the next. Each runs inside one transaction."""


def row_key(document: int, ordinal: int) -> int:
    """The number of the ``ordinal``-th row of its kind in a document."""
    if ordinal >> ORDINAL_BITS:
        raise CaseError(f"a document holds more than {1 << ORDINAL_BITS} records of one kind")
    return document << ORDINAL_BITS | ordinal


def create_schema(connection: DuckDBPyConnection) -> None:
    """Make the tables in an empty database, in one transaction."""
    connection.begin()
    connection.execute(TABLES)
    connection.execute(
        "INSERT INTO meta VALUES ('application', ?), ('schema', ?)", [APPLICATION, str(SCHEMA_VERSION)]
    )
    connection.commit()


def read_version(connection: DuckDBPyConnection) -> int:
    """The schema version of an open file.

    Raises:
        CaseError: the database is no case.
    """
    names = {row[0] for row in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
    if "meta" not in names:
        raise CaseError("it is a DuckDB database, but not a case of this program")
    meta = dict(connection.execute("SELECT key, value FROM meta").fetchall())
    if meta.get("application") != APPLICATION or not str(meta.get("schema")).isdigit():
        raise CaseError("it is a DuckDB database, but not a case of this program")
    return int(meta["schema"])


def migrate_schema(
    connection: DuckDBPyConnection,
    *,
    migrations: dict[int, Migration] = MIGRATIONS,
    version: int = SCHEMA_VERSION,
) -> None:
    """Bring an open case to ``version``, all steps in one transaction.

    Raises:
        CaseError: it is newer than this program, or so old that no way leads here.
    """
    found = read_version(connection)
    if found > version:
        raise CaseError(
            f"it was made by a newer version of this program (schema {found}, known here: {version})"
        )
    if found == version:
        return
    connection.begin()
    try:
        for step in range(found, version):
            if step not in migrations:
                raise CaseError(f"it was made by a version too old to be converted (schema {found})")
            migrations[step](connection)
        connection.execute("UPDATE meta SET value = ? WHERE key = 'schema'", [str(version)])
    except BaseException:
        connection.rollback()
        raise
    connection.commit()

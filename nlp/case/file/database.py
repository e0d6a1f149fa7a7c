"""The open file: one DuckDB database, one cursor a thread, one writer at a time."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import duckdb
from duckdb import DuckDBPyConnection

from nlp.case.file.schema import SCHEMA_VERSION, create_schema, migrate_schema, read_version
from nlp.errors import CaseError

MEMORY_LIMIT = "1GB"
Row = tuple[Any, ...]


class Database:
    """A case file, open. Safe for use from several threads."""

    def __init__(self, path: Path, connection: DuckDBPyConnection, *, read_only: bool) -> None:
        self.path = path
        self.read_only = read_only
        self._connection = connection
        self._local = threading.local()
        self._writing = threading.RLock()
        self.lines = count(1)  # numbers of journal rows; the journal is empty whenever a case has been opened
        self.writes = 0  # committed so far: what was read before the last one is out of date
        self._inside = 0  # the thread that is in a writing transaction
        self._open = True

    @property
    def cursor(self) -> DuckDBPyConnection:
        """This thread's own cursor.

        Raises:
            CaseError: the case is closed.
        """
        if not self._open:
            raise CaseError(f"{self.path}: the case is closed")
        cursor: DuckDBPyConnection | None = getattr(self._local, "cursor", None)
        if cursor is None:
            cursor = self._connection.cursor()
            self._local.cursor = cursor
        return cursor

    def rows(self, sql: str, parameters: object = None) -> list[Row]:
        """All rows of a question."""
        result: list[Row] = self.cursor.execute(sql, parameters).fetchall()
        return result

    def row(self, sql: str, parameters: object = None) -> Row | None:
        """The first row of a question, None where it has none."""
        rows = self.rows(sql, parameters)
        return rows[0] if rows else None

    def value(self, sql: str, parameters: object = None) -> Any:
        """The one value of a question that has one."""
        return self.rows(sql, parameters)[0][0]

    @contextmanager
    def transaction(self) -> Iterator[DuckDBPyConnection]:
        """All or nothing: what is written inside is committed at its end, or forgotten where it raises.

        One inside another is part of it.

        Raises:
            CaseError: the case was opened read-only, or the disk failed.
        """
        if self.read_only:
            raise CaseError(f"{self.path}: opened for reading only")
        with self._writing:
            if self._inside:
                yield self.cursor
                return
            self._inside = threading.get_ident()
            cursor = self.cursor
            cursor.begin()
            try:
                yield cursor
                cursor.commit()
                self.writes += 1
            except duckdb.IOException as error:
                _roll_back(cursor)
                raise CaseError(f"{self.path}: can't be written: {error}") from error
            except BaseException:
                _roll_back(cursor)
                raise
            finally:
                self._inside = 0

    @contextmanager
    def exclusive(self) -> Iterator[None]:
        """Nothing else is written meanwhile: for what is reckoned from the tables and written to them."""
        with self._writing:
            yield

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """All questions inside are answered as of one moment, whatever other threads commit meanwhile."""
        cursor = self.cursor
        if self._inside == threading.get_ident():
            yield
            return
        cursor.begin()
        try:
            yield
        finally:
            cursor.commit()

    def close(self) -> None:
        """Close the file; a second time does nothing."""
        if self._open:
            self._open = False
            self._connection.close()


def open_database(path: Path, *, create: bool = False, read_only: bool = False) -> Database:
    """Open a case file, made first where it is missing and ``create`` is set.

    Raises:
        CaseError: missing, locked by another process, foreign, damaged, or of a version unknown here.
    """
    if not path.exists():
        if not create:
            raise CaseError(f"{path}: no such case file")
        _create(path)
    try:
        connection = _connect(path, read_only=read_only)
    except duckdb.Error as error:
        raise CaseError(f"{path}: {_reason(error)}") from error
    try:
        if read_only and read_version(connection) < SCHEMA_VERSION:
            connection.close()
            open_database(path).close()  # converts it
            connection = _connect(path, read_only=True)
        migrate_schema(connection)
    except duckdb.Error as error:
        connection.close()
        raise CaseError(f"{path}: {_reason(error)}") from error
    except CaseError as error:
        connection.close()
        raise CaseError(f"{path}: {error}") from error
    return Database(path, connection, read_only=read_only)


def _connect(path: Path, *, read_only: bool = False) -> DuckDBPyConnection:
    return duckdb.connect(
        str(path),
        read_only=read_only,
        config={
            "memory_limit": MEMORY_LIMIT,
            "preserve_insertion_order": "true",
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "temp_directory": f"{path}.tmp",
        },
    )


def _create(path: Path) -> None:
    # Made under another name and moved into place, so that no kill leaves half a file behind.
    fresh = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        connection = _connect(fresh)
        create_schema(connection)
        connection.close()
        os.replace(fresh, path)
    except (duckdb.Error, OSError) as error:
        fresh.unlink(missing_ok=True)
        raise CaseError(f"{path}: can't be made: {error}") from error


def _reason(error: duckdb.Error) -> str:
    text = str(error)
    if "lock" in text.lower() and isinstance(error, duckdb.IOException):
        return "another process has it open; close it there first"
    if "not a valid DuckDB database" in text:
        return "not a case file"
    if "Is a directory" in text:
        return "a folder, not a case file"
    if "Permission denied" in text:
        return "no permission to open it"
    if "newer version" in text or "storage version" in text.lower():
        return f"written by another version of DuckDB ({text.splitlines()[0]})"
    return f"damaged, or no case file ({text.splitlines()[0]})"


def _roll_back(cursor: DuckDBPyConnection) -> None:
    try:
        cursor.rollback()
    except duckdb.Error:
        # The engine has rolled back by itself after a fatal error; the first error is the one to show.
        return

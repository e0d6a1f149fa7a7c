"""What is no case, or not ours to open, is refused with a word that says so."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from duckdb import DuckDBPyConnection

from nlp.case import Case
from nlp.case.file.database import open_database
from nlp.case.file.schema import ADDED_IN_3, SCHEMA_VERSION, migrate_schema, read_version
from nlp.errors import CaseError
from nlp.records import Skipped
from tests.factories import make_case, story


def test_missing(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="no such case file"):
        Case.open(tmp_path / "none.duckdb")


def test_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="can't be made"):
        Case.open(tmp_path / "none" / "a.duckdb", create=True)


@pytest.mark.parametrize("content", [b"", b"reports", b"\x00" * 100_000, b"SQLite format 3\x00" * 999])
def test_not_a_database(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.duckdb"
    path.write_bytes(content)
    with pytest.raises(CaseError, match=r"not a case file|damaged"):
        Case.open(path, create=True)
    assert path.read_bytes() == content


def test_folder(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="a folder"):
        Case.open(tmp_path)


def test_foreign_database(tmp_path: Path) -> None:
    path = tmp_path / "a.duckdb"
    connection = duckdb.connect(str(path))
    connection.execute("CREATE TABLE meta (key VARCHAR, value VARCHAR)")
    connection.close()
    with pytest.raises(CaseError, match="not a case of this program"):
        Case.open(path, create=True)


def test_newer(tmp_path: Path) -> None:
    path = tmp_path / "a.duckdb"
    make_case(path).close()
    connection = duckdb.connect(str(path))
    connection.execute("UPDATE meta SET value = '999' WHERE key = 'schema'")
    connection.close()
    with pytest.raises(CaseError, match="newer version of this program"):
        Case.open(path)


def test_cut_off(tmp_path: Path) -> None:
    path = tmp_path / "a.duckdb"
    make_case(path).close()
    path.write_bytes(path.read_bytes()[:30_000])
    with pytest.raises(CaseError, match="damaged"):
        Case.open(path)


def test_overwritten_inside(tmp_path: Path) -> None:
    path = tmp_path / "a.duckdb"
    make_case(path).close()
    content = bytearray(path.read_bytes())
    content[4096 * 3 : -4096] = b"\xff" * (len(content) - 4096 * 4)
    path.write_bytes(bytes(content))
    with pytest.raises(CaseError, match="damaged"):
        Case.open(path)


def test_open_in_another_process(tmp_path: Path) -> None:
    path = tmp_path / "a.duckdb"
    code = (
        "import sys\nfrom nlp.case import Case\nfrom nlp.errors import CaseError\n"
        "try:\n    Case.open(sys.argv[1])\nexcept CaseError as error:\n    print(error)"
    )
    with make_case(path):
        done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True)
    assert "another process has it open" in done.stdout, done.stderr


def test_closed_case_says_so(tmp_path: Path) -> None:
    case = make_case(tmp_path / "a.duckdb")
    case.close()
    case.close()
    with pytest.raises(CaseError, match="closed"):
        case.overview()


def test_read_only(tmp_path: Path) -> None:
    path = tmp_path / "a.duckdb"
    make_case(path).close()
    with Case.open(path, read_only=True) as case:
        assert case.overview().documents == 3
        with pytest.raises(CaseError, match="reading only"):
            case.skip(Skipped(path="a.txt", reason="empty"))


def test_one_model_a_case(tmp_path: Path) -> None:
    with make_case(tmp_path / "a.duckdb", model="small") as case:
        case.set_model("small")
        with pytest.raises(CaseError, match="made with the model small"):
            case.set_model("large")
        assert case.model == "small"


def age_file(path: Path) -> None:
    """Make a case file look like one of a made-up version 0, which had no languages."""
    connection = duckdb.connect(str(path))
    connection.execute("ALTER TABLE documents DROP COLUMN language")
    connection.execute("UPDATE meta SET value = '0' WHERE key = 'schema'")
    connection.close()


def give_language(connection: DuckDBPyConnection) -> None:
    connection.execute("ALTER TABLE documents ADD COLUMN language VARCHAR DEFAULT 'en'")


def test_older_file_is_migrated(tmp_path: Path) -> None:
    path = tmp_path / "a.duckdb"
    make_case(path).close()
    age_file(path)
    connection = duckdb.connect(str(path))
    migrate_schema(connection, migrations={0: give_language}, version=1)
    assert read_version(connection) == 1
    assert connection.execute("SELECT DISTINCT language FROM documents").fetchall() == [("en",)]
    connection.close()


def test_file_of_version_1_is_converted(tmp_path: Path) -> None:
    path = tmp_path / "a.duckdb"
    with make_case(path) as case:
        before = case.events(), case.overview(), case.entities()
        merged = case.decide("hide", [case.entities()[-1].id])
        case.undo()
    connection = duckdb.connect(str(path))
    for column in ("review", "denied", "clock"):
        connection.execute(f"ALTER TABLE events DROP COLUMN {column}")
    for table, column, _ in ADDED_IN_3:
        connection.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
    connection.execute("ALTER TABLE chains DROP COLUMN form")
    connection.execute("DROP TABLE form_keys")
    connection.execute("CREATE TABLE chain_keys (key UBIGINT, chain BIGINT)")
    connection.execute("DROP TABLE originals")
    connection.execute("DROP TABLE standings")
    connection.execute("UPDATE meta SET value = '1' WHERE key = 'schema'")
    connection.close()
    with Case.open(path, read_only=True) as case:
        assert (case.events(), case.overview(), case.entities()) == before
        assert [row.id for row in case.decision_rows()] == [merged.id]
    with Case.open(path) as case:
        case.decide("reject", [before[0][0].id])
        assert len(case.events()) == len(before[0]) - 1


def test_failing_migration_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "a.duckdb"
    make_case(path).close()
    age_file(path)
    connection = duckdb.connect(str(path))

    def fail(connection: DuckDBPyConnection) -> None:
        give_language(connection)
        raise duckdb.IOException("disk full")

    with pytest.raises(duckdb.IOException):
        migrate_schema(connection, migrations={0: fail}, version=1)
    assert read_version(connection) == 0
    with pytest.raises(duckdb.BinderException):
        connection.execute("SELECT language FROM documents")
    connection.close()


def test_version_without_a_way_here(tmp_path: Path) -> None:
    path = tmp_path / "a.duckdb"
    make_case(path).close()
    connection = duckdb.connect(str(path))
    connection.execute("UPDATE meta SET value = '-1' WHERE key = 'schema'")
    connection.close()
    with pytest.raises(CaseError):
        Case.open(path)
    connection = duckdb.connect(str(path))
    connection.execute("UPDATE meta SET value = '0' WHERE key = 'schema'")
    connection.close()
    if SCHEMA_VERSION == 1:
        with pytest.raises(CaseError, match="too old"):
            Case.open(path)


def test_failed_transaction_leaves_nothing(tmp_path: Path) -> None:
    make_case(tmp_path / "a.duckdb", story()[:1]).close()
    database = open_database(tmp_path / "a.duckdb")

    def delete_and_fail() -> None:
        with database.transaction() as cursor:
            cursor.execute("DELETE FROM documents").fetchall()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        delete_and_fail()
    assert database.value("SELECT count(*) FROM documents") == 1
    database.close()

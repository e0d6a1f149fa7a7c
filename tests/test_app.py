"""The command line as a user meets it: real processes, real model, real case file."""

from __future__ import annotations

import csv
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import urllib.request
from pathlib import Path

import pytest

APP = str(Path(__file__).parent.parent / "app.py")

REPORT = """Harbour office searched in Pellbrook

Published: 8 March 2024

PELLBROOK - Police searched the harbour office in Lisbon on Tuesday, the interior ministry said.
Anna Verrin, the harbour director, was arrested on 5 March. She denied that she had taken bribes.
"""


def dateline(*arguments: object, cwd: Path, **options: object) -> subprocess.CompletedProcess[str]:
    """Run the command line in ``cwd``."""
    command = [sys.executable, APP, *map(str, arguments)]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=300, **options)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A working directory with a folder of one good report and two that can't be read, analysed once."""
    work = tmp_path_factory.mktemp("work")
    (work / "reports").mkdir()
    (work / "reports" / "search.txt").write_text(REPORT)
    (work / "reports" / "empty.txt").write_text("")
    (work / "reports" / "[bold]broken.pdf").write_bytes(b"%PDF-1.7 nonsense")
    return work


@pytest.fixture(scope="module")
def first_run(folder: Path) -> subprocess.CompletedProcess[str]:
    """The output of the first ``ingest``."""
    return dateline("ingest", "reports", cwd=folder)


def test_version_and_help(tmp_path: Path) -> None:
    assert dateline("--version", cwd=tmp_path).stdout.startswith("dateline ")
    for command in ("", "open", "demo", "ingest", "serve", "export"):
        shown = dateline(*filter(None, [command]), "--help", cwd=tmp_path)
        assert shown.returncode == 0
        assert "Example" in shown.stdout


def test_ingest_says_what_was_read_and_what_was_not(
    folder: Path, first_run: subprocess.CompletedProcess[str]
) -> None:
    assert first_run.returncode == 0, first_run.stderr
    assert "1 document added, 2 skipped" in first_run.stderr
    assert "empty.txt" in first_run.stderr
    assert "[bold]broken.pdf" in first_run.stderr
    assert (folder / "reports.duckdb").exists()


def test_second_run_adds_nothing(folder: Path, first_run: subprocess.CompletedProcess[str]) -> None:
    again = dateline("ingest", "reports", cwd=folder)
    assert again.returncode == 0, again.stderr
    assert "0 documents added" in again.stderr
    exported = json.loads(dateline("export", "reports.duckdb", cwd=folder).stdout)
    assert len(exported["documents"]) == 1


def test_export_holds_the_facts(folder: Path, first_run: subprocess.CompletedProcess[str]) -> None:
    done = dateline("export", "reports.duckdb", "--format", "json", "--output", "out.json", cwd=folder)
    assert done.returncode == 0, done.stderr
    case = json.loads((folder / "out.json").read_text())
    (document,) = case["documents"]
    assert (document["published"], document["published_basis"]) == ("2024-03-08", "text")
    arrests = [event for event in case["events"] if event["trigger"]["text"] == "arrested"]
    assert [event["when"]["earliest"] for event in arrests] == ["2024-03-05"]
    for kind in ("times", "events"):
        for row in case[kind]:
            place = row if kind == "times" else row["sentence"]
            assert document["text"][place["start"] : place["end"]] == place["text"]
    assert sorted(path.name for path in folder.glob("out*")) == ["out.json"]


def test_timeline_names_the_day(folder: Path, first_run: subprocess.CompletedProcess[str]) -> None:
    shown = dateline("timeline", "reports.duckdb", cwd=folder)
    assert shown.returncode == 0, shown.stderr
    assert "**5 March 2024**" in shown.stdout
    days = json.loads(dateline("timeline", "reports.duckdb", "--format", "json", cwd=folder).stdout)
    assert "2024-03-05" in [day["day"] for day in days]


def test_decisions_are_made_listed_and_undone(
    folder: Path, first_run: subprocess.CompletedProcess[str]
) -> None:
    def shown() -> str:
        return dateline("entities", "reports.duckdb", cwd=folder).stdout

    assert "Anna Verrin" in shown()
    assert dateline("rename", "reports.duckdb", "Anna Verrin", "A. Verrin", cwd=folder).returncode == 0
    assert "A. Verrin" in shown()
    assert "Renamed Anna Verrin to A. Verrin" in " ".join(
        dateline("decisions", "reports.duckdb", cwd=folder).stdout.split()
    )
    assert dateline("undo", "reports.duckdb", cwd=folder).returncode == 0
    assert "A. Verrin" not in shown()
    assert dateline("undo", "reports.duckdb", cwd=folder).returncode == 1
    unknown = dateline("hide", "reports.duckdb", "Nobody Atall", cwd=folder)
    assert unknown.returncode == 1
    assert "Nobody Atall" in unknown.stderr


def test_a_report_is_one_page_without_scripts(
    folder: Path, first_run: subprocess.CompletedProcess[str]
) -> None:
    page = dateline("export", "reports.duckdb", "--format", "html", cwd=folder).stdout
    assert page.startswith("<!DOCTYPE html>")
    assert page.count("<svg") == 2
    assert "<script" not in page


def test_events_are_listed_rejected_and_dated(
    folder: Path, first_run: subprocess.CompletedProcess[str]
) -> None:
    def rows(*options: str) -> dict[str, list[str]]:
        made = dateline("export", "reports.duckdb", "--format", "csv", *options, cwd=folder)
        return {row["Id"]: row for row in csv.DictReader(made.stdout.lstrip("\ufeff").splitlines())}

    before = rows()
    arrest = next(key for key, row in before.items() if row["Type"] == "arrest")
    assert arrest in dateline("events", "reports.duckdb", cwd=folder).stdout
    assert dateline("reject", "reports.duckdb", arrest, cwd=folder).returncode == 0
    assert set(rows()) == set(before) - {arrest}
    assert dateline("confirm", "reports.duckdb", arrest, cwd=folder).returncode == 0
    assert dateline("redate", "reports.duckdb", arrest, "2024-03-04", cwd=folder).returncode == 0
    assert rows()[arrest]["Earliest"] == "2024-03-04"
    assert dateline("publish", "reports.duckdb", "search.txt", "unknown", cwd=folder).returncode == 0
    assert rows("--table", "documents")[next(iter(rows("--table", "documents")))]["Published"] == ""
    for _ in range(4):
        assert dateline("undo", "reports.duckdb", cwd=folder).returncode == 0
    assert rows() == before
    unknown = dateline("redate", "reports.duckdb", arrest, "soon", cwd=folder)
    assert unknown.returncode == 1
    assert "no date: 'soon'" in unknown.stderr


def test_entities_are_explained_and_joined(folder: Path, first_run: subprocess.CompletedProcess[str]) -> None:
    assert "Anna Verrin (PERSON)" in dateline("explain", "reports.duckdb", "anna verrin", cwd=folder).stdout
    near = dateline("explain", "reports.duckdb", "Anna", cwd=folder)
    assert near.returncode == 1
    assert "Anna Verrin" in near.stderr
    apart = dateline("paths", "reports.duckdb", "Anna Verrin", "Lisbon", cwd=folder)
    assert "Anna Verrin" in apart.stdout + apart.stderr


def test_nothing_readable_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    for path in ("empty.txt", "missing.txt"):
        done = dateline("ingest", path, cwd=tmp_path)
        assert done.returncode == 1
        assert "nothing could be read" in done.stderr
        assert path in done.stderr


def test_unknown_case_and_format_are_plain_errors(tmp_path: Path) -> None:
    (tmp_path / "not-a-case.duckdb").write_text("something else entirely")
    for arguments in (
        ("serve", "missing.duckdb"),
        ("serve", "not-a-case.duckdb"),
        ("export", "missing.duckdb"),
    ):
        done = dateline(*arguments, cwd=tmp_path)
        assert done.returncode == 1
        assert done.stderr.startswith("Error:")
        assert "Traceback" not in done.stderr
        assert arguments[1] in done.stderr.replace("\n", "")
    assert dateline("export", "missing.duckdb", "--format", "xml", cwd=tmp_path).returncode == 2
    assert not (tmp_path / "missing.duckdb").exists()


def test_unknown_model_is_a_plain_error(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(REPORT)
    done = dateline("ingest", "a.txt", "--model", "en_nothing", cwd=tmp_path)
    assert done.returncode == 1
    assert "en_nothing" in done.stderr
    assert "Traceback" not in done.stderr


def ignore_signals() -> None:
    """As a shell's background job or nohup would have it: the server must stop all the same."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_serve_answers_on_this_computer_and_stops(
    folder: Path, first_run: subprocess.CompletedProcess[str], stop: signal.Signals
) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, APP, "serve", "reports.duckdb", "--no-browser", "--port", str(port)]
    environment = os.environ | {"PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        command,
        cwd=folder,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
        preexec_fn=ignore_signals,
    ) as server:
        assert server.stderr is not None
        alarm = threading.Timer(120, server.kill)
        alarm.start()
        line = server.stderr.readline()
        try:
            assert f"http://127.0.0.1:{port}/" in line
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=60) as page:
                assert page.status == 200
                assert "default-src 'self'" in page.headers["Content-Security-Policy"]
            taken = dateline("serve", "reports.duckdb", "--no-browser", "--port", port, cwd=folder)
            assert taken.returncode == 1
        finally:
            alarm.cancel()
            server.send_signal(stop)
            try:
                server.wait(timeout=30)
            finally:
                server.kill()
        assert server.returncode == 0

"""Jobs that add reporting, and the endpoints that the page sends it to."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from nlp.case import Case
from nlp.ingest.run import SETTLE_EVERY
from nlp.readers import find_sources
from nlp.records import Skipped
from tests.factories import make_case
from tests.viz.trees import having
from viz.intake.jobs import SETTLED, Intake
from viz.intake.uploads import StoringError
from viz.page.dashboard import build_dashboard

OWN = {"X-Dateline": "1"}


@dataclass
class Step:
    documents_done: int
    documents_total: int | None = None
    skipped: int = 0
    current_path: str = ""


@dataclass
class Report:
    added: int = 0
    unchanged: int = 0
    skipped: list[Skipped] = field(default_factory=list)
    documents: tuple[str, ...] = ()


class Reader:
    """Stands in for the language model: takes one document a file, skips what is empty, waits if told to."""

    def __init__(self) -> None:
        self.calls: list[tuple[list[str], date | None]] = []
        self.go = threading.Event()
        self.go.set()
        self.error: Exception | None = None

    def __call__(
        self,
        paths: Sequence[Path],
        published: date | None,
        progress: Callable[[Step], None],
        cancelled: Callable[[], bool],
    ) -> Report:
        if self.error:
            raise self.error
        files = [Path(source.path) for source in find_sources(paths)]
        self.calls.append(([path.name for path in files], published))
        report = Report()
        for path in files:
            while not self.go.wait(0.01):
                if cancelled():
                    return report
            if path.stat().st_size:
                report.added += 1
                report.documents += (path.name,)
            else:
                report.skipped.append(Skipped(path=path.name, reason="no text in it"))
            progress(Step(documents_done=report.added, documents_total=len(files), current_path=path.name))
        return report


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    with make_case(tmp_path / "story.case") as made:
        yield made


@pytest.fixture
def reader() -> Reader:
    return Reader()


@pytest.fixture
def client(case: Case, reader: Reader) -> Iterator[FlaskClient]:
    app = build_dashboard(case, hosts=["analysts.example"], ingest=reader)
    yield app.server.test_client()
    reader.go.set()
    app.server.extensions["intake"].close()


def send(client: FlaskClient, job: str, name: str, body: bytes, **more: Any) -> Any:
    headers = OWN | {"X-Dateline-Name": name, "Content-Type": "application/octet-stream"}
    return client.post(f"/_intake/{job}/file", data=body, headers=headers, **more)


def begin(client: FlaskClient) -> str:
    return str(client.post("/_intake", json={}, headers=OWN).get_json()["job"])


def run(client: FlaskClient, job: str, **given: str) -> Any:
    return client.post(f"/_intake/{job}/run", json=given, headers=OWN)


def status(client: FlaskClient, job: str) -> dict[str, Any]:
    told: dict[str, Any] = client.post(f"/_intake/{job}/status", json={}, headers=OWN).get_json()
    return told


def finished(client: FlaskClient, job: str) -> dict[str, Any]:
    for _ in range(500):
        told = status(client, job)
        if told["over"]:
            return told
        time.sleep(0.01)
    raise AssertionError(told)


def test_files_are_stored_beside_the_case_and_read(client: FlaskClient, reader: Reader, case: Case) -> None:
    job = begin(client)
    stored = send(client, job, "wire%2Fr%C3%A9port.txt", b"Text of a report.").get_json()
    assert stored == {"stored": "wire/réport.txt"}
    assert send(client, job, "empty.txt", b"").status_code == 200
    folder = case.path.with_name("story.reporting")
    assert (folder / "wire" / "réport.txt").read_bytes() == b"Text of a report."
    assert run(client, job, published="2031-05-06").status_code == 200
    told = finished(client, job)
    assert (told["state"], told["added"], told["skipped"]) == ("done", 1, 1)
    assert told["why"] == [{"path": "empty.txt", "reason": "no text in it"}]
    assert told["documents"] == ["réport.txt"]
    assert reader.calls == [(["réport.txt", "empty.txt"], date(2031, 5, 6))]


def test_a_second_drop_reads_only_its_own_files(client: FlaskClient, reader: Reader) -> None:
    first = begin(client)
    send(client, first, "wire/a.txt", b"A")
    run(client, first)
    finished(client, first)
    second = begin(client)
    send(client, second, "wire/b.txt", b"B")
    run(client, second)
    finished(client, second)
    assert [names for names, _ in reader.calls] == [["a.txt"], ["b.txt"]]


def test_a_path_of_this_computer_is_read_where_it_lies(
    client: FlaskClient, reader: Reader, tmp_path: Path
) -> None:
    (tmp_path / "there.txt").write_text("There.")
    job = begin(client)
    assert "No such file" in run(client, job, path=str(tmp_path / "missing.txt")).get_json()["refused"]
    assert run(client, job, path=f' "{tmp_path / "there.txt"}" ').status_code == 200
    assert finished(client, job)["added"] == 1


def test_a_job_can_be_stopped_and_the_next_one_waits_for_it(client: FlaskClient, reader: Reader) -> None:
    reader.go.clear()
    first, second = begin(client), begin(client)
    for job in (first, second):
        send(client, job, f"{job}.txt", b"A")
        assert run(client, job).status_code == 200
    assert status(client, second)["state"] == "waiting"
    assert client.post(f"/_intake/{first}/cancel", json={}, headers=OWN).status_code == 200
    assert finished(client, first)["state"] == "cancelled"
    reader.go.set()
    assert finished(client, second)["state"] == "done"


def test_what_breaks_is_told(client: FlaskClient, reader: Reader) -> None:
    reader.error = RuntimeError("out of tea")
    job = begin(client)
    send(client, job, "a.txt", b"A")
    run(client, job)
    told = finished(client, job)
    assert told["state"] == "failed"
    assert "out of tea" in told["error"]


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({}, "nothing to read"),
        ({"published": "May"}, "is no day"),
        ({"published": "2031-02-30"}, "is no day"),
    ],
)
def test_what_makes_no_sense_is_refused_in_words(
    client: FlaskClient, given: dict[str, str], error: str
) -> None:
    answer = run(client, begin(client), **given)
    assert error in answer.get_json()["refused"]


def test_no_more_is_taken_once_it_is_read(client: FlaskClient) -> None:
    job = begin(client)
    send(client, job, "a.txt", b"A")
    run(client, job)
    assert "closed" in send(client, job, "b.txt", b"B").get_json()["refused"]
    assert "read already" in run(client, job).get_json()["refused"]
    assert "not known" in send(client, "nojob", "b.txt", b"B").get_json()["refused"]


@pytest.mark.parametrize(
    ("headers", "address"),
    [
        ({"X-Dateline": ""}, "127.0.0.1"),
        ({"Origin": "http://evil.example"}, "127.0.0.1"),
        ({"Sec-Fetch-Site": "cross-site"}, "127.0.0.1"),
        ({"Host": "evil.example"}, "127.0.0.1"),
        ({"Host": "192.0.2.7:8050"}, "192.0.2.9"),
        ({"Host": "localhost"}, "192.0.2.9"),
    ],
)
def test_others_cannot_add(client: FlaskClient, case: Case, headers: dict[str, str], address: str) -> None:
    job = begin(client)
    for path in ("/_intake", "/_intake/form", f"/_intake/{job}/file", f"/_intake/{job}/run"):
        answer = client.post(path, json={}, headers=OWN | headers, environ_overrides={"REMOTE_ADDR": address})
        assert answer.status_code == 403, path
    assert not [path for path in case.path.with_name("story.reporting").rglob("*") if path.is_file()]


def test_a_host_that_is_allowed_may_add_but_not_by_path(client: FlaskClient, tmp_path: Path) -> None:
    there = {"environ_overrides": {"REMOTE_ADDR": "192.0.2.9"}}
    headers = OWN | {"Host": "analysts.example"}
    form = client.post("/_intake/form", json={}, headers=headers, **there)  # type: ignore[arg-type]
    assert form.status_code == 200
    assert not having(form.get_json(), name="path")
    assert having(client.post("/_intake/form", json={}, headers=OWN).get_json(), name="path")
    job = begin(client)
    refused = client.post(f"/_intake/{job}/run", json={"path": str(tmp_path)}, headers=headers, **there)  # type: ignore[arg-type]
    assert "computer that Dateline runs on" in refused.get_json()["refused"]


def test_without_a_reader_there_is_nothing_to_ask(case: Case) -> None:
    app = build_dashboard(case)
    assert app.server.test_client().post("/_intake", json={}, headers=OWN).status_code == 405
    assert "Add reporting" not in str(app.layout)


def test_old_jobs_are_forgotten_and_running_ones_are_not(case: Case, reader: Reader) -> None:
    reader.go.clear()
    intake = Intake(case, reader)
    running = intake.begin()
    path = case.path.with_name("x.txt")
    path.write_text("x")
    intake.start(running, paths=[path])
    for _ in range(40):
        intake.begin()
    assert intake.job(running.id) is running
    with pytest.raises(StoringError):
        intake.start(running, paths=[path])
    intake.close()
    assert running.over


def test_what_the_page_knows_of_the_readers_is_true() -> None:
    assert SETTLED == SETTLE_EVERY

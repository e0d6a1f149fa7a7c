"""Signing in: over HTTP, by role, throttled, and the file that it rests on."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from typer.testing import CliRunner

from app import create_app
from nlp.case import Case
from nlp.errors import DatelineError
from tests.factories import make_case, story
from viz.access.guard import Attempts, guard
from viz.access.users import Users, add_user, read_users, remove_user, users_path
from viz.cli.serving import users_of
from viz.cli.users import users_cli

PASSWORD = "correct horse"
OWN = {"X-Dateline": "1", "Host": "127.0.0.1"}


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    case = tmp_path_factory.mktemp("access") / "a.duckdb"
    make_case(case, story()).close()
    add_user(users_path(case), "ann", "analyst", PASSWORD)
    add_user(users_path(case), "rob", "reader", PASSWORD)
    return case


def load(path: Path) -> Users:
    users = read_users(users_path(path))
    assert users is not None
    return users


@pytest.fixture(scope="module")
def case(path: Path) -> Iterator[Case]:
    with Case.open(path) as opened:
        yield opened


@pytest.fixture(scope="module")
def server(case: Case, path: Path) -> Iterator[Flask]:
    app = create_app(case, users=lambda: load(path))
    yield app.server
    app.server.extensions["intake"].close()


@pytest.fixture
def client(server: Flask) -> FlaskClient:
    return server.test_client()


def sign_in(client: FlaskClient, name: str, password: str = PASSWORD, **headers: str) -> int:
    form = {"name": name, "password": password}
    return client.post("/_login", data=form, headers={"Host": "127.0.0.1", **headers}).status_code


def test_who_has_not_signed_in_sees_the_door_only(client: FlaskClient) -> None:
    page = client.get("/", headers={"Accept": "text/html", "Host": "127.0.0.1"})
    assert (page.status_code, page.headers["Location"]) == (302, "/_login")
    assert client.get("/_dash-layout", headers=OWN).status_code == 401
    assert client.post("/_decisions", json={}, headers=OWN).status_code == 401
    door = client.get("/_login", headers=OWN)
    assert door.status_code == 200
    assert "Content-Security-Policy" in door.headers


def test_signed_in_and_out(client: FlaskClient) -> None:
    assert sign_in(client, "ann", "wrong password") == 403
    assert sign_in(client, "ann") == 302
    cookie = client.get_cookie("dateline", domain="127.0.0.1")
    assert cookie is not None
    assert (cookie.http_only, cookie.same_site) == (True, "Strict")
    assert client.get("/_dash-layout", headers=OWN).status_code == 200
    assert client.post("/_logout", headers=OWN).status_code == 204
    assert client.get("/_dash-layout", headers=OWN).status_code == 401


def test_nobody_is_signed_in_by_another_site(client: FlaskClient) -> None:
    assert sign_in(client, "ann", Origin="https://elsewhere.example") == 403
    assert sign_in(client, "ann", **{"Sec-Fetch-Site": "cross-site"}) == 403
    assert client.get("/_dash-layout", headers=OWN).status_code == 401


def test_a_reader_reads(client: FlaskClient) -> None:
    assert sign_in(client, "rob") == 302
    assert client.get("/_dash-layout", headers=OWN).status_code == 200
    refused = client.post("/_decisions", json={"do": "undo"}, headers=OWN)
    assert refused.status_code == 403
    assert client.post("/_decisions/form", json={"form": "why"}, headers=OWN).status_code == 200


def test_a_decision_carries_the_name_of_who_signed_in(client: FlaskClient, case: Case) -> None:
    sign_in(client, "ann")
    targets = [case.events()[0].id]
    message = {"do": "decide", "kind": "confirm", "targets": targets, "author": "somebody else"}
    assert client.post("/_decisions", json=message, headers=OWN).status_code == 200
    assert case.decisions()[-1].decision.author == "ann"


def test_a_user_who_is_taken_out_is_out(client: FlaskClient, path: Path) -> None:
    add_user(users_path(path), "eve", "analyst", PASSWORD)
    assert sign_in(client, "eve") == 302
    remove_user(users_path(path), "eve")
    assert client.get("/_dash-layout", headers=OWN).status_code == 401


def test_attempts_are_throttled_by_name_and_address(path: Path) -> None:
    now = [0.0]
    server = Flask("door")
    guard(server, lambda: load(path), attempts=Attempts(lambda: now[0]))
    client = server.test_client()
    assert [sign_in(client, "ann", "wrong password") for _ in range(6)] == [403] * 5 + [429]
    assert sign_in(client, "ann") == 429
    now[0] = 301.0
    assert sign_in(client, "ann") == 302


def test_the_file_is_its_owners_alone(path: Path) -> None:
    file = users_path(path)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert PASSWORD not in file.read_text()
    file.chmod(0o644)
    try:
        with pytest.raises(DatelineError, match="others can read it"):
            read_users(file)
    finally:
        file.chmod(0o600)


@pytest.mark.parametrize(
    ("name", "role", "password", "message"),
    [
        ("ann", "king", PASSWORD, "no role 'king'"),
        ("", "reader", PASSWORD, "a name has"),
        ("a\nb", "reader", PASSWORD, "a name has"),
        ("ann", "reader", "short", "a password has"),
    ],
)
def test_nonsense_is_refused(tmp_path: Path, name: str, role: str, password: str, message: str) -> None:
    with pytest.raises(DatelineError, match=message):
        add_user(tmp_path / "x.users", name, role, password)
    assert not (tmp_path / "x.users").exists()


def test_a_damaged_file_lets_nobody_in(tmp_path: Path) -> None:
    file = tmp_path / "x.users"
    file.write_text('{"users": []}')
    file.chmod(0o600)
    with pytest.raises(DatelineError, match="no file of users"):
        read_users(file)


def test_others_can_reach_a_case_only_with_users(tmp_path: Path, path: Path) -> None:
    assert users_of(tmp_path / "b.duckdb", host="127.0.0.1") is None
    for beyond in ({"host": "0.0.0.0"}, {"host": "127.0.0.1", "proxy": "127.0.0.1"}):
        with pytest.raises(DatelineError, match="dateline users add"):
            users_of(tmp_path / "b.duckdb", **beyond)
    assert users_of(path, host="0.0.0.0") is not None


def test_users_by_command(path: Path) -> None:
    def run(*words: str, said: str = "") -> str:
        done = CliRunner().invoke(users_cli, list(words), input=said, catch_exceptions=False)
        assert done.exit_code == 0, done.output
        return done.stdout

    run("add", str(path), "kim", "--role", "owner", "--password-stdin", said=f"{PASSWORD}\n")
    assert "kim" in run("list", str(path))
    run("remove", str(path), "kim")
    assert "kim" not in run("list", str(path))

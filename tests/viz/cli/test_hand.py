"""Adding, repairing and noting from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from nlp.case import Case
from tests.factories import make_case, story
from viz.cli.commands import build_commands
from viz.cli.hand import add_hand


@pytest.fixture
def path(tmp_path: Path) -> Path:
    make_case(tmp_path / "a.duckdb", story()).close()
    return tmp_path / "a.duckdb"


def run(*words: str) -> str:
    cli: typer.Typer = build_commands(Case.open)
    add_hand(cli, Case.open)
    done = CliRunner().invoke(cli, list(words), catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.stdout


def test_an_event_is_added_changed_and_noted(path: Path) -> None:
    with Case.open(path) as case:
        (document, *_) = case.documents()
        page = case.document(document.id)
        person = next(row for row in case.entities() if row.type == "PERSON")
        assert page
        words = page.text.split(".")[0].split()[0]
    added = run(
        "add-event", str(path), document.path, words, "--type", "attack", "--when", "3 May 2031, 04:10",
        "--who", person.name, "--whom", "some guards", "--reason", "missed", "--author", "ann",
    ).strip()  # fmt: skip
    run("edit-event", str(path), added, "--status", "planned")
    run("note", str(path), added, "look again")
    run("tag", str(path), person.name, "key", "--on", "entity")
    run("grade", str(path), document.path, "2")
    lines = [json.loads(line) for line in run("notes", str(path), "--json").splitlines()]
    assert [(line["kind"], line["target"], line["value"]) for line in lines] == [
        ("note", "event", "look again"),
        ("tag", "entity", "key"),
        ("credibility", "document", "2"),
    ]
    with Case.open(path) as case:
        row = case.event(added)
        assert row is not None
        assert row.when is not None
        assert (row.status, row.when.interval.earliest) == ("planned", "2031-05-03")
        assert [p.text for p in row.participants][1:] == ["some guards"]
        assert (case.decisions()[0].decision.author, case.decisions()[0].decision.reason) == ("ann", "missed")


def test_words_that_do_not_stand_there_are_refused(path: Path) -> None:
    with Case.open(path) as case:
        document = case.documents()[0].path
    cli = build_commands(Case.open)
    add_hand(cli, Case.open)
    done = CliRunner().invoke(cli, ["add-event", str(path), document, "xyzzy"])
    assert "does not stand there" in str(done.exception)


def test_two_entities_are_linked(path: Path) -> None:
    with Case.open(path) as case:
        one, two = [row for row in case.entities() if row.type in ("PERSON", "ORG")][:2]
    run("link", str(path), one.id, two.id, "--type", "ownership", "--share", "40")
    with Case.open(path) as case:
        drawn = [r for r in case.dataset().relations.values() if r["type"] == "ownership"]
    assert [(r["source"], r["target"]) for r in drawn] == [(one.id, two.id)]

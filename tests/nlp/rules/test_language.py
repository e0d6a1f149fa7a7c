"""The language: tables with an analyst's own laid over them, in this process and in others."""

from __future__ import annotations

import pickle
import re
from collections.abc import Mapping
from pathlib import Path

import pytest
import spacy.language

from nlp import Case, Query, analyze
from nlp.errors import RulesError
from nlp.extract import extract, load_vocabulary
from nlp.ingest.executors import in_processes
from nlp.ingest.stream import Extracted, Setting, Task
from nlp.readers import find_sources
from nlp.records import Document, EntityType, make_id
from nlp.rules import load_rules
from nlp.rules.language import Language, language_in_force, per_language, read_language
from nlp.rules.word_lists import lexicons
from nlp.text.pipeline import DEFAULT_MODEL

TOWING = """
[tow]
title = "Towing"
family = "movement"
ace = ""
plover = ""
salience = 0.5
verbs = ["tow"]
example = "A tug towed the barge to Marbury."
"""
TABLES = {
    "events": TOWING,
    "relations": (
        'types = ["godparent"]\n[[nouns]]\ntype = "godparent"\npreps = ["of"]\nholder = ["PERSON"]\n'
        'target = ["PERSON"]\nlemmas = ["godfather", "godmother"]\n'
    ),
    "names": 'VEHICLE = ["Ostrava Heron"]\nORG = ["Mill"]\n',
    "titles": 'neutral = ["hospodar"]\n',
}
TEXT = (
    "The tug towed the Ostrava Heron to Marbury on 3 May 2024. Mill paid for it.\n\n"
    "Karel Novotny, godfather of Jana Blazek, denied it on 4 May 2024."
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write(tmp_path / "own", TABLES)


def write(folder: Path, tables: Mapping[str, str]) -> Path:
    folder.mkdir()
    for name, text in tables.items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return folder


def read(pipeline: spacy.language.Language, language: Language | None) -> tuple[set[str], set[str], set[str]]:
    """Event types, relation types, and "TYPE name" of what ``TEXT`` names."""
    document = Document(id=make_id("document", "a"), path="a.txt", title="a", text=TEXT, language="en")
    found = extract(pipeline(TEXT), document, language)
    names = {f"{m.type} {m.name}" for m in found.mentions}
    return {e.type for e in found.events}, {r.type for r in found.relations}, names


def test_own_rules_are_read_and_only_where_asked(language: spacy.language.Language, folder: Path) -> None:
    before = read(language, None)
    events, relations, names = read(language, read_language(folder))
    assert "tow" in events - before[0]
    assert "godparent" in relations - before[1]
    assert {"VEHICLE Ostrava Heron", "ORG Mill"} <= names
    assert not {"VEHICLE Ostrava Heron", "ORG Mill"} <= before[2]
    assert read(language, None) == before


def test_own_rules_go_with_the_language_to_another_process(folder: Path) -> None:
    own = pickle.loads(pickle.dumps(read_language(folder)))
    with own.in_force():
        assert "hospodar" in lexicons().titles
        assert lexicons().typed_names["Ostrava Heron"] is EntityType.VEHICLE
    assert "hospodar" not in lexicons().titles


def test_what_is_made_of_tables_is_made_once_a_language(folder: Path) -> None:
    made = []

    @per_language
    def vocabulary() -> int:
        made.append(language_in_force())
        return len(load_rules("events"))

    own = read_language(folder)
    with own.in_force():
        assert vocabulary() == vocabulary()
    assert vocabulary() == vocabulary() == len(load_rules("events"))
    assert made == [own, language_in_force()]
    assert own.build(lambda each: [each.code]) == ["en"]


@pytest.mark.parametrize(
    ("tables", "complaint"),
    [
        ({"event": TOWING}, "event.toml: there is no table 'event' to lay it over"),
        ({"titles": 'neutrals = ["x"]'}, "titles.toml: neutrals: no such key"),
        ({"titles": "neutral = 3"}, "titles.toml: neutral: a text is needed, not a number"),
        ({"titles": 'neutral = ["grand vizier"]'}, "titles.toml: neutral: 'grand vizier': only single words"),
        ({"titles": "neutral = "}, "titles.toml: Invalid value"),
        ({"events": TOWING.replace("movement", "moving")}, "events.toml: tow.family: no family named"),
        ({"events": TOWING + 'verb = ["haul"]'}, "events.toml: tow.verb: no such field"),
        ({"names": 'SHIP = ["Heron"]'}, "names.toml: SHIP: no such entity type"),
        ({"relations": '[[nouns]]\ntype = "kin"'}, "relations.toml: nouns.holder: missing"),
        (
            {"relations": '[[nouns]]\ntype = "kin"\nholder = []\ntarget = []\nlemmas = []'},
            "relations.toml: nouns.type: no such relation: 'kin'",
        ),
        (
            {"type_evidence": "[weights]\nflagged = { SHIP = 4.0 }"},
            "type_evidence.toml: weights.flagged: no such",
        ),
        ({}, "own: no folder with tables of rules"),
    ],
)
def test_a_mistake_in_own_rules_names_file_and_key(
    tmp_path: Path, tables: Mapping[str, str], complaint: str
) -> None:
    folder = write(tmp_path / "own", tables)
    with pytest.raises(RulesError) as caught:
        load_vocabulary(read_language(folder))
    assert complaint in str(caught.value)
    assert str(folder) in str(caught.value)


def test_a_case_keeps_the_rules_and_reads_again_under_others(
    tmp_path: Path, folder: Path, language: spacy.language.Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nlp.ingest.run.build_language", lambda name: language)
    reports, file = tmp_path / "reports", tmp_path / "a.duckdb"
    reports.mkdir()
    (reports / "a.txt").write_text(TEXT, encoding="utf-8")

    def types() -> set[str]:
        with Case.open(file) as case:
            return {event.type for event in case.events(Query(), limit=20)}

    assert analyze([reports], file, model=DEFAULT_MODEL).added == 1
    assert "tow" not in types()
    assert analyze([reports], file, rules=folder).added == 1
    assert "tow" in types()
    assert analyze([reports], file).added == 0  # the case's own rules
    with Case.open(file) as case:
        assert case.language.digest == read_language(folder).digest


def test_worker_processes_read_with_own_rules(tmp_path: Path, folder: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    tasks = iter([Task(number=0, source=source) for source in find_sources([tmp_path / "a.txt"])])
    setting = Setting(model=DEFAULT_MODEL, language=read_language(folder))
    outcomes = in_processes(1)(tasks, setting, cancelled=lambda: False)
    bodies = [outcome.body for outcome in outcomes if isinstance(outcome, Extracted)]
    assert [b'"tow"' in body for body in bodies] == [True]


def test_a_report_in_another_language_is_kept_and_not_parsed(
    tmp_path: Path, language: spacy.language.Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> object:
        raise AssertionError("parsed")

    monkeypatch.setattr("nlp.ingest.run.build_language", fail)
    text = "Die Polizei hat am Freitag in der Stadt zwei Männer festgenommen, die nicht mit dem Zug kamen."
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    with Case.open(tmp_path / "a.duckdb", create=True) as case:
        case.set_model(DEFAULT_MODEL)
        report = analyze([tmp_path / "a.txt"], case)
        assert (report.added, report.skipped) == (1, [])
        assert [(row.language, row.events) for row in case.documents(limit=5)] == [("de", 0)]


def test_there_is_no_language_without_rules() -> None:
    with pytest.raises(RulesError, match="no rules for the language 'xx'"):
        read_language(code="xx")


def test_the_examples_of_the_docs_can_be_used(tmp_path: Path) -> None:
    page = (Path(__file__).parents[3] / "docs" / "rules.md").read_text("utf-8")
    blocks = re.findall(r"```toml\n# own/(\w+)\.toml.*?\n(.*?)```", page, re.S)
    assert [name for name, _ in blocks] == ["events", "relations", "names", "titles"]
    load_vocabulary(read_language(write(tmp_path / "own", dict(blocks))))

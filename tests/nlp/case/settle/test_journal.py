"""Writing: every document survives a kill, files are read once, changed files replace their documents."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from nlp.case import Case, SourceState
from nlp.records import Extraction, Skipped
from tests.factories import Draft, make_case, story

TABLES = ("documents", "mentions", "times", "events", "involved", "relations", "chains", "event_terms")


def note(text: str, path: str = "note.txt") -> Extraction:
    draft = Draft(text, path=path)
    word = draft.mention(text.split()[0])
    draft.event(text.split()[1], agent=word)
    return draft.extraction()


def state(path: str = "note.txt", digest: str = "1", **more: str) -> SourceState:
    return SourceState(path=path, size=1, digest=digest, **more)


def texts(case: Case) -> list[str]:
    pages = [case.document(row.id) for row in case.documents()]
    return sorted(page.text for page in pages if page)


def counts(case: Case) -> dict[str, int]:
    return {table: case._database.value(f"SELECT count(*) FROM {table}") for table in TABLES}


def test_added_is_there_after_settling(tmp_path: Path) -> None:
    with Case.open(tmp_path / "a.duckdb", create=True) as case:
        case.add(note("Vries left."), state())
        assert case.overview().documents == 0
        assert case.settle() == 1
        assert case.overview().documents == 1


def test_journal_is_settled_on_opening(tmp_path: Path) -> None:
    with Case.open(tmp_path / "a.duckdb", create=True) as case:
        case.add(note("Vries left."), state())
    with Case.open(tmp_path / "a.duckdb") as case:
        assert texts(case) == ["Vries left."]
        assert [row.name for row in case.entities()] == ["Vries"]


def test_same_document_again_adds_nothing(tmp_path: Path) -> None:
    with make_case(tmp_path / "a.duckdb") as case:
        before = counts(case)
        for extraction in story():
            case.add(extraction, state(extraction.document.path))
        case.settle()
        assert counts(case) == before


def test_unchanged_source(tmp_path: Path) -> None:
    with Case.open(tmp_path / "a.duckdb", create=True) as case:
        made = note("Vries left.")
        assert not case.is_unchanged(state())
        case.add(made, state())
        case.settle()
        assert not case.is_unchanged(state()), "not read to its end yet"
        case.finish(state(), [made.document.id])
        case.settle()
        assert case.is_unchanged(state())
        assert not case.is_unchanged(state(digest="2"))
        assert not case.is_unchanged(state(setting="published 2024-01-01"))
        assert case.known_documents(state()) == {made.document.id}


def test_incomplete_source_is_read_again(tmp_path: Path) -> None:
    with Case.open(tmp_path / "a.duckdb", create=True) as case:
        case.finish(state(), [], complete=False)
        case.settle()
        assert not case.is_unchanged(state())


def test_changed_source_replaces_its_documents(tmp_path: Path) -> None:
    old, kept, new = note("Vries left.", "a:1"), note("Okafor stayed.", "a:2"), note("Vries returned.", "a:1")
    with Case.open(tmp_path / "a.duckdb", create=True) as case:
        for made in (old, kept):
            case.add(made, state("a"))
        case.finish(state("a"), [old.document.id, kept.document.id])
        case.settle()
        case.add(new, state("a", "2"))
        case.finish(state("a", "2"), [kept.document.id, new.document.id])
        case.settle()
        assert texts(case) == ["Okafor stayed.", "Vries returned."]
        assert counts(case)["mentions"] == counts(case)["events"] == counts(case)["chains"] == 2
        assert sorted(row.name for row in case.entities()) == ["Okafor", "Vries"]
        assert case.search("left") == []


def test_entity_without_mentions_is_gone(tmp_path: Path) -> None:
    old, new = note("Vries left."), note("Okafor left.")
    with make_case(tmp_path / "a.duckdb", [old]) as case:
        case.add(new, state(digest="2"))
        case.finish(state(digest="2"), [new.document.id])
        case.settle()
        assert [row.name for row in case.entities()] == ["Okafor"]
        assert [hit.title for hit in case.search("vries") if hit.kind == "entity"] == []


def test_moved_folder_takes_its_documents_along(tmp_path: Path) -> None:
    made, new = note("Vries left."), note("Okafor stayed.")
    with Case.open(tmp_path / "a.duckdb", create=True) as case:
        gone = state("/gone/reports/a.txt", display="reports/a.txt")
        case.add(made, gone)
        case.finish(gone, [made.document.id])
        case.settle()
        moved = state(str(tmp_path / "a.txt"), "2", display="reports/a.txt")
        assert case.known_documents(moved) == {made.document.id}
        case.add(new, moved)
        case.finish(moved, [new.document.id])
        case.settle()
        assert texts(case) == ["Okafor stayed."]


def test_two_folders_of_one_name_stay_apart(tmp_path: Path) -> None:
    made, new = note("Vries left."), note("Okafor stayed.")
    (tmp_path / "a.txt").touch()
    with Case.open(tmp_path / "a.duckdb", create=True) as case:
        for extraction, path in ((made, tmp_path / "a.txt"), (new, tmp_path / "b" / "a.txt")):
            source = state(str(path), display="reports/a.txt")
            case.add(extraction, source)
            case.finish(source, [extraction.document.id])
        case.settle()
        assert texts(case) == ["Okafor stayed.", "Vries left."]


def test_skipped_once_a_path(tmp_path: Path) -> None:
    with Case.open(tmp_path / "a.duckdb", create=True) as case:
        case.skip(Skipped(path="a.pdf", reason="no text"), state("a.pdf"))
        case.skip(Skipped(path="a.pdf", reason="encrypted"), state("a.pdf"))
        case.skip(Skipped(path="b.pdf", reason="no text"), state("b.pdf"))
        assert [(s.path, s.reason) for s in case.skipped()] == [("a.pdf", "encrypted"), ("b.pdf", "no text")]
        case.begin(state("a.pdf"))
        assert [s.path for s in case.skipped()] == ["b.pdf"]


WRITER = """
import sys
from nlp.case import Case, SourceState
from tests.nlp.case.settle.test_journal import note

with Case.open(sys.argv[1], create=True) as case:
    for number in range(10_000):
        source = SourceState(path=f"{number}.txt", size=1, digest="1")
        made = note(f"Person{number} struck.", f"{number}.txt")
        case.add(made, source)
        case.finish(source, [made.document.id])
        print(number, flush=True)
        if number % 7 == 6:
            case.settle(resolve=number % 2 == 0)
"""


@pytest.mark.parametrize("delay", [0.05, 0.3, 0.61])
def test_kill_loses_the_document_in_hand_and_nothing_else(tmp_path: Path, delay: float) -> None:
    path = tmp_path / "a.duckdb"
    process = subprocess.Popen([sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    process.stdout.readline()
    time.sleep(delay)
    os.kill(process.pid, signal.SIGKILL)
    said = [0, *map(int, process.stdout.read().split())]
    process.wait()
    process.stdout.close()
    with Case.open(path) as case:
        stored = case.overview().documents
        assert len(said) <= stored <= len(said) + 1
        rows = counts(case)
        assert rows["mentions"] == rows["events"] == rows["involved"] == rows["chains"] == stored
        assert case.overview().entities == stored
        assert case.overview().events == stored
        assert case.is_unchanged(state("0.txt"))
        case.add(note("Okafor stayed."), state())
        assert case.settle() == 1


def test_document_that_breaks_storing_costs_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from nlp.case.settle import journal

    whole = journal.explode_extraction

    def fail_on_vries(extraction: Extraction, **more: object) -> object:
        if "Vries" in extraction.document.text:
            raise IndexError("out of range")
        return whole(extraction, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(journal, "explode_extraction", fail_on_vries)
    with make_case(tmp_path / "a.duckdb", [note("Vries left."), note("Okafor stayed.", "b.txt")]) as case:
        assert texts(case) == ["Okafor stayed."]
        assert "can't be stored: IndexError: out of range" in {s.reason for s in case.skipped()}


def test_extraction_encoded_elsewhere(tmp_path: Path) -> None:
    from nlp.case.file.json_codec import encode_extraction

    with Case.open(tmp_path / "a.duckdb", create=True) as case:
        case.add(encode_extraction(note("Vries left.")), state())
        case.settle()
        assert texts(case) == ["Vries left."]


def test_text_that_is_no_unicode_is_refused() -> None:
    from nlp.case.file.json_codec import encode_extraction

    made = note("Vries left.")
    broken = replace(made, document=replace(made.document, text="\ud800"))
    with pytest.raises(TypeError):
        encode_extraction(broken)


def test_a_broken_resolver_keeps_no_case_from_opening(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from nlp.case.settle import entities

    def fail(*_: object, **__: object) -> None:
        raise KeyError("chain")

    path = tmp_path / "a.duckdb"
    with monkeypatch.context() as patch:
        patch.setattr(entities, "resolve_entities", fail)
        with make_case(path, [note("Vries left.")]) as case:
            assert texts(case) == ["Vries left."]
            assert case.overview().entities == 0
            noted = {s.path: s.reason for s in case.skipped()}
            assert noted["a.duckdb: entities"] == "can't be resolved: KeyError: 'chain'"
        with Case.open(path) as case:
            assert {s.path: s.reason for s in case.skipped()} == noted
    with Case.open(path) as case:
        assert case.overview().entities == 1
        assert "a.duckdb: entities" not in {s.path for s in case.skipped()}

"""From files to a case: resumed, replaced, parallel, and unmoved by what breaks."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from spacy.language import Language
from spacy.tokens import Doc

import nlp
import nlp.ingest.run
from nlp.case import Case
from nlp.errors import CaseError, ModelError
from nlp.ingest.progress import Progress, Report
from nlp.ingest.run import analyze
from nlp.text.pipeline import DEFAULT_MODEL

REPORTS = {
    "a.txt": "Police arrested Ada Bellweather in Lisbon on 8 March 2024.",
    "b.txt": "Gunmen attacked a depot in Porto on 9 March 2024. Ada Bellweather denied it.",
    "deep/c.md": "# Harbour strike\n\nDockers in Lisbon went on strike on 10 March 2024.",
}


@pytest.fixture(autouse=True)
def one_model(monkeypatch: pytest.MonkeyPatch, language: Language) -> None:
    """Every run in this process uses the loaded pipeline."""
    monkeypatch.setattr(nlp.ingest.run, "build_language", lambda name: language)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "reports"
    for name, text in REPORTS.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


def run(folder: Path, **more: object) -> Report:
    return analyze([folder], folder.parent / "a.duckdb", model=DEFAULT_MODEL, **more)  # type: ignore[arg-type]


@pytest.fixture
def opened(folder: Path) -> Iterator[Case]:
    run(folder)
    with Case.open(folder.parent / "a.duckdb") as case:
        yield case


def test_folder_becomes_a_case(opened: Case) -> None:
    assert opened.overview().documents == 3
    assert opened.model == DEFAULT_MODEL
    assert {row.path for row in opened.documents()} == {"reports/a.txt", "reports/b.txt", "reports/deep/c.md"}
    assert any(row.name == "Ada Bellweather" and row.documents == 2 for row in opened.entities())
    assert opened.overview().dated >= 3


def test_second_run_adds_nothing(folder: Path) -> None:
    first = run(folder)
    assert (first.read, first.added, first.unchanged) == (3, 3, 0)
    again = run(folder)
    assert (again.read, again.added, again.unchanged, again.skipped) == (0, 0, 3, [])


def test_changed_file_replaces_its_document(folder: Path) -> None:
    run(folder)
    (folder / "a.txt").write_text("Police freed Corvin Dray in Lisbon on 12 March 2024.")
    again = run(folder)
    assert (again.added, again.unchanged) == (1, 2)
    with Case.open(folder.parent / "a.duckdb") as case:
        assert case.overview().documents == 3
        names = [row.name for row in case.entities()]
        assert "Corvin Dray" in names
        assert next(r for r in case.entities() if r.name == "Ada Bellweather").documents == 1


def test_only_changed_rows_of_a_file_are_read_again(folder: Path) -> None:
    lines = [f'{{"text": "Police arrested Ada Bellweather in town {n}."}}\n' for n in range(4)]
    (folder / "rows.jsonl").write_text("".join(lines))
    run(folder)
    (folder / "rows.jsonl").write_text("".join([*lines, '{"text": "Police freed Ada Bellweather."}\n']))
    again = run(folder)
    assert (again.read, again.added) == (5, 1)


def test_unreadable_files_are_told_every_time(folder: Path) -> None:
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 nothing")
    (folder / "empty.txt").write_text("")
    first, again = run(folder), run(folder)
    for report in (first, again):
        assert {s.path for s in report.skipped} == {"reports/broken.pdf", "reports/empty.txt"}
        assert all(s.reason for s in report.skipped)
    assert (again.added, again.unchanged) == (0, 3)
    (folder / "empty.txt").write_text("Ada Bellweather left Lisbon.")
    (folder / "broken.pdf").unlink()
    assert run(folder).skipped == []
    with Case.open(folder.parent / "a.duckdb") as case:
        assert [s.path for s in case.skipped()] == ["reports/broken.pdf"], "as it was when last looked at"


def test_missing_path(tmp_path: Path) -> None:
    report = analyze([tmp_path / "none"], tmp_path / "a.duckdb", model=DEFAULT_MODEL)
    assert (report.read, report.unchanged) == (0, 0)
    assert [s.reason for s in report.skipped] == ["no such file or folder"]


def test_one_path_as_text(folder: Path) -> None:
    assert analyze(str(folder / "a.txt"), folder.parent / "a.duckdb", model=DEFAULT_MODEL).added == 1


def test_publication_date_given_later(folder: Path) -> None:
    run(folder)
    again = run(folder, published=date(2024, 3, 11))
    assert again.unchanged == 0
    with Case.open(folder.parent / "a.duckdb") as case:
        assert {row.published for row in case.documents()} == {"2024-03-11"}
        assert case.overview().documents == 3


def test_another_model_is_refused(folder: Path) -> None:
    run(folder)
    with pytest.raises(CaseError, match="made with the model"):
        analyze([folder], folder.parent / "a.duckdb", model="en_core_web_trf")


def test_case_keeps_its_model(folder: Path) -> None:
    run(folder)
    report = analyze([folder], folder.parent / "a.duckdb")
    assert report.unchanged == 3


def test_model_that_is_none(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    with pytest.raises(ModelError, match="'nothing'"):
        analyze([folder], folder.parent / "b.duckdb", model="nothing")
    with Case.open(folder.parent / "b.duckdb") as case:
        assert case.model == "", "the case is still free to choose"


def test_progress(folder: Path) -> None:
    seen: list[Progress] = []
    run(folder, progress=seen.append)
    assert [step.documents_done for step in seen] == sorted(step.documents_done for step in seen)
    assert seen[-1].documents_done == seen[-1].documents_total == 3
    assert seen[-1].words == sum(len(text.replace("#", "").split()) for text in REPORTS.values())
    assert {step.current_path for step in seen} >= {"reports/a.txt", "reports/deep/c.md"}


def test_failing_document_costs_no_other(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from nlp.ingest import stream

    whole = stream.extract

    def fail_on_porto(doc: Doc, document: nlp.ingest.stream.Document, language: object) -> object:
        if "Porto" in document.text:
            raise ZeroDivisionError("of all things")
        return whole(doc, document)

    with monkeypatch.context() as patch:
        patch.setattr(stream, "extract", fail_on_porto)
        report = run(folder)
    assert report.added == 2
    assert [(s.path, s.reason) for s in report.skipped] == [
        ("reports/b.txt", "can't be analysed: ZeroDivisionError: of all things")
    ]
    again = run(folder)
    assert (again.added, again.skipped) == (1, []), "tried again"


def test_failing_parse_costs_no_other(
    folder: Path, monkeypatch: pytest.MonkeyPatch, language: Language
) -> None:
    whole = language.tokenizer

    def fail_on_porto(text: str) -> Doc:
        if "Porto" in text:
            raise ValueError("no such town")
        return whole(text)

    with monkeypatch.context() as patch:
        patch.setattr(language, "tokenizer", fail_on_porto)
        report = run(folder)
    assert report.added == 2
    assert [s.path for s in report.skipped] == ["reports/b.txt"]


def test_failing_reader_costs_no_other(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from nlp.ingest import stream

    whole = stream.read_within_limits

    def fail_on_b(source: nlp.ingest.stream.Source, **more: object) -> object:
        if source.display.endswith("b.txt"):
            raise RuntimeError("torn page")
        return whole(source, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(stream, "read_within_limits", fail_on_b)
    report = run(folder)
    assert report.added == 2
    assert [s.reason for s in report.skipped] == ["can't be read: RuntimeError: torn page"]


def test_interrupt_leaves_a_sound_case(folder: Path) -> None:
    def stop(step: Progress) -> None:
        if step.documents_done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(folder, progress=stop)
    with Case.open(folder.parent / "a.duckdb") as case:
        assert case.overview().documents == 2
    again = run(folder)
    assert again.added == 1
    assert again.read + again.unchanged == 3


def test_cancelled_run_keeps_what_was_read_and_goes_on(folder: Path) -> None:
    seen: list[Progress] = []
    run(folder, progress=seen.append, cancelled=lambda: bool(seen) and seen[-1].documents_done == 1)
    with Case.open(folder.parent / "a.duckdb") as case:
        assert case.overview().documents == 1
        assert case.entities()
    run(folder)
    with Case.open(folder.parent / "a.duckdb") as case:
        assert case.overview().documents == 3


def test_odd_texts(folder: Path) -> None:
    (folder / "line.txt").write_text("Ada Bellweather left Lisbon. " * 2000)
    (folder / "rtl.txt").write_text("אדה שלום left Lisbon. <script>alert(1)</script>", encoding="utf-8")
    (folder / "none.txt").write_text("...\n\n!!!\n\n???")
    report = run(folder)
    assert report.added >= 5
    assert {s.path for s in report.skipped} <= {"reports/none.txt"}


def test_importing_is_cheap() -> None:
    code = "import sys, nlp; print(sorted({'spacy', 'duckdb', 'numpy'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_names_of_the_package() -> None:
    assert nlp.Case is Case
    assert nlp.analyze is analyze
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        nlp.nonsense  # noqa: B018


@pytest.mark.slow
def test_two_processes_find_the_same(folder: Path, opened: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules["nlp.ingest.run"], "SHARED_FROM", 1000)
    lines = "".join(f'{{"text": "Police arrested Ada Bellweather in town {n}."}}\n' for n in range(61))
    (folder / "rows.jsonl").write_text(lines)
    report = analyze([folder], folder.parent / "two.duckdb", model=DEFAULT_MODEL, workers=2)
    with Case.open(folder.parent / "two.duckdb") as case:
        assert case.overview().documents == report.added == 64
        mine = {row.id for row in opened.events(limit=10_000)}
        assert mine <= {row.id for row in case.events(limit=100_000)}
    again = analyze([folder], folder.parent / "two.duckdb", model=DEFAULT_MODEL)
    assert (again.added, again.unchanged) == (0, 4)


@pytest.mark.slow
@pytest.mark.parametrize("workers", [1, 2])
def test_killed_run_is_continued(folder: Path, workers: int) -> None:
    for number in range(60):
        (folder / f"n{number}.txt").write_text(f"Police arrested Ada Bellweather in town {number}. " * 20)
    path = folder.parent / "a.duckdb"
    code = (
        "import sys\nfrom nlp.ingest.run import analyze\n"
        "def tell(step):\n    print(step.documents_done, flush=True)\n"
        "if __name__ == '__main__':\n"
        f"    model, workers = {DEFAULT_MODEL!r}, {workers}\n"
        "    analyze(sys.argv[1:2], sys.argv[2], model=model, workers=workers, progress=tell)\n"
    )
    script = folder.parent / "run.py"
    script.write_text(code)
    command = [sys.executable, str(script), str(folder), str(path)]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": os.getcwd()}
    )
    assert process.stdout is not None
    said = 0
    while said < 10:
        said = int(process.stdout.readline() or 10)
    os.kill(process.pid, signal.SIGKILL)
    said = int(([str(said), *process.stdout.read().split()])[-1])
    process.wait()
    process.stdout.close()
    deadline = time.monotonic() + 20
    while True:
        try:
            case = Case.open(path)
            break
        except CaseError:  # a worker may hold nothing, but the system is still closing the killed one's file
            assert time.monotonic() < deadline
            time.sleep(0.1)
    with case:
        stored = case.overview().documents
        assert said <= stored < 63
    again = run(folder)
    assert again.added == 63 - stored
    with Case.open(path) as case:
        assert case.overview().documents == 63

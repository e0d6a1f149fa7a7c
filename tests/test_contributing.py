"""The recipes of CONTRIBUTING.md, followed; the places that docs/architecture.md sends one to."""

from __future__ import annotations

import ast
import importlib
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from spacy.language import Language

from nlp import Case, analyze
from nlp.case_reader import CaseReader
from nlp.errors import DatelineError
from nlp.query import Query
from nlp.readers import read_paths
from nlp.readers.registry import all_readers
from nlp.records import Document, Skipped
from nlp.sample import sample_path
from nlp.text.pipeline import DEFAULT_MODEL
from tests.factories import make_case
from viz.export.registry import exporters, find_exporter

ROOT = Path(__file__).parent.parent
RECIPES = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
WRITING = ("access", "cli", "decisions", "intake")  # rooms of viz that need the case itself, or its file


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", RECIPES, re.S)


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A package with the modules and entry points of the recipes, installed by lying on the path."""
    site = tmp_path / "site"
    info = site / "recipes-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: recipes\nVersion: 1.0\n")
    points = []
    for block in blocks("toml"):
        group, name, value = re.search(
            r'\[project\.entry-points\."(.+?)"\]\n"?(.+?)"? = "(.+?)"', block
        ).groups()  # type: ignore[union-attr]
        points.append(f"[{group}]\n{name} = {value}\n")
    points.append("[dateline.readers]\n.broken = no_such_module:read\n")
    points.append("[dateline.exporters]\nbroken = no_such_module:write\n")
    (info / "entry_points.txt").write_text("\n".join(points))
    for block in blocks("python"):
        name = block.split("\n")[0].removeprefix("# ")
        (site / name).write_text(block)
    monkeypatch.syspath_prepend(str(site))
    caches = (all_readers, exporters)
    for one in caches:
        one.cache_clear()
    importlib.invalidate_caches()
    yield site
    for one in caches:
        one.cache_clear()
    for path in site.glob("*.py"):
        sys.modules.pop(path.stem, None)


def test_a_reader_of_another_package(package: Path, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "council.minutes").write_text(
        "The council met in Marbury on 3 May 2024.\n====\nThe mayor of Marbury resigned on 4 May 2024."
    )
    (tmp_path / "in" / "other.broken").write_text("x")
    (tmp_path / "in" / "plain.txt").write_text("The ferry sank off Marbury on 5 May 2024.")
    found = list(read_paths([tmp_path / "in"]))
    assert [one.text[:11] for one in found if isinstance(one, Document)] == [
        "The council",
        "The mayor o",
        "The ferry s",
    ]
    (skipped,) = [one for one in found if isinstance(one, Skipped)]
    assert "no_such_module:read" in skipped.reason


def test_an_exporter_of_another_package(package: Path, tmp_path: Path) -> None:
    with make_case(tmp_path / "a.duckdb") as case:
        exporter = find_exporter("names")
        assert exporter.title == "The names of all entities, a line each."
        files = exporter.write(case, Query())
        with pytest.raises(DatelineError, match="no_such_module:write"):
            find_exporter("broken").write(case, Query())
    assert "Port Selwyn" in files["names.txt"].decode().splitlines()


def test_an_executor_of_ones_own(
    package: Path, tmp_path: Path, language: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nlp.ingest.stream.load_pipeline", lambda model: language)
    monkeypatch.setattr("nlp.ingest.run.build_language", lambda model: language)
    one_by_one = importlib.import_module("one_by_one").one_by_one
    reports = sorted((sample_path() / "courier").iterdir())[:2]
    report = analyze(reports, tmp_path / "a.duckdb", model=DEFAULT_MODEL, executor=one_by_one)
    again = analyze(reports, tmp_path / "b.duckdb", model=DEFAULT_MODEL)
    assert (report.added, report.documents) == (2, again.documents)
    with Case.open(tmp_path / "a.duckdb") as case, Case.open(tmp_path / "b.duckdb") as other:
        assert b"".join(case.export()) == b"".join(other.export())


def test_views_ask_only_what_any_case_answers() -> None:
    questions = {name for name in dir(CaseReader) if not name.startswith("_")}
    asked = {
        (path.relative_to(ROOT).as_posix(), node.attr)
        for path in (ROOT / "viz").rglob("*.py")
        if path.parent.name not in WRITING
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "case"
    }
    assert len(asked) > 50
    assert {one for one in asked if one[1] not in questions} == set()


def test_the_places_to_change_are_there() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    table = page.split("## To change X, open Y")[1].split("##")[0]
    places = re.findall(r"\| `([^`]+)` \|", table)
    assert len(places) > 20
    assert [place for place in places if not (ROOT / place).exists()] == []
    rooms = re.findall(r"^\| (`.*?) \|", page, re.M)
    named = {name for line in rooms for name in re.findall(r"`((?:nlp|viz)/[a-z_/]*)`", line)}
    assert [name for name in named if not (ROOT / name).is_dir()] == []


def test_a_typed_package() -> None:
    assert (ROOT / "nlp" / "py.typed").exists()
    assert (ROOT / "viz" / "py.typed").exists()

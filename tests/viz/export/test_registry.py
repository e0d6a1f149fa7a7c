"""The formats by name, on a case and a query, and those of other packages."""

from __future__ import annotations

import io
import json
import os
import stat
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from nlp.case import Case
from nlp.errors import DatelineError
from nlp.query import Query
from tests.factories import make_case, story
from viz.cli.writing import write_chunks, write_files
from viz.export.registry import exporters, find_exporter, pack

PLUGIN = '''
def write_count(data):
    """How many events there are."""
    return {"count.txt": str(len(data.events)).encode()}
'''
POINTS = "[dateline.exporters]\ncount = counting:write_count\njson = counting:write_count\n"


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    with make_case(tmp_path_factory.mktemp("registry") / "story.duckdb", story()) as made:
        yield made


@pytest.mark.parametrize("name", list(exporters()))
def test_every_format_writes_a_case_and_a_query(case: Case, name: str) -> None:
    query = Query(event_types=(case.events()[0].type,))
    for asked in (Query(), query):
        files = find_exporter(name).write(case, asked)
        assert files
        assert all(isinstance(content, bytes) and content for content in files.values())
        assert not any(".." in path or path.startswith("/") for path in files)
        packed, content = pack(files, case.name)
        assert content
        assert packed.endswith(".zip") == (len(files) > 1)


def test_json_of_a_query_has_the_shape_of_the_whole(case: Case) -> None:
    write = find_exporter("json").write
    whole = json.loads(next(iter(write(case, Query()).values())))
    some = json.loads(next(iter(write(case, Query(event_types=(case.events()[0].type,))).values())))
    assert whole.keys() == some.keys()
    assert 0 < len(some["events"]) < len(whole["events"])
    assert {row["document_id"] for row in some["times"]} <= {row["id"] for row in some["documents"]}


def test_an_archive_is_the_same_for_the_same_case(case: Case) -> None:
    one, two = (pack(find_exporter("neo4j").write(case, Query()), "x") for _ in range(2))
    assert one == two
    assert "README.txt" in zipfile.ZipFile(io.BytesIO(one[1])).namelist()


def test_an_unknown_format_names_the_known() -> None:
    with pytest.raises(DatelineError, match=r"no format 'dot'.*graphml"):
        find_exporter("dot")


def test_a_package_of_its_own(tmp_path: Path, case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "counting.py").write_text(PLUGIN)
    info = tmp_path / "counting-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: counting\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(POINTS)
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    exporters.cache_clear()
    try:
        found = find_exporter("count")
        assert found.title == "How many events there are."
        assert found.write(case, Query()) == {"count.txt": str(len(case.dataset().events)).encode()}
        assert "count" not in find_exporter("json").title  # a built-in name is never taken
    finally:
        exporters.cache_clear()


def test_files_get_the_mode_that_the_mask_allows(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        write_chunks([b"a", b"b"], tmp_path / "one")
        write_files({"a/x": b"1", "b": b"2"}, tmp_path / "many", name="n")
    finally:
        os.umask(before)
    assert (tmp_path / "one").read_bytes() == b"ab"
    assert (tmp_path / "many" / "a" / "x").read_bytes() == b"1"
    modes = {stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "one", tmp_path / "many" / "b")}
    assert modes == {0o644}


def test_several_files_need_a_place() -> None:
    with pytest.raises(DatelineError, match="--output FOLDER"):
        write_files({"a": b"1", "b": b"2"}, None, name="n")

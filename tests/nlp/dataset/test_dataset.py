"""A case as a graph and as data frames."""

from __future__ import annotations

import io
import sys
import types
from collections.abc import Iterator
from typing import Any

import networkx as nx
import pytest

from nlp.case import Case
from nlp.dataset import frame
from nlp.errors import DatelineError
from nlp.query import Query
from tests.factories import make_case, story


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    with make_case(tmp_path_factory.mktemp("dataset") / "story.duckdb", story()) as made:
        yield made


def test_a_graph_is_written_at_once(case: Case) -> None:
    out = io.BytesIO()
    nx.write_graphml(case.graph(), out)
    assert len(case.graph()) == len(case.dataset().entities)


def test_a_query_narrows(case: Case) -> None:
    kind = next(iter(case.dataset().events.values()))["type"]
    some = case.dataset(Query(event_types=(kind,)))
    assert {event["type"] for event in some.events.values()} == {kind}
    assert len(some.events) < len(case.dataset().events)


@pytest.mark.parametrize("library", frame.LIBRARIES)
def test_frames_by_what_is_installed(case: Case, monkeypatch: pytest.MonkeyPatch, library: str) -> None:
    def build(columns: dict[str, list[Any]]) -> dict[str, list[Any]]:
        return columns

    monkeypatch.setitem(sys.modules, library, types.SimpleNamespace(DataFrame=build))  # type: ignore[misc]
    monkeypatch.setattr(frame, "find_spec", lambda name: object() if name == library else None)
    found = case.frame("events")
    assert found["id"] == list(case.dataset().events)
    assert {"agents", "earliest", "placed_latest", "lat", "sources"} <= found.keys()


def test_no_library_and_no_table(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(DatelineError, match="no table 'people'"):
        case.frame("people")
    monkeypatch.setattr(frame, "find_spec", lambda name: None)
    with pytest.raises(DatelineError, match="pip install pandas"):
        case.frame("events")

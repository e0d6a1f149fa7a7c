"""Words in, hits out."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.case import Case
from nlp.case.ask.search import cut_snippet
from nlp.text.index_terms import index_terms
from tests.factories import make_case

TERMS = [
    ("Two guards were wounded.", ["two", "guard", "wounded"]),
    ("Kovalyov's attacks", ["kovalyov", "attack"]),
    ("the guards’ hut", ["guard", "hut"]),
    ("Ковалёв, Müller", ["kovalev", "muller"]),
    ("cities bus crisis press", ["city", "bus", "crisi", "press"]),
    ("WHO and US", ["who", "us"]),
    ("F-16s at 19:00", ["f", "16s", "19", "00"]),
    ("… — !", []),
    ("the of and", []),
    ("x" * 500, ["x" * 64]),
]


@pytest.mark.parametrize(("text", "expected"), TERMS)
def test_terms(text: str, expected: list[str]) -> None:
    assert list(index_terms(text)) == expected


@given(st.text())
def test_terms_are_stable(text: str) -> None:
    for term in index_terms(text):
        assert term
        assert term == term.lower()


@given(st.text(), st.lists(st.text(min_size=1), max_size=3))
def test_snippet_is_one_line(text: str, words: list[str]) -> None:
    assert "\n" not in cut_snippet(text, words)


@pytest.mark.parametrize(
    ("text", "asked", "shown"),
    [("x " * 400 + "Śledztwo: Łódź", "lodz", "Łódź"), ("x " * 400 + "the army left", "armies", "army")],
)
def test_snippet_shows_what_was_found(text: str, asked: str, shown: str) -> None:
    assert shown in cut_snippet(text, list(index_terms(asked)))


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    with make_case(tmp_path_factory.mktemp("case") / "harbour.duckdb") as made:
        yield made


def test_all_kinds(case: Case) -> None:
    hits = case.search("port selwyn")
    assert {hit.kind for hit in hits} == {"entity", "event", "document"}
    assert hits[0].kind == "entity"
    assert hits[0].title == "Port Selwyn"


def test_beginning_of_a_name(case: Case) -> None:
    assert [hit.title for hit in case.search("oka")] == ["Ines Okafor"]
    assert [hit.title for hit in case.search("ines oka") if hit.kind == "entity"] == ["Ines Okafor"]


def test_documents_by_rarity_and_title(case: Case) -> None:
    hits = [hit.title for hit in case.search("depot quay") if hit.kind == "document"]
    assert hits[0] == "Fire at the Marrow Quay depot"
    assert len(hits) == 3
    hits = [hit.title for hit in case.search("lanterns") if hit.kind == "document"]
    assert hits[0] == "Lanterns named in depot attack", "named in the title"


def test_events_hold_every_word(case: Case) -> None:
    hits = [hit for hit in case.search("guards wounded") if hit.kind == "event"]
    assert len(hits) == 3
    assert all("guards" in hit.snippet for hit in hits)
    assert [hit for hit in case.search("guards mayor") if hit.kind == "event"] == []


def test_boilerplate_is_not_found(case: Case) -> None:
    assert case.search("share story") == []


@pytest.mark.parametrize("text", ["", "  ", "!?", "the", "'; DROP TABLE documents; --", "%", "*", "\x00"])
def test_nothing_to_look_for_or_odd(case: Case, text: str) -> None:
    assert case.search(text) == []


def test_limit(case: Case) -> None:
    assert len(case.search("port", limit=2)) == 2
    assert case.search("port", limit=0) == []
    everything = case.search("port", limit=100)
    assert case.search("port", limit=len(everything)) == everything

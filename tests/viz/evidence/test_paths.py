"""How two entities hang together, drawn: steps in order, each with its evidence, and several entities."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest

from nlp.case import Case
from nlp.query import PathRow
from tests.factories import make_case
from tests.viz.rows import SENTENCE, entity, event, link
from tests.viz.text import having, intents_of, text_of
from viz.evidence.paths import draw_paths, say_paths
from viz.evidence.several_entities import show_between
from viz.kit.dom_tree import to_trees
from viz.state.state import Selection, State

NAMES = {one: entity(one) for one in ("ada", "ben", "cleo", "dan")}


def way(*entities: str, events: dict[str, list[str]] | None = None) -> PathRow:
    links = [link(a, b, events=(events or {}).get(a + b, ()), weight=3) for a, b in pairwise(entities)]
    return PathRow(entities=entities, links=tuple(links))


def test_steps_stand_in_order_with_their_sentences() -> None:
    path = way("ada", "ben", "cleo", events={"adaben": ["1"]})
    drawn = draw_paths([path], NAMES, {"1": event("1")})
    text = text_of(drawn)
    assert text.index("Ada") < text.index("Ben") < text.index("Cleo")
    assert text.count(SENTENCE) == 1
    assert "All 3 events of this link" in text
    assert {"do": "select", "kind": "link", "ref": "ben~cleo"} in intents_of(drawn)
    assert to_trees(drawn)


def test_a_step_read_backwards_says_who_acts() -> None:
    path = PathRow(entities=("ada", "ben"), links=(link("ben", "ada"),))
    assert "← attack ←" in text_of(draw_paths([path], NAMES, {}))


def test_one_incident_told_twice_is_one_piece_of_evidence() -> None:
    told = {"1": event("1", incident="i"), "2": event("2", incident="i"), "3": event("3", sentence=SENTENCE)}
    drawn = draw_paths([way("ada", "ben", events={"adaben": ["1", "2", "3"]})], NAMES, told)
    assert len(having(drawn, "account")) == 1


def test_a_step_shared_by_two_ways_is_told_once() -> None:
    ways = [
        way("ada", "ben", "cleo", events={"adaben": ["1"]}),
        way("ada", "ben", "dan", "cleo", events={"adaben": ["1"]}),
    ]
    drawn = draw_paths(ways, NAMES, {"1": event("1")})
    assert len(having(drawn, "account")) == 1
    assert "The sentences are above" in text_of(drawn)
    assert [one.open for one in having(drawn, "path") if getattr(one, "open", None)] == [True]


@pytest.mark.parametrize(
    ("ways", "words"),
    [
        ([], "No way of up to four links joins them under these filters."),
        ([way("ada", "ben")], "1 way: 1 straight"),
        ([way("ada", "ben"), way("ada", "cleo", "ben")], "2 ways: 1 straight, 1 over one other"),
    ],
)
def test_ways_are_counted_by_length(ways: list[PathRow], words: str) -> None:
    assert say_paths(ways) == words


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    with make_case(tmp_path_factory.mktemp("ways") / "story.case") as made:
        yield made


def ident(case: Case, name: str) -> str:
    return next(row.id for row in case.entities() if row.name == name)


def panel(case: Case, kind: str, *names: str) -> str:
    ref = "~".join(ident(case, name) for name in names)
    return text_of(show_between(case, State(selection=Selection(kind=kind, ref=ref))))


def test_a_relation_on_the_way_shows_the_sentence_that_says_it(case: Case) -> None:
    text = panel(case, "path", "Ines Okafor", "Tomas Vries")
    assert "1 straight" in text
    assert "adviser to Governor Tomas Vries" in " ".join(text.split())


def test_several_entities_show_what_they_share(case: Case) -> None:
    text = panel(case, "entities", "Port Selwyn", "Red Lanterns", "Marrow Quay depot")
    assert "3 entities" in text
    assert "with two or more of them" in text


def test_two_without_a_common_event_are_asked_how_they_are_connected(case: Case) -> None:
    text = panel(case, "entities", "Harbour Union", "Tomas Vries")
    assert "No event of this query joins them" in text
    assert "How are they connected?" in text


@pytest.mark.parametrize("kind", ["entities", "path"])
def test_ids_that_are_not_there_are_no_error(case: Case, kind: str) -> None:
    for ref in ("x", "x~y", "x~y~z", "~"):
        assert to_trees(show_between(case, State(selection=Selection(kind=kind, ref=ref))))

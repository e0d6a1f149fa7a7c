"""What the chart of a state shows: hidden, expanded, the neighbours of one, paths, pins, an overview."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from dash import no_update
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.case import Case
from nlp.query import Query
from nlp.records import Stance, Status
from tests.factories import make_case
from tests.viz.rows import entity, event, link, source
from tests.viz.text import intents_of, text_of
from viz.chart.controls import draw_actions, draw_found, draw_legend, draw_note, draw_options
from viz.chart.cytoscape import draw_elements
from viz.chart.layout_large import place_many
from viz.chart.network import build_network
from viz.chart.overview_arrays import draw_overview, place_overview
from viz.chart.read import is_overview, read_network, read_pins
from viz.chart.view import show_picture
from viz.state.hold import hold_button
from viz.state.state import Selection, State, View


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    with make_case(tmp_path_factory.mktemp("chart") / "story.case") as made:
        yield made


@pytest.fixture(scope="module")
def ids(case: Case) -> dict[str, str]:
    return {row.name: row.id for row in case.entities()}


def names(case: Case, state: State, **more: Any) -> set[str]:
    return {row.name for row in read_network(case, state, **more).entities}


def test_what_is_hidden_is_not_drawn_even_if_it_is_selected(case: Case, ids: dict[str, str]) -> None:
    port = ids["Port Selwyn"]
    state = State(view=View(hidden=(port,)), selection=Selection(kind="entity", ref=port))
    assert names(case, state) == set(ids) - {"Port Selwyn"}


def test_only_an_entity_and_its_neighbours(case: Case, ids: dict[str, str]) -> None:
    state = State(view=View(around=ids["Red Lanterns"]))
    network = read_network(case, state)
    assert {row.name for row in network.entities} == {"Red Lanterns", "Port Selwyn", "Harbour Union"}
    assert network.total == 3
    assert names(case, State(view=View(around="nobody"))) == set()


def test_a_neighbour_by_relation_is_a_neighbour(case: Case, ids: dict[str, str]) -> None:
    assert "Ines Okafor" in names(case, State(view=View(around=ids["Tomas Vries"])))


def test_who_is_selected_is_drawn_whatever_the_query(case: Case, ids: dict[str, str]) -> None:
    query = Query(event_types=("meeting",))
    assert "Red Lanterns" not in names(case, State(query=query))
    several = Selection(kind="entities", ref=f"{ids['Red Lanterns']}~{ids['Harbour Union']}")
    assert {"Red Lanterns", "Harbour Union"} <= names(case, State(query=query, selection=several))


def test_a_path_is_traced(case: Case, ids: dict[str, str]) -> None:
    chosen = Selection(kind="path", ref=f"{ids['Harbour Union']}~{ids['Port Selwyn']}")
    elements = draw_elements(read_network(case, State(selection=chosen)))
    on_path = [one for one in elements if "onpath" in one["classes"]]
    assert {one["data"]["label"] for one in on_path if "source" not in one["data"]} >= {
        "Harbour Union",
        "Red Lanterns",
        "Port Selwyn",
    }
    assert any("source" in one["data"] for one in on_path)


def test_pins_are_kept_whatever_else_is_drawn(case: Case, ids: dict[str, str]) -> None:
    pins = {ids["Port Selwyn"]: (700.0, -300.0), "stranger": (1.0, 1.0)}
    network = read_network(case, State(), pins)
    assert network.positions[ids["Port Selwyn"]] == (700.0, -300.0)
    assert network.pinned == {ids["Port Selwyn"]}


@pytest.mark.parametrize(
    "sent",
    [None, "x", [1], {"a": "b"}, {"a": [1]}, {"a": [1, "2"]}, {"a": [1, 1e9]}, {"a": [float("nan"), 1]}],
)
def test_pins_that_are_no_places_are_left_out(sent: Any) -> None:
    assert read_pins(sent) == {}
    assert read_pins({"a": [1, 2.5]}) == {"a": (1.0, 2.5)}


def test_a_link_says_all_that_joins_its_ends() -> None:
    both = [link("a", "b", events=["1", "2"], weight=2), link("b", "a", weight=1)]
    events = {"1": event("1"), "2": event("2", attribution=[source(stance=Stance.DENIES)])}
    edges = draw_elements(build_network([entity("a"), entity("b")], both), events)[2:]
    assert edges[0]["data"]["hint"].splitlines() == [
        "attack: 2 events (1 reported, 1 denied)",
        "attack: 1 event, reported",
    ]
    assert "contested" in edges[0]["classes"]
    assert "contested" not in edges[1]["classes"]


def test_a_link_that_is_only_denied_is_not_contested() -> None:
    rows = [link("a", "b", events=["1"], status=Status.NEGATED)]
    drawn = draw_elements(
        build_network([entity("a"), entity("b")], rows), {"1": event("1", status=Status.NEGATED)}
    )
    assert drawn[2]["classes"].split()[:2] == ["event", "denied"]
    assert "contested" not in drawn[2]["classes"]


@pytest.mark.parametrize(
    ("shown", "total", "view", "centre", "words"),
    [
        (40, 1234, View(), "", "Showing 40 of 1,234: most events, linked first."),
        (12, 12, View(), "", "All 12 entities."),
        (11, 12, View(hidden=("x",)), "", "11 of 12 entities.1 hidden · show them"),
        (4, 4, View(around="x"), "Ada", "Ada and 3 neighbours.Show all of the query"),
        (4, 9, View(around="x"), "Ada", "Ada and 3 of 8 neighbours: those joined most.Show all of the query"),
    ],
)
def test_the_note_says_what_is_shown(shown: int, total: int, view: View, centre: str, words: str) -> None:
    assert text_of(draw_note(shown, total, State(view=view), centre=centre)) == words


def test_the_note_of_an_overview_counts_its_links() -> None:
    assert text_of(draw_note(5000, 9000, State(), links=10_000)).endswith("; the 10,000 heaviest links.")


def test_actions_fit_what_is_selected() -> None:
    def verbs(kind: str, *chosen: str) -> set[str]:
        state = State(selection=Selection(kind=kind, ref="~".join(chosen)))
        return {
            one["do"] for one in intents_of(draw_actions(state, [entity(c) for c in chosen], frozenset()))
        }

    assert verbs("entity", "a") == {"expand", "around", "conceal"}
    assert verbs("entities", "a", "b") == {"select", "conceal"}
    assert verbs("entities", "a", "b", "c") == {"conceal"}
    assert verbs("link", "a", "b") == {"select"}
    assert draw_actions(State(), [], frozenset()) == []


def test_a_pinned_node_can_be_let_go() -> None:
    state = State(selection=Selection(kind="entity", ref="a"))
    assert "Unpin" in text_of(draw_actions(state, [entity("a")], frozenset("a")))
    assert "Unpin" not in text_of(draw_actions(state, [entity("a")], frozenset()))


def test_the_legend_explains_what_is_there() -> None:
    rows = [entity(one) for one in "abc"]
    links = [link("a", "b"), link("b", "c"), link("c", "a")]
    network = build_network(rows, links, groups=True, pins={"a": (0.0, 0.0)})
    text = text_of(draw_legend(network, State(view=View(size="links")), contested=True))
    for words in ("People", "Reported", "some deny it", "acts on", "number of others", "Pinned", "around A"):
        assert words in text


def test_few_entities_need_no_limit() -> None:
    assert "At most" not in text_of(draw_options(State(), 12))
    assert "At most" in text_of(draw_options(State(), 400))


def test_a_view_that_is_kept_offers_to_follow() -> None:
    assert text_of(hold_button(State(), "chart")) == "Keep this picture"
    held = State(view=View(held=(("chart", ""),)))
    assert text_of(hold_button(held, "chart")) == "Follow the filters"
    assert text_of(hold_button(held, "map")) == "Keep this picture"


def test_names_that_are_found_are_offered(case: Case) -> None:
    assert "No name fits" in text_of(draw_found([], "zz"))
    hits = [hit for hit in case.search("okafor") if hit.kind == "entity"]
    assert intents_of(draw_found(hits, "okafor"))[0]["kind"] == "entity"


def test_a_small_case_needs_no_overview(case: Case) -> None:
    assert not is_overview(case, State(view=View(limit=5000)))


def test_an_overview_is_columns_of_one_length() -> None:
    rows = [entity(str(n), events=9 - n) for n in range(9)]
    links = [link("0", "1"), link("1", "2"), link("3", "4"), link("5", "5"), link("0", "stranger")]
    columns = draw_overview(rows, links)
    assert {len(columns[name]) for name in ("ids", "names", "hints", "types", "x", "y", "r")} == {9}
    assert columns["a"] == [0, 1, 3]
    assert columns["b"] == [1, 2, 4]
    assert set(columns["types"]) == set(columns["shapes"])


def test_an_overview_of_a_part_keeps_the_places_of_the_whole() -> None:
    rows = [entity(str(n)) for n in range(30)]
    links = [link(str(n), str(n + 1)) for n in range(29)]
    base = place_overview(rows, links)
    part = draw_overview([*rows[:20], entity("new")], [*links[:19], link("new", "3")], base=base)
    assert [(x, y) for x, y in zip(part["x"][:20], part["y"][:20], strict=True)] == [
        base[str(n)] for n in range(20)
    ]
    assert np.hypot(part["x"][20] - part["x"][3], part["y"][20] - part["y"][3]) < 20


@settings(max_examples=20, deadline=None)
@given(
    st.integers(0, 40).flatmap(
        lambda n: st.tuples(
            st.just(n),
            st.lists(st.tuples(st.integers(0, max(n - 1, 0)), st.integers(0, max(n - 1, 0))), max_size=60),
        )
    )
)
def test_many_nodes_have_finite_places_of_their_own(graph: tuple[int, list[tuple[int, int]]]) -> None:
    count, pairs = graph
    edges = [(a, b) for a, b in pairs if a != b and count]
    points = place_many(count, edges)
    assert points.shape == (count, 2)
    assert np.isfinite(points).all()
    assert len(np.unique(points.round(3), axis=0)) == count
    assert (points == place_many(count, edges)).all()


def test_neighbours_lie_nearer_than_strangers() -> None:
    blocks = [(g * 20 + a, g * 20 + b) for g in range(10) for a in range(20) for b in range(a)]
    bridges = [(g * 20, (g + 1) * 20) for g in range(9)]
    points = place_many(200, blocks + bridges)
    gaps = np.linalg.norm(points[:, None] - points[None], axis=2)
    group = np.arange(200) // 20
    inside = gaps[group[:, None] == group[None]].mean()
    assert inside < 0.4 * gaps.mean()


def test_who_is_expanded_brings_its_neighbours(case: Case, ids: dict[str, str]) -> None:
    query = Query(event_types=("accusation",))
    assert "Port Selwyn" not in names(case, State(query=query))
    wider = State(query=query, view=View(expanded=(ids["Harbour Union"],)))
    assert names(case, State(query=query)) <= names(case, wider)


def test_what_is_hidden_and_chosen_can_be_shown_again() -> None:
    state = State(selection=Selection(kind="entity", ref="a"), view=View(hidden=("a",)))
    drawn = draw_actions(state, [entity("a")], frozenset())
    assert {"do": "conceal", "ref": ""} in intents_of(drawn)


def test_an_overview_is_sent_once(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("viz.chart.read.POOL", 3)
    state = State(view=View(limit=5000))
    sent = show_picture(case, state, {})
    assert len(sent[-2]["ids"]) == len(case.entities())
    again = show_picture(
        case, replace(state, selection=Selection(kind="entity", ref="x")), {}, drawn=sent[-1]
    )
    assert again[-2] is no_update
    narrower = replace(state, view=View(limit=5000, hidden=(case.entities()[0].id,)))
    assert len(show_picture(case, narrower, {}, drawn=sent[-1])[-2]["ids"]) == len(sent[-2]["ids"]) - 1

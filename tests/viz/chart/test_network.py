"""The link chart's network: what is drawn, where, and that the picture stays still."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.records import EntityType, Stance, Status
from tests.viz.rows import entity, event, link, source
from viz.chart.cytoscape import draw_elements
from viz.chart.layout_stress import place_nodes, push_apart
from viz.chart.network import build_network, choose_linked, link_standing, to_graph
from viz.chart.stylesheet import draw_stylesheet
from viz.kit.theme import STANDINGS, TYPES

PEOPLE = [entity(name, events=10 - i) for i, name in enumerate("abcdefgh")]
LINKS = [link("a", "b"), link("b", "c"), link("c", "a"), link("c", "d"), link("e", "f")]


def test_linked_entities_come_first() -> None:
    assert [row.id for row in choose_linked(PEOPLE, [link("f", "h")], 3)] == ["f", "h", "a"]
    assert [row.id for row in choose_linked(PEOPLE, [link("f", "h")], 3, keep=["g"])] == ["g", "f", "h"]


def test_links_to_what_is_not_drawn_are_left_out() -> None:
    network = build_network(PEOPLE[:2], [*LINKS, link("a", "a")], total=8)
    assert [(one.source, one.target) for one in network.links] == [("a", "b")]
    assert network.total == 8


def test_the_same_network_is_drawn_the_same() -> None:
    assert build_network(PEOPLE, LINKS).positions == build_network(PEOPLE, LINKS).positions


def test_a_part_is_drawn_where_the_whole_has_it() -> None:
    whole = build_network(PEOPLE, LINKS)
    part = build_network(PEOPLE[:5], LINKS, base=whole.positions)
    size = np.ptp(np.array(list(whole.positions.values())), axis=0).max()
    moves = [np.hypot(*np.subtract(part.positions[one], whole.positions[one])) for one in part.positions]
    assert np.median(moves) < 0.02 * size


def test_a_new_node_starts_by_its_neighbours() -> None:
    base = build_network(PEOPLE[:6], LINKS).positions
    grown = build_network(PEOPLE[:7], [*LINKS, link("g", "d")], base=base).positions
    near = np.hypot(*np.subtract(grown["g"], grown["d"]))
    assert near < np.hypot(*np.subtract(grown["g"], grown["e"]))


def test_no_entity_no_network() -> None:
    assert build_network([], []).positions == {}


@settings(max_examples=25, deadline=None)
@given(
    st.integers(1, 24).flatmap(
        lambda n: st.tuples(
            st.just(n), st.lists(st.tuples(st.integers(0, n - 1), st.integers(0, n - 1)), max_size=40)
        )
    )
)
def test_boxes_hardly_overlap(graph: tuple[int, list[tuple[int, int]]]) -> None:
    count, edges = graph
    boxes = np.tile([100.0, 50.0], (count, 1))
    points = place_nodes(count, [pair for pair in edges if pair[0] != pair[1]], boxes)
    assert np.isfinite(points).all()
    apart = np.abs(points[:, None] - points[None])
    inside = (apart[..., 0] < 90) & (apart[..., 1] < 40)
    assert inside.sum() - count <= 0.1 * count * 2


def test_nodes_on_one_spot_are_parted() -> None:
    points = push_apart(np.zeros((3, 2)), np.tile([10.0, 10.0], (3, 1)))
    assert len(np.unique(points.round(1), axis=0)) == 3


@pytest.mark.parametrize(
    ("events", "status", "word"),
    [
        ([event("1", attribution=[source(stance=Stance.CLAIMS)])], Status.HAPPENED, "claimed"),
        ([event("1", attribution=[source(stance=Stance.CLAIMS)]), event("2")], Status.HAPPENED, "reported"),
        ([event("1", status=Status.NEGATED)], Status.NEGATED, "denied"),
        ([], Status.PLANNED, "planned"),
    ],
)
def test_a_link_stands_as_firm_as_its_firmest_event(events: list, status: Status, word: str) -> None:  # type: ignore[type-arg]
    drawn = link("a", "b", events=[e.id for e in events], status=status)
    assert link_standing(drawn, {e.id: e for e in events}) == word


def test_elements_carry_ids_types_and_standing() -> None:
    network = build_network([entity("a", type=EntityType.ORG), entity("b")], [link("a", "b", weight=3)])
    first, _, edge = draw_elements(network)
    assert (first["data"]["id"], first["classes"]) == ("a", "is-org")
    assert (edge["data"]["ref"], edge["data"]["label"]) == ("a~b", "attack ×3")
    assert edge["classes"] == "event reported directed"


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_every_type_and_standing_has_a_style(mode: str) -> None:
    selectors = " ".join(rule["selector"] for rule in draw_stylesheet(mode))
    assert all(f".is-{name.lower()}" in selectors for name in [*TYPES, *EntityType])
    assert all(f"edge.{name}" in selectors for name in STANDINGS)


def test_a_notebook_gets_a_networkx_graph() -> None:
    graph = to_graph(build_network(PEOPLE[:3], LINKS))
    assert graph.nodes["a"]["name"] == "A"
    assert graph.number_of_edges() == 3

"""Communities and centrality: who belongs together, who stands between."""

from __future__ import annotations

import pytest

from tests.viz.rows import entity, link
from viz.chart.communities import find_communities, measure_centrality
from viz.chart.community_outline import span_members
from viz.chart.network import build_network

ROWS = [entity(one, events=9 - i) for i, one in enumerate("abcdefg")]
# two triangles, joined through d
LINKS = [
    *(link("a", "b", weight=4), link("b", "c", weight=3), link("c", "a", weight=3)),
    *(link("e", "f", weight=3), link("f", "g", weight=4), link("g", "e", weight=2)),
    *(link("c", "d"), link("d", "e")),
]


def test_dense_parts_are_communities_named_by_their_main_actor() -> None:
    groups = find_communities(ROWS, LINKS)
    assert {frozenset(group.members) - {"d"} for group in groups} == {frozenset("abc"), frozenset("efg")}
    assert {group.name for group in groups} == {"A", "F"}
    assert groups == find_communities(ROWS, LINKS)


def test_no_links_no_communities() -> None:
    assert find_communities(ROWS, []) == ()
    assert find_communities([], []) == ()


def test_two_that_are_linked_are_no_community() -> None:
    assert find_communities(ROWS[:2], LINKS) == ()


@pytest.mark.parametrize(("by", "first"), [("events", "a"), ("links", "c"), ("between", "d")])
def test_centrality_measures_what_it_says(by: str, first: str) -> None:
    shares = measure_centrality(ROWS, LINKS, by)
    assert shares[first] == max(shares.values()) == 1.0
    assert all(0 <= value <= 1 for value in shares.values())


def test_centrality_of_nothing() -> None:
    assert measure_centrality([], [], "between") == {}
    assert measure_centrality(ROWS[:1], [], "links") == {"a": 0.0}


def test_a_heavy_link_is_a_short_way() -> None:
    # from a to c: straight over one report, or by b over many
    links = [link("a", "c"), link("a", "b", weight=10), link("b", "c", weight=10)]
    assert measure_centrality(ROWS[:3], links, "between")["b"] == 1.0


def test_size_on_demand_keeps_the_places() -> None:
    plain, sized = build_network(ROWS, LINKS), build_network(ROWS, LINKS, size="between")
    assert plain.positions == sized.positions
    assert sized.size(ROWS[3]) == max(map(sized.size, ROWS))


def test_members_are_joined_by_the_shortest_tree() -> None:
    assert span_members([(0, 0), (10, 0), (0, 1), (10, 2)]) == [(0, 1), (0, 2), (1, 3)]
    assert span_members([(0, 0)]) == []
    assert span_members([(5, 5), (5, 5), (5, 5)]) != []

"""Who belongs together and who stands in the middle: communities and centrality of a network.

Communities after Blondel et al., "Fast unfolding of communities in large networks" (2008); betweenness
after Brandes, "A faster algorithm for betweenness centrality" (2001), with links the shorter the heavier
they are. Both by networkx, seeded, so the same network is always divided the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import networkx as nx

from nlp.query import EntityRow, LinkRow

FEWEST = 3  # members: two that are linked are a link, not a community
MOST = 8  # communities that are told apart by colour; the others stay without
_SEED = 7
_SAMPLED = 600  # nodes from which betweenness is estimated from a sample of sources


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A community: named by its main actor, and the ids of its members."""

    name: str
    members: tuple[str, ...]


def find_communities(entities: Sequence[EntityRow], links: Iterable[LinkRow]) -> tuple[Group, ...]:
    """The communities of at least FEWEST members, the largest first, at most MOST.

    The main actor is the one with the heaviest links to the others.
    """
    graph = build_graph(entities, links)
    if not graph.number_of_edges():
        return ()
    names = {row.id: row.name for row in entities}
    order = {row.id: i for i, row in enumerate(entities)}
    found = nx.community.louvain_communities(graph, weight="weight", seed=_SEED)
    groups = []
    for members in found:
        inner = graph.subgraph(members)
        main = min(members, key=lambda one: (-inner.degree(one, weight="weight"), order[one]))
        groups.append(Group(name=names[main], members=tuple(sorted(members, key=order.__getitem__))))
    kept = [group for group in groups if len(group.members) >= FEWEST]
    return tuple(sorted(kept, key=lambda one: (-len(one.members), order[one.members[0]]))[:MOST])


def measure_centrality(
    entities: Sequence[EntityRow], links: Iterable[LinkRow], by: str = "events"
) -> dict[str, float]:
    """How much each entity counts, from 0 to 1 (the most in this network), by id.

    Args:
        entities: of the network.
        links: of the network.
        by: "events" it takes part in; "links", how many others it is linked to; "between", how often it
            lies on the shortest ways between others.
    """
    if by == "events":
        raw = {row.id: float(row.events) for row in entities}
    else:
        graph = build_graph(entities, links)
        if by == "links":
            raw = {one: float(degree) for one, degree in graph.degree()}
        else:
            sample = _SAMPLED if len(graph) > _SAMPLED else None
            raw = nx.betweenness_centrality(graph, k=sample, weight="length", seed=_SEED)
    top = max(raw.values(), default=0.0)
    return {one: value / top if top else 0.0 for one, value in raw.items()}


def build_graph(entities: Sequence[EntityRow], links: Iterable[LinkRow]) -> nx.Graph:
    """Entities with the links among them put together: ``weight`` their sum, ``length`` its inverse."""
    graph = nx.Graph()
    graph.add_nodes_from(row.id for row in entities)
    for link in links:
        if link.source == link.target or link.source not in graph or link.target not in graph:
            continue
        weight = graph.get_edge_data(link.source, link.target, {"weight": 0})["weight"] + max(link.weight, 1)
        graph.add_edge(link.source, link.target, weight=weight, length=1.0 / weight)
    return graph

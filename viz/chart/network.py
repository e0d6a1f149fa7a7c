"""Entities and links as a network with places to draw it: what a link chart needs, nothing of its library.

The layout begins from the places that the same nodes have in the network of the whole case, so the
picture stays still when the query changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

import networkx as nx
import numpy as np

from nlp.query import EntityRow, EventRow, LinkRow
from viz.chart.communities import Group, find_communities, measure_centrality
from viz.chart.layout_stress import STEP, Points, place_nodes, push_apart
from viz.kit.theme import STATUS_STANDING
from viz.kit.wording import shorten, standing

Position = tuple[float, float]
FIRMEST = ("reported", "claimed", "planned", "supposed", "denied")
LONGEST_STRETCH = 2.6
_LABEL_WIDTH = 118.0  # chart units; labels wrap there
_LETTER, _LINE = 6.6, 16.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """Entities, the links among them, a position for each entity id, and how many there would be.

    ``sizes`` are diameters in chart units, ``pinned`` the ids whose position the analyst chose, ``traced``
    the pairs of ids that the paths of the selection go along.
    """

    entities: tuple[EntityRow, ...]
    links: tuple[LinkRow, ...]
    positions: Mapping[str, Position]
    total: int
    sizes: Mapping[str, float] = field(default_factory=dict)
    groups: tuple[Group, ...] = ()
    pinned: frozenset[str] = frozenset()
    traced: frozenset[tuple[str, str]] = frozenset()

    def size(self, entity: EntityRow) -> float:
        """Diameter of an entity's node in chart units."""
        return self.sizes.get(entity.id) or node_size(entity)


def stretch_to(positions: Mapping[str, Position], aspect: float | None) -> Position:
    """By how much a picture of these places is to be drawn out across and down so that it is as wide to its
    height as ``aspect``. Nothing is pressed together, as labels would collide."""
    if not aspect or len(positions) < 4:
        return 1.0, 1.0
    points = np.array(list(positions.values()))
    width, height = np.ptp(points, axis=0)
    if not width or not height:
        return 1.0, 1.0
    more = float(aspect * height / width)
    return (min(more, LONGEST_STRETCH), 1.0) if more > 1 else (1.0, min(1 / more, LONGEST_STRETCH))


def stretch(network: Network, by: Position) -> Network:
    """``network`` drawn out across and down."""
    places = {one: (round(x * by[0], 1), round(y * by[1], 1)) for one, (x, y) in network.positions.items()}
    return replace(network, positions=places)


def node_size(entity: EntityRow) -> float:
    """Diameter in chart units: the area grows with the number of events."""
    return 24.0 + min(26.0, 3.2 * float(np.sqrt(max(entity.events, 0))))


def pair_of(one: str, other: str) -> tuple[str, str]:
    """Two ids in the order in which a pair without direction is written."""
    return (one, other) if one <= other else (other, one)


def choose_linked(
    entities: Sequence[EntityRow], links: Sequence[LinkRow], limit: int, keep: Sequence[str] = ()
) -> list[EntityRow]:
    """The ``limit`` entities to draw: those in ``keep``, then the linked, then the rest, as ranked."""
    linked = {end for link in links for end in (link.source, link.target)}
    ranked = sorted(entities, key=lambda row: (row.id not in keep, row.id not in linked))
    return ranked[: max(limit, len(set(keep)))]


def build_network(
    entities: Sequence[EntityRow],
    links: Sequence[LinkRow],
    *,
    total: int | None = None,
    base: Mapping[str, Position] | None = None,
    pins: Mapping[str, Position] | None = None,
    size: str = "events",
    groups: bool = False,
    traced: Iterable[tuple[str, str]] = (),
) -> Network:
    """Lay out ``entities`` with the links whose both ends are among them.

    Args:
        entities: what is drawn, most telling first.
        links: links of the case; others than those among ``entities`` are left out.
        total: how many entities the query has; None: as many as are drawn.
        base: known positions to begin from; new nodes start at the mean of their neighbours'.
        pins: positions that the analyst chose; these nodes stand there whatever else is drawn.
        size: what the nodes' size says: "events", "links" or "between" (see ``measure_centrality``).
        groups: whether to look for communities.
        traced: pairs of ids that the paths of the selection go along.
    """
    ids = tuple(row.id for row in entities)
    inside = tuple(
        link for link in links if link.source in ids and link.target in ids and link.source != link.target
    )
    pairs = tuple(sorted({tuple(sorted((link.source, link.target))) for link in inside}))
    boxes = tuple(_box(row) for row in entities)
    known = tuple((one, base[one]) for one in ids if one in base) if base else ()
    positions = dict(zip(ids, _place(ids, pairs, boxes, known), strict=True))
    pinned = {one: place for one, place in (pins or {}).items() if one in positions}
    return Network(
        entities=tuple(entities),
        links=inside,
        positions={**positions, **pinned},
        total=len(ids) if total is None else total,
        sizes=_sizes(entities, inside, size),
        groups=find_communities(entities, inside) if groups else (),
        pinned=frozenset(pinned),
        traced=frozenset(pair_of(*pair) for pair in traced),
    )


def _sizes(entities: Sequence[EntityRow], links: Sequence[LinkRow], by: str) -> dict[str, float]:
    """Diameters: of events by their number in itself, of centrality by its share of the greatest."""
    if by == "events":
        return {row.id: node_size(row) for row in entities}
    shares = measure_centrality(entities, links, by)
    return {one: 20.0 + 34.0 * float(np.sqrt(share)) for one, share in shares.items()}


@lru_cache(maxsize=64)
def _place(
    ids: tuple[str, ...],
    pairs: tuple[tuple[str, ...], ...],
    boxes: tuple[tuple[float, float, float], ...],
    known: tuple[tuple[str, Position], ...],
) -> tuple[Position, ...]:
    number = {one: i for i, one in enumerate(ids)}
    edges = [(number[a], number[b]) for a, b in pairs]
    room = np.array([one[:2] for one in boxes]).reshape(-1, 2)
    below = np.array([[0.0, one[2]] for one in boxes]).reshape(-1, 2) / 2  # node and label, the node above
    if len(known) < max(2, len(ids) // 2):
        points = place_nodes(len(ids), edges, room)
    else:
        points = push_apart(_warm(ids, edges, dict(known)) + below, room)
    return tuple((round(float(x), 1), round(float(y), 1)) for x, y in points - below)


def _box(entity: EntityRow) -> tuple[float, float, float]:
    """Width and height that the node and its label take, and the height of the label in it."""
    text = len(shorten(entity.name, 42)) * _LETTER
    lines = 1 + int(text // _LABEL_WIDTH)
    size = node_size(entity)
    return max(size, min(text, _LABEL_WIDTH)) + 18.0, size + lines * _LINE + 14.0, lines * _LINE


def _warm(ids: Sequence[str], edges: Sequence[tuple[int, int]], known: Mapping[str, Position]) -> Points:
    points = np.array([known.get(one, (np.nan, np.nan)) for one in ids])
    middle = np.nanmean(points, axis=0)
    for i in np.flatnonzero(np.isnan(points[:, 0])):
        near = [b if a == i else a for a, b in edges if i in (a, b)]
        beside = [points[j] for j in near if not np.isnan(points[j, 0])]
        angle = 2.399963 * i
        points[i] = (np.mean(beside, axis=0) if beside else middle) + STEP / 2 * np.array(
            [np.cos(angle), np.sin(angle)]
        )
    return points


def link_standing(link: LinkRow, events: Mapping[str, EventRow]) -> str:
    """The firmest standing of a link's events; by its status where the events are not at hand."""
    found = {standing(events[one]) for one in link.events if one in events}
    return next((word for word in FIRMEST if word in found), STATUS_STANDING[link.status])


def to_graph(network: Network) -> nx.MultiDiGraph:
    """The network as a networkx graph, for notebooks: rows as attributes, positions as ``pos``."""
    graph = nx.MultiDiGraph()
    for row in network.entities:
        graph.add_node(row.id, name=row.name, type=str(row.type), pos=network.positions[row.id])
    for link in network.links:
        graph.add_edge(link.source, link.target, key=link.label, weight=link.weight, kind=link.kind)
    return graph

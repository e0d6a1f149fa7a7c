"""How two entities hang together: the shortest ways between them over events and relations.

A breadth-first search from the target tells how far every entity is from it, on the columns, a pass over
the participants a step. Then ways are drawn from the source, only through entities near enough to the
target, the best :data:`BEAM` of each length going on: between two hubs there are more ways than anyone
could list. A way is as strong as its weakest link; of equals those through less common entities come first.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from nlp.case.choose.columns import ENTITY_TYPES, Columns, Mask
from nlp.case.file.database import Database
from nlp.case.network.entities import entity_numbers
from nlp.case.network.links import list_links
from nlp.case.network.neighbours import Beside
from nlp.query import LinkRow, PathRow, Query
from nlp.records import EntityType

BEAM = 100
LONGEST = 6
FAR = 127
PLACES = frozenset({EntityType.PLACE})
Way = tuple[int, ...]


def find_paths(
    database: Database,
    columns: Columns,
    query: Query,
    source: str,
    target: str,
    *,
    most: int,
    longest: int,
) -> list[PathRow]:
    """The shortest ways between two entities and those of one link more, the strongest first.

    Ways through people and bodies come before ways through places, whatever their length: two who were in
    one city need have nothing to do with each other.

    Args:
        most: how many at most.
        longest: links a way may have (at most :data:`LONGEST`).
    """
    numbers = {key: ent for ent, key in entity_numbers(database, columns, [source, target]).items()}
    if len(numbers) < 2 or most < 1:
        return []
    graph = Beside(database, columns, query)
    start, end = numbers[source], numbers[target]
    no_place = ~np.array([kind in PLACES for kind in ENTITY_TYPES])[columns.ent_type]
    no_place[[start, end]] = True
    ways: dict[Way, None] = {}
    for through in (no_place, np.ones_like(no_place)):
        away = _distances(graph, end, min(longest, LONGEST), until=start, through=through)
        for length in (int(away[start]), int(away[start]) + 1):
            if length <= min(longest, LONGEST):
                ways |= dict.fromkeys(_ways(graph, start, end, length, away))
    return _draw(database, columns, query, list(ways)[:most])


def _distances(graph: Beside, end: int, longest: int, *, until: int, through: Mask) -> np.ndarray:
    """How many links every entity is from ``end``; :data:`FAR` where more than ``longest``.

    Only over those of ``through``.
    """
    away = np.full(len(graph.columns.ent_shown), FAR, dtype=np.int8)
    away[end] = 0
    reached: Mask = away == 0
    for step in range(1, longest + 1):
        if away[until] < FAR and away[until] + 1 < step:
            break
        following = np.zeros(len(away), dtype=bool)
        following[graph.beside_any(reached)] = True
        reached = following & (away == FAR) & through
        if not reached.any():
            break
        away[reached] = step
    return away


def _ways(graph: Beside, start: int, end: int, length: int, away: np.ndarray) -> list[Way]:
    """The strongest ways of ``length`` links, no entity twice."""
    drawn: list[tuple[int, int, Way]] = [(1 << 30, 0, (start,))]
    for left in range(length - 1, -1, -1):
        further = []
        for weakest, common, way in drawn:
            near, weights = graph.beside(way[-1])
            fits = near == end if not left else (away[near] <= left) & (near != end)
            near, weights = near[fits], weights[fits]
            loads = graph.columns.ent_events[near].astype(np.int64)
            if len(near) > BEAM:
                best = np.argpartition((loads.max() + 1) * -weights + loads, BEAM)[:BEAM]
                near, weights, loads = near[best], weights[best], loads[best]
            for ent, weight, load in zip(near.tolist(), weights.tolist(), loads.tolist(), strict=True):
                if ent not in way:
                    further.append((min(weakest, weight), common + load, (*way, ent)))
        drawn = sorted(further, key=lambda each: (-each[0], each[1], each[2]))[:BEAM]
    return [way for _, _, way in drawn]


def _draw(database: Database, columns: Columns, query: Query, ways: list[Way]) -> list[PathRow]:
    """Ways as rows, with the heaviest link of each step and its evidence."""
    ents = sorted({ent for way in ways for ent in way})
    ids: dict[int, str] = dict(
        database.rows("SELECT ent, id FROM entities WHERE ent IN (SELECT unnest(?::INTEGER[]))", [ents])
    )
    found: dict[frozenset[str], LinkRow] = {}
    for link in list_links(database, columns, query, list(ids.values()), len(ents) ** 2 * 4):
        found.setdefault(frozenset((link.source, link.target)), link)
    whole = [
        way
        for way in ways
        if all(frozenset((ids.get(a, ""), ids.get(b, ""))) in found for a, b in pairwise(way))
    ]
    return [
        PathRow(
            entities=tuple(ids[ent] for ent in way),
            links=tuple(found[frozenset((ids[a], ids[b]))] for a, b in pairwise(way)),
        )
        for way in whole
    ]

"""How two entities hang together: the shortest ways between them over events and relations.

A breadth-first search from the target tells how far every entity is from it, on the columns, a pass over
the participants a step. Then ways are drawn from the source, only through entities near enough to the
target, the best :data:`BEAM` of each length going on: between two hubs there are more ways than anyone
could list. A way is as strong as its weakest link; of equals those through less common entities come first.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from nlp.case.ask.columns import ENTITY_TYPES, Columns, Mask, Numbers, Small
from nlp.case.ask.entities import entity_numbers
from nlp.case.ask.filter import choose_documents, choose_events
from nlp.case.ask.links import has_relations, list_links
from nlp.case.file.database import Database
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
    graph = _Graph(database, columns, query)
    start, end = numbers[source], numbers[target]
    ways: dict[Way, None] = {}
    for places in (False, True):
        away = graph.distances(end, min(longest, LONGEST), until=start, places=places)
        for length in (int(away[start]), int(away[start]) + 1):
            if length <= min(longest, LONGEST):
                ways |= dict.fromkeys(graph.ways(start, end, length, away, places=places))
    return _draw(database, columns, query, list(ways)[:most])


class _Graph:
    """The entities of a query's events and relations, and who stands beside whom."""

    def __init__(self, database: Database, columns: Columns, query: Query) -> None:
        self._columns = columns
        self._chosen = choose_events(database, columns, query)
        self._kept = columns.part_present & self._chosen[columns.part_event]
        self._kept &= columns.ent_shown[columns.part_ent]
        related = np.zeros(len(columns.rel_doc), dtype=bool)
        if has_relations(query):
            related = choose_documents(database, columns, query)[columns.rel_doc]
            related &= columns.ent_shown[columns.rel_source] & columns.ent_shown[columns.rel_target]
        self._here = np.concatenate([columns.rel_source[related], columns.rel_target[related]])
        self._there = np.concatenate([columns.rel_target[related], columns.rel_source[related]])
        self._abstract = ~np.array([kind in PLACES for kind in ENTITY_TYPES])[columns.ent_type]
        self._known: dict[int, tuple[Numbers | Small, Numbers]] = {}

    def distances(self, end: int, longest: int, *, until: int, places: bool) -> np.ndarray:
        """How many links every entity is from ``end``; :data:`FAR` where more than ``longest``.

        ``places``: whether a way may go through a place.
        """
        through = self._abstract | places
        through[until] = True
        away = np.full(len(self._columns.ent_shown), FAR, dtype=np.int8)
        away[end] = 0
        reached: Mask = away == 0
        for step in range(1, longest + 1):
            if away[until] < FAR and away[until] + 1 < step:
                break
            following = np.zeros(len(away), dtype=bool)
            following[self._met_by(np.flatnonzero(reached))] = True
            following[self._there[reached[self._here]]] = True
            reached = following & (away == FAR) & through
            if not reached.any():
                break
            away[reached] = step
        return away

    def ways(self, start: int, end: int, length: int, away: np.ndarray, *, places: bool) -> list[Way]:
        """The strongest ways of ``length`` links, no entity twice."""
        drawn: list[tuple[int, int, Way]] = [(1 << 30, 0, (start,))]
        for left in range(length - 1, -1, -1):
            further = []
            for weakest, common, way in drawn:
                near, weights = self.beside(way[-1])
                fits = near == end if not left else (away[near] <= left) & (near != end)
                fits &= (near == end) | self._abstract[near] | places
                near, weights = near[fits], weights[fits]
                loads = self._columns.ent_events[near].astype(np.int64)
                if len(near) > BEAM:
                    best = np.argpartition((loads.max() + 1) * -weights + loads, BEAM)[:BEAM]
                    near, weights, loads = near[best], weights[best], loads[best]
                for ent, weight, load in zip(near.tolist(), weights.tolist(), loads.tolist(), strict=True):
                    if ent not in way:
                        further.append((min(weakest, weight), common + load, (*way, ent)))
            drawn = sorted(further, key=lambda each: (-each[0], each[1], each[2]))[:BEAM]
        return [way for _, _, way in drawn]

    def beside(self, ent: int) -> tuple[Numbers | Small, Numbers]:
        """The entities beside ``ent``, and in how many events and relations each."""
        if ent not in self._known:
            near = np.concatenate([self._met_by(np.array([ent])), self._there[self._here == ent]])
            self._known[ent] = np.unique(near[near != ent], return_counts=True)
        return self._known[ent]

    def _met_by(self, ents: Numbers) -> Small:
        """Who takes part in the events of ``ents``, themselves among them, once an event."""
        columns = self._columns
        rows = columns.by_ent[_spans(columns.ent_starts, ents)]
        events: Numbers | Small = columns.part_event[rows[self._kept[rows]]]
        if len(ents) > 1:
            events = np.flatnonzero(np.bincount(events))
        beside = _spans(columns.event_starts, events)
        met: Small = columns.part_ent[beside[self._kept[beside]]]
        return met


def _spans(starts: Numbers, groups: Numbers | Small) -> Numbers:
    """The places of all rows of ``groups``, where those of group n lie from ``starts[n]`` on."""
    low = starts[groups]
    counts = starts[groups + 1] - low
    before = np.concatenate([[0], np.cumsum(counts)])
    return np.repeat(low - before[:-1], counts) + np.arange(before[-1])


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

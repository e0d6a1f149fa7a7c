"""Who stands beside whom: entities joined by an event they both take part in, or by a relation."""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from nlp.case.choose.columns import Columns, Mask, Numbers, Small
from nlp.case.choose.filter import choose_documents, choose_events
from nlp.case.file.database import Database
from nlp.case.network.entities import count_entities, entity_numbers, entity_rows
from nlp.case.network.links import has_relations, list_relations
from nlp.query import LinkRow, NeighbourRow, Query


def list_neighbours(
    database: Database, columns: Columns, query: Query, entity_id: str, limit: int
) -> list[NeighbourRow]:
    """The entities beside one, those joined to it by most events and relations first."""
    numbers = entity_numbers(database, columns, [entity_id])
    if not numbers:
        return []
    (ent,) = numbers
    graph = Beside(database, columns, query)
    near, weights = graph.beside(ent)
    best = near[np.lexsort((near, -columns.ent_events[near].astype(np.int64), -weights))[:limit]]
    rows = entity_rows(database, best.tolist(), count_entities(database, columns, query))
    related: dict[str, list[LinkRow]] = defaultdict(list)
    if has_relations(query):
        ids = {int(number): row.id for number, row in rows.items()} | numbers
        for link in list_relations(database, columns, query, ids, between=ent):
            related[link.target if link.source == entity_id else link.source].append(link)
    together = graph.events_with(ent)
    return [
        NeighbourRow(
            entity=rows[number],
            events=together.get(number, 0),
            relations=tuple(related[rows[number].id]),
        )
        for number in best.tolist()
        if number in rows
    ]


class Beside:
    """The entities of a query's events and relations, and who stands beside whom."""

    def __init__(self, database: Database, columns: Columns, query: Query) -> None:
        self.columns = columns
        self._chosen = choose_events(database, columns, query)
        self._kept = columns.part_present & self._chosen[columns.part_event]
        self._kept &= columns.ent_shown[columns.part_ent]
        related = np.zeros(len(columns.rel_doc), dtype=bool)
        if has_relations(query):
            related = choose_documents(database, columns, query)[columns.rel_doc]
            related &= columns.ent_shown[columns.rel_source] & columns.ent_shown[columns.rel_target]
        self._here = np.concatenate([columns.rel_source[related], columns.rel_target[related]])
        self._there = np.concatenate([columns.rel_target[related], columns.rel_source[related]])
        self._known: dict[int, tuple[Numbers | Small, Numbers]] = {}

    def beside_any(self, reached: Mask) -> Numbers:
        """The entities beside any of those marked, some of these among them."""
        met = self._met_by(np.flatnonzero(reached))
        return np.concatenate([met, self._there[reached[self._here]]])

    def beside(self, ent: int) -> tuple[Numbers | Small, Numbers]:
        """The entities beside ``ent``, and in how many events and relations each."""
        if ent not in self._known:
            near = np.concatenate([self._met_by(np.array([ent])), self._there[self._here == ent]])
            self._known[ent] = np.unique(near[near != ent], return_counts=True)
        return self._known[ent]

    def events_with(self, ent: int) -> dict[int, int]:
        """In how many events each entity takes part together with ``ent``."""
        met, counts = np.unique(self._met_by(np.array([ent])), return_counts=True)
        return dict(zip(met.tolist(), counts.tolist(), strict=True))

    def _met_by(self, ents: Numbers) -> Small:
        """Who takes part in the events of ``ents``, themselves among them, once an event."""
        columns = self.columns
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

"""What joins the entities of a case: events they take part in together, and relations."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nlp.case.choose.columns import STATUSES, Columns, Mask, Numbers
from nlp.case.choose.filter import choose_documents, choose_events
from nlp.case.file.database import Database
from nlp.case.network.entities import entity_numbers
from nlp.query import LinkRow, Query
from nlp.records import Status

EVENTS_KEPT = 50
FIRMEST_FIRST = (Status.HAPPENED, Status.PLANNED, Status.HYPOTHETICAL, Status.NEGATED)
_FIRMNESS = np.array([FIRMEST_FIRST.index(status) for status in STATUSES])


def list_links(
    database: Database, columns: Columns, query: Query, entity_ids: Sequence[str], limit: int
) -> list[LinkRow]:
    """The links among ``entity_ids``, the heaviest first.

    An event joins those who act in it to those acted on, and all other pairs of its participants and its
    place without direction. Relations, which have no time or status, are there unless the query chooses
    events by those; their label is the text's own words for them, their weight the number of documents.
    """
    numbers = entity_numbers(database, columns, entity_ids)
    if not numbers:
        return []
    chosen = choose_events(database, columns, query)
    links = _event_links(database, columns, chosen, numbers, limit)
    if has_relations(query):
        links += list_relations(database, columns, query, numbers)[:limit]
    return sorted(links, key=lambda k: (-k.weight, k.source, k.target, k.kind, k.label))[:limit]


def has_relations(query: Query) -> bool:
    """Whether ``query`` leaves relations in: they have no type, status, time or words of an event."""
    return not (query.event_types or query.statuses or query.period or query.text.strip())


def _event_links(
    database: Database, columns: Columns, chosen: Mask, numbers: Mapping[int, str], limit: int
) -> list[LinkRow]:
    ents = np.array(sorted(numbers), dtype=np.int64)
    pairs = _pairs(columns, chosen, ents)
    keys, inverse, weights = np.unique(pairs["key"], return_inverse=True, return_counts=True)
    best = np.lexsort((keys, -weights))[:limit]
    kept = np.isin(inverse, best)
    link, event = inverse[kept], pairs["event"][kept]
    order = np.lexsort((event, -columns.salience[event], link))
    link, event = link[order], event[order]
    starts = np.searchsorted(link, best)
    ends = np.searchsorted(link, best, side="right")
    spans = zip(starts, ends, strict=True)
    shown = np.concatenate([event[:0], *(event[s : min(e, s + EVENTS_KEPT)] for s, e in spans)])
    ids = event_ids(database, columns.event[np.unique(shown)])
    rows = []
    for at, start, end in zip(best.tolist(), starts.tolist(), ends.tolist(), strict=True):
        members = event[start:end]
        source, rest = divmod(int(keys[at]), 2 * len(ents))
        target, directed = divmod(rest, 2)
        types = np.bincount(columns.event_type[members])
        rows.append(
            LinkRow(
                source=numbers[int(ents[source])],
                target=numbers[int(ents[target])],
                kind="event",
                label=columns.type_names[int(types.argmax())],
                weight=int(weights[at]),
                directed=bool(directed),
                status=FIRMEST_FIRST[int(_FIRMNESS[columns.event_status[members]].min())],
                events=tuple(ids[key] for key in columns.event[members[:EVENTS_KEPT]].tolist() if key in ids),
            )
        )
    return rows


def _pairs(columns: Columns, chosen: Mask, ents: Numbers) -> dict[str, Numbers]:
    """Pairs of ``ents`` in one event: ``key`` (source * n + target) * 2 + directed, and the event's rank."""
    local = np.full(len(columns.ent_shown), -1, dtype=np.int64)
    local[ents] = np.arange(len(ents))
    kept = chosen[columns.part_event] & (local[columns.part_ent] >= 0) & columns.part_present
    event, entity = columns.part_event[kept], local[columns.part_ent[kept]]
    acting, acted_on = columns.part_acting[kept], columns.part_acted_on[kept]
    keys: list[NDArray[Any]] = []
    events: list[NDArray[Any]] = []
    # Rows lie event by event: comparing each with those 1, 2, ... further on meets every pair.
    shift = 1
    left = np.arange(len(event))
    while True:
        left = left[left + shift < len(event)]
        left = left[event[left] == event[left + shift]]
        if not len(left):
            break
        right = left + shift
        forth, back = acting[left] & acted_on[right], acting[right] & acted_on[left]
        for here, there, which, directed in (
            (left, right, forth, 1),
            (right, left, back, 1),
            (left, right, ~forth & ~back, 0),
        ):
            keys.append((entity[here[which]] * len(ents) + entity[there[which]]) * 2 + directed)
            events.append(event[here[which]])
        shift += 1
    empty = np.zeros(0, dtype=np.int64)
    return {"key": np.concatenate([empty, *keys]), "event": np.concatenate([empty, *events])}


def list_relations(
    database: Database,
    columns: Columns,
    query: Query,
    numbers: Mapping[int, str],
    *,
    between: int | None = None,
) -> list[LinkRow]:
    """The relations among the entities of ``numbers`` (number -> id), or between one of them and the others;
    those that most documents state first."""
    admitted = choose_documents(database, columns, query)
    documents: dict[tuple[str, str, str], set[int]] = defaultdict(set)
    labels: dict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
    standing: dict[tuple[str, str, str], str] = {}  # of the latest report that says one
    for doc, source, target, kind, label, status in database.rows(_RELATIONS, [list(numbers), list(numbers)]):
        if between not in (None, source, target):
            continue
        if doc < len(admitted) and admitted[doc] and source != target:
            tie = numbers[source], numbers[target], kind
            documents[tie].add(doc)
            labels[tie][label or kind] += 1
            standing[tie] = status or standing.get(tie, "")
    links = [
        LinkRow(
            source=source,
            target=target,
            kind="relation",
            label=min(labels[source, target, kind].items(), key=lambda n: (-n[1], n[0]))[0],
            weight=len(docs),
            directed=True,
            status=Status.NEGATED if standing[source, target, kind] == "denied" else Status.HAPPENED,
            relation=kind,
            standing=standing[source, target, kind],
        )
        for (source, target, kind), docs in documents.items()
    ]
    return sorted(links, key=lambda k: (-k.weight, k.source, k.target, k.label))


def event_ids(database: Database, keys: Numbers) -> dict[int, str]:
    """Row number -> id."""
    rows = database.rows(
        "SELECT event, id FROM events WHERE event IN (SELECT unnest(?::BIGINT[]))", [keys.tolist()]
    )
    return dict(rows)


_RELATIONS = """
SELECT r.doc, a.ent, b.ent, r.type, r.label, r.status FROM relations r JOIN documents d USING (doc)
JOIN chains a ON a.chain = r.source JOIN chains b ON b.chain = r.target
WHERE a.ent IN (SELECT unnest(?::INTEGER[])) AND b.ent IN (SELECT unnest(?::INTEGER[]))
ORDER BY d.published NULLS FIRST, r.doc, r.start, r.id
"""

"""Where the events of a query took place."""

from __future__ import annotations

import numpy as np

from nlp.case.choose.columns import Columns, Mask, Numbers, count_distinct
from nlp.case.choose.filter import choose_events
from nlp.case.file.database import Database
from nlp.query import PlaceRow, Query


def list_places(database: Database, columns: Columns, query: Query, limit: int) -> list[PlaceRow]:
    """The places of a query's events that have a position, those of most events first."""
    chosen = choose_events(database, columns, query)
    placed = chosen & columns.ent_located[columns.event_place]
    found = np.flatnonzero(placed)
    ents = columns.event_place[found].astype(np.int64)
    size = len(columns.ent_shown)
    events = np.bincount(ents, minlength=size)
    incidents = count_distinct(ents, columns.incident[found], size)
    documents = count_distinct(ents, columns.event_doc[found], size)
    known = choose_events(database, columns, Query(as_of=query.as_of, rejected=query.rejected))
    inherited = _inherited(columns, known, chosen, size)
    some = np.flatnonzero(events)
    best = some[np.lexsort((some, -events[some]))[:limit]].tolist()
    rows = {row[0]: row[1:] for row in database.rows(_PLACES, [best])}
    return [
        PlaceRow(
            id=key,
            name=name,
            lat=lat,
            lon=lon,
            precision=precision or None,
            country=country,
            events=int(events[ent]),
            incidents=int(incidents[ent]),
            documents=int(documents[ent]),
            inherited=int(inherited[ent]),
        )
        for ent, (key, name, lat, lon, precision, country) in (
            (ent, rows[ent]) for ent in best if ent in rows
        )
    ]


def _inherited(columns: Columns, known: Mask, chosen: Mask, size: int) -> Numbers:
    """How many of the chosen events name no place while all accounts of their incident that do name the same
    one, by that place."""
    located = columns.ent_located[columns.event_place]
    source = np.flatnonzero(known & located)
    incidents = int(columns.incident.max(initial=0)) + 1
    low, high = np.full(incidents, size, dtype=np.int64), np.full(incidents, -1, dtype=np.int64)
    np.minimum.at(low, columns.incident[source], columns.event_place[source])
    np.maximum.at(high, columns.incident[source], columns.event_place[source])
    bare = np.flatnonzero(chosen & (columns.event_place == 0))
    of = columns.incident[bare]
    agreed = of[low[of] == high[of]]
    counts: Numbers = np.bincount(low[agreed], minlength=size)
    return counts


_PLACES = """
SELECT ent, id, name, lat, lon, "precision", country FROM entities
WHERE ent IN (SELECT unnest(?::INTEGER[]))
"""

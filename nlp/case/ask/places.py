"""Where the events of a query took place."""

from __future__ import annotations

import numpy as np

from nlp.case.ask.columns import Columns, count_distinct
from nlp.case.ask.filter import choose_events
from nlp.case.file.database import Database
from nlp.query import PlaceRow, Query


def list_places(database: Database, columns: Columns, query: Query, limit: int) -> list[PlaceRow]:
    """The places of a query's events that have a position, those of most events first."""
    placed = choose_events(database, columns, query) & columns.ent_located[columns.event_place]
    found = np.flatnonzero(placed)
    ents = columns.event_place[found].astype(np.int64)
    size = len(columns.ent_shown)
    events = np.bincount(ents, minlength=size)
    incidents = count_distinct(ents, columns.incident[found], size)
    documents = count_distinct(ents, columns.event_doc[found], size)
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
        )
        for ent, (key, name, lat, lon, precision, country) in (
            (ent, rows[ent]) for ent in best if ent in rows
        )
    ]


_PLACES = """
SELECT ent, id, name, lat, lon, "precision", country FROM entities
WHERE ent IN (SELECT unnest(?::INTEGER[]))
"""

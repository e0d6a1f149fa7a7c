"""What stands out in a query: the incidents that most outlets tell, the weeks in which most happened."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np

from nlp.case.ask.events import event_rows
from nlp.case.choose.columns import NO_DAY, Columns, Numbers
from nlp.case.choose.filter import choose_events
from nlp.case.file.database import Database
from nlp.case.file.table_rows import CALENDAR
from nlp.query import Bin, EventRow, Query

MOST_ACCOUNTS = 60  # events read of each incident
WEEK = 8  # days that an event's interval may span to count in the week it begins


def list_reported(database: Database, columns: Columns, query: Query, limit: int) -> list[list[EventRow]]:
    """The events of the incidents that most outlets tell within a query, then those of most events.

    A document without a publisher counts as an outlet of its own.
    """
    chosen = np.flatnonzero(choose_events(database, columns, query))
    if not len(chosen):
        return []
    incidents, at = np.unique(columns.incident[chosen], return_inverse=True)
    outlets = _count_outlets(columns, chosen, at, len(incidents))
    events = np.bincount(at)
    weight = np.zeros(len(incidents))
    np.maximum.at(weight, at, columns.salience[chosen])
    best = np.lexsort((incidents, -weight, -events, -outlets))[:limit]
    found = []
    for one in best.tolist():
        members = chosen[at == one]
        ranked = members[np.lexsort((members, -columns.salience[members]))][:MOST_ACCOUNTS]
        found.append(event_rows(database, columns.event[ranked].tolist()))
    return found


def _count_outlets(columns: Columns, chosen: Numbers, at: Numbers, size: int) -> Numbers:
    documents = columns.event_doc[chosen].astype(np.int64)
    publisher = columns.doc_publisher[documents].astype(np.int64)
    unknown = columns.publishers.index("") if "" in columns.publishers else -1
    outlet = np.where(publisher == unknown, -documents - 1, publisher)
    pairs = np.unique(np.stack([at, outlet]), axis=1)
    return np.bincount(pairs[0], minlength=size)


def count_busiest(database: Database, columns: Columns, query: Query, limit: int) -> list[Bin]:
    """The weeks, Monday to Sunday, in which most events of a query began, fullest first. Events whose time is
    vaguer than a week count nowhere."""
    chosen = choose_events(database, columns, query) & (columns.dating == CALENDAR)
    first, last = columns.earliest[chosen].astype(np.int64), columns.latest[chosen].astype(np.int64)
    exact = (first != NO_DAY) & (last != NO_DAY) & (last - first < WEEK)
    mondays, counts = np.unique(first[exact] - (first[exact] - 1) % 7, return_counts=True)
    best = np.lexsort((mondays, -counts))[:limit]
    weeks = [(date.fromordinal(max(int(mondays[n]), 1)), int(counts[n])) for n in best]
    return [
        Bin(start=day.isoformat(), end=(day + timedelta(days=6)).isoformat(), counts={"events": number})
        for day, number in weeks
    ]

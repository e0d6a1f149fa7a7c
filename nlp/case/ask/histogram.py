"""The shape of a timeline: how the calendar events of a query lie in time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import numpy as np

from nlp.case.choose.columns import NO_DAY, STATUSES, Columns, Numbers, Small
from nlp.case.choose.filter import (
    PLACED,
    choose_documents,
    choose_events,
    datings,
    placed_days,
    restricts_events,
)
from nlp.case.file.database import Database
from nlp.case.file.days import read_period
from nlp.case.file.table_rows import CALENDAR
from nlp.query import Bin, Query

MONTHS = (1, 3, 12, 60, 120, 600, 1200)
LONGEST = 12_000
_PLACED = "placed"


def count_histogram(database: Database, columns: Columns, query: Query, bins: int) -> list[Bin]:
    """Calendar events by the middle of their intervals, and placed ones, in bins of calendar-like width.

    The width is the smallest of day, week, month, quarter, year, 5, 10, 50, 100 years of which no more than
    ``bins`` cover the period, or all there is without one. Empty bins are there too.
    """
    found = choose_events(database, columns, query)
    kinds = datings(columns, query)
    middle = np.where(kinds == CALENDAR, columns.middle, placed_days(columns) if query.placed else NO_DAY)
    status = np.where(kinds == CALENDAR, columns.event_status, len(STATUSES))
    chosen = found & ((kinds == CALENDAR) | (kinds == PLACED))
    middle, status = middle[chosen], status[chosen]
    if query.period:
        first, last = read_period(query.period)
        inside = (middle >= first.toordinal()) & (middle <= last.toordinal())
        middle, status = middle[inside], status[inside]
    elif len(middle):
        first, last = date.fromordinal(int(middle.min())), date.fromordinal(int(middle.max()))
    else:
        return []
    made = _bins(middle, status, [*map(str, STATUSES), _PLACED], first, last, bins)
    return [
        replace(
            one,
            counts={name: count for name, count in one.counts.items() if name != _PLACED},
            placed=one.counts.get(_PLACED, 0),
        )
        for one in made
    ]


def count_reports(database: Database, columns: Columns, query: Query, bins: int) -> list[Bin]:
    """The documents of a query by the day they were published, in bins like those of the events.

    ``as_of`` is passed over: this is what one chooses that day from. Where the query chooses among events, a
    document must hold one.
    """
    query = replace(query, as_of=None)
    chosen = choose_documents(database, columns, query) & (columns.doc_published != NO_DAY)
    if restricts_events(query):
        holding = np.zeros(len(chosen), dtype=bool)
        holding[columns.event_doc[choose_events(database, columns, query)]] = True
        chosen = chosen & holding
    days = columns.doc_published[chosen]
    if not len(days):
        return []
    first, last = date.fromordinal(int(days.min())), date.fromordinal(int(days.max()))
    return _bins(days, np.zeros(len(days), dtype=np.int64), ["reports"], first, last, bins)


def _bins(
    days: Numbers | Small, kinds: Numbers | Small, names: list[str], first: date, last: date, bins: int
) -> list[Bin]:
    edges = list(bin_edges(first, last, max(1, bins)))
    at = np.searchsorted([edge.toordinal() for edge in edges], days, side="right") - 1
    table = np.bincount(at * len(names) + kinds, minlength=len(edges) * len(names))
    ends = [edge - timedelta(days=1) for edge in edges[1:]] + [max(last, edges[-1])]
    return [
        Bin(
            start=start.isoformat(),
            end=end.isoformat(),
            counts={name: int(n) for name, n in zip(names, row, strict=True) if n},
        )
        for start, end, row in zip(edges, ends, table.reshape(len(edges), -1), strict=True)
    ]


def bin_edges(first: date, last: date, bins: int) -> Iterator[date]:
    """The first days of the bins that cover ``first``..``last``."""
    days = (last - first).days + 1
    if days <= bins:
        yield from (first + timedelta(days=n) for n in range(days))
        return
    monday = first - timedelta(days=min(first.weekday(), first.toordinal() - 1))
    weeks = (last - monday).days // 7 + 1
    if weeks <= bins:
        yield from (monday + timedelta(days=7 * n) for n in range(weeks))
        return
    low, high = first.year * 12 + first.month - 1, last.year * 12 + last.month - 1
    wide = next((m for m in MONTHS if high // m - low // m < bins), LONGEST)
    for n in range(low // wide, high // wide + 1):
        year, month = divmod(n * wide, 12)
        yield date(max(year, 1), month + 1, 1)

"""The events of a case as rows to draw, list and show the evidence of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import orjson
from numpy.typing import NDArray

from nlp.case.ask.originals import place_at
from nlp.case.choose.columns import NO_DAY, Columns, Numbers, Small
from nlp.case.choose.filter import choose_events
from nlp.case.file.database import Database
from nlp.case.file.days import read_day
from nlp.case.file.json_codec import decode_event, decode_placed
from nlp.case.file.table_rows import PARTICIPANT, PLACE
from nlp.errors import CaseError
from nlp.query import EventRow, Query

OPEN = 2**31 - 1


def list_events(
    database: Database, columns: Columns, query: Query, limit: int, order: str, *, choose: str = ""
) -> list[EventRow]:
    """The events of a query, the most telling or the earliest first (then year-unknown, then undated, these
    by their place in time where they have one).

    Args:
        choose: which ones where there are more than ``limit``: the first by this order; "" is ``order``.

    Raises:
        CaseError: no such order.
    """
    for asked in (order, choose or order):
        if asked not in ORDERS:
            raise CaseError(f"events are ordered by {' or '.join(ORDERS)}, not by {asked!r}")
    found = np.flatnonzero(choose_events(database, columns, query))
    for asked in dict.fromkeys((choose or order, order)):
        found = ORDERS[asked](columns, found, limit)[:limit]
    return event_rows(database, columns.event[found].tolist())


def _by_salience(columns: Columns, found: Numbers, limit: int) -> Numbers:
    found = found[columns.salience[found] >= _floor(columns.salience[found], limit)]
    return found[np.lexsort((found, -columns.salience[found]))]


def _by_time(columns: Columns, found: Numbers, limit: int) -> Numbers:
    low, high = columns.earliest[found], columns.latest[found]
    first, last, bet = (
        array[found] for array in (columns.placed_earliest, columns.placed_latest, columns.placed_estimate)
    )
    begin = _first_known(low, high, bet, first, last)
    end = _first_known(high, bet, last, np.where(begin == NO_DAY, NO_DAY, OPEN))
    order = (found, columns.clock[found], columns.month_day[found], end, begin, -columns.dating[found])
    return found[np.lexsort(order)]


ORDERS = {"salience": _by_salience, "time": _by_time}


def _first_known(*choices: Small) -> Small:
    """For each event the first of its days that there is."""
    chosen = choices[0]
    for days in choices[1:]:
        chosen = np.where(chosen == NO_DAY, days, chosen)
    return chosen


def _floor(salience: NDArray[np.float32], limit: int) -> float:
    """The salience that at least ``limit`` of the events reach."""
    if not 0 < limit < len(salience):
        return -np.inf
    return float(np.partition(salience, -limit)[-limit])


def find_event(database: Database, event_id: str) -> EventRow | None:
    """One event by its id."""
    return find_events(database, [event_id]).get(event_id)


def find_events(database: Database, ids: Sequence[str]) -> dict[str, EventRow]:
    """Events by id, in the order of ``ids``; those there are."""
    keys = database.rows("SELECT event FROM events WHERE id IN (SELECT unnest(?::VARCHAR[]))", [list(ids)])
    found = {row.id: row for row in event_rows(database, [key for (key,) in keys])}
    return {key: found[key] for key in ids if key in found}


def list_incident(database: Database, incident_id: str, as_of: str | None = None) -> list[EventRow]:
    """All accounts of one incident, by publication date; those of unknown date last.

    Args:
        as_of: only what was published up to this day (ISO); what is of unknown date is left out.
    """
    day = read_day(as_of) if as_of else None
    keys = database.rows(
        "SELECT e.event FROM events e JOIN documents d USING (doc) WHERE e.incident_id = ?"
        " AND e.review <> 'rejected'"
        " AND (? IS NULL OR d.published <= ?)"
        " ORDER BY d.published NULLS LAST, e.event",
        [incident_id, day, day],
    )
    return event_rows(database, [key for (key,) in keys])


def event_rows(database: Database, keys: Sequence[int]) -> list[EventRow]:
    """The events of these row numbers, in this order."""
    if not keys:
        return []
    wanted = [list(keys)]
    rows = database.rows(_ROWS, wanted)
    entities: dict[int, dict[tuple[int, int], str]] = {}
    for event, slot, ordinal, entity in database.rows(_ENTITIES, wanted):
        entities.setdefault(event, {})[slot, ordinal] = entity
    made = {row[0]: _event_row(row, entities.get(row[0], {})) for row in rows}
    return [made[key] for key in keys if key in made]


def _event_row(row: tuple[Any, ...], entities: dict[tuple[int, int], str]) -> EventRow:
    _, incident, body, title, path, publisher, published, anchor, time_rule, time_note, *standing = row
    review, clock, placed, origins, accounts, independent, disputed = standing
    event = decode_event(orjson.loads(body))
    return EventRow(
        id=event.id,
        document_id=event.document_id,
        incident_id=incident,
        type=event.type,
        trigger=event.trigger,
        sentence=event.sentence,
        when=event.when,
        status=event.status,
        salience=event.salience,
        place=event.place,
        participants=event.participants,
        participant_entities=tuple(
            entities.get((PARTICIPANT, nth)) for nth in range(len(event.participants))
        ),
        attribution=event.attribution,
        place_entity=entities.get((PLACE, 0)),
        title=title,
        path=path,
        publisher=publisher,
        published=published.isoformat() if published else None,
        rule=event.rule,
        anchor=anchor,
        time_rule=time_rule or "",
        time_note=time_note,
        clock=clock,
        review=review,
        accounts=accounts or 1,
        independent=independent or 1,
        disputed=bool(disputed),
        placed=decode_placed(orjson.loads(placed)) if placed else None,
        headline=event.headline,
        telling=event.telling,
        at=tuple(place_at(origins, event.sentence.start).items()),
        confidence=event.confidence,
    )


_ROWS = """
SELECT e.event, e.incident_id, e.body, d.title, d.path, d.publisher, d.published,
    e.anchor, e.time_rule, e.time_note, e.review, e.clock, e.placed, d.origins,
    s.accounts, s.independent, s.disputed
FROM events e JOIN documents d USING (doc) LEFT JOIN standings s ON s.id = e.incident_id
WHERE e.event IN (SELECT unnest(?::BIGINT[]))
"""
_ENTITIES = """
SELECT i.event, i.slot, i.ordinal, n.id FROM involved i JOIN entities n USING (ent)
WHERE i.event IN (SELECT unnest(?::BIGINT[]))
"""

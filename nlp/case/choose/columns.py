"""The case's numbers in memory, column by column: what every question counts and filters over.

Some 50 bytes an event, 11 a participant and 12 an entity in a document: a case of 400,000 events fits in
100 MB, and any filter is a few passes over arrays. Texts stay in the file. Loaded when first asked for, and
again after a write.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nlp.case.file.database import Database
from nlp.case.file.table_rows import ACTED_ON, ACTING, PLACE, SOURCE
from nlp.records import EntityType, Status

Numbers = NDArray[np.int64]
Small = NDArray[np.int32]
Mask = NDArray[np.bool_]

STATUSES = tuple(Status)
ENTITY_TYPES = tuple(EntityType)
NO_DAY = 0
"""Days are proleptic Gregorian ordinals (``date.toordinal``); this one stands for none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Arrays side by side. Documents and entities are indexed by their number, events by their rank."""

    event: Numbers  # row numbers, ascending
    event_doc: Small
    event_type: Small  # into type_names
    event_status: Small  # into STATUSES
    dating: Small
    earliest: Small
    latest: Small
    middle: Small
    placed_earliest: Small  # bounds beyond what the text states, of events that have them
    placed_latest: Small
    placed_estimate: Small  # the one day to bet on
    event_place: Small  # its place's entity, 0 for none
    event_rejected: Mask
    event_telling: Mask  # the bare telling of other facts
    event_denied: Mask  # said not to have happened
    month_day: Small  # month * 100 + day where the year is unknown, else 0
    clock: Small  # second of the day at which it begins, -1 where no time of day is known
    incident: Small  # the same number for events of one incident
    salience: NDArray[np.float32]
    inc_event: Numbers  # the first event of each incident
    inc_accounts: Small  # documents that tell it; 0 where it is told once
    part_event: Small  # an event's rank and one of its entities, each pair once, events ascending
    part_ent: Small
    part_present: Mask  # takes part or is the place, not only the source
    part_acting: Mask
    part_acted_on: Mask
    event_starts: Numbers  # where an event's rows of the above begin; one more, for the end of the last
    by_ent: Numbers  # the rows of the above in the order of their entity
    ent_starts: Numbers  # where an entity's rows begin in that order; one more
    held_doc: Small  # a document and one of its entities, each pair once
    held_ent: Small
    held_mentions: Small
    rel_source: Small  # a relation's entities, and the document it stands in
    rel_target: Small
    rel_doc: Small
    doc_exists: Mask
    doc_published: Small
    doc_publisher: Small  # into publishers
    doc_words: Small
    ent_shown: Mask  # exists and is not hidden
    ent_located: Mask  # has a position, and is shown
    ent_type: Small  # into ENTITY_TYPES
    ent_mentions: Small
    ent_documents: Small
    ent_events: Small
    type_names: tuple[str, ...]
    publishers: tuple[str, ...]  # "" for unknown
    chosen: dict[str, Mask] = field(default_factory=dict)  # masks of the latest queries

    def ranks(self, events: Numbers) -> Numbers:
        """The ranks of these row numbers; those that are none are left out."""
        at = np.searchsorted(self.event, events)
        at = at[at < len(self.event)] if len(at) and at.max(initial=0) >= len(self.event) else at
        return at[np.isin(self.event[at], events)] if len(at) else at


def load_columns(database: Database) -> Columns:
    """Read all arrays, as of one moment."""
    with database.snapshot():
        return _load_columns(database)


def _load_columns(database: Database) -> Columns:
    events = _fetch(database, _EVENTS)
    events = _ordered(events, "event")
    parts = _fetch(database, _PARTS)
    held = _fetch(database, _HELD)
    relations = _fetch(database, _RELATIONS)
    places = _fetch(database, _PLACES)
    documents = _fetch(database, _DOCUMENTS)
    entities = _fetch(database, _ENTITIES)
    parts = _ordered(parts, "event")
    kinds = {kind.value: nth for nth, kind in enumerate(ENTITY_TYPES)}
    codes = {status.value: nth for nth, status in enumerate(STATUSES)}
    docs = int(documents["doc"].max(initial=0)) + 1
    ents = int(entities["ent"].max(initial=0)) + 1
    part_event = np.searchsorted(events["event"], parts["event"]).astype(np.int32)
    publishers = tuple(
        name for (name,) in database.rows(f"SELECT DISTINCT {_PUBLISHER} FROM documents d ORDER BY 1")
    )
    types = tuple(name for (name,) in database.rows("SELECT DISTINCT type FROM events ORDER BY 1"))
    first, incident = np.unique(events["incident"], return_inverse=True)
    rated = _fetch(database, _RATED)
    rated = _kept(rated, np.isin(rated["event"], first))
    return Columns(
        event=events["event"],
        event_doc=events["doc"],
        event_type=events["type"],
        event_status=_recode(events["status"], database, "events", "status", codes),
        dating=events["dating"],
        earliest=events["earliest"],
        latest=events["latest"],
        middle=events["middle"],
        placed_earliest=events["placed_earliest"],
        placed_latest=events["placed_latest"],
        placed_estimate=events["placed_estimate"],
        event_place=_spread(
            np.searchsorted(events["event"], places["event"]), places["ent"], len(events["event"])
        ),
        event_rejected=events["rejected"],
        event_telling=events["telling"],
        event_denied=events["denied"],
        month_day=events["month_day"],
        clock=events["clock"],
        incident=incident.astype(np.int32),
        salience=events["salience"],
        inc_event=first,
        inc_accounts=_spread(np.searchsorted(first, rated["event"]), rated["accounts"], len(first)),
        part_event=part_event,
        part_ent=parts["ent"],
        part_present=parts["present"],
        part_acting=parts["acting"],
        part_acted_on=parts["acted_on"],
        event_starts=_starts(part_event, len(events["event"])),
        by_ent=np.argsort(parts["ent"], kind="stable"),
        ent_starts=_starts(parts["ent"], ents),
        held_doc=held["doc"],
        held_ent=held["ent"],
        held_mentions=held["mentions"],
        rel_source=relations["source"],
        rel_target=relations["target"],
        rel_doc=relations["doc"],
        doc_exists=_spread(documents["doc"], np.ones(len(documents["doc"]), bool), docs),
        doc_published=_spread(documents["doc"], documents["published"], docs),
        doc_publisher=_spread(documents["doc"], documents["publisher"], docs),
        doc_words=_spread(documents["doc"], documents["words"], docs),
        ent_shown=_spread(entities["ent"], ~entities["hidden"], ents),
        ent_located=_spread(entities["ent"], entities["located"] & ~entities["hidden"], ents),
        ent_type=_spread(
            entities["ent"], _recode(entities["type"], database, "entities", "type", kinds), ents
        ),
        ent_mentions=_spread(entities["ent"], entities["mentions"], ents),
        ent_documents=_spread(entities["ent"], entities["documents"], ents),
        ent_events=_spread(entities["ent"], entities["events"], ents),
        type_names=types,
        publishers=publishers,
    )


def _fetch(database: Database, sql: str) -> dict[str, Any]:
    return {name: np.asarray(column) for name, column in database.cursor.execute(sql).fetchnumpy().items()}


def _ordered(columns: dict[str, Any], by: str) -> dict[str, Any]:
    order = np.argsort(columns[by], kind="stable")
    return {name: column[order] for name, column in columns.items()}


def _starts(values: Small, size: int) -> Numbers:
    """Where each of the numbers below ``size`` begins among sorted ``values``, and where the last ends."""
    return np.concatenate([[0], np.cumsum(np.bincount(values, minlength=size))])


def count_distinct(groups: Numbers, values: Small, size: int) -> Numbers:
    """How many different ``values`` stand beside each of the numbers below ``size`` in ``groups``."""
    span = int(values.max(initial=0)) + 1
    pairs = np.sort(groups.astype(np.int64) * span + values)
    first = np.concatenate([[True], pairs[1:] != pairs[:-1]]) if len(pairs) else np.zeros(0, dtype=bool)
    return np.bincount(pairs[first] // span, minlength=size)


def _kept(columns: dict[str, Any], which: Mask) -> dict[str, Any]:
    return {name: column[which] for name, column in columns.items()}


def _spread(at: Small, values: Any, size: int) -> Any:
    spread = np.zeros(size, dtype=values.dtype)
    spread[at] = values
    return spread


def _recode(codes: Small, database: Database, table: str, column: str, wanted: dict[str, int]) -> Small:
    """Turn places in the sorted list of a column's values into the numbers of ``wanted``."""
    names = database.rows(f"SELECT DISTINCT {column} FROM {table} ORDER BY 1")
    lookup = np.array([wanted[name] for (name,) in names] or [0], dtype=np.int32)
    return lookup[codes]


def _day(column: str) -> str:
    return f"coalesce(({column} - DATE '0001-01-01')::INTEGER + 1, {NO_DAY})::INTEGER"


def _code(table: str, column: str) -> str:
    return (
        f"(SELECT {column} AS value, (row_number() OVER (ORDER BY {column}) - 1)::INTEGER AS code"
        f" FROM (SELECT DISTINCT {column} FROM {table}))"
    )


_CLOCK = r"""
CASE WHEN regexp_matches(e.clock, 'T\d\d') THEN
    3600 * regexp_extract(e.clock, 'T(\d\d)', 1)::INTEGER
    + 60 * coalesce(nullif(regexp_extract(e.clock, 'T\d\d:(\d\d)', 1), '')::INTEGER, 0)
    + coalesce(nullif(regexp_extract(e.clock, 'T\d\d:\d\d:(\d\d)', 1), '')::INTEGER, 0)
ELSE CASE right(e.clock, 3) WHEN 'TMO' THEN 4 WHEN 'TAF' THEN 12 WHEN 'TEV' THEN 17 WHEN 'TNI' THEN 20
    END * 3600 END
"""  # parts of the day stand where they begin
_PUBLISHER = "coalesce(d.publisher, '')"
_EVENTS = f"""
SELECT e.event, e.doc, t.code AS type, s.code AS status, e.dating::INTEGER AS dating,
    {_day("e.earliest")} AS earliest, {_day("e.latest")} AS latest, {_day("e.middle")} AS middle,
    {_day("e.placed_earliest")} AS placed_earliest, {_day("e.placed_latest")} AS placed_latest,
    {_day("e.placed_estimate")} AS placed_estimate,
    coalesce(replace(e.month_day, '-', '')::INTEGER, 0)::INTEGER AS month_day, e.incident, e.salience,
    e.review = 'rejected' AS rejected, coalesce(e.telling, false) AS telling, e.denied,
    coalesce({_CLOCK}, -1)::INTEGER AS clock
FROM events e JOIN {_code("events", "type")} t ON t.value = e.type
JOIN {_code("events", "status")} s ON s.value = e.status
"""
_PARTS = f"""
SELECT event, ent, bool_or(slot <> {SOURCE}) AS present,
    bool_or(side = {ACTING}) AS acting, bool_or(side = {ACTED_ON}) AS acted_on
FROM involved WHERE ent IS NOT NULL GROUP BY event, ent
"""
_HELD = """
SELECT doc, ent, sum(mentions)::INTEGER AS mentions FROM chains WHERE ent IS NOT NULL GROUP BY doc, ent
"""
_RATED = """
SELECT e.event, s.accounts FROM standings s JOIN events e ON e.incident_id = s.id WHERE e.event = e.incident
"""
_RELATIONS = """
SELECT a.ent AS source, b.ent AS target, r.doc FROM relations r
JOIN chains a ON a.chain = r.source JOIN chains b ON b.chain = r.target
WHERE a.ent IS NOT NULL AND b.ent IS NOT NULL AND a.ent <> b.ent
"""
_PLACES = f"SELECT event, ent FROM involved WHERE slot = {PLACE} AND ent IS NOT NULL"
_DOCUMENTS = f"""
SELECT d.doc, {_day("d.published")} AS published, p.code AS publisher, d.words
FROM documents d JOIN (
    SELECT value, (row_number() OVER (ORDER BY value) - 1)::INTEGER AS code
    FROM (SELECT DISTINCT {_PUBLISHER} AS value FROM documents d)) p ON p.value = {_PUBLISHER}
"""
_ENTITIES = f"""
SELECT n.ent, n.hidden, n.lat IS NOT NULL AND n.lon IS NOT NULL AS located, t.code AS type,
    n.mentions, n.documents, n.events
FROM entities n JOIN {_code("entities", "type")} t ON t.value = n.type
"""

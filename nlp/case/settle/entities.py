"""Entities of a case: resolved over what has changed, written in one transaction a batch of blocks.

``chains.waiting`` marks what is to be resolved: a new chain, one whose entity lost another, one that a
decision concerns. Only the blocks such chains touch are resolved again
(:mod:`nlp.case.settle.touched_blocks`), and only what comes out otherwise is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import orjson
from duckdb import DuckDBPyConnection

from nlp.case.file.database import Database
from nlp.case.settle.touched_blocks import Batch, find_touched, read_batches
from nlp.entities import FREQUENT, Entity, Ruling, resolve_entities
from nlp.records import Mention
from nlp.text.index_terms import index_terms


def resolve_changed(database: Database, rulings: Sequence[Ruling] = (), *, frequent: int = FREQUENT) -> int:
    """Resolve the chains that wait, and all they touch; returns how many chains were looked at.

    Args:
        frequent: chains of one form from which on one stands for all.
    """
    if not database.value("SELECT count(*) FROM chains WHERE waiting"):
        return 0
    looked_at = 0
    with database.transaction() as cursor:
        find_touched(cursor, rulings)
        for batch in read_batches(cursor, frequent=frequent):
            looked_at += len(batch.chains)
            inside = {chain.id for chain in batch.chains}
            touching = [ruling for ruling in rulings if not inside.isdisjoint(ruling.chains)]
            _write_entities(cursor, resolve_entities(batch.chains, touching, frequent=frequent), batch)
    return looked_at


def _write_entities(cursor: DuckDBPyConnection, entities: Sequence[Entity], batch: Batch) -> None:
    """Replace whatever entities held any chain of ``entities`` by these; rows that stay as they are stay."""
    numbers = _write_rows(cursor, entities)
    single = [(c, numbers[e.id]) for e in entities for c in e.chain_ids if c not in batch.forms]
    bundled = [(batch.forms[c], numbers[e.id]) for e in entities for c in e.chain_ids if c in batch.forms]
    cursor.execute("CREATE OR REPLACE TEMP TABLE made (chain_id VARCHAR, ent INTEGER)")
    cursor.execute("CREATE OR REPLACE TEMP TABLE formed (form UBIGINT, ent INTEGER)")
    for table, rows in (("made", single), ("formed", bundled)):
        with cursor.appender(table) as appender:
            appender.append_rows(rows)
    for sql in _BIND:
        cursor.execute(sql).fetchall()


def _write_rows(cursor: DuckDBPyConnection, entities: Sequence[Entity]) -> dict[str, int]:
    """Write the rows of entities that are new or have changed; returns the row number of each by its id."""
    ids = [entity.id for entity in entities]
    stored = cursor.execute(
        f"SELECT ent, {', '.join(_FIELDS)} FROM entities WHERE id IN (SELECT unnest(?::VARCHAR[]))", [ids]
    ).fetchall()
    known = {row[1]: (row[0], row[1:]) for row in stored}
    top = cursor.execute("SELECT coalesce(max(ent), 0) FROM entities").fetchall()[0][0]
    numbers: dict[str, int] = {}
    changed: list[tuple[int, tuple[Any, ...], Entity]] = []
    for entity in entities:
        number, before = known.get(entity.id, (0, None))
        if not number:
            top += 1
            number = top
        numbers[entity.id] = number
        fields = _fields(entity)
        if fields != before:
            changed.append((number, fields, entity))
    stale = [number for number, _, _ in changed]
    for table in ("entities", "entity_terms"):
        cursor.execute(f"DELETE FROM {table} WHERE ent IN (SELECT unnest(?::INTEGER[]))", [stale]).fetchall()
    rows = [(number, *fields[:3], 0, 0, 0, *fields[3:]) for number, fields, _ in changed]
    terms = [
        (term, number)
        for number, _, entity in changed
        for term in sorted({t for name in (entity.name, *entity.aliases) for t in index_terms(name)})
    ]
    for table, values in (("entities", rows), ("entity_terms", terms)):
        with cursor.appender(table) as appender:
            appender.append_rows(values)
    cursor.execute("CREATE OR REPLACE TEMP TABLE altered AS SELECT unnest(?::INTEGER[]) AS ent", [stale])
    return numbers


_FIELDS = (
    "id", "name", "type", "aliases", "lat", "lon", "country", '"precision"', "hidden", "decided", "reasons",
)  # fmt: skip


def _fields(entity: Entity) -> tuple[Any, ...]:
    reasons = orjson.dumps(entity.reasons).decode()
    return (
        entity.id, entity.name, entity.type.value, list(entity.aliases), entity.lat, entity.lon,
        entity.country, entity.precision, entity.hidden, list(entity.decided), reasons,
    )  # fmt: skip


_BIND = (
    # Numbers may change of entities that are written anew, or that lose, gain or keep a waiting chain.
    """
    CREATE OR REPLACE TEMP TABLE moved AS
    SELECT c.chain, c.ent AS former, coalesce(m.ent, f.ent) AS ent
    FROM (SELECT chain, id, form, ent, waiting FROM chains SEMI JOIN wanted USING (form)) c
    LEFT JOIN made m ON m.chain_id = c.id
    LEFT JOIN formed f ON f.form = c.form AND m.ent IS NULL
    WHERE coalesce(m.ent, f.ent) IS NOT NULL
    AND (c.waiting OR c.ent IS DISTINCT FROM coalesce(m.ent, f.ent))
    """,
    "UPDATE chains SET ent = moved.ent, waiting = false FROM moved WHERE chains.chain = moved.chain",
    """
    UPDATE events SET waiting = true WHERE NOT waiting AND event IN (
        SELECT i.event FROM involved i JOIN moved USING (chain) WHERE i.ent IS DISTINCT FROM moved.ent)
    """,
    """
    UPDATE involved SET ent = moved.ent FROM moved
    WHERE involved.chain = moved.chain AND involved.ent IS DISTINCT FROM moved.ent
    """,
    """
    INSERT INTO altered SELECT ent FROM moved UNION SELECT former FROM moved WHERE former IS NOT NULL
    """,
    "DELETE FROM entity_terms WHERE ent IN (SELECT ent FROM altered) AND ent NOT IN"
    " (SELECT ent FROM chains WHERE ent IS NOT NULL)",
    "DELETE FROM entities WHERE ent IN (SELECT ent FROM altered) AND ent NOT IN"
    " (SELECT ent FROM chains WHERE ent IS NOT NULL)",
    """
    UPDATE entities SET mentions = n.mentions, documents = n.documents, events = n.events
    FROM (
        SELECT a.ent, c.mentions, c.documents, coalesce(v.events, 0) AS events
        FROM (SELECT DISTINCT ent FROM altered) a
        JOIN (SELECT ent, sum(mentions) AS mentions, count(DISTINCT doc) AS documents
              FROM chains SEMI JOIN altered USING (ent) GROUP BY ent) c USING (ent)
        LEFT JOIN (SELECT ent, count(DISTINCT event) AS events
                   FROM involved SEMI JOIN altered USING (ent) GROUP BY ent) v USING (ent)
    ) n
    WHERE entities.ent = n.ent
    """,
)


def recount_events(cursor: DuckDBPyConnection, entities: Iterable[int]) -> None:
    """Count again in how many events entities take part, whose events changed and not they."""
    cursor.execute(
        "UPDATE entities SET events ="
        " (SELECT count(DISTINCT event) FROM involved i WHERE i.ent = entities.ent)"
        " WHERE ent IN (SELECT unnest(?::INTEGER[]))",
        [sorted(set(entities))],
    ).fetchall()


def mark_entities(database: Database, cited: Sequence[Mention]) -> None:
    """Have the entities of these mentions resolved again."""
    with database.transaction() as cursor:
        cursor.execute(
            "UPDATE chains SET waiting = true WHERE ent IN (SELECT c.ent FROM chains c JOIN mentions m"
            " USING (chain) WHERE m.id IN (SELECT unnest(?::VARCHAR[])))",
            [[mention.id for mention in cited]],
        ).fetchall()

"""Entities of a case: resolved over what has changed, written in one transaction.

``chains.waiting`` marks what is to be resolved: a new chain, one whose entity lost another, one that a
decision concerns. Only the block such chains touch is resolved again (:func:`nlp.identity.touched_block`).
"""

from __future__ import annotations

from collections.abc import Sequence

import orjson
from duckdb import DuckDBPyConnection

from nlp.case.chains import chains_by_id, chains_with_keys, decode_chain
from nlp.case.database import Database
from nlp.case.terms import index_terms
from nlp.identity import Entity, Ruling, resolve_entities, touched_block
from nlp.records import Mention


def resolve_changed(database: Database, rulings: Sequence[Ruling] = ()) -> int:
    """Resolve the chains that wait, and all they touch; returns how many chains that were."""
    waiting = [decode_chain(body) for (body,) in database.rows("SELECT body FROM chains WHERE waiting")]
    if not waiting:
        return 0
    block = touched_block(waiting, lambda keys: chains_with_keys(database, keys))
    while True:
        inside = {chain.id for chain in block}
        missing = {
            chain for ruling in rulings if inside & set(ruling.chains) for chain in ruling.chains
        } - inside
        more = list(chains_by_id(database, missing)) if missing else []
        if not more:
            break
        block = touched_block([*block, *more], lambda keys: chains_with_keys(database, keys))
    touching = [ruling for ruling in rulings if inside & set(ruling.chains)]
    entities = resolve_entities(block, touching)
    with database.transaction() as cursor:
        write_entities(cursor, entities)
    return len(block)


def write_entities(cursor: DuckDBPyConnection, entities: Sequence[Entity]) -> None:
    """Replace whatever entities held any chain of ``entities`` by these."""
    ids = [entity.id for entity in entities]
    cursor.execute("CREATE OR REPLACE TEMP TABLE made (chain_id VARCHAR, entity_id VARCHAR)")
    with cursor.appender("made") as appender:
        appender.append_rows([(chain, entity.id) for entity in entities for chain in entity.chain_ids])
    cursor.execute(
        "CREATE OR REPLACE TEMP TABLE stale AS SELECT DISTINCT ent FROM chains"
        " WHERE ent IS NOT NULL AND id IN (SELECT chain_id FROM made)"
    )
    cursor.execute("DELETE FROM entity_terms WHERE ent IN (SELECT ent FROM stale)").fetchall()
    known = dict(
        cursor.execute(
            "SELECT id, ent FROM entities WHERE id IN (SELECT unnest(?::VARCHAR[]))", [ids]
        ).fetchall()
    )
    top = cursor.execute("SELECT coalesce(max(ent), 0) FROM entities").fetchall()[0][0]
    cursor.execute(
        "DELETE FROM entities WHERE ent IN (SELECT ent FROM stale) OR id IN (SELECT unnest(?::VARCHAR[]))",
        [ids],
    ).fetchall()
    rows, terms = [], []
    for entity in entities:
        if entity.id not in known:
            top += 1
            known[entity.id] = top
        number = known[entity.id]
        rows.append(
            (
                number, entity.id, entity.name, entity.type.value, 0, 0, 0, list(entity.aliases), entity.lat,
                entity.lon, entity.country, entity.precision, entity.hidden, list(entity.decided),
                orjson.dumps(entity.reasons).decode(),
            )
        )  # fmt: skip
        words = {term for name in (entity.name, *entity.aliases) for term in index_terms(name)}
        terms += [(term, number) for term in sorted(words)]
    for table, values in (("entities", rows), ("entity_terms", terms)):
        with cursor.appender(table) as appender:
            appender.append_rows(values)
    cursor.execute(_BIND).fetchall()
    cursor.execute(_DISTURB).fetchall()
    cursor.execute(_SPREAD).fetchall()
    cursor.execute(_COUNT).fetchall()


_BIND = """
UPDATE chains SET ent = e.ent, waiting = false FROM made JOIN entities e ON e.id = made.entity_id
WHERE chains.id = made.chain_id AND (chains.waiting OR chains.ent IS DISTINCT FROM e.ent)
"""
_DISTURB = """
UPDATE events SET waiting = true WHERE NOT waiting AND event IN (
    SELECT i.event FROM involved i JOIN chains c USING (chain) SEMI JOIN made ON made.chain_id = c.id
    WHERE i.ent IS DISTINCT FROM c.ent)
"""
_SPREAD = """
UPDATE involved SET ent = c.ent FROM chains c SEMI JOIN made ON made.chain_id = c.id
WHERE involved.chain = c.chain AND involved.ent IS DISTINCT FROM c.ent
"""
_COUNT = """
UPDATE entities SET mentions = n.mentions, documents = n.documents, events = n.events
FROM (
    SELECT e.ent, c.mentions, c.documents, coalesce(v.events, 0) AS events
    FROM (SELECT DISTINCT e.ent FROM made JOIN entities e ON e.id = made.entity_id) e
    JOIN (SELECT ent, sum(mentions) AS mentions, count(DISTINCT doc) AS documents
          FROM chains GROUP BY ent) c USING (ent)
    LEFT JOIN (SELECT ent, count(DISTINCT event) AS events FROM involved GROUP BY ent) v USING (ent)
) n
WHERE entities.ent = n.ent
"""


def mark_entities(database: Database, cited: Sequence[Mention]) -> None:
    """Have the entities of these mentions resolved again."""
    with database.transaction() as cursor:
        cursor.execute(
            "UPDATE chains SET waiting = true WHERE ent IN (SELECT c.ent FROM chains c JOIN mentions m"
            " USING (chain) WHERE m.id IN (SELECT unnest(?::VARCHAR[])))",
            [[mention.id for mention in cited]],
        ).fetchall()

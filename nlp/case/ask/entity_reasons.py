"""Why an entity's names are one: what the resolver weighed, with the places where the names stand."""

from __future__ import annotations

from collections.abc import Collection

import orjson

from nlp.case.ask.documents import read_mentions
from nlp.case.file.database import Database
from nlp.query import MentionRow, ReasonRow


def list_reasons(database: Database, entity_id: str) -> list[ReasonRow]:
    """The reasons for which the chains of an entity are one, the weightiest first."""
    row = database.row("SELECT reasons FROM entities WHERE id = ?", [entity_id])
    if row is None:
        return []
    reasons = orjson.loads(row[0])
    named = _places(
        database, entity_id, {name for reason in reasons for name in (reason["left"], reason["right"])}
    )
    rows = [
        ReasonRow(
            text=reason["feature"],
            weight=float(reason["weight"] * reason["value"]),
            detail=reason["detail"],
            left=named.get(reason["left"], (None,))[0],
            right=named.get(reason["right"], (None,))[-1],
        )
        for reason in reasons
    ]
    return sorted(rows, key=lambda each: -abs(each.weight))


def _places(database: Database, entity_id: str, names: Collection[str]) -> dict[str, list[MentionRow]]:
    """The first place of each name in each of up to two documents."""
    first = database.rows(_FIRST, [entity_id, sorted(names)])
    keys, name_of = [row[0] for row in first], {row[1]: row[2] for row in first}
    found: dict[str, list[MentionRow]] = {}
    for row in read_mentions(database, "m.mention IN (SELECT unnest(?::BIGINT[]))", keys, len(keys)):
        found.setdefault(name_of[row.id], []).append(row)
    return found


_FIRST = """
WITH named AS (
    SELECT m.name, m.doc, min(m.mention) AS mention, arg_min(m.id, m.mention) AS id
    FROM mentions m JOIN chains c USING (chain) JOIN entities n USING (ent)
    WHERE n.id = ? AND m.name IN (SELECT unnest(?::VARCHAR[])) GROUP BY m.name, m.doc)
SELECT mention, id, name FROM named QUALIFY row_number() OVER (PARTITION BY name ORDER BY doc) <= 2
"""

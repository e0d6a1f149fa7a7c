"""Pairs of a case's entities that are probably one, for an analyst to join or to keep apart."""

from __future__ import annotations

from collections import defaultdict

from nlp.case.file.database import Database
from nlp.entities.likely_pairs import Named, find_likely_pairs
from nlp.query import LikelyPairRow
from nlp.records import EntityType

MOST_COMPANY = 400  # documents of one entity whose other entities are looked at


def list_likely_pairs(database: Database, limit: int) -> list[LikelyPairRow]:
    """The likeliest pairs first, with the reasons in plain words."""
    documents: dict[str, set[int]] = defaultdict(set)
    beside: dict[int, set[str]] = defaultdict(set)
    for doc, entity in database.rows(_HELD):
        documents[entity].add(doc)
        beside[doc].add(entity)
    things, rows = [], {}
    for key, name, kind, aliases, mentions, decided in database.rows(_NAMED):
        held = sorted(documents[key])[:MOST_COMPANY]
        company = frozenset().union(*(beside[doc] for doc in held)) - {key} if held else frozenset()
        things.append(
            Named(
                id=key,
                type=EntityType(kind),
                names=(name, *aliases),
                mentions=mentions,
                documents=frozenset(documents[key]),
                company=company,
                decided=frozenset(decided),
            )
        )
        rows[key] = name, EntityType(kind), mentions
    return [
        LikelyPairRow(
            left=pair.left,
            right=pair.right,
            left_name=rows[pair.left][0],
            right_name=rows[pair.right][0],
            left_type=rows[pair.left][1],
            right_type=rows[pair.right][1],
            left_mentions=rows[pair.left][2],
            right_mentions=rows[pair.right][2],
            score=pair.score,
            reasons=pair.reasons,
        )
        for pair in find_likely_pairs(things, limit)
    ]


_NAMED = """
SELECT id, name, type, aliases, mentions, decided FROM entities
WHERE NOT hidden AND type NOT IN ('IDENTIFIER', 'GROUP') ORDER BY id
"""
_HELD = """
SELECT DISTINCT c.doc, n.id FROM chains c JOIN entities n USING (ent) WHERE NOT n.hidden ORDER BY c.doc, n.id
"""

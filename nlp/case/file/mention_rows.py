"""Stored mentions as records again."""

from __future__ import annotations

from typing import Any

from duckdb import DuckDBPyConnection

from nlp.records import EntityType, Mention, MentionKind

COLUMNS = (
    'm.mention, m.id, d.id, m.start, m."end", m.text, m.type, m.kind, m.name, m.chain_id, m.head, m.plural,'
    " m.gender, m.role, m.rule, m.specific"
)
_FIELDS = (
    "id", "document_id", "start", "end", "text", "type", "kind", "name", "chain", "head", "plural", "gender",
    "role", "rule", "specific",
)  # fmt: skip


def load_mentions(cursor: DuckDBPyConnection, document: int) -> list[tuple[int, Mention]]:
    """The mentions of a document with their row numbers, in order; chains as they were read."""
    rows = cursor.execute(
        f"SELECT {COLUMNS} FROM mentions m JOIN documents d USING (doc) WHERE m.doc = ? ORDER BY m.mention",
        [document],
    ).fetchall()
    return [(row[0], read_mention(row[1:])) for row in rows]


def read_mention(row: tuple[Any, ...]) -> Mention:
    """The mention that a row of :data:`COLUMNS` after the first one holds."""
    fields = dict(zip(_FIELDS, row, strict=True))
    return Mention(**{**fields, "type": EntityType(fields["type"]), "kind": MentionKind(fields["kind"])})

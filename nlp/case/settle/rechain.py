"""Documents whose mentions a split decision touches: their chains made anew from the stored mentions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from duckdb import DuckDBPyConnection

from nlp.case.file.chain_rows import chain_rows, chains_of, number_chains
from nlp.case.file.database import Database
from nlp.case.file.mention_rows import load_mentions
from nlp.case.settle.journal import insert_rows, mark_waiting
from nlp.entities import apply_splits
from nlp.records import Mention


def rechain_documents(database: Database, cited: Iterable[Mention], splits: Mapping[str, str]) -> None:
    """Make the chains of the documents that ``cited`` stand in anew, with ``splits`` applied."""
    ids = sorted({mention.document_id for mention in cited})
    with database.transaction() as cursor:
        for (number,) in cursor.execute(
            "SELECT doc FROM documents WHERE id IN (SELECT unnest(?::VARCHAR[]))", [ids]
        ).fetchall():
            _rechain(cursor, number, splits)


def _rechain(cursor: DuckDBPyConnection, document: int, splits: Mapping[str, str]) -> None:
    keyed = load_mentions(cursor, document)
    mentions = apply_splits([mention for _, mention in keyed], dict(splits))
    numbers = number_chains(mentions, document)
    days = cursor.execute("SELECT earliest FROM times WHERE doc = ?", [document]).fetchall()
    published = cursor.execute("SELECT published FROM documents WHERE doc = ?", [document]).fetchall()
    chains = chains_of(mentions, published=published[0][0], days=[day for (day,) in days])
    before = cursor.execute("SELECT DISTINCT ent FROM chains WHERE doc = ?", [document]).fetchall()
    cursor.execute("DELETE FROM chains WHERE doc = ?", [document]).fetchall()
    insert_rows(cursor, {"chains": chain_rows(chains, numbers, document)})
    cursor.execute("CREATE OR REPLACE TEMP TABLE moved (mention BIGINT, id VARCHAR, chain BIGINT)")
    with cursor.appender("moved") as appender:
        appender.append_rows(
            [
                (key, mention.id, numbers[mention.chain])
                for (key, _), mention in zip(keyed, mentions, strict=True)
            ]
        )
    for sql in _MOVES:
        cursor.execute(sql, [document]).fetchall()
    mark_waiting(cursor, [ent for (ent,) in before if ent is not None])


_MOVES = (
    "UPDATE mentions SET chain = moved.chain FROM moved WHERE mentions.mention = moved.mention AND doc = ?",
    "UPDATE involved SET chain = moved.chain, ent = NULL FROM moved"
    " WHERE involved.mention = moved.mention AND doc = ?",
    "UPDATE relations SET source = moved.chain FROM moved WHERE source_id = moved.id AND doc = ?",
    "UPDATE relations SET target = moved.chain FROM moved WHERE target_id = moved.id AND doc = ?",
)

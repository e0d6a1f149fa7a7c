"""Chains as identity sees them, stored: one row a chain, one row a blocking key."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from hashlib import blake2b
from typing import Any

import orjson

from nlp.case.database import Database
from nlp.case.schema import row_key
from nlp.identity import Chain, blocking_keys, build_chains
from nlp.records import EntityType, Mention


def chains_of(
    mentions: Sequence[Mention], *, published: date | None, days: Iterable[str | None]
) -> tuple[Chain, ...]:
    """The chains of one document that name something.

    Args:
        days: the days its time expressions begin on, with or without a year.
    """
    years = {int(day[:4]) for day in days if day and not day.startswith("--")}
    if published:
        years.add(published.year)
    return build_chains(mentions, years=tuple(sorted(years)))


def chain_rows(
    chains: Iterable[Chain], numbers: Mapping[str, int], document: int
) -> tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]:
    """Rows for the tables ``chains`` and ``chain_keys``. ``numbers``: chain id -> row number."""
    rows, keys = [], []
    for chain in chains:
        number = numbers[chain.id]
        rows.append((number, document, chain.id, None, True, chain.mentions, orjson.dumps(chain).decode()))
        keys += [(hash_key(key), number) for key in sorted(blocking_keys(chain))]
    return rows, keys


def hash_key(key: str) -> int:
    """A blocking key as a number of 64 bits."""
    return int.from_bytes(blake2b(key.encode("utf-8", "replace"), digest_size=8).digest(), "little")


def decode_chain(body: str) -> Chain:
    """Return the chain stored as ``body``."""
    fields = orjson.loads(body)
    for name in ("names", "roles", "context", "countries", "years"):
        fields[name] = tuple(fields[name])
    return Chain(**{**fields, "type": EntityType(fields["type"])})


def chains_with_keys(database: Database, keys: Collection[str]) -> Iterator[Chain]:
    """The case's chains that have any of ``keys``."""
    rows = database.rows(
        "SELECT body FROM chains WHERE chain IN (SELECT chain FROM chain_keys WHERE key IN"
        " (SELECT unnest(?::UBIGINT[])))",
        [[hash_key(key) for key in keys]],
    )
    return (decode_chain(body) for (body,) in rows)


def chains_by_id(database: Database, ids: Collection[str]) -> Iterator[Chain]:
    """The case's chains of these ids."""
    rows = database.rows("SELECT body FROM chains WHERE id IN (SELECT unnest(?::VARCHAR[]))", [list(ids)])
    return (decode_chain(body) for (body,) in rows)


def number_chains(mentions: Iterable[Mention], document: int) -> dict[str, int]:
    """Chain id -> row number, in order of appearance."""
    numbers: dict[str, int] = {}
    for mention in mentions:
        numbers.setdefault(mention.chain, row_key(document, len(numbers)))
    return numbers

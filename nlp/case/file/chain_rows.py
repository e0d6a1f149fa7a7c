"""Chains as identity sees them, stored: one row a chain, and one row a blocking key of each form of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from hashlib import blake2b
from typing import Any

import orjson

from nlp.case.file.schema import row_key
from nlp.entities import Chain, build_chains, form_of
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


def chain_rows(chains: Iterable[Chain], numbers: Mapping[str, int], document: int) -> list[tuple[Any, ...]]:
    """Rows for the table ``chains``. ``numbers``: chain id -> row number."""
    return [
        (
            numbers[chain.id], document, chain.id, None, True, chain.mentions, orjson.dumps(chain).decode(),
            hash_key(form_of(chain)),
        )
        for chain in chains
    ]  # fmt: skip


def hash_key(key: str) -> int:
    """A blocking key or a form as a number of 64 bits."""
    return int.from_bytes(blake2b(key.encode("utf-8", "replace"), digest_size=8).digest(), "little")


def decode_chain(body: str) -> Chain:
    """Return the chain stored as ``body``."""
    fields = orjson.loads(body)
    for name in ("names", "roles", "context", "countries", "years"):
        fields[name] = tuple(fields[name])
    return Chain(**{**fields, "type": EntityType(fields["type"])})


def number_chains(mentions: Iterable[Mention], document: int) -> dict[str, int]:
    """Chain id -> row number, in order of appearance."""
    numbers: dict[str, int] = {}
    for mention in mentions:
        numbers.setdefault(mention.chain, row_key(document, len(numbers)))
    return numbers

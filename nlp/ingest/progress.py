"""How far a run has come, and what it did."""

from __future__ import annotations

from dataclasses import dataclass

from nlp.records import Skipped


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a run has come, documents left alone as unchanged included.

    ``documents_total`` is an estimate from the files still to be read, None before the first is done.
    """

    documents_done: int
    documents_total: int | None
    words: int
    skipped: int
    current_path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a run did: documents read and added, files left alone as unchanged, what was skipped and why.

    ``documents`` are the ids of those added, in the order of reading.
    """

    read: int
    added: int
    unchanged: int
    skipped: list[Skipped]
    seconds: float
    documents: tuple[str, ...] = ()

"""What many readers ask of one parse, worked out once: its text, its words, its tokens in places.

Asking spaCy for a token makes a new object each time, and for the text of a document all of them. Only the
latest parses are remembered.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import numpy as np
from spacy.tokens import Doc

_KEPT = 2  # parses remembered


@lru_cache(maxsize=_KEPT)
def text_of(doc: Doc) -> str:
    """The text of a parse."""
    return doc.text


@lru_cache(maxsize=_KEPT)
def texts_of(doc: Doc) -> tuple[str, ...]:
    """The text of each token."""
    ids = doc.to_array("ORTH").tolist()
    strings = doc.vocab.strings
    known = {number: strings[number] for number in set(ids)}
    return tuple([known[number] for number in ids])


@lru_cache(maxsize=_KEPT)
def starts_of(doc: Doc) -> tuple[int, ...]:
    """The character at which each token begins."""
    return tuple(doc.to_array("IDX").tolist())


@lru_cache(maxsize=_KEPT)
def heads_of(doc: Doc) -> tuple[int, ...]:
    """The index of each token's head, its own for the root of a sentence."""
    offsets = doc.to_array("HEAD").astype(np.int64)
    return tuple((offsets + np.arange(len(offsets))).tolist())


def indices_with(doc: Doc, attribute: str, values: Iterable[str]) -> list[int]:
    """The indices of the tokens whose ``attribute`` ("TAG", "LOWER") is one of ``values``, in order."""
    found = doc.to_array(attribute)
    wanted = np.array([doc.vocab.strings[value] for value in values], dtype=found.dtype)
    indices: list[int] = np.flatnonzero(np.isin(found, wanted)).tolist()
    return indices

"""From text to index terms. One folding for what is stored, what is asked and what is marked: all meet."""

from __future__ import annotations

import re
from collections.abc import Iterator

from anyascii import anyascii

from nlp.rules import load_rules
from nlp.rules.language import per_language

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
LONGEST = 64


def index_terms(text: str) -> Iterator[str]:
    """Yield the terms of ``text`` in order: lower case, accents and script folded, plurals cut, no stopwords.

    "Kovalyov's attacks" gives "kovalyov", "attack". The plural rule is the weak ("S") stemmer of
    Harman, "How effective is suffixing?" (JASIS 42, 1991), which leaves names alone.
    """
    return filter(None, map(_term, _WORD.findall(text)))


def find_terms(text: str) -> Iterator[tuple[int, int, str]]:
    """Where each term of ``text`` stands, as (start, end, term)."""
    for word in _WORD.finditer(text):
        if term := _term(word.group()):
            yield *word.span(), term


@per_language
def stopwords() -> frozenset[str]:
    """The terms that are not indexed (``nlp/rules/en/search.toml``)."""
    return frozenset(_fold(word) for word in load_rules("search")["stopwords"]["words"])


@per_language(maxsize=1 << 16)
def _term(word: str) -> str:
    term = _fold(word)
    return "" if term in stopwords() else term


def _fold(word: str) -> str:
    plain = word if word.isascii() else anyascii(word)
    plain = plain.lower()
    for ending in ("'s", "’s"):
        plain = plain.removesuffix(ending)
    plain = "".join(c for c in plain if c.isalnum())[:LONGEST]
    if len(plain) < 4 or not plain.endswith("s"):
        return plain
    if plain.endswith("ies") and not plain.endswith(("eies", "aies")):
        return plain[:-3] + "y"
    if plain.endswith(("us", "ss")):
        return plain
    return plain[:-1]

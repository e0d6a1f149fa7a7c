"""Stretches of tokens as names: trimming, headlines, and what can be no name."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from spacy.tokens import Doc, Token

from nlp.rules.word_lists import lexicons
from nlp.text.parse_arrays import text_of

_EDGE_TAGS = frozenset(
    ["DT", "PRP$", "IN", "CC", "TO", "WDT", "WP", "WP$", "WRB", "PDT", "POS", "MD", "EX", "VBD", "VBZ", "VBP"]
) | {"RB", "PRP"}
_EDGE_WORDS = frozenset({"'s", "’s", "s'", "a", "an", "its", "his", "their", "and", "of"})
_PARTY_TAG = re.compile(r"[DRI]-[A-Z][\w.]*")
_PREFIXED = re.compile(r"(?:un|anti|pro|non|ex|pre|post|mid)-[A-Z]")  # "un-American"
_MARKUP = frozenset("+=<>{}[]|\\@#_*~^/")
_LONGEST = 15


@lru_cache(maxsize=2)
def heading_tokens(doc: Doc) -> frozenset[int]:
    """Indices of tokens in headlines: lines with most words capitalised and without a stop at the end.

    Capitals say nothing there, so a headline alone makes no name.
    """
    found: list[int] = []
    at = 0
    for line in text_of(doc).split("\n"):
        if "|" not in line and _is_heading(line.split()):  # bars part the cells of a table
            span = doc.char_span(at, at + len(line), alignment_mode="contract")
            found += range(span.start, span.end) if span is not None else ()
        at += len(line) + 1
    return frozenset(found)


def _is_heading(words: list[str]) -> bool:
    if not 1 <= len(words) <= 40 or words[-1][-1] in '.!?;,”"':
        return False
    long = [w for w in words if len(w) > 3 and w[0].isalpha()]
    return sum(w[0].isupper() for w in long) > 0.75 * len(long)


def trim(doc: Doc, start: int, end: int) -> tuple[int, int] | None:
    """Cut articles, possessives, prepositions, verbs and punctuation from both ends."""
    while start < end and _is_edge(doc[start]):
        start += 1
    while end > start and _is_edge(doc[end - 1]):
        end -= 1
    return (start, end) if start < end else None


def _is_edge(token: Token) -> bool:
    word = token.lower_
    if token.is_space or (token.is_punct and word != "."):
        return True
    if word == "the" or word in _EDGE_WORDS:
        return True
    if token.tag_ not in _EDGE_TAGS or word in lexicons().particles:
        return False
    return not (token.text[0].isupper() and token.is_alpha and not token.is_sent_start)


def is_name(doc: Doc, start: int, end: int) -> bool:
    """Whether tokens can be a name at all: a capital or a foreign letter, no key press, date or gibberish."""
    if end - start > _LONGEST:
        return False
    tokens = doc[start:end]
    words = [t for t in tokens if t.text[0].isalpha()]
    if not words or not any(not t.text[0].islower() for t in words):
        return False
    if any(_MARKUP.intersection(t.text) or (t.is_space and len(t) > 1) for t in tokens):
        return False
    if _PARTY_TAG.fullmatch(tokens.text) or _PREFIXED.match(tokens.text):
        return False
    calendar = lexicons().calendar
    if all(t.lower_.strip(".") in calendar or t.like_num for t in words):
        return False
    if len(words) == 1 and len(words[0].text.strip(".")) < 2:
        return False
    return not any(is_gibberish(t.text) for t in words)


@lru_cache(maxsize=20_000)
def is_gibberish(word: str) -> bool:
    """Whether a word is no word: keyboard noise, hashes, base64."""
    if len(word) > 40:
        return True
    if len(word) < 6 or not word.isascii() or not any(c.isalpha() for c in word):
        return False
    changes = sum(a.islower() and b.isupper() for a, b in pairwise(word))
    digits = sum(c.isdigit() for c in word)
    run = longest = 0
    for c in word.lower():
        run = run + 1 if c.isalpha() and c not in "aeiouy" else 0
        longest = max(longest, run)
    return (longest >= 7 and not word.isupper()) or changes >= 4 or (digits >= 4 and changes >= 2)

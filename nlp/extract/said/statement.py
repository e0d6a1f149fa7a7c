"""Statements: a cue with its source and its content, still as tokens of a parse."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from nlp.extract.said.direct_speech import Range
from nlp.extract.said.parentheticals import Stretch
from nlp.records import Stance


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A cue, its source (None when unnamed) and its content, as stretches of tokens with both ends.

    ``head`` is the cue's main word, ``spoken`` the characters of direct speech where quotation marks gave the
    content, ``holes`` what stands inside the content without belonging to it.
    """

    head: Token
    cue: Stretch
    source: Token | None
    content: tuple[Stretch, ...]
    stance: Stance
    vouches: bool
    rule: str
    spoken: tuple[Range, ...] = ()
    holes: tuple[Stretch, ...] = ()


def trimmed(doc: Doc, stretch: Stretch) -> Range | None:
    """Characters of a stretch of tokens, white space and loose punctuation at its edges left out."""
    low, high = stretch
    while low <= high and (doc[low].is_space or (doc[low].is_punct and doc[low].text[0] not in "“‘\"«„`'([")):
        low += 1
    while high >= low and (
        doc[high].is_space or (doc[high].is_punct and doc[high].text[-1] not in "”’\"»')]%?!")
    ):
        high -= 1
    return (doc[low].idx, doc[high].idx + len(doc[high])) if low <= high else None

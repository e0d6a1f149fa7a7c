"""What may become a mention: a stretch of tokens with a first idea of what it is."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from nlp.records import EntityType, MentionKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Tokens ``start``..``end`` (end exclusive) of a doc; ``head`` is a token's index.

    ``specific`` marks a noun phrase telling enough to be a node of the graph of its own.
    """

    start: int
    end: int
    head: int
    type: EntityType
    kind: MentionKind
    name: str
    plural: bool = False
    gender: str = ""
    role: str = ""
    rule: str = ""
    specific: bool = False


def head_of(doc: Doc, start: int, end: int) -> Token:
    """The token of ``doc[start:end]`` whose own head stands outside: the last such, as in an English name."""
    outside = [t for t in doc[start:end] if not start <= t.head.i < end or t.head.i == t.i]
    nouns = [t for t in outside if t.pos_ in {"NOUN", "PROPN"}]
    return (nouns or outside)[0]

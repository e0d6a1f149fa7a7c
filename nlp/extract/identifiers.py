"""Identifiers: e-mail addresses, web addresses and handles, by their validated form."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc

from nlp.identity.candidates import Candidate
from nlp.records import EntityType, MentionKind

_PATTERN = re.compile(
    r"(?P<email>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
    r"|(?P<url>(?:https?://|www\.)[^\s<>\"“”]+[^\s<>\"“”.,;:!?)\]'’])"
    r"|(?P<handle>(?<![\w@/.])@[A-Za-z_][A-Za-z0-9_]{2,29}\b)"
)


def find_identifiers(doc: Doc) -> Iterator[Candidate]:
    """Identifiers in a document, each a name of its own."""
    if "@" not in doc.text and "http" not in doc.text and "www." not in doc.text:
        return
    for match in _PATTERN.finditer(doc.text):
        span = doc.char_span(*match.span(), alignment_mode="expand")
        if span is None:
            continue
        yield Candidate(
            start=span.start,
            end=span.end,
            head=span.root.i,
            type=EntityType.IDENTIFIER,
            kind=MentionKind.NAME,
            name=match.group(),
            rule=f"identifier ({match.lastgroup})",
        )

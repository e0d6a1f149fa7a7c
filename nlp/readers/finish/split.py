"""Very long texts in parts that a parser can hold in memory."""

from __future__ import annotations

import re

# spaCy refuses more than a million characters, and its parser takes about a gigabyte for every 100,000.
LONGEST = 100_000
_SENTENCE = re.compile(r"(?<=[.!?…])[\"'”’)]*\s+")


def split_text(text: str, *, longest: int = LONGEST) -> list[str]:
    """Cut ``text`` into parts of at most ``longest`` characters: at paragraphs, else sentences, else spaces.

    Nothing but white space is lost between the parts.
    """
    if len(text) <= longest:
        return [text]
    parts: list[str] = []
    at = 0
    while len(text) - at > longest:
        cut = _last_break(text, at, at + longest)
        parts.append(text[at:cut].strip())
        at = cut
    parts.append(text[at:].strip())
    return [part for part in parts if part]


def _last_break(text: str, low: int, high: int) -> int:
    half = (low + high) // 2
    paragraph = text.rfind("\n\n", half, high)
    if paragraph >= 0:
        return paragraph
    ends = [match.end() for match in _SENTENCE.finditer(text, half, high)]
    if ends:
        return ends[-1]
    space = text.rfind(" ", half, high)
    return space if space >= 0 else high

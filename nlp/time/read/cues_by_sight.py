"""Cues without a parser: sentences, paragraphs and quotation marks by sight, tense by the words nearby."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from nlp.time.grammar.reading import Cues, TimeReading

_PARAGRAPH = re.compile(r"\n[ \t\r]*\n")
_SENTENCE = re.compile(r"(?<=[.!?])[\"'”’)]*\s+(?=[\"'“‘(]*[A-Z])|\n[ \t\r]*\n")
_QUOTE = re.compile(r"[“”\"]|``|''")
_FUTURE = re.compile(
    r"\b(?:will|shall|won't|going to|set to|due to|expected|scheduled|planned|(?:plan|aim|hope)s? to)\b",
    re.I,
)
_PAST = re.compile(r"\b(?:was|were|had|did|said|told|went|came|took|made|\w{3,}ed)\b")


def with_cues(text: str, readings: Sequence[TimeReading]) -> list[TimeReading]:
    """The readings with cues taken from the surface of ``text``."""
    if not readings:
        return []
    sentences = [match.end() for match in _SENTENCE.finditer(text)]
    paragraphs = [match.end() for match in _PARAGRAPH.finditer(text)]
    quotes = quotations(text)
    starts = [low for low, _ in quotes]
    out = []
    for reading in readings:
        number = bisect_right(sentences, reading.start)
        low = sentences[number - 1] if number else 0
        high = sentences[number] if number < len(sentences) else len(text)
        inside = bisect_right(starts, reading.start) - 1
        cues = Cues(
            tense=tense_by_sight(text[max(low, reading.start - 300) : min(high, reading.end + 300)]),
            quoted=inside >= 0 and reading.start < quotes[inside][1],
            sentence=number,
            paragraph=bisect_right(paragraphs, reading.start),
        )
        out.append(replace(reading, cues=cues))
    return out


def tense_by_sight(sentence: str) -> str:
    """ "future" or "past" where the words of one alone are there, else ""."""
    future, past = _FUTURE.search(sentence), _PAST.search(sentence)
    return "future" if future and not past else "past" if past and not future else ""


def quotations(text: str) -> list[tuple[int, int]]:
    """Stretches inside quotation marks; a quotation left open ends with its paragraph."""
    ends = [match.start() for match in _PARAGRAPH.finditer(text)] + [len(text)]
    found: list[tuple[int, int]] = []
    opened: int | None = None
    limit = 0
    for match in _QUOTE.finditer(text):
        if opened is not None and match.start() > limit:
            found.append((opened, limit))
            opened = None
        mark = match.group()
        if opened is None:
            if mark not in ("”", "''"):
                opened, limit = match.end(), ends[bisect_right(ends, match.start())]
        elif mark != "“":
            found.append((opened, match.start()))
            opened = None
    if opened is not None:
        found.append((opened, limit))
    return found

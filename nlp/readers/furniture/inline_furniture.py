"""What is glued into a report's paragraphs: picture credits and captions, marks of footnotes.

A caption that lost its line end runs into the sentence behind it ("Image caption The market in Osk Gunmen
attacked ..."). It ends with its own full stop, else where a lower-case word is followed by one that begins a
sentence; where neither is found the caption's label alone is left out, for a sentence of the report is never
to be lost with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from nlp.readers.furniture.body import function_words
from nlp.readers.furniture.furniture_lines import vocabulary

LONGEST_CAPTION = 300
STEP = 40  # numbers that a footnote's mark may lie behind the one before it
_STOP = re.compile(r"[.!?][\"'”’)]*(?=\s+[A-Z\"“‘(]|\s*$)")
_STARTS = re.compile(r"(?P<before>\w[\w'’-]*)\s+(?P<word>[A-Z][\w'’-]*)(?=\s+(?P<next>[a-z]\w*))")
_MARK = re.compile(
    r"(?:(?<=[a-z][a-z])|(?<=[^\d]\d\d\d\d)|(?<=[A-Z][A-Z]))(?P<stop>[.!?,;:]?[\"'”’)]{0,2}[.,]?)"
    r"(?P<mark>\d{1,4}|\[(?:\d{1,3}|[a-z])\](?:\[(?:\d{1,3}|[a-z])\]){0,5})(?=\s+[A-Z\"“‘(]|\s+[a-z]|\s*$)",
    re.M,
)
_EDITORIAL = re.compile(r"\[(?:edit|citation needed|clarification needed|who\?|when\?|update)\]", re.I)


def find_inline(text: str) -> Iterator[tuple[int, int]]:
    """The stretches inside paragraphs that are no part of what is told, in no order; they may overlap."""
    yield from (match.span() for match in vocabulary().credits.finditer(text))
    yield from _captions(text)
    yield from _footnote_marks(text)
    yield from (match.span() for match in _EDITORIAL.finditer(text))


def _captions(text: str) -> Iterator[tuple[int, int]]:
    for match in vocabulary().caption_labels.finditer(text):
        end = _caption_end(text, match.end()) if match["caption"] or match["alone"] else match.end()
        yield match.start(), end


def _caption_end(text: str, start: int) -> int:
    line = text.find("\n", start)
    high = min(start + LONGEST_CAPTION, line if line >= 0 else len(text))
    stop = _STOP.search(text, start, high)
    limit = stop.end() if stop else high
    likely = None
    for match in _STARTS.finditer(text, start, limit):
        if match["before"] in function_words():
            continue
        if match["word"].lower() in function_words() | vocabulary().numbers:
            return match.start("word")
        if likely is None and match["before"][0].isupper() and match["next"].endswith("ed"):
            likely = match.start("word")  # "over Tarn Rebels ambushed"
        if match["before"][0].islower():
            if match["next"] in function_words():
                return match.start("word")
            likely = match.start("word")
    if likely:
        return likely
    if stop:
        return stop.end()
    return high if high == line or high == len(text) else start


def _footnote_marks(text: str) -> Iterator[tuple[int, int]]:
    """Figures glued to the ends of words, where the text shows that they count its footnotes."""
    found = [match for match in _MARK.finditer(text) if match["mark"][0] == "[" or match["stop"]]
    counted = [match for match in found if match["mark"][0] != "["]
    numbers = [int(match["mark"]) for match in counted]
    rising = len(numbers) > 1 and all(0 <= b - a <= STEP for a, b in pairwise(numbers))
    for match in found:
        if match["mark"][0] == "[" or rising or _sure(match, text):
            yield match.span("mark")


def _sure(match: re.Match[str], text: str) -> bool:
    """Whether one mark alone is a footnote's: a word, its full stop, a figure, and a new sentence."""
    word = text[max(0, match.start() - 4) : match.start()]
    ends = match["stop"].startswith((".", "!", "?")) and len(word) == 4 and word.isalpha()
    return ends and bool(re.match(r"\s+[A-Z]", text[match.end() : match.end() + 40]))

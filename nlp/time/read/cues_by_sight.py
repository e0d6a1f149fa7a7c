"""Cues without a parser: sentences, paragraphs and quotation marks by sight, tense by the words nearby."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from nlp.rules.language import per_language
from nlp.time.grammar.lexicon import tense_words, word_set
from nlp.time.grammar.reading import Cues, TimeReading

_PARAGRAPH = re.compile(r"\n[ \t\r]*\n")
_SENTENCE = re.compile(r"(?<=[.!?])[\"'”’)]*\s+(?=[\"'“‘(]*[A-Z])|\n[ \t\r]*\n")
_WORD = re.compile(r"[a-z]+")
_QUOTE = re.compile(r"[“”\"]|``|''")


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
            tense=tense_by_sight(
                text[max(low, reading.start - 300) : reading.start],
                text[reading.end : min(high, reading.end + 300)],
            ),
            quoted=inside >= 0 and reading.start < quotes[inside][1],
            sentence=number,
            paragraph=bisect_right(paragraphs, reading.start),
            happened=_has_happened(text, low, reading, high),
        )
        out.append(replace(reading, cues=cues))
    return out


def _has_happened(text: str, low: int, reading: TimeReading, high: int) -> bool:
    """Whether one of the words beside an expression, three to either side, names what is told afterwards."""
    before = _WORD.findall(text[max(low, reading.start - 40) : reading.start].lower())[-3:]
    behind = _WORD.findall(text[reading.end : min(high, reading.end + 40)].lower())[:3]
    return not word_set("happened").isdisjoint(before + behind)


def tense_by_sight(before: str, after: str = "") -> str:
    """ "future" or "past" by the last word of either before an expression, else the first behind; else ""."""
    found = next(iter([*_cues().finditer(before)][-1:]), None) or _cues().search(after)
    if found is None:
        return ""
    if found.lastgroup == "modal":
        return "past" if found["behind"] or (found["able"] and found["sensing"]) else "future"
    return found.lastgroup or ""


@per_language
def _cues() -> re.Pattern[str]:
    """Words that tell the tense; after a modal ``behind`` is "have", ``sensing`` what was possible."""
    return re.compile(
        rf"""\b(?:(?P<modal>(?:(?P<able>{_any("able")})|{_any("modals")})
            (?:\s+(?:(?P<behind>{_any("perfect")})|(?P<sensing>{_any("sensing")})|\w+ly))*)
          | (?P<future>{_any("ahead")})
          | (?P<past>{_any("behind")}|(?!(?:{_any("ahead")}|{_any("not_behind")})\b)[a-z]{{2,}}ed))\b""",
        re.VERBOSE,
    )


def _any(name: str) -> str:
    """The words of an entry of ``[tense]``, the longest first."""
    words = sorted(tense_words(name), key=len, reverse=True)
    return "|".join(re.escape(word).replace("\\ ", r"\s+") for word in words)


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

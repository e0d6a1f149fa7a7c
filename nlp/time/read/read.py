"""Readings of a whole text: what the grammar finds, joined, modified, bounded."""

from __future__ import annotations

from dataclasses import replace

from nlp.time import rules
from nlp.time.grammar.grammar import Found, find
from nlp.time.grammar.lexer import Lexed, lex
from nlp.time.grammar.lexicon import tables, word_set
from nlp.time.grammar.reading import TimeReading
from nlp.time.read.cues_by_sight import with_cues
from nlp.time.read.joining import join_finds
from nlp.time.read.modifiers import grow
from nlp.time.read.proper_names import is_in_a_name
from nlp.time.read.ranges import mark_lists, mark_ranges, share_years
from nlp.time.rules.clock import CLOCK, IN_DOUBT
from nlp.time.rules.shared import AGE, PENDING

_MILITARY = ("military time", "range of military times")
_CLOCKS = (*_MILITARY, CLOCK, "full hour", "range of clock times")
RULES = rules.FAMILIES  # the families of rules that are registered


def read_times(text: str) -> list[TimeReading]:
    """The time expressions of ``text``, unresolved, from left to right; none overlap. No spaCy needed.

    Linear in the length of the text.
    """
    lexed = lex(text)
    finds = [
        (name, found)
        for name, found in join_finds(lexed, list(find(lexed)))
        if not _is_none(found) and not is_in_a_name(lexed, found)
    ]
    finds = [
        (CLOCK if name == IN_DOUBT and _is_placed(lexed, found) else name, found) for name, found in finds
    ]
    finds = [item for item in finds if item[0] != IN_DOUBT or _is_confirmed(lexed, item[1], finds)]
    if not any((found.meaning.cal.year or 0) < 0 for name, found in finds if name.endswith("an era")):
        finds = [item for item in finds if item[0] != "year of antiquity"]
    if any(tables()["MERIDIEM"].keys() & set(_words(lexed, found)) for _, found in finds):
        finds = [(name, _of_either_half(lexed, found)) for name, found in finds]
    readings = []
    free = 0
    for name, found in finds:
        grown = grow(lexed, found, free)
        free = grown.last
        readings.append(_reading(lexed, name, grown))
    return with_cues(text, share_years(mark_lists(mark_ranges(readings, text), text), text))


def _words(lexed: Lexed, found: Found) -> list[str]:
    return [token.text for token in lexed.tokens[found.first : found.last]]


def _of_either_half(lexed: Lexed, found: Found) -> Found:
    """In a text that says a.m. and p.m., a bare "10.30" is of the half of the day that it goes on in."""
    cal = found.meaning.cal
    bare = found.last - found.first == 1 and cal.hour is not None and 1 <= cal.hour <= 12
    if not bare or cal.zone or lexed.word(found.first)[0] == "0" or not lexed.word(found.first)[0].isdigit():
        return found
    return replace(found, meaning=replace(found.meaning, same="H"))


def _is_placed(lexed: Lexed, found: Found) -> bool:
    """Whether bare figures are a clock time by their place: beside a day, opening a sentence ("At 1430,")."""
    cal, at = found.meaning.cal, found.first - 1
    if cal.day is not None or cal.weekday is not None or found.meaning.shift is not None:
        return True
    return at >= 0 and lexed.source[lexed.tokens[at].start].isupper() and lexed.word(found.last) == ","


def _is_confirmed(lexed: Lexed, found: Found, finds: list[tuple[str, Found]]) -> bool:
    """Whether the text writes other clock times as it writes these figures."""
    dotted = "." in lexed.word(found.first)
    return any(name in (_CLOCKS if dotted else _MILITARY) for name, _ in finds)


def _is_none(found: Found) -> bool:
    return found.meaning.unit == AGE or found.meaning.value == PENDING


def _reading(lexed: Lexed, name: str, found: Found) -> TimeReading:
    start, end = lexed.tokens[found.first].start, lexed.tokens[found.last - 1].end
    signal, meaning = _signal(lexed, found.first), found.meaning
    if signal == "after" and meaning.cal.hour == 24:  # "after midnight": the day that then begins
        meaning = replace(meaning, cal=replace(meaning.cal, hour=0))
    return TimeReading(
        start=start,
        end=end,
        text=lexed.source[start:end],
        type=found.type,
        meaning=meaning,
        rule=name,
        signal=signal,
    )


def _signal(lexed: Lexed, first: int) -> str:
    """The preposition before token ``first``, "heading" where it opens a paragraph, "opening" where "In"
    or "During" opens a sentence."""
    if first == 0 or "\n\n" in lexed.source[lexed.tokens[first - 1].start : lexed.tokens[first].start]:
        return "heading"
    word = lexed.tokens[first - 1].text
    if word.isspace():
        return "heading"
    if word in ("in", "during") and lexed.source[lexed.tokens[first - 1].start].isupper():
        return "opening"
    if word == "as" and lexed.word(first - 2) == "soon":
        return "until"
    return word if word in word_set("bounds_or_places") else ""

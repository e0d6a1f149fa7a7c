"""Words in front of an expression that belong to it: "early", "mid-", "the end of", "about", "at least"."""

from __future__ import annotations

from dataclasses import replace

from nlp.records import TimeType
from nlp.time.grammar.grammar import Found
from nlp.time.grammar.lexer import Lexed
from nlp.time.grammar.lexicon import tables, word_set
from nlp.time.grammar.reading import Meaning


def grow(lexed: Lexed, found: Found, free: int) -> Found:
    """``found`` with its modifiers to the left, not beyond token ``free``, and with the mod they mean."""
    words = [lexed.word(found.first - k) if found.first - k >= free else "" for k in (1, 2, 3)]
    counted = found.meaning.shift is not None and lexed.word(found.last - 1) in word_set("ends_a_count")
    if found.type is TimeType.DURATION or counted:
        return _with_quantity(lexed, found, words)
    if found.type is TimeType.SET or found.meaning.value:
        return found
    return _with_edge(lexed, found, words)


def _with_quantity(lexed: Lexed, found: Found, words: list[str]) -> Found:
    """ "nearly forty years", "at least 30 days", "more than a year ago"."""
    known, definite = tables()["=quantity"], lexed.word(found.first) in word_set("definite")
    for size in (3, 2, 1):
        phrase = " ".join(reversed(words[:size]))
        if phrase in known and not (phrase == "over" and definite):
            mod = str(known[phrase]) or found.meaning.mod
            return replace(found, first=found.first - size, meaning=replace(found.meaning, mod=mod))
    return found


def _with_edge(lexed: Lexed, found: Found, words: list[str]) -> Found:
    """ "early June", "the mid-1990s", "the end of April", "earlier this month", "around Nov. 1"."""
    mod, size = _edge(words, found.meaning)
    meaning = found.meaning
    if not size or meaning.mod:
        return found
    bare = meaning.shift is None and meaning.direction is None and not meaning.cal.is_time
    if words[0] == "later" and bare and meaning.cal.weekday is None:
        return found  # "ten years later April came"
    if mod != "APPROX" and lexed.word(found.first - size - 1) == "the":
        size += 1
    if _is_lunar_month(meaning) and (set(words[:3]) & set(tables()["EDGE"])):
        which = -1 if mod == "END" else 1
        edge = replace(meaning, nth=which, nth_unit="D") if mod != "MID" else replace(meaning, mod=mod)
        return replace(found, first=found.first - size, meaning=edge)
    side = next((word for word in words[:2] if word in ("earlier", "later")), meaning.note) if size else None
    return replace(found, first=found.first - size, meaning=replace(meaning, mod=mod, note=side))


def _is_lunar_month(meaning: Meaning) -> bool:
    """Whether it is a month of another calendar, whose start is a day."""
    return (meaning.cal.length or 0) > 27 or (meaning.holiday.startswith("=") and "-" not in meaning.holiday)


def _edge(words: list[str], meaning: Meaning) -> tuple[str, int]:
    """The mod that the words before an expression (the nearest first) give it, and how many of them."""
    table, (one, two, three) = tables(), words
    ends = {**table["EARLY"], **table["LATE"], "mid": "MID"}
    if one in ends:
        return str(ends[one]), 1
    if one in ("in", "on") and two in ends and two != "mid":
        return str(ends[two]), 2
    if one == "-" and two in word_set("edges_with_hyphen"):
        return str(ends[two]), 2
    if one == "of" and two in table["EDGE"] and two != "close":
        return str(table["EDGE"][two]), 2
    if one == "of" and two == "part" and three in ends:
        return str(ends[three]), 3
    if (one, two) == ("the", "of") and three in table["EDGE"]:
        return str(table["EDGE"][three]), 3
    if one in word_set("about") and not meaning.shift:
        return "APPROX", 1
    return "", 0

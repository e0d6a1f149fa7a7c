"""What several families of rules need: numbers of months and years, units, macros of the pattern language."""

from __future__ import annotations

import re

from nlp.time.grammar.grammar import MACROS, Match
from nlp.time.grammar.lexicon import tables, word_set

SUB_DAY = ("TH", "TM", "TS")
PENDING = "?"  # the value of "the day before", which needs the date behind it to be a time
AGE = "AGE"  # the unit of "8-year-old", which is none
IN = word_set("place_in_time")
MACROS["ORD"] = "(ORDINAL|NTH|CARDINAL - ORDINAL)"


def month_number(match: Match, group: str = "m") -> int:
    """The month a group names."""
    found = match.value(group, "MONTH")
    return found if isinstance(found, int) else 0


def year_number(text: str) -> int:
    """A year as written: four digits, or two after an apostrophe ("'99": 1999, "'15": 2015)."""
    digits = int(re.sub(r"\D", "", text))
    return digits + (1900 if digits > 40 else 2000) if digits < 100 else digits


def said_year(match: Match, group: str = "y") -> int | None:
    """The year of a group, None where it took no part."""
    return year_number(match.text(group)) if match.has(group) else None


def is_month(match: Match) -> bool:
    """Whether the word of group ``m`` is written as a month is: "may" and "march" only with a capital."""
    token = match.tokens("m")[0]
    return match.lexed.source[token.start].isupper() or token.text not in word_set("capital_only")


def ends_here(match: Match) -> bool:
    """Whether no noun follows that the last figure or name of the match could belong to."""
    after = match.after()
    if after in (".", ",") and match.glued(match.last + 1) and match.at(match.last + 1).isdigit():
        return False
    return (not after[:1].isalnum() and after != "%") or after in word_set("function")


def is_short_year(match: Match) -> bool:
    """Whether two figures behind day and month are a year: an apostrophe, hyphens, no blank or a leading
    nought mark them, they can be no day, or nothing follows that they could count."""
    low = match.range("y")[0]
    written, name = match.text("y"), match.raw(match.range("m")[0])
    if written[0] in "'‘’0" or int(written) > 31 or match.at(low - 1) in ("-", "/") or match.glued(low):
        return True
    if match.after() in (":", "-", "/", "%") or not ends_here(match):
        return False
    clipped = name.isupper() or match.text("m") in tables()["ABBREVIATED_MONTH"]
    return not match.after()[:1].isalpha() or (clipped and match.after() in word_set("after_a_short_year"))


def said_part(match: Match, group: str = "p") -> str | None:
    """The part of day of a group, None where it took no part."""
    return str(match.value(group, "PART")) if match.has(group) else None


def unit_code(word: str) -> str:
    """The unit a word names, singular or plural; "" where it names none."""
    return str(tables()["UNIT"].get(word) or tables()["UNITS"].get(word) or "")


def unit_or_part(word: str) -> tuple[str, str | None]:
    """Unit and part of day that a word names: ("W", None) for "week", ("D", "NI") for "night"."""
    part = tables()["PART"].get(word)
    return ("D", str(part)) if part else (unit_code(word), None)


def goes_on(match: Match) -> bool:
    """Whether a noun or clause follows directly, so that "before" or "after" governs it."""
    follow = match.raw(match.last)
    return bool(follow) and (follow[0].isalnum() or follow[0] in "$'’“\"")

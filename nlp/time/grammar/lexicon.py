"""The vocabulary of time, read once from ``nlp/rules/en/time.toml`` and coded for the grammar.

Every distinct set of word classes gets one private character, so a text becomes a string of characters, one
a token, and the grammar's rules are regular expressions over that string: ``MONTH DAY`` is two character
classes. A word may stand in several classes and matches each.
"""

from __future__ import annotations

import re

from nlp.rules import load_rules
from nlp.rules.language import per_language

UNKNOWN, NAME, BREAK, OTHER = "WORD", "NAME", "BREAK", "OTHER"
FORMS = (
    *("HOLIDAY", "ISO", "SLASHED", "CLOCK", "DECADE", "NTH", "FRACTION", "SHORT", "DECIMAL"),
    *("DATE_TIME_GROUP", "PAIR", "QUARTER_CODE", "OTHER_MONTH"),
)
FIGURES = (
    "INTEGER",
    "INTEGER YEARISH",
    "INTEGER YEAR YEARISH",
    "INTEGER FOUR",
    "INTEGER TWO",
    "INTEGER HOUR",
    "INTEGER DAY TWO",
    "INTEGER DAY HOUR TWO",
    "INTEGER DAY HOUR",
    "FRACTION PAIR",
)
MARKS = ("=,", "=.", "='", "=/", "=-", "=(", "=)", "=&", "=quote", "='s", "=o'clock")
LITERALS: set[str] = set()  # the words that rules name by themselves; each rule adds its own


@per_language
def tables() -> dict[str, dict[str, object]]:
    """Word class (capitals) -> word -> value, from ``time.toml``."""
    raw = load_rules("time")
    known: dict[str, dict[str, object]] = {name.upper(): table for name, table in raw.items()}
    known["HOLIDAY"] = {}
    known["OTHER_MONTH"] = {}
    known["=sets"] = known.pop("SETS")
    known["=tense"] = known.pop("TENSE")
    known["=quantity"] = known.pop("QUANTITY")
    known["=holiday"] = raw["holiday"]
    known["=other_month"] = raw["other_month"]
    return known


class Codes:
    """Characters for sets of word classes, handed out on demand."""

    def __init__(self) -> None:
        self.by_set: dict[frozenset[str], str] = {}
        self.by_class: dict[str, str] = {}

    def code(self, classes: frozenset[str]) -> str:
        """The character that stands for exactly these classes."""
        found = self.by_set.get(classes)
        if found is None:
            found = self.by_set[classes] = chr(0x4E00 + len(self.by_set))
            for name in classes:
                self.by_class[name] = self.by_class.get(name, "") + found
        return found


@per_language
def codes() -> Codes:
    """The one table of codes; complete before any rule is compiled."""
    table = Codes()
    for classes in word_classes().values():
        table.code(classes)
    for name in (UNKNOWN, NAME, BREAK, OTHER, *FORMS, *MARKS):
        table.code(frozenset({name}))
    for figure in FIGURES:
        table.code(frozenset(figure.split()))
    return table


@per_language
def word_classes() -> dict[str, frozenset[str]]:
    """Lower-case word -> the classes it stands in (literal words as ``=word``)."""
    found: dict[str, set[str]] = {}
    for name, table in tables().items():
        if not name.startswith("="):
            for word in table:
                found.setdefault(word, set()).add(name)
    for word in LITERALS:
        found.setdefault(word, set()).add(f"={word}")
    return {word: frozenset(classes) for word, classes in found.items()}


@per_language
def word_set(name: str) -> frozenset[str]:
    """The words of one entry of ``[sets]``.

    Raises:
        KeyError: there is no such entry.
    """
    return frozenset(str(tables()["=sets"][name]).split())


@per_language
def tense_words(name: str) -> frozenset[str]:
    """The words or phrases of one entry of ``[tense]``.

    Raises:
        KeyError: there is no such entry.
    """
    entry = tables()["=tense"][name]
    words = entry.split() if isinstance(entry, str) else entry
    assert isinstance(words, list)  # noqa: S101  the TOML table holds texts and lists of them
    return frozenset(words)


@per_language
def proper_names() -> dict[str, tuple[tuple[str, str], ...]]:
    """First word -> the holidays and months of other calendars that begin with it, the longest first, in
    lower case, each with its word class."""
    found: dict[str, list[tuple[str, str]]] = {}
    for kind, table in (("HOLIDAY", "=holiday"), ("OTHER_MONTH", "=other_month")):
        for name in tables()[table]:
            first = re.split(r"[\s’'-]", name)[0]
            found.setdefault(first, []).append((name, kind))
    return {
        first: tuple(sorted(names, key=lambda each: len(each[0]), reverse=True))
        for first, names in found.items()
    }


def meaning(table: str, word: str) -> object:
    """The value of ``word`` in the class ``table``.

    Raises:
        KeyError: the word does not stand there.
    """
    return tables()["=other_month" if table == "OTHER_MONTH" else table][word]

"""``discourse.toml``: the words that hang events on times and on each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from nlp.errors import RulesError
from nlp.rules import load_rules
from nlp.rules.language import per_language

Words = frozenset[str]

RELATIONS = ("after", "before", "since", "while")
SIGNS = ("past", "recent", "now", "ahead")


@dataclass(frozen=True, slots=True, kw_only=True)
class Discourse:
    """Words in lower case, verbs as lemmas.

    ``relations`` and ``phrases`` say for a preposition, a conjunction or a phrase of them which of
    :data:`RELATIONS` the event before it has to the one behind it; ``signs`` which of :data:`SIGNS` an
    adverb or adjective is of; ``sides`` on which side of an event a word counts (1: after it, -1: before).
    """

    relations: Mapping[str, str]
    phrases: Mapping[str, str]
    dealt_with: Words
    signs: Mapping[str, str]
    ahead_marks: Words
    lasting: Words
    others: Words
    future_modals: Words
    modals: Words
    states: Words
    same_scene: Words
    one_moment: Words
    causes: Words
    beginning: Words
    located: Words
    putting_off: Words
    planning: Words
    until: Words
    compared: Words
    occasions: Words
    additive: Words
    people: Words
    hours: Words
    next_parts: Words
    other_parts: Words
    eve: Words
    sides: Mapping[str, int]

    @property
    def named_units(self) -> Words:
        """Units that count without a number: "the day after", "hours after"."""
        return self.hours | self.next_parts | self.other_parts


@per_language
def load_discourse() -> Discourse:
    """Read the table. Cached: one object a language.

    Raises:
        RulesError: a list is missing.
    """
    table = load_rules("discourse")

    def words(section: str, key: str) -> Words:
        return frozenset(str(_get(table, section, key)).split())

    signs = {word: sign for sign in SIGNS for word in words("signs", f"{sign}_adverbs")}
    for sign in ("past", "ahead"):
        signs |= dict.fromkeys(words("signs", f"{sign}_adjectives"), sign)
    return Discourse(
        relations={word: name for name in RELATIONS for word in words("relations", name)},
        phrases={
            phrase.strip(): name
            for name in ("after", "before")
            for phrase in str(_get(table, "phrases", name)).split(";")
        },
        dealt_with=words("relations", "dealt_with"),
        signs=signs,
        ahead_marks=words("signs", "ahead_marks"),
        lasting=words("signs", "lasting"),
        others=words("signs", "others"),
        future_modals=words("verbs", "future_modals"),
        modals=words("verbs", "modals"),
        states=words("verbs", "states"),
        same_scene=words("sharing", "same_scene"),
        one_moment=words("sharing", "one_moment"),
        causes=words("sharing", "causes"),
        beginning=words("verbs", "beginning"),
        located=words("verbs", "located"),
        putting_off=words("verbs", "putting_off"),
        planning=words("verbs", "putting_off") | words("verbs", "planning"),
        until=words("relations", "until"),
        compared=words("relations", "compared"),
        occasions=words("sharing", "occasions"),
        additive=words("sharing", "additive"),
        people=words("sharing", "people"),
        hours=words("counting", "hours"),
        next_parts=words("counting", "next"),
        other_parts=words("counting", "other"),
        eve=words("counting", "eve"),
        sides={
            word: side
            for name, side in (("after", 1), ("before", -1), ("of", 0))
            for word in words("counting", name)
        },
    )


def _get(table: Mapping[str, Mapping[str, object]], section: str, key: str) -> object:
    try:
        return table[section][key]
    except KeyError:
        raise RulesError(f"discourse.toml: no {key!r} in [{section}]") from None

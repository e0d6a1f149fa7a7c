"""The vocabulary of relations: ``nlp/rules/en/relations.toml``, read and checked once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from spacy.strings import get_string_id

from nlp.errors import RulesError
from nlp.records import EntityType, RelationType
from nlp.rules import load_rules
from nlp.rules.language import language_in_force, per_language

TYPES = frozenset(RelationType)
MUTUAL = frozenset({"associate", "family", "allied", "opposed"})
"""Relations that are said of two at once: "X and Y are partners"."""
_KEYS = frozenset(
    {
        "type",
        "preps",
        "prep",
        "holder",
        "target",
        "lemmas",
        "reverse",
        "public",
        "nouns",
        "noun_preps",
        "beside",
        "with",
    }
)
_TABLES = frozenset({"types", "nouns", "verbs", "modifiers", "aliases", "sides", "status", "headings"})
_INTO = ("of", "in", "at", "for")  # what brings the other side behind "a stake", "the board"


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleRule:
    """One class of words, the relation that they state, and the kinds of entities it may join.

    ``reverse``: the bearer of the word is the relation's target ("X, a subsidiary of Y": Y owns X).
    ``public``: the other side must be a public body, or must not. ``nouns``: what must stand in the object's
    place and leads on to the other side by ``noun_preps``. ``beside``: what must modify a noun. ``together``:
    who stands behind "with" is a holder too.
    """

    type: str
    preps: frozenset[str] = frozenset()
    holder: frozenset[str] = frozenset(EntityType)
    target: frozenset[str] = frozenset(EntityType)
    reverse: bool = False
    public: bool | None = None
    nouns: frozenset[str] = frozenset()
    noun_preps: frozenset[str] = frozenset(_INTO)
    beside: frozenset[str] = frozenset()
    together: bool = False


Rules = Mapping[str, tuple[RoleRule, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Roles:
    """All words that state a relation. ``keys``: spaCy's hash of each lemma -> lemma."""

    nouns: Rules
    verbs: Rules
    modifiers: Rules
    alias_verbs: frozenset[str]
    alias_nouns: frozenset[str]
    public: frozenset[str]
    quantities: frozenset[str]
    kinds: frozenset[str]
    organs: frozenset[str]
    stating: frozenset[str]
    status: Mapping[str, frozenset[str]]
    headings: Mapping[str, str]
    keys: Mapping[int, str]

    def is_public(self, name: str) -> bool:
        """Whether the name of a body makes it a public one."""
        return not self.public.isdisjoint(name.lower().replace(",", " ").split())


@per_language
def load_roles() -> Roles:
    """Read and check ``nlp/rules/en/relations.toml``.

    Raises:
        RulesError: an unknown table, key, relation type or entity type; the message names it.
    """
    rules, file = load_rules("relations"), language_in_force().file("relations")
    unknown = set(rules) - _TABLES
    if unknown:
        raise RulesError(f"{file}: {sorted(unknown)[0]}: unknown table")
    nouns, verbs, modifiers = (_by_lemma(table, rules, file) for table in ("nouns", "verbs", "modifiers"))
    alias_verbs, alias_nouns = (frozenset(rules["aliases"][key]) for key in ("verbs", "nouns"))
    words = {*nouns, *verbs, *modifiers, *alias_verbs, *alias_nouns, "in"}
    sides = {key: frozenset(words.split()) for key, words in rules["sides"].items()}
    return Roles(
        nouns=nouns,
        verbs=verbs,
        modifiers=modifiers,
        alias_verbs=alias_verbs,
        alias_nouns=alias_nouns,
        public=sides["public"],
        quantities=sides["quantities"],
        kinds=sides["kinds"],
        organs=sides["organs"],
        stating=sides["stating"],
        status={key: frozenset(words) for key, words in rules["status"].items()},
        headings={word: kind for kind, words in rules["headings"].items() for word in words if word},
        keys={get_string_id(word): word for word in words},
    )


def _by_lemma(table: str, rules: Mapping[str, Any], file: str) -> dict[str, tuple[RoleRule, ...]]:
    found: dict[str, tuple[RoleRule, ...]] = {}
    types = TYPES | set(rules["types"])
    for row in rules[table]:
        unknown = set(row) - _KEYS
        if unknown:
            raise RulesError(f"{file}: {table}.{sorted(unknown)[0]}: unknown key")
        missing = {"type", "holder", "target", "lemmas"} - set(row)
        if missing:
            raise RulesError(f"{file}: {table}.{sorted(missing)[0]}: missing")
        if row["type"] not in types:
            raise RulesError(f"{file}: {table}.type: no such relation: {row['type']!r} (name it in types)")
        kinds = {*row["holder"], *row["target"]} - set(EntityType)
        if kinds:
            raise RulesError(f"{file}: {table}.holder/target: no such entity type: {sorted(kinds)[0]!r}")
        rule = RoleRule(
            type=row["type"],
            preps=frozenset(row.get("preps", ())) | ({row["prep"]} if "prep" in row else set()),
            holder=frozenset(row["holder"]),
            target=frozenset(row["target"]),
            reverse=row.get("reverse", False),
            public=row.get("public"),
            nouns=frozenset(row.get("nouns", ())),
            noun_preps=frozenset(row.get("noun_preps", _INTO)),
            beside=frozenset(row.get("beside", ())),
            together=row.get("with", False),
        )
        for lemma in row["lemmas"]:
            before = found.get(lemma, ())
            own = row["type"] in rules["types"]  # an analyst's own type is tried first
            found[lemma] = (rule, *before) if own else (*before, rule)
    return found

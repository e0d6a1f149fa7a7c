"""The vocabulary of relations: ``nlp/rules/en/relations.toml``, read and checked once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from spacy.strings import get_string_id

from nlp.errors import RulesError
from nlp.records import EntityType
from nlp.rules import load_rules
from nlp.rules.language import language_in_force, per_language

TYPES = frozenset({"position", "member", "family", "owns", "located_in", "allied", "opposed", "alias"})
_KEYS = frozenset({"type", "preps", "prep", "holder", "target", "lemmas", "reverse"})
_TABLES = frozenset({"types", "nouns", "verbs", "aliases", "backing", "status"})


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleRule:
    """One class of role nouns or verbs, and the kinds of entities it may join.

    ``reverse``: the bearer of the noun is the relation's target ("X, a subsidiary of Y": Y owns X).
    """

    type: str
    preps: frozenset[str] = frozenset()
    holder: frozenset[str] = frozenset(EntityType)
    target: frozenset[str] = frozenset(EntityType)
    reverse: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Roles:
    """All words that state a relation. ``keys``: spaCy's hash of each lemma -> lemma."""

    nouns: Mapping[str, tuple[RoleRule, ...]]
    verbs: Mapping[str, tuple[RoleRule, ...]]
    alias_verbs: frozenset[str]
    alias_nouns: frozenset[str]
    backers: frozenset[str]
    former: frozenset[str]
    current: frozenset[str]
    keys: Mapping[int, str]


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
    nouns, verbs = _by_lemma("nouns", rules, file), _by_lemma("verbs", rules, file)
    alias_verbs, alias_nouns = (frozenset(rules["aliases"][key]) for key in ("verbs", "nouns"))
    backers = frozenset(rules["backing"]["verbs"])
    words = {*nouns, *verbs, *alias_verbs, *alias_nouns, *backers, "base", "in"}
    return Roles(
        nouns=nouns,
        verbs=verbs,
        alias_verbs=alias_verbs,
        alias_nouns=alias_nouns,
        backers=backers,
        former=frozenset(rules["status"]["former"]),
        current=frozenset(rules["status"]["current"]),
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
        )
        for lemma in row["lemmas"]:
            found[lemma] = (*found.get(lemma, ()), rule)
    return found

"""The votes that evidence gives to a name's type: ``entity_types.toml``, read and checked once a language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from nlp.errors import RulesError
from nlp.records import EntityType
from nlp.rules import load_rules
from nlp.rules.language import language_in_force, per_language

Vote = tuple[EntityType, float]
Votes = tuple[Vote, ...]
_EVIDENCE = ("name", "context", "document")


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeWeights:
    """``votes``: evidence -> what it gives to which types; ``weights``: evidence for a type that varies."""

    votes: Mapping[str, Votes]
    weights: Mapping[str, float]
    limits: Mapping[str, float]
    words: Mapping[str, frozenset[str]]


@per_language
def type_weights() -> TypeWeights:
    """The weights of the language in force.

    Raises:
        RulesError: ``file: table.key: reason``.
    """
    return build_type_weights(load_rules("entity_types"), language_in_force().file("entity_types"))


def build_type_weights(table: Mapping[str, Any], file: str) -> TypeWeights:
    """Check a parsed table.

    Raises:
        RulesError: a weight is no number, or for something that is no type.
    """
    evidence = {f"{part}.{key}": value for part in _EVIDENCE for key, value in table[part].items()}
    numbers = {f"limits.{key}": value for key, value in table["limits"].items()}
    numbers |= {key: value for key, value in evidence.items() if not isinstance(value, dict)}
    for key, value in numbers.items():
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise RulesError(f"{file}: {key}: a number is needed")
    return TypeWeights(
        votes={
            key.partition(".")[2]: _read_votes(f"{file}: {key}", value)
            for key, value in evidence.items()
            if isinstance(value, dict)
        },
        weights={
            key.partition(".")[2]: float(value)
            for key, value in evidence.items()
            if not isinstance(value, dict)
        },
        limits={key: float(value) for key, value in table["limits"].items()},
        words={key: frozenset(words) for key, words in table["words"].items()},
    )


def _read_votes(place: str, votes: Mapping[str, Any]) -> Votes:
    found = []
    for kind, weight in votes.items():
        if kind not in set(EntityType):
            raise RulesError(f"{place}: no such entity type: {kind!r}")
        if isinstance(weight, bool) or not isinstance(weight, int | float):
            raise RulesError(f"{place}.{kind}: a number is needed")
        found.append((EntityType(kind), float(weight)))
    return tuple(found)

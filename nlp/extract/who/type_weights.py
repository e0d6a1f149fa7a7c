"""How much each feature speaks for a type: ``nlp/rules/en/type_evidence.toml``, read and checked once."""

from __future__ import annotations

from nlp.errors import RulesError
from nlp.records import EntityType
from nlp.rules import load_rules
from nlp.rules.language import language_in_force, per_language

_TABLE = "type_evidence"


def weigh(feature: str) -> tuple[tuple[EntityType, float], ...]:
    """The types that a feature speaks for (or against, below 0), each with its weight.

    Raises:
        RulesError: the table gives no weights for it, or names no type.
    """
    return load_weights()[feature]


def number(section: str, key: str) -> float:
    """A number of one of the other sections of the table."""
    return float(load_rules(_TABLE)[section][key])


@per_language
def by_population() -> tuple[tuple[int, float], ...]:
    """Least number of people of a place and the vote that it is one, the largest first."""
    steps = ((int(people), float(weight)) for people, weight in load_rules(_TABLE)["gazetteer"].items())
    return tuple(sorted(steps, reverse=True))


@per_language
def load_weights() -> dict[str, tuple[tuple[EntityType, float], ...]]:
    """Every feature's weights, checked.

    Raises:
        RulesError: ``file: table.key: reason``.
    """
    file = language_in_force().file(_TABLE)
    for section in ("labels", "again", "gazetteer", "agreement", "given"):
        for key, value in load_rules(_TABLE)[section].items():
            if isinstance(value, bool) or not isinstance(value, int | float):
                raise RulesError(f"{file}: {section}.{key}: a number is needed")
    found = {}
    for feature, votes in load_rules(_TABLE)["weights"].items():
        unknown = set(votes) - set(EntityType)
        if unknown:
            raise RulesError(f"{file}: weights.{feature}: no such entity type: {sorted(unknown)[0]!r}")
        found[feature] = tuple((EntityType(kind), float(weight)) for kind, weight in votes.items())
    return found

"""The little language in which ``events.toml`` says what stands beside a trigger."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from nlp.errors import RulesError
from nlp.records import EntityType
from nlp.rules import load_rules

_PATTERN = re.compile(
    r"(?:\((?P<before>[^()]+)\) )?(?P<head>[^\s()]+)(?P<words>(?: [^\s()]+)*)(?: \((?P<after>[^()]+)\))?"
    r"(?: \{(?P<whom>[^{}]+)\})?"
)


@dataclass(frozen=True, slots=True)
class WordClass:
    """Words and mention types of one sort: ``@weapon``, ``@person``."""

    types: frozenset[EntityType]
    nouns: frozenset[str]


@dataclass(frozen=True, slots=True)
class Condition:
    """What an argument must be: one of ``lemmas``, or of one of ``classes``."""

    lemmas: frozenset[str]
    classes: tuple[WordClass, ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way to say an event: the head's lemma, words beside it, and what stands before and after it.

    For verbs ``before`` is the subject and ``after`` the object; for nouns ``before`` is a modifier and
    ``after`` the object of the preposition in ``words``; ``whom`` is the object beside it.
    """

    head: str
    words: tuple[str, ...]
    before: Condition | None
    after: Condition | None
    type: str
    source: str
    whom: Condition | None = None

    @property
    def weight(self) -> int:
        """How many conditions it makes; the heaviest pattern that fits is taken."""
        return (
            len(self.words)
            + 3 * (self.before is not None)
            + 2 * (self.after is not None)
            + 2 * (self.whom is not None)
        )


def read_word_class(file: str, name: str, block: Mapping[str, Any]) -> WordClass:
    """One block of ``[classes]``."""
    for key in block:
        if key not in {"types", "nouns", "lists"}:
            raise RulesError(f"{file}: classes.{name}.{key}: no such field")
    try:
        types = frozenset(EntityType(value) for value in block.get("types", ()))
    except ValueError as error:
        raise RulesError(f"{file}: classes.{name}.types: {error}") from error
    listed = {
        word for source in block.get("lists", ()) for word in _listed(f"{file}: classes.{name}", source)
    }
    return WordClass(types, frozenset(listed.union(block.get("nouns", ()))))


def _listed(place: str, source: str) -> list[str]:
    """The single words of a list in another rules file, named "FILE.KEY"."""
    file, _, key = source.partition(".")
    text = load_rules(file).get(key)
    if not isinstance(text, str):
        raise RulesError(f"{place}.lists: no list named {source!r}")
    entries = text.split(";") if ";" in text else text.split()
    return [entry.strip() for entry in entries if len(entry.split()) == 1]


def read_pattern(place: str, source: str, type_: str, classes: Mapping[str, WordClass]) -> Pattern:
    """Read one pattern of the little language at the head of ``events.toml``."""
    match = _PATTERN.fullmatch(source)
    if not match:
        raise RulesError(f"{place}: {source!r} is no pattern")
    before, after, whom = (_condition(place, match[key], classes) for key in ("before", "after", "whom"))
    return Pattern(match["head"], tuple(match["words"].split()), before, after, type_, source, whom)


def _condition(place: str, source: str | None, classes: Mapping[str, WordClass]) -> Condition | None:
    """The comma-separated lemmas and @classes of one pair of parentheses."""
    if source is None:
        return None
    lemmas, named = set(), []
    for part in source.split(","):
        if not part.startswith("@"):
            lemmas.add(part)
        elif part[1:] in classes:
            named.append(classes[part[1:]])
        else:
            raise RulesError(f"{place}: no class named {part!r}")
    return Condition(frozenset(lemmas), tuple(named))

"""``events.toml``, checked: which words stand for which events, and which role their arguments fill."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from typing import Any

from nlp.errors import RulesError
from nlp.rules import load_rules
from nlp.rules.event_patterns import Pattern, WordClass, read_pattern, read_word_class
from nlp.rules.language import language_in_force, per_language

# fmt: off
FAMILIES = frozenset({
    "life", "movement", "transaction", "business", "conflict", "contact", "personnel", "justice",
    "political", "disaster", "report", "other",
})
ROLES = frozenset({
    "agent", "patient", "recipient", "instrument", "beneficiary", "origin", "destination", "amount", "topic",
    "place",
})
PLOVER = frozenset({
    "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "MOBILIZE", "SANCTION", "COERCE", "ASSAULT", "INVESTIGATE", "COMMENT",
})
# fmt: on
_TEXT = {"title", "family", "ace", "plover", "example"}
_LISTS = {"verbs", "nouns", "adjectives"}
_ARGUMENTS = {"subject", "object", "of", "possessive", "modifier"}
_KNOWN = _TEXT | _LISTS | _ARGUMENTS | {"salience", "prepositions", "unit", "everyday"}
_STATUS = {
    *(f"{kind}_{part}" for kind in ("negating", "planning", "supposing") for part in ("verbs", "adjectives")),
    *("planning_nouns", "supposing_nouns", "trying_verbs", "supposing_adverbs", "negating_adverbs"),
    *("hypothetical_modals", "planned_modals", "conditional_marks"),
    *("clearing_words", "finding_words", "charging_words", "charging_nouns", "content_nouns"),
    *("rejecting_verbs", "wrongly_adverbs", "hearsay_verbs", "pleadings"),
    *("done_helpers", "quiet_verbs", "noun_links", "charge_links"),
}
# fmt: off
_SYNTAX = frozenset({
    "unaccusatives", "befalling", "partitives", "prefixes", "definite", "locative", "loose", "parts",
    "adverbial", "fronts", "settings", "seats", "statives", "voices", "charges", "identifying", "sufferers",
    "own_acts", "states", "ambiguous", "object_control", "cut_passives",
    "roads", "spoken_acts", "directions", "temporal",
    "expletives", "those", "nobody", "hearers", "with_people", "calling",
})
# fmt: on
_TABLES = {"classes", "prepositions", "light", "refers", "generic", "status", "syntax"}
# fmt: off
_LIGHT = {
    "agent", "patient", "occur", "told",
    "assign_subject", "assign_object", "assign_oblique", "assign_state", "assign_victim",
}
# fmt: on


@dataclass(frozen=True, slots=True)
class EventType:
    """A block of ``events.toml``."""

    name: str
    title: str
    family: str
    ace: str
    plover: str
    salience: float
    example: str
    subject: str = "agent"
    object: str = "patient"
    of: str = "patient"
    possessive: str = "agent"
    modifier: str = "patient"
    unit: str | None = None
    everyday: bool = False
    prepositions: Mapping[str, str] = field(default_factory=dict)


OTHER = EventType(
    "other", "Other event", "other", "", "", 0.15, "The choir rehearsed in Marbury on 3 May.", everyday=True
)


@dataclass(frozen=True, slots=True)
class EventRules:
    """All of ``events.toml``, ready to look up by lemma; patterns come heaviest first."""

    types: Mapping[str, EventType]
    classes: Mapping[str, WordClass]
    verbs: Mapping[str, tuple[Pattern, ...]]
    nouns: Mapping[str, tuple[Pattern, ...]]
    adjectives: Mapping[str, str]
    light: Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]]
    assign: Mapping[str, tuple[tuple[str, str], ...]]
    refers: Mapping[str, frozenset[str]]
    generic: frozenset[str]
    generic_families: frozenset[str]
    status: Mapping[str, frozenset[str]]
    syntax: Mapping[str, frozenset[str]]


@per_language
def load_event_rules() -> EventRules:
    """The event rules that ship with the project, read and checked once."""
    return build_event_rules(load_rules("events"), language_in_force().file("events"))


def build_event_rules(table: Mapping[str, Any], file: str) -> EventRules:
    """Check a parsed rules table and turn it into :class:`EventRules`.

    Raises:
        RulesError: ``file: key: reason`` for an unknown block or key, a value of the wrong kind, a role,
            family, code or class that does not exist, or a pattern that cannot be read.
    """
    classes = {name: read_word_class(file, name, block) for name, block in table.get("classes", {}).items()}
    default = _roles(file, "prepositions", table.get("prepositions", {}))
    types = {OTHER.name: OTHER}
    verbs: dict[str, list[Pattern]] = {}
    nouns: dict[str, list[Pattern]] = {}
    adjectives: dict[str, str] = {}
    for name, block in table.items():
        if name in _TABLES:
            continue
        types[name] = _event_type(file, name, block, default)
        for key, store in (("verbs", verbs), ("nouns", nouns)):
            for source in block.get(key, ()):
                pattern = read_pattern(f"{file}: {name}.{key}", source, name, classes)
                store.setdefault(pattern.head, []).append(pattern)
        adjectives |= dict.fromkeys(block.get("adjectives", ()), name)
    light, assign = _light(file, table.get("light", {}))
    return EventRules(
        types=types,
        classes=classes,
        verbs={k: tuple(sorted(v, key=lambda p: -p.weight)) for k, v in verbs.items()},
        nouns={k: tuple(sorted(v, key=lambda p: -p.weight)) for k, v in nouns.items()},
        adjectives=adjectives,
        light=light,
        assign=assign,
        refers=_refers(file, table.get("refers", {}), types),
        generic=frozenset(table.get("generic", {}).get("nouns", ())),
        generic_families=frozenset(table.get("generic", {}).get("families", ())),
        status=_lists(file, "status", table.get("status", {}), _STATUS),
        syntax=_lists(file, "syntax", table.get("syntax", {}), _SYNTAX),
    )


def _refers(file: str, table: Mapping[str, Any], types: Mapping[str, object]) -> dict[str, frozenset[str]]:
    """Which types an anaphoric noun of a type may mean."""
    for name, targets in table.items():
        for target in (name, *targets):
            if target not in types:
                raise RulesError(f"{file}: refers.{name}: no event type named {target!r}")
    return {name: frozenset((name, *targets)) for name, targets in table.items()}


def _lists(file: str, name: str, table: Mapping[str, Any], known: Set[str]) -> dict[str, frozenset[str]]:
    """A block of word lists; one that is not there is empty."""
    for key, words in table.items():
        if key not in known:
            raise RulesError(f"{file}: {name}.{key}: no such field")
        if not isinstance(words, list):
            raise RulesError(f"{file}: {name}.{key}: a list of texts is needed")
    return {key: frozenset(table.get(key, ())) for key in known}


def _event_type(file: str, name: str, block: object, default: Mapping[str, str]) -> EventType:
    """One block, checked."""
    if not isinstance(block, dict):
        raise RulesError(f"{file}: {name}: an event type is a table")
    for key in block:
        if key not in _KNOWN:
            raise RulesError(f"{file}: {name}.{key}: no such field")
    for key in _TEXT:
        if not isinstance(block.get(key), str):
            raise RulesError(f"{file}: {name}.{key}: a text is needed")
    for key in _LISTS & block.keys():
        if not isinstance(block[key], list) or not all(isinstance(entry, str) for entry in block[key]):
            raise RulesError(f"{file}: {name}.{key}: a list of texts is needed")
    for key in _ARGUMENTS & block.keys():
        if block[key] not in ROLES:
            raise RulesError(f"{file}: {name}.{key}: no role named {block[key]!r}")
    if block["family"] not in FAMILIES:
        raise RulesError(f"{file}: {name}.family: no family named {block['family']!r}")
    if block["plover"] and block["plover"] not in PLOVER:
        raise RulesError(f"{file}: {name}.plover: no code {block['plover']!r}")
    salience = block.get("salience")
    if not isinstance(salience, float) or not 0 <= salience <= 1:
        raise RulesError(f"{file}: {name}.salience: a number from 0 to 1 is needed")
    if not isinstance(block.get("everyday", False), bool):
        raise RulesError(f"{file}: {name}.everyday: true or false is needed")
    kept = {key: value for key, value in block.items() if key not in _LISTS | {"prepositions"}}
    own = _roles(file, f"{name}.prepositions", block.get("prepositions", {}))
    return EventType(name=name, prepositions={**default, **own}, **kept)


def _roles(file: str, place: str, table: object) -> dict[str, str]:
    """A table of prepositions and the roles they mark."""
    if not isinstance(table, dict):
        raise RulesError(f"{file}: {place}: a table is needed")
    for key, role in table.items():
        if role not in ROLES:
            raise RulesError(f"{file}: {place}.{key}: no role named {role!r}")
    return dict(table)


def _light(
    file: str, table: Mapping[str, Any]
) -> tuple[
    dict[str, tuple[tuple[str, tuple[str, ...]], ...]],
    dict[str, tuple[tuple[str, str], ...]],
]:
    """Light verbs by lemma: (kind, words beside it); and (kind, preposition) of verbs that name a doer."""
    light: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    assign: dict[str, list[tuple[str, str]]] = {}
    for kind, entries in table.items():
        if kind not in _LIGHT:
            raise RulesError(f"{file}: light.{kind}: no such field")
        for entry in entries:
            head, *words = entry.split()
            if kind.startswith("assign"):
                assign.setdefault(head, []).append((kind, words[0] if words else ""))
            else:
                light.setdefault(head, []).append((kind, tuple(words)))
    return (
        {k: tuple(sorted(v, key=lambda e: -len(e[1]))) for k, v in light.items()},
        {k: tuple(v) for k, v in assign.items()},
    )

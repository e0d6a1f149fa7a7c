"""The vocabulary of attribution: verbs, nouns, adjectives and adverbs that mark a source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from spacy.strings import get_string_id

from nlp.errors import RulesError
from nlp.records import Stance
from nlp.rules import load_rules
from nlp.rules.language import per_language

FRAMES = frozenset(
    {
        "clause",
        "whether",
        "quote",
        "object",
        "to",
        "object-to",
        "gerund",
        "as",
        "hearsay",
        "passive",
        "reported",
    }
)
_KEYS = {
    "verbs": {"stance", "lemmas", "frames", "preps", "on", "particles", "vouches", "documents"},
    "phrases": {"stance", "verb", "object"},
    "nouns": {"stance", "lemmas", "vouches"},
    "adjectives": {"stance", "lemmas", "vouches"},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CueRule:
    """One class of cues: what the source does (``stance``) and where the content stands (``frames``)."""

    stance: Stance
    frames: frozenset[str] = frozenset()
    preps: frozenset[str] = frozenset()
    on: frozenset[str] = frozenset()
    particles: frozenset[str] = frozenset()
    objects: frozenset[str] = frozenset()
    vouches: bool = True
    documents: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Cues:
    """All cues, by lemma."""

    verbs: Mapping[str, tuple[CueRule, ...]]
    nouns: Mapping[str, CueRule]
    adjectives: Mapping[str, CueRule]
    adverbs: Mapping[str, Stance]
    amods: Mapping[str, Stance]
    views: frozenset[str]
    hearers: frozenset[str]  # verbs whose passive subject is told, not quoted
    keys: Mapping[int, str]  # all of the above: spaCy's hash of a lemma -> lemma
    documents: frozenset[str]
    parties: frozenset[str]  # parties to a case and their papers, whose word is a claim
    labels: frozenset[str]  # nouns that a headline may put before a colon as its source
    venues: frozenset[str]  # occasions of saying: "in an interview with CNN"
    media: frozenset[str]
    media_words: frozenset[str]


@per_language
def load_cues() -> Cues:
    """Read and check ``nlp/rules/en/attribution.toml``.

    Raises:
        RulesError: an unknown table, key, frame or stance; the message names it.
    """
    rules = load_rules("attribution")
    unknown = set(rules) - set(_KEYS) - {"adverbs", "amods", "subjects", "views"}
    if unknown:
        raise RulesError(f"attribution.toml: {sorted(unknown)[0]}: unknown table")
    verbs: dict[str, list[CueRule]] = {}
    for row in rules["verbs"]:
        rule = _read_rule("verbs", row)
        for lemma in row["lemmas"]:
            verbs.setdefault(lemma, []).append(rule)
    for row in rules["phrases"]:
        rule = _read_rule("phrases", row)
        for lemma in row["verb"]:
            verbs.setdefault(lemma, []).insert(0, rule)
    nouns, adjectives = _by_lemma("nouns", rules), _by_lemma("adjectives", rules)
    adverbs, amods = _by_stance("adverbs", rules), _by_stance("amods", rules)
    views = frozenset(rules["views"]["in"])
    return Cues(
        verbs={lemma: tuple(group) for lemma, group in verbs.items()},
        nouns=nouns,
        adjectives=adjectives,
        adverbs=adverbs,
        amods=amods,
        views=views,
        hearers=frozenset(rules["subjects"]["hearers"]),
        keys={
            get_string_id(lemma): lemma
            for lemma in {*verbs, *nouns, *adjectives, *adverbs, *amods, *views, "accord", ":"}
        },
        documents=frozenset(rules["subjects"]["documents"]),
        parties=frozenset(rules["subjects"]["parties"]),
        labels=frozenset(rules["subjects"]["labels"]),
        venues=frozenset(rules["subjects"]["venues"]),
        media=frozenset(rules["subjects"]["media"]),
        media_words=frozenset(rules["subjects"]["media_words"]),
    )


def _read_rule(table: str, row: Mapping[str, Any]) -> CueRule:
    for key in row:
        if key not in _KEYS[table]:
            raise RulesError(f"attribution.toml: {table}.{key}: unknown key")
    frames = frozenset(row.get("frames", ()))
    if frames - FRAMES:
        raise RulesError(f"attribution.toml: {table}.frames: unknown frame {sorted(frames - FRAMES)[0]!r}")
    return CueRule(
        stance=_read_stance(table, row.get("stance")),
        frames=frames,
        preps=frozenset(row.get("preps", ())),
        on=frozenset(row.get("on", ())),
        particles=frozenset(row.get("particles", ())),
        objects=frozenset(row.get("object", ())),
        vouches=row.get("vouches", True),
        documents=row.get("documents", False),
    )


def _read_stance(table: str, value: object) -> Stance:
    try:
        return Stance(str(value))
    except ValueError as error:
        raise RulesError(f"attribution.toml: {table}.stance: no such stance: {value!r}") from error


def _by_lemma(table: str, rules: Mapping[str, Any]) -> dict[str, CueRule]:
    return {lemma: _read_rule(table, row) for row in rules[table] for lemma in row["lemmas"]}


def _by_stance(table: str, rules: Mapping[str, Any]) -> dict[str, Stance]:
    return {word: _read_stance(table, stance) for stance, words in rules[table].items() for word in words}

"""The event rules: every block checked, every example parsed, the page in the docs up to date."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from spacy.language import Language

from nlp.errors import RulesError
from nlp.rules.event_rules import build_event_rules, load_event_rules
from nlp.rules.event_types_page import build_page
from tests.nlp.extract.reports import read

BLOCK: dict[str, Any] = {
    "title": "Attack",
    "family": "conflict",
    "ace": "Conflict.Attack",
    "plover": "ASSAULT",
    "salience": 0.9,
    "verbs": ["attack", "fire (@weapon)"],
    "example": "Rebels attacked a post.",
}
CLASSES = {"weapon": {"types": ["WEAPON"], "nouns": ["rocket"]}}


@pytest.mark.parametrize("name", load_event_rules().types)
def test_every_example_parses_to_its_type(language: Language, name: str) -> None:
    example = load_event_rules().types[name].example
    assert name in [event.type for event in read(language, example).events]


def test_the_page_in_the_docs_is_written_from_the_rules() -> None:
    page = Path(__file__).parents[3] / "docs" / "event-types.md"
    assert page.read_text("utf-8") == build_page(load_event_rules())


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"colour": "red"}, "attack.colour: no such field"),
        ({"title": 3}, "attack.title: a text is needed"),
        ({"family": "weather"}, "attack.family: no family named 'weather'"),
        ({"plover": "HIT"}, "attack.plover: no code 'HIT'"),
        ({"salience": 7.0}, "attack.salience: a number from 0 to 1"),
        ({"salience": "high"}, "attack.salience: a number from 0 to 1"),
        ({"object": "victim"}, "attack.object: no role named 'victim'"),
        ({"prepositions": {"on": "target"}}, "attack.prepositions.on: no role named 'target'"),
        ({"prepositions": "on"}, "attack.prepositions: a table"),
        ({"verbs": "attack"}, "attack.verbs: a list of texts"),
        ({"verbs": ["fire (@gun)"]}, "attack.verbs: no class named '@gun'"),
        ({"verbs": ["fire ("]}, "attack.verbs: 'fire (' is no pattern"),
    ],
)
def test_a_bad_field_is_refused_with_its_key(change: dict[str, Any], complaint: str) -> None:
    table = {"classes": CLASSES, "attack": BLOCK | change}
    with pytest.raises(RulesError) as caught:
        build_event_rules(table, "mine.toml")
    assert str(caught.value).startswith("mine.toml: ")
    assert complaint in str(caught.value)


@pytest.mark.parametrize(
    ("table", "complaint"),
    [
        ({"classes": {"weapon": {"type": ["WEAPON"]}}}, "classes.weapon.type: no such field"),
        ({"classes": {"weapon": {"types": ["GUN"]}}}, "classes.weapon.types: 'GUN'"),
        ({"light": {"helper": ["do"]}}, "light.helper: no such field"),
        ({"status": {"maybe_verbs": ["seem"]}}, "status.maybe_verbs: no such field"),
        ({"refers": {"attack": ["picnic"]}}, "refers.attack: no event type named 'picnic'"),
        ({"attack": ["fire"]}, "attack: an event type is a table"),
    ],
)
def test_an_unknown_block_is_refused(table: dict[str, Any], complaint: str) -> None:
    with pytest.raises(RulesError, match=r"mine\.toml: ") as caught:
        build_event_rules({"classes": CLASSES, "attack": BLOCK} | table, "mine.toml")
    assert complaint in str(caught.value)


def test_the_pattern_with_most_conditions_comes_first() -> None:
    rules = build_event_rules(
        {"classes": CLASSES, "attack": BLOCK | {"verbs": ["fire", "fire (@weapon)"]}}, "m"
    )
    assert [pattern.source for pattern in rules.verbs["fire"]] == ["fire (@weapon)", "fire"]

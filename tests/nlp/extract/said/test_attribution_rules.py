"""The vocabulary of attribution: what is read, and what a bad file says."""

from __future__ import annotations

from typing import Any

import pytest

from nlp.errors import RulesError
from nlp.extract.said import cue_rules
from nlp.records import Stance
from nlp.rules import load_rules


def test_verbs_carry_stance_and_frames() -> None:
    verbs = cue_rules.load_cues().verbs
    assert verbs["deny"][0].stance is Stance.DENIES
    assert {"clause", "quote"} <= verbs["say"][0].frames
    assert any("hearsay" in rule.frames for rule in verbs["cite"])


def test_every_lemma_is_looked_up() -> None:
    found = cue_rules.load_cues()
    assert {*found.verbs, *found.nouns, *found.adverbs} <= set(found.keys.values())


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"verbs": [{"stance": "shouts", "frames": [], "lemmas": ["say"]}]}, "shouts"),
        ({"verbs": [{"stance": "states", "frames": ["song"], "lemmas": ["say"]}]}, "song"),
        ({"verbs": [{"stance": "states", "colour": 1, "lemmas": ["say"]}]}, "colour"),
        ({"songs": []}, "songs"),
    ],
)
def test_a_bad_file_is_named(monkeypatch: pytest.MonkeyPatch, change: dict[str, Any], word: str) -> None:
    rules = {**load_rules("attribution"), **change}
    monkeypatch.setattr(cue_rules, "load_rules", lambda name: rules)
    with pytest.raises(RulesError, match=rf"attribution\.toml: .*{word}"):
        cue_rules.load_cues.__wrapped__()

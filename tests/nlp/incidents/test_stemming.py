"""Words made alike: stems, families, kin, tolls, heads of phrases, what marks a document."""

from __future__ import annotations

import pytest

from nlp.incidents.resolution.event_facts import head_of, story_terms
from nlp.incidents.resolution.stemming import content_stems, family, kin, stem, toll_of

ALIKE = [
    ("exploded", "explosion"),
    ("withdrew", "withdrawal"),
    ("resigns", "resignation"),
    ("announced", "announcement"),
    ("nominated", "nomination"),
    ("died", "death"),
    ("killings", "kill"),
    ("shot", "shooting"),
    ("acquire", "acquisition"),
    ("arrest", "Arrested"),
    ("injuries", "injured"),
]
APART = [("arrest", "arrive"), ("kill", "kidnap"), ("bomb", "bombast"), ("die", "diet"), ("meet", "melt")]


@pytest.mark.parametrize(("one", "two"), ALIKE)
def test_one_stem(one: str, two: str) -> None:
    assert stem(one) == stem(two)


@pytest.mark.parametrize(("one", "two"), APART)
def test_two_stems(one: str, two: str) -> None:
    assert stem(one) != stem(two)


@pytest.mark.parametrize("word", ["", "s", "es", "ing", "ssss", "'", "ünïcödé", "атака", "x" * 500])
def test_any_word_has_a_stem(word: str) -> None:
    assert isinstance(stem(word), str)


def test_families_and_kin() -> None:
    assert family(stem("sacked")) == family(stem("ousted")) != family(stem("hired"))
    assert kin("bombing") == kin("attack") != kin("kill")
    assert kin("no such type") == "no such type"


def test_tolls() -> None:
    assert (toll_of("wounded"), toll_of("die"), toll_of("dollars")) == ("injured", "killed", "")


def test_content_stems_leave_little_words_out() -> None:
    assert content_stems("The ferry and its crew were saved.") == {stem("ferry"), stem("crew"), stem("saved")}


@pytest.mark.parametrize(
    ("phrase", "head"),
    [
        ("the harbour master of Marbury", "master"),
        ("two dockers, both masked", "dockers"),
        ("a man who fled", "man"),
        ("", ""),
        ("the", ""),
    ],
)
def test_head_of(phrase: str, head: str) -> None:
    assert head_of(phrase) == head


def test_story_terms_are_few_and_the_same_for_the_same_text() -> None:
    text = "The ferry sank. " * 40 + " ".join(f"word{n}" for n in range(200))
    assert story_terms(text, ["e1", "e1", "e2"]) == story_terms(text, ["e2", "e1", "e1"])
    assert {"e1", "e2", stem("ferry")} <= story_terms(text, ["e1", "e2"])
    assert len(story_terms(text, map(str, range(100)))) <= 40

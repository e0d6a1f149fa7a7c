"""Which time belongs to which event, and what it may inherit."""

from __future__ import annotations

from datetime import date

import pytest
from spacy.language import Language

from nlp.records import TimeBasis
from tests.nlp.extract.reports import day, find, read

FRIDAY = date(2024, 3, 8)

SCOPE = [
    # stated in the clause, wherever the adverbial stands
    ("On 3 May 2021, rebels attacked the port.", "attack", "2021-05-03", "stated"),
    ("Rebels attacked the port on 3 May 2021.", "attack", "2021-05-03", "stated"),
    (
        "On 3 May 2021, the ministry, citing police, reported that the port was safe.",
        "statement",
        "2021-05-03",
        "stated",
    ),
    ("The 3 May 2021 attack on the port killed two guards.", "attack", "2021-05-03", "stated"),
    ("Rebels attacked the port yesterday.", "attack", "2024-03-07", "relative"),
    ("Yesterday rebels attacked the port.", "attack", "2024-03-07", "relative"),
    ("A court in Tarsk on Thursday convicted the mayor.", "convict", "2024-03-07", "relative"),
    ("A group on Thursday was said to have attacked the port.", "statement", "2024-03-07", "relative"),
    ("Ivan Roth, mayor until May 2021, was arrested.", "arrest", None, None),
    # the moment told by a clause of its own
    ("A guard was killed when rebels attacked the port on Thursday.", "kill", "2024-03-07", "inherited"),
    (
        "A guard was killed and another was wounded when rebels attacked the port on Thursday.",
        "kill",
        "2024-03-07",
        "inherited",
    ),
    ("A guard was killed after rebels attacked the port on Thursday.", "kill", None, None),
    # a verb of saying keeps its own time
    ("Police said on Thursday that two men were arrested.", "statement", "2024-03-07", "relative"),
    ("Police said on Thursday that two men were arrested.", "arrest", None, None),
    ("Police said that two men were arrested on Thursday.", "arrest", "2024-03-07", "relative"),
    ("Police said that two men were arrested on Thursday.", "statement", None, None),
    # nouns take the verb's time where they are one scene
    ("On 3 May 2021, the editor was wounded in an explosion.", "bombing", "2021-05-03", "inherited"),
    ("The army condemned the attack on the port on 3 May 2021.", "request", None, None),
    # participles, coordination, juxtaposition
    ("A bomb exploded on 3 May 2021, killing three guards.", "kill", "2021-05-03", "inherited"),
    ("On 3 May 2021 rebels attacked the port and killed a guard.", "kill", "2021-05-03", "inherited"),
    ("On 3 May 2021 the car was blown up - he was wounded.", "injure", "2021-05-03", "inherited"),
    # after is another day, a plan is none
    ("The mayor resigned on 3 May 2021 after police arrested his brother.", "arrest", None, None),
    ("On 3 May 2021 the rebels threatened to kill the hostages.", "kill", None, None),
]

SCENES = [
    ("A bomb exploded in Tarsk on 3 May 2021. As a result, one guard died.", "die", "2021-05-03"),
    ("A bomb exploded in Tarsk on 3 May 2021.\n\nThe blast killed two guards.", "kill", "2021-05-03"),
    ("Rebels attacked Tarsk on 3 May 2021. Norvik had arrested their leader.", "arrest", None),
    ("Rebels attacked Tarsk on 3 May 2021. Police in Orsk often arrest smugglers.", "arrest", None),
    # the same doer goes on; another does not
    (
        "On 3 May 2021, Olga Marin opened a fair in Tarsk.\n\nMarin said that a mill would close in 2024.",
        "statement",
        "2021-05-03",
    ),
    (
        "On 3 May 2021, Olga Marin toured a fair in Tarsk.\n\nThe ministry said that a mill would close.",
        "statement",
        None,
    ),
    ("The firm bought a mill on 3 May 2021. Rebels killed a guard.", "kill", None),
]


@pytest.mark.parametrize(("text", "type_", "expected", "basis"), SCOPE)
def test_the_scope_of_a_time(
    language: Language, text: str, type_: str, expected: str | None, basis: str | None
) -> None:
    extraction = read(language, text, published=FRIDAY)
    found = [event for event in extraction.events if event.type == type_]
    if expected is None:
        assert all(event.when is None for event in found)
        return
    event = find(extraction, type_)
    assert day(event) == expected
    assert event.when is not None
    assert basis is not None
    assert event.when.basis == TimeBasis(basis)


@pytest.mark.parametrize(("text", "type_", "expected"), SCENES)
def test_what_a_scene_hands_on(language: Language, text: str, type_: str, expected: str | None) -> None:
    event = find(read(language, text, published=FRIDAY), type_)
    assert day(event) == expected
    assert event.when is None or event.when.basis == TimeBasis.INHERITED


def test_no_event_takes_the_day_of_publication(language: Language) -> None:
    text = "Rebels attacked the port of Tarsk. Police arrested two men. The mayor said that he would resign."
    assert [event.when for event in read(language, text, published=FRIDAY).events] == [None] * 4


def test_a_day_without_a_year_keeps_none(language: Language) -> None:
    assert day(find(read(language, "Rebels attacked the port on 27 July."), "attack")) == "--07-27"


def test_a_vague_time_keeps_its_words(language: Language) -> None:
    event = find(read(language, "In recent weeks, there have been several attacks on miners."), "attack")
    assert event.when is not None
    assert event.when.text == "recent weeks"
    assert day(event) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [("Rebels attacked the port on Sunday.", "Sunday"), ("The mayor was arrested last week.", "last week")],
)
def test_what_nothing_places_keeps_its_words_and_no_day(language: Language, text: str, words: str) -> None:
    (event,) = read(language, text, published=None).events
    assert event.when is not None
    assert (event.when.text, event.when.basis) == (words, TimeBasis.RELATIVE)
    assert (event.when.interval.earliest, event.when.interval.latest) == (None, None)

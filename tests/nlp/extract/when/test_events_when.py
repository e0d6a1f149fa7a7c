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
    (
        "Two guards were wounded as a result of an attack on Thursday.",
        "injure",
        "2024-03-07",
        "inherited",
    ),
    # a time right before the main verb is the main verb's; what stands somewhere does so every night
    (
        "A group calling itself the Lanterns on Thursday denied the attack.",
        "deny",
        "2024-03-07",
        "relative",
    ),
    (
        "A bomb went off at a branch of the bank located in the port last night.",
        "bombing",
        "2024-03-07",
        "relative",
    ),
    # a dated occasion dates what was said at it; what a court deals with has its own day
    (
        "In a March 6 interview, Olga Marin said that the mill would close.",
        "statement",
        "2024-03-06",
        "stated",
    ),
    ("Police charged Ivan Roth in the March 6 attack.", "charge", None, None),
    ("Police charged Ivan Roth on Thursday in an attack on the port.", "attack", None, None),
    # a date may carry a clause; a dated line its verb
    (
        "No ship has sailed since 3 May 2021, when rebels attacked the port.",
        "attack",
        "2021-05-03",
        "stated",
    ),
    ("3 May 2021 - Guards free the judge Ivan Roth.", "release", "2021-05-03", "stated"),
    # what is planned has the planned day, the planning none
    ("Olga Marin cancelled a visit to Tarsk that was planned for Sunday.", "move", "2024-03-10", "relative"),
    ("Olga Marin cancelled a visit to Tarsk that was planned for Sunday.", "other", None, None),
    ("The trial of Ivan Roth was postponed until 18 April.", "reject", None, None),
    # after is another day, a plan is none
    ("The mayor resigned on 3 May 2021 after police arrested his brother.", "arrest", None, None),
    ("On 3 May 2021 the rebels threatened to kill the hostages.", "kill", None, None),
]

SCENES = [
    ("A bomb exploded in Tarsk on 3 May 2021. As a result, one guard died.", "die", "2021-05-03"),
    ("A bomb exploded in Tarsk on 3 May 2021.\n\nThe blast killed two guards.", "kill", "2021-05-03"),
    (
        "Olga Marin was wounded on 3 May 2021.\n\nA guard and two drivers were also killed.",
        "kill",
        None,
    ),
    ("Rebels attacked Tarsk on 3 May 2021. Norvik had arrested their leader.", "arrest", None),
    ("Rebels attacked Tarsk on 3 May 2021. Police in Orsk often arrest smugglers.", "arrest", None),
    # what the same doer goes on to do in the next paragraph is a bet, not a date (tests/nlp/placement)
    (
        "On 3 May 2021, Olga Marin opened a fair in Tarsk.\n\nMarin said that a mill would close in 2024.",
        "statement",
        None,
    ),
    (
        "On 3 May 2021, Olga Marin toured a fair in Tarsk.\n\nThe ministry said that a mill would close.",
        "statement",
        None,
    ),
    ("The firm bought a mill on 3 May 2021. Rebels killed a guard.", "kill", None),
]


RETOLD = [
    ("Ivan Roth was killed on Tuesday.\n\nHis driver was also killed.", "kill"),
    ("Mayor arrested in Tarsk\n\nPolice arrested Ivan Roth, the mayor of Tarsk, on Tuesday.", "arrest"),
    ("Five people died in the explosion, a hospital said.\n\nThe blast on Tuesday also hurt a guard.", "die"),
    (
        "Gunmen kidnapped Ivan Roth on Tuesday.\n\nHis wife spoke to reporters.\n\n"
        "Roth, who was kidnapped in Tarsk, is a judge.",
        "kidnap",
    ),
]

NOT_RETOLD = [
    # two days that it can mean; another place; another victim; another noun
    (
        "Marin condemned the attack.\n\nRebels attacked Orsk on Tuesday.\n\nOn Sunday rebels struck a mill.",
        "attack",
    ),
    ("Marin condemned the attack in Orsk.\n\nRebels attacked a port in Tarsk on Tuesday.", "attack"),
    (
        "Gunmen kidnapped Ivan Roth on Tuesday.\n\nOlga Marin, who was kidnapped in Tarsk, is a judge.",
        "kidnap",
    ),
]

COUNTED = [
    ("Two days after the attack, Ivan Roth resigned.", "resign", "2024-03-05", "2024-03-05"),
    ("The day after the attack, Ivan Roth resigned.", "resign", "2024-03-04", "2024-03-04"),
    ("Hours after the attack, police arrested Ivan Roth.", "arrest", "2024-03-03", "2024-03-03"),
    ("Ivan Roth resigned 48 hours before the attack.", "resign", "2024-03-01", "2024-03-01"),
    ("Ivan Roth was killed the night after the attack.", "kill", "2024-03-03", "2024-03-04"),
    ("Ivan Roth resigned three weeks before the attack.", "resign", "2024-02-05", "2024-02-11"),
    ("Ivan Roth resigned a few days after the attack.", "resign", None, None),
    ("Ivan Roth resigned two days after the wedding.", "resign", None, None),
]


@pytest.mark.parametrize(("text", "type_"), RETOLD)
def test_tellings_of_one_event_share_its_day(language: Language, text: str, type_: str) -> None:
    found = [event for event in read(language, text, published=FRIDAY).events if event.type == type_]
    assert found
    assert {day(event) for event in found} == {"2024-03-05"}
    assert any(event.when and event.when.basis == TimeBasis.INHERITED and event.when.rule for event in found)


@pytest.mark.parametrize(("text", "type_"), NOT_RETOLD)
def test_what_may_be_another_event_keeps_no_day(language: Language, text: str, type_: str) -> None:
    found = [event for event in read(language, text, published=FRIDAY).events if event.type == type_]
    bases = [event.when.basis for event in found if event.when]
    assert bases
    assert TimeBasis.INHERITED not in bases


@pytest.mark.parametrize(("text", "type_", "earliest", "latest"), COUNTED)
def test_times_counted_from_an_event(
    language: Language, text: str, type_: str, earliest: str | None, latest: str | None
) -> None:
    told = f"Rebels attacked the port on 3 March. {text}"
    event = find(read(language, told, published=FRIDAY), type_)
    if earliest is None:
        assert event.when is None
        return
    assert event.when is not None
    assert (event.when.interval.earliest, event.when.interval.latest) == (earliest, latest)
    assert event.when.basis == TimeBasis.RELATIVE
    assert "attack" in event.when.anchor


def test_an_event_may_be_dated_by_what_is_counted_from_it(language: Language) -> None:
    text = "Rebels attacked the port on 3 March, a day after Ivan Roth resigned."
    assert day(find(read(language, text, published=FRIDAY), "resign")) == "2024-03-02"


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


NEIGHBOURS = [
    # another event of the same kind
    ("A bomb killed a judge in Tarsk in May.\n\nGunmen carried out a new attack.", "attack", None),
    ("Gunmen raided the mill on 2 March. Another raid wounded a guard.", "raid", None),
    ("The last such strike was in 2012, when miners blocked a road.", "blocked", "2012-01-01..2012-12-31"),
    # what a verb of judging is about; what lies behind "after", "since", "ahead of"
    ("The ministry condemned the shelling of the port on Tuesday.", "condemned", None),
    ("The ministry condemned the shelling of the port on Tuesday.", "shelling", "2024-03-05"),
    ("Roth fled more than two months after the July 7, 2021 assassination.", "fled", None),
    ("Roth fled more than two months after the July 7, 2021 assassination.", "assassination", "2021-07-07"),
    ("Roth resigned after his release in May 2021.", "resigned", None),
    ("Rebels attacked the depot in revenge for the arrests on Monday.", "arrests", "2024-03-04"),
    # a time of the clause around, before the word that opens the next one
    ("The mayor agreed to hold a vote next year after gunmen killed a guard.", "killed", None),
    # the time of a telling is not that of the clause beside it
    ("Roth said on Monday that workers would leave, but rebels burned the buses.", "burned", None),
    # a clause that says which night it was
    ("The night the bridge collapsed, Roth fled.", "fled", None),
]


@pytest.mark.parametrize(("text", "trigger", "expected"), NEIGHBOURS)
def test_a_date_stays_with_its_own_event(
    language: Language, text: str, trigger: str, expected: str | None
) -> None:
    found = [e for e in read(language, text, published=FRIDAY).events if e.trigger.text == trigger]
    assert len(found) == 1
    assert day(found[0]) == expected

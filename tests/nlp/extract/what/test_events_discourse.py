"""Doers and sufferers named away from the deed, and what is no event: sentence -> events."""

from __future__ import annotations

import pytest
from spacy.language import Language

from tests.nlp.extract.reports import day, find, read, roles

# sentence, event type, its roles (at least)
ROLES = [
    # who is said to be the sufferer
    (
        "The injured were Pavel Orlov, Anna Weiss and Karl Brandt.",
        "injure",
        {"patient": {"Pavel Orlov", "Anna Weiss", "Karl Brandt"}},
    ),
    (
        "Among the dead are Pavel Orlov and his wife, Anna Weiss.",
        "die",
        {"patient": {"Pavel Orlov", "Anna Weiss"}},
    ),
    (
        "A corporal, identified as Pedro Almada, was wounded in Orsk.",
        "injure",
        {"patient": {"corporal", "Pedro Almada"}},
    ),
    (
        "Gunmen killed five people, including the mayor of Tarsk, Pavel Orlov, on 4 May.",
        "kill",
        {"agent": {"Gunmen"}, "patient": {"five people", "Pavel Orlov"}},
    ),
    ("The mayor of Tarsk was the victim of another attack.", "attack", {"patient": {"mayor of Tarsk"}}),
    # who is behind it
    (
        "Viktor Halas masterminded the assassination of the judge.",
        "kill",
        {"agent": {"Viktor Halas"}, "patient": {"judge"}},
    ),
    (
        "A spokesman for the Norvik Liberation Army claimed responsibility for the bombing of the bridge.",
        "bombing",
        {"agent": {"Norvik Liberation Army"}, "patient": {"bridge"}},
    ),
    (
        "The Norvik Liberation Army claimed responsibility for killing the judge in Tarsk.",
        "kill",
        {"agent": {"Norvik Liberation Army"}, "patient": {"judge"}},
    ),
    (
        "Police arrested Viktor Halas in connection with the murder of Anna Weiss.",
        "kill",
        {"patient": {"Anna Weiss"}},  # an arrest proves nothing
    ),
    (
        "The Norvik Liberation Army is responsible for killing Anna Weiss.",
        "kill",
        {"agent": {"Norvik Liberation Army"}, "patient": {"Anna Weiss"}},
    ),
    (
        "Those responsible for killing Anna Weiss are extreme rightist groups.",
        "kill",
        {"agent": {"extreme rightist groups"}, "patient": {"Anna Weiss"}},
    ),
    (
        "Officials on Monday accused the Norvik Dawn of bombing the market.",
        "bombing",
        {"agent": {"Norvik Dawn"}, "patient": {"market"}},
    ),
    (
        "A spokesman accused the security services of staging the explosion to justify a crackdown.",
        "bombing",
        {"agent": {"security services"}},
    ),
    (
        "The Norvik Liberation Front claimed it shot down two helicopters near Orsk.",
        "attack",
        {"agent": {"Norvik Liberation Front"}, "patient": {"two helicopters"}},
    ),
    (
        "Nine rebels died at the hands of villagers.",
        "die",
        {"agent": {"villagers"}, "patient": {"Nine rebels"}},
    ),
    # a noun as the subject
    ("The blast killed three people in Orsk.", "bombing", {"patient": {"three people"}}),
    (
        "Guerrillas burned coffee fields at a farm near Orsk.",
        "arson",
        {"agent": {"Guerrillas"}, "patient": {"coffee fields"}},
    ),
    (
        "A school in Orsk was damaged by rifle fire.",
        "attack",
        {"patient": {"school"}, "instrument": {"rifle fire"}},
    ),
    (
        "The men were tied to a car bomb attack on the newspaper Norvik Herald.",
        "bombing",
        {"patient": {"newspaper"}, "instrument": {"car bomb"}},
    ),
    (
        "The governor told reporters that the bridge was safe.",
        "statement",
        {"agent": {"governor"}, "recipient": {"reporters"}},
    ),
]


@pytest.mark.parametrize(("text", "kind", "expected"), ROLES, ids=[row[0][:40] for row in ROLES])
def test_roles(language: Language, text: str, kind: str, expected: dict[str, set[str]]) -> None:
    assert roles(find(read(language, text), kind)) == expected


def test_the_victims_are_those_of_the_event_before(language: Language) -> None:
    told = read(
        language,
        "Gunmen killed two judges in Tarsk. The victims were identified as Pavel Orlov and Karl Brandt.",
    )
    again = find(told, "kill", "victims")
    assert again.refers_to == find(told, "kill", "killed").id
    assert roles(again) == {"patient": {"Pavel Orlov", "Karl Brandt"}}


@pytest.mark.parametrize(
    "text",
    [
        "A bomb destroyed the bridge. No group claimed responsibility for the attack.",
        "A bomb destroyed the bridge. The Dawn Front did not claim responsibility for the bombing.",
    ],
)
def test_who_did_not_claim_it_is_no_doer(language: Language, text: str) -> None:
    assert not [e for e in read(language, text).events if e.type == "bombing" and "agent" in roles(e)]
    assert not [e for e in read(language, text).events if e.type == "attack" and "agent" in roles(e)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The plant, which is located 60 km north of Orsk, closed in 2010.", "finding"),
        ("A car bomb exploded outside the tax office in Marbury.", "bombing"),
        ("Police condemned attacks launched by the Norvik Dawn in Orsk.", "release_product"),
    ],
)
def test_one_word_tells_it(language: Language, text: str, kind: str) -> None:
    assert len([e for e in read(language, text).events if e.type == kind]) == (kind == "bombing")


def test_an_explosion_is_dated_by_what_it_tore_through(language: Language) -> None:
    told = read(language, "An explosion tore through a market in Orsk on 4 March 2021, killing 12.")
    event = find(told, "bombing", "explosion")
    assert day(event) == "2021-03-04"
    assert event.place is not None
    assert event.place.text == "Orsk"


def test_a_month_is_no_modal(language: Language) -> None:
    told = read(language, "A clash on the border that began on 3 May wounded four soldiers.")
    assert find(told, "injure").status == "happened"


@pytest.mark.parametrize(
    "text",
    [
        "KALVARA, May 3 - Gunmen killed a judge in the town.",
        "Tarsk, 9 Jan 90 (Norvik Radio) -- [Text] Gunmen killed a judge in the town.",
        "SITUATION OVERVIEW\nGunmen killed a judge in the town.",
    ],
)
def test_what_opens_a_report_is_no_part_of_its_first_sentence(language: Language, text: str) -> None:
    told = read(language, text)
    assert [e.type for e in told.events] == ["kill"]
    event = told.events[0]
    assert roles(event) == {"agent": {"Gunmen"}, "patient": {"judge"}}
    assert event.when is None
    assert event.sentence.text == "Gunmen killed a judge in the town."


def test_a_phrase_ends_before_its_verbs_date(language: Language) -> None:
    told = read(
        language,
        "Police on Monday arrested two men. Shelling in the district on 10 April damaged two clinics.",
    )
    texts = {p.text for event in told.events for p in event.participants}
    assert not {text for text in texts if "Monday" in text or text.endswith(" on") or "April" in text}

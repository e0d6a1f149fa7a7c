"""Whether it happened: negation, plans, suppositions."""

from __future__ import annotations

from datetime import date

import pytest
from spacy.language import Language

from nlp.records import Status
from tests.nlp.extract.reports import find, read

STATUS = [
    ("Rebels attacked the port.", "attack", "happened"),
    ("They managed to capture the airport.", "seize", "happened"),
    ("The army condemned the attack on the port.", "attack", "happened"),
    ("He was killed, apparently by rebels.", "kill", "happened"),
    ("It should be noted that rebels attacked the port.", "attack", "happened"),
    ("The blast left no casualties but it destroyed the mill.", "attack", "happened"),
    ("The attack left no casualties.", "attack", "happened"),
    # told, agreed, decided: what is told in the past is no plan
    ("Rebels attacked the port at dusk, General Ivan Roth told reporters.", "attack", "happened"),
    ("The rebel told me that the group had released the mayor.", "release", "happened"),
    # denied
    ("Rebels did not attack the port.", "attack", "negated"),
    ("No one was killed in Tarsk.", "kill", "negated"),
    ("The general denied that soldiers attacked the port.", "attack", "negated"),
    ("No attack was carried out.", "attack", "negated"),
    ("The rebels carried out no attack.", "attack", "negated"),
    ("No ransom was paid and no shot was fired.", "pay", "negated"),
    ("Police failed to arrest the smuggler.", "arrest", "negated"),
    ("The army has yet to capture the airport.", "seize", "negated"),
    ("Police prevented an attack on the port.", "attack", "negated"),
    ("He left the town without killing the guard.", "kill", "negated"),
    ("Olga Marin no longer backs the mayor of Orsk.", "support", "negated"),
    # ahead
    ("Rebels will attack the port.", "attack", "planned"),
    ("Rebels plan to attack the port.", "attack", "planned"),
    ("The two presidents are going to meet in Orsk.", "meet", "planned"),
    ("The rebels threatened to kill the hostages.", "kill", "planned"),
    ("A planned attack on the port was reported.", "attack", "planned"),
    ("The men bought rifles to kill the judge.", "kill", "planned"),
    ("The general told the soldiers to attack the port.", "attack", "planned"),
    # supposed
    ("Rebels may attack the port.", "attack", "hypothetical"),
    ("If rebels attack the port, the army will respond.", "attack", "hypothetical"),
    ("It is likely that rebels attacked the port.", "attack", "hypothetical"),
    ("It is likely that this group will play a key role in Tarsk.", "other", "hypothetical"),
    ("The alleged attack on the port was reported.", "attack", "hypothetical"),
    ("Did the rebels attack the port?", "attack", "hypothetical"),
    # two denials
    ("Police did not fail to arrest the smuggler.", "arrest", "happened"),
]


@pytest.mark.parametrize(("text", "type_", "status"), STATUS)
def test_status(language: Language, text: str, type_: str, status: str) -> None:
    assert find(read(language, text), type_).status == Status(status)


def test_a_try_to_kill_is_an_attack_that_happened(language: Language) -> None:
    event = find(read(language, "Gunmen tried to kill the judge in Tarsk."), "attack")
    assert event.status == Status.HAPPENED


def test_a_noun_with_a_day_to_come_is_planned(language: Language) -> None:
    text = "Ministers prepared the summit of 20 July 2031 in Orsk."
    told = read(language, text, published=date(2031, 5, 2))
    assert find(told, "meet").status == Status.PLANNED

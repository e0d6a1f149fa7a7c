"""Namesakes and kin across documents: who bears another first name is somebody else."""

from __future__ import annotations

import random

import pytest

from nlp.entities import resolve_entities
from nlp.names.persons import given_likeness, parse_person
from nlp.records import EntityType
from nlp.rules.word_lists import lexicons
from tests.nlp.entities.make import chain

ONE = [
    ("Abd el Salam Rashwan", "Abdelsalam Rashwan"),
    ("Abd al-Aziz Tamrin", "Abdul Aziz Tamrin"),
    ("Abdel Hakim Gorsi", "Abdelhakim Gorsi"),
    ("Nur al-Din Feraz", "Nureddin Feraz"),
    ("Dalilasamra", "Dalila Samra"),
    ("Khaled Mushrifi", "Khalid Moshrifi"),
    ("Oleksiy Borenko", "Alexei Borenko"),
    ('Tarin "The Wolf" Obrak', "Tarin Obrak"),
    ("Dolores de la Vara y Pons", "Dolores de la Vara y Pons"),
]
APART = [
    ("Armando Vilar", "Armanda Vilar"),
    ("Viktor Sorin", "Viktoria Sorin"),
    ("Ivan Ralev", "Ivana Raleva"),
    ("Owen Tarrant", "Owen Tarrant Jr."),
    ("Owen Tarrant Sr.", "Owen Tarrant Jr."),
    ("Owen Tarrant II", "Owen Tarrant III"),
    ("Karin Hoss", "Karen Hoss"),
    ("Marian Delk", "Marina Delk"),
    ("Erik Johansen", "Erik Johanson"),
    ("Robert Calder", "Bob Calder"),
    ("John Marek", "Ivan Marek"),
    ("Hassan Dabo", "Hussein Dabo"),
    ("Abdul Karim Ndaye", "Abdul Rahim Ndaye"),
]


@pytest.mark.parametrize(("one", "two"), ONE)
def test_spellings_of_one_name_are_one_person(one: str, two: str) -> None:
    assert len(resolve_entities([chain("1", one), chain("2", two)])) == 1


@pytest.mark.parametrize(("one", "two"), APART)
def test_another_name_is_another_person(one: str, two: str) -> None:
    assert len(resolve_entities([chain("1", one), chain("2", two)])) == 2


@pytest.mark.parametrize(("company", "entities"), [((), 2), (("OR:harbour trust", "PE:ana fell"), 1)])
def test_careless_vowels_take_company(company: tuple[str, ...], entities: int) -> None:
    pair = [chain(str(at), name, context=company) for at, name in enumerate(("Marko Tolic", "Marko Tulic"))]
    assert len(resolve_entities(pair)) == entities


@pytest.mark.parametrize("seed", range(3))
def test_shared_surnames_join_nobody(seed: int) -> None:
    """A thousand full names, a few dozen surnames, no circumstances: only spellings of one name may meet."""
    rng = random.Random(seed)
    given = sorted(lexicons().given_names)
    surnames = ["Okoye", "Harlan", "Mansour", "Perez", "Winter", "Lind", "Ivanov", "Nasser", "Holt", "Garran"]
    names = sorted({f"{rng.choice(given).title()} {rng.choice(surnames)}" for _ in range(1000)})
    chains = [chain(str(at), name, context=(f"OR:firm {at}",)) for at, name in enumerate(names)]
    wrong = [
        entity.aliases
        for entity in resolve_entities(chains)
        if entity.type is EntityType.PERSON
        if any(
            given_likeness(parse_person(entity.name).given, parse_person(other).given) < 0.9
            for other in entity.aliases
        )
    ]
    assert wrong == []

"""Names folded, reduced to skeletons, taken apart and compared."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.names.folding import fold, skeleton
from nlp.names.name_keys import acronyms, body_key, place_key
from nlp.names.persons import given_likeness, parse_person, same_person, surname_likeness

SPELLINGS = [
    "kovalev kovalov kovalyov kovaliov",
    "zelensky zelenskyy zelenskiy zelenskyi",
    "shevchenko schewtschenko",
    "timoshenko tymoshenko",
    "prigozhin prigojin",
    "yanukovych yanukovich",
    "qaddafi kadhafi",
    "sirskyi syrskyi syrsky",
]


@pytest.mark.parametrize("words", SPELLINGS)
def test_spellings_share_a_skeleton(words: str) -> None:
    assert len({skeleton(word) for word in words.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("kovalev", "kovalenko"), ("hassan", "hussein"), ("petrov", "petrova")]
)
def test_other_names_do_not(one: str, other: str) -> None:
    assert skeleton(one) != skeleton(other)


PARTS = [
    ("Olena Tkach", ("olena",), "tkach"),
    ("Tkach, Olena", ("olena",), "tkach"),
    ("TKACH Olena", ("olena",), "tkach"),
    ("Ursula von der Alm", ("ursula",), "alm"),
    ("John Harlow Jr.", ("john",), "harlow"),
    ("Tkach", (), "tkach"),
    ("", (), ""),
    ("Олена Ткач", ("olena",), "tkach"),
]


@pytest.mark.parametrize(("name", "first", "last"), PARTS)
def test_parts_of_names(name: str, first: tuple[str, ...], last: str) -> None:
    assert parse_person(name) == (first, last)


PEOPLE = [
    ("Oleksiy Kovalev", "Oleksii Kovalov", True),
    ("Vladimir Harin", "Volodymyr Harin", True),
    ("Bob Harlow", "Robert Harlow", True),
    ("O. Kovalev", "Oleksiy Kovalev", True),
    ("John F. Harlow", "John Harlow", True),
    ("John F. Harlow", "John P. Harlow", False),
    ("Oleksiy Kovalev", "Olena Kovaleva", False),
    ("Pavlo Koval", "Petro Koval", False),
]


@pytest.mark.parametrize(("one", "other", "same"), PEOPLE)
def test_people(one: str, other: str, same: bool) -> None:
    assert same_person(parse_person(one), parse_person(other)) is same


BODIES = [
    ("Ministry of Defense of Ukraine", "Ukrainian Ministry of Defence"),
    ("Ukraine's Defense Ministry", "Ukrainian Ministry of Defence"),
    ("Harbour Trading Company Ltd.", "Harbour Trading"),
    ("SBU", "Security Service of Ukraine"),
    ("The World Health Organisation", "WHO"),
]


@pytest.mark.parametrize(("one", "other"), BODIES)
def test_bodies_of_one_key(one: str, other: str) -> None:
    assert body_key(one) == body_key(other)


PLACES = [
    ("U.S.", "United States"),
    ("Kiev", "Kyiv"),
    ("Kherson region", "Kherson Oblast"),
    ("Calif.", "California"),
]


@pytest.mark.parametrize(("one", "other"), PLACES)
def test_places_of_one_key(one: str, other: str) -> None:
    assert place_key(one) == place_key(other)


def test_a_city_is_not_its_region() -> None:
    assert place_key("Kherson") != place_key("Kherson region")


def test_acronyms() -> None:
    assert "CHB" in acronyms("Coastal Harbour Bureau")
    assert "MOD" in acronyms("Ministry of Defence")


@settings(deadline=None)
@given(st.text(max_size=400))
def test_folding_folds_once(name: str) -> None:
    assert fold(fold(name)) == fold(name)


@given(st.text(max_size=60), st.text(max_size=60))
def test_likeness_has_no_side(one: str, other: str) -> None:
    left, right = parse_person(one), parse_person(other)
    assert same_person(left, right) is same_person(right, left)
    assert surname_likeness(left.surname, right.surname) == surname_likeness(right.surname, left.surname)
    assert given_likeness(left.given, right.given) == given_likeness(right.given, left.given)

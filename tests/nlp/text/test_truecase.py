"""Giving capitals their case back."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from nlp.records import Document
from nlp.text.prepare import prepare_text
from nlp.text.truecase import is_all_capitals, restore_case
from tests.nlp.extract.reports import find, read, roles

CASES = [
    ("THE REBELS ATTACKED A FARM.", "The rebels attacked a farm."),
    ("GUNMEN KILLED A JUDGE IN SAN SALVADOR ON MONDAY.", "Gunmen killed a judge in San Salvador on Monday."),
    ("A BOMB EXPLODED ON 3 MAY. IT MAY RAIN.", "A bomb exploded on 3 May. It may rain."),
    ("THE COLOMBIAN ARMY FOUND TWO AK-47 RIFLES.", "The Colombian Army found two AK-47 rifles."),
    ("TROOPS OF THE U.S. WITHDREW FROM PERU.", "Troops of the U.S. withdrew from Peru."),
    ("GENERAL RAFAEL BUSTOS RESIGNED.", "General Rafael Bustos resigned."),
    ("THE MINISTRY OF DEFENSE DENIED IT.", "The Ministry of Defense denied it."),
    ("GUNMEN KILLED A JUDGE IN MEDELLIN AND BOGOTA.", "Gunmen killed a judge in Medellin and Bogota."),
    ("ANA PONCE SPOKE. LATER PONCE LEFT.", "Ana Ponce spoke. Later Ponce left."),
    (
        "THE LARGEST ANTISUBVERSIVE CAMPAIGN FAILED AMID RAIN.",
        "The largest antisubversive campaign failed amid rain.",
    ),
    ("HE SPOKE OF PEACE. [MONTANO] THE NFF'S MEN LEFT.", "He spoke of peace. [Montano] the NFF's men left."),
    (
        "THE NORTHERN FARMERS FRONT [NFF] MET. THE NFF AND THE FARMERS SPOKE.",
        "The Northern Farmers Front [NFF] met. The NFF and the farmers spoke.",
    ),
]


@pytest.mark.parametrize(("capitals", "mixed"), CASES)
def test_case_is_restored(capitals: str, mixed: str) -> None:
    assert restore_case(capitals) == mixed


@given(text=st.text(max_size=200))
@settings(deadline=None)  # the first call reads the lexicons
def test_length_and_letters_stay(text: str) -> None:
    restored = restore_case(text)
    assert len(restored) == len(text)
    assert restored.casefold() == text.casefold()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("REBELS ATTACKED A FARM NEAR THE BORDER ON MONDAY NIGHT, OFFICIALS SAID.", True),
        ("Rebels attacked a farm near the border on Monday night, officials said.", False),
        ("NATO", False),
        ("", False),
    ],
)
def test_only_texts_in_capitals_are_touched(text: str, expected: bool) -> None:
    assert is_all_capitals(text) is expected


def test_a_cable_is_read_and_quoted_as_it_stands(language: Language) -> None:
    text = (
        "BOGOTA, 9 JAN 90 -- GUNMEN ATTACKED A POLICE STATION IN MEDELLIN ON 5 JANUARY, KILLING TWO GUARDS."
    )
    event = find(read(language, text), "kill")
    assert event.trigger.text == "KILLING"
    assert roles(event)["patient"] == {"TWO GUARDS"}


def test_line_ends_stay() -> None:
    text = "THE REBELS ATTACKED A FARM.\n\nTHE ARMY ARRESTED THREE MEN IN THE VILLAGE."
    prepared = prepare_text(Document(id="x", path="x", title="", text=text))
    assert prepared == "The rebels attacked a farm.\n\nThe army arrested three men in the village."


@pytest.mark.parametrize(
    "sentence",
    [
        "The court jailed Mirel Dovan for ten years.",
        "Colonel Ruta Vesk met envoys in Oslo.",
    ],
)
def test_one_sentence_in_capitals(sentence: str) -> None:
    assert is_all_capitals(sentence.upper())
    assert restore_case(sentence.upper()) == sentence

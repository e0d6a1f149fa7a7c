"""The right type by what stands beside a word, and what is no happening: sentence -> trigger, type."""

from __future__ import annotations

import pytest
from spacy.language import Language

from tests.nlp.extract.reports import find, read, roles

TYPES = [
    # to strike: by arms, by workers, by accident
    ("Militants struck at a barracks in Orsk.", "struck", "attack"),
    ("Navy jets carried out strikes near Orsk.", "strikes", "attack"),
    ("The drone strike on the depot killed two guards.", "strike", "attack"),
    ("Bus drivers went on strike in Marbury.", "went", "protest"),
    ("A rail strike halted trains in Marbury.", "strike", "protest"),
    ("The glider struck a hillside near Orsk.", "struck", "disaster"),
    ("The tanker struck a sandbank in the Norvik Sea.", "struck", "disaster"),
    ("Two strikes hit the harbour of Orsk overnight.", "hit", "attack"),
    ("A crane fell on a bus in Orsk.", "fell", "disaster"),
    ("Shells fell on a market in Orsk.", "fell", "attack"),
    # to walk out, to down tools
    ("Doctors walked out in Marbury on Monday.", "walked", "protest"),
    ("The Norvik delegation walked out of the talks.", "walked", "reject"),
    # destroyed by whom or what
    ("The mill was destroyed by fire on Friday.", "destroyed", "disaster"),
    ("The mill was destroyed by rockets on Friday.", "destroyed", "attack"),
    # vehicles as weapons, and not
    ("A militant rammed a van into the gate of the barracks.", "rammed", "attack"),
    ("A man crashed a lorry into a crowd in Orsk.", "crashed", "attack"),
    ("The pilot crashed the plane near Orsk.", "crashed", "disaster"),
    ("The wave overturned two boats off Orsk.", "overturned", "disaster"),
    ("The court overturned the ruling on Monday.", "overturned", "rule"),
    # raids
    ("Tax investigators raided the bank in Marbury.", "raided", "investigate"),
    ("Rebels raided the village at dawn.", "raided", "attack"),
    # computers
    ("Hackers stole the records of Norvik Bank.", "stole", "cyber"),
    ("A ransomware attack crippled the hospital in Orsk.", "attack", "cyber"),
    # the daily words of the front
    ("Norvik troops advanced north of Orsk on Sunday.", "advanced", "advance"),
    ("Norvik troops repelled two assaults near Orsk.", "repelled", "defend"),
    ("Air defences shot down nine drones over Marbury.", "shot down", "defend"),
    ("Rebels shot down a helicopter over Marbury.", "shot down", "attack"),
    ("Norvik troops were forced out of Orsk on Sunday.", "forced", "retreat"),
    ("Norvik troops continued offensive operations near Orsk.", "operations", "attack"),
    ("Norvik troops regained Orsk on Sunday.", "regained", "seize"),
    ("Hundreds of farmers were forced out of the valley of Orsk.", "forced", "coerce"),
    ("The truce of Orsk entered into force on Friday.", "entered", "agree"),
]
NO_EVENTS = [
    ("A cease-fire has come into force in Orsk.", "fire"),
    ("The Norvik party lacks a programme.", "lacks"),
    ("The bill of Norvik MPs is gathering pace.", "gathering"),
    ("Olga Marin remains the head of the bank.", "remains"),
    ("Olga Marin loves Marbury.", "loves"),
]


@pytest.mark.parametrize(("text", "trigger", "type_"), TYPES)
def test_type(language: Language, text: str, trigger: str, type_: str) -> None:
    told = [(e.trigger.text, e.type) for e in read(language, text).events]
    assert any(word.startswith(trigger) and kind == type_ for word, kind in told), told


@pytest.mark.parametrize(("text", "trigger"), NO_EVENTS)
def test_no_happening_is_no_event(language: Language, text: str, trigger: str) -> None:
    assert trigger not in {e.trigger.text for e in read(language, text).events}


def test_one_sense_a_document(language: Language) -> None:
    text = "A rail strike began in Marbury on Monday. The strike ended on Friday."
    assert {e.type for e in read(language, text).events if e.trigger.text == "strike"} == {"protest"}


def test_bodies_returned_are_no_killing_by_whoever_returns_them(language: Language) -> None:
    told = read(language, "The navy returned the bodies of 90 killed sailors.")
    assert roles(find(told, "kill")) == {"patient": {"90 killed sailors"}}

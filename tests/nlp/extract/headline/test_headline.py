"""What an event is in one line: text, type -> headline."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from nlp.extract.headline.inflection import load_inflection
from tests.nlp.extract.reports import find, read

HEADLINES = [
    # who, verb, whom, where; the day stands beside it
    (
        "Gunmen killed a customs officer near Orsk on Monday.",
        "kill",
        "Gunmen killed a customs officer near Orsk",
    ),
    ("On Monday, two nurses were wounded in Orsk.", "injure", "Two nurses were wounded in Orsk"),
    ("Two nurses killed in blast near Orsk", "kill", "Two nurses were killed in blast near Orsk"),
    # the name, not the pronoun or the office
    ("Olga Marin left Orsk. She was arrested in Hamburg.", "arrest", "Olga Marin was arrested in Hamburg"),
    ("The mayor of Orsk, Olga Marin, resigned on Friday.", "resign", "Olga Marin resigned"),
    # nobody to name: what it did to whom
    ("They shot a guard in Orsk.", "attack", "A guard was shot in Orsk"),
    # participles, relative clauses, what one plans
    ("Soldiers stormed the house, killing nine rebels.", "kill", "Soldiers killed nine rebels"),
    ("A teacher killed by soldiers was buried.", "kill", "A teacher was killed by soldiers"),
    ("The pact that Olga Marin plans to sign is ready.", "agree", "Olga Marin plans to sign the pact"),
    # as firmly as it is told
    ("Rebels did not attack the port.", "attack", "Rebels did not attack the port"),
    ("It is likely that rebels attacked the port.", "attack", "Rebels may have attacked the port"),
    ("Olga Marin was acquitted of killing a guard.", "kill", "Olga Marin was acquitted of killing a guard"),
    ("A jury cleared Olga Marin of killing a guard.", "kill", "Olga Marin was cleared of killing a guard"),
    ("The army accused the rebels of shelling Orsk.", "attack", "The rebels were accused of shelling Orsk"),
    ("The claim that Olga Marin bribed a judge was dropped.", "pay", "Rejected: Olga Marin bribed a judge"),
    ("The suit alleges that Olga Marin stole plans.", "rob", "The suit: Olga Marin stole plans"),
    # statements by their content
    (
        "The Dawn Front said it did not bomb the bridge.",
        "statement",
        "The Dawn Front: it did not bomb the bridge",
    ),
    (
        "The Dawn Front denied that it had bombed the bridge.",
        "deny",
        "The Dawn Front: it did not bomb the bridge",
    ),
    (
        '"Soldiers burned two houses," Olga Marin told reporters.',
        "statement",
        "Olga Marin: soldiers burned two houses",
    ),
    (
        "Olga Marin said a guard said rebels had bombed the bridge.",
        "statement",
        "A guard: rebels bombed the bridge",
    ),
    ("The general said.", "statement", "Statement by the general"),
    # a contrast is kept, or left out with what it turns
    ("Rebels attacked the port but not the airport.", "attack", "Rebels attacked the port"),
    (
        "The paper said the strike should be avoided, but not by offering money.",
        "statement",
        "The paper: the strike should be avoided",
    ),
    # nouns
    ("The minister spoke of payments to farmers in Orsk.", "pay", "Payments to farmers in Orsk"),
    ("The murder of a judge by two brothers shocked Orsk.", "kill", "Murder of a judge by two brothers"),
    ("A drone attack on the depot killed a guard.", "attack", "Drone attack on the depot"),
    ("Fighting broke out south of Orsk.", "clash", "Fighting broke out south of Orsk"),
]
FORMS = {
    "ram": "rammed", "visit": "visited", "kidnap": "kidnapped", "carry": "carried", "destroy": "destroyed",
    "shoot": "shot", "acquit": "acquitted", "free": "freed", "occur": "occurred", "fix": "fixed",
}  # fmt: skip


@pytest.mark.parametrize(("text", "type_", "headline"), HEADLINES, ids=[row[2][:40] for row in HEADLINES])
def test_headline(language: Language, text: str, type_: str, headline: str) -> None:
    assert find(read(language, text), type_).headline == headline


def test_each_town_has_its_own_line(language: Language) -> None:
    told = read(language, "Rebels attacked near Orsk, Tarsk and Hamburg on Monday.")
    assert [e.headline for e in told.events] == [
        f"Rebels attacked near {t}" for t in ("Orsk", "Tarsk", "Hamburg")
    ]


@pytest.mark.parametrize(
    ("text", "telling"), [("Police said the bridge was shut.", True), ("Police shut it.", False)]
)
def test_a_bare_said_is_marked(language: Language, text: str, telling: bool) -> None:
    told = {e.trigger.text: e.telling for e in read(language, text + " Rebels bombed Orsk.").events}
    assert told.pop("bombed") is False
    assert set(told.values()) <= {telling}


@pytest.mark.parametrize(("lemma", "past"), FORMS.items())
def test_the_past_of_a_verb(lemma: str, past: str) -> None:
    assert load_inflection().past(lemma) == past


@given(st.from_regex(r"[a-z]{2,12}", fullmatch=True))
def test_every_word_has_a_past(lemma: str) -> None:
    assert load_inflection().past(lemma)

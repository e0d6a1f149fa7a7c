"""Where it was and whom it struck, in headlines, lists and relative clauses: sentence -> roles, places."""

from __future__ import annotations

import pytest
from spacy.language import Language

from tests.nlp.extract.reports import find, read, roles

ROLES = [
    # an apposition after "the head of X"
    ("The head of Halden, Rasa Mildt, condemned the raid.", "accuse", "agent", {"Rasa Mildt"}),
    # headlines leave the auxiliary out
    ("Two women and a boy shot when a guard opened fire in Orsk", "attack", "patient", {"Two women", "boy"}),
    ("Three nurses killed in blast near Orsk", "kill", "patient", {"Three nurses"}),
    # what is planned in a relative clause
    ("The pact that President Rasa Mildt plans to sign would end the war.", "agree", "agent", {"Rasa Mildt"}),
    ("The bill which Rasa Mildt intends to block would cut taxes.", "reject", "agent", {"Rasa Mildt"}),
    # lists after a colon
    (
        "Gunmen killed three people: a baker, his son and a guard.",
        "kill",
        "patient",
        {"three people", "baker", "his son", "guard"},
    ),
]
PLACES = [
    ("Fighting broke out south of Orsk.", "clash", ["Orsk"]),
    ("Two guards were wounded ten km north of Orsk.", "injure", ["Orsk"]),
    ("Shelling was reported on the outskirts of Orsk.", "attack", ["Orsk"]),
    ("A van was blown up on Linden Avenue in Hamburg.", "bombing", ["Hamburg"]),
    ("Rebels attacked near Orsk, Tarsk and Hamburg on Monday.", "attack", ["Orsk", "Tarsk", "Hamburg"]),
    ("Rebels killed nine people in Orsk and Hamburg.", "kill", ["Orsk"]),  # nine in all, not in each
]


@pytest.mark.parametrize(("text", "type_", "role", "who"), ROLES, ids=[row[0][:40] for row in ROLES])
def test_who(language: Language, text: str, type_: str, role: str, who: set[str]) -> None:
    assert roles(find(read(language, text), type_))[role] == who


@pytest.mark.parametrize(("text", "type_", "where"), PLACES, ids=[row[0][:40] for row in PLACES])
def test_where(language: Language, text: str, type_: str, where: list[str]) -> None:
    told = [e for e in read(language, text).events if e.type == type_]
    assert [e.place.text if e.place else None for e in told] == where
    assert len({e.id for e in told}) == len(where)


def test_a_street_is_no_victim(language: Language) -> None:
    told = read(language, "A van was blown up on Linden Avenue in Hamburg.")
    assert roles(find(told, "bombing")) == {"patient": {"van"}}

"""What a sentence takes for granted, passives cut short, and words of a date: sentence -> status, roles."""

from __future__ import annotations

import pytest
from spacy.language import Language

from nlp.records import Status
from tests.nlp.extract.reports import find, read, roles

STATUSES = [
    # who did it is unknown, that it was done is not
    ('"I do not know who paid the guards," the mayor said.', "pay", Status.HAPPENED),
    ("It is unclear who fired the rocket at Orsk.", "attack", Status.HAPPENED),
    ("Nobody knows why the minister resigned.", "resign", Status.HAPPENED),
    # whether it was done is unknown
    ("It is unclear whether rebels attacked Orsk.", "attack", Status.HYPOTHETICAL),
    # none of them did
    ("Not one soldier attacked the village, the general said.", "attack", Status.NEGATED),
    ("Not a single shell hit the harbour of Orsk.", "attack", Status.NEGATED),
]
ROLES = [
    # a passive cut short, and the active beside it
    ("Harbour master freed after ten days", "release", {"patient": {"Harbour master"}}),
    ("Police released the harbour master.", "release", {"agent": {"Police"}, "patient": {"harbour master"}}),
    # what blows up is no doer, who blows it up is one
    ("The pump house blew up at dawn.", "bombing", {"patient": {"pump house"}}),
    ("Rebels blew up a bridge.", "bombing", {"agent": {"Rebels"}, "patient": {"bridge"}}),
    # the time that ends a phrase is no part of it
    (
        "A group calling itself the Sons of the Weir on Thursday claimed the attack.",
        "statement",
        {"agent": {"group calling itself the Sons of the Weir"}},
    ),
]


@pytest.mark.parametrize(("sentence", "kind", "status"), STATUSES)
def test_status(language: Language, sentence: str, kind: str, status: Status) -> None:
    assert find(read(language, sentence), kind).status is status


@pytest.mark.parametrize(("sentence", "kind", "wanted"), ROLES)
def test_roles(language: Language, sentence: str, kind: str, wanted: dict[str, set[str]]) -> None:
    found = roles(find(read(language, sentence), kind))
    assert {role: found[role] for role in wanted} == wanted
    assert set(found) - {"topic"} == set(wanted)


def test_a_month_is_no_march(language: Language) -> None:
    types = {event.type for event in read(language, "In late March the army shelled Orsk.").events}
    assert types == {"attack"}

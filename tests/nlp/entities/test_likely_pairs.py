"""Pairs that are probably one: what is put to the analyst, and what is not."""

from __future__ import annotations

import random

import pytest

from nlp.entities.likely_pairs import Named, find_likely_pairs
from nlp.records import EntityType

T = EntityType


def thing(name: str, type: EntityType = T.PERSON, **more: object) -> Named:
    return Named(id=name, type=type, names=(name,), **more)  # type: ignore[arg-type]


LIKELY = [
    (thing("Robert Calder"), thing("Bob Calder")),
    (thing("Owen Tarrant"), thing("Owen Tarrant Jr.")),
    (thing("Erik Johansen"), thing("Erik Johanson")),
    (thing("Ada Bell"), thing("Ada Bell Checks")),
    (thing("Gulf of Orren", T.PLACE), thing("Gulf of Arren", T.PLACE)),
    (thing("Ocean Petrel", T.VEHICLE), thing("MT Ocean Petrel", T.VEHICLE)),
    (thing("Harbour Trust", T.ORG), thing("Harbor Trust", T.ORG)),
    (thing("Northern Union Bank", T.ORG), thing("NUB", T.ORG)),
    (thing("Vasterholm", T.ORG), thing("Vasterholm", T.PLACE)),
]
NOT = [
    (thing("Viktor Ames"), thing("Ivana Ames")),
    (thing("Ivan Ralev"), thing("Ivan Raleva")),
    (thing("12th Brigade", T.ORG), thing("14th Brigade", T.ORG)),
    (thing("Delta Bank", T.ORG), thing("Omega Bank", T.ORG)),
    (thing("Ada Bell"), thing("Corvin Dray")),
]


@pytest.mark.parametrize(("one", "two"), LIKELY, ids=lambda t: t.id)
def test_likely(one: Named, two: Named) -> None:
    two = Named(id="other", type=two.type, names=two.names)
    (pair,) = find_likely_pairs([one, two], 10)
    assert {pair.left, pair.right} == {one.id, "other"}
    assert pair.reasons


@pytest.mark.parametrize(("one", "two"), NOT, ids=lambda t: t.id)
def test_not_likely(one: Named, two: Named) -> None:
    assert find_likely_pairs([one, two], 10) == []


def test_company_comes_first_and_decisions_close_a_pair() -> None:
    plain = [thing("Robert Calder"), thing("Bob Calder")]
    met = [thing(n, company=frozenset({"x", "y", "z"})) for n in ("Thomas Vane", "Tom Vane")]
    pairs = find_likely_pairs([*plain, *met], 10)
    assert [{p.left, p.right} for p in pairs] == [
        {"Thomas Vane", "Tom Vane"},
        {"Robert Calder", "Bob Calder"},
    ]
    ruled = [thing(n, decided=frozenset({"d"})) for n in ("Robert Calder", "Bob Calder")]
    assert find_likely_pairs(ruled, 10) == []


def test_order_does_not_matter() -> None:
    things = list({t.id: t for pair in LIKELY[:8] for t in pair}.values())
    expected = find_likely_pairs(things, 50)
    for seed in range(5):
        shuffled = things[:]
        random.Random(seed).shuffle(shuffled)
        assert find_likely_pairs(shuffled, 50) == expected

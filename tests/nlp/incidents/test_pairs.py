"""Pairs of events and whether they are one happening, by the evidence that decides it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nlp.incidents import EventFacts, link_incidents, resolve_incidents
from nlp.incidents.resolution.resolve import compare
from nlp.records import Granularity, Status
from tests.nlp.incidents.made import day, fact, said, span, who

VICTIM = who("patient", "Tomas Leroy", "leroy")
OTHER = who("patient", "Ines Marden", "marden")
NORVIK = frozenset({"Norvik"})
UNION = who("agent", "the Dockers' Union", "union")
FAR = frozenset({"opera", "tenor", "premiere", "stage", "chorus", "ticket"})

SAME = {
    "one day, one place, another word": (
        fact("a", "bombing", "explosion", day("2021-05-04"), place="Marbury"),
        fact("b", "bombing", "blast", day("2021-05-04"), place="Marbury"),
    ),
    "an attack told as a bombing": (
        fact("a", "attack", "attack", day("2021-05-04"), VICTIM, place="Marbury"),
        fact("b", "bombing", "bombing", day("2021-05-04"), VICTIM, place="Marbury"),
    ),
    "a year unknown, the month and day agree": (
        fact("a", "kidnap", "kidnapped", day("2021-05-04"), VICTIM),
        fact("b", "kidnap", "abducted", day("--05-04"), VICTIM),
    ),
    "a day within a week": (
        fact("a", "kidnap", "kidnapped", day("2021-05-04"), VICTIM),
        fact("b", "kidnap", "kidnapping", span("2021-05-03", "2021-05-09"), VICTIM),
    ),
    "undated, the same victim, reported together": (
        fact("a", "kidnap", "kidnapped", None, VICTIM, published="2021-05-05"),
        fact("b", "kidnap", "kidnapped", None, VICTIM, published="2021-05-06"),
    ),
    "accounts a day apart, the same victim": (
        fact("a", "kidnap", "kidnapped", day("2021-05-04"), VICTIM, place="Marbury"),
        fact("b", "kidnap", "abducted", day("2021-05-05"), VICTIM, place="Marbury"),
    ),
    "a town and its country": (
        fact("a", "arrest", "arrested", day("2021-05-04"), VICTIM, place="Marbury", within=NORVIK),
        fact("b", "arrest", "detained", day("2021-05-04"), VICTIM, place="Norvik"),
    ),
    "contested perpetrators": (
        fact("a", "bombing", "bombing", day("2021-05-04"), who("agent", "rebels", "rebels"), place="Marbury"),
        fact("b", "bombing", "bombing", day("2021-05-04"), who("agent", "the army", "army"), place="Marbury"),
    ),
    "told and denied": (
        fact("a", "attack", "attacked", day("2021-05-04"), UNION, place="Marbury"),
        fact(
            "b", "attack", "attacked", day("2021-05-04"), UNION,
            place="Marbury", status=Status.NEGATED, source=said("the union"),
        ),
    ),
    "taken up again in one document": (
        fact("a", "bombing", "exploded", day("2021-05-04"), document="d", sentence="A bomb exploded."),
        fact("b", "attack", "attack", document="d", sentence="None claimed it.", start=90, refers_to=("a",)),
    ),
}  # fmt: skip

SAME |= {
    "alleged and told": (
        fact("a", "attack", "shot", day("2021-05-04"), VICTIM, status=Status.HYPOTHETICAL),
        fact("b", "attack", "shooting", day("2021-05-04"), VICTIM),
    ),
    "a noun that names the plan": (
        fact("a", "meet", "meet", day("2021-05-04"), UNION, place="Marbury", status=Status.PLANNED),
        replace(fact("b", "meet", "talks", None, UNION, place="Marbury"), noun=True),
    ),
    "another figure from another source": (
        fact(
            "a", "kill", "killed", day("2021-05-04"), who("patient", "two shepherds", None, 2, "killed"),
            document="d", sentence="Shells killed two shepherds.",
        ),
        fact(
            "b", "die", "died", None, who("patient", "four civilians", None, 4, "killed"),
            document="d", sentence="Four civilians died, they said.", start=60, source=said("the union"),
        ),
    ),
}  # fmt: skip

DIFFERENT = {
    "one who met two others": (
        fact(
            "a",
            "meet",
            "met",
            day("2021-03-16"),
            who("agent", "Ivo Tamm", "p1"),
            who("patient", "Ada Roon", "p2"),
        ),
        fact(
            "b",
            "meet",
            "met",
            day("2021-03-16"),
            who("agent", "Ivo Tamm", "p1"),
            who("patient", "Otto Brandt", "p4"),
        ),
    ),
    "arrests of two of one surname": (
        fact(
            "a",
            "arrest",
            "arrested",
            day("2021-03-16"),
            who("patient", "Ivo Tamm", "p1"),
            place="Arlen",
            sentence="Police arrested Ivo Tamm in Arlen on Tuesday.",
        ),
        fact(
            "b",
            "arrest",
            "arrested",
            day("2021-03-16"),
            who("patient", "Marek Tamm", "p2"),
            place="Arlen",
            sentence="Police arrested Marek Tamm in Arlen on Tuesday.",
        ),
    ),
    "meetings of other people": (
        fact(
            "a",
            "meet",
            "met",
            day("2021-03-16"),
            who("agent", "Ivo Tamm", "p1"),
            who("patient", "Ada Roon", "p2"),
            place="Arlen",
        ),
        fact(
            "b",
            "meet",
            "met",
            day("2021-03-16"),
            who("agent", "Lev Roon", "p3"),
            who("patient", "Otto Brandt", "p4"),
            place="Arlen",
        ),
    ),
    "payments by others to others": (
        fact(
            "a",
            "pay",
            "paid",
            None,
            who("agent", "Orla Mint", "p1"),
            who("patient", "$3 million", amount=3e6, unit="$"),
        ),
        fact(
            "b",
            "pay",
            "paid",
            None,
            who("agent", "Dan Vosk", "p2"),
            who("patient", "$3 million", amount=3e6, unit="$"),
        ),
    ),
    "visits by presidents of other countries": (
        fact(
            "a",
            "move",
            "visited",
            day("2021-03-16"),
            who("agent", "Norland's president"),
            who("patient", "Arlen", "l1"),
        ),
        fact(
            "b",
            "move",
            "visited",
            day("2021-03-16"),
            who("agent", "Sorvia's president"),
            who("patient", "Arlen", "l1"),
        ),
    ),
    "two figures of one source": (
        fact(
            "a",
            "kill",
            "killed",
            day("2021-05-04"),
            who("patient", "two shepherds", None, 2, "killed"),
            document="d",
            sentence="Shells killed two shepherds.",
        ),
        fact(
            "b",
            "die",
            "died",
            None,
            who("patient", "four civilians", None, 4, "killed"),
            document="d",
            sentence="Elsewhere four civilians died.",
            start=60,
        ),
    ),
    "people of two peoples": (
        fact("a", "die", "died", None, who("patient", "a French diver"), published="2021-05-05"),
        fact("b", "die", "died", None, who("patient", "a German diver"), published="2021-05-05"),
    ),
    "a word that says little": (
        fact("a", "other", "took", published="2021-05-05"),
        fact("b", "other", "took", published="2021-05-05"),
    ),
    "two attacks in one town in one week": (
        fact("a", "bombing", "bombing", day("2021-05-04"), place="Marbury"),
        fact("b", "bombing", "bombing", day("2021-05-07"), place="Marbury"),
    ),
    "two undated attacks in one town": (
        fact("a", "bombing", "bombing", None, place="Marbury", published="2021-05-04", story=frozenset()),
        fact("b", "bombing", "bombing", None, place="Marbury", published="2021-05-09", story=frozenset()),
    ),
    "one day, two towns far apart": (
        fact("a", "bombing", "bombing", day("2021-05-04"), place="Marbury", at=(50.0, 20.0)),
        fact("b", "bombing", "bombing", day("2021-05-04"), place="Tarsk", at=(52.5, 25.0)),
    ),
    "one day, one town, two victims": (
        fact("a", "kidnap", "kidnapped", day("2021-05-04"), VICTIM, place="Marbury"),
        fact("b", "kidnap", "kidnapped", day("2021-05-04"), OTHER, place="Marbury"),
    ),
    "the same thing a year later": (
        fact("a", "protest", "strike", day("2021-05-04"), UNION, place="Marbury"),
        fact("b", "protest", "strike", day("2022-05-04"), UNION, place="Marbury"),
    ),
    "a killing within an attack": (
        fact("a", "attack", "attacked", day("2021-05-04"), place="Marbury"),
        fact("b", "kill", "killed", day("2021-05-04"), VICTIM, place="Marbury"),
    ),
    "a plan and what came of it": (
        fact("a", "meet", "meet", day("2021-05-04"), UNION, place="Marbury", status=Status.PLANNED),
        fact("b", "meet", "met", day("2021-05-04"), UNION, place="Marbury"),
    ),
    "an event and its announcement": (
        fact("a", "arrest", "arrested", day("2021-05-04"), VICTIM, place="Marbury"),
        fact("b", "statement", "announced", day("2021-05-04"), VICTIM, place="Marbury"),
    ),
    "one word in two stories": (
        fact("a", "other", "opened", published="2021-05-04"),
        fact("b", "other", "opened", published="2021-05-04", story=FAR),
    ),
    "two arrests of one sentence": (
        fact(
            "a",
            "arrest",
            "arrested",
            None,
            VICTIM,
            document="d",
            sentence="One arrested, one seized.",
            start=4,
        ),
        fact(
            "b", "arrest", "seized", None, OTHER, document="d", sentence="One arrested, one seized.", start=18
        ),
    ),
    "a month does not make two raids one": (
        fact("a", "attack", "raid", span("2021-05-01", "2021-05-31", Granularity.MONTH), story=frozenset()),
        fact("b", "attack", "raid", day("2021-05-20"), story=frozenset()),
    ),
}

AFTER = "The army bombed it after the ambush."
LINKED = {
    "a plan and what came of it": ("announces", DIFFERENT["a plan and what came of it"]),
    "a killing within an attack": (
        "part of",
        tuple(
            replace(each, document_id="d", sentence="Two died in the attack.", start=9 * at)
            for at, each in enumerate(DIFFERENT["a killing within an attack"])
        ),
    ),
    "what came after": (
        "cause",
        (
            fact("a", "bombing", "bombed", document="d", sentence=AFTER, start=9),
            fact("b", "attack", "ambush", document="d", sentence=AFTER, start=29),
        ),
    ),
}  # fmt: skip

WHY = {
    "a day within a week": "overlapping dates",
    "a town and its country": "one place within the other",
    "alleged and told": "supposed against told",
    "a noun that names the plan": "planned and named",
    "another figure from another source": "another figure",
    "told and denied": "denies what is told",
    "taken up again in one document": "taken up",
    "people of two peoples": "patients of other peoples",
    "a word that says little": "light word",
    "two attacks in one town in one week": "days apart",
    "one day, two towns far apart": "far places",
    "one day, one town, two victims": "different patients",
    "the same thing a year later": "different dates",
    "a plan and what came of it": "planned against happened",
    "one word in two stories": "other story",
    "two arrests of one sentence": "one sentence",
}


@pytest.mark.parametrize("pair", SAME.values(), ids=SAME)
def test_same(pair: tuple[EventFacts, EventFacts]) -> None:
    assert len(resolve_incidents(pair)) == 1


@pytest.mark.parametrize("pair", DIFFERENT.values(), ids=DIFFERENT)
def test_different(pair: tuple[EventFacts, EventFacts]) -> None:
    assert len(resolve_incidents(pair)) == 2


@pytest.mark.parametrize(("kind", "pair"), LINKED.values(), ids=LINKED)
def test_linked(kind: str, pair: tuple[EventFacts, EventFacts]) -> None:
    incidents = resolve_incidents(pair)
    links = link_incidents(incidents, {each.id: each for each in pair})
    assert len(incidents) == 2
    assert [link.kind for link in links] == [kind]


BECAUSE = {
    "The mayor resigned after the blast.": ["after"],
    "The mayor resigned two weeks after the blast.": [],
    "A gale broke the mast, causing the wreck, and sank it.": ["causing"],
    "He was acquitted of causing the blast.": [],
    "The union protested in response to the arrests.": ["in response to"],
}


@pytest.mark.parametrize(("sentence", "cues"), BECAUSE.items())
def test_causes(sentence: str, cues: list[str]) -> None:
    words = [w for w in sentence.strip(".").replace(",", "").split() if w in _TRIGGERS]
    pair = [
        fact(word, "other", word, document="d", sentence=sentence, start=sentence.find(word), at_word=word)
        for word in words
    ]
    links = link_incidents(resolve_incidents(pair), {each.id: each for each in pair})
    assert [link.detail for link in links if link.kind == "cause"] == cues


_TRIGGERS = {"resigned", "blast", "broke", "wreck", "acquitted", "protested", "arrests"}


@pytest.mark.parametrize(("name", "reason"), WHY.items(), ids=WHY)
def test_why(name: str, reason: str) -> None:
    left, right = (SAME | DIFFERENT)[name]
    assert reason in {feature.name for feature in compare(left, right).features}


def test_reasons_are_kept() -> None:
    (incident,) = resolve_incidents(SAME["one day, one place, another word"])
    (join,) = incident.joins
    assert {f.name for f in join.features} >= {"same day", "same place"}
    assert join.score == pytest.approx(sum(f.weight for f in join.features))

"""Accounts of one incident side by side, what they differ on, and how far they stand on their own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nlp.incidents import (
    EventFacts,
    accounts_as_of,
    corroborate,
    find_disagreements,
    link_incidents,
    resolve_accounts,
    resolve_incidents,
    summarize,
    trace_changes,
)
from nlp.records import Attribution, Granularity, Stance, Status
from tests.nlp.incidents.made import day, fact, said, span, who


def killed(text: str, number: float) -> object:
    return who("patient", text, amount=number, unit="killed")


def told(name: str, *facts: EventFacts) -> dict[str, str]:
    """Kind -> grade of the disagreements among the accounts of one incident."""
    agents = {a.text: a.entity_id for f in facts for a in f.actors if a.entity_id}
    return {d.kind: d.grade for d in find_disagreements(resolve_accounts(facts), agents=agents)}


DAY = day("2021-05-04")
TOLLS = {
    "two figures of one day": ((3, "2021-05-05"), (5, "2021-05-05"), "incompatible"),
    "a figure that rises": ((3, "2021-05-05"), (5, "2021-05-06"), "later update"),
    "a figure that falls": ((5, "2021-05-05"), (3, "2021-05-06"), "incompatible"),
}


@pytest.mark.parametrize(("one", "two", "grade"), TOLLS.values(), ids=TOLLS)
def test_toll(one: tuple[float, str], two: tuple[float, str], grade: str) -> None:
    facts = [
        fact(name, "kill", "killed", DAY, killed(f"{number} sailors", number), published=published)
        for name, (number, published) in zip("ab", (one, two), strict=True)
    ]
    assert told("toll", *facts) == {"toll": grade}


def test_at_least_is_no_contradiction() -> None:
    assert told(
        "toll",
        fact("a", "kill", "killed", DAY, killed("at least three sailors", 3), published="2021-05-05"),
        fact("b", "kill", "killed", DAY, killed("five sailors", 5), published="2021-05-05"),
    ) == {"toll": "more precise"}


def test_the_same_toll_is_no_disagreement() -> None:
    assert told("toll", *(fact(n, "kill", "killed", DAY, killed("three sailors", 3)) for n in "ab")) == {}


DATES = {
    "two days": (day("2021-05-04"), day("2021-05-05"), {"date": "incompatible"}),
    "a day and its week": (day("2021-05-04"), span("2021-05-03", "2021-05-09"), {"date": "more precise"}),
    "a day with and without its year": (day("2021-05-04"), day("--05-04"), {"date": "more precise"}),
    "one day": (day("2021-05-04"), day("2021-05-04"), {}),
    "a day and nothing": (day("2021-05-04"), None, {}),
    "across the end of a year": (day("2021-12-31"), day("--01-01"), {"date": "incompatible"}),
    "two vague spans": (
        span("2021-05-01", "2021-05-31", Granularity.MONTH), span("2021-05-03", "2021-05-09"), {},
    ),
}  # fmt: skip


@pytest.mark.parametrize(("one", "two", "expected"), DATES.values(), ids=DATES)
def test_date(one: object, two: object, expected: dict[str, str]) -> None:
    assert told("date", fact("a", "kidnap", "taken", one), fact("b", "kidnap", "taken", two)) == expected


REBELS, ARMY = who("agent", "the Northern Front", "front"), who("agent", "the army", "army")
AGENTS = {
    "two names": (REBELS, ARMY, {"perpetrator": "incompatible"}),
    "a navy and its people": (
        who("agent", "Indian Navy", "navy"),
        who("agent", "Indians", "people"),
        {},
    ),
    "an army and rebels of one country": (
        who("agent", "Syrian army", "army"),
        who("agent", "Syrian rebels", "syrian rebels"),
        {"perpetrator": "incompatible"},
    ),
    "a name and a description": (REBELS, who("agent", "gunmen"), {"perpetrator": "more precise"}),
    "one entity under two names": (REBELS, who("agent", "the NF", "front"), {}),
    "two descriptions": (who("agent", "gunmen"), who("agent", "armed men"), {}),
}


@pytest.mark.parametrize(("one", "two", "expected"), AGENTS.values(), ids=AGENTS)
def test_perpetrator(one: object, two: object, expected: dict[str, str]) -> None:
    facts = (fact("a", "attack", "raid", DAY, one), fact("b", "attack", "raid", DAY, two))
    assert told("agents", *facts) == expected


KINDS = {"front": "GROUP", "army": "ORG", "tavik": "PERSON", "lorne": "PERSON", "pump": "FACILITY"}
TAVIK, LORNE = who("agent", "Ana Tavik", "tavik"), who("agent", "Per Lorne", "lorne")
KINDS_OF_AGENTS = {
    "a person and a body": ("attack", TAVIK, REBELS, ["more precise"]),
    "two persons": ("attack", TAVIK, LORNE, ["incompatible"]),
    "two bodies": ("attack", ARMY, REBELS, ["incompatible"]),
    "a site does nothing": ("bombing", who("agent", "Pump House", "pump"), REBELS, []),
    "those who meet": ("meet", TAVIK, LORNE, []),
}


@pytest.mark.parametrize(("type_", "one", "two", "grades"), KINDS_OF_AGENTS.values(), ids=KINDS_OF_AGENTS)
def test_kinds_of_perpetrators(type_: str, one: object, two: object, grades: list[str]) -> None:
    facts = (fact("a", type_, "raid", DAY, one), fact("b", type_, "raid", DAY, two))
    agents = {a.text: a.entity_id for f in facts for a in f.actors}
    found = find_disagreements(resolve_accounts(facts), agents=agents, kinds=KINDS)
    assert [d.grade for d in found] == grades


def test_place() -> None:
    facts = [
        fact("a", "attack", "raid", place="Marbury", at=(50.0, 20.0)),
        fact("b", "attack", "raid", place="Tarsk", at=(51.0, 20.0)),
    ]
    accounts = resolve_accounts(facts)
    assert [d.grade for d in find_disagreements(accounts)] == ["incompatible"]
    nested = find_disagreements(accounts, within={"Marbury": frozenset({"Tarsk"})})
    assert [d.grade for d in nested] == ["more precise"]


DENIALS = {
    "a source denies": {"source": said("the ministry", Stance.DENIES)},
    "a source says it was not so": {"source": said("the ministry"), "status": Status.NEGATED},
    "the outlet says it was not so": {"status": Status.NEGATED},
}


def test_places_of_unknown_position_cannot_be_told_apart() -> None:
    facts = [fact("a", "attack", "raid", place="Old Quay"), fact("b", "attack", "raid", place="Marbury")]
    assert find_disagreements(resolve_accounts(facts)) == ()


def test_sums_of_money_are_no_toll() -> None:
    facts = [
        fact("a", "pay", "paid", DAY, who("patient", "two million", amount=2e6, unit="dollars")),
        fact("b", "pay", "paid", DAY, who("patient", "three million", amount=3e6, unit="dollars")),
    ]
    assert all(account.tolls == () for account in resolve_accounts(facts))


@pytest.mark.parametrize("denial", DENIALS.values(), ids=DENIALS)
def test_happened_or_denied(denial: dict[str, object]) -> None:
    facts = (fact("a", "move", "crossed", DAY), fact("b", "move", "crossed", DAY, **denial))
    assert told("happened", *facts) == {"happened": "incompatible"}


def test_a_plan_denies_nothing() -> None:
    facts = (fact("a", "meet", "met", DAY), fact("b", "meet", "meet", DAY, status=Status.PLANNED))
    assert told("happened", *facts) == {}
    assert [a.happened for a in resolve_accounts(facts)] == [True, None]


def test_two_sources_of_one_report_are_two_accounts() -> None:
    facts = (
        fact("a", "kill", "killed", DAY, killed("three", 3), document="d", source=said("the ministry")),
        fact("b", "kill", "killed", DAY, killed("five", 5), document="d", source=said("a doctor"), start=80),
    )
    assert [a.sources for a in resolve_accounts(facts)] == [("the ministry",), ("a doctor",)]


def test_who_counts_the_dead_tells_of_the_attack() -> None:
    attack = fact("a", "bombing", "blast", DAY, published="2021-05-05", document="d1")
    three = fact(
        "b", "kill", "killed", DAY, killed("three", 3), published="2021-05-05", document="d1", start=9
    )
    five = fact("c", "kill", "killed", DAY, killed("five", 5), published="2021-05-05", document="d2")
    denied = replace(five, id="d", document_id="d3", status=Status.NEGATED)
    accounts = resolve_accounts([attack], [three, five, denied])
    assert [(a.document_id, a.happened) for a in accounts] == [("d1", True), ("d2", True), ("d3", None)]
    assert [d.grade for d in find_disagreements(accounts)] == ["incompatible"]


def test_sources_of_a_summary() -> None:
    accounts = resolve_accounts(
        [
            fact("a", "kidnap", "taken", DAY, REBELS, source=said("the army"), publisher="Tide"),
            fact("b", "kidnap", "taken", DAY, source=said("he", Stance.DENIES), publisher="The Pier"),
            fact("c", "kidnap", "taken", DAY, source=said("The Front", Stance.DENIES), publisher="Quay"),
        ]
    )
    line = summarize(accounts, find_disagreements(accounts))
    assert "1 of 3 sources names the perpetrator; denied by the Front and the Pier" in line
    assert "accounts differ on whether it happened" in line


def test_independence() -> None:
    chain = (Attribution(text="Harbour News", cue="citing", stance=Stance.STATES),)
    accounts = resolve_accounts(
        [
            fact("a", "attack", "raid", DAY, document="d1", publisher="Harbour News", published="2021-05-04"),
            fact("b", "attack", "raid", DAY, document="d2", publisher="The Pier", source=chain),
            fact("c", "attack", "raid", DAY, document="d3", publisher="Tide", source=said("a witness")),
        ],
        outlets=["Harbour News", "The Pier", "Tide"],
    )
    support = corroborate(accounts)
    assert (support.outlets, support.independent, support.first_hand) == (3, 2, 2)
    assert support.reasons == ("The Pier cites Harbour News, which is counted",)


CITING = {
    "one cites another of them": (["Harbour News", None], 2, 1, 1),
    "two cite one that is not among them": (["Reuters", "Reuters"], 2, 1, 0),
    "two cite two that are not among them": (["Reuters", "the Marbury Gazette"], 2, 2, 0),
    "an office is no outlet": (["the Ministry of Defence", "the press"], 2, 2, 2),
}


@pytest.mark.parametrize(("cited", "outlets", "independent", "first_hand"), CITING.values(), ids=CITING)
def test_citing(cited: list[str | None], outlets: int, independent: int, first_hand: int) -> None:
    facts = [
        fact(f"e{at}", "attack", "raid", DAY, publisher=publisher, source=said(source) if source else ())
        for at, (publisher, source) in enumerate(zip(["The Pier", "Harbour News"], cited, strict=True))
    ]
    support = corroborate(resolve_accounts(facts, outlets=["The Pier", "Harbour News"]))
    assert (support.outlets, support.independent, support.first_hand) == (outlets, independent, first_hand)
    assert len(support.reasons) == outlets - independent


def test_summary() -> None:
    accounts = resolve_accounts(
        [
            fact("a", "kill", "killed", DAY, killed("three", 3), REBELS, publisher="Tide"),
            fact("b", "kill", "killed", DAY, killed("five", 5), publisher="The Pier"),
        ]
    )
    line = summarize(accounts, find_disagreements(accounts))
    assert line.startswith("3 to 5 killed; 1 of 2 sources names the perpetrator; accounts differ on the toll")
    assert "2 outlets, 2 of them independent" in line


def test_what_was_known_when() -> None:
    accounts = resolve_accounts(
        [
            fact("a", "kill", "killed", DAY, killed("three", 3), published="2021-05-04", publisher="Tide"),
            fact("b", "kill", "killed", DAY, killed("five", 5), REBELS, published="2021-05-06"),
            fact("c", "kill", "killed", DAY, killed("five", 5), published="2021-05-07"),
            fact("d", "kill", "killed", DAY, published="2021-05-08", source=said("the army", Stance.DENIES)),
            fact("e", "kill", "killed", DAY, REBELS, published="2021-05-09"),
        ]
    )
    assert [(c.day, c.kind, c.text) for c in trace_changes(accounts)] == [
        ("2021-05-04", "first report", ""),
        ("2021-05-04", "date", "2021-05-04"),
        ("2021-05-04", "toll", "3 killed"),
        ("2021-05-06", "toll", "5 killed"),
        ("2021-05-06", "perpetrator", "the Northern Front"),
        ("2021-05-08", "denied", ""),
    ]
    assert [a.published for a in accounts_as_of(accounts, "2021-05-06")] == ["2021-05-04", "2021-05-06"]
    assert trace_changes([]) == ()


def test_a_plan_confirmed() -> None:
    accounts = resolve_accounts(
        [
            fact("a", "meet", "meet", DAY, published="2021-05-01", status=Status.PLANNED),
            fact("b", "meet", "met", DAY, published="2021-05-05"),
        ]
    )
    kinds = [change.kind for change in trace_changes(accounts)]
    assert kinds == ["first report", "planned", "date", "confirmed"]


def test_links() -> None:
    sentence = "Two sailors died when a bomb exploded after the talks."
    facts = [
        fact("bomb", "bombing", "exploded", DAY, document="d", sentence=sentence, start=24),
        fact(
            "death", "die", "died", DAY, killed("two sailors", 2), document="d", sentence=sentence, start=12
        ),
        fact("plan", "meet", "meet", DAY, REBELS, place="Tarsk", status=Status.PLANNED),
        fact("talks", "meet", "met", DAY, REBELS, place="Tarsk"),
    ]
    incidents = resolve_incidents(facts)
    of = {event: i.id for i in incidents for event in i.event_ids}
    links = {(k.kind, k.source, k.target) for k in link_incidents(incidents, {f.id: f for f in facts})}
    assert ("part of", of["death"], of["bomb"]) in links
    assert ("announces", of["plan"], of["talks"]) in links
    assert len(incidents) == 4


def test_a_series_is_linked_to_what_belongs_to_it() -> None:
    series = fact("series", "attack", "attacks", document="d", sentence="Several attacks shook the coast.")
    facts = [
        replace(series, series=True),
        fact("one", "bombing", "exploded", DAY, document="d", sentence="On May 4 a bomb exploded.", start=60),
    ]
    incidents = resolve_incidents(facts)
    of = {event: i.id for i in incidents for event in i.event_ids}
    (link,) = link_incidents(incidents, {f.id: f for f in facts})
    assert (link.kind, link.source, link.target) == ("series", of["one"], of["series"])

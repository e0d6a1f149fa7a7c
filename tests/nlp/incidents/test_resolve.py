"""Clustering: order, decisions, and resolving only what is touched."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from itertools import combinations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.incidents import EventFacts, IncidentDecision, incident_keys, resolve_incidents, touched_facts
from nlp.incidents.resolution.candidate_pairs import candidate_pairs
from nlp.incidents.resolution.resolve import compare
from nlp.incidents.resolution.upper_bounds import Screen
from nlp.records import Status
from tests.nlp.incidents.made import STORY, day, fact, who

PEOPLE = [who("patient", name.title(), name) for name in ("leroy", "marden", "osk")]


@st.composite
def cases(draw: st.DrawFn) -> list[EventFacts]:
    """Up to fourteen events of two kinds, on five days, in three towns, each detail left out now and then."""
    facts = []
    for number in range(draw(st.integers(2, 14))):
        kind, trigger = draw(
            st.sampled_from([("bombing", "blast"), ("kidnap", "kidnapped"), ("attack", "raid")])
        )
        when = draw(
            st.sampled_from([None, "2021-05-01", "2021-05-02", "2021-05-06", "--05-02", "2021-06-20"])
        )
        one = fact(
            f"e{number}",
            kind,
            trigger,
            day(when) if when else None,
            *draw(st.lists(st.sampled_from(PEOPLE), max_size=2, unique=True)),
            place=draw(st.sampled_from(["", "Marbury", "Tarsk"])),
            published=draw(st.sampled_from([None, "2021-05-03", "2021-05-07", "2021-06-21"])),
            story=draw(st.sampled_from([STORY, frozenset({"opera", "tenor"}), frozenset()])),
            status=draw(st.sampled_from([Status.HAPPENED, Status.HAPPENED, Status.PLANNED, Status.NEGATED])),
            sentence=draw(
                st.sampled_from(["", "The blast shook the old harbour of Marbury.", "It was heard."])
            ),
            document=draw(st.sampled_from(["", "", "d1"])),
            start=number * 50,
        )
        facts.append(replace(one, noun=draw(st.booleans()), series=draw(st.booleans())))
    return facts


def groups(facts: Iterable[EventFacts]) -> set[tuple[str, ...]]:
    return {incident.event_ids for incident in resolve_incidents(facts)}


@settings(max_examples=60, deadline=None)
@given(cases(), st.randoms())
def test_order_does_not_matter(facts: list[EventFacts], chance: object) -> None:
    mixed = list(facts)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert resolve_incidents(mixed) == resolve_incidents(facts)


@settings(max_examples=100, deadline=None)
@given(cases())
def test_the_screen_keeps_every_pair_that_speaks_for_one(facts: list[EventFacts]) -> None:
    pairs = list(combinations(range(len(facts)), 2))
    left, right = (np.array(side, dtype=np.int64) for side in zip(*pairs, strict=True))
    kept = Screen(facts).keep(left, right)
    for (a, b), keep in zip(pairs, kept.tolist(), strict=True):
        assert keep or compare(facts[a], facts[b]).score <= 0


@settings(max_examples=60, deadline=None)
@given(cases(), st.integers(1, 4))
def test_touched_facts_resolve_as_in_a_full_run(facts: list[EventFacts], added: int) -> None:
    new, stored = facts[:added], facts[added:]

    def fetch(keys: Collection[int]) -> list[EventFacts]:
        return [f for f in stored if incident_keys(f) & set(keys)]

    touched = touched_facts(new, fetch)
    ids = {f.id for f in touched}
    whole = {incident for incident in groups(facts) if ids & set(incident)}
    assert groups(touched) == whole


@settings(max_examples=40, deadline=None)
@given(cases())
def test_every_event_is_in_one_incident(facts: list[EventFacts]) -> None:
    events = [event for incident in resolve_incidents(facts) for event in incident.event_ids]
    assert sorted(events) == sorted(f.id for f in facts)


def test_keys_with_arrays_are_the_keys_of_each() -> None:
    facts = [
        fact(
            name, "bombing", "blast", day("2021-05-04"), PEOPLE[at % 3], place="Marbury", published=published
        )
        for at, (name, published) in enumerate(
            [("a", "2021-05-05"), ("b", None), ("c", "2021-05-06"), ("d", "2022-01-01")]
        )
    ]
    by_hand = {
        (a, b)
        for a, b in combinations(range(len(facts)), 2)
        if incident_keys(facts[a]) & incident_keys(facts[b]) and compare(facts[a], facts[b]).score > 0
    }
    assert by_hand <= set(candidate_pairs(facts, limit=40))


def test_a_decision_splits() -> None:
    facts = [fact(name, "bombing", "blast", day("2021-05-04"), place="Marbury") for name in "ab"]
    apart = IncidentDecision(id="x", left="b", right="a", same=False)
    assert len(resolve_incidents(facts)) == 1
    split = resolve_incidents(facts, [apart])
    assert [incident.decided for incident in split] == [("x",), ("x",)]


def test_a_decision_merges_against_the_evidence() -> None:
    facts = [
        fact("a", "bombing", "blast", day("2021-05-04"), place="Marbury"),
        fact("b", "meet", "met", day("2022-01-01"), place="Tarsk"),
    ]
    (incident,) = resolve_incidents(facts, [IncidentDecision(id="x", left="a", right="b", same=True)])
    assert incident.event_ids == ("a", "b")


def test_the_last_decision_on_a_pair_holds() -> None:
    facts = [fact(name, "bombing", "blast", day("2021-05-04"), place="Marbury") for name in "ab"]
    first = IncidentDecision(id="1", left="a", right="b", same=False)
    last = IncidentDecision(id="2", left="b", right="a", same=True)
    assert len(resolve_incidents(facts, [first, last])) == 1


def test_a_split_holds_for_what_would_bridge_it() -> None:
    facts = [fact(name, "bombing", "blast", day("2021-05-04"), place="Marbury") for name in "abc"]
    incidents = resolve_incidents(facts, [IncidentDecision(id="x", left="a", right="c", same=False)])
    assert all(not {"a", "c"} <= set(i.event_ids) for i in incidents)


def test_decisions_on_events_that_are_gone_are_no_harm() -> None:
    facts = [fact("a", "bombing", "blast", day("2021-05-04"))]
    (incident,) = resolve_incidents(facts, [IncidentDecision(id="x", left="a", right="gone", same=True)])
    assert incident.event_ids == ("a",)


def test_the_id_stays_when_a_later_report_joins() -> None:
    first = fact("z", "bombing", "blast", day("2021-05-04"), place="Marbury", published="2021-05-04")
    later = fact("a", "bombing", "bombing", day("2021-05-04"), place="Marbury", published="2021-05-09")
    alone, both = resolve_incidents([first]), resolve_incidents([first, later])
    assert len(both) == 1
    assert both[0].id == alone[0].id

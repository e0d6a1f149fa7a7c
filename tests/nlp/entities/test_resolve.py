"""Chains of several documents: which are one entity, and that order, splits and merges behave."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.entities import (
    FREQUENT,
    Chain,
    DecisionKind,
    Entity,
    Ruling,
    blocking_keys,
    explain,
    form_of,
    label_blocks,
    resolve_entities,
    stand_in,
    touched_block,
)
from nlp.records import EntityType, make_id
from tests.nlp.entities.make import chain, entity_of, together

T = EntityType

ONE = [
    (chain("1", "Olena Tkach", "Tkach"), chain("2", "Olena Tkach")),
    (chain("1", "Mykhailo Podolenko"), chain("2", "Podolenko")),
    (chain("1", "Oleksiy Kovaliv"), chain("2", "Oleksii Kovaliv")),
    (chain("1", "Pavlo Ombray", "Ruvo"), chain("2", "Ruvo")),
    (chain("1", "Kofi Adu-Mensah", "Adu-Mensah"), chain("2", "Adu-Mensah")),
    (chain("1", "Kofi Adu-Mensah"), chain("2", "Kofi Adu Mensah")),
    (chain("1", "Volodymyr Harin"), chain("2", "Vladimir Harin")),
    (chain("1", "U.S.", type=T.PLACE), chain("2", "United States", type=T.PLACE)),
    (
        chain("1", "Security Service of Ukraine", type=T.ORG),
        chain("2", "SBU", type=T.ORG),
    ),
    (
        chain("1", "Coastal Harbour Bureau", type=T.ORG, countries=("UA",)),
        chain("2", "CHB", type=T.ORG, countries=("UA",)),
    ),
    (
        chain("1", "Defense Ministry of Chad", "Defense Ministry", type=T.ORG),
        chain("2", "Chadian Defence Ministry", type=T.ORG),
    ),
    (
        chain("1", "Supreme Court", type=T.ORG, countries=("GH",)),
        chain("2", "Supreme Court", type=T.ORG, countries=("GH", "TG")),
    ),
    # no country known: the company tells
    (
        chain("1", "Supreme Court", type=T.ORG, context=("PL:ombria", "PE:olena tkach")),
        chain("2", "Supreme Court", "SC", type=T.ORG, context=("PL:ombria", "PE:olena tkach")),
    ),
    (chain("1", "Coastal Harbour Bureau", "CHB", type=T.ORG), chain("2", "CHB", type=T.ORG)),
    (chain("1", "Ukrainian partisans", type=T.GROUP), chain("2", "Ukrainian partisans", type=T.GROUP)),
    # the pipeline's slip: one name of several words under two types
    (chain("1", "Harbour Post", type=T.ORG), chain("2", "Harbour Post", type=T.PERSON)),
]


@pytest.mark.parametrize(("one", "other"), ONE, ids=lambda c: c.name)
def test_one(one: Chain, other: Chain) -> None:
    assert together(one, other)


TWO = [
    (chain("1", "Oleksiy Kovalenko"), chain("2", "Iryna Kovalenko")),
    (chain("1", "John F. Harlow"), chain("2", "John P. Harlow")),
    (chain("1", "Kofi Adu-Mensah", "Adu-Mensah"), chain("2", "Yaw Adu-Mensah", "Adu-Mensah")),
    (chain("1", "Sasha Harin", gender="f"), chain("2", "Alexander Harin", gender="m")),
    (chain("1", "Kherson", type=T.PLACE), chain("2", "Kherson region", type=T.PLACE)),
    (
        chain("1", "two Russian soldiers", type=T.GROUP),
        chain("2", "two Russian soldiers", type=T.GROUP),
    ),
    (
        chain("1", "Ministry of Defense of Ukraine", type=T.ORG),
        chain("2", "Russian Ministry of Defense", type=T.ORG),
    ),
    (
        chain("1", "Defense Ministry of Chad", "Defense Ministry", type=T.ORG, countries=("TD", "SD")),
        chain("2", "Defense Ministry of Sudan", "Defense Ministry", type=T.ORG, countries=("TD", "SD")),
    ),
    (
        chain("1", "Defense Ministry", type=T.ORG, countries=("TD",)),
        chain("2", "Defense Ministry", type=T.ORG, countries=("SD",)),
    ),
    (chain("1", "Supreme Court", type=T.ORG), chain("2", "Supreme Court", type=T.ORG)),
    # letters of which nothing is left in Latin are no surname in common
    (chain("1", "א"), chain("2", "ʼ")),
    (chain("1", "police car", type=T.VEHICLE), chain("2", "police car", type=T.VEHICLE)),
    # homonyms: other walk of life, other country, other company
    (
        chain("1", "Ivan Moroz", roles=("goalkeeper",), countries=("BY",), context=("OR:dynamo",)),
        chain("2", "Ivan Moroz", roles=("minister",), countries=("UA",), context=("OR:cabinet",)),
    ),
]


@pytest.mark.parametrize(("one", "other"), TWO, ids=lambda c: c.name)
def test_two(one: Chain, other: Chain) -> None:
    assert not together(one, other)


def test_a_surname_that_two_bear_stays_apart() -> None:
    one, two, bare = chain("1", "Oleksiy Harin"), chain("2", "Iryna Harin"), chain("3", "Harin")
    assert len(resolve_entities([one, two, bare])) == 3


def test_a_surname_goes_to_the_one_in_its_company() -> None:
    one = chain("1", "Oleksiy Harin", context=("OR:port", "PL:odesa", "PE:anna lys"), countries=("UA",))
    two = chain("2", "Iryna Harin", context=("OR:school",), countries=("PL",))
    bare = chain("3", "Harin", context=("OR:port", "PL:odesa", "PE:anna lys"), countries=("UA",))
    entities = resolve_entities([one, two, bare])
    assert entity_of(entities, bare) == entity_of(entities, one)


def test_an_initial_that_two_could_have_stays_apart() -> None:
    chains = [chain("1", "Oleksiy Harin"), chain("2", "Olha Harin"), chain("3", "O. Harin")]
    assert len(resolve_entities(chains)) == 3


def test_names_and_aliases() -> None:
    chains = [chain("1", "Olena Tkach", "Tkach"), chain("2", "Tkach"), chain("3", "Tkach")]
    (entity,) = resolve_entities(chains)
    assert (entity.name, entity.aliases) == ("Olena Tkach", ("Tkach",))
    assert any("surname" in line for line in explain(entity))


def features(entity: Entity) -> set[str]:
    return {reason.feature for reason in entity.reasons}


def test_why_is_complete() -> None:
    one, two, three = chain("1", "Olena Tkach", "Tkach"), chain("2", "Olena Tkach"), chain("3", "Maria Lys")
    (tkach,) = resolve_entities([one, two])
    assert features(tkach) == {"one name", "one in a document"}
    assert {(r.left, r.right, r.detail) for r in tkach.reasons} == {
        ("Olena Tkach", "Olena Tkach", "in 2 documents"),
        ("Olena Tkach", "Tkach", "in 1 document"),
    }
    merge = Ruling(decision_id="m", kind=DecisionKind.MERGE, chains=(one.id, three.id))
    (both,) = resolve_entities([one, two, three], [merge])
    assert [r.detail for r in both.reasons if r.feature == "the analyst's decision"] == ["merge"]
    assert any(line.endswith("(merge)") for line in explain(both))
    apart = Ruling(decision_id="k", kind=DecisionKind.KEEP_APART, chains=(one.id, two.id))
    for entity in resolve_entities([one, two], [apart]):
        assert any(r.feature == "the analyst's decision" and r.value < 0 for r in entity.reasons)


def test_a_document_without_a_country_joins_no_two_countries() -> None:
    company = ("PL:ombria", "PE:olena tkach")
    chains = [
        chain(str(at), "Supreme Court", type=T.ORG, context=company, countries=countries)
        for at, countries in enumerate([("GH",), (), ("TG",)])
    ]
    entities = resolve_entities(chains)
    assert entity_of(entities, chains[0]) != entity_of(entities, chains[2])


def test_an_entity_does_not_shout() -> None:
    chains = [chain(str(at), "TARTU", type=T.PLACE) for at in range(3)] + [chain("4", "Tartu", type=T.PLACE)]
    (entity,) = resolve_entities(chains)
    assert entity.name == "Tartu"


def test_a_body_goes_by_the_name_with_its_owner() -> None:
    names = ("Defense Ministry", "Defense Ministry of Chad")
    chains = [chain(str(at), *names, type=T.ORG) for at in range(3)]
    (entity,) = resolve_entities(chains)
    assert (entity.name, entity.aliases) == ("Defense Ministry of Chad", ("Defense Ministry",))


def test_a_country_goes_by_its_name() -> None:
    (entity,) = resolve_entities([chain("1", "U.S.", type=T.PLACE)])
    assert (entity.name, entity.aliases, entity.country) == ("United States", ("U.S.",), "US")
    assert entity.precision == "country"


NAMES = (
    *("Olena Tkach", "Tkach", "Olena Tkatch", "O. Tkach", "Oleksiy Kovalev", "Oleksii Kovalov", "Kovalev"),
    *("Iryna Kovaleva", "Kherson", "Kherson region", "U.S.", "United States", "SBU"),
    *("Defense Ministry", "Defense Ministry of Ukraine", "U.S. Defense Ministry", "Adu-Mensah"),
    *(
        "Security Service of Ukraine",
        "CHB",
        "Coastal Harbour Bureau",
        "Ukrainian partisans",
        "T-72",
        "ʼ",
        "א",
        "x",
    ),
)
TYPES = (T.PERSON, T.PERSON, T.PLACE, T.ORG, T.GROUP)
chains_strategy = st.lists(
    st.builds(
        chain,
        st.integers(0, 9).map(str),
        st.sampled_from(NAMES),
        type=st.sampled_from(TYPES),
        gender=st.sampled_from(("", "m", "f")),
        context=st.sets(st.sampled_from(("OR:a", "OR:b", "PL:c")), max_size=2).map(
            lambda s: tuple(sorted(s))
        ),
        countries=st.sampled_from(((), ("UA",), ("US",))),
    ),
    max_size=14,
    unique_by=lambda c: c.id,
)


@settings(max_examples=60, deadline=None)
@given(chains_strategy, st.randoms(use_true_random=False))
def test_order_does_not_matter(chains: list[Chain], rng: random.Random) -> None:
    shuffled = rng.sample(chains, len(chains))
    assert set(resolve_entities(chains)) == set(resolve_entities(shuffled))


@settings(max_examples=60, deadline=None)
@given(chains_strategy)
def test_every_chain_is_in_one_entity(chains: list[Chain]) -> None:
    entities = resolve_entities(chains)
    assert sorted(c for e in entities for c in e.chain_ids) == sorted(c.id for c in chains)
    assert len({e.id for e in entities}) == len(entities)


@settings(max_examples=40, deadline=None)
@given(chains_strategy, st.integers(0, 13))
def test_resolving_the_touched_block_is_enough(chains: list[Chain], which: int) -> None:
    if not chains:
        return
    fresh = chains[which % len(chains)]
    block = touched_block([fresh], lambda keys: [c for c in chains if blocking_keys(c) & set(keys)])
    whole = {e for e in resolve_entities(chains) if set(e.chain_ids) & {c.id for c in block}}
    assert {(e.name, e.chain_ids) for e in resolve_entities(block)} == {(e.name, e.chain_ids) for e in whole}


@settings(max_examples=40, deadline=None)
@given(chains_strategy)
def test_blocks_found_at_once_are_the_touched_ones(chains: list[Chain]) -> None:
    if not chains:
        return
    numbers = {c.id: at for at, c in enumerate(chains)}
    pairs = [(numbers[c.id], hash(key)) for c in chains for key in blocking_keys(c)]
    found, labels = label_blocks([p[0] for p in pairs], [p[1] for p in pairs])
    label = dict(zip(found.tolist(), labels.tolist(), strict=True))
    block = touched_block([chains[0]], lambda keys: [c for c in chains if blocking_keys(c) & set(keys)])
    assert {numbers[c.id] for c in block} == {n for n in label if label[n] == label[0]}


@settings(max_examples=40, deadline=None)
@given(chains_strategy, st.data())
def test_merge_and_keep_apart_are_obeyed(chains: list[Chain], data: st.DataObject) -> None:
    if len(chains) < 2:
        return
    pair = tuple(c.id for c in data.draw(st.permutations(chains))[:2])
    merged = resolve_entities(chains, [Ruling(decision_id="m", kind=DecisionKind.MERGE, chains=pair)])
    assert any(set(pair) <= set(e.chain_ids) and "m" in e.decided for e in merged)
    apart = resolve_entities(chains, [Ruling(decision_id="k", kind=DecisionKind.KEEP_APART, chains=pair)])
    assert not any(set(pair) <= set(e.chain_ids) for e in apart)


def test_the_last_word_counts() -> None:
    one, two = chain("1", "Olena Tkach"), chain("2", "Olena Tkach")
    pair = (one.id, two.id)
    apart = Ruling(decision_id="k", kind=DecisionKind.KEEP_APART, chains=pair)
    merge = Ruling(decision_id="m", kind=DecisionKind.MERGE, chains=pair)
    assert len(resolve_entities([one, two], [apart])) == 2
    assert len(resolve_entities([one, two], [apart, merge])) == 1


@settings(max_examples=60, deadline=None)
@given(chains_strategy, st.data())
def test_one_may_stand_for_many_of_a_form(chains: list[Chain], data: st.DataObject) -> None:
    """Whole chains and their stand-ins, as a case hands them over, come to the same entities."""
    copies = [
        replace(c, id=make_id(c.id, str(n)), document_id=f"{c.document_id}/{n}", context=(f"OR:{n}",))
        for c in chains
        for n in range(data.draw(st.integers(1, 4)))
    ]
    whole = resolve_entities(copies, frequent=2)
    assert sorted(c for e in whole for c in e.chain_ids) == sorted(c.id for c in copies)
    by_form: dict[str, list[Chain]] = defaultdict(list)
    for copy in copies:
        by_form[form_of(copy)].append(copy)
    units, stands = [], {}
    for members in by_form.values():
        first = min(members, key=lambda c: c.id)
        if len(members) > 2:
            units.append(stand_in(first, len(members)))
            stands[first.id] = [c.id for c in members]
        else:
            units += members
    handed = resolve_entities(units, frequent=2)
    ids = {e.id: tuple(sorted(i for c in e.chain_ids for i in stands.get(c, [c]))) for e in handed}
    assert ids == {e.id: e.chain_ids for e in whole}
    assert {(e.id, e.name, e.aliases) for e in handed} == {(e.id, e.name, e.aliases) for e in whole}


def test_a_frequent_form_is_one_entity_whatever_its_company() -> None:
    chains = [chain(str(n), "Olena Tkach", context=(f"OR:{n}",)) for n in range(FREQUENT + 1)]
    (entity,) = resolve_entities(chains)
    assert len(entity.chain_ids) == FREQUENT + 1


def test_a_surname_goes_to_the_one_by_far_better_known() -> None:
    chains = [chain(f"a{n}", "Oleksiy Harin") for n in range(40)] + [
        chain("b", "Iryna Harin"),
        chain("c", "Harin"),
    ]
    entities = resolve_entities(chains)
    assert entity_of(entities, chains[-1]).name == "Oleksiy Harin"


ODD_NAMES = ["", " ", "'", "x", "X" * 10_000, "Ольга X עברית", "!!!", "\u202eolena", "0"]


@pytest.mark.parametrize("name", ODD_NAMES)
@pytest.mark.parametrize("kind", [T.PERSON, T.ORG, T.PLACE, T.GROUP, T.OTHER])
def test_odd_names_do_no_harm(name: str, kind: EntityType) -> None:
    one, two = chain("1", name, type=kind), chain("2", "Olena Tkach")
    entities = resolve_entities([one, two])
    assert entity_of(entities, two).name == "Olena Tkach"

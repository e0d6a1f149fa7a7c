"""Decisions: bound to mentions, found again after a file has changed, and how they show."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from nlp.entities import (
    Anchor,
    DecisionKind,
    Ruling,
    apply_splits,
    bind,
    build_chains,
    find_anchor,
    make_decision,
    resolve_entities,
    split_chain_id,
)
from nlp.records import EntityType, Mention, MentionKind, make_id
from tests.nlp.entities.make import chain, entity_of


def mention(text: str, start: int, *, document: str = "d", of: str = "c") -> Mention:
    """A mention by name."""
    end = start + len(text)
    return Mention(
        id=make_id(document, start, end),
        document_id=document,
        start=start,
        end=end,
        text=text,
        type=EntityType.PERSON,
        kind=MentionKind.NAME,
        name=text,
        chain=of,
        head=start,
    )


def anchor(cited: Mention, ordinal: int = 0) -> Anchor:
    """An anchor on a mention."""
    return Anchor(
        mention_id=cited.id, path="a.txt", start=cited.start, end=cited.end, text=cited.text, ordinal=ordinal
    )


def test_an_anchor_finds_its_mention_by_id() -> None:
    mentions = [mention("Tkach", 5), mention("Tkach", 50)]
    assert find_anchor(anchor(mentions[1], 1), mentions) == mentions[1]


def test_an_anchor_survives_text_put_before_it() -> None:
    before = [mention("Tkach", 5), mention("Tkach", 50)]
    after = [mention("Tkach", 105, document="e"), mention("Tkach", 150, document="e")]
    assert find_anchor(anchor(before[1], 1), after) == after[1]


def test_an_anchor_without_its_name_is_lost() -> None:
    assert find_anchor(anchor(mention("Tkach", 5)), [mention("Koval", 5, document="e")]) is None


@given(st.integers(0, 5), st.integers(0, 200), st.integers(1, 6))
def test_the_same_text_is_counted(which: int, shift: int, count: int) -> None:
    which %= count
    before = [mention("Tkach", 20 * at) for at in range(count)]
    after = [mention("Tkach", 20 * at + shift, document="e") for at in range(count)]
    assert find_anchor(anchor(before[which], which), after) == after[which]


def test_a_merge_needs_two() -> None:
    decision = make_decision(DecisionKind.MERGE, [anchor(mention("Tkach", 5)), anchor(mention("Koval", 9))])
    assert bind(decision, lambda a: a.text) == Ruling(
        decision_id=decision.id, kind=DecisionKind.MERGE, chains=("Tkach", "Koval")
    )
    assert bind(decision, lambda a: "Tkach" if a.text == "Tkach" else None) is None


def test_split_takes_mentions_out_and_its_undoing_puts_them_back() -> None:
    mentions = (mention("Tkach", 5), mention("Tkach", 50), mention("Tkach", 90))
    split = apply_splits(mentions, {mentions[1].id: "s"})
    assert [m.chain for m in split] == ["c", split_chain_id("s", "c"), "c"]
    assert apply_splits(mentions, {}) == mentions


def test_a_split_piece_stays_out_until_it_is_merged() -> None:
    mentions = (
        mention("Olena Tkach", 5, document="1", of="c1"),
        mention("Olena Tkach", 50, document="1", of="c1"),
    )
    whole = build_chains(mentions)
    split = build_chains(apply_splits(mentions, {mentions[1].id: "s"}))
    piece = split_chain_id("s", "c1")
    ruling = Ruling(decision_id="s", kind=DecisionKind.SPLIT, chains=(piece,))
    assert len(resolve_entities(whole)) == 1
    more = chain("2", "Olena Tkach")
    entities = resolve_entities([*split, more], [ruling])
    assert len(entities) == 2
    assert entity_of(entities, more).chain_ids == tuple(sorted(("c1", more.id)))
    merge = Ruling(decision_id="m", kind=DecisionKind.MERGE, chains=(piece, "c1"))
    assert len(resolve_entities([*split, more], [ruling, merge])) == 1


def test_rename_retype_and_hide() -> None:
    one = chain("1", "Olena Tkach")
    rulings = [
        Ruling(decision_id="r", kind=DecisionKind.RENAME, chains=(one.id,), value="Olena Tkachenko"),
        Ruling(decision_id="t", kind=DecisionKind.RETYPE, chains=(one.id,), value="ORG"),
        Ruling(decision_id="h", kind=DecisionKind.HIDE, chains=(one.id,)),
    ]
    (entity,) = resolve_entities([one], rulings)
    assert (entity.name, entity.aliases) == ("Olena Tkachenko", ("Olena Tkach",))
    assert (entity.type, entity.hidden) == (EntityType.ORG, True)
    assert entity.decided == ("r", "t", "h")
    (plain,) = resolve_entities([one])
    assert replace(plain, decided=()) == plain


def test_which_chains_become_nodes() -> None:
    named = mention("Olena Tkach", 0)
    unnamed = replace(
        mention("three workers", 20, of="w"), kind=MentionKind.NOMINAL, type=EntityType.GROUP, plural=True
    )
    telling = replace(unnamed, id="t", chain="p", name="Ukrainian partisans", specific=True)
    assert {c.name for c in build_chains([named, unnamed, telling])} == {"Olena Tkach", "Ukrainian partisans"}

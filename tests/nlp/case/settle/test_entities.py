"""Entities of a case: added to piece by piece they come out as resolved at once, frequent names too."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.case.file.chain_rows import chain_rows
from nlp.case.file.database import Database, open_database
from nlp.case.file.schema import row_key
from nlp.case.settle import entities
from nlp.case.settle.entities import resolve_changed
from nlp.case.settle.journal import insert_rows
from nlp.entities import Chain, DecisionKind, Ruling, resolve_entities
from nlp.records import EntityType, make_id

T = EntityType
KNOWN = (
    *((T.PERSON, names) for names in (("Olena Tkach", "Tkach"), ("Tkach",), ("Iryna Tkach",), ("O. Tkach",))),
    *((T.PERSON, names) for names in (("Oleksiy Kovalev",), ("Oleksii Kovalov", "Kovalov"), ("Kovalev",))),
    *((T.PLACE, names) for names in (("U.S.",), ("United States",), ("Harin",))),
    *(
        (T.ORG, names)
        for names in (("Coastal Harbour Bureau", "CHB"), ("CHB",), ("Defense Ministry",), ("Harin",))
    ),
)
FEW = 3  # chains of one form from which on one stands for all


@st.composite
def chains(draw: st.DrawFn) -> list[Chain]:
    drawn = draw(
        st.lists(st.tuples(st.sampled_from(KNOWN), st.integers(0, 2), st.integers(0, 1)), max_size=40)
    )
    return [
        Chain(
            id=make_id("chain", str(number)),
            document_id=f"d{number}",
            type=kind,
            name=names[0],
            names=names,
            context=(f"OR:company {company}",),
            countries=("UA",) if country else (),
        )
        for number, ((kind, names), company, country) in enumerate(drawn)
    ]


def store(database: Database, added: Iterable[tuple[int, Chain]]) -> None:
    rows = []
    for number, chain in added:
        rows += chain_rows([chain], {chain.id: row_key(number, 0)}, number)
    with database.transaction() as cursor:
        insert_rows(cursor, {"chains": rows})


def held(database: Database) -> dict[str, tuple[str, frozenset[str]]]:
    """Entity id -> its name and the chains it holds; every chain is in one, and none waits."""
    assert not database.value("SELECT count(*) FROM chains WHERE waiting OR ent IS NULL")
    rows = database.rows(
        "SELECT e.id, e.name, list(c.id), any_value(e.documents) FROM entities e JOIN chains c USING (ent)"
        " GROUP BY e.id, e.name"
    )
    assert all(documents == len(found) for _, _, found, documents in rows)
    return {key: (name, frozenset(found)) for key, name, found, _ in rows}


def add_in_parts(
    found: Sequence[Chain], parts: int, rulings: Sequence[Ruling] = ()
) -> dict[str, tuple[str, frozenset[str]]]:
    with_numbers = list(enumerate(found, 1))
    with TemporaryDirectory() as folder, closing(open_database(Path(folder) / "a", create=True)) as database:
        for part in range(parts):
            store(database, with_numbers[part::parts])
            last = part + 1 == parts
            if last and rulings:
                with database.transaction() as cursor:
                    cursor.execute("UPDATE chains SET waiting = true").fetchall()
            resolve_changed(database, rulings if last else (), frequent=FEW)
        return held(database)


@settings(max_examples=12, deadline=None)
@given(chains(), st.integers(1, 6), st.randoms(use_true_random=False))
def test_piece_by_piece_is_as_at_once(found: list[Chain], parts: int, rng: random.Random) -> None:
    whole = resolve_entities(found, frequent=FEW)
    expected = {e.id: (e.name, frozenset(e.chain_ids)) for e in whole}
    assert add_in_parts(rng.sample(found, len(found)), parts) == expected


@settings(max_examples=8, deadline=None)
@given(chains(), st.sampled_from([DecisionKind.MERGE, DecisionKind.KEEP_APART]), st.data())
def test_decisions_hold_among_frequent_names(
    found: list[Chain], kind: DecisionKind, data: st.DataObject
) -> None:
    if len(found) < 2:
        return
    pair = tuple(c.id for c in data.draw(st.permutations(found))[:2])
    ruling = Ruling(decision_id="r", kind=kind, chains=pair)
    whole = resolve_entities(found, [ruling], frequent=FEW)
    expected = {e.id: (e.name, frozenset(e.chain_ids)) for e in whole}
    assert add_in_parts(found, 3, [ruling]) == expected


def test_blocks_are_resolved_a_batch_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    sizes = []
    whole = entities.resolve_entities

    def counting(chains: Sequence[Chain], *rest: Sequence[Ruling], **more: int) -> object:
        sizes.append(len(chains))
        return whole(chains, *rest, **more)

    monkeypatch.setattr(entities, "resolve_entities", counting)
    monkeypatch.setattr("nlp.case.settle.touched_blocks.BATCH", 4)
    names = [
        f"{given} {surname}" for surname in ("Harin", "Tkach", "Lys", "Moroz") for given in ("Anna", "Ivan")
    ]
    found = [
        Chain(id=make_id(name), document_id=name, type=T.PERSON, name=name, names=(name,)) for name in names
    ]
    assert len(add_in_parts(found, 1)) == 8
    assert sizes == [4, 4]

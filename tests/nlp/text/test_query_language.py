"""The language of word queries: what is read, and what is refused in words."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.text.query_language import And, Node, Not, Or, Phrase, QueryError, Word, parse_query

ALDER, BIRCH, CEDAR = Word(term="alder"), Word(term="birch"), Word(term="cedar")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("", None),
        ("  the  ", None),
        ("alder", ALDER),
        ("Alders", ALDER),
        ("alder birch", And(parts=(ALDER, BIRCH))),
        ("alder AND birch", And(parts=(ALDER, BIRCH))),
        ("alder OR birch", Or(parts=(ALDER, BIRCH))),
        ("alder birch OR cedar", Or(parts=(And(parts=(ALDER, BIRCH)), CEDAR))),
        ("alder (birch OR cedar)", And(parts=(ALDER, Or(parts=(BIRCH, CEDAR))))),
        ("alder -birch", And(parts=(ALDER, Not(part=BIRCH)))),
        ("alder NOT birch", And(parts=(ALDER, Not(part=BIRCH)))),
        ('"alder birch"', Phrase(terms=("alder", "birch"))),
        ("“alder birch”", Phrase(terms=("alder", "birch"))),
        ("north-west", Phrase(terms=("north", "west"))),
        ("ald*", Word(term="ald", kind="prefix")),
        ("aldre~", Word(term="aldre", kind="fuzzy")),
        ("title:alder", Word(term="alder", field="title")),
        ('actor:"alder birch" cedar', And(parts=(Phrase(terms=("alder", "birch"), field="actor"), CEDAR))),
        (
            "source:(alder OR birch)",
            Or(parts=(Word(term="alder", field="source"), Word(term="birch", field="source"))),
        ),
    ],
)
def test_what_is_read(text: str, meant: Node | None) -> None:
    assert parse_query(text) == meant


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('alder "birch', "quotation mark is not closed"),
        ("(alder", "bracket is not closed"),
        ("alder)", "closing bracket without"),
        ("alder OR", "OR wants something on both sides"),
        ("OR alder", "OR wants something on both sides"),
        ("AND alder", "AND wants something on both sides"),
        ("alder NOT", "NOT wants something behind it"),
        ("colour:alder", "no field “colour:”"),
        ("title:OR", "“title:” wants"),
        ("x" * 401, "longer than 400"),
    ],
)
def test_what_is_refused(text: str, why: str) -> None:
    with pytest.raises(QueryError, match=why):
        parse_query(text)


@given(st.text(alphabet='ab "()-*~:ORANDNOT“”', max_size=30))
def test_no_text_breaks_it(text: str) -> None:
    with suppress(QueryError):
        parse_query(text)

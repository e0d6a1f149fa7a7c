"""Search hits: a listbox with the words that were asked for marked, and a plain word where there are none."""

from __future__ import annotations

import pytest
from dash import html
from hypothesis import given
from hypothesis import strategies as st

from nlp.query import Hit
from tests.viz.rows import entity, event, when
from tests.viz.text import having, intents_of, text_of, walk
from viz.search.hits import draw_hits, mark_words


def marked(text: str, asked: str) -> list[str]:
    return [text_of(one) for one in mark_words(text, asked) if isinstance(one, html.Mark)]


@pytest.mark.parametrize(
    ("text", "asked", "found"),
    [
        ("The raid on the mill", "mill", ["mill"]),
        ("Raids on mills", "raid mill", ["Raids", "mills"]),
        ("The Harbourmaster spoke", "harb", ["Harbourmaster"]),
        ("Harbour and harp", "harb mill", []),
        ("Café Öresund", "cafe oresund", ["Café", "Öresund"]),
        ("Strajk w Łodzi, potem Łódź", "lodz", ["Łodzi", "Łódź"]),
        ("Петров said nothing", "petrov", ["Петров"]),
        ("The army and its armies", "armies", ["army", "armies"]),
        ("Of the mill", "of mill", ["mill"]),
        ("The council's word", "councils", ["council's"]),
        ("Nothing here", "…", []),
    ],
)
def test_words_are_marked_as_the_search_finds_them(text: str, asked: str, found: list[str]) -> None:
    assert marked(text, asked) == found


@given(st.text(max_size=60), st.text(max_size=20))
def test_marking_loses_nothing(text: str, asked: str) -> None:
    assert text_of(mark_words(text, asked)) == text


def test_hits_are_options_that_select_or_open() -> None:
    hits = [
        Hit(kind="entity", ref="a", title="Mill Lane", snippet="The Lane", score=3),
        Hit(kind="event", ref="e1", title="attack: raided", snippet="They raided the mill.", score=2),
        Hit(kind="document", ref="d1", title="Mill raided", snippet="…the mill…", score=1),
    ]
    drawn = draw_hits(
        hits, "mill", {"a": entity("a", "Mill Lane"), "e1": event("e1", when=when("2031-05-06"))}
    )
    options = [one for one in walk(drawn) if getattr(one, "role", None) == "option"]
    assert [one.id for one in options] == ["hit-0", "hit-1", "hit-2", "hit-3"]
    assert [(one["do"], one.get("ref")) for one in intents_of(drawn)] == [
        *(("select", "a"), ("select", "e1"), ("open", "d1"), ("text", None))
    ]
    assert "6 May 2031" in text_of(options[1])
    assert "Person" in text_of(having(options[0], "kind"))


def test_nothing_found_says_so() -> None:
    drawn = draw_hits([], " qqq ")
    assert "Nothing found for “qqq”." in text_of(drawn)
    assert not [one for one in walk(drawn) if getattr(one, "role", None) == "option"]

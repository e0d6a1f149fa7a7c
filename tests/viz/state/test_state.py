"""The state and its query string: what a link reproduces, and what damaged links do."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.query import Query
from viz.state.state import (
    FOLLOWING,
    GROUPS,
    LANES,
    LIMITS,
    PAGE,
    PANELS,
    SELECTABLE,
    SIZES,
    TABLES,
    Selection,
    State,
    View,
    read_state,
    state_of,
    why_not,
    write_state,
)

words = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=12)
many = st.lists(words, max_size=3, unique=True).map(tuple)
days = st.dates().map(lambda day: day.isoformat())
queries = st.builds(
    Query,
    whole=st.just(True),
    placed=st.booleans(),
    published=st.none() | st.tuples(days, days).map(lambda pair: (min(pair), max(pair))),
    names=many,
    excluded=many,
    text=words.filter(lambda text: not why_not(text)),
    entity_types=many,
    event_types=many,
    sources=many,
    statuses=many,
    entities=many,
    documents=many,
    period=st.none() | st.tuples(days, days).map(lambda pair: (min(pair), max(pair))),
    as_of=st.none() | days,
)
views = st.builds(
    View,
    centre=st.sampled_from(("chart", "table", "map", "another-view")),
    panel=st.sampled_from(PANELS),
    lanes=st.sampled_from(LANES),
    table=st.sampled_from(TABLES),
    limit=st.sampled_from(LIMITS),
    size=st.sampled_from(SIZES),
    groups=st.sampled_from(GROUPS),
    around=words,
    expanded=many,
    hidden=many,
    document=words,
    at=st.integers(-1, 10**9),
    held=st.dictionaries(st.sampled_from(FOLLOWING), words).map(
        lambda kept: tuple((name, kept[name]) for name in FOLLOWING if name in kept)
    ),
)
selections = st.just(Selection()) | st.builds(Selection, kind=st.sampled_from(SELECTABLE), ref=words)


@given(st.builds(State, query=queries, selection=selections, view=views))
def test_a_link_reproduces_the_screen(state: State) -> None:
    assert read_state(write_state(state)) == state


@given(st.text(max_size=200))
def test_any_query_string_is_read(text: str) -> None:
    state = read_state(text)
    assert read_state(write_state(state)) == state


def test_the_first_screen_has_a_bare_address() -> None:
    assert write_state(State()) == ""
    assert read_state("") == read_state(None) == State()


@pytest.mark.parametrize(
    ("search", "why"),
    [
        ("?period=2024-02-30..2024-03-01", "no such day"),
        ("?period=2024-03-01", "no end"),
        ("?asof=tomorrow", "no day"),
        ("?sel=planet:x", "no such kind"),
        ("?sel=event:", "no id"),
        ("?limit=100000", "not offered"),
        ("?centre=Else%20where&panel=%00", "no such tab"),
        ("?at=-7", "no character"),
        ("?" + "type=a&" * 600, "too many fields"),
    ],
)
def test_what_cannot_be_read_is_left_out(search: str, why: str) -> None:
    assert read_state(search) == State(), why


def test_a_period_is_put_in_order() -> None:
    assert read_state("?period=2024-03-09..2024-03-01").query.period == ("2024-03-01", "2024-03-09")


def test_a_source_without_name_is_a_source() -> None:
    state = State(query=replace(PAGE, sources=("",)))
    assert read_state(write_state(state)) == state


def test_a_held_view_shows_what_it_was_held_at_with_the_selection_of_now() -> None:
    state = read_state("?type=arrest&sel=entity:x&hold-chart=%3Ftype%3Dattack")
    assert state_of(state, "chart").query.event_types == ("attack",)
    assert state_of(state, "chart").selection == state.selection
    assert state_of(state, "timeline") == state

"""What the reader does: each message and the state it leads to."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.query import Query
from viz.state.intents import apply_intent
from viz.state.state import PAGE, Selection, State, View, read_state, write_state

TABLE: list[tuple[str, dict[str, Any], str]] = [
    ("", {"do": "select", "kind": "entity", "ref": "x"}, "?sel=entity:x"),
    ("?sel=entity:x", {"do": "select", "kind": "event", "ref": "y"}, "?sel=event:y"),
    ("?sel=entity:x", {"do": "select", "kind": "planet", "ref": "y"}, ""),
    ("?sel=entity:x&type=attack", {"do": "deselect"}, "?type=attack"),
    ("?sel=entity:x&type=attack", {"do": "clear"}, ""),
    # a click in the document keeps the document open; elsewhere it shows the evidence
    (
        "?panel=document&open=d",
        {"do": "select", "kind": "entity", "ref": "x", "from": "document"},
        "?sel=entity:x&panel=document&open=d",
    ),
    ("?panel=document&open=d", {"do": "select", "kind": "entity", "ref": "x"}, "?sel=entity:x&open=d"),
    ("?panel=profile", {"do": "select", "kind": "entity", "ref": "x"}, "?sel=entity:x&panel=profile"),
    ("?panel=document&open=d&type=attack", {"do": "clear"}, "?open=d"),
    # what the chart leaves out or is kept to, and views that do not follow
    ("?minus=a", {"do": "conceal", "ref": "b~c"}, "?minus=a&minus=b&minus=c"),
    ("?around=b", {"do": "conceal", "ref": "b"}, "?minus=b"),
    ("?minus=a&minus=b", {"do": "conceal", "ref": ""}, ""),
    ("", {"do": "around", "ref": "x"}, "?around=x"),
    ("?around=x", {"do": "around", "ref": "x"}, ""),
    (
        "?type=attack&sel=entity:x",
        {"do": "hold", "view": "chart"},
        "?type=attack&sel=entity:x&hold-chart=?type=attack",
    ),
    ("?type=arrest&hold-chart=?type=attack", {"do": "hold", "view": "chart"}, "?type=arrest"),
    ("", {"do": "hold", "view": "page"}, ""),
    # filters
    ("", {"do": "toggle", "field": "event_types", "value": "attack"}, "?type=attack"),
    ("?type=attack&type=arrest", {"do": "toggle", "field": "event_types", "value": "attack"}, "?type=arrest"),
    ("", {"do": "toggle", "field": "period", "value": "x"}, ""),
    ("?type=attack", {"do": "unset", "field": "event_types"}, ""),
    ("", {"do": "rejected"}, "?rejected=1"),
    ("?rejected=1", {"do": "rejected"}, ""),
    ("?asof=2024-01-01", {"do": "unset", "field": "as_of"}, ""),
    ("", {"do": "text", "value": "  harbour "}, "?q=harbour"),
    ("?q=harbour", {"do": "text", "value": None}, ""),
    # the period: brushed, or one end typed
    (
        "",
        {"do": "period", "start": "2024-01-05 10:00", "end": "2024-01-02"},
        "?period=2024-01-02..2024-01-05",
    ),
    ("", {"do": "period", "start": "2024-01-05"}, "?period=2024-01-05..2024-01-05"),
    (
        "?period=2024-01-02..2024-01-05",
        {"do": "period", "end": "2024-01-09"},
        "?period=2024-01-02..2024-01-09",
    ),
    ("?period=2024-01-02..2024-01-05", {"do": "period", "start": "", "end": ""}, ""),
    ("", {"do": "as_of", "day": "2024-01-05"}, "?asof=2024-01-05"),
    ("?asof=2024-01-05", {"do": "as_of", "day": "soon"}, "?asof=2024-01-05&wrong=day:soon"),
    ("?asof=2024-01-05", {"do": "as_of", "day": ""}, ""),
    ("", {"do": "as_of", "day": "March 2024"}, "?asof=2024-03-31"),
    ("", {"do": "period", "start": "March 2024"}, "?period=2024-03-01..2024-03-31"),
    ("", {"do": "period", "start": "2024-03"}, "?period=2024-03-01..2024-03-31"),
    ("", {"do": "told", "end": "8 March 2024"}, "?told=2024-03-08..2024-03-08"),
    ("", {"do": "told", "start": "soonish"}, "?wrong=told-start:soonish"),
    ("", {"do": "text", "value": "(fire"}, "?wrong=text:(fire"),
    ("?wrong=text:(fire", {"do": "text", "value": "fire"}, "?q=fire"),
    ("?type=attack", {"do": "exclude", "field": "event_types", "value": "attack"}, "?not=event_types:attack"),
    ("?not=event_types:attack", {"do": "toggle", "field": "event_types", "value": "attack"}, "?type=attack"),
    ("", {"do": "stated"}, "?stated=1"),
    ("?stated=1", {"do": "stated"}, ""),
    ("", {"do": "list", "table": "unplaced"}, "?centre=table&table=unplaced"),
    # the view
    ("", {"do": "view", "field": "centre", "value": "table"}, "?centre=table"),
    ("", {"do": "view", "field": "centre", "value": "the moon"}, ""),
    ("", {"do": "view", "field": "limit", "value": "150"}, "?limit=150"),
    ("", {"do": "view", "field": "limit", "value": "999999"}, ""),
    ("", {"do": "expand", "ref": "x"}, "?plus=x"),
    ("?plus=x", {"do": "expand", "ref": "x"}, ""),
    ("", {"do": "open", "ref": "d", "at": "120"}, "?panel=document&open=d&at=120"),
    # nonsense
    ("?type=attack", {"do": "rm"}, "?type=attack"),
    ("?type=attack", {}, "?type=attack"),
]


@pytest.mark.parametrize(("before", "intent", "after"), TABLE)
def test_intents(before: str, intent: dict[str, Any], after: str) -> None:
    assert apply_intent(read_state(before), intent) == read_state(after)


verbs = st.sampled_from(
    [
        "select",
        "clear",
        "deselect",
        "toggle",
        "unset",
        "period",
        "as_of",
        "text",
        "view",
        "expand",
        "open",
        "moved",
        "only",
    ]
)
values = st.none() | st.text(max_size=12) | st.integers() | st.lists(st.integers(), max_size=2)
names = st.sampled_from(["kind", "ref", "field", "value", "start", "end", "day", "at", "from", "ids"])


@given(verbs, st.dictionaries(names, values))
def test_any_message_leaves_a_state_that_can_be_written(verb: str, rest: dict[str, Any]) -> None:
    state = apply_intent(State(), {"do": verb, **rest})
    assert read_state(write_state(state)) == state


def test_entities_whose_ids_changed_are_followed_everywhere() -> None:
    state = State(
        query=Query(entities=("a", "b")),
        selection=Selection(kind="entities", ref="a~b~c"),
        view=View(around="b", expanded=("b", "d"), hidden=("a",)),
    )
    moved = apply_intent(state, {"do": "moved", "ids": "b=a~d="})
    assert moved.query.entities == ("a",)
    assert moved.selection == Selection(kind="entities", ref="a~c")
    assert (moved.view.around, moved.view.expanded, moved.view.hidden) == ("a", ("a",), ("a",))


@pytest.mark.parametrize(
    ("before", "ids", "after"),
    [
        (Selection(kind="entity", ref="a"), "a=b", Selection(kind="entity", ref="b")),
        (Selection(kind="entity", ref="a"), "a=", Selection()),
        (Selection(kind="link", ref="a~b"), "a=b", Selection(kind="entity", ref="b")),
        (Selection(kind="link", ref="a~b"), "a=", Selection(kind="entity", ref="b")),
        (Selection(kind="path", ref="a~b"), "a=c", Selection(kind="path", ref="c~b")),
        (Selection(kind="event", ref="a"), "a=b", Selection(kind="event", ref="a")),
        (Selection(kind="entity", ref="a"), "", Selection(kind="entity", ref="a")),
    ],
)
def test_the_selection_follows(before: Selection, ids: str, after: Selection) -> None:
    assert apply_intent(State(selection=before), {"do": "moved", "ids": ids}).selection == after


def test_only_some_documents() -> None:
    state = State(query=Query(text="x"), selection=Selection(kind="event", ref="e"))
    narrowed = apply_intent(state, {"do": "only", "field": "documents", "value": "d1~d2"})
    assert narrowed.query == replace(PAGE, documents=("d1", "d2"))
    assert narrowed.selection == Selection()
    for nonsense in ({"field": "text", "value": "d1"}, {"field": "documents", "value": ""}):
        assert apply_intent(state, {"do": "only", **nonsense}) == state

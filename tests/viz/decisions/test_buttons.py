"""Buttons that correct, and the list of what was decided."""

from __future__ import annotations

import dataclasses

import pytest
from dash.development.base_component import Component

from nlp.query import DecisionRow
from tests.viz.rows import entity, event
from tests.viz.text import having, text_of, walk
from viz.decisions.buttons import (
    draw_account_actions,
    draw_decisions,
    draw_entity_actions,
    draw_several_actions,
    say_decision,
    say_moment,
)
from viz.kit.dom_tree import to_trees


def row(**more: object) -> DecisionRow:
    facts = {
        "id": "1",
        "kind": "merge",
        "made_at": "2031-05-06T07:08:09+00:00",
        "author": "",
        "value": "",
        "undone": False,
        "waiting": False,
        "text": "Merged Ann Orr and Orr",
    }
    return DecisionRow(**(facts | more))  # type: ignore[arg-type]


def writes(part: object) -> list[str]:
    given = (one.to_plotly_json()["props"] for one in walk(part) if isinstance(one, Component))
    return [str(props["data-write"]) for props in given if "data-write" in props]


def test_what_can_be_done_with_an_entity() -> None:
    assert writes(draw_entity_actions(entity("a"))) == [
        *("merge", "rename", "retype", "split", "apart", "hide", "why")
    ]
    assert writes(draw_several_actions([entity("a"), entity("b")])) == ["merge", "apart"]


def test_what_can_be_decided_of_an_account_depends_on_what_was() -> None:
    fresh = event("e")
    assert text_of(draw_account_actions(fresh)) == "DecideConfirmRejectSet the dateSame incident as…"
    confirmed = dataclasses.replace(fresh, review="confirmed", accounts=3)
    shown = text_of(draw_account_actions(confirmed))
    assert "Confirm" not in shown
    assert "Reject" in shown
    assert "Not this incident" in shown


def test_no_decision_yet() -> None:
    drawn = draw_decisions([], writable=True)
    assert "No decision yet" in text_of(drawn)
    assert "Your name" in text_of(drawn)
    assert "Your name" not in text_of(draw_decisions([], writable=False))


def test_the_list_marks_what_is_undone_and_what_waits() -> None:
    drawn = draw_decisions(
        [
            row(id="3", undone=True, text="Hid Quay"),
            row(id="2", waiting=True, author="R. Adair"),
            row(id="1"),
        ],
        writable=True,
    )
    assert len(having(drawn, "decision")) == 3
    assert text_of(having(drawn, "undone")).startswith("Hid Quay")
    assert "Waiting" in text_of(having(drawn, "waiting"))
    assert "by R. Adair" in text_of(having(drawn, "waiting"))
    assert to_trees(drawn)


@pytest.mark.parametrize(("undone", "off"), [(True, "Undo"), (False, "Redo")])
def test_only_what_can_be_done_is_offered(undone: bool, off: str) -> None:
    drawn = draw_decisions([row(undone=undone)], writable=True)
    disabled = [one for one in walk(drawn) if getattr(one, "disabled", None)]
    assert [text_of(one) for one in disabled] == [off]


@pytest.mark.parametrize(
    ("kind", "value", "text", "said"),
    [
        ("merge", "", "Merged A and B", "Merged A and B"),
        ("retype", "ORG", "Made Quay a ORG", "Made Quay an organisation"),
        ("retype", "PLACE", "Made Quay a PLACE", "Made Quay a place"),
        ("redate", "2031", "Dated “raid” 2031", "Dated “raid”: 2031"),
        ("publish", "", "Dated the report “Raid” unknown", "Dated the report “Raid”: date unknown"),
    ],
)
def test_decisions_in_words(kind: str, value: str, text: str, said: str) -> None:
    assert say_decision(row(kind=kind, value=value, text=text)) == said


def test_moments() -> None:
    assert say_moment("2031-05-06T12:08:09+00:00").startswith(("5 May", "6 May", "7 May"))
    assert say_moment("") == ""

"""The state in parts: what a change reaches, and what two views must not share."""

from __future__ import annotations

from dataclasses import replace

import pytest
from dash import html

from nlp.query import Query
from viz.page.dashboard import VIEWS
from viz.state.registry import PageView, all_parts, changed_parts, part_of, while_seen
from viz.state.state import Selection, State, View, read_state, state_of

PARTS = all_parts(VIEWS)
BEFORE = State(query=Query(text="depot"), selection=Selection(kind="event", ref="e1"))


@pytest.mark.parametrize(
    ("now", "reached"),
    [
        (BEFORE, set()),
        (replace(BEFORE, view=View(panel="profile")), {"panel"}),
        (replace(BEFORE, view=View(document="d1", at=4, panel="document")), {"panel"}),
        (replace(BEFORE, view=View(lanes="source")), {"lanes"}),
        (replace(BEFORE, view=View(size="links")), {"chart"}),
        (replace(BEFORE, selection=Selection(kind="event", ref="e2")), {"panel", "lanes"}),
        (replace(BEFORE, selection=Selection(kind="entity", ref="n1")), {"panel", "lanes", "chart"}),
        (replace(BEFORE, view=View(centre="table")), {"table"}),
        (
            replace(BEFORE, query=Query()),
            {"panel", "lanes", "chart", "rail", "counts", "histogram", "reports"},
        ),
    ],
)
def test_a_change_reaches_those_it_concerns(now: State, reached: set[str]) -> None:
    assert set(changed_parts(PARTS, BEFORE, now)) == reached


def test_at_first_and_after_a_write_all_parts_are_sent() -> None:
    assert set(changed_parts(PARTS, None, BEFORE)) == set(PARTS)


def test_a_part_of_a_held_view_keeps_what_it_was_held_at() -> None:
    held = State(view=View(held=(("chart", "?q=mill"), ("map", "?q=mine"))))
    part = part_of("query", held="chart")(held)
    assert part.view.held == (("chart", "?q=mill"),)
    assert state_of(part, "chart").query == read_state("?q=mill").query


def test_an_unseen_tab_is_drawn_from_nothing() -> None:
    part = while_seen("map", part_of("query"))
    assert part(BEFORE) == part(replace(BEFORE, query=Query(text="other")))


def test_two_views_cannot_share_a_part_and_places_are_known() -> None:
    def view(name: str, place: str) -> PageView:
        return PageView(
            name=name,
            place=place,
            layout=lambda setting: html.Div(),
            register=lambda app, case: None,
            parts={"words": part_of("query")},
        )

    with pytest.raises(ValueError, match="another view has a part 'words'"):
        all_parts([view("one", "centre"), view("two", "centre")])
    with pytest.raises(ValueError, match="no place 'attic'"):
        all_parts([view("one", "attic")])

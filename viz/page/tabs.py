"""The tabs of the centre: one for each view that stands there, in the order of the list of views."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from dash import Dash, Output, html

from viz.kit import ids
from viz.kit.components import segmented
from viz.state.registry import PageView, Setting, part_input, part_of
from viz.state.state import read_state

if TYPE_CHECKING:
    from nlp.case import Case


def make_tabs(views: Sequence[PageView]) -> PageView:
    """The row of tabs for the ``views`` that stand in the centre."""
    words = {view.name: view.title for view in views if view.place == "centre"}

    def layout(setting: Setting) -> html.Div:
        return html.Div(id=ids.CENTRE, className="tabs")

    def register(app: Dash, case: Case) -> None:
        @app.callback(
            Output(ids.CENTRE, "children"),
            *(Output(f"{name}-pane", "hidden") for name in words),
            part_input("tabs"),
        )
        def show_tab(data: str) -> tuple[Any, ...]:
            asked = read_state(data).view.centre
            chosen = asked if asked in words else next(iter(words))
            return segmented("", "centre", chosen, words), *(chosen != one for one in words)

    return PageView(
        name="tabs", place="tabs", layout=layout, register=register, parts={"tabs": part_of("centre")}
    )

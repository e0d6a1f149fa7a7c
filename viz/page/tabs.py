"""The tabs of the centre: chart, table, map."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dash import Dash, Input, Output, html

from viz.kit import ids
from viz.kit.components import segmented
from viz.state.state import read_state

if TYPE_CHECKING:
    from nlp.case import Case

WORDS = {"chart": "Link chart", "table": "Table", "map": "Map"}


def layout() -> html.Div:
    """The row of tabs."""
    return html.Div(id=ids.CENTRE, className="tabs")


def register(app: Dash, case: Case) -> None:
    """Wire tabs and the visibility of their panes."""

    @app.callback(
        Output(ids.CENTRE, "children"),
        Output(ids.CHART_PANE, "hidden"),
        Output(ids.TABLE_PANE, "hidden"),
        Output(ids.MAP_PANE, "hidden"),
        Input(ids.STATE, "data"),
    )
    def show_tab(data: str) -> tuple[Any, ...]:
        chosen = read_state(data).view.centre
        return segmented("", "centre", chosen, WORDS), *(chosen != one for one in WORDS)

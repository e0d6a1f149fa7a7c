"""The filter rail at the left."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from dash import Dash, Input, Output, html

from viz.filters.rail import draw_rail
from viz.kit import ids
from viz.kit.clientside import run_in_browser
from viz.kit.components import attributes
from viz.kit.dom_tree import to_trees
from viz.state.limits import POOL
from viz.state.registry import PageView, Setting, part_input, part_of
from viz.state.state import read_state

if TYPE_CHECKING:
    from nlp.case import Case


def layout(setting: Setting) -> html.Nav:
    """An empty rail; the state fills it."""
    return html.Nav(id=ids.FILTERS, className="rail", **attributes(aria_label="Filters"))


def register(app: Dash, case: Case) -> None:
    """Wire the rail to the query."""

    @app.callback(Output(ids.RAIL_TREE, "data"), part_input("rail"))
    def show_rail(data: str) -> list[Any]:
        state = read_state(data)
        query = state.query
        out = (one.partition(":")[2] for one in query.excluded if one.startswith("names:"))
        asked = (case.entity(one) for one in (*query.entities, *query.names, *out))
        free = replace(
            query, names=(), excluded=tuple(o for o in query.excluded if not o.startswith("names:"))
        )
        rail = draw_rail(
            case.overview(query),
            query,
            {row.id: row.name for row in asked if row},
            actors=case.entities(free, limit=POOL),
            wrong=state.view.wrong,
        )
        return to_trees(rail)

    run_in_browser(app, "railDrawn", Input(ids.RAIL_TREE, "data"))


VIEW = PageView(
    name="filters", place="rail", layout=layout, register=register, parts={"rail": part_of("query", "wrong")}
)

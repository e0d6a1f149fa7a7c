"""The link chart: the entities that matter most for the query, and what joins them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import dash_cytoscape as cyto
from dash import Dash, Input, Output, html

from nlp.query import EntityRow, Query
from viz import ids
from viz.browser import run_in_browser
from viz.chart import draw_elements, draw_stylesheet
from viz.elements import attributes, nothing_matches, segmented
from viz.network import POOL, Network, build_network, choose_linked
from viz.selection import LIMITS, State, read_state
from viz.theme import STANDINGS, type_style

if TYPE_CHECKING:
    from nlp.case import Case

_NEIGHBOURS = 25


def layout() -> html.Div:
    """The pane: the chart, its tools, its legend and its empty state."""
    tools = {
        "in": ("+", "Zoom in (+)"),
        "out": ("−", "Zoom out (−)"),
        "fit": ("Fit", "Show all (0)"),
        "png": ("PNG", "Save the chart as a picture"),
    }
    return html.Div(
        [
            cyto.Cytoscape(
                id=ids.CHART,
                elements=[],
                stylesheet=[],
                layout={"name": "preset", "fit": True, "padding": 28},
                style={"width": "100%", "height": "100%"},
                minZoom=0.15,
                maxZoom=3,
                boxSelectionEnabled=False,
                responsive=False,
                autoRefreshLayout=False,
            ),
            html.Div(id=ids.CHART_NOTE, className="chart-note"),
            html.Div(
                [
                    html.Button(word, type="button", title=hint, **attributes(data_local=f"chart-{name}"))
                    for name, (word, hint) in tools.items()
                ],
                className="chart-tools",
            ),
            html.Div(id=ids.CHART_LEGEND, className="chart-legend"),
            html.Div(id=ids.CHART_EMPTY, className="over"),
        ],
        id=ids.CHART_PANE,
        className="pane chart-pane",
    )


def register(app: Dash, case: Case) -> None:
    """Wire the chart to the query; selection and labels are kept by the browser (``assets/chart.js``)."""

    @app.callback(
        Output(ids.CHART, "elements"),
        Output(ids.CHART_NOTE, "children"),
        Output(ids.CHART_LEGEND, "children"),
        Output(ids.CHART_EMPTY, "children"),
        Input(ids.STATE, "data"),
    )
    def show_chart(data: str) -> tuple[Any, ...]:
        state = read_state(data)
        network = read_network(case, state)
        events = {event.id: event for event in case.events(state.query, limit=2000)}
        elements = draw_elements(network, events)
        return (
            elements,
            draw_note(network, state),
            draw_legend(network),
            None if elements else nothing_matches(),
        )

    @app.callback(Output(ids.CHART, "stylesheet"), Input(ids.THEME, "data"))
    def show_mode(mode: str) -> list[dict[str, Any]]:
        return draw_stylesheet(mode, icons=app.get_asset_url("icons"))

    run_in_browser(
        app,
        "chartDrawn",
        Input(ids.CHART, "elements"),
        Input(ids.CHART, "stylesheet"),
        Input(ids.STATE, "data"),
        Input(ids.FOCUS, "data"),
    )


def read_network(case: Case, state: State) -> Network:
    """What the chart of ``state`` shows: the top of the query, what is expanded, and what is selected."""
    keep, rows = read_extra(case, state)
    pool = list({row.id: row for row in (*rows, *case.entities(state.query, limit=POOL))}.values())
    links = case.links(state.query, [row.id for row in pool])
    shown = choose_linked(pool, links, state.view.limit, keep)
    total = case.overview(state.query).entities
    return build_network(shown, links, total=max(total, len(shown)), base=read_base(case, state.view.limit))


def read_base(case: Case, limit: int) -> dict[str, tuple[float, float]]:
    """The places of the whole case's first nodes, from which every other picture begins."""
    pool = case.entities(Query(), limit=POOL)
    links = case.links(Query(), [row.id for row in pool])
    return dict(build_network(choose_linked(pool, links, limit), links).positions)


def read_extra(case: Case, state: State) -> tuple[list[str], list[EntityRow]]:
    """Entities to draw whatever their rank: the selected ones and the neighbours of the expanded ones."""
    chosen = state.selection
    ends = chosen.ref.split("~") if chosen.kind == "link" else [chosen.ref] if chosen.kind == "entity" else []
    around = [
        row
        for one in state.view.expanded
        for row in case.entities(
            replace(state.query, entities=(*state.query.entities, one)), limit=_NEIGHBOURS
        )
    ]
    found = [row for one in (*ends, *state.view.expanded, *state.query.entities) if (row := case.entity(one))]
    return [row.id for row in (*found, *around)], [*found, *around]


def draw_note(network: Network, state: State) -> list[Any]:
    """How many of how many are drawn, and by which rule."""
    shown = len(network.entities)
    if shown >= network.total:
        text = f"All {shown} entities"
    else:
        text = (
            f"Showing {shown} of {network.total:,} entities: "
            "those in most events of this query, linked ones first."
        )
    if network.total <= LIMITS[0]:
        return [html.Span(text)]
    return [
        html.Span(text),
        segmented("At most", "limit", str(state.view.limit), {str(n): str(n) for n in LIMITS}),
    ]


def draw_legend(network: Network) -> list[Any]:
    """The types and standings that are in the picture."""
    types = dict.fromkeys(str(row.type) for row in network.entities)
    keys = [
        html.Span(
            [html.Span(className=f"icon icon-{type_style(t).icon} t-{t.lower()}"), type_style(t).plural]
        )
        for t in types
    ]
    lines = [
        html.Span([html.Span(className=f"line is-{k} dash-{s.dash}"), s.word]) for k, s in STANDINGS.items()
    ]
    return [*keys, *(lines if network.links else [])]

"""The link chart: the entities that matter most for the query, and what joins them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import dash_cytoscape as cyto
from dash import Dash, Input, Output, State, dcc, html, no_update

from nlp.query import EventRow
from viz.chart.controls import draw_actions, draw_found, draw_hold, draw_legend, draw_note, draw_options
from viz.chart.cytoscape import draw_elements
from viz.chart.network import Network, Position, stretch, stretch_to
from viz.chart.overview_arrays import draw_overview, place_overview
from viz.chart.read import is_overview, read_base, read_network, read_overview, read_overview_base, read_pins
from viz.chart.stylesheet import draw_stylesheet
from viz.chart.svg_chart import draw_chart_svg
from viz.kit import ids
from viz.kit.clientside import run_in_browser
from viz.kit.components import attributes, empty, nothing_matches, typing_field
from viz.state.limits import CALENDAR, POOL
from viz.state.registry import PageView, Setting, part_input, part_of
from viz.state.state import State as Shown
from viz.state.state import View, read_state, state_of, why_not, write_state

if TYPE_CHECKING:
    from nlp.case import Case

__all__ = ["layout", "read_network", "register"]
_TOOLS = {
    "in": ("+", "Zoom in (+)"),
    "out": ("−", "Zoom out (−)"),
    "fit": ("Fit", "Show all (0)"),
}
_FOUND = 8


def layout(setting: Setting) -> html.Div:
    """The pane: a bar with what is shown and its tools, and below it the chart with its signs."""
    return html.Div(
        [
            dcc.Store(id=ids.CHART_PINS),
            dcc.Store(id=ids.CHART_GROUPS),
            dcc.Store(id=ids.CHART_OVERVIEW),
            dcc.Store(id=ids.CHART_DRAWN),
            dcc.Store(id=ids.CHART_SHAPE),
            dcc.Download(id=ids.CHART_FILE),
            html.Div(
                [html.Div(id=ids.CHART_NOTE, className="chart-note"), *_draw_tools()], className="chart-bar"
            ),
            html.Div(
                [
                    cyto.Cytoscape(
                        id=ids.CHART,
                        elements=[],
                        stylesheet=[],
                        layout={"name": "preset", "fit": True, "padding": 28},
                        style={"width": "100%", "height": "100%"},
                        minZoom=0.15,
                        maxZoom=3,
                        boxSelectionEnabled=True,
                        responsive=False,
                        autoRefreshLayout=False,
                    ),
                    html.Div(
                        id=ids.CHART_ACTIONS,
                        className="chart-actions",
                        role="toolbar",
                        **attributes(aria_label="What is selected"),
                    ),
                    html.Div(id=ids.CHART_EMPTY, className="over"),
                ],
                className="chart-stage",
            ),
            html.Div(id=ids.CHART_LEGEND, className="chart-legend"),
        ],
        id=ids.CHART_PANE,
        className="pane chart-pane",
    )


def _draw_tools() -> list[Any]:
    find = html.Div(
        [
            typing_field(ids.CHART_FIND_ASKED, "Find in the chart", "Find a name   g", wait=120),
            html.Div(id=ids.CHART_FOUND, className="chart-found"),
        ],
        className="chart-find",
    )
    options = html.Details(
        [
            html.Summary("View", title="How many, what size means, communities"),
            html.Div(id=ids.CHART_OPTIONS, className="menu-body"),
        ],
        className="menu",
    )
    buttons = [
        html.Button(word, type="button", title=hint, **attributes(data_local=f"chart-{name}"))
        for name, (word, hint) in _TOOLS.items()
    ]
    key = html.Details(
        [
            html.Summary("Key", title="What the signs mean"),
            html.Div(className="menu-body signs", **attributes(data_copy=ids.CHART_LEGEND)),
        ],
        className="menu chart-key",
    )
    return [find, options, html.Div(buttons, className="chart-tools"), key, _draw_saving()]


def _draw_saving() -> html.Details:
    """The menu of what is seldom needed: pictures, and keeping the view."""
    png = html.Button(
        "PNG", type="button", title="Save the chart as a picture", **attributes(data_local="chart-png")
    )
    svg = html.Button("SVG", type="button", title="Save the chart as a drawing", id=ids.CHART_SVG)
    parts = [
        html.Div([png, svg], className="chart-tools"),
        html.Div(id=ids.CHART_HOLD, className="chart-hold"),
    ]
    return html.Details(
        [html.Summary("Save", title="Take a picture, or keep it"), html.Div(parts, className="menu-body")],
        className="menu",
    )


def register(app: Dash, case: Case) -> None:
    """Wire the chart to the query; selection, labels and pins are kept by the browser (``assets/``)."""

    @app.callback(
        Output(ids.CHART, "elements"),
        Output(ids.CHART_NOTE, "children"),
        Output(ids.CHART_LEGEND, "children"),
        Output(ids.CHART_EMPTY, "children"),
        Output(ids.CHART_OPTIONS, "children"),
        Output(ids.CHART_ACTIONS, "children"),
        Output(ids.CHART_HOLD, "children"),
        Output(ids.CHART_GROUPS, "data"),
        Output(ids.CHART_OVERVIEW, "data"),
        Output(ids.CHART_DRAWN, "data"),
        part_input("chart"),
        Input(ids.CHART_PINS, "data"),
        Input(ids.CHART_SHAPE, "data"),
        State(ids.CHART_DRAWN, "data"),
    )
    def show_chart(data: str, pins: Any, shape: float | None, drawn: str | None) -> tuple[Any, ...]:
        now = read_state(data)
        # a chart that is kept keeps its query; what is expanded, hidden or chosen is of now
        shown = replace(now, query=state_of(now, "chart").query)
        return show_picture(case, shown, read_pins(pins), drawn=drawn or "", aspect=shape)

    @app.callback(Output(ids.CHART, "stylesheet"), Input(ids.THEME, "data"))
    def show_mode(mode: str) -> list[dict[str, Any]]:
        return draw_stylesheet(mode)

    run_in_browser(
        app,
        "chartDrawn",
        Input(ids.CHART, "elements"),
        Input(ids.CHART, "stylesheet"),
        Input(ids.STATE, "data"),
        Input(ids.FOCUS, "data"),
    )

    @app.callback(Output(ids.CHART_FOUND, "children"), Input(ids.CHART_FIND_ASKED, "data"))
    def show_found(text: str | None) -> Any:
        wanted = (text or "").strip()
        hits = case.search(wanted, limit=40) if wanted and not why_not(wanted) else []
        return draw_found([hit for hit in hits if hit.kind == "entity"][:_FOUND], wanted)

    @app.callback(
        Output(ids.CHART_FILE, "data"),
        Input(ids.CHART_SVG, "n_clicks"),
        State(ids.STATE, "data"),
        State(ids.CHART_PINS, "data"),
        State(ids.THEME, "data"),
        prevent_initial_call=True,
    )
    def save_svg(clicks: int | None, data: str, pins: Any, mode: str) -> Any:
        if not clicks:
            return no_update
        now = read_state(data)
        shown = replace(now, query=state_of(now, "chart").query)
        picture = draw_chart_svg(
            read_network(case, shown, read_pins(pins)), read_events(case, shown), mode=mode
        )
        return {"content": picture, "filename": "chart.svg", "type": "image/svg+xml"}

    run_in_browser(app, "pinsKept", Input(ids.URL, "hash"))
    run_in_browser(app, "groupsDrawn", Input(ids.CHART_GROUPS, "data"), Input(ids.THEME, "data"))
    run_in_browser(
        app,
        "overviewDrawn",
        Input(ids.CHART_OVERVIEW, "data"),
        Input(ids.THEME, "data"),
        Input(ids.STATE, "data"),
    )


def show_picture(
    case: Case,
    state: Shown,
    pins: Mapping[str, Position],
    *,
    drawn: str = "",
    aspect: float | None = None,
) -> tuple[Any, ...]:
    """What the chart's parts show, in the order of the callback's outputs.

    An overview is large, so it is not sent again while it is the one that is ``drawn``.
    """
    rows = [row for one in state.selection.entities if (row := case.entity(one))]
    actions = draw_actions(state, rows, frozenset(pins))
    key = overview_key(case, state) if is_overview(case, state) else ""
    if key and key == drawn:
        return (*[no_update] * 5, actions, *[no_update] * 4)
    if key:
        entities, links, total = read_overview(case, state)
        network = Network(entities=tuple(entities), links=tuple(links), positions={}, total=total)
        base = place_overview(*read_overview_base(case))
        elements, overview = [], draw_overview(entities, links, base=base)
    else:
        by = stretch_to(read_base(case, min(state.view.limit, POOL)), aspect)
        network, overview = stretch(read_network(case, state, pins), by), None
        elements = draw_elements(network, read_events(case, state), stretched=by)
    centre = row.name if state.view.around and (row := case.entity(state.view.around)) else ""
    links_drawn = len(network.links) if overview else 0
    return (
        elements,
        draw_note(len(network.entities), network.total, state, centre=centre, links=links_drawn),
        draw_legend(network, state, contested=any("contested" in one["classes"] for one in elements)),
        None if network.entities else _draw_empty(case, state),
        draw_options(state, case.overview(state.query).entities),
        actions,
        draw_hold(state),
        [list(group.members) for group in network.groups],
        overview,
        key,
    )


def _draw_empty(case: Case, state: Shown) -> Any:
    """What stands in the chart's place: nothing fits the filters, or nothing in the case has a name."""
    if case.overview().entities:
        return nothing_matches()
    return empty("No names in this case", "Nobody and nothing that could be drawn is named in its reports.")


def overview_key(case: Case, state: Shown) -> str:
    """What an overview depends on, as text: one that has the same is the same."""
    chosen = Shown(query=state.query, view=View(hidden=state.view.hidden, held=state.view.held))
    return f"{case.revision} {write_state(chosen)}"


def read_events(case: Case, state: Shown) -> dict[str, EventRow]:
    """Events by id, which tell how firmly links stand: those that the timeline draws too, so that they are
    read once. Of other events a link's firmest is known."""
    return {event.id: event for event in case.events(state.query, limit=CALENDAR.most)}


VIEW = PageView(
    name="chart",
    place="centre",
    title="Link chart",
    layout=layout,
    register=register,
    parts={
        "chart": part_of(
            "query", "entities", "limit", "size", "groups", "around", "expanded", "hidden", held="chart"
        )
    },
)

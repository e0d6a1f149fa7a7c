"""The map: where the events of the query took place, as exactly as it is known, and the same as a list."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from dash import ClientsideFunction, Dash, Input, Output, dcc, get_asset_url, html

from nlp.query import PlaceRow
from viz.kit import ids
from viz.kit.clientside import run_in_browser
from viz.kit.components import attributes, button, empty, nothing_matches
from viz.kit.plotly_base import CONFIG, blank_figure
from viz.kit.wording import count_of
from viz.map.figure import PRECISION, draw_map
from viz.state.hold import hold_button
from viz.state.limits import PLACES
from viz.state.registry import PageView, Setting, is_seen, part_input, part_of, while_seen
from viz.state.state import State, read_state, state_of

if TYPE_CHECKING:
    from nlp.case import Case

_TOOLS = {
    "map-in": ("+", "Zoom in"),
    "map-out": ("−", "Zoom out"),
    "map-fit": ("Fit", "Show all places of the query"),
    "map-png": ("PNG", "Save the map as a picture"),
}


def layout(setting: Setting) -> html.Div:
    """The map, its tools and legend, and beside it the list of the same places."""
    config: Any = {
        **CONFIG,
        "scrollZoom": "geo",
        "topojsonURL": get_asset_url("topojson/"),  # type: ignore[no-untyped-call]
    }
    return html.Div(
        [
            dcc.Store(id=ids.MAP_FIGURE),
            html.Div(
                [
                    html.Div(id=ids.MAP_NOTE, className="chart-note"),
                    html.Div(id=ids.MAP_HOLD, className="chart-hold"),
                    html.Div([_tool(*one) for one in _TOOLS.items()], className="chart-tools"),
                ],
                className="chart-bar",
            ),
            html.Div(
                [
                    html.Div(
                        [
                            dcc.Graph(
                                id=ids.MAP,
                                figure=blank_figure(),
                                config=config,
                                responsive=True,
                                style={"height": "100%"},
                            ),
                            draw_legend(),
                            html.Div(id=ids.MAP_EMPTY, className="over"),
                        ],
                        className="map-box",
                    ),
                    html.Div(
                        id=ids.MAP_LIST,
                        className="map-list",
                        tabIndex=0,
                        role="region",
                        **attributes(aria_label="Places as a list"),
                    ),
                ],
                className="map-row",
            ),
        ],
        id=ids.MAP_PANE,
        className="pane map-pane",
        hidden=True,
    )


def _tool(name: str, what: tuple[str, str]) -> html.Button:
    word, hint = what
    return html.Button(word, type="button", title=hint, **attributes(data_map=name, aria_label=hint))


def draw_legend() -> html.Div:
    """How places are drawn, and whose boundaries these are."""
    kinds = {"dot": "town or site", "ring": "region or water, not its border", "area": "country"}
    return html.Div(
        [
            *(html.Span([html.Span(className=f"place {kind}"), word]) for kind, word in kinds.items()),
            html.Span("Larger, darker: more events"),
            html.Span("Boundaries: Natural Earth, as controlled on the ground; no claim is meant by them"),
        ],
        className="chart-legend",
    )


def register(app: Dash, case: Case) -> None:
    """Wire the map to the state. It is drawn while it is seen."""

    @app.callback(
        Output(ids.MAP_FIGURE, "data"),
        Output(ids.MAP_NOTE, "children"),
        Output(ids.MAP_HOLD, "children"),
        Output(ids.MAP_LIST, "children"),
        Output(ids.MAP_EMPTY, "children"),
        part_input("map"),
        Input(ids.THEME, "data"),
    )
    def show_map(data: str, mode: str) -> tuple[Any, ...]:
        now = read_state(data)
        if not is_seen(now, "map"):
            return blank_figure(), [], None, [], None
        state = state_of(now, "map")
        places = case.places(state.query, limit=PLACES.most)
        events = case.overview(state.query).events
        chosen = chosen_places(case, state)
        return (
            draw_map(places, mode=mode, chosen=chosen),
            draw_note(places, events),
            hold_button(now, "map"),
            draw_list(places, events, chosen),
            draw_empty(places, events),
        )

    cut = ClientsideFunction("dateline", "mapCut")
    app.clientside_callback(  # type: ignore[no-untyped-call]
        cut, Output(ids.MAP, "figure"), Input(ids.MAP_FIGURE, "data"), prevent_initial_call=True
    )
    run_in_browser(app, "mapDrawn", Input(ids.MAP, "figure"))
    run_in_browser(app, "placeClicked", Input(ids.MAP, "clickData"), initial=False)


def chosen_places(case: Case, state: State) -> list[str]:
    """Ids of the places that the selection means: a place itself, or where the selected events took place."""
    kind, ref = state.selection.kind, state.selection.ref
    if kind == "event":
        event = case.event(ref)
        return [event.place_entity] if event and event.place_entity else []
    if kind == "incident":
        return sorted({one.place_entity for one in case.incident(ref) if one.place_entity})
    if kind == "document":
        return [one.id for one in case.places(replace(state.query, documents=(ref,)))]
    ends = state.selection.entities
    if kind == "entities":
        asked = [(*state.query.entities, one) for one in ends]
    else:
        asked = [(*state.query.entities, *ends)] if ends else []
    found = {one.id for entities in asked for one in case.places(replace(state.query, entities=entities))}
    own = set(ends) & {one.id for one in case.places(state.query, limit=PLACES.most)}
    return sorted(own or found)


def draw_note(places: list[PlaceRow], events: int) -> list[Any]:
    """How many of the query's events are on the map."""
    if not places:
        return []
    placed = min(sum(place.events for place in places), events)
    text = f"{placed:,} of {count_of(events, 'event')} in {count_of(len(places), 'place')}"
    more = sum(place.inherited for place in places)
    hint = "They name no place themselves; all accounts of their incident that do name the same one"
    parts = [html.Span(text)]
    if more:
        parts.append(html.Span(f"{more:,} more there by another account", title=hint))
    if told := PLACES.tell(len(places), len(places) + (len(places) >= PLACES.most)):
        parts.append(html.Span(told))
    return parts


def draw_empty(places: list[PlaceRow], events: int) -> Any:
    """What stands in the map's place where no place is known."""
    if places:
        return None
    if not events:
        return nothing_matches()
    return empty(
        "No place to show",
        f"None of the {count_of(events, 'event')} of this query has a place whose position is known.",
    )


def draw_list(places: list[PlaceRow], events: int, chosen: list[str]) -> list[Any]:
    """The places as a table, for reading and for the keyboard; and how many events have none."""
    missing = max(events - sum(place.events + place.inherited for place in places), 0)
    rows = [
        html.Tr(
            [
                html.Td(
                    button(
                        place.name,
                        "select",
                        css="link",
                        pressed=place.id in chosen,
                        kind="entity",
                        ref=place.id,
                    )
                ),
                html.Td(PRECISION.get(place.precision or "", "place")),
                html.Td(
                    f"{place.events:,} + {place.inherited:,}" if place.inherited else f"{place.events:,}",
                    className="number",
                    title="named in the sentence + by another account of the incident"
                    if place.inherited
                    else None,
                ),
            ],
            className="chosen" if place.id in chosen else "",
        )
        for place in places
    ]
    head = html.Tr([html.Th("Place"), html.Th("Known as"), html.Th("Events", className="number")])
    words = (
        f"{count_of(missing, 'event has', 'events have')} no place on the map: "
        "none is stated, or its position is not known."
    )
    return [
        html.Table([html.Thead(head), html.Tbody(rows)]) if rows else None,
        html.P(words, className="note") if missing else None,
    ]


VIEW = PageView(
    name="map",
    place="centre",
    title="Map",
    layout=layout,
    register=register,
    parts={"map": while_seen("map", part_of("query", "selection", held="map"))},
)

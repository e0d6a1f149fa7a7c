"""The timeline: the whole case as a histogram, and below it the events of the query in lanes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from dash import Dash, Input, Output, dcc, html

from nlp.query import EventRow
from viz import ids
from viz.browser import run_in_browser
from viz.elements import attributes, button, nothing_matches, segmented
from viz.figures import CONFIG, LEFT, OVERVIEW_HEIGHT, RIGHT, blank_figure, draw_overview
from viz.lanes import draw_lanes
from viz.selection import State, read_state
from viz.timeline import WIDTH, Timeline, build_timeline, core_period
from viz.words import count_of, say_day

if TYPE_CHECKING:
    from nlp.case import Case

MOST = 2000
_BY = {"type": "what", "entity": "who", "source": "source", "place": "where"}


def layout() -> html.Div:
    """Overview above, lanes below, with the choice of lanes between."""
    return html.Div(
        [
            dcc.Graph(
                id=ids.OVERVIEW,
                figure=blank_figure(),
                config=CONFIG,
                responsive=True,
                className="overview",
                style={"height": f"{OVERVIEW_HEIGHT}px"},
            ),
            html.Div(
                [html.Div(id=ids.LANES_BY), html.Div(id=ids.LANES_NOTE, className="note")],
                className="lanes-bar",
            ),
            html.Div(
                dcc.Graph(id=ids.LANES, figure=blank_figure(), config=CONFIG, responsive=True),
                className="lanes-scroll",
                tabIndex=0,
                role="region",
                **attributes(aria_label="Events in lanes; the table lists the same"),
            ),
        ],
        className="pane timeline-pane",
    )


def register(app: Dash, case: Case) -> None:
    """Wire both figures to the state; brushes and clicks are turned into intents in the browser."""

    @app.callback(
        Output(ids.OVERVIEW, "figure"),
        Output(ids.OVERVIEW, "style"),
        Input(ids.STATE, "data"),
        Input(ids.THEME, "data"),
    )
    def show_overview(data: str, mode: str) -> tuple[Any, dict[str, str]]:
        query = read_state(data).query
        whole = replace(query, period=None)
        core = core_period(case.events(whole, limit=MOST))
        bins = case.histogram(replace(whole, period=core), bins=160)
        figure = draw_overview(bins, mode=mode, period=query.period, as_of=query.as_of)
        return figure, {"height": f"{figure.layout.height}px"}

    @app.callback(
        Output(ids.LANES, "figure"),
        Output(ids.LANES, "style"),
        Output(ids.LANES_BY, "children"),
        Output(ids.LANES_NOTE, "children"),
        Output(ids.ORDER, "data"),
        Output(ids.FOCUS, "data"),
        Input(ids.STATE, "data"),
        Input(ids.THEME, "data"),
        Input(ids.WIDTH, "data"),
    )
    def show_lanes(data: str, mode: str, width: float | None) -> tuple[Any, ...]:
        state = read_state(data)
        events = case.events(state.query, limit=MOST)
        names = {row.id: row.name for row in case.entities(state.query, limit=500)}
        timeline = build_timeline(
            events, by=state.view.lanes, names=names, period=state.query.period, width=axis_width(width)
        )
        chosen = chosen_events(events, state)
        figure = draw_lanes(timeline, mode=mode, chosen=chosen, revision=data)
        bar = segmented("Lanes by", "lanes", state.view.lanes, _BY)
        style = {"height": f"{figure.layout.height}px"}
        remark = draw_note(timeline, state, len(events))
        return figure, style, bar, remark, order_of(timeline), involved(events, chosen)

    for figure in (ids.OVERVIEW, ids.LANES):
        run_in_browser(app, "brushed", Input(figure, "selectedData"), initial=False)
    run_in_browser(app, "lanesDrawn", Input(ids.LANES, "figure"))
    run_in_browser(app, "pointClicked", Input(ids.LANES, "clickData"), initial=False)


def axis_width(pane: float | None) -> float:
    """Pixels the axes have in a pane of that width."""
    return max(200.0, pane - LEFT - RIGHT) if pane else WIDTH


def chosen_events(events: list[EventRow], state: State) -> list[str]:
    """Ids of the events that the selection means."""
    kind, ref = state.selection.kind, state.selection.ref
    if kind == "event":
        return [ref]
    if kind == "incident":
        return [e.id for e in events if e.incident_id == ref]
    if kind in ("entity", "link"):
        ends = set(ref.split("~"))
        return [e.id for e in events if ends <= {*e.participant_entities, e.place_entity}]
    return []


def involved(events: list[EventRow], chosen: list[str]) -> list[str]:
    """Ids of the entities that take part in the chosen events, or are their place."""
    those = [event for event in events if event.id in set(chosen)]
    return sorted({one for e in those for one in (*e.participant_entities, e.place_entity) if one})


def order_of(timeline: Timeline) -> list[str]:
    """Event ids in the order in which the keys step through them: by time, the undated last."""
    marks = [
        mark
        for section in (timeline.calendar, timeline.yearless, timeline.undated)
        for mark in sorted(
            section.marks,
            key=lambda m: (m.row, m.start) if section is timeline.undated else (m.middle, m.row),
        )
    ]
    return list(dict.fromkeys(one for mark in marks for one in mark.members[:1]))


def draw_note(timeline: Timeline, state: State, drawn: int) -> Any:
    """What is not in the picture, and the way to it."""
    if not drawn:
        return nothing_matches()
    parts: list[Any] = []
    if state.query.period:
        start, end = state.query.period
        parts += [
            f"{say_day(start)} – {say_day(end)}. Events without a year or date are outside any period. ",
            button("Whole case", "unset", css="link", field="period"),
        ]
    if timeline.before or timeline.after:
        far = [
            f"{timeline.before:,} earlier" if timeline.before else "",
            f"{timeline.after:,} later" if timeline.after else "",
        ]
        parts.append(f"{' and '.join(f for f in far if f)}, out of view. ")
    if drawn >= MOST:
        parts.append(f"The {count_of(MOST, 'event')} of most weight; narrow the query to see others. ")
    return parts

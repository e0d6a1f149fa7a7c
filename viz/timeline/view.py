"""The timeline: the whole case as a histogram, the reports by day, and the events of the query in lanes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dash import Dash, Input, Output, dcc, html

from viz.kit import ids
from viz.kit.clientside import run_in_browser
from viz.kit.components import attributes, button, nothing_matches, segmented
from viz.kit.plotly_base import CONFIG, LEFT, OVERVIEW_HEIGHT, RIGHT, blank_figure
from viz.kit.theme import STANDINGS
from viz.kit.wording import say_day
from viz.state.hold import hold_button
from viz.state.limits import CALENDAR, LOOSE
from viz.state.registry import PageView, Setting, part_input, part_of
from viz.state.state import State, read_state, state_of
from viz.timeline import playback_view
from viz.timeline.histogram import draw_overview
from viz.timeline.lanes import WIDTH
from viz.timeline.lanes_figure import draw_lanes
from viz.timeline.mark_traces import SIGNS
from viz.timeline.read import Story, chosen_events, involved, order_of, read_bins, read_story

if TYPE_CHECKING:
    from nlp.case import Case

_BY = {"type": "what", "entity": "who", "source": "source", "place": "where"}
_TOOLS = {
    "lanes-out": ("−", "Show a longer stretch of time (Ctrl and wheel)"),
    "lanes-in": ("+", "Show a shorter stretch of time, down to hours (Ctrl and wheel)"),
    "lanes-back": ("‹", "Earlier (Shift and wheel)"),
    "lanes-on": ("›", "Later (Shift and wheel)"),
    "lanes-all": ("All", "Show all of the query's time"),
}
_SAVE = {
    "lanes-png": ("PNG", "Save the timeline as a picture"),
    "lanes-svg": ("SVG", "Save the timeline as a drawing"),
}


def layout(setting: Setting) -> html.Div:
    """Overview above, the reports by day below it, lanes at the bottom with their tools between."""
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
            playback_view.layout(),
            html.Div(
                [
                    html.Div(id=ids.LANES_BY),
                    html.Div([_tool(*one) for one in _TOOLS.items()], className="tools"),
                    draw_key(),
                    draw_saving(),
                    html.Div(id=ids.LANES_NOTE, className="note"),
                ],
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


def _tool(name: str, what: tuple[str, str]) -> html.Button:
    word, hint = what
    return html.Button(
        word, type="button", title=hint, className="tool", **attributes(data_lanes=name, aria_label=hint)
    )


def draw_saving() -> html.Details:
    """The menu of what is seldom needed: pictures, and holding the view."""
    parts = [*(_tool(*one) for one in _SAVE.items()), html.Div(id=ids.LANES_TOOLS, className="tools")]
    return html.Details(
        [html.Summary("Save", title="Take a picture, or keep it"), html.Div(parts, className="menu-body")],
        className="menu",
    )


def draw_key() -> html.Details:
    """What shapes, sizes and signs mean, unfolded on demand."""
    said = [html.Li([html.Span(className=f"badge is-{name}"), s.word]) for name, s in STANDINGS.items()]
    signs = {
        SIGNS["disputed"]: "Accounts exclude each other",
        SIGNS["confirmed"]: "Confirmed by an analyst",
        SIGNS["redated"]: "Date set by an analyst",
        SIGNS["rejected"]: "Rejected by an analyst",
        "12": "As many incidents in one place; a click zooms in",
    }
    shapes = {
        "dot": "A day, or less than the picture shows",
        "span": "From then to then",
        "vague": "Pale ends: about then",
        "open": "Dotted: nothing says when it began or ended",
        "bet": "Hollow, small: no date stated; the likeliest day",
        "until": "Open stroke: no date stated; by that day, or not before it",
        "size": "Larger: more independent accounts",
    }
    return html.Details(
        [
            html.Summary("Key"),
            html.Div(
                [
                    html.Ul(said),
                    html.Ul([html.Li([html.Span(className=f"shape {one}"), w]) for one, w in shapes.items()]),
                    html.Ul([html.Li([html.Span(one, className="sign"), w]) for one, w in signs.items()]),
                ],
                className="menu-body key",
            ),
        ],
        className="menu lanes-key",
    )


def register(app: Dash, case: Case) -> None:
    """Wire the figures to the state; brushes, clicks and zooms are turned into intents in the browser."""
    playback_view.register(app, case)

    @app.callback(
        Output(ids.OVERVIEW, "figure"),
        Output(ids.OVERVIEW, "style"),
        part_input("histogram"),
        Input(ids.THEME, "data"),
    )
    def show_overview(data: str, mode: str) -> tuple[Any, dict[str, str]]:
        query = state_of(read_state(data), "timeline").query
        bins, later = read_bins(case, query)
        figure = draw_overview(bins, mode=mode, period=query.period, later=later)
        return figure, {"height": f"{figure['layout']['height']}px"}

    @app.callback(
        Output(ids.LANES, "figure"),
        Output(ids.LANES, "style"),
        Output(ids.LANES_BY, "children"),
        Output(ids.LANES_NOTE, "children"),
        Output(ids.LANES_TOOLS, "children"),
        Output(ids.ORDER, "data"),
        Output(ids.FOCUS, "data"),
        part_input("lanes"),
        Input(ids.THEME, "data"),
        Input(ids.WIDTH, "data"),
    )
    def show_lanes(data: str, mode: str, width: float | None) -> tuple[Any, ...]:
        now = read_state(data)
        state = state_of(now, "timeline")
        story = read_story(case, state, width=axis_width(width))
        chosen = chosen_events(story.events, state)
        figure = draw_lanes(
            story.timeline, mode=mode, chosen=chosen, revision=data, gaps=story.complete and story.inside > 1
        )
        return (
            figure,
            {"height": f"{figure['layout']['height']}px"},
            [segmented("Lanes by", "lanes", state.view.lanes, _BY), draw_stated(state)],
            draw_note(story, state),
            hold_button(now, "timeline"),
            order_of(story.timeline),
            involved(story.events, chosen),
        )

    for figure in (ids.OVERVIEW, ids.LANES):
        run_in_browser(app, "brushed", Input(figure, "selectedData"), initial=False)
    run_in_browser(app, "lanesDrawn", Input(ids.LANES, "figure"))
    run_in_browser(app, "pointClicked", Input(ids.LANES, "clickData"), initial=False)


def axis_width(pane: float | None) -> float:
    """Pixels the axes have in a pane of that width."""
    return max(200.0, pane - LEFT - RIGHT) if pane else WIDTH


def draw_stated(state: State) -> html.Button:
    """The switch between what the text dates and all that has a place in time."""
    return button(
        "Only stated dates",
        "stated",
        css="quiet stated",
        title="Off: events that no text dates are drawn hollow, where the reports around them place them",
        pressed=not state.query.placed,
    )


def draw_note(story: Story, state: State) -> Any:
    """What is not in the picture, and the way to it."""
    if not story.events and not story.inside and not story.before and not story.after:
        return nothing_matches()
    parts: list[Any] = []
    if state.query.period:
        start, end = state.query.period
        parts += [
            html.Span(
                f"Happened {say_day(start)} – {say_day(end)}",
                title="Events without a place in time are outside of any period",
            ),
            button("Whole case", "unset", css="link", field="period"),
        ]
    far = [
        f"{count:,} {word}"
        for count, word in ((story.before, "earlier"), (story.after, "later"))
        if count > 0
    ]
    if far:
        whole = "..".join((f"{story.first or '0001-01-01'}T00", f"{story.last or '9999-12-30'}T24"))
        parts.append(button(", ".join(far), "window", css="link", title="Show them too", to=whole))
    if not story.complete:
        words = CALENDAR.tell(CALENDAR.most, story.inside)
        parts.append(html.Span(words, title="Those of most weight are drawn first"))
    loose = sum(not e.when or not e.when.interval.year_known for e in story.events)
    if more := LOOSE.tell(loose, story.loose):
        parts.append(more)
    if story.unplaced:
        words = f"{story.unplaced:,} not placed"
        hint = "They have no place in time; open the list of them"
        parts.append(button(words, "list", css="link", title=hint, table="unplaced"))
    return [html.Span(one) if isinstance(one, str) else one for one in parts]


VIEW = PageView(
    name="timeline",
    place="below",
    layout=layout,
    register=register,
    parts={
        "histogram": part_of("query", held="timeline"),
        "lanes": part_of("query", "selection", "lanes", "window", held="timeline"),
        "reports": part_of("query"),
    },
)

"""The one writer of the state: intents and the URL go in, the state and the URL come out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dash import Dash, Input, Output, State, ctx, dcc, html, no_update

from viz.kit import ids
from viz.kit.clientside import run_in_browser
from viz.state.intents import apply_intent
from viz.state.state import read_state, write_state

if TYPE_CHECKING:
    from nlp.case import Case


def layout() -> html.Div:
    """The stores; nothing to see."""
    return html.Div(
        [
            dcc.Location(id=ids.URL, refresh=False),
            dcc.Store(id=ids.STATE),
            dcc.Store(id=ids.INTENT),
            dcc.Store(id=ids.REVISION),
            dcc.Store(id=ids.THEME, data="light"),
            dcc.Store(id=ids.ORDER, data=[]),
            dcc.Store(id=ids.FOCUS, data=[]),
            dcc.Store(id=ids.WIDTH),
            dcc.Store(id=ids.RAIL_TREE),
            dcc.Store(id=ids.PANEL_TREE),
            dcc.Download(id=ids.DOWNLOAD),
        ],
        hidden=True,
    )


def register(app: Dash, case: Case) -> None:
    """Wire the writer."""

    @app.callback(
        Output(ids.STATE, "data"),
        Output(ids.URL, "search"),
        Input(ids.INTENT, "data"),
        Input(ids.URL, "search"),
        Input(ids.REVISION, "data"),
        State(ids.STATE, "data"),
    )
    def write(
        intent: dict[str, Any] | None, search: str | None, revision: int | None, data: str | None
    ) -> tuple[Any, Any]:
        if ctx.triggered_id == ids.REVISION and data is not None:
            return data, no_update
        by_intent = ctx.triggered_id == ids.INTENT and data is not None
        state = apply_intent(read_state(data), intent) if by_intent else read_state(search)
        written = write_state(state)
        return no_update if written == data else written, no_update if written == (search or "") else written

    run_in_browser(app, "started", Input(ids.URL, "pathname"))
    run_in_browser(app, "remember", Input(ids.ORDER, "data"))

"""The one writer of the state: intents and the URL go in, the state, its parts and the URL come out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from dash import Dash, Input, Output, State, ctx, dcc, html, no_update

from viz.kit import ids
from viz.kit.clientside import run_in_browser
from viz.state.intents import apply_intent
from viz.state.registry import PageView, Setting, all_parts, changed_parts, part_id
from viz.state.state import read_state, write_state

if TYPE_CHECKING:
    from nlp.case import Case


def make_state(views: Sequence[PageView]) -> PageView:
    """The stores, and the writer that hands each of ``views`` the parts that it is drawn from."""
    parts = all_parts(views)

    def layout(setting: Setting) -> html.Div:
        return html.Div(
            [
                dcc.Location(id=ids.URL, refresh=False),
                dcc.Store(id=ids.STATE),
                *(dcc.Store(id=part_id(name)) for name in parts),
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
        @app.callback(
            Output(ids.STATE, "data"),
            Output(ids.URL, "search"),
            *(Output(part_id(name), "data") for name in parts),
            Input(ids.INTENT, "data"),
            Input(ids.URL, "search"),
            Input(ids.REVISION, "data"),
            State(ids.STATE, "data"),
        )
        def write(
            intent: dict[str, Any] | None, search: str | None, revision: int | None, data: str | None
        ) -> tuple[Any, ...]:
            before = None if data is None else read_state(data)
            if ctx.triggered_id == ids.REVISION and before is not None:
                # the case was written to: all that is shown is asked for anew
                return data, no_update, *changed_parts(parts, None, before).values()
            by_intent = ctx.triggered_id == ids.INTENT and before is not None
            state = apply_intent(before, intent) if by_intent and before else read_state(search)
            written = write_state(state)
            changed = changed_parts(parts, before, state)
            return (
                no_update if written == data else written,
                no_update if written == (search or "") else written,
                *(changed.get(name, no_update) for name in parts),
            )

        run_in_browser(app, "started", Input(ids.URL, "pathname"))
        run_in_browser(app, "remember", Input(ids.ORDER, "data"))

    return PageView(name="state", place="hidden", layout=layout, register=register)

"""The button by which a view keeps its picture while the others follow the filters."""

from __future__ import annotations

from dash import html

from viz.kit.components import button
from viz.state.state import State


def hold_button(state: State, view: str) -> html.Button:
    """The button by which ``view`` (one of FOLLOWING) is told to keep its picture, or to follow again."""
    held = view in dict(state.view.held)
    return button(
        "Follow the filters" if held else "Keep this picture",
        "hold",
        css="quiet hold",
        title="It goes on showing what it shows now, whatever the filters are; press again to follow"
        if not held
        else "It shows what it was kept at; press to have it follow the filters again",
        pressed=held,
        view=view,
    )

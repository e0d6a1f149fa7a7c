"""Callbacks that run in the browser: functions of ``assets/`` under their names."""

from __future__ import annotations

from dash import ClientsideFunction, Dash, Input


def run_in_browser(app: Dash, name: str, *inputs: Input, initial: bool = True) -> None:
    """Call ``dateline.NAME`` of the assets whenever one of ``inputs`` changes; it has no output."""
    function = ClientsideFunction("dateline", name)
    app.clientside_callback(function, *inputs, prevent_initial_call=not initial)  # type: ignore[no-untyped-call]

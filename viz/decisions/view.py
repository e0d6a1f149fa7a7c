"""Decisions from the page: the dialog and the toast, the list in the panel, and the one way to write."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from dash import Dash, html
from flask import Response, jsonify, request

from nlp.errors import CaseError
from viz.decisions.buttons import draw_decisions
from viz.decisions.messages import READING, apply_message, draw_dialog, find_options
from viz.kit import ids
from viz.kit.components import attributes
from viz.kit.security import refuse_foreign, signed_in
from viz.kit.wording import say_error
from viz.state.registry import PageView, Setting
from viz.state.state import State

if TYPE_CHECKING:
    from nlp.case import Case

Answer = Callable[["Case", dict[str, Any]], Any]


def layout(setting: Setting) -> html.Div:
    """The dialog that forms are drawn into, and the line that says what was done."""
    return html.Div(
        [
            html.Dialog(id=ids.WRITE, className="writing", **attributes(aria_labelledby="write-title")),
            html.Div(id=ids.TOAST, className="toast", role="status"),
        ]
    )


def show_decisions(case: Case, state: State) -> html.Div:
    """The panel's list of decisions."""
    return draw_decisions(case.decision_rows(), writable=not case.read_only)


def register(app: Dash, case: Case) -> None:
    """Answer the page's forms. Messages are JSON, from the page itself only."""

    def answer(make: Answer, *, writes: bool) -> Response | tuple[Response, int]:
        refuse_foreign()
        message = request.get_json()  # 415 where it is none: a form of another site can't send any
        if not isinstance(message, dict):
            return jsonify(error="The page sent something that this case does not understand."), 400
        if case.read_only and (writes or message.get("form") not in READING):
            return jsonify(error="This case was opened for reading only."), 403
        try:
            message |= {"author": signed_in()} if signed_in() else {}  # nobody decides as somebody else
            return jsonify(make(case, message))
        except CaseError as error:
            return jsonify(refused=say_error(error))  # an answer too: no failed request to the browser

    rules: dict[str, tuple[Answer, bool]] = {
        "/_decisions": (apply_message, True),
        "/_decisions/form": (draw_dialog, False),
        "/_decisions/find": (find_options, False),
    }
    for rule, (make, writes) in rules.items():
        app.server.add_url_rule(
            rule,
            rule.strip("/").replace("/", "_"),
            lambda make=make, writes=writes: answer(make, writes=writes),
            methods=["POST"],
        )


VIEW = PageView(name="decisions", place="over", layout=layout, register=register)

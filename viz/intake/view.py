"""Adding reporting from the page: the button, the dialog, and the endpoints that files are sent to.

A file is the plain body of one POST, its name percent-encoded in a header; so nothing is held in memory
whole. Only the page itself may send, and only from this computer, unless the server was told to answer to the
host name that it is asked under.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from dash import Dash, html
from flask import Response, abort, jsonify, request

from viz.intake.jobs import Intake, Job
from viz.intake.uploads import LARGEST, StoringError
from viz.kit import ids
from viz.kit.components import attributes
from viz.kit.dialog_fields import element, error_line, field
from viz.kit.security import is_near, refuse_foreign
from viz.kit.wording import say_error
from viz.state.state import read_day

NAME_HEADER = "X-Dateline-Name"
Reply = Response | tuple[Response, int]


def layout() -> html.Dialog:
    """The dialog, empty until it is opened."""
    return html.Dialog(
        id=ids.INTAKE, className="writing intake", **attributes(aria_labelledby="intake-title")
    )


def draw_button() -> html.Button:
    """The header's button; while reporting is read it tells how far that is."""
    return html.Button(
        "Add reporting",
        id=ids.ADDING,
        className="quiet",
        type="button",
        title="Add files or folders of reporting to this case (a)",
        **attributes(data_intake="open"),
    )


def draw_form(*, by_path: bool, suffixes: Sequence[str] = ()) -> list[Any]:
    """What the dialog asks: files, folders, the date of reports without one, and on this computer a path."""
    return element(
        "form",
        element("h2", "Add reporting", id="intake-title"),
        element(
            "div",
            element("p", "Drop files and folders here, or choose"),
            element(
                "div",
                element("button", "Files…", type_="button", css="quiet", data_intake="files"),
                element("button", "A folder…", type_="button", css="quiet", data_intake="folder"),
                css="actions",
            ),
            element("input", type_="file", multiple=True, hidden=True, id="intake-files", aria_label="Files"),
            element(
                "input",
                type_="file",
                webkitdirectory=True,
                hidden=True,
                id="intake-folder",
                aria_label="A folder",
            ),
            element("p", f"Read are {' '.join(suffixes)}", css="note") if suffixes else None,
            css="drop",
        ),
        element("div", id="intake-chosen", css="chosen-files", role="status"),
        field(
            "Or by path on this computer",
            "path",
            hint="A file or a folder; it is read where it lies and not copied.",
            maxlength=1000,
        )
        if by_path
        else None,
        field(
            "Publication date of reports that carry none",
            "published",
            placeholder="2024-03-08",
            maxlength=10,
            inputmode="numeric",
            hint="Optional. Without it their “yesterday” stays without a date.",
        ),
        error_line(),
        element(
            "div",
            element("button", "Read them", type_="submit", css="primary"),
            element("button", "Cancel", type_="button", css="quiet", data_intake="close"),
            css="form-actions",
        ),
        novalidate=True,
        data_largest=LARGEST,
        data_suffixes=" ".join(suffixes),
    )


def register_intake(app: Dash, intake: Intake, *, hosts: Iterable[str] = ()) -> None:
    """Answer what the dialog sends. Call :meth:`viz.intake.jobs.Intake.close` before the case is closed."""
    allowed = frozenset(host.lower() for host in hosts)

    def guarded(answer: Callable[..., Any]) -> Callable[..., Reply]:
        def reply(**named: str) -> Reply:
            refuse_foreign()
            if not is_near(request.host, request.remote_addr, allowed):
                abort(403, "Reporting is added from the computer that Dateline runs on.")
            try:
                return jsonify(answer(**{name: _job(intake, value) for name, value in named.items()}))
            except StoringError as error:
                return jsonify(refused=say_error(error))

        return reply

    def form() -> list[Any]:
        near = is_near(request.host, request.remote_addr)
        return draw_form(by_path=near, suffixes=sorted(intake.suffixes()))

    def begin() -> dict[str, Any]:
        return intake.status(intake.begin())

    def receive(job: Job) -> dict[str, Any]:
        name = unquote(request.headers.get(NAME_HEADER, ""))
        path = intake.receive(job, name, request.stream, length=request.content_length)
        return {"stored": path.relative_to(intake.folder).as_posix()}

    def run(job: Job) -> dict[str, Any]:
        given = request.get_json()
        text = str(given.get("published") or "").strip() if isinstance(given, dict) else ""
        path = str(given.get("path") or "").strip() if isinstance(given, dict) else ""
        if text and read_day(text) is None:
            raise StoringError(f"“{text}” is no day. Write it as 2024-03-08, or leave it empty.")
        if path and not is_near(request.host, request.remote_addr):
            raise StoringError("Paths can be given on the computer that Dateline runs on only.")
        paths = [Path(path.strip("\"'")).expanduser().absolute()] if path else []
        intake.start(job, published=date.fromisoformat(text) if text else None, paths=paths)
        return intake.status(job)

    def cancel(job: Job) -> dict[str, Any]:
        intake.cancel(job)
        return intake.status(job)

    routes: dict[str, Callable[..., Any]] = {
        "/_intake/form": form,
        "/_intake": begin,
        "/_intake/<job>/file": receive,
        "/_intake/<job>/run": run,
        "/_intake/<job>/cancel": cancel,
        "/_intake/<job>/status": intake.status,
    }
    for rule, answer in routes.items():
        app.server.add_url_rule(rule, f"intake {rule}", guarded(answer), methods=["POST"])


def _job(intake: Intake, job_id: str) -> Job:
    job = intake.job(job_id)
    if job is None:
        raise StoringError("This drop is not known any more. Start again.")
    return job

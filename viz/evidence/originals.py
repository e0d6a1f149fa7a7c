"""The file a report was read from, shown in a tab of its own that can do nothing.

A saved page is a stranger's: it runs no script, loads nothing, and is kept apart from this server's origin.
PDFs are shown by the browser's own viewer, which a sandbox would keep from starting.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePath
from typing import TYPE_CHECKING
from urllib.parse import quote

from dash import Dash
from flask import Response, abort, request

from nlp.errors import CaseError
from viz.kit.security import is_near
from viz.kit.wording import say_error

if TYPE_CHECKING:
    from nlp.case import Case

ALONE = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
SANDBOX = f"sandbox; {ALONE}; frame-ancestors 'none'"
VIEWER = "default-src 'none'; object-src 'self'; plugin-types application/pdf; frame-ancestors 'none'"
_TEXTS = frozenset({
    ".txt", ".text", ".md", ".markdown", ".csv", ".tsv", ".json", ".jsonl", ".ndjson", ".eml", ".mbox",
    ".srt", ".vtt", ".xml", ".rss", ".atom",
})  # fmt: skip
_SHOWN = {
    ".pdf": "application/pdf", ".html": "text/html", ".htm": "text/html", ".xhtml": "text/html",
    ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg",
}  # fmt: skip


def register_originals(app: Dash, case: Case, *, hosts: Iterable[str] = ()) -> None:
    """Answer ``/_original/DOCUMENT`` with the file that the document was read from."""
    allowed = frozenset(host.lower() for host in hosts)

    def original(document: str) -> Response:
        if request.headers.get("Sec-Fetch-Site") not in (None, "same-origin", "none"):
            abort(403, "Originals are opened from Dateline's own page.")
        if not is_near(request.host, request.remote_addr, allowed):
            abort(403, "Originals are opened on the computer that Dateline runs on.")
        try:
            found = case.original(document)
        except CaseError as error:
            return Response(say_error(error), status=404, mimetype="text/plain")
        if found is None:
            return Response("There is no such report.", status=404, mimetype="text/plain")
        return answer(found.name, found.data)

    app.server.add_url_rule("/_original/<document>", "original", original)


def answer(name: str, data: bytes) -> Response:
    """A file as it may be shown: pages and texts sandboxed, what a browser can't show to be saved."""
    suffix = PurePath(name).suffix.casefold()
    kind = "text/plain" if suffix in _TEXTS else _SHOWN.get(suffix, "application/octet-stream")
    response = Response(data, mimetype=kind)
    if suffix in _TEXTS or suffix in {".html", ".htm", ".xhtml"}:
        response.headers["Content-Type"] = kind  # the file's own bytes say in which encoding they are
    shown = kind != "application/octet-stream"
    response.headers["Content-Disposition"] = (
        f"{'inline' if shown else 'attachment'}; filename*=UTF-8''{_quoted(name)}"
    )
    response.headers["Content-Security-Policy"] = VIEWER if suffix == ".pdf" else SANDBOX
    response.headers["Cache-Control"] = "no-store"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


def _quoted(name: str) -> str:
    return quote(name.encode("utf-8", "replace"), safe="")

"""The header: the case's name and counts, the search, the mode, the help."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dash import Dash, Input, Output, dcc, html

from nlp.query import Hit
from viz import ids
from viz.elements import attributes, doing
from viz.selection import read_state
from viz.words import count_of

if TYPE_CHECKING:
    from nlp.case import Case

KEYS = {
    "/": "Search",
    "n  p": "Next, previous event in time",
    "1  2": "Chart, table",
    "e  d  f": "Evidence, document, profile",
    "+  −  0": "Zoom the chart in, out, to fit",
    "t": "Light or dark",
    "Esc": "Drop the selection, close this",
    "?": "These keys",
}


def layout(title: str) -> html.Div:
    """The header bar, the search's hits and the help dialog."""
    return html.Div(
        [
            html.Header(
                [
                    html.Div(
                        [html.Span("Dateline", className="brand"), html.H1(title, title=title)],
                        className="names",
                    ),
                    html.Div(id=ids.HEADER_COUNTS, className="counts"),
                    html.Div(
                        [
                            html.Label("Search the case", htmlFor=ids.SEARCH, className="sr-only"),
                            dcc.Input(
                                id=ids.SEARCH,
                                type="search",
                                debounce=0.15,
                                autoComplete="off",
                                spellCheck=False,
                                placeholder="Search names and reports   /",
                            ),
                            html.Div(id=ids.HITS, className="hits"),
                        ],
                        className="search",
                        role="search",
                    ),
                    html.Button(
                        "Light / dark",
                        className="quiet",
                        type="button",
                        title="Light or dark (t)",
                        **attributes(data_local="theme"),
                    ),
                    html.Button(
                        "?",
                        className="quiet",
                        type="button",
                        title="Keys (?)",
                        **attributes(data_local="help"),
                    ),
                ],
                className="bar",
            ),
            html.Div(id=ids.BANNER, role="alert", className="banner"),
            html.Dialog(
                [
                    html.H2("Keys"),
                    html.Dl([part for k, v in KEYS.items() for part in (html.Dt(k), html.Dd(v))]),
                    html.Button(
                        "Close", type="button", className="primary", **attributes(data_local="close-help")
                    ),
                ],
                id=ids.HELP,
                **attributes(aria_label="Keys"),
            ),
        ]
    )


def register(app: Dash, case: Case) -> None:
    """Wire the counts and the search."""

    @app.callback(Output(ids.HEADER_COUNTS, "children"), Input(ids.STATE, "data"))
    def show_counts(data: str) -> list[Any]:
        part, whole = case.overview(read_state(data).query), case.overview()
        return draw_counts(part.events, whole.events, whole.documents, whole.skipped)

    @app.callback(Output(ids.HITS, "children"), Input(ids.SEARCH, "value"), prevent_initial_call=True)
    def show_hits(text: str | None) -> list[Any]:
        return draw_hits(case.search(text, limit=12), text) if text and text.strip() else []


def draw_counts(events: int, all_events: int, documents: int, skipped: int) -> list[Any]:
    """Counts of the query against the case, and the way to what could not be read."""
    shown = (
        f"{events:,} of {count_of(all_events, 'event')}"
        if events != all_events
        else count_of(events, "event")
    )
    parts: list[Any] = [
        html.Span(shown, className="strong"),
        html.Span(f"from {count_of(documents, 'report')}"),
    ]
    if skipped:
        parts.append(
            html.Button(
                f"{count_of(skipped, 'file')} skipped",
                className="link warn",
                type="button",
                **attributes(data_local="skipped"),
            )
        )
    return parts


def draw_hits(hits: list[Hit], text: str) -> list[Any]:
    """Search hits as a list; each selects or opens what it found."""
    if not hits:
        return [html.P(f"Nothing found for “{text}”.", className="note")]
    return [html.Ul([html.Li(_draw_hit(hit)) for hit in hits])]


def _draw_hit(hit: Hit) -> html.Button:
    action = (
        doing("open", ref=hit.ref) if hit.kind == "document" else doing("select", kind=hit.kind, ref=hit.ref)
    )
    return html.Button(
        [
            html.Span(hit.title, className="headline"),
            html.Span("report" if hit.kind == "document" else hit.kind, className="kind"),
            html.Span(hit.snippet, className="sub") if hit.snippet and hit.snippet != hit.title else None,
        ],
        className="row story",
        type="button",
        **action,
    )

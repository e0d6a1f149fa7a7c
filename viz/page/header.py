"""The header: the case's name and counts, the search, the mode, the help."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dash import Dash, Input, Output, dcc, html

from nlp.query import EntityRow, EventRow, Hit
from viz.export import view as export_view
from viz.intake import view as intake_view
from viz.kit import ids
from viz.kit.components import attributes
from viz.kit.wording import count_of
from viz.search.hits import draw_hits
from viz.state.state import read_state

if TYPE_CHECKING:
    from nlp.case import Case

ADD_KEY = "a"
KEYS: dict[str, dict[str, str]] = {
    "Anywhere": {
        "/": "Search; ↑ ↓ and Enter choose",
        ADD_KEY: "Add reporting",
        "t": "Light or dark",
        "Esc": "Drop the selection; close what is open",
        "?": "These keys",
    },
    "Views": {
        "1  2  3": "Chart, table, map",
        "e  d  f  l": "Evidence, document, profile, decisions",
        "+  −  0": "Zoom the chart in, out, to fit",
        "g": "Find a name in the chart",
    },
    "Events": {
        "n  p": "Next, previous event in time",
        "c  x": "Confirm, reject the chosen event",
        "w": "Set its date",
    },
    "Entities": {
        "m": "Merge the chosen one with another",
        "r": "Rename it",
        "b  o": "Bring its neighbours into the chart; only these",
        "j": "Join it to another: all short ways between",
        "h  k": "Hide it in the chart, keep it in place",
    },
    "Decisions": {
        "Ctrl+Z": "Undo the latest decision",
        "Ctrl+Shift+Z": "Redo it",
    },
}
"""Keys and what they do, by what they are for. Who adds a key adds it here."""


def layout(title: str, *, adding: bool = False) -> html.Div:
    """The header bar, the search's hits and the help dialog; ``adding`` offers to add reporting."""
    return html.Div(
        [
            html.Header(
                [
                    html.Button(
                        "Filters",
                        className="quiet narrow-only",
                        type="button",
                        **attributes(data_local="rail"),
                    ),
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
                    intake_view.draw_button() if adding else None,
                    export_view.draw_menu(),
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
            intake_view.layout() if adding else None,
            html.Dialog(
                [
                    html.H2("Keys"),
                    html.Div([_draw_keys(name, adding) for name in KEYS], className="keys"),
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
        if not text or not text.strip():
            return []
        hits = case.search(text, limit=12)
        return draw_hits(hits, text, known_rows(case, hits))


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


def known_rows(case: Case, hits: list[Hit]) -> dict[str, EntityRow | EventRow]:
    """The rows of the entities and events among ``hits``, by id."""
    ask = {"entity": case.entity, "event": case.event}
    return {hit.ref: row for hit in hits if hit.kind in ask and (row := ask[hit.kind](hit.ref))}


def _draw_keys(name: str, adding: bool) -> html.Section:
    shown = {key: word for key, word in KEYS[name].items() if adding or key != ADD_KEY}
    pairs = [part for k, v in shown.items() for part in (html.Dt(_draw_key(k)), html.Dd(v))]
    return html.Section([html.H3(name), html.Dl(pairs)])


def _draw_key(keys: str) -> list[Any]:
    return [part for key in keys.split() for part in (html.Kbd(key), " ")][:-1]

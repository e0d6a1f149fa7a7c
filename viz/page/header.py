"""The header: the case's name and counts, the search, the mode, the help."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dash import Dash, Input, Output, html

from nlp.query import EntityRow, EventRow, Hit
from viz.export import view as export_view
from viz.intake import view as intake_view
from viz.kit import ids
from viz.kit.components import attributes, typing_field
from viz.kit.wording import count_of
from viz.page.keys import draw_keys
from viz.search.hits import draw_hits
from viz.state.registry import PageView, Setting, part_input, part_of
from viz.state.state import read_state, why_not

if TYPE_CHECKING:
    from nlp.case import Case


def layout(setting: Setting) -> html.Div:
    """The header bar, the search's hits and the help dialog."""
    title, adding = setting.title, setting.adding
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
                            typing_field(ids.SEARCH_ASKED, "Search the case", "Search names and reports   /"),
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
                    *draw_keys(adding=adding),
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

    @app.callback(Output(ids.HEADER_COUNTS, "children"), part_input("counts"))
    def show_counts(data: str) -> list[Any]:
        part, whole = case.overview(read_state(data).query), case.overview()
        return draw_counts(part.events, whole.events, whole.documents, whole.skipped)

    @app.callback(Output(ids.HITS, "children"), Input(ids.SEARCH_ASKED, "data"), prevent_initial_call=True)
    def show_hits(text: str | None) -> list[Any]:
        if not text or not text.strip():
            return []
        if why := why_not(text):
            return [html.P(why, className="note", role="status")]
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


VIEW = PageView(
    name="header", place="top", layout=layout, register=register, parts={"counts": part_of("query")}
)

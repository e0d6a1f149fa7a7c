"""The date of the report: a strip of reports by day with the as-of date on it, and the story played."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from dash import Dash, Input, Output, dcc, html

from nlp.query import Bin, ChangeRow, Query
from viz import ids
from viz.browser import run_in_browser
from viz.elements import attributes, button
from viz.playback import TOLD, Told, draw_reports, say_reports, tell_day
from viz.remembered import Remembered
from viz.selection import read_state
from viz.words import count_of, say_day, say_event

if TYPE_CHECKING:
    from nlp.case import Case

DAYS = 20_000  # bins; further apart, several days are one
Asked = tuple[int, Query]


def layout() -> html.Div:
    """Buttons at the left, the strip beside them, what changed below. The browser draws the strip."""
    return html.Div(
        [
            dcc.Store(id=ids.REPORTS_DATA),
            html.Div(
                [
                    _tool("play-back", "‹", "The reporting day before"),
                    _tool("play", "▶", "Play the story forward, report by report (Space)"),
                    _tool("play-on", "›", "The next reporting day"),
                    _tool("play-speed", "1×", "Speed"),
                ],
                className="play",
                role="group",
                **attributes(aria_label="Play the story"),
            ),
            html.Div(id=ids.REPORTS_AT, className="reports-axis"),
            html.Div(id=ids.REPORTS_SAID, className="reports-said", role="status"),
        ],
        id=ids.REPORTS,
        className="reports",
        role="group",
        **attributes(aria_label="Date of the report"),
    )


def _tool(name: str, word: str, hint: str) -> html.Button:
    return html.Button(
        word, type="button", title=hint, **attributes(data_play=name, aria_label=f"{hint}"), className="tool"
    )


def register(app: Dash, case: Case) -> None:
    """Wire the strip: its bars depend on the query without the as-of date, its handle on that alone."""

    def read_changes(asked: Asked) -> list[ChangeRow]:
        return case.changes(asked[1], limit=5000)

    changes = Remembered(read_changes)

    @app.callback(Output(ids.REPORTS_DATA, "data"), Input(ids.STATE, "data"))
    def show_reports(data: str) -> dict[str, Any]:
        return draw_reports(case.report_histogram(read_state(data).query, bins=DAYS))

    @app.callback(Output(ids.REPORTS_SAID, "children"), Input(ids.STATE, "data"))
    def show_changes(data: str) -> list[Any]:
        query = read_state(data).query
        bins = case.report_histogram(query, bins=DAYS)
        if not query.as_of:
            return draw_day(None, bins, [], {})
        told = tell_day(changes((case.revision, replace(query, as_of=None))), query.as_of)
        events = {one.event_id: case.event(one.event_id) for one in told[:TOLD]}
        titles = {key: say_event(event, longest=64) for key, event in events.items() if event}
        return draw_day(query.as_of, bins, told, titles)

    run_in_browser(app, "reportsDrawn", Input(ids.REPORTS_DATA, "data"), Input(ids.STATE, "data"))


def draw_day(day: str | None, bins: list[Bin], told: list[Told], titles: dict[str, str]) -> list[Any]:
    """What is known as of ``day``, and what that day's reports changed, as one line."""
    if not bins:
        return [html.Span("No report here carries a date of publication.")]
    if day is None:
        return [html.Span(say_reports(None, bins), className="counted")]
    parts: list[Any] = [
        html.Strong(say_day(day)),
        html.Span(say_reports(day, bins), className="counted"),
        button("All reports", "unset", css="link", field="as_of"),
    ]
    parts += [
        button(
            [
                html.Span(titles.get(one.event_id, "An incident"), className="what"),
                f" {one.words} ({one.publisher})",
            ],
            "select",
            css="change",
            kind="incident",
            ref=one.incident_id,
        )
        for one in told[:TOLD]
    ]
    if len(told) > TOLD:
        parts.append(html.Span(f"and {count_of(len(told) - TOLD, 'more change')}", className="counted"))
    if not told and any(one.start <= day <= one.end and one.counts for one in bins):
        parts.append(html.Span("Nothing that day changed what several reports tell.", className="counted"))
    return parts

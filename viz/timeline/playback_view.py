"""The date of the report: a strip of reports by day with the as-of date on it, and the story played."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from dash import Dash, Input, Output, dcc, html

from nlp.query import Bin, Query
from viz.kit import ids
from viz.kit.clientside import run_in_browser
from viz.kit.components import attributes, button
from viz.kit.memo import Memo
from viz.kit.wording import say_day, say_event
from viz.state.registry import part_input
from viz.state.state import read_state
from viz.timeline.playback import TOLD, Told, draw_reports, say_reports, tell_day

if TYPE_CHECKING:
    from nlp.case import Case

DAYS = 20_000  # bins; further apart, several days are one
READ = 200  # events of a day's reports
MOST = 4  # incidents of a day whose history is read
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
    # a word names its button itself; a sign needs the hint for a name
    named = {} if any(letter.isalnum() for letter in word) else {"aria_label": hint}
    return html.Button(
        word, type="button", title=hint, **attributes(data_play=name, **named), className="tool"
    )


def register(app: Dash, case: Case) -> None:
    """Wire the strip: its bars depend on the query without the as-of date, its handle on that alone."""

    def read_day(asked: Asked) -> tuple[list[Told], dict[str, str]]:
        return tell_reports(case, asked[1])

    told_on = Memo(read_day, most=256)

    @app.callback(Output(ids.REPORTS_DATA, "data"), part_input("reports"))
    def show_reports(data: str) -> dict[str, Any]:
        return draw_reports(case.report_histogram(read_state(data).query, bins=DAYS))

    @app.callback(Output(ids.REPORTS_SAID, "children"), part_input("reports"))
    def show_changes(data: str) -> list[Any]:
        query = read_state(data).query
        bins = case.report_histogram(query, bins=DAYS)
        if not query.as_of:
            return draw_day(None, bins, [], {})
        told, titles = told_on((case.revision, query))
        return draw_day(query.as_of, bins, told, titles)

    run_in_browser(app, "reportsDrawn", Input(ids.REPORTS_DATA, "data"), Input(ids.STATE, "data"))


def tell_reports(case: Case, query: Query) -> tuple[list[Told], dict[str, str]]:
    """What the reports of the query's as-of day changed of the incidents they tell most about, and the
    headlines of these by event. Only incidents of several accounts, as only these can change."""
    day = query.as_of or ""
    events = case.events(replace(query, published=(day, day)), limit=READ)
    several = sorted((one for one in events if one.accounts > 1), key=lambda one: -one.independent)
    incidents = list(dict.fromkeys(one.incident_id for one in several))[:MOST]
    told = tell_day([change for one in incidents for change in case.history(one)], day)
    shown = case.events_by_id(tuple(one.event_id for one in told[:TOLD]))
    return told, {key: say_event(event, longest=64) for key, event in shown.items()}


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
                html.Span(one.words[:1].upper() + one.words[1:], className="what"),
                f" {titles.get(one.event_id, 'An incident')} ({one.publisher})",
            ],
            "select",
            css="change",
            title=f"{one.words}: {titles.get(one.event_id, 'an incident')} ({one.publisher})",
            kind="incident",
            ref=one.incident_id,
        )
        for one in told[:TOLD]
    ]
    if not told and any(one.start <= day <= one.end and one.counts for one in bins):
        parts.append(html.Span("Nothing that day changed what several reports tell.", className="counted"))
    return parts

"""Reports without a day of publication, or with one that is only probable: a list to work through."""

from __future__ import annotations

from collections.abc import Sequence

from dash import dcc, html

from nlp.query import UndatedRow
from viz.decisions.buttons import writing
from viz.kit.components import attributes, button, empty, note
from viz.kit.wording import count_of, say_day, shorten
from viz.state.limits import UNDATED

OFFERED = 4  # days found in one report


def draw_undated(rows: Sequence[UndatedRow], *, writable: bool) -> html.Div:
    """The list: what was found in each, a click sets it; ticked ones are set together."""
    if not rows:
        return empty("Every report has its day", "None is of unknown date, or of one that is only probable.")
    more = f" The first {UNDATED} are listed." if len(rows) >= UNDATED else ""
    return html.Div(
        [
            html.H2("Reports of unknown date"),
            note(
                "What they tell as “yesterday” or “in March” is dated from the day they came out. "
                f"{count_of(len(rows), 'report')}.{more}"
            ),
            _draw_bar() if writable else None,
            html.Ul([_draw_report(row) for row in rows], className="undated"),
        ],
        className="undated-reports",
    )


def _draw_bar() -> html.Div:
    return html.Div(
        [
            html.Button("Tick all", type="button", className="quiet", **attributes(data_undated="all")),
            html.Button(
                "Set each to its likeliest day",
                type="button",
                className="quiet",
                title="Of the ticked reports, those in which a day was found",
                **attributes(data_undated="likeliest"),
            ),
            html.Label("All ticked came out on", htmlFor="undated-day"),
            dcc.Input(id="undated-day", placeholder="2024-03-08", autoComplete="off", spellCheck=False),
            html.Button("Set", type="button", className="primary", **attributes(data_undated="set")),
        ],
        className="undated-bar",
    )


def _draw_report(row: UndatedRow) -> html.Li:
    document = row.document
    days = [one for one in row.candidates if one.day][:OFFERED]
    now = (
        f"probably {say_day(document.published)}, from {document.published_basis or 'its text'}"
        if document.published
        else "unknown"
    )
    facts = [document.publisher or "Publisher unknown", count_of(document.events, "event"), now]
    return html.Li(
        [
            html.Button(
                "",
                type="button",
                role="checkbox",
                className="tick-box",
                **attributes(
                    data_undated="tick",
                    data_ref=document.id,
                    data_day=days[0].day if days else document.published or "",
                    aria_checked="false",
                    aria_label=document.title or document.path,
                ),
            ),
            html.Div(
                [
                    html.Strong(document.title or document.path),
                    html.P(" · ".join(facts), className="sub"),
                    html.Ul([_draw_day(document.id, one.day, one.words, one.reason) for one in days]),
                    html.Div(
                        [
                            button("Open", "open", css="link", ref=document.id),
                            writing("Another day…", "publish", css="link", ref=document.id),
                        ],
                        className="more-on",
                    ),
                ]
            ),
        ]
    )


def _draw_day(ref: str, day: str, words: str, reason: str) -> html.Li:
    return html.Li(
        [
            html.Button(
                say_day(day),
                type="button",
                className="quiet",
                title="It came out on that day",
                **attributes(data_write="decide", data_kind="publish", data_ref=ref, data_value=day),
            ),
            html.Span([html.Q(shorten(words, 60)), f" {reason}"], className="sub"),
        ]
    )

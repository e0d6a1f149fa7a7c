"""How the picture of an incident changed from report to report, and what it hangs together with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from dash import html

from nlp.query import ChangeRow, RelatedRow
from viz.evidence.disagreements import say_value
from viz.kit.components import button, event_badge
from viz.kit.wording import say_day, say_event, say_when

_STEPS = {
    "first report": "First report",
    "planned": "Told as planned or supposed",
    "confirmed": "Told as happened",
    "denied": "Denied",
    "date": "Dated",
    "toll": "Toll",
    "perpetrator": "Blamed",
}
_RELATIONS = {
    ("part of", True): "Part of",
    ("part of", False): "Told as parts of it",
    ("announces", True): "Announced",
    ("announces", False): "Announced by",
    ("denies", True): "Denies",
    ("denies", False): "Denied by",
    ("cause", True): "What followed, by the text",
    ("cause", False): "What came before, by the text",
    ("series", True): "One of a series",
    ("series", False): "Told of as a series",
}


def draw_history(changes: Sequence[ChangeRow]) -> html.Details | None:
    """What each report added, by day of publication; None where there was one report only."""
    if len({change.event_ids for change in changes}) < 2:
        return None
    rows = []
    for day, those in groupby(changes, key=lambda change: change.day):
        rows += [
            html.Dt(say_day(day) if day else "Date of report unknown"),
            html.Dd(html.Ul([html.Li(_draw_change(one)) for one in those])),
        ]
    summary = html.Summary(f"How the picture changed ({len(changes)} steps)")
    return html.Details([summary, html.Dl(rows)], className="history")


def _draw_change(change: ChangeRow) -> html.Button:
    said = say_change(change)
    return button(
        [said, html.Span(change.publisher or "Publisher unknown", className="outlet")],
        "select",
        css="row",
        kind="event",
        ref=change.event_ids[0],
    )


def say_change(change: ChangeRow) -> str:
    """One step in words: "Toll: 44 injured", "First report"."""
    step = _STEPS.get(change.kind, change.kind.capitalize())
    text = say_value(change.kind, change.text)
    return f"{step}: {text}" if text else step


def draw_related(related: Iterable[RelatedRow]) -> list[html.H3 | html.Ul]:
    """Other incidents that belong with this one, under what joins them."""
    groups: dict[str, list[RelatedRow]] = {}
    for one in related:
        groups.setdefault(_RELATIONS.get((one.kind, one.outgoing), one.kind.capitalize()), []).append(one)
    return [
        part
        for title, those in groups.items()
        for part in (html.H3(title), html.Ul([html.Li(_draw_one(one)) for one in those]))
    ]


def _draw_one(one: RelatedRow) -> html.Button:
    return button(
        [
            html.Span(say_event(one.event, longest=100), className="headline"),
            html.Span([f"{say_when(one.event.when)} ", event_badge(one.event)], className="sub"),
        ],
        "select",
        css="row story",
        title=one.detail or None,
        kind="incident",
        ref=one.incident_id,
    )

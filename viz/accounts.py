"""An incident as its accounts tell it: what they agree on, on what they differ, and who says which."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from dash import html

from nlp.records import Granularity, Interval
from viz.elements import button, note
from viz.words import say_interval

if TYPE_CHECKING:
    from nlp.case.accounts import IncidentAccounts
    from nlp.incidents.records import Disagreement

_ASKED = {
    "date": "When",
    "toll": "How many",
    "perpetrator": "Who did it",
    "place": "Where",
    "happened": "Whether it happened",
}
_GRADES = {
    "incompatible": "accounts differ",
    "more precise": "some are more precise",
    "later update": "figures rise as reports follow",
}


def draw_accounts(accounts: IncidentAccounts, outlets: Mapping[str, str]) -> html.Section:
    """What the accounts of an incident differ on; ``outlets`` names the outlet of each event by its id."""
    copies = accounts.corroboration.reasons
    return html.Section(
        [
            html.P(accounts.summary[:1].upper() + accounts.summary[1:] + ".", className="standfirst"),
            *(draw_disagreement(one, outlets) for one in ordered(accounts.disagreements)),
            note(f"Not independent: {'; '.join(copies)}.") if copies else None,
        ],
        className="accounts",
    )


def ordered(disagreements: Sequence[Disagreement]) -> list[Disagreement]:
    """What cannot all be true first."""
    return sorted(disagreements, key=lambda one: one.grade != "incompatible")


def draw_disagreement(one: Disagreement, outlets: Mapping[str, str]) -> html.Div:
    """One point of difference: each thing said, and the outlets that say it; a click reads their account."""
    asked = f"{_ASKED.get(one.kind, one.kind)} {one.detail}".strip()
    rows = [
        part
        for value, events in one.values
        for part in (html.Dt(say_value(one.kind, value)), html.Dd(_draw_outlets(events, outlets)))
    ]
    return html.Div(
        [
            html.H3([asked, html.Span(_GRADES.get(one.grade, one.grade), className="grade")]),
            html.Dl(rows),
        ],
        className=f"disagreement {one.grade.replace(' ', '-')}",
    )


def _draw_outlets(events: Sequence[str], outlets: Mapping[str, str]) -> list[html.Button]:
    first = {outlets.get(event, "Publisher unknown"): event for event in reversed(events)}
    return [
        button(outlet, "select", css="outlet", kind="event", ref=event)
        for outlet, event in reversed(first.items())
    ]


def say_value(kind: str, value: str) -> str:
    """A value in words: dates as a newspaper writes them, everything else as it is."""
    if kind != "date":
        return value
    first, _, last = value.partition("/")
    try:
        return say_interval(
            Interval(earliest=first or None, latest=last or first, granularity=Granularity.DAY)
        )
    except ValueError:
        return value

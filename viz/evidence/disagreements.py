"""An incident as its accounts tell it: what they agree on, on what they differ, and who says which."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from dash import html

from nlp.query import EventRow
from nlp.records import Granularity, Interval
from viz.kit.components import button, note
from viz.kit.wording import say_interval

if TYPE_CHECKING:
    from nlp.case.ask.accounts import IncidentAccounts
    from nlp.incidents.resolution.records import Disagreement, Join

MOST_JOINS = 12
_ASKED = {
    "date": "When",
    "toll": "How many",
    "perpetrator": "Who did it",
    "place": "Where",
    "happened": "Whether it happened",
}
GRADES = {
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
    rows = [
        part
        for value, events in one.values
        for part in (html.Dt(say_value(one.kind, value)), html.Dd(_draw_outlets(events, outlets)))
    ]
    return html.Div(
        [
            html.H3([say_asked(one), html.Span(GRADES.get(one.grade, one.grade), className="grade")]),
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


_UNTOLD = frozenset({"base"})  # what any two events begin with is no reason
_SIDE = {True: "for: ", False: "against: "}
_FEATURES = {
    "same trigger": "the same word for what happened",
    "same meaning": "words of the same meaning",
    "light word": "a word that says little",
    "same type": "the same kind of event",
    "kindred types": "kindred kinds of event",
    "acts of speech": "both are something said",
    "same patient": "the same one it was done to",
    "different patients": "done to others",
    "same kind of patient": "done to the same kind of thing",
    "same agent": "the same doer",
    "different agents": "other doers",
    "copied sentence": "one copies the other",
    "taken up": "one takes up the other",
}


def draw_joins(joins: Sequence[Join], events: Mapping[str, EventRow]) -> html.Details | None:
    """Why these accounts are taken for one incident: each pair that was joined, and what spoke for it."""
    known = [join for join in joins if join.left in events and join.right in events]
    if not known:
        return None
    parts = []
    for join in known[:MOST_JOINS]:
        left, right = events[join.left], events[join.right]
        told = [one for one in join.features if one.name not in _UNTOLD]
        reasons = sorted(told, key=lambda one: -abs(one.weight))
        parts += [
            html.Dt(f"{left.publisher or left.path} and {right.publisher or right.path}"),
            html.Dd(
                [
                    html.Span(
                        [
                            html.Span(_SIDE[one.weight > 0], className="weight"),
                            say_feature(one.name),
                        ],
                        title=f"weighs {one.weight:+.1f} of the sum that decides",
                    )
                    for one in reasons
                ]
            ),
        ]
    return html.Details(
        [html.Summary("Why these are one incident"), html.Dl(parts)], className="reason joins"
    )


def say_feature(name: str) -> str:
    """What was compared, in words for the analyst."""
    return _FEATURES.get(name, name)


def say_asked(one: Disagreement) -> str:
    """What accounts differ on, as a question's first words: "How many killed"."""
    return f"{_ASKED.get(one.kind, one.kind)} {one.detail}".strip()


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

"""An entity at a glance: names, posts over time, activity, partners, places, sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from dash import html

from nlp.query import Bin, EntityRow
from viz.decisions.buttons import draw_entity_actions
from viz.evidence.profile_read import SHOWN, Profile, find_posts
from viz.kit.components import attributes, button, icon
from viz.kit.theme import type_style
from viz.kit.wording import count_of, say_day
from viz.state.describe import STATUS_WORDS

Counted = tuple[str, int, str]  # words, number, entity id or ""


def draw_heading(row: EntityRow, *, expanded: bool, filtered: bool) -> html.Header:
    """Name, type and counts of an entity, with what can be done with it."""
    others = [name for name in row.aliases if name != row.name]
    return html.Header(
        [
            html.Div([icon(row.type), html.H2(row.name)], className="title"),
            html.P(
                f"{type_style(row.type).word} · {count_of(row.events, 'event')} · "
                f"{count_of(row.mentions, 'mention')} · {count_of(row.documents, 'report')}",
                className="byline",
            ),
            html.P(f"Also: {', '.join(others[:SHOWN])}", className="note") if others else None,
            html.Div(
                [
                    button(
                        "Take out its neighbours" if expanded else "Add its neighbours",
                        "expand",
                        css="quiet",
                        ref=row.id,
                        pressed=expanded,
                    ),
                    button(
                        "Drop this filter" if filtered else "Only its events",
                        "toggle",
                        css="quiet",
                        field="entities",
                        value=row.id,
                        pressed=filtered,
                    ),
                ],
                className="actions",
            ),
            draw_entity_actions(row),
        ],
        className="heading",
    )


def draw_profile(profile: Profile) -> html.Div:
    """The profile as lists; what is counted can be chosen."""
    row = profile.row
    seen = (
        f"{say_day(profile.first)} to {say_day(profile.last)}"
        if profile.first and profile.last
        else "no dated event"
    )
    return html.Div(
        [
            draw_activity(profile.bins),
            html.Dl(
                [
                    *_fact("Events seen", seen),
                    *_fact("Names", ", ".join(dict.fromkeys((row.name, *row.aliases)))),
                    *(_fact("Position", _say_position(row)) if row.lat is not None else []),
                ],
                className="facts",
            ),
            *_posts(find_posts(profile.mentions)),
            *_counted("In what part", _count_parts(profile)),
            *_counted(
                "With whom", [(one.name, one.events, one.id) for one in profile.partners], profile.partners
            ),
            *_relations(profile),
            *_counted("Where", [(one.name, one.events, one.id) for one in profile.places]),
            *_counted(
                "Who reports it",
                [(one.value or "Publisher unknown", one.count, "") for one in profile.sources],
                field="sources",
                values=[one.value for one in profile.sources],
            ),
            *_counted(
                "How firmly",
                [(STATUS_WORDS.get(one.value, one.value), one.count, "") for one in profile.statuses],
                field="statuses",
                values=[one.value for one in profile.statuses],
            ),
        ],
        className="profile",
    )


_PARTS = {
    "agent": "does it",
    "source": "says it",
    "speaker": "says it",
    "cause": "causes it",
    "patient": "it is done to",
    "theme": "it is about",
    "target": "is its target",
    "victim": "suffers it",
    "recipient": "receives it",
    "experiencer": "undergoes it",
    "beneficiary": "gains by it",
    "instrument": "is used for it",
    "place": "is where it happens",
}


def draw_activity(bins: Sequence[Bin]) -> html.Div | None:
    """A sparkline of dated events; each bar narrows the period to its stretch."""
    if not bins:
        return None
    counts = [sum(one.counts.values()) for one in bins]
    top = max(counts) or 1
    bars = [
        button(
            html.Span(style={"height": f"{100 * number / top:.0f}%"}),
            "period",
            title=f"{_say_stretch(one)}: {count_of(number, 'event')}",
            start=one.start,
            end=one.end,
        )
        for one, number in zip(bins, counts, strict=True)
    ]
    ends = html.Div(
        [html.Span(say_day(bins[0].start)), html.Span(say_day(bins[-1].end))], className="ends note"
    )
    return html.Div(
        [html.Div(bars, className="bars"), ends],
        className="activity",
        role="group",
        **attributes(aria_label="Dated events over time"),
    )


def _say_stretch(one: Bin) -> str:
    return say_day(one.start) if one.start == one.end else f"{say_day(one.start)} – {say_day(one.end)}"


def _say_position(row: EntityRow) -> str:
    exact = f", {row.precision}" if row.precision else ""
    return f"{row.lat:.3f}, {row.lon:.3f} {row.country or ''}{exact}"


def _fact(name: str, value: str) -> list[html.Dt | html.Dd]:
    return [html.Dt(name), html.Dd(value)]


def _posts(posts: Sequence[tuple[str, str | None, str | None, int]]) -> list[html.H3 | html.Ul]:
    if not posts:
        return []
    lines = []
    for words, first, last, number in posts[: 2 * SHOWN]:
        if first is None or last is None:
            when = "date of report unknown"
        else:
            when = say_day(first) if first == last else f"{say_day(first)} – {say_day(last)}"
        told = f"{when} · {count_of(number, 'report')}"
        lines.append(
            html.Li([html.Span(words, className="name"), html.Span(told, className="count")], className="row")
        )
    return [html.H3("Called"), html.Ul(lines)]


def say_part(role: str, kind: str) -> str:
    """A part in a kind of event in words: "does it: bombing", "suffers it: kidnap"."""
    what = {"other": "something else", "statement": "a statement"}.get(kind, kind.replace("_", " "))
    return f"{_PARTS.get(role, role)}: {what}"


def _count_parts(profile: Profile) -> list[Counted]:
    roles = Counter(
        say_part(part.role, event.type)
        for event in profile.events
        for part, one in zip(event.participants, event.participant_entities, strict=False)
        if one == profile.row.id
    )
    return [(words, number, "") for words, number in roles.most_common(SHOWN)]


def _relations(profile: Profile) -> list[html.H3 | html.Ul]:
    if not profile.relations:
        return []
    rows = [
        button(
            [
                icon(other.type),
                html.Span(other.name, className="name"),
                html.Span(link.label.replace("_", " ")),
            ],
            "select",
            css="row",
            kind="link",
            ref=f"{link.source}~{link.target}",
        )
        for link, other in profile.relations
    ]
    return [html.H3("Related, by the text"), html.Ul([html.Li(row) for row in rows])]


def _counted(
    title: str,
    rows: Sequence[Counted],
    entities: Sequence[EntityRow] = (),
    *,
    field: str = "",
    values: Sequence[str] = (),
) -> list[html.H3 | html.Ul]:
    if not rows:
        return []
    top = max(number for _, number, _ in rows) or 1
    types = {one.id: one.type for one in entities}
    if field:  # a click filters by the value
        drawn: list[Any] = [
            button(_bar_of(row, top), "toggle", css="row", title="Filter by it", field=field, value=value)
            for row, value in zip(rows, values, strict=True)
        ]
    else:
        drawn = [_draw_counted(row, top, types) for row in rows]
    return [html.H3(title), html.Ul([html.Li(one) for one in drawn])]


def _bar_of(counted: Counted, top: int) -> list[html.Span]:
    text, number, _ = counted
    return [
        html.Span(text, className="name"),
        html.Span(html.Span(style={"width": f"{100 * number / top:.0f}%"}), className="bar"),
        html.Span(f"{number:,}", className="count"),
    ]


def _draw_counted(counted: Counted, top: int, types: Mapping[str, str]) -> html.Button | html.Div:
    text, number, entity = counted
    parts = [
        icon(types[entity]) if entity in types else None,
        html.Span(text, className="name"),
        html.Span(html.Span(style={"width": f"{100 * number / top:.0f}%"}), className="bar"),
        html.Span(f"{number:,}", className="count"),
    ]
    if not entity:
        return html.Div(parts, className="row")
    return button(parts, "select", css="row", kind="entity", ref=entity)

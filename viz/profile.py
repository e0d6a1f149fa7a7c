"""An entity at a glance: names, first and last seen, roles, partners, sources, places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from dash import html

from nlp.query import EntityRow, EventRow
from viz.elements import button, icon
from viz.theme import type_style
from viz.words import count_of, say_day, standing


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
            html.P(f"Also: {', '.join(others[:8])}", className="note") if others else None,
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
        ],
        className="heading",
    )


def draw_profile(row: EntityRow, events: Sequence[EventRow], names: Mapping[str, EntityRow]) -> html.Div:
    """Facts about ``row`` counted over ``events``, all of which it takes part in."""
    days = sorted(
        day
        for e in events
        if e.when and e.when.interval.year_known
        for day in (e.when.interval.earliest, e.when.interval.latest)
        if day
    )
    partners = Counter(p for e in events for p in set(e.participant_entities) if p and p != row.id)
    roles = Counter(
        f"{part.role} of {e.type.replace('_', ' ')}"
        for e in events
        for part, one in zip(e.participants, e.participant_entities, strict=False)
        if one == row.id
    )
    sources = Counter(e.publisher or "Publisher unknown" for e in events)
    places = Counter(e.place_entity for e in events if e.place_entity and e.place_entity != row.id)
    seen = f"{say_day(days[0])} to {say_day(days[-1])}" if days else "no dated event"
    return html.Div(
        [
            html.Dl(
                [
                    html.Dt("Events seen"),
                    html.Dd(seen),
                    html.Dt("Names"),
                    html.Dd(", ".join(dict.fromkeys((row.name, *row.aliases)))),
                    *(
                        [html.Dt("Place"), html.Dd(f"{row.lat:.3f}, {row.lon:.3f} {row.country or ''}")]
                        if row.lat is not None and row.lon is not None
                        else []
                    ),
                ],
                className="facts",
            ),
            *_counted("In what role", [(None, k, n) for k, n in roles.most_common(8)]),
            *_counted("With whom", _named(partners, names)),
            *_counted("Where", _named(places, names)),
            *_counted("Who reports it", [(None, k, n) for k, n in sources.most_common(8)]),
            *_counted("How firmly", [(None, k, n) for k, n in Counter(map(standing, events)).most_common()]),
        ],
        className="profile",
    )


Counted = tuple[EntityRow | None, str, int]


def _named(counts: Counter[str], names: Mapping[str, EntityRow]) -> Sequence[Counted]:
    return [(names[k], names[k].name, n) for k, n in counts.most_common(40) if k in names][:8]


def _counted(title: str, rows: Sequence[Counted]) -> list[html.H3 | html.Ul]:
    if not rows:
        return []
    top = max(number for _, _, number in rows)
    return [html.H3(title), html.Ul([html.Li(_draw_counted(row, top)) for row in rows])]


def _draw_counted(counted: Counted, top: int) -> html.Button | html.Div:
    entity, text, number = counted
    parts = [
        icon(entity.type) if entity else None,
        html.Span(text, className="name"),
        html.Span(html.Span(style={"width": f"{100 * number / top:.0f}%"}), className="bar"),
        html.Span(f"{number:,}", className="count"),
    ]
    if entity is None:
        return html.Div(parts, className="row")
    return button(parts, "select", css="row", kind="entity", ref=entity.id)

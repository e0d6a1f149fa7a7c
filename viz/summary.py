"""What is in a case, or in a query on it: the first screen. Busiest weeks, main actors, most reported."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from dash import html

from nlp.query import EntityRow, EventRow, Overview
from nlp.records import Skipped
from viz.elements import button, event_badge, icon, note
from viz.evidence import Incident, group_incidents, lead_account, telling_account
from viz.timeline import core_period
from viz.words import count_of, say_day, say_event, say_when


def busiest(events: Iterable[EventRow], *, most: int = 3) -> list[tuple[str, str, int]]:
    """The weeks (Monday, Sunday, events) in which most began, fullest first. Times vaguer than a week
    count nowhere."""
    weeks: Counter[date] = Counter()
    for event in events:
        interval = event.when.interval if event.when and event.when.interval.year_known else None
        if interval and interval.earliest and interval.latest:
            start, end = date.fromisoformat(interval.earliest), date.fromisoformat(interval.latest)
            if (end - start).days < 8:
                weeks[start - timedelta(days=start.weekday())] += 1
    ranked = sorted(weeks.items(), key=lambda one: (-one[1], one[0]))[:most]
    return [(day.isoformat(), (day + timedelta(days=6)).isoformat(), count) for day, count in ranked]


def most_reported(events: Sequence[EventRow], *, most: int = 6) -> list[Incident]:
    """Incidents by how many outlets tell them, then how many accounts, then salience."""

    def weight(incident: Incident) -> tuple[int, int, float]:
        outlets = {e.publisher or e.path for e in incident.events}
        return len(outlets), len(incident.events), max(e.salience for e in incident.events)

    return sorted(group_incidents(events), key=weight, reverse=True)[:most]


def draw_summary(
    overview: Overview,
    *,
    entities: Sequence[EntityRow],
    events: Sequence[EventRow],
    skipped: Sequence[Skipped],
    narrowed: bool = False,
) -> html.Div:
    """The summary panel of a case; ``narrowed`` says that filters are set, so it is of a part only."""
    return html.Div(
        [
            html.H2("What the filters leave" if narrowed else "What is in this case"),
            html.P(say_standfirst(overview, None if narrowed else events), className="standfirst"),
            *_section("Busiest weeks", [_draw_stretch(run) for run in busiest(events)]),
            *_section("Main actors", _draw_actors(entities)),
            *_section("Most reported", [_draw_incident(one) for one in most_reported(events)]),
            _draw_skipped(skipped) if skipped and not narrowed else None,
            note(
                "Choose anything, here or in the pictures, to read the sentences behind it. ? shows the keys."
            ),
        ],
        className="summary",
    )


def say_standfirst(overview: Overview, events: Sequence[EventRow] | None) -> str:
    """How much there is, of when: one paragraph. Without ``events`` it gives no dates."""
    span = ""
    core = core_period(events) if events is not None else None
    if core:
        span = f", most of them between {say_day(core[0])} and {say_day(core[1])}"
    elif events is not None and overview.first and overview.last:
        span = f", {say_day(overview.first)} to {say_day(overview.last)}"
    loose = [
        count_of(overview.year_unknown, "event") + " without a year" if overview.year_unknown else "",
        f"{overview.undated:,} without a date" if overview.undated else "",
    ]
    rest = " and ".join(one for one in loose if one)
    return (
        f"{count_of(overview.events, 'event')} in {count_of(overview.incidents, 'incident')} and "
        f"{count_of(overview.entities, 'entity', 'entities')}, "
        f"from {count_of(overview.documents, 'report')}{span}."
        + (f" {rest[0].upper() + rest[1:]}." if rest else "")
    )


def _section(title: str, parts: Sequence[html.Button | html.Div | html.Li]) -> list[html.H3 | html.Ul]:
    return [html.H3(title), html.Ul([html.Li(part) for part in parts])] if parts else []


def _draw_stretch(run: tuple[str, str, int]) -> html.Button:
    start, end, count = run
    text = say_day(start) if start == end else f"{say_day(start, year=start[:4] != end[:4])} – {say_day(end)}"
    return button(
        [html.Span(text, className="name"), html.Span(count_of(count, "event"), className="count")],
        "period",
        css="row",
        start=start,
        end=end,
    )


def _draw_actors(entities: Sequence[EntityRow]) -> list[html.Button]:
    top = max((row.events for row in entities), default=1) or 1
    return [
        button(
            [
                icon(row.type),
                html.Span(row.name, className="name"),
                html.Span(html.Span(style={"width": f"{100 * row.events / top:.0f}%"}), className="bar"),
                html.Span(f"{row.events:,}", className="count", title=count_of(row.events, "event")),
            ],
            "select",
            css="row",
            kind="entity",
            ref=row.id,
        )
        for row in entities[:8]
    ]


def _draw_incident(incident: Incident) -> html.Button:
    event, lead = telling_account(incident.events), lead_account(incident.events)
    outlets = len({e.publisher or e.path for e in incident.events})
    told = [count_of(len(incident.events), "account"), count_of(outlets, "outlet")]
    return button(
        [
            html.Span(say_event(event, longest=110), className="headline"),
            html.Span([f"{say_when(lead.when)} · {' · '.join(told)} ", event_badge(event)], className="sub"),
        ],
        "select",
        css="row story",
        kind="incident",
        ref=incident.id,
    )


def _draw_skipped(skipped: Sequence[Skipped]) -> html.Details:
    rows = [part for one in skipped for part in (html.Dt(one.path), html.Dd(one.reason))]
    return html.Details(
        [html.Summary(f"{count_of(len(skipped), 'file')} could not be read"), html.Dl(rows)],
        className="skipped",
        id="skipped-list",
    )

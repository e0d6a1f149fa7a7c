"""What is in a case, or in a query on it: the first screen. Busiest weeks, main actors, most reported."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html

from nlp.query import Bin, EntityRow, EventRow, Overview
from nlp.records import EntityType, Skipped
from viz.evidence.incident_accounts import lead_account, telling_account
from viz.kit.components import button, event_badge, icon, note
from viz.kit.wording import count_of, say_day, say_event, say_when

ACTORS = (EntityType.PERSON, EntityType.ORG, EntityType.GROUP)
MOST_ACTORS = 8


def draw_summary(
    overview: Overview,
    *,
    entities: Sequence[EntityRow],
    core: tuple[str, str] | None,
    reported: Sequence[Sequence[EventRow]],
    weeks: Sequence[Bin],
    skipped: Sequence[Skipped],
    undated: int = 0,
    narrowed: bool = False,
) -> html.Div:
    """The summary panel of a case; ``narrowed`` says that filters are set, so it is of a part only."""
    return html.Div(
        [
            html.H2("What the filters leave" if narrowed else "What is in this case"),
            html.P(say_standfirst(overview, core, dates=not narrowed), className="standfirst"),
            *_section("Busiest weeks", [_draw_week(one) for one in weeks]),
            *_section("Main actors", _draw_actors(entities)),
            *_section("Most reported", [_draw_incident(one) for one in reported]),
            _draw_undated(undated) if undated and not narrowed else None,
            _draw_skipped(skipped) if skipped and not narrowed else None,
            note(
                "Choose anything, here or in the pictures, to read the sentences behind it. ? shows the keys."
            ),
        ],
        className="summary",
    )


def say_standfirst(overview: Overview, core: tuple[str, str] | None, *, dates: bool = True) -> str:
    """How much there is and, unless ``dates`` is False, of when: a paragraph. ``core`` are the days that hold
    most of it, where they are few."""
    span = ""
    if core and dates:
        span = f", most of them between {say_day(core[0])} and {say_day(core[1])}"
    elif dates and overview.first and overview.last and overview.dated:
        span = f", {say_day(overview.first)} to {say_day(overview.last)}"
    rest = [
        f"{overview.dated:,} {'has' if overview.dated == 1 else 'have'} a date in the text{span}"
        if overview.dated
        else "",
        f"{overview.placed:,} more {'is' if overview.placed == 1 else 'are'} placed in time by the reports"
        if overview.placed
        else "",
        f"{overview.year_unknown:,} without a year" if overview.year_unknown else "",
        f"{overview.undated:,} without any place in time" if overview.undated else "",
    ]
    told = ", ".join(one for one in rest if one)
    return (
        f"{count_of(overview.events, 'event')} in {count_of(overview.incidents, 'incident')} and "
        f"{count_of(overview.entities, 'entity', 'entities')}, "
        f"from {count_of(overview.documents, 'report')}."
        + (f" {told[0].upper() + told[1:]}." if told else "")
    )


def _section(title: str, parts: Sequence[html.Button | html.Div | html.Li]) -> list[html.H3 | html.Ul]:
    return [html.H3(title), html.Ul([html.Li(part) for part in parts])] if parts else []


def _draw_week(week: Bin) -> html.Button:
    first = say_day(week.start, year=week.start[:4] != week.end[:4])
    number = sum(week.counts.values())
    return button(
        [
            html.Span(f"{first} – {say_day(week.end)}", className="name"),
            html.Span(count_of(number, "event"), className="count"),
        ],
        "period",
        css="row",
        start=week.start,
        end=week.end,
    )


def _draw_actors(entities: Sequence[EntityRow]) -> list[html.Button]:
    """Who can act, most events first; places and things are where and with what."""
    entities = [row for row in entities if row.type in ACTORS][:MOST_ACTORS]
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
        for row in entities
    ]


def _draw_incident(events: Sequence[EventRow]) -> html.Button:
    event, lead = telling_account(events), lead_account(events)
    outlets = len({e.publisher or e.path for e in events})
    told = [count_of(len(events), "account"), count_of(outlets, "outlet")]
    differ = " · accounts differ" if any(e.disputed for e in events) else ""
    return button(
        [
            html.Span(say_event(event, longest=110), className="headline"),
            html.Span(
                [f"{say_when(lead.when)} · {' · '.join(told)}{differ} ", event_badge(event)], className="sub"
            ),
        ],
        "select",
        css="row story",
        kind="incident",
        ref=event.incident_id or event.id,
    )


def _draw_undated(reports: int) -> html.Div:
    words = f"{count_of(reports, 'report')} of unknown or only probable date"
    hint = "Set their days of publication, one by one or many at once: what they tell is dated from it"
    return html.Div(
        button(words, "view", css="link", title=hint, field="panel", value="undated"),
        className="undated-link",
    )


def _draw_skipped(skipped: Sequence[Skipped]) -> html.Details:
    rows = [part for one in skipped for part in (html.Dt(one.path), html.Dd(one.reason))]
    return html.Details(
        [html.Summary(f"{count_of(len(skipped), 'file')} could not be read"), html.Dl(rows)],
        className="skipped",
        id="skipped-list",
    )

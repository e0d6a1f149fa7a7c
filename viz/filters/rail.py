"""The filter rail: what narrows the case, with how many events each value has."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from dash import dcc, html

from nlp.query import EntityRow, Facet, Overview, Query
from viz.kit import ids
from viz.kit.components import Children, attributes, button, icon
from viz.kit.theme import STANDINGS, STATUS_STANDING, type_style
from viz.kit.wording import count_of
from viz.state.describe import STATUS_WORDS, say_excluded
from viz.state.state import why_not

SHOWN = 8
MOST_VALUES = 120


def draw_rail(
    overview: Overview,
    query: Query,
    names: Mapping[str, str],
    *,
    actors: Sequence[EntityRow] = (),
    wrong: str = "",
) -> list[Any]:
    """The rail for ``query``.

    Args:
        overview: its counts.
        names: of the entities that it asks for by id.
        actors: entities to choose from, those in most events first.
        wrong: what was typed and could not be read, "text:(fire".
    """
    facets = overview.facets
    where, _, typed = wrong.partition(":")
    return [
        _draw_set(query, names),
        _field(
            "Words in the reporting",
            "text",
            ids.TEXT,
            typed if where == "text" else query.text,
            "fire OR blast, -drill",
            error=why_not(typed) if where == "text" else "",
        ),
        html.Section(
            [
                html.H2("Period"),
                _draw_days("Happened", "period", (ids.PERIOD_START, ids.PERIOD_END), query.period, wrong),
                _draw_days("Told", "told", (ids.TOLD_START, ids.TOLD_END), query.published, wrong),
                html.P("A day, “March 2023”, 2023-03; or drag across the timeline.", className="note"),
            ]
        ),
        _group("What", "event_types", facets.get("event_types", ()), query, _plain),
        _group("Names and places", "names", _named(actors, names, query), query, _name(actors, names)),
        _group("Involving", "entity_types", facets.get("entity_types", ()), query, _typed),
        _group("Status", "statuses", facets.get("statuses", ()), query, _status),
        button(
            html.Span("Also what was rejected", className="name"),
            "rejected",
            css="row filter",
            pressed=query.rejected,
            title="Events that an analyst rejected are left out otherwise",
        ),
        _group("Reported by", "sources", facets.get("sources", ()), query, _source),
        html.Section(
            [
                html.H2("Known by"),
                html.Div(
                    [_day(ids.AS_OF, "Known by", "as_of", "day", _shown(query.as_of, wrong, "day"))],
                    className="pair",
                ),
                _wrong(wrong, "day"),
                html.P(say_known(overview, query), className="note"),
            ]
        ),
    ]


def say_known(overview: Overview, query: Query) -> str:
    """What the as-of date leaves out."""
    if query.as_of and overview.unpublished:
        return f"{count_of(overview.unpublished, 'report')} of unknown date left out."
    return "Only reports published up to that day; those of unknown date are left out."


def _shown(value: str | None, wrong: str, field: str) -> str:
    where, _, typed = wrong.partition(":")
    return typed if where == field else value or ""


def _wrong(wrong: str, *fields: str) -> html.P | None:
    where, _, typed = wrong.partition(":")
    if where not in fields:
        return None
    return html.P(
        f"“{typed}” is no time that is understood here, or has no year.", className="wrong", role="alert"
    )


def _draw_days(
    word: str, verb: str, fields: tuple[str, str], days: tuple[str, str] | None, wrong: str
) -> html.Div:
    """Two fields for the ends of a stretch, with how it was understood."""
    start, end = days or ("", "")
    before = "told-" if verb == "told" else ""
    first, last = _shown(start, wrong, f"{before}start"), _shown(end, wrong, f"{before}end")
    return html.Div(
        [
            html.Div(
                [
                    html.Span(word, className="kind"),
                    _day(fields[0], f"{word}: first day", verb, "start", first),
                    html.Span("to"),
                    _day(fields[1], f"{word}: last day", verb, "end", last),
                ],
                className="pair",
            ),
            _wrong(wrong, f"{before}start", f"{before}end"),
        ]
    )


def _named(actors: Sequence[EntityRow], names: Mapping[str, str], query: Query) -> tuple[Facet, ...]:
    found = {row.id: row.events for row in actors if row.events}
    return tuple(Facet(value=one, count=count) for one, count in found.items())


def _name(actors: Sequence[EntityRow], names: Mapping[str, str]) -> Callable[[str], Children]:
    rows = {row.id: row for row in actors}

    def draw(value: str) -> Children:
        row = rows.get(value)
        return [icon(row.type), row.name] if row else names.get(value, value)

    return draw


def _draw_set(query: Query, names: Mapping[str, str]) -> html.Section | None:
    chips = [
        *([_chip(f"“{query.text}”", "unset", field="text")] if query.text else []),
        *([_chip(f"happened {_span(query.period)}", "unset", field="period")] if query.period else []),
        *([_chip(f"told {_span(query.published)}", "unset", field="published")] if query.published else []),
        *([_chip(f"known by {query.as_of}", "unset", field="as_of")] if query.as_of else []),
        *(_chip(f"with {names.get(e, e)}", "toggle", field="entities", value=e) for e in query.entities),
        *([_chip("with rejected events", "rejected", field="rejected")] if query.rejected else []),
        *(_chip("one report", "toggle", field="documents", value=d) for d in query.documents),
        *(_chip(v.replace("_", " "), "toggle", field="event_types", value=v) for v in query.event_types),
        *(_chip(type_style(v).plural, "toggle", field="entity_types", value=v) for v in query.entity_types),
        *(_chip(STATUS_WORDS.get(v, v), "toggle", field="statuses", value=v) for v in query.statuses),
        *(_chip(v or "publisher unknown", "toggle", field="sources", value=v) for v in query.sources),
        *(_chip(names.get(v, v), "toggle", field="names", value=v) for v in query.names),
        *(
            _chip(f"not {say_excluded(one, names)}", "exclude", field=field, value=value)
            for one in query.excluded
            for field, _, value in (one.partition(":"),)
        ),
        *([_chip("only stated dates", "stated", field="")] if not query.placed else []),
    ]
    if not chips:
        return None
    clear = button("Clear all", "clear", css="quiet")
    return html.Section([html.H2(["Filters ", clear]), html.Div(chips, className="chips")], className="set")


def _span(days: tuple[str, str]) -> str:
    return days[0] if days[0] == days[1] else " – ".join(days)


def _chip(text: str, verb: str, *, field: str, value: str = "") -> html.Button:
    return button(
        [text, html.Span("×", className="x")],
        verb,
        css="chip",
        title="Remove this filter",
        field=field,
        value=value,
    )


def _field(title: str, verb: str, element: str, value: str, hint: str, *, error: str = "") -> html.Section:
    box = dcc.Input(
        id=element, value=value, placeholder=hint, debounce=True, autoComplete="off", spellCheck=False
    )
    return html.Section(
        [
            html.Label(html.H2(title), htmlFor=element),
            html.Div(box, **attributes(data_change=verb, data_as="value")),
            html.P(error, className="wrong", role="alert") if error else None,
        ]
    )


def _day(element: str, label: str, verb: str, argument: str, value: str) -> html.Div:
    box = dcc.Input(
        id=element,
        value=value,
        placeholder="any",
        debounce=True,
        autoComplete="off",
    )
    return html.Div(
        [html.Label(label, htmlFor=element, className="sr-only"), box],
        **attributes(data_change=verb, data_as=argument),
    )


def _group(
    title: str, field: str, facets: Sequence[Facet], query: Query, draw: Callable[[str], Children]
) -> html.Section | None:
    """Values to choose, several at once, or to leave out; a field finds among many of them."""
    chosen: tuple[str, ...] = getattr(query, field)
    without = [value for name, _, value in (one.partition(":") for one in query.excluded) if name == field]
    counts = {facet.value: facet.count for facet in facets}
    values = [*(v for v in (*chosen, *without) if v not in counts), *counts]
    if not values:
        return None
    ranked = sorted(values, key=lambda v: (v not in chosen and v not in without, -counts.get(v, 0)))
    top = max(counts.values(), default=1) or 1
    rows = [
        _row(field, v, counts.get(v, 0), top, v in chosen, v in without, draw(v))
        for v in ranked[:MOST_VALUES]
    ]
    hidden = rows[SHOWN:]
    more = (
        html.Details(
            [
                html.Summary(f"{len(hidden)} more"),
                dcc.Input(
                    id=f"facet-{field}", placeholder="Find among them", autoComplete="off", spellCheck=False
                ),
                *hidden,
            ],
            **attributes(data_key=field),
        )
        if hidden
        else None
    )
    return html.Section([html.H2(title), *rows[:SHOWN], more], className="facet")


def _row(field: str, value: str, count: int, top: int, pressed: bool, out: bool, parts: Children) -> html.Div:
    word = value.replace("_", " ") or "publisher unknown"
    return html.Div(
        [
            button(
                [
                    html.Span(parts, className="name", title=word if field != "names" else None),
                    html.Span(html.Span(style={"width": f"{100 * count / top:.0f}%"}), className="bar"),
                    html.Span(f"{count:,}", className="count"),
                ],
                "toggle",
                css="row filter",
                pressed=pressed,
                field=field,
                value=value,
            ),
            button(
                "−",
                "exclude",
                css="without",
                title="Let it in again"
                if out
                else "Leave out what has it; an incident is in or out as a whole",
                pressed=out,
                field=field,
                value=value,
            ),
        ],
        className="facet-row out" if out else "facet-row",
    )


def _plain(value: str) -> Children:
    text = value.replace("_", " ")
    return text[:1].upper() + text[1:]


def _source(value: str) -> Children:
    return value or "Publisher unknown"


def _typed(value: str) -> Children:
    return [icon(value), type_style(value).plural]


def _status(value: str) -> Children:
    said = STATUS_STANDING.get(value, "reported")
    return [
        html.Span(className=f"dot is-{said} dash-{STANDINGS[said].dash}"),
        STATUS_WORDS.get(value, value),
    ]

"""The filter rail: what narrows the case, with how many events each value has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dash import dcc, html

from nlp.query import Facet, Overview, Query
from viz.kit import ids
from viz.kit.components import Children, attributes, button, icon
from viz.kit.theme import STANDINGS, STATUS_STANDING, type_style
from viz.state.describe import STATUS_WORDS

SHOWN = 8


def draw_rail(overview: Overview, query: Query, names: Mapping[str, str]) -> list[Any]:
    """The rail for ``query``; ``names`` of the entities that it asks for by id."""
    facets = overview.facets
    return [
        _draw_set(query, names),
        _field("Words in the reporting", "text", ids.TEXT, query.text, "a word, a name"),
        html.Section(
            [
                html.H2("Period"),
                html.Div(
                    [
                        _day(ids.PERIOD_START, "First day", "period", "start", (query.period or ("", ""))[0]),
                        html.Span("to"),
                        _day(ids.PERIOD_END, "Last day", "period", "end", (query.period or ("", ""))[1]),
                    ],
                    className="pair",
                ),
                html.P("Or drag across the timeline.", className="note"),
            ]
        ),
        _group("What", "event_types", facets.get("event_types", ()), query.event_types, _plain),
        _group("Involving", "entity_types", facets.get("entity_types", ()), query.entity_types, _typed),
        _group("Status", "statuses", facets.get("statuses", ()), query.statuses, _status),
        button(
            html.Span("Also what was rejected", className="name"),
            "rejected",
            css="row filter",
            pressed=query.rejected,
            title="Events that an analyst rejected are left out otherwise",
        ),
        _group("Reported by", "sources", facets.get("sources", ()), query.sources, _source),
        html.Section(
            [
                html.H2("Known by"),
                html.Div([_day(ids.AS_OF, "Known by", "as_of", "day", query.as_of or "")], className="pair"),
                html.P("Only reports published up to that day.", className="note"),
            ]
        ),
    ]


def _draw_set(query: Query, names: Mapping[str, str]) -> html.Section | None:
    chips = [
        *([_chip(f"“{query.text}”", "unset", field="text")] if query.text else []),
        *([_chip(" – ".join(query.period), "unset", field="period")] if query.period else []),
        *([_chip(f"known by {query.as_of}", "unset", field="as_of")] if query.as_of else []),
        *(_chip(f"with {names.get(e, e)}", "toggle", field="entities", value=e) for e in query.entities),
        *([_chip("with rejected events", "rejected", field="rejected")] if query.rejected else []),
        *(_chip("one report", "toggle", field="documents", value=d) for d in query.documents),
        *(_chip(v.replace("_", " "), "toggle", field="event_types", value=v) for v in query.event_types),
        *(_chip(type_style(v).plural, "toggle", field="entity_types", value=v) for v in query.entity_types),
        *(_chip(STATUS_WORDS.get(v, v), "toggle", field="statuses", value=v) for v in query.statuses),
        *(_chip(v or "publisher unknown", "toggle", field="sources", value=v) for v in query.sources),
    ]
    if not chips:
        return None
    clear = button("Clear all", "clear", css="quiet")
    return html.Section([html.H2(["Filters ", clear]), html.Div(chips, className="chips")], className="set")


def _chip(text: str, verb: str, *, field: str, value: str = "") -> html.Button:
    return button(
        [text, html.Span("×", className="x")],
        verb,
        css="chip",
        title="Remove this filter",
        field=field,
        value=value,
    )


def _field(title: str, verb: str, element: str, value: str, hint: str) -> html.Section:
    box = dcc.Input(
        id=element, value=value, placeholder=hint, debounce=True, autoComplete="off", spellCheck=False
    )
    return html.Section(
        [
            html.Label(html.H2(title), htmlFor=element),
            html.Div(box, **attributes(data_change=verb, data_as="value")),
        ]
    )


def _day(element: str, label: str, verb: str, argument: str, value: str) -> html.Div:
    box = dcc.Input(
        id=element,
        value=value,
        placeholder="yyyy-mm-dd",
        debounce=True,
        autoComplete="off",
        pattern=r"\d{4}-\d{2}-\d{2}",
    )
    return html.Div(
        [html.Label(label, htmlFor=element, className="sr-only"), box],
        **attributes(data_change=verb, data_as=argument),
    )


def _group(
    title: str, field: str, facets: Sequence[Facet], chosen: Sequence[str], draw: Any
) -> html.Section | None:
    counts = {facet.value: facet.count for facet in facets}
    values = [*(v for v in chosen if v not in counts), *counts]
    if not values:
        return None
    ranked = sorted(values, key=lambda v: (v not in chosen, -counts.get(v, 0)))
    top = max(counts.values(), default=1) or 1
    rows = [_row(field, v, counts.get(v, 0), top, v in chosen, draw(v)) for v in ranked]
    hidden = rows[SHOWN:]
    more = (
        html.Details([html.Summary(f"{len(hidden)} more"), *hidden], **attributes(data_key=field))
        if hidden
        else None
    )
    return html.Section([html.H2(title), *rows[:SHOWN], more])


def _row(field: str, value: str, count: int, top: int, pressed: bool, parts: Children) -> html.Button:
    return button(
        [
            html.Span(parts, className="name", title=value.replace("_", " ") or None),
            html.Span(html.Span(style={"width": f"{100 * count / top:.0f}%"}), className="bar"),
            html.Span(f"{count:,}", className="count"),
        ],
        "toggle",
        css="row filter",
        pressed=pressed,
        field=field,
        value=value,
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

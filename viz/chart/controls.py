"""What stands around the link chart: how much of what is shown, what can be done, what the signs mean."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import html

from nlp.query import EntityRow, Hit
from viz.chart.network import Network
from viz.kit.components import attributes, button, doing, segmented
from viz.kit.theme import STANDINGS, type_style
from viz.kit.wording import count_of, shorten
from viz.state.hold import hold_button
from viz.state.state import LIMITS, State

_SIZES = {"events": "Events", "links": "Links", "between": "Between"}
_SIZE_WORDS = {
    "events": "Size: number of events",
    "links": "Size: number of others it is linked to",
    "between": "Size: how often it lies between others",
}
_GROUPS = {"none": "Off", "communities": "On"}
_LIMITS = {str(n): str(n) for n in LIMITS[:-1]} | {str(LIMITS[-1]): "All"}


def draw_note(shown: int, total: int, state: State, *, centre: str = "", links: int = 0) -> list[Any]:
    """How many of how many are drawn, and by which rule; what is left out, with the way back.

    Args:
        shown: entities in the picture.
        total: entities that the query, or the neighbourhood, has.
        state: what is shown.
        centre: name of the entity whose neighbourhood it is.
        links: of an overview, how many are drawn.
    """
    words = _say_choice(shown, total, len(state.view.hidden), centre)
    if links:
        words = f"{words.removesuffix('.')}; the {links:,} heaviest links."
    parts: list[Any] = [html.Span(words)]
    if centre:
        parts.append(button("Show all of the query", "around", css="link", ref=""))
    if state.view.hidden:
        parts.append(
            html.Span(
                [f"{len(state.view.hidden)} hidden · ", button("show them", "conceal", css="link", ref="")]
            )
        )
    return parts


def _say_choice(shown: int, total: int, hidden: int, centre: str) -> str:
    if centre:
        others = max(total - 1, 0)
        if shown + hidden >= total:
            return f"{centre} and {count_of(max(shown - 1, 0), 'neighbour')}."
        return f"{centre} and {shown - 1} of {count_of(others, 'neighbour')}: those joined most."
    if shown + hidden >= total:
        return (
            f"All {count_of(shown, 'entity', 'entities')}."
            if not hidden
            else f"{shown} of {total:,} entities."
        )
    return f"Showing {shown:,} of {total:,}: most events, linked first."


def draw_options(state: State, total: int) -> list[Any]:
    """How the chart is drawn: how many, what size means, communities; and whether it follows."""
    view = state.view
    few = total <= LIMITS[0]
    return [
        None if few else segmented("At most", "limit", str(view.limit), _LIMITS),
        segmented("Size by", "size", view.size, _SIZES),
        segmented("Communities", "groups", view.groups, _GROUPS),
    ]


def draw_hold(state: State) -> html.Button:
    """The button that keeps the chart as it is."""
    return hold_button(state, "chart")


def draw_actions(state: State, rows: Sequence[EntityRow], pinned: frozenset[str]) -> list[Any]:
    """What can be done with the entities ``rows`` that are selected, each with its key."""
    kind = state.selection.kind
    if not rows:
        return []
    name = html.Span(_say_names(rows), className="whom")
    if kind in ("link", "path") or len(rows) == 2:
        pair = "~".join(row.id for row in rows[:2])
        ways = button(
            "How are they connected?",
            "select",
            css="quiet",
            title="All short ways between the two, with their evidence (j)",
            pressed=kind == "path",
            kind="path",
            ref=pair,
        )
        return [name, ways, *([] if kind in ("link", "path") else _common(state, rows, pinned))]
    if len(rows) > 1:
        return [name, *_common(state, rows, pinned)]
    one = rows[0].id
    expanded, around = one in state.view.expanded, one == state.view.around
    return [
        name,
        button(
            "Take out its neighbours" if expanded else "Add its neighbours",
            "expand",
            css="quiet",
            title="Or double-click the node (b)",
            pressed=expanded,
            ref=one,
        ),
        button(
            "Only its neighbours",
            "around",
            css="quiet",
            title="Keep the chart to it and its neighbours (o)",
            pressed=around,
            ref=one,
        ),
        html.Button(
            "Connect to…",
            type="button",
            className="quiet",
            title="Choose another entity: all short ways between the two (j)",
            **attributes(data_local="chart-connect", data_ref=one, data_name=rows[0].name),
        ),
        *_common(state, rows, pinned),
    ]


def _common(state: State, rows: Sequence[EntityRow], pinned: frozenset[str]) -> list[Any]:
    ref = state.selection.ref
    fixed = all(row.id in pinned for row in rows)
    what = "it" if len(rows) == 1 else "them"
    if all(row.id in state.view.hidden for row in rows):
        return [button("Hidden: show again", "conceal", css="quiet", title="Show all that is hidden", ref="")]
    return [
        html.Button(
            "Unpin" if fixed else "Pin",
            type="button",
            className="quiet",
            title=f"Let {what} go (k)" if fixed else f"Keep {what} in place, as dragging does (k)",
            **attributes(data_local="chart-pin", data_ref=ref, aria_pressed=str(fixed).lower()),
        ),
        button("Hide", "conceal", css="quiet", title=f"Take {what} out of the picture (h)", ref=ref),
    ]


def _say_names(rows: Sequence[EntityRow]) -> str:
    if len(rows) > 2:
        return f"{len(rows)} entities"
    return " and ".join(shorten(row.name, 26) for row in rows)


def draw_legend(network: Network, state: State, *, contested: bool = False) -> list[Any]:
    """The signs that are in the picture; ``contested`` is whether some links are asserted and denied."""
    types = dict.fromkeys(str(row.type) for row in network.entities)
    keys: list[Any] = [
        html.Span(
            [html.Span(className=f"icon icon-{type_style(t).icon} t-{t.lower()}"), type_style(t).plural]
        )
        for t in types
    ]
    kinds = {link.kind for link in network.links}
    if "event" in kinds:
        keys += [
            html.Span([html.Span(className=f"line is-{name} dash-{style.dash}"), style.word])
            for name, style in STANDINGS.items()
        ]
    if contested:
        keys.append(html.Span([html.Span(className="line is-contested"), "some deny it"]))
    if "relation" in kinds:
        keys.append(html.Span([html.Span(className="line is-relation"), "Relation"]))
    if any(link.directed for link in network.links):
        keys.append(html.Span([html.Span("→", className="sign"), "acts on"]))
    if network.entities:
        keys.append(html.Span(_SIZE_WORDS[state.view.size]))
    if network.pinned:
        keys.append(html.Span([html.Span(className="pin-sign"), "Pinned"]))
    keys += [
        html.Span([html.Span(className=f"tint tint-{n}"), f"around {shorten(group.name, 22)}"])
        for n, group in enumerate(network.groups)
    ]
    return keys


def draw_found(hits: Sequence[Hit], text: str) -> Any:
    """Entities whose names fit; each is centred, and added where it is not in the picture."""
    if not text:
        return None
    if not hits:
        return html.P(f"No name fits “{text}”.", className="note")
    # the browser takes a name on Enter only from the answer to what stands in the field
    return html.Ul(
        [
            html.Li(
                html.Button(
                    hit.title,
                    type="button",
                    className="row",
                    **doing("select", kind="entity", ref=hit.ref, name=hit.title),
                )
            )
            for hit in hits
        ],
        **attributes(data_for=text),
    )

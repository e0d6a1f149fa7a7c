"""A network as dash-cytoscape elements and stylesheet: the only module that knows that library's forms."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nlp.query import EntityRow, EventRow, LinkRow
from viz.network import Network, link_standing, pair_of
from viz.picture import line_width
from viz.theme import SANS, STANDINGS, TYPES, colour_of, palette
from viz.words import count_of, shorten, standing

Element = dict[str, Any]
CANVAS_FONT = SANS.replace("'", '"')  # cytoscape reads double quotes only
_LABELS = {  # where a label stands beside its node, other than below
    "right": {"text-halign": "right", "text-valign": "center", "text-margin-x": 4, "text-margin-y": 0},
    "left": {"text-halign": "left", "text-valign": "center", "text-margin-x": -4, "text-margin-y": 0},
    "top": {"text-valign": "top", "text-margin-y": -3},
    "se": {"text-halign": "right", "text-valign": "bottom", "text-margin-x": -4, "text-margin-y": -4},
    "sw": {"text-halign": "left", "text-valign": "bottom", "text-margin-x": 4, "text-margin-y": -4},
    "ne": {"text-halign": "right", "text-valign": "top", "text-margin-x": -4, "text-margin-y": 4},
    "nw": {"text-halign": "left", "text-valign": "top", "text-margin-x": 4, "text-margin-y": 4},
}


def link_ref(link: LinkRow) -> str:
    """What a selection calls a link: its two ends."""
    return f"{link.source}~{link.target}"


def draw_elements(network: Network, events: Mapping[str, EventRow] | None = None) -> list[Element]:
    """Nodes and edges of ``network``; ``events`` by id make the edges' standing exact."""
    known = events or {}
    on_path = {one for pair in network.traced for one in pair}
    hints: dict[tuple[str, str], list[str]] = {}
    for link in network.links:
        hints.setdefault(pair_of(link.source, link.target), []).append(say_link(link, known))
    nodes = [_node(row, network, row.id in on_path) for row in network.entities]
    return nodes + [_edge(link, i, network, known, hints) for i, link in enumerate(network.links)]


def _node(row: EntityRow, network: Network, on_path: bool) -> Element:
    x, y = network.positions[row.id]
    pinned = row.id in network.pinned
    classes = f"is-{str(row.type).lower()}{' pinned' if pinned else ''}{' onpath' if on_path else ''}"
    counts = f"{count_of(row.events, 'event')}, {count_of(row.documents, 'report')}"
    return {
        "data": {
            "id": row.id,
            "label": shorten(row.name, 42),
            "type": str(row.type),
            "size": round(network.size(row), 1),
            "rank": round(network.size(row) * 1000 + row.events),
            "hint": f"{row.name} · {counts}{' · pinned' if pinned else ''}",
        },
        "position": {"x": x, "y": y},
        "classes": classes,
    }


def _edge(
    link: LinkRow,
    number: int,
    network: Network,
    events: Mapping[str, EventRow],
    hints: Mapping[tuple[str, str], list[str]],
) -> Element:
    said = link_standing(link, events)
    word = link.label.replace("_", " ")
    pair = pair_of(link.source, link.target)
    classes = [link.kind, said]
    classes += ["directed"] if link.directed else []
    classes += ["contested"] if said != "denied" and "denied" in count_standings(link, events) else []
    classes += ["onpath"] if pair in network.traced else []
    # what else joins the two is said too, after what this line is
    own = say_link(link, events)
    others = [hint for hint in dict.fromkeys(hints[pair]) if hint != own]
    return {
        "data": {
            "id": f"{link.kind}:{number}:{link_ref(link)}",
            "source": link.source,
            "target": link.target,
            "ref": link_ref(link),
            "label": f"{word} ×{link.weight}" if link.weight > 1 else word,
            "width": line_width(link),
            "rank": link.weight,
            "hint": "\n".join([own, *others[:4]]),
        },
        "classes": " ".join(classes),
    }


def count_standings(link: LinkRow, events: Mapping[str, EventRow]) -> dict[str, int]:
    """How many of a link's events are reported, claimed, denied and so on, as far as they are at hand."""
    found = [standing(events[one]) for one in link.events if one in events]
    return {word: found.count(word) for word in STANDINGS if word in found}


def say_link(link: LinkRow, events: Mapping[str, EventRow]) -> str:
    """One line for a link: "attack: 5 events (4 reported, 1 denied)", "adviser to: relation in 2 reports"."""
    word = link.label.replace("_", " ")
    if link.kind == "relation":
        return f"{word}: relation in {count_of(link.weight, 'report')}"
    counts = count_standings(link, events)
    if len(counts) > 1:
        said = " (" + ", ".join(f"{number} {name}" for name, number in counts.items()) + ")"
    else:
        said = f", {STANDINGS[link_standing(link, events)].word.lower()}"
    return f"{word}: {count_of(link.weight, 'event')}{said}"


def draw_stylesheet(mode: str, *, icons: str) -> list[dict[str, Any]]:
    """Cytoscape's stylesheet for ``mode``; ``icons`` is the address of the folder of type icons."""
    colours = palette(mode)
    return [
        {"selector": "node", "style": _node_style(colours)},
        {"selector": "edge", "style": _edge_style(colours)},
        *(
            {
                "selector": f".is-{name.lower()}",
                "style": {
                    "background-color": colour_of(style, mode),
                    "shape": style.shape,
                    "background-image": f"{icons}/{style.icon}.svg",
                },
            }
            for name, style in TYPES.items()
        ),
        *(
            {
                "selector": f"edge.{name}",
                "style": {
                    "line-color": colour_of(style, mode),
                    "target-arrow-color": colour_of(style, mode),
                    "line-style": style.line,
                },
            }
            for name, style in STANDINGS.items()
        ),
        {
            "selector": "edge.relation",
            "style": {
                "line-color": colours["faint"],
                "line-style": "solid",
                "target-arrow-color": colours["faint"],
                "width": 1.2,
            },
        },
        {"selector": "edge.directed", "style": {"target-arrow-shape": "triangle"}},
        *({"selector": f"node.at-{name}", "style": style} for name, style in _LABELS.items()),
        {"selector": "node.mute", "style": {"text-opacity": 0}},
        {
            "selector": "edge.contested",
            "style": {
                "mid-target-arrow-shape": "tee",
                "mid-target-arrow-color": colour_of(STANDINGS["denied"], mode),
            },
        },
        {
            "selector": "node.pinned",
            "style": {"border-color": colours["ink"], "border-style": "double", "border-width": 4},
        },
        {"selector": "edge.onpath", "style": {"line-opacity": 1, "underlay-opacity": 0.2}},
        {"selector": "edge.shown, edge.hover, edge.chosen", "style": {"text-opacity": 1}},
        {"selector": ".far", "style": {"opacity": 0.16}},
        {"selector": "core", "style": _selecting(colours)},
        {"selector": "node.hover, node.chosen", "style": {"text-opacity": 1, "z-index": 20}},
        {
            "selector": "node.chosen",
            "style": {
                "border-width": 3,
                "border-color": colours["focus"],
                "font-weight": 700,
                "outline-width": 3,
                "outline-color": colours["focus"],
                "outline-offset": 2,
                "outline-opacity": 0.45,
            },
        },
        {"selector": "edge.chosen, edge.hover", "style": {"line-opacity": 1, "z-index": 19}},
        {
            "selector": "edge.chosen",
            "style": {"underlay-color": colours["focus"], "underlay-opacity": 0.28, "underlay-padding": 4},
        },
    ]


def _selecting(colours: Mapping[str, str]) -> dict[str, Any]:
    """The box that is drawn to select, and the disc under the pointer (none)."""
    return {
        "selection-box-color": colours["focus"],
        "selection-box-opacity": 0.14,
        "selection-box-border-color": colours["focus"],
        "selection-box-border-width": 1,
        "active-bg-opacity": 0,
    }


def _node_style(colours: Mapping[str, str]) -> dict[str, Any]:
    return {
        "width": "data(size)",
        "height": "data(size)",
        "label": "data(label)",
        "color": colours["ink"],
        "font-family": CANVAS_FONT,
        "font-size": 12.5,
        "font-weight": 500,
        "text-valign": "bottom",
        "text-margin-y": 4,
        "text-wrap": "wrap",
        "text-max-width": "116px",
        "text-background-color": colours["surface"],
        "text-background-opacity": 0.82,
        "text-background-padding": "1px",
        "background-width": "58%",
        "background-height": "58%",
        "background-clip": "none",
        "border-width": 1.5,
        "border-color": colours["surface"],
        "transition-property": "opacity",
        "transition-duration": 120,
    }


def _edge_style(colours: Mapping[str, str]) -> dict[str, Any]:
    return {
        "width": "data(width)",
        "curve-style": "bezier",
        "control-point-step-size": 26,
        "line-opacity": 0.62,
        "arrow-scale": 0.85,
        "label": "data(label)",
        "text-opacity": 0,
        "font-family": CANVAS_FONT,
        "font-size": 10.5,
        "color": colours["muted"],
        "text-rotation": "autorotate",
        "text-background-color": colours["surface"],
        "text-background-opacity": 0.9,
        "text-background-padding": "2px",
        "line-dash-pattern": [6, 4],
        "underlay-color": colours["focus"],
        "underlay-padding": 4,
        "underlay-opacity": 0,
    }

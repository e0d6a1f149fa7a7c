"""A network as elements of dash-cytoscape; with ``chart_style`` all that knows that library's forms."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nlp.query import EntityRow, EventRow, LinkRow
from viz.chart.network import Network, Position, link_standing, pair_of
from viz.chart.svg_chart import line_width
from viz.kit.theme import STANDINGS
from viz.kit.wording import count_of, shorten, standing

Element = dict[str, Any]


def link_ref(link: LinkRow) -> str:
    """What a selection calls a link: its two ends."""
    return f"{link.source}~{link.target}"


def draw_elements(
    network: Network, events: Mapping[str, EventRow] | None = None, *, stretched: Position = (1.0, 1.0)
) -> list[Element]:
    """Nodes and edges of ``network``; ``events`` by id make the edges' standing exact. By how much the places
    are ``stretched`` goes along, for the browser to keep pins without it."""
    known = events or {}
    on_path = {one for pair in network.traced for one in pair}
    hints: dict[tuple[str, str], list[str]] = {}
    for link in network.links:
        hints.setdefault(pair_of(link.source, link.target), []).append(say_link(link, known))
    nodes = [_node(row, network, row.id in on_path, stretched) for row in network.entities]
    return nodes + [_edge(link, i, network, known, hints) for i, link in enumerate(network.links)]


def _node(row: EntityRow, network: Network, on_path: bool, stretched: Position) -> Element:
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
            "by": list(stretched),
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

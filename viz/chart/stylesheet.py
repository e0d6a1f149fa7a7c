"""The link chart's stylesheet in the words of cytoscape: shapes, colours, lines, places of labels."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import quote

from viz.kit.theme import SANS, STANDINGS, TYPES, colour_of, palette

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


def draw_stylesheet(mode: str) -> list[dict[str, Any]]:
    """Cytoscape's stylesheet for ``mode`` ("light" or "dark")."""
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
                    "background-image": _icon(style.icon, palette(mode)["surface"]),
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


@cache
def _icon(name: str, colour: str) -> str:
    """A type's icon in ``colour`` as an address that holds the drawing itself."""
    text = (files("viz") / "assets" / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    return "data:image/svg+xml;utf8," + quote(text.replace("#fff", colour))

"""The link chart as one self-contained SVG, for reports and for saving."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from math import cos, hypot, pi, sin
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from nlp.query import EntityRow, EventRow, LinkRow
from viz.chart.community_outline import BREADTH, span_members
from viz.chart.network import Network, Position, link_standing
from viz.kit.svg import part, picture, write_svg
from viz.kit.theme import SANS, STANDINGS, colour_of, palette, tints, type_style
from viz.kit.wording import count_of, shorten

_MARGIN = 46.0
_FOOT = 34.0  # units below the picture, for what the lines mean
_WRAP = 20  # letters in a line of a label
_LINE = 15.0
_DASHES = {"dashed": "7 4", "dotted": "2 4"}
_CORNERS = {"hexagon": 6, "octagon": 8, "pentagon": 5}
_OUTLINES = {
    "diamond": ((0, -1), (1, 0), (0, 1), (-1, 0)),
    "tag": ((-1, -1), (0.5, -1), (1, 0), (0.5, 1), (-1, 1)),
    "rhomboid": ((-1, -1), (0.5, -1), (1, 1), (-0.5, 1)),
    "cut-rectangle": ((-0.6, -1), (0.6, -1), (1, -0.6), (1, 0.6), (0.6, 1), (-0.6, 1), (-1, 0.6), (-1, -0.6)),
    "barrel": ((-1, -0.85), (0, -1), (1, -0.85), (1, 0.85), (0, 1), (-1, 0.85)),
}


def draw_chart_svg(
    network: Network, events: Mapping[str, EventRow] | None = None, *, mode: str = "light", title: str = ""
) -> str:
    """The network where the page has it, every node with its label, and below it what the lines mean.

    Args:
        network: laid out.
        events: by id; they make the lines' standing exact.
        mode: "light" or "dark".
        title: for screen readers; without one, how much is drawn.
    """
    colours = palette(mode)
    xs, ys = zip(*network.positions.values(), strict=True) if network.positions else ((0.0,), (0.0,))
    low = min(xs) - _MARGIN - 30, min(ys) - _MARGIN
    width = max(max(xs) - low[0] + _MARGIN + 30, 360.0)
    height = max(ys) - low[1] + _MARGIN + _FOOT + 2 * _LINE
    about = title or f"{len(network.entities)} of {count_of(network.total, 'entity', 'entities')}"
    whole = picture(width, height, title=about, font=SANS, ground=colours["surface"])
    moved = {one: (x - low[0], y - low[1]) for one, (x, y) in network.positions.items()}
    for group, tint in zip(network.groups, tints(mode), strict=False):
        _draw_group(whole, [moved[one] for one in group.members], tint)
    sizes = {row.id: network.size(row) for row in network.entities}
    said = [(link, link_standing(link, events or {})) for link in network.links]
    abreast: dict[frozenset[str], int] = {}
    for link, standing in said:
        pair = frozenset((link.source, link.target))
        abreast[pair] = abreast.get(pair, 0) + 1
        _draw_link(whole, link, standing, sizes, moved, mode, bend=abreast[pair] - 1)
    for row in network.entities:
        _draw_node(whole, row, moved[row.id], network, mode)
    kinds = dict.fromkeys(standing for link, standing in said if link.kind == "event")
    _draw_key(whole, kinds, network, height, mode)
    return write_svg(whole)


def _draw_group(whole: Element, places: list[Position], tint: str) -> None:
    strokes = [(places[a], places[b]) for a, b in span_members(places)]
    path = "".join(f"M{a[0]:.1f} {a[1]:.1f}L{b[0]:.1f} {b[1]:.1f}" for a, b in strokes)
    part(whole, "path", d=path, stroke=tint, stroke_width=BREADTH, stroke_linecap="round", fill="none")


def _draw_link(
    whole: Element,
    link: LinkRow,
    standing: str,
    sizes: Mapping[str, float],
    places: Mapping[str, Position],
    mode: str,
    *,
    bend: int,
) -> None:
    (x1, y1), (x2, y2) = places[link.source], places[link.target]
    length = max(hypot(x2 - x1, y2 - y1), 1.0)
    along = (x2 - x1) / length, (y2 - y1) / length
    x1, y1 = x1 + along[0] * sizes[link.source] / 2, y1 + along[1] * sizes[link.source] / 2
    back = sizes[link.target] / 2 + (5 if link.directed else 0)
    x2, y2 = x2 - along[0] * back, y2 - along[1] * back
    # links between the same two lie beside each other, to either side in turn
    side = (bend + 1) // 2 * 22 * (1 if bend % 2 else -1) * (1 if link.source < link.target else -1)
    cx, cy = (x1 + x2) / 2 - along[1] * side, (y1 + y2) / 2 + along[0] * side
    relation = link.kind == "relation"
    style = STANDINGS[standing]
    colour = palette(mode)["faint"] if relation else colour_of(style, mode)
    look: dict[str, Any] = {"stroke": colour, "stroke_opacity": 0.7, "fill": "none"}
    if not relation and style.line in _DASHES:
        look["stroke_dasharray"] = _DASHES[style.line]
    group = part(whole, "g")
    part(group, "title", f"{link.label.replace('_', ' ')}, {style.word.lower()}")
    breadth = 1.2 if relation else line_width(link)
    path = f"M{x1:.1f} {y1:.1f}Q{cx:.1f} {cy:.1f} {x2:.1f} {y2:.1f}"
    part(group, "path", d=path, stroke_width=breadth, **look)
    if link.directed:
        way = hypot(x2 - cx, y2 - cy) or 1.0
        ux, uy = (x2 - cx) / way, (y2 - cy) / way
        size = 5 + breadth
        tip = x2 + ux * 5, y2 + uy * 5
        base = tip[0] - ux * size, tip[1] - uy * size
        wing = 0.45 * size
        tips = (tip, (base[0] - uy * wing, base[1] + ux * wing), (base[0] + uy * wing, base[1] - ux * wing))
        part(group, "polygon", points=_points(tips), fill=colour)


def line_width(link: LinkRow) -> float:
    """Breadth of a link in chart units: more for more events, less and less so."""
    return round(1.1 + min(4.5, 0.8 * float((max(link.weight, 1) - 1) ** 0.6)), 2)


def _draw_node(whole: Element, row: EntityRow, place: Position, network: Network, mode: str) -> None:
    style, colours = type_style(row.type), palette(mode)
    x, y = place
    r = network.size(row) / 2
    group = part(whole, "g")
    part(group, "title", f"{row.name} ({style.word}): {count_of(row.events, 'event')}")
    look: dict[str, Any] = {
        "fill": colour_of(style, mode),
        "stroke": colours["surface"],
        "stroke_width": 1.5,
    }
    if style.shape == "ellipse":
        part(group, "circle", cx=x, cy=y, r=r, **look)
    elif style.shape == "round-rectangle":
        part(group, "rect", x=x - r, y=y - r, width=2 * r, height=2 * r, rx=r * 0.3, **look)
    else:
        part(
            group, "polygon", points=_points((x + r * a, y + r * b) for a, b in outline(style.shape)), **look
        )
    scale = f"translate({x - r * 0.58:.1f} {y - r * 0.58:.1f}) scale({r * 1.16 / 24:.3f})"
    glyph = part(group, "g", fill=colours["surface"], transform=scale)
    glyph.extend(_glyph(style.icon))
    if row.id in network.pinned:
        part(group, "circle", cx=x + r * 0.8, cy=y - r * 0.8, r=4, fill=colours["ink"])
    lines = wrap(shorten(row.name, 42))
    for number, words in enumerate(lines):
        part(
            group,
            "text",
            words,
            x=x,
            y=y + r + 14 + number * _LINE,
            font_size=12.5,
            font_weight="500",
            fill=colours["ink"],
            text_anchor="middle",
            stroke=colours["surface"],
            stroke_width=3,
            paint_order="stroke",
        )


def outline(shape: str) -> tuple[tuple[float, float], ...]:
    """Corners of a shape in the square from -1 to 1; of one without corners, a circle's."""
    if shape in _OUTLINES:
        return _OUTLINES[shape]
    corners = _CORNERS.get(shape, 24)
    start = pi / corners if shape == "octagon" else 0 if shape == "hexagon" else -pi / 2
    return tuple(
        (cos(start + 2 * pi * k / corners), sin(start + 2 * pi * k / corners)) for k in range(corners)
    )


def wrap(text: str) -> list[str]:
    """``text`` in lines of at most about ``_WRAP`` letters, cut between words."""
    lines: list[str] = []
    for word in text.split():
        if lines and len(lines[-1]) + 1 + len(word) <= _WRAP:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _draw_key(whole: Element, standings: Iterable[str], network: Network, height: float, mode: str) -> None:
    x, y = 14.0, height - 14
    for name in standings:
        style = STANDINGS[name]
        look: dict[str, Any] = {"stroke": colour_of(style, mode), "stroke_width": 2}
        if style.line in _DASHES:
            look["stroke_dasharray"] = _DASHES[style.line]
        part(whole, "line", x1=x, x2=x + 22, y1=y - 4, y2=y - 4, **look)
        x = _write_key(whole, style.word, x + 28, y, mode)
    if any(link.kind == "relation" for link in network.links):
        part(whole, "line", x1=x, x2=x + 22, y1=y - 4, y2=y - 4, stroke=palette(mode)["faint"])
        x = _write_key(whole, "Relation", x + 28, y, mode)
    for group, tint in zip(network.groups, tints(mode), strict=False):
        part(whole, "circle", cx=x + 7, cy=y - 4, r=7, fill=tint)
        x = _write_key(whole, f"around {shorten(group.name, 24)}", x + 19, y, mode)


def _write_key(whole: Element, words: str, x: float, y: float, mode: str) -> float:
    """Write a word of the key at ``x``; returns where the next begins."""
    part(whole, "text", words, x=x, y=y, font_size=12, fill=palette(mode)["muted"])
    return x + len(words) * 6.4 + 18


def _points(places: Iterable[Position]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in places)


@cache
def _glyph(icon: str) -> tuple[Element, ...]:
    """The drawing of a type's icon, of a square of 24 units."""
    text = (files("viz") / "assets" / "icons" / f"{icon}.svg").read_text(encoding="utf-8")
    found = ElementTree.fromstring(text)  # noqa: S314  (our own file)
    for one in found.iter():
        one.tag = one.tag.rpartition("}")[2]
    return tuple(found)

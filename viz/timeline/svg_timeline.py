"""The timeline as one self-contained SVG, for reports and for saving: the same marks as on the page."""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element

from viz.kit.svg import part, picture, write_svg
from viz.kit.theme import SANS, STANDINGS, colour_of, palette
from viz.timeline.axis_ticks import draw_ticks
from viz.timeline.lanes import Section, Timeline
from viz.timeline.marks import Mark, hint_of

LEFT, RIGHT = 150.0, 16.0  # units beside the axis, for lane names
_ROW = 19.0
_HEADS = {
    "calendar": "",
    "yearless": "Year not stated: month and day as written",
    "undated": "No date stated: in the order they were reported",
}
_HEAD = 34.0  # units above a section, for its title and its axis
_RADIUS = 4.6


def draw_timeline_svg(timeline: Timeline, *, width: float, mode: str = "light") -> str:
    """The three sections below each other, as far as they have marks.

    Args:
        timeline: built for an axis of ``width`` units.
        width: of the axis; the picture is wider by the lane names.
        mode: "light" or "dark".
    """
    sections = {
        name: section
        for name, section in (
            ("calendar", timeline.calendar),
            ("yearless", timeline.yearless),
            ("undated", timeline.undated),
        )
        if section.lanes
    }
    height = sum(_HEAD + section.rows * _ROW + 12 for section in sections.values()) or 40.0
    colours = palette(mode)
    whole = picture(
        LEFT + width + RIGHT, height, title="Timeline of events", font=SANS, ground=colours["surface"]
    )
    top = 0.0
    for name, section in sections.items():
        _draw_section(whole, name, section, top + _HEAD, width, mode)
        top += _HEAD + section.rows * _ROW + 12
    return write_svg(whole)


def _draw_section(whole: Element, name: str, section: Section, top: float, width: float, mode: str) -> None:
    colours = palette(mode)
    bottom = top + section.rows * _ROW
    scale = width / max(section.end - section.start, 1.0)
    part(whole, "text", _HEADS[name], x=8, y=top - 20, font_size=12, fill=colours["muted"])
    if name != "undated":
        ticks = draw_ticks(section.start, section.end, most=int(width // 90), year=name == "calendar")
        for moment, words in ticks:
            x = LEFT + (moment - section.start) * scale
            part(whole, "line", x1=x, x2=x, y1=top - 4, y2=bottom, stroke=colours["hair"])
            part(
                whole,
                "text",
                words,
                x=x,
                y=top - 8,
                font_size=11,
                fill=colours["muted"],
                text_anchor="middle",
            )
    for lane in section.lanes:
        y = top + lane.top * _ROW
        part(whole, "line", x1=8, x2=LEFT + width, y1=y, y2=y, stroke=colours["line"], stroke_width=0.7)
        label = f"{lane.name[:22]}  {lane.count}" if lane.name else ""
        part(
            whole,
            "text",
            label,
            x=LEFT - 12,
            y=y + lane.rows * _ROW / 2 + 4,
            font_size=12,
            fill=colours["ink"],
            text_anchor="end",
        )
    for mark in section.marks:
        _draw_mark(whole, mark, top, section.start, scale, mode)


def _draw_mark(whole: Element, mark: Mark, top: float, start: float, scale: float, mode: str) -> None:
    style = STANDINGS[mark.standing]
    colour, colours = colour_of(style, mode), palette(mode)
    y = top + (mark.row + 0.5) * _ROW
    left, x, right = (LEFT + (at - start) * scale for at in (mark.start, mark.middle, mark.end))
    group = part(whole, "g")
    part(group, "title", hint_of(mark))
    if mark.open_start or mark.open_end:
        part(group, "line", x1=left, x2=right, y1=y, y2=y, stroke=colour, stroke_dasharray="2 3")
    elif not mark.is_point:
        third = (right - left) * 0.3
        ends = (left + third * mark.vague_start, right - third * mark.vague_end)
        part(group, "rect", x=left, y=y - 3.5, width=right - left, height=7, fill=colour, fill_opacity=0.16)
        part(
            group,
            "rect",
            x=ends[0],
            y=y - 3.5,
            width=ends[1] - ends[0],
            height=7,
            fill=colour,
            fill_opacity=0.3,
        )
    _draw_symbol(group, style.symbol, x, y, colour, colours["surface"])
    if mark.label:
        at = LEFT + (mark.label_at - start) * scale + (-_RADIUS - 4 if mark.label_left else _RADIUS + 4)
        anchor = "end" if mark.label_left else "start"
        part(group, "text", mark.label, x=at, y=y + 4, font_size=12, fill=colours["ink"], text_anchor=anchor)


def _draw_symbol(group: Element, symbol: str, x: float, y: float, colour: str, ground: str) -> None:
    """One mark of the theme: its shape is the second channel beside its colour."""
    look: dict[str, Any] = {"stroke": colour, "stroke_width": 1.7, "fill": ground}
    r = _RADIUS
    if symbol == "x":
        part(group, "path", d=f"M{x - r:.1f} {y - r:.1f}l{2 * r} {2 * r}m0 {-2 * r}l{-2 * r} {2 * r}", **look)
    elif symbol.startswith("diamond"):
        part(group, "path", d=f"M{x:.1f} {y - r:.1f}l{r} {r}l{-r} {r}l{-r} {-r}z", **look)
    elif symbol.startswith("square"):
        part(group, "rect", x=x - r, y=y - r, width=2 * r, height=2 * r, **look)
    else:
        fill = ground if symbol.endswith("open") else colour
        part(group, "circle", cx=x, cy=y, r=r, **{**look, "fill": fill})

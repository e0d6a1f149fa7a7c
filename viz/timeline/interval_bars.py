"""Intervals on the timeline as strokes: firm, fading towards a vague end, dotted towards an open one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from viz.timeline.marks import Mark

_UNDER = 0.4  # of a row, below its middle


def draw_strokes(marks: Sequence[Mark], colour: str, opacity: float) -> list[dict[str, Any]]:
    """Bars of intervals as line pieces: firm, fading towards a vague end, dotted towards an open one. One
    with its label on it is a thin line below the words."""
    firm, fading, dotted, under = _Pieces(), _Pieces(), _Pieces(), _Pieces()
    for mark in marks:
        if mark.is_point:
            continue
        if mark.open_start or mark.open_end:
            dotted.add(mark.label_end if mark.open_end and mark.label else mark.start, mark.end, mark.row)
            continue
        if mark.label and not mark.label_left and mark.label_at < mark.end:
            under.add(mark.start, mark.end, mark.row + _UNDER)
            continue
        third = (mark.end - mark.start) * 0.3
        low = mark.start + (third if mark.vague_start else 0)
        high = mark.end - (third if mark.vague_end else 0)
        firm.add(low, high, mark.row)
        fading.add(mark.start, low, mark.row)
        fading.add(high, mark.end, mark.row)
    drawn = (
        (firm, 0.4, 7, "solid"),
        (fading, 0.16, 7, "solid"),
        (dotted, 0.8, 1.6, "dot"),
        (under, 0.5, 2.5, "solid"),
    )
    return [
        {
            "mode": "lines",
            "hoverinfo": "skip",
            "opacity": strength * opacity,
            "x": pieces.x,
            "y": pieces.y,
            "line": {"color": colour, "width": width, "dash": dash},
        }
        for pieces, strength, width, dash in drawn
        if pieces.x
    ]


def draw_bounds(marks: Sequence[Mark], colour: str, opacity: float) -> list[dict[str, Any]]:
    """The bounds of events that no text dates, as thin dotted lines."""
    pieces = _Pieces()
    for mark in marks:
        pieces.add(mark.start, mark.end, mark.row)
    line = {"color": colour, "width": 1.1, "dash": "dot"}
    shown = {"mode": "lines", "hoverinfo": "skip", "opacity": 0.5 * opacity}
    return [{**shown, "x": pieces.x, "y": pieces.y, "line": line}] if pieces.x else []


class _Pieces:
    """Line pieces as plotly wants them: one list of x, one of y, None between two pieces."""

    def __init__(self) -> None:
        self.x: list[float | None] = []
        self.y: list[float | None] = []

    def add(self, start: float, end: float, row: float) -> None:
        """Add a piece from ``start`` to ``end``; an empty one is left out."""
        if end > start:
            self.x.extend((start, end, None))
            self.y.extend((row, row, None))

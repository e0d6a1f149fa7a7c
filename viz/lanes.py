"""The detail of the timeline as a plotly figure: calendar, year-unknown and undated sections in lanes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import plotly.graph_objects as go

from viz.figures import LEFT, RIGHT, base_layout, brushing, date_axis, plain
from viz.marks import DAY, Mark, hint_of, to_ms
from viz.strokes import draw_strokes
from viz.theme import STANDINGS, StandingStyle, colour_of, palette
from viz.timeline import Lane, Section, Timeline
from viz.words import shorten

_ROW = 19  # pixels
_BACK = 0.38  # opacity of marks that are not chosen while others are
_HEADS = {
    "calendar": "",
    "yearless": "<b>Year not stated</b>  month and day as written; the year is open",
    "undated": "<b>No date stated</b>  in the order they were reported",
}
_HEAD = {"calendar": 38, "yearless": 44, "undated": 24}  # pixels above, with the axis
_FOOT = {"calendar": 8, "yearless": 12, "undated": 8}


def draw_lanes(
    timeline: Timeline, *, mode: str = "light", chosen: Sequence[str] = (), revision: str = ""
) -> go.Figure:
    """The sections below each other, as far as they have marks; events in ``chosen`` are ringed."""
    named = {"calendar": timeline.calendar, "yearless": timeline.yearless, "undated": timeline.undated}
    parts = {name: section for name, section in named.items() if section.lanes}
    heights = {name: _HEAD[name] + section.rows * _ROW + _FOOT[name] for name, section in parts.items()}
    total = max(sum(heights.values()), 40)
    figure = go.Figure(layout=base_layout(mode, height=total))
    figure.update_layout(
        **brushing(mode),
        margin={"l": LEFT, "r": RIGHT, "t": 0, "b": 0},
        hovermode="closest",
        clickmode="event",
        uirevision=revision,
    )
    focus = _focus(parts, heights, set(chosen))
    figure.update_layout(meta={"focus": focus} if focus is not None else {})
    top = 1.0
    for number, (name, section) in enumerate(parts.items(), start=1):
        upper = top - _HEAD[name] / total
        lower = max(upper - section.rows * _ROW / total, 0)
        _draw_section(figure, section, name, number, (lower, upper), mode, chosen)
        if _HEADS[name]:
            axis = 20 if name == "yearless" else 0
            _draw_head(figure, name, upper + axis / total, mode)
        top -= heights[name] / total
    return figure


def _focus(parts: Mapping[str, Section], heights: Mapping[str, int], chosen: set[str]) -> float | None:
    """How many pixels below the top the first chosen mark is drawn, for the page to scroll to."""
    above = 0
    for name, section in parts.items():
        rows = [mark.row for mark in section.marks if chosen.intersection(mark.members)]
        if rows:
            return above + _HEAD[name] + (min(rows) + 0.5) * _ROW
        above += heights[name]
    return None


def _draw_head(figure: go.Figure, name: str, y: float, mode: str) -> None:
    figure.add_annotation(
        text=_HEADS[name],
        x=0,
        xref="paper",
        xanchor="left",
        xshift=-LEFT + 8,
        y=y,
        yref="paper",
        yanchor="bottom",
        showarrow=False,
        font={"size": 11.5, "color": palette(mode)["muted"]},
    )


def _draw_section(
    figure: go.Figure,
    section: Section,
    name: str,
    number: int,
    domain: tuple[float, float],
    mode: str,
    chosen: Sequence[str],
) -> None:
    suffix = "" if number == 1 else str(number)
    axes = {"xaxis": f"x{suffix}", "yaxis": f"y{suffix}"}
    traces = [
        trace
        for said, style in STANDINGS.items()
        for marks in _by_focus([m for m in section.marks if m.standing == said], chosen)
        for trace in _traces(*marks, style, mode)
    ]
    traces += _rings([m for m in section.marks if set(chosen).intersection(m.members)], mode)
    figure.add_traces([{"type": "scatter", **trace, **axes} for trace in traces])
    figure.update_layout(
        {
            f"xaxis{suffix}": _x_axis(section, name, axes["yaxis"], mode),
            f"yaxis{suffix}": _y_axis(section, domain, axes["xaxis"], mode),
        }
    )
    for lane in section.lanes[1:]:
        figure.add_shape(
            type="line",
            x0=0,
            x1=1,
            xref=f"{axes['xaxis']} domain",
            y0=lane.top - 0.5,
            y1=lane.top - 0.5,
            yref=axes["yaxis"],
            line={"color": palette(mode)["line"], "width": 0.7},
            layer="below",
        )


def _x_axis(section: Section, name: str, anchor: str, mode: str) -> dict[str, Any]:
    axis: dict[str, Any] = {"anchor": anchor, "range": [section.start, section.end]}
    if name == "undated":
        return {**axis, "visible": False, "fixedrange": True}
    axis |= date_axis(palette(mode))
    if name == "yearless":
        few = section.end - section.start < 100 * DAY
        axis |= {"tickformat": "%-d %b", "dtick": 7 * DAY} if few else {"tickformat": "%b", "dtick": "M1"}
        axis |= {"tick0": section.start, "fixedrange": True, "ticklabelmode": "instant" if few else "period"}
        del axis["tickformatstops"]
    elif section.end - section.start < 10 * DAY:
        axis |= {"dtick": DAY, "tick0": to_ms("2000-01-01")}  # hours would claim what no event knows
    return {**axis, "side": "top"}


def _y_axis(section: Section, domain: tuple[float, float], anchor: str, mode: str) -> dict[str, Any]:
    return {
        "anchor": anchor,
        "domain": list(domain),
        "range": [section.rows - 0.5, -0.5],
        "fixedrange": True,
        "tickvals": [lane.top + (lane.rows - 1) / 2 for lane in section.lanes],
        "ticktext": [_lane_label(lane, palette(mode)["muted"]) for lane in section.lanes],
        "tickfont": {"size": 12.5, "color": palette(mode)["ink"]},
        "showgrid": False,
        "zeroline": False,
        "ticks": "",
    }


def _lane_label(lane: Lane, muted: str) -> str:
    name = f"{plain(shorten(lane.name, 17))}  " if lane.name else ""
    return f'{name}<span style="color:{muted}">{lane.count:,}</span>  '


def _rings(marks: Sequence[Mark], mode: str) -> list[dict[str, Any]]:
    if not marks:
        return []
    line = {"color": palette(mode)["focus"], "width": 2.2}
    return [
        {
            "mode": "markers",
            "hoverinfo": "skip",
            "x": [mark.middle for mark in marks],
            "y": [mark.row for mark in marks],
            "marker": {"size": 17, "color": "rgba(0,0,0,0)", "line": line},
        }
    ]


def _by_focus(marks: Sequence[Mark], chosen: Sequence[str]) -> list[tuple[Sequence[Mark], float]]:
    """Marks with their opacity: where some events are chosen, the others step back."""
    ids = set(chosen)
    if not ids:
        return [(marks, 1.0)]
    back = [mark for mark in marks if not ids.intersection(mark.members)]
    return [(back, _BACK), ([mark for mark in marks if ids.intersection(mark.members)], 1.0)]


def _traces(marks: Sequence[Mark], opacity: float, style: StandingStyle, mode: str) -> list[dict[str, Any]]:
    if not marks:
        return []
    colour, muted = colour_of(style, mode), palette(mode)["muted" if opacity == 1 else "faint"]
    labelled = [mark for mark in marks if mark.label]
    still = {"marker": {"opacity": opacity}, "textfont": {"color": muted}}
    return [
        *draw_strokes(marks, colour, opacity),
        {
            "mode": "text",
            "hoverinfo": "skip",
            "x": [mark.label_at for mark in labelled],
            "y": [mark.row for mark in labelled],
            "text": [_beside(mark) for mark in labelled],
            "textposition": [f"middle {'left' if mark.label_left else 'right'}" for mark in labelled],
            "textfont": {"size": 12, "color": muted},
            "selected": {"textfont": {"color": muted}},
            "unselected": {"textfont": {"color": muted}},
        },
        {
            "mode": "markers",
            "name": style.word,
            "x": [mark.middle for mark in marks],
            "y": [mark.row for mark in marks],
            "customdata": [[mark.event.id] for mark in marks],
            "hovertext": [plain(f"{hint_of(mark)}\n{style.word}") for mark in marks],
            "hoverinfo": "text",
            "cliponaxis": False,
            "marker": {
                "symbol": style.symbol,
                "size": [_size(mark) for mark in marks],
                "color": colour,
                "opacity": opacity,
                "line": {"width": 1.8 if style.symbol.endswith("open") else 0.5, "color": colour},
            },
            "selected": still,
            "unselected": still,
        },
    ]


def _beside(mark: Mark) -> str:
    gap = "\u00a0" * 4
    return f"{plain(mark.label)}{gap}" if mark.label_left else f"{gap}{plain(mark.label)}"


def _size(mark: Mark) -> float:
    return min(9.0 + 1.2 * (len(mark.members) - 1), 14.0) if mark.is_point else 7.0

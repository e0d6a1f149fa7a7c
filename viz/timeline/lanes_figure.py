"""The detail of the timeline as a plotly figure: calendar, year-unknown and undated sections in lanes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from viz.kit.plotly_base import LEFT, RIGHT, Figure, base_layout, brushing, date_axis, plain
from viz.kit.theme import palette
from viz.kit.time_axis import DAY, to_ms
from viz.kit.wording import shorten
from viz.timeline.gaps import find_gaps, say_gap
from viz.timeline.lanes import Lane, Section, Timeline
from viz.timeline.mark_traces import draw_marks

_ROW = 19  # pixels
_HEADS = {
    "calendar": "",
    "yearless": "<b>Year not stated</b>  month and day as written; the year is open",
    "undated": "<b>No date stated</b>  in the order they were reported",
}
_HEAD = {"calendar": 38, "yearless": 44, "undated": 24}  # pixels above, with the axis
_GAP_HEAD = 14  # pixels more for the words of gaps
_FOOT = {"calendar": 8, "yearless": 12, "undated": 8}


def draw_lanes(
    timeline: Timeline,
    *,
    mode: str = "light",
    chosen: Sequence[str] = (),
    revision: str = "",
    gaps: bool = False,
) -> Figure:
    """The sections below each other, as far as they have marks.

    Args:
        timeline: what to draw.
        mode: "light" or "dark".
        chosen: ids of events that are ringed; the others step back.
        revision: plotly keeps what the reader did to the figure while this stays the same.
        gaps: mark long stretches without an event; only where the timeline holds all events of its window.
    """
    named = {"calendar": timeline.calendar, "yearless": timeline.yearless, "undated": timeline.undated}
    parts = {name: section for name, section in named.items() if section.lanes}
    calendar = timeline.calendar
    holes = find_gaps(calendar.marks, (calendar.start, calendar.end)) if gaps else []
    heads = {**_HEAD, "calendar": _HEAD["calendar"] + (_GAP_HEAD if holes else 0)}
    heights = {name: heads[name] + section.rows * _ROW + _FOOT[name] for name, section in parts.items()}
    total = max(sum(heights.values()), 40)
    ids = frozenset(chosen)
    layout = base_layout(mode, height=total) | brushing(mode)
    layout |= {
        "margin": {"l": LEFT, "r": RIGHT, "t": 0, "b": 0},
        "hovermode": "closest",
        "clickmode": "event",
        "uirevision": revision,
        "meta": _meta(parts, heads, heights, ids, timeline),
        "shapes": [],
        "annotations": [],
    }
    figure: Figure = {"data": [], "layout": layout}
    top = 1.0
    for number, (name, section) in enumerate(parts.items(), start=1):
        upper = top - heads[name] / total
        lower = max(upper - section.rows * _ROW / total, 0)
        _draw_section(figure, section, name, number, (lower, upper), mode, ids)
        if _HEADS[name]:
            axis = 20 if name == "yearless" else 0
            layout["annotations"].append(_head(name, upper + axis / total, mode))
        top -= heights[name] / total
    _draw_gaps(figure, holes, mode)
    return figure


def _meta(
    parts: Mapping[str, Section],
    heads: Mapping[str, int],
    heights: Mapping[str, int],
    chosen: frozenset[str],
    timeline: Timeline,
) -> dict[str, Any]:
    """What the page needs to know of the figure: the calendar's window, and how many pixels below the top the
    first chosen mark is, to scroll to."""
    calendar = timeline.calendar
    meta: dict[str, Any] = {"window": [calendar.start, calendar.end] if "calendar" in parts else None}
    above = 0
    for name, section in parts.items():
        rows = [mark.row for mark in section.marks if chosen.intersection(mark.members)]
        if rows:
            return {**meta, "focus": above + heads[name] + (min(rows) + 0.5) * _ROW}
        above += heights[name]
    return meta


def _head(name: str, y: float, mode: str) -> dict[str, Any]:
    return {
        "text": _HEADS[name],
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "xshift": -LEFT + 8,
        "y": y,
        "yref": "paper",
        "yanchor": "bottom",
        "showarrow": False,
        "font": {"size": 11.5, "color": palette(mode)["muted"]},
    }


def _draw_gaps(figure: Figure, holes: Sequence[tuple[float, float]], mode: str) -> None:
    colours = palette(mode)
    for start, end in holes:
        across = {"x0": start, "x1": end, "xref": "x", "yref": "y domain", "y0": 0, "y1": 1}
        figure["layout"]["shapes"].append(
            {
                "type": "rect",
                **across,
                "fillcolor": colours["sunken"],
                "opacity": 0.75,
                "line": {"width": 0},
                "layer": "below",
            }
        )
        figure["layout"]["annotations"].append(
            {
                "text": f"no event for {say_gap((start, end))}",
                "x": (start + end) / 2,
                "xref": "x",
                "y": 1,
                "yref": "paper",
                "yanchor": "top",
                "showarrow": False,
                "font": {"size": 10.5, "color": colours["muted"]},
            }
        )


def _draw_section(
    figure: Figure,
    section: Section,
    name: str,
    number: int,
    domain: tuple[float, float],
    mode: str,
    chosen: frozenset[str],
) -> None:
    suffix = "" if number == 1 else str(number)
    axes = {"xaxis": f"x{suffix}", "yaxis": f"y{suffix}"}
    figure["data"] += [
        {"type": "scatter", **trace, **axes} for trace in draw_marks(section.marks, mode=mode, chosen=chosen)
    ]
    figure["layout"][f"xaxis{suffix}"] = _x_axis(section, name, axes["yaxis"], mode)
    figure["layout"][f"yaxis{suffix}"] = _y_axis(section, domain, axes["xaxis"], mode)
    figure["layout"]["shapes"] += [
        {
            "type": "line",
            "x0": 0,
            "x1": 1,
            "xref": f"{axes['xaxis']} domain",
            "y0": lane.top - 0.5,
            "y1": lane.top - 0.5,
            "yref": axes["yaxis"],
            "line": {"color": palette(mode)["line"], "width": 0.7},
            "layer": "below",
        }
        for lane in section.lanes[1:]
    ]


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
    elif 2.5 * DAY < section.end - section.start < 10 * DAY:
        axis |= {"dtick": DAY, "tick0": to_ms("2000-01-01")}
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

"""Timelines as plotly figures. Pure functions of marks, bins and colours.

Plotly reads a part of HTML in labels and hover texts, so every word of a document goes through
:func:`plain` first.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from nlp.query import Bin
from viz.theme import SANS, STANDINGS, colour_of, palette
from viz.timeline import DAY, Lane, Mark, Section, Timeline, hint_of, to_ms
from viz.words import shorten

CONFIG: Any = {
    "displayModeBar": False,
    "displaylogo": False,
    "showSendToCloud": False,
    "doubleClick": False,
    "scrollZoom": False,
    "showTips": False,
}
OVERVIEW_HEIGHT = 74
_ROW, _HEAD, _AXIS, _LEFT, _RIGHT = 19, 20, 24, 132, 14
_STATUS = {"happened": "reported", "planned": "planned", "hypothetical": "supposed", "negated": "denied"}


def plain(text: str) -> str:
    """``text`` so that plotly shows it as it is: no markup of it is read."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\n", "<br>")


def draw_overview(
    bins: Sequence[Bin],
    *,
    mode: str = "light",
    period: tuple[str, str] | None = None,
    as_of: str | None = None,
) -> go.Figure:
    """The whole case as a histogram of events, stacked by status; the period is the selected stretch."""
    colours = palette(mode)
    figure = go.Figure(layout=_layout(mode, height=OVERVIEW_HEIGHT))
    starts = [to_ms(one.start) for one in bins]
    widths = [to_ms(one.end) + DAY - start for one, start in zip(bins, starts, strict=True)]
    for status, said in _STATUS.items():
        counts = [one.counts.get(status, 0) for one in bins]
        if any(counts):
            figure.add_bar(
                x=[start + width / 2 for start, width in zip(starts, widths, strict=True)],
                y=counts,
                width=[width * 0.86 for width in widths],
                marker={"color": colour_of(STANDINGS[said], mode), "line": {"width": 0}},
                name=STANDINGS[said].word,
                hovertemplate="%{y} " + STANDINGS[said].word.lower() + "<extra></extra>",
                selected={"marker": {"opacity": 1}},
                unselected={"marker": {"opacity": 0.32}},
            )
    figure.update_layout(
        barmode="stack",
        bargap=0,
        dragmode="select",
        selectdirection="h",
        hovermode="x",
        margin={"l": _LEFT, "r": _RIGHT, "t": 6, "b": 20},
        newselection={"line": {"color": colours["accent"], "width": 1, "dash": "solid"}},
        activeselection={"fillcolor": colours["accent"], "opacity": 0.16},
        uirevision=f"{period}",
    )
    figure.update_xaxes(**_date_axis(colours), fixedrange=True)
    if bins:
        figure.update_xaxes(range=[starts[0], to_ms(bins[-1].end) + DAY])
    figure.update_yaxes(visible=False, fixedrange=True, rangemode="tozero")
    if period:
        figure.add_selection(
            x0=period[0],
            x1=to_ms(period[1]) + DAY,
            y0=0,
            y1=1,
            yref="paper",
            xref="x",
            type="rect",
            line={"color": colours["accent"], "width": 1, "dash": "solid"},
        )
    if as_of:
        figure.add_vline(x=to_ms(as_of) + DAY, line={"color": colours["ink"], "width": 1, "dash": "dot"})
    return figure


def draw_lanes(
    timeline: Timeline, *, mode: str = "light", chosen: Sequence[str] = (), revision: str = ""
) -> go.Figure:
    """The detail: calendar, year-unknown and undated sections below each other, as far as they have marks."""
    parts = [
        ("calendar", timeline.calendar, ""),
        (
            "yearless",
            timeline.yearless,
            "<b>Year not stated</b>  month and day as written, on no particular year",
        ),
        ("undated", timeline.undated, "<b>No date stated</b>  in the order they were reported"),
    ]
    parts = [part for part in parts if part[1].lanes]
    heights = [
        (_HEAD if head else 4) + s.rows * _ROW + 4 + (_AXIS if name != "undated" else 6)
        for name, s, head in parts
    ]
    total = max(sum(heights), 40)
    figure = go.Figure(layout=_layout(mode, height=total))
    figure.update_layout(
        margin={"l": _LEFT, "r": _RIGHT, "t": 0, "b": 0},
        dragmode="select",
        selectdirection="h",
        hovermode="closest",
        clickmode="event",
        uirevision=revision,
        newselection={"line": {"color": palette(mode)["accent"], "width": 1, "dash": "solid"}},
    )
    bottom = 1.0
    for number, ((name, section, head), height) in enumerate(zip(parts, heights, strict=True), start=1):
        top_edge = bottom - (_HEAD if head else 4) / total
        axis_room = (_AXIS if name != "undated" else 6) / total
        bottom -= height / total
        _draw_section(figure, section, name, number, (max(bottom + axis_room, 0), top_edge), mode, chosen)
        if head:
            figure.add_annotation(
                text=head,
                x=0,
                xref="paper",
                xanchor="left",
                xshift=-_LEFT + 10,
                y=top_edge,
                yref="paper",
                yanchor="bottom",
                showarrow=False,
                font={"size": 11.5, "color": palette(mode)["muted"]},
            )
    return figure


def _draw_section(
    figure: go.Figure,
    section: Section,
    name: str,
    number: int,
    domain: tuple[float, float],
    mode: str,
    chosen: Sequence[str],
) -> None:
    colours, suffix = palette(mode), "" if number == 1 else str(number)
    axes = {"xaxis": f"x{suffix}", "yaxis": f"y{suffix}"}
    for said in STANDINGS:
        marks = [mark for mark in section.marks if mark.standing == said]
        figure.add_traces([{**trace, **axes} for trace in _traces(marks, said, mode, section)])
    ringed = [mark for mark in section.marks if mark.event.id in chosen]
    if ringed:
        figure.add_scatter(
            x=[m.middle for m in ringed],
            y=[m.row for m in ringed],
            mode="markers",
            hoverinfo="skip",
            **axes,
            marker={"size": 17, "color": "rgba(0,0,0,0)", "line": {"color": colours["focus"], "width": 2.2}},
        )
    x_axis: dict[str, Any] = {"anchor": axes["yaxis"], "range": [section.start, section.end]}
    if name == "undated":
        x_axis |= {"visible": False, "fixedrange": True}
    else:
        x_axis |= _date_axis(colours)
    if name == "yearless":
        x_axis |= {
            "tickformat": "%b",
            "dtick": "M1",
            "ticklabelmode": "period",
            "hoverformat": "%-d %B",
            "fixedrange": True,
        }
    y_axis = {
        "anchor": axes["xaxis"],
        "domain": list(domain),
        "range": [section.rows - 0.4, -0.6],
        "fixedrange": True,
        "tickvals": [lane.top + (lane.rows - 1) / 2 for lane in section.lanes],
        "ticktext": [_lane_label(lane) for lane in section.lanes],
        "tickfont": {"size": 12, "color": colours["ink"]},
        "showgrid": False,
        "zeroline": False,
        "ticks": "",
    }
    figure.update_layout({f"xaxis{suffix}": x_axis, f"yaxis{suffix}": y_axis})
    for lane in section.lanes[1:]:
        figure.add_shape(
            type="line",
            x0=0,
            x1=1,
            xref=f"{axes['xaxis']} domain",
            y0=lane.top - 0.5,
            y1=lane.top - 0.5,
            yref=axes["yaxis"],
            line={"color": colours["hair"], "width": 1},
            layer="below",
        )


def _lane_label(lane: Lane) -> str:
    name = f"{plain(shorten(lane.name, 17))}  " if lane.name else ""
    return f"{name}{lane.count:,} "


def _traces(marks: Sequence[Mark], said: str, mode: str, section: Section) -> list[dict[str, Any]]:
    if not marks:
        return []
    style, colours = STANDINGS[said], palette(mode)
    colour = colour_of(style, mode)
    solid, fading, open_ended = _strokes(marks, section)
    lines = [
        {
            "type": "scatter",
            "mode": "lines",
            "hoverinfo": "skip",
            "opacity": opacity,
            "x": xs,
            "y": ys,
            "line": {"color": colour, "width": width, "dash": dash},
        }
        for (xs, ys), opacity, width, dash in (
            (solid, 0.42, 7, "solid"),
            (fading, 0.17, 7, "solid"),
            (open_ended, 0.75, 1.6, "dot"),
        )
        if xs
    ]
    return [
        *lines,
        {
            "type": "scatter",
            "mode": "markers+text",
            "name": style.word,
            "x": [mark.middle for mark in marks],
            "y": [mark.row for mark in marks],
            "customdata": [[mark.event.id] for mark in marks],
            "hovertext": [plain(hint_of(mark.event)) + f"<br>{style.word}" for mark in marks],
            "hoverinfo": "text",
            "text": [f"  {plain(mark.label)}" if mark.label else "" for mark in marks],
            "textposition": "middle right",
            "textfont": {"size": 11.5, "color": colours["muted"]},
            "cliponaxis": False,
            "marker": {
                "symbol": style.symbol,
                "size": [9 if mark.is_point else 7 for mark in marks],
                "color": colour,
                "line": {"width": 1.8 if style.symbol.endswith("open") else 0.5, "color": colour},
            },
            "selected": {"marker": {"opacity": 1}, "textfont": {"color": colours["muted"]}},
            "unselected": {"marker": {"opacity": 1}, "textfont": {"color": colours["muted"]}},
        },
    ]


Strokes = tuple[list[float | None], list[float | None]]


def _strokes(marks: Sequence[Mark], section: Section) -> tuple[Strokes, Strokes, Strokes]:
    """Bars of intervals as line pieces: firm, fading towards a vague end, dotted towards an open one."""
    firm: Strokes = ([], [])
    fading: Strokes = ([], [])
    dotted: Strokes = ([], [])

    def stroke(into: Strokes, start: float, end: float, row: int) -> None:
        into[0].extend((start, end, None))
        into[1].extend((row, row, None))

    for mark in marks:
        if mark.is_point:
            continue
        if mark.open_start or mark.open_end:
            stroke(dotted, mark.start, mark.end, mark.row)
            continue
        third = (mark.end - mark.start) * 0.3
        low = mark.start + (third if mark.vague_start else 0)
        high = mark.end - (third if mark.vague_end else 0)
        stroke(firm, low, high, mark.row)
        if mark.vague_start:
            stroke(fading, mark.start, low, mark.row)
        if mark.vague_end:
            stroke(fading, high, mark.end, mark.row)
    return firm, fading, dotted


def _layout(mode: str, *, height: int) -> dict[str, Any]:
    colours = palette(mode)
    return {
        "template": None,
        "height": height,
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "showlegend": False,
        "font": {"family": SANS, "size": 12, "color": colours["ink"]},
        "hoverlabel": {
            "bgcolor": colours["raised"],
            "bordercolor": colours["line"],
            "align": "left",
            "font": {"family": SANS, "size": 12.5, "color": colours["ink"]},
        },
    }


def _date_axis(colours: dict[str, str]) -> dict[str, Any]:
    return {
        "type": "date",
        "showgrid": True,
        "gridcolor": colours["hair"],
        "zeroline": False,
        "tickfont": {"size": 11, "color": colours["muted"]},
        "ticks": "",
        "tickformatstops": [
            {"dtickrange": [None, DAY - 1], "value": "%H:%M\n%-d %b"},
            {"dtickrange": [DAY, 27 * DAY], "value": "%-d %b\n%Y"},
            {"dtickrange": ["M1", "M11"], "value": "%b\n%Y"},
            {"dtickrange": ["M12", None], "value": "%Y"},
        ],
    }

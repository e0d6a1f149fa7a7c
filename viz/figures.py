"""What all plotly figures share, and the histogram of the whole case. Pure functions of rows and colours.

Plotly reads a part of HTML in labels and hover texts, so every word of a document goes through
:func:`plain` first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import plotly.graph_objects as go

from nlp.query import Bin
from viz.marks import DAY, to_ms
from viz.theme import SANS, STANDINGS, colour_of, palette

CONFIG: Any = {
    "displayModeBar": False,
    "displaylogo": False,
    "showSendToCloud": False,
    "doubleClick": False,
    "scrollZoom": False,
    "showTips": False,
}
OVERVIEW_HEIGHT = 80
_EMPTY_HEIGHT = 30
LEFT, RIGHT = 132, 14  # pixels beside the axes, for lane names
STATUS_STANDING = {
    "happened": "reported",
    "planned": "planned",
    "hypothetical": "supposed",
    "negated": "denied",
}


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
    figure = go.Figure(layout=base_layout(mode, height=OVERVIEW_HEIGHT if bins else _EMPTY_HEIGHT))
    for status, said in STATUS_STANDING.items():
        if any(one.counts.get(status) for one in bins):
            figure.add_bar(**_bars(bins, status, STANDINGS[said].word, colour_of(STANDINGS[said], mode)))
    figure.update_layout(
        **brushing(mode),
        barmode="stack",
        bargap=0,
        hovermode="x",
        margin={"l": LEFT, "r": RIGHT, "t": 6, "b": 32 if bins else 4},
        activeselection={"fillcolor": colours["accent"], "opacity": 0.16},
        uirevision=f"{period}",
    )
    figure.update_xaxes(**date_axis(colours), fixedrange=True, visible=bool(bins))
    if bins:
        figure.update_xaxes(range=[to_ms(bins[0].start), to_ms(bins[-1].end) + DAY])
    else:
        words = {"text": "No event here has a date with its year.", "showarrow": False, "x": 0.5, "y": 0.5}
        figure.add_annotation(**words, xref="paper", yref="paper", font={"color": colours["muted"]})
    figure.update_yaxes(visible=False, fixedrange=True, rangemode="tozero")
    if period:
        _mark_period(figure, period, colours)
    if as_of:
        figure.add_vline(x=to_ms(as_of) + DAY, line={"color": colours["ink"], "width": 1, "dash": "dot"})
    return figure


def _bars(bins: Sequence[Bin], status: str, word: str, colour: str) -> dict[str, Any]:
    starts = [to_ms(one.start) for one in bins]
    widths = [to_ms(one.end) + DAY - start for one, start in zip(bins, starts, strict=True)]
    return {
        "x": [start + width / 2 for start, width in zip(starts, widths, strict=True)],
        "y": [one.counts.get(status, 0) for one in bins],
        "width": [width * 0.86 for width in widths],
        "marker": {"color": colour, "line": {"width": 0}},
        "name": word,
        "hovertemplate": f"%{{y}} {word.lower()}<extra></extra>",
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 1}},
    }


def _mark_period(figure: go.Figure, period: tuple[str, str], colours: Mapping[str, str]) -> None:
    figure.add_vrect(
        x0=to_ms(period[0]),
        x1=to_ms(period[1]) + DAY,
        fillcolor=colours["accent"],
        opacity=0.13,
        line={"color": colours["accent"], "width": 1},
        layer="below",
    )


def blank_figure() -> go.Figure:
    """What stands in a figure's place until it is drawn."""
    axis = {"visible": False, "fixedrange": True}
    return go.Figure(layout={**base_layout("light", height=OVERVIEW_HEIGHT), "xaxis": axis, "yaxis": axis})


def base_layout(mode: str, *, height: int) -> dict[str, Any]:
    """The layout that all figures begin from."""
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


def brushing(mode: str) -> dict[str, Any]:
    """The layout of a figure across which a period is dragged."""
    line = {"color": palette(mode)["accent"], "width": 1, "dash": "solid"}
    return {"dragmode": "select", "selectdirection": "h", "newselection": {"line": line}}


def date_axis(colours: Mapping[str, str]) -> dict[str, Any]:
    """A calendar axis."""
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

"""What all plotly figures share. Pure functions of colours.

Figures are plain dictionaries of plotly's JSON: its Python classes check every value, which costs more than
all the drawing. Plotly reads a part of HTML in labels and hover texts, so every word of a document goes
through :func:`plain` first.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from viz.kit.theme import SANS, palette
from viz.kit.time_axis import DAY

Figure = dict[str, Any]
CONFIG: Any = {
    "displayModeBar": False,
    "displaylogo": False,
    "showSendToCloud": False,
    "doubleClick": False,
    "scrollZoom": False,
    "showTips": False,
}
OVERVIEW_HEIGHT = 76
LEFT, RIGHT = 132, 14  # pixels beside the axes, for lane names


def plain(text: str) -> str:
    """``text`` so that plotly shows it as it is: no markup of it is read."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\n", "<br>")


def blank_figure() -> Figure:
    """What stands in a figure's place until it is drawn."""
    axis = {"visible": False, "fixedrange": True}
    layout = {**base_layout("light", height=OVERVIEW_HEIGHT), "xaxis": axis, "yaxis": axis}
    return {"data": [], "layout": layout}


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

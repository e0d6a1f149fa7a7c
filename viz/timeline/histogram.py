"""The whole case as a histogram of events by time, with the selected period on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from nlp.query import Bin
from viz.kit.plotly_base import LEFT, OVERVIEW_HEIGHT, RIGHT, Figure, base_layout, brushing, date_axis
from viz.kit.theme import STANDINGS, STATUS_STANDING, colour_of, palette
from viz.kit.time_axis import DAY, to_ms
from viz.kit.wording import say_day

_EMPTY_HEIGHT = 30


def draw_overview(
    bins: Sequence[Bin],
    *,
    mode: str = "light",
    period: tuple[str, str] | None = None,
    later: Sequence[Bin] = (),
) -> Figure:
    """The whole case as a histogram of events, stacked by status; the period is the selected stretch.

    Args:
        bins: what is known at the as-of date, or all there is.
        mode: "light" or "dark".
        period: the days that are selected.
        later: the same bins with all that was ever reported; what ``bins`` lack of it is drawn pale above.
    """
    colours = palette(mode)
    layout = base_layout(mode, height=OVERVIEW_HEIGHT if bins else _EMPTY_HEIGHT)
    layout |= brushing(mode)
    layout |= {
        "barmode": "stack",
        "bargap": 0,
        "hovermode": "x",
        "hoverdistance": -1,
        "margin": {"l": LEFT, "r": RIGHT, "t": 6, "b": 30 if bins else 4},
        "activeselection": {"fillcolor": colours["accent"], "opacity": 0.16},
        "uirevision": f"{period}",
        "xaxis": {**date_axis(colours), "fixedrange": True, "visible": bool(bins)},
        "yaxis": {"visible": False, "fixedrange": True, "rangemode": "tozero"},
        "shapes": [_period_shape(period, colours)] if period else [],
    }
    if not bins:
        words = {"text": "No event here has a date with its year.", "showarrow": False, "x": 0.5, "y": 0.5}
        layout["annotations"] = [
            {**words, "xref": "paper", "yref": "paper", "font": {"color": colours["muted"]}}
        ]
        return {"data": [], "layout": layout}
    layout["xaxis"]["range"] = [to_ms(bins[0].start), to_ms(bins[-1].end) + DAY]
    data = [
        _bars(bins, [one.counts.get(status, 0) for one in bins], said, colour_of(STANDINGS[said], mode))
        for status, said in STATUS_STANDING.items()
        if any(one.counts.get(status) for one in bins)
    ]
    if any(one.placed for one in bins):
        data.append(_bars(bins, [one.placed for one in bins], "placed", colours["faint"], strength=0.42))
    rest = _rest(bins, later)
    if any(rest):
        data.append(_bars(bins, rest, "later", colours["line"]))
    return {"data": [*data, _hover(bins, rest)], "layout": layout}


def _rest(bins: Sequence[Bin], later: Sequence[Bin]) -> list[int]:
    """How many events of each bin were reported after the as-of date."""
    whole = {one.start: sum(one.counts.values()) + one.placed for one in later}
    return [max(whole.get(one.start, 0) - sum(one.counts.values()) - one.placed, 0) for one in bins]


def _bars(
    bins: Sequence[Bin], counts: Sequence[int], name: str, colour: str, *, strength: float = 1.0
) -> dict[str, Any]:
    starts = [to_ms(one.start) for one in bins]
    widths = [to_ms(one.end) + DAY - start for one, start in zip(bins, starts, strict=True)]
    return {
        "type": "bar",
        "x": [start + width / 2 for start, width in zip(starts, widths, strict=True)],
        "y": list(counts),
        "width": [width * 0.86 for width in widths],
        "marker": {"color": colour, "line": {"width": 0}, "opacity": strength},
        "name": name,
        "hoverinfo": "skip",
        "selected": {"marker": {"opacity": strength}},
        "unselected": {"marker": {"opacity": strength}},
    }


def _hover(bins: Sequence[Bin], rest: Sequence[int]) -> dict[str, Any]:
    """Unseen points that carry the words of each bin, so that only what is there is listed."""
    middles = [(to_ms(one.start) + to_ms(one.end) + DAY) / 2 for one in bins]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": middles,
        "y": [0] * len(bins),
        "marker": {"opacity": 0, "size": 1},
        "hovertext": [say_bin(one, more) for one, more in zip(bins, rest, strict=True)],
        "hoverinfo": "text",
        "name": "",
    }


def say_bin(one: Bin, later: int = 0) -> str:
    """A bin in words, on a line each: its days, then how many events of each standing; none of what is 0."""
    days = say_day(one.start) if one.start == one.end else f"{say_day(one.start)} – {say_day(one.end)}"
    counts = [
        f"{one.counts[status]:,} {STANDINGS[said].word.lower()}"
        for status, said in STATUS_STANDING.items()
        if one.counts.get(status)
    ]
    if one.placed:
        counts.append(f"{one.placed:,} placed here, no date stated")
    if later:
        counts.append(f"{later:,} reported later")
    return "<br>".join([days, *(counts or ["no event"])])


def _period_shape(period: tuple[str, str], colours: Mapping[str, str]) -> dict[str, Any]:
    return {
        "type": "rect",
        "x0": to_ms(period[0]),
        "x1": to_ms(period[1]) + DAY,
        "y0": 0,
        "y1": 1,
        "yref": "paper",
        "fillcolor": colours["accent"],
        "opacity": 0.13,
        "line": {"color": colours["accent"], "width": 1},
        "layer": "below",
    }

"""The dashboard's two pictures as plotly figures, for notebooks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import plotly.graph_objects as go

from nlp.query import Query
from viz.chart.network import Network, build_network, choose_linked, node_size
from viz.kit.plotly_base import base_layout, plain
from viz.kit.theme import colour_of, palette, type_style
from viz.kit.wording import count_of
from viz.state.limits import POOL
from viz.timeline.lanes import build_timeline
from viz.timeline.lanes_figure import draw_lanes

if TYPE_CHECKING:
    from nlp.case import Case

_SYMBOLS = {"ellipse": "circle", "round-rectangle": "square", "diamond": "diamond", "hexagon": "hexagon"}


def draw_timeline(
    case: Case, query: Query = Query(), *, lanes: str = "type", mode: str = "light"
) -> go.Figure:
    """The events of a query in lanes: calendar, year not stated, no date stated.

    Args:
        lanes: "type", "entity", "source" or "place".
        mode: "light" or "dark".
    """
    names = {row.id: row.name for row in case.entities(query, limit=POOL)}
    timeline = build_timeline(case.events(query), by=lanes, names=names, period=query.period)
    return _on_paper(go.Figure(draw_lanes(timeline, mode=mode)), mode)


def draw_network(case: Case, query: Query = Query(), *, limit: int = 40, mode: str = "light") -> go.Figure:
    """The entities of a query and the links among them: the ``limit`` in most events, linked ones first."""
    pool = case.entities(query, limit=POOL)
    links = case.links(query, [row.id for row in pool])
    network = build_network(choose_linked(pool, links, limit), links, total=case.overview(query).entities)
    figure = go.Figure(layout=base_layout(mode, height=640))
    hidden = {"visible": False}
    figure.update_layout(
        xaxis=hidden,
        yaxis={**hidden, "scaleanchor": "x", "autorange": "reversed"},
        margin={"l": 8, "r": 8, "t": 32, "b": 8},
        title={
            "text": f"{len(network.entities)} of {network.total:,} entities",
            "font": {"size": 13},
        },
    )
    for link in network.links:
        ends = network.positions[link.source], network.positions[link.target]
        figure.add_scatter(
            x=[x for x, _ in ends],
            y=[y for _, y in ends],
            mode="lines",
            line={"width": 1 + min(link.weight, 8) / 2, "color": palette(mode)["faint"]},
            hoverinfo="skip",
        )
    figure.add_scatter(**_nodes(network, mode))
    return _on_paper(figure, mode)


def _nodes(network: Network, mode: str) -> dict[str, object]:
    places = [network.positions[row.id] for row in network.entities]
    styles = [type_style(row.type) for row in network.entities]
    return {
        "x": [x for x, _ in places],
        "y": [y for _, y in places],
        "mode": "markers+text",
        "text": [plain(row.name) for row in network.entities],
        "textposition": "bottom center",
        "customdata": [row.id for row in network.entities],
        "hovertext": [
            plain(f"{row.name} ({style.word}): {count_of(row.events, 'event')}")
            for row, style in zip(network.entities, styles, strict=True)
        ],
        "hoverinfo": "text",
        "marker": {
            "opacity": 1,
            "size": [node_size(row) for row in network.entities],
            "color": [colour_of(style, mode) for style in styles],
            "symbol": [_SYMBOLS.get(style.shape, "circle") for style in styles],
        },
    }


def _on_paper(figure: go.Figure, mode: str) -> go.Figure:
    colours = palette(mode)
    return figure.update_layout(paper_bgcolor=colours["surface"], plot_bgcolor=colours["surface"])

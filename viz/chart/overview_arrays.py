"""Thousands of entities at once: plain arrays of numbers, which the browser paints on one canvas."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from math import cos, sin
from typing import Any

import numpy as np

from nlp.query import EntityRow, LinkRow
from viz.chart.layout_large import place_many
from viz.chart.network import Position, link_standing, node_size
from viz.kit.theme import STANDINGS, type_style
from viz.kit.wording import count_of

_ASIDE = 18.0  # chart units from a known neighbour, where a place is not known


def draw_overview(
    rows: Sequence[EntityRow], links: Sequence[LinkRow], *, base: Mapping[str, Position] | None = None
) -> dict[str, Any]:
    """Columns of an overview: per node ``ids``, ``names``, ``hints``, ``types``, ``x``, ``y``, ``r``; per
    type its shape in ``shapes``; per link ``a`` and ``b`` (node numbers), ``w`` (breadth) and ``said``
    (number in ``standings``).

    Args:
        rows: entities, most telling first.
        links: among them, heaviest first; others are left out.
        base: known places (:func:`place_overview` of the whole case), kept where most nodes have one.
    """
    number, drawn = _inside(rows, links)
    places = list(place_overview(rows, links).values())
    if base and sum(row.id in base for row in rows) > len(rows) / 2:
        places = _by_base(rows, [(number[one.source], number[one.target]) for one in drawn], base)
    words = list(STANDINGS)
    return {
        "ids": [row.id for row in rows],
        "names": [row.name for row in rows],
        "hints": [f"{row.name} · {count_of(row.events, 'event')}" for row in rows],
        "types": [str(row.type).lower() for row in rows],
        "shapes": {str(row.type).lower(): type_style(row.type).shape for row in rows},
        "x": [x for x, _ in places],
        "y": [y for _, y in places],
        "r": [round(node_size(row) / 4.2, 1) for row in rows],
        "a": [number[link.source] for link in drawn],
        "b": [number[link.target] for link in drawn],
        "w": [round(min(3.0, 0.6 + 0.3 * float(np.sqrt(link.weight))), 1) for link in drawn],
        "said": [words.index(link_standing(link, {})) for link in drawn],
        "standings": words,
    }


def place_overview(rows: Sequence[EntityRow], links: Sequence[LinkRow]) -> dict[str, Position]:
    """Places of ``rows`` by id, in chart units; kept, as it takes seconds for thousands."""
    number, drawn = _inside(rows, links)
    pairs = tuple(sorted({(number[link.source], number[link.target]) for link in drawn}))
    return {row.id: place for row, place in zip(rows, _place(len(rows), pairs), strict=True)}


def _inside(rows: Sequence[EntityRow], links: Sequence[LinkRow]) -> tuple[dict[str, int], list[LinkRow]]:
    number = {row.id: i for i, row in enumerate(rows)}
    inside = [one for one in links if one.source in number and one.target in number]
    return number, [one for one in inside if one.source != one.target]


def _by_base(
    rows: Sequence[EntityRow], pairs: Sequence[tuple[int, int]], base: Mapping[str, Position]
) -> list[Position]:
    """Known places; who has none stands beside a neighbour, or in the middle."""
    places = {i: base[row.id] for i, row in enumerate(rows) if row.id in base}
    beside = {one: places[other] for a, b in pairs for one, other in ((a, b), (b, a)) if other in places}
    found = []
    for i in range(len(rows)):
        x, y = places.get(i) or beside.get(i, (0.0, 0.0))
        shift = 0.0 if i in places else _ASIDE
        angle = i * 2.399963
        found.append((round(x + shift * cos(angle), 1), round(y + shift * sin(angle), 1)))
    return found


@lru_cache(maxsize=6)
def _place(count: int, pairs: tuple[tuple[int, int], ...]) -> tuple[Position, ...]:
    return tuple((round(float(x), 1), round(float(y), 1)) for x, y in place_many(count, pairs))

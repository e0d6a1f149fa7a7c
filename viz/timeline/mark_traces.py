"""Marks of the timeline as plotly traces: points and clusters, labels, signs, rings about the chosen.

Shape and colour say how firmly an event is said; size, how many independent accounts tell it; a sign in it,
that they disagree or what the analyst decided.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from typing import Any

from viz.kit.plotly_base import plain
from viz.kit.theme import STANDINGS, StandingStyle, colour_of, palette
from viz.kit.time_axis import DAY, write_window
from viz.timeline.interval_bars import draw_bounds, draw_strokes
from viz.timeline.marks import Mark, hint_of

Trace = dict[str, Any]
SIGNS = {"disputed": "≠", "confirmed": "✓", "redated": "✎", "rejected": "–"}
_BACK = 0.38  # opacity of marks that are not chosen while others are
_UNSEEN = "rgba(0,0,0,0)"
_LARGEST = 15.0  # pixels; rows are 19 apart


def draw_marks(marks: Sequence[Mark], *, mode: str, chosen: frozenset[str]) -> list[Trace]:
    """All traces of one section's marks, the chosen ones in front."""
    traces: list[Trace] = []
    placed = [mark for mark in marks if mark.placed]
    marks_ = [mark for mark in marks if not mark.placed]
    for said, style in STANDINGS.items():
        bare = [mark for mark in placed if mark.standing == said and mark.incidents == 1]
        for those, opacity in _by_focus(bare, chosen):
            traces += _placed(those, opacity, style, mode)
        alike = [mark for mark in marks_ if mark.standing == said]
        for those, opacity in _by_focus(alike, chosen):
            if those:
                traces += _alike(those, opacity, style, mode)
    many = [mark for mark in marks_ if mark.incidents > 1]
    heaps = [mark for mark in placed if mark.incidents > 1]
    ringed = [mark for mark in marks if chosen.intersection(mark.members)]
    return [
        *traces,
        *_clusters(heaps, mode, hollow=True),
        *_clusters(many, mode),
        *_signs(marks_, mode),
        *_rings(ringed, mode),
    ]


def sign_of(mark: Mark) -> str:
    """The sign in a mark, "" for none: what the analyst decided goes before that accounts disagree."""
    return SIGNS.get(mark.review) or (SIGNS["disputed"] if mark.disputed else "")


def size_of(mark: Mark) -> float:
    """The diameter of a mark in pixels, by its independent accounts."""
    size = 8.5 + 3.0 * sqrt(max(mark.independent, 1) - 1)
    return min(max(size, 13.0 if sign_of(mark) else 0.0), _LARGEST)


def _by_focus(marks: Sequence[Mark], chosen: frozenset[str]) -> list[tuple[list[Mark], float]]:
    """Marks with their opacity: where some events are chosen, the others step back."""
    if not chosen:
        return [(list(marks), 1.0)]
    back = [mark for mark in marks if not chosen.intersection(mark.members)]
    return [(back, _BACK), ([mark for mark in marks if chosen.intersection(mark.members)], 1.0)]


def _alike(marks: Sequence[Mark], opacity: float, style: StandingStyle, mode: str) -> list[Trace]:
    colours, colour = palette(mode), colour_of(style, mode)
    words = colours["muted" if opacity == 1 else "faint"]
    single = [mark for mark in marks if mark.incidents == 1]
    # a bar of a day or so stands for itself: a disc in its middle would be read as an hour
    paints = [
        _UNSEEN if _is_bare_bar(mark) else colours["faint"] if mark.review == "rejected" else colour
        for mark in single
    ]
    still = {"marker": {"opacity": opacity}}
    points: Trace = {
        "mode": "markers",
        "name": style.word,
        "x": [mark.middle for mark in single],
        "y": [mark.row for mark in single],
        "customdata": [[mark.event.id] for mark in single],
        "hovertext": [plain(f"{hint_of(mark)}\n{style.word}") for mark in single],
        "hoverinfo": "text",
        "cliponaxis": False,
        "marker": {
            "symbol": style.symbol,
            "size": [size_of(mark) for mark in single],
            "color": paints,
            "opacity": opacity,
            "line": {"width": 1.8 if style.symbol.endswith("open") else 0.5, "color": paints},
        },
        "selected": still,
        "unselected": still,
    }
    return [*draw_strokes(marks, colour, opacity), *_labels(marks, words), *([points] if single else [])]


def _placed(marks: Sequence[Mark], opacity: float, style: StandingStyle, mode: str) -> list[Trace]:
    """What no text dates: a thin bar of where it can lie, open where nothing bounds it, and a small hollow
    mark at the day to bet on, or a stroke at the bound."""
    if not marks:
        return []
    colour = colour_of(style, mode)
    still = {"marker": {"opacity": opacity}}
    points: Trace = {
        "mode": "markers",
        "name": f"{style.word}, placed",
        "x": [mark.middle for mark in marks],
        "y": [mark.row for mark in marks],
        "customdata": [[mark.event.id] for mark in marks],
        "hovertext": [plain(f"{hint_of(mark)}\n{style.word}") for mark in marks],
        "hoverinfo": "text",
        "cliponaxis": False,
        "marker": {
            "symbol": ["circle-open" if mark.placed == "estimate" else "line-ns-open" for mark in marks],
            "size": [7.5 if mark.placed == "estimate" else 9 for mark in marks],
            "color": colour,
            "opacity": opacity * 0.8,
            "line": {"width": 1.2, "color": colour},
        },
        "selected": still,
        "unselected": still,
    }
    return [*draw_bounds(marks, colour, opacity), points]


def _is_bare_bar(mark: Mark) -> bool:
    """Whether a whole day (or a few) is drawn as a bar that no sign and no open end needs a mark on."""
    span = mark.end - mark.start
    return (
        not mark.is_point
        and DAY <= span <= 3 * DAY
        and not (mark.open_start or mark.open_end or sign_of(mark))
    )


def _labels(marks: Sequence[Mark], colour: str) -> list[Trace]:
    labelled = [mark for mark in marks if mark.label]
    if not labelled:
        return []
    still = {"textfont": {"color": colour}}
    return [
        {
            "mode": "text",
            "hoverinfo": "skip",
            "x": [mark.label_at for mark in labelled],
            "y": [mark.row for mark in labelled],
            "text": [_beside(mark) for mark in labelled],
            "textposition": [f"middle {'left' if mark.label_left else 'right'}" for mark in labelled],
            "textfont": {"size": 12, "color": colour},
            "selected": still,
            "unselected": still,
        }
    ]


def _beside(mark: Mark) -> str:
    gap = "\u00a0" * (4 if size_of(mark) < 13 and mark.incidents == 1 else 5)
    return f"{plain(mark.label)}{gap}" if mark.label_left else f"{gap}{plain(mark.label)}"


def _clusters(marks: Sequence[Mark], mode: str, *, hollow: bool = False) -> list[Trace]:
    """Clusters: a disc with how many incidents it stands for, hollow where no text dates them. A click zooms
    in to them."""
    if not marks:
        return []
    colours = palette(mode)
    words = colours["muted" if hollow else "surface"]
    still = {"marker": {"opacity": 1}, "textfont": {"color": words}}
    return [
        {
            "mode": "markers+text",
            "x": [mark.middle for mark in marks],
            "y": [mark.row for mark in marks],
            "text": [str(mark.incidents) if mark.incidents < 100 else "99+" for mark in marks],
            "textfont": {"size": 9, "color": words},
            "customdata": [[mark.event.id, _stretch(mark)] for mark in marks],
            "hovertext": [plain(hint_of(mark)) for mark in marks],
            "hoverinfo": "text",
            "cliponaxis": False,
            "marker": {
                "symbol": "circle",
                "size": 15 if hollow else 16,
                "opacity": 1,
                "color": colours["surface" if hollow else "muted"],
                "line": {"width": 1 if hollow else 0, "color": colours["faint"]},
            },
            "selected": still,
            "unselected": still,
        }
    ]


def _stretch(mark: Mark) -> str:
    return write_window((mark.start, mark.end))


def _signs(marks: Sequence[Mark], mode: str) -> list[Trace]:
    signed = [mark for mark in marks if mark.incidents == 1 and sign_of(mark)]
    if not signed:
        return []
    colours = palette(mode)
    paints = [colours["surface" if STANDINGS[mark.standing].symbol == "circle" else "ink"] for mark in signed]
    return [
        {
            "mode": "text",
            "hoverinfo": "skip",
            "x": [mark.middle for mark in signed],
            "y": [mark.row for mark in signed],
            "text": [f"<b>{sign_of(mark)}</b>" for mark in signed],
            "textfont": {"size": 11, "color": paints},
            "unselected": {"textfont": {"color": colours["ink"]}},
        }
    ]


def _rings(marks: Sequence[Mark], mode: str) -> list[Trace]:
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

"""From facts to what is seen: rows become networks, timelines and pages. Never imports spaCy.

``draw_network(case, query)`` and ``draw_timeline(case, query)`` give plotly figures for a notebook; they are
loaded when first asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from viz.export.notebook import draw_network, draw_timeline

__all__ = ["draw_network", "draw_timeline"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'viz' has no attribute {name!r}")
    return getattr(import_module("viz.export.notebook"), name)

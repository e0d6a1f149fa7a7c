"""The soft outline of a community: a thick round stroke along the shortest tree that joins its members.

A convex hull covers strangers between the members; a tree drawn broad covers hardly more than the members
and what joins them (after Collins, Penn and Carpendale, "Bubble Sets", 2009, reduced to its skeleton).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.sparse.csgraph import minimum_spanning_tree

Position = tuple[float, float]
BREADTH = 74.0  # of the stroke, chart units


def span_members(points: Sequence[Position]) -> list[tuple[int, int]]:
    """Pairs of numbers of ``points`` that join them all with the least length in all."""
    if len(points) < 2:
        return []
    places = np.array(points)
    gaps = np.linalg.norm(places[:, None] - places[None], axis=2)
    # a gap of nought would be read as no edge
    tree = minimum_spanning_tree(np.maximum(gaps, 1e-6)).tocoo()
    return sorted((int(a), int(b)) for a, b in zip(tree.row, tree.col, strict=True))

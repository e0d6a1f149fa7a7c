"""Positions for a graph: stress majorization, then the boxes of node and label pushed apart.

Stress majorization after Gansner, Koren and North, "Graph Drawing by Stress Majorization" (2004), on
graph distances. Everything is a function of its arguments, so the same graph is always drawn the same.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import shortest_path

Points = NDArray[np.float64]
STEP = 120.0  # length of one link, in chart units (pixels at zoom 1)
_ROUNDS = 60
_APART = 1.6  # how much farther than the farthest reachable pair unconnected nodes are put


def place_nodes(
    count: int,
    edges: Sequence[tuple[int, int]],
    boxes: Points,
    *,
    start: Points | None = None,
    rounds: int = _ROUNDS,
    aspect: float = 1.7,
) -> Points:
    """Positions (count x 2) of nodes 0..count-1.

    Args:
        count: how many nodes.
        edges: pairs of node numbers.
        boxes: count x 2, width and height that node and label take.
        start: positions to begin from; a warm start needs few ``rounds`` and keeps the picture still.
        rounds: iterations of stress majorization.
        aspect: width to height of the space, used when there is no ``start``.
    """
    if count == 0:
        return np.zeros((0, 2))
    distances = _distances(count, edges)
    points = _seeded(count) if start is None else start / STEP
    points = _majorize(points, distances, rounds) * STEP
    if start is None:
        points = _turn(points) * np.array([np.sqrt(aspect), 1 / np.sqrt(aspect)])
    return push_apart(points, boxes)


def _seeded(count: int) -> Points:
    """A sunflower: spread evenly, the same every time."""
    index = np.arange(count, dtype=float)
    angle, radius = index * 2.399963, np.sqrt(index + 0.5)
    return np.column_stack([np.cos(angle) * radius, np.sin(angle) * radius])


def _distances(count: int, edges: Sequence[tuple[int, int]]) -> Points:
    pairs = np.array(edges, dtype=int).reshape(-1, 2)
    graph = csr_matrix((np.ones(len(pairs)), (pairs[:, 0], pairs[:, 1])), shape=(count, count))
    hops: Points = shortest_path(graph, directed=False, unweighted=True)
    reached = np.isfinite(hops)
    # unconnected components are kept near, not sent to the horizon
    hops[~reached] = max(2.0, min(4.0, hops[reached].max(initial=1.0)) * _APART)
    return hops


def _majorize(points: Points, distances: Points, rounds: int) -> Points:
    count = len(points)
    if count == 1:
        return np.zeros((1, 2))
    weights = 1.0 / np.maximum(distances, 1e-9) ** 2
    np.fill_diagonal(weights, 0.0)
    laplacian = np.diag(weights.sum(axis=1)) - weights
    inverse = np.linalg.inv(laplacian + 1.0 / count) - 1.0 / count
    pull = weights * distances
    for _ in range(rounds):
        gaps = np.linalg.norm(points[:, None] - points[None], axis=2)
        ratio = np.divide(pull, gaps, out=np.zeros_like(pull), where=gaps > 1e-9)
        points = inverse @ (np.diag(ratio.sum(axis=1)) - ratio) @ points
    return points


def _turn(points: Points) -> Points:
    """Turn the longest way of the picture to lie flat, as screens are wide."""
    centred = points - points.mean(axis=0)
    _, _, axes = np.linalg.svd(centred, full_matrices=False)
    turned: Points = centred @ axes.T if len(points) > 1 else centred
    signs = np.sign(turned[np.abs(turned).argmax(axis=0), np.arange(2)])
    return turned * np.where(signs == 0, 1, signs)


def push_apart(points: Points, boxes: Points, *, rounds: int = 120) -> Points:
    """Move overlapping boxes (centred on ``points``) apart along the shorter way, a little at a time."""
    points = points.copy()
    reach = (boxes[:, None] + boxes[None]) / 2
    above = np.arange(len(points))[:, None] < np.arange(len(points))[None]
    for _ in range(rounds):
        apart = points[:, None] - points[None]
        overlap = reach - np.abs(apart)
        hit: NDArray[np.bool_] = np.asarray((overlap > 0.5).all(axis=2))
        np.fill_diagonal(hit, False)
        if not hit.any():
            break
        along_x = overlap[..., 0] < overlap[..., 1]
        # two on one spot part in the order they come
        sign = np.where(apart == 0, np.where(above, -1.0, 1.0)[..., None], np.sign(apart))
        move = np.zeros_like(apart)
        move[..., 0] = np.where(hit & along_x, sign[..., 0] * overlap[..., 0], 0)
        move[..., 1] = np.where(hit & ~along_x, sign[..., 1] * overlap[..., 1], 0)
        points += move.sum(axis=1) / np.maximum(hit.sum(axis=1), 1)[:, None] * 0.55
    return points

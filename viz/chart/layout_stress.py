"""Positions for a graph: stress majorization, spread over the pane, then boxes of node and label parted.

Stress majorization after Gansner, Koren and North, "Graph Drawing by Stress Majorization" (2004), on
graph distances. Everything is a function of its arguments, so the same graph is always drawn the same.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components, shortest_path

Points = NDArray[np.float64]
STEP = 120.0  # length of one link before the picture is spread, in chart units (pixels at zoom 1)
ASPECT = 2.7  # width to height of the pane
_ROUNDS = 60
_ROOM = 1.7  # how much more area than its boxes a picture gets


def place_nodes(count: int, edges: Sequence[tuple[int, int]], boxes: Points) -> Points:
    """Positions (count x 2) of nodes 0..count-1: the largest component above, the others in rows below it.

    Args:
        count: how many nodes.
        edges: pairs of node numbers.
        boxes: count x 2, width and height that node and label take.
    """
    points = np.zeros((count, 2))
    placed: list[tuple[NDArray[np.int64], Points]] = []
    for members in _components(count, edges):
        number = {int(node): i for i, node in enumerate(members)}
        inner = [(number[a], number[b]) for a, b in edges if a in number]
        placed.append((members, _place_component(len(members), inner, boxes[members])))
    for members, where in _stack(placed, boxes):
        points[members] = where
    return points


def _components(count: int, edges: Sequence[tuple[int, int]]) -> list[NDArray[np.int64]]:
    """Node numbers of each connected component, the largest first."""
    if count == 0:
        return []
    _, labels = connected_components(_adjacency(count, edges), directed=False)
    found = [np.flatnonzero(labels == label) for label in range(labels.max() + 1)]
    return sorted(found, key=lambda members: (-len(members), int(members[0])))


def _place_component(count: int, edges: Sequence[tuple[int, int]], boxes: Points) -> Points:
    if count == 1:
        return np.zeros((1, 2))
    hops: Points = shortest_path(_adjacency(count, edges), directed=False, unweighted=True)
    points = _turn(_majorize(_seeded(count), hops, _ROUNDS))
    return push_apart(_spread(points, boxes), boxes)


def _spread(points: Points, boxes: Points) -> Points:
    """Fill the room that the boxes need, as wide as the pane is: half by place, half by order, so that
    the crowd in the middle gets room."""
    area = float((boxes[:, 0] * boxes[:, 1]).sum()) * _ROOM
    width = np.sqrt(area * ASPECT)
    low, extent = points.min(axis=0), np.ptp(points, axis=0)
    if extent[1] < 0.05 * extent[0]:  # a chain stays a line
        line: Points = (points - low) * STEP
        return line
    share = (points - low) / np.maximum(extent, 1e-9)
    order = np.argsort(np.argsort(points, axis=0, kind="stable"), axis=0) / (len(points) - 1)
    filled: Points = (share + order) / 2 * np.array([width, area / width])
    return filled


def _stack(
    placed: Sequence[tuple[NDArray[np.int64], Points]], boxes: Points
) -> list[tuple[NDArray[np.int64], Points]]:
    """Put components into rows, each row as wide as the first component or a pane's share of the area."""
    sizes = [_bounds(where, boxes[members]) for members, where in placed]
    area = sum(float(np.prod(high - low)) for low, high in sizes)
    limit = max(float(sizes[0][1][0] - sizes[0][0][0]), float(np.sqrt(area * ASPECT))) if sizes else 0.0
    out, x, y, tallest = [], 0.0, 0.0, 0.0
    for (members, where), (low, high) in zip(placed, sizes, strict=True):
        width, height = high - low
        if x > 0 and x + width > limit:
            x, y, tallest = 0.0, y + tallest, 0.0
        out.append((members, where - low + np.array([x, y])))
        x, tallest = x + float(width), max(tallest, float(height))
    return out


def _bounds(points: Points, boxes: Points) -> tuple[Points, Points]:
    return (points - boxes / 2).min(axis=0) - 6, (points + boxes / 2).max(axis=0) + 6


def _adjacency(count: int, edges: Sequence[tuple[int, int]]) -> csr_matrix:
    pairs = np.array(edges, dtype=int).reshape(-1, 2)
    return csr_matrix((np.ones(len(pairs)), (pairs[:, 0], pairs[:, 1])), shape=(count, count))


def _seeded(count: int) -> Points:
    """A sunflower: spread evenly, the same every time."""
    index = np.arange(count, dtype=float)
    angle, radius = index * 2.399963, np.sqrt(index + 0.5)
    return np.column_stack([np.cos(angle) * radius, np.sin(angle) * radius])


def _majorize(points: Points, distances: Points, rounds: int) -> Points:
    count = len(points)
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

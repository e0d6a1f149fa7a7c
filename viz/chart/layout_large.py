"""Positions for thousands of nodes: pivot MDS, then springs along links and sampled repulsion.

Pivot MDS after Brandes and Pich, "Eigensolver Methods for Progressive Multidimensional Scaling of Large
Data" (2006): distances to a few pivots span the picture. It gives the shape in the large; rounds of
springs with repulsion from a random sample of the others (negative sampling, as in Tang et al., "Visualizing
Large-scale and High-dimensional Data", 2016) part what lies on one spot. Everything is seeded.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components, dijkstra

Points = NDArray[np.float64]
_PIVOTS = 50
_ROUNDS = 120
_SAMPLE = 12  # others that push a node in one round
_SEED = 11
_WIDER = 1.5  # panes are wide
_SPACING = 26.0  # between neighbours, chart units


def place_many(count: int, edges: Sequence[tuple[int, int]]) -> Points:
    """Positions (count x 2): the largest component in the middle, the others in rings around it.

    Args:
        count: how many nodes, numbered 0..count-1.
        edges: pairs of node numbers.
    """
    points = np.zeros((count, 2))
    if count == 0:
        return points
    pairs = np.array(edges, dtype=int).reshape(-1, 2)
    graph = csr_matrix((np.ones(len(pairs)), (pairs[:, 0], pairs[:, 1])), shape=(count, count))
    _, labels = connected_components(graph, directed=False)
    sizes = np.bincount(labels)
    order = np.argsort(-sizes, kind="stable")
    number = np.zeros(count, dtype=int)
    placed: list[tuple[NDArray[np.int64], Points, float]] = []
    for label in order[sizes[order] > 1]:
        members = np.flatnonzero(labels == label)
        number[members] = np.arange(len(members))
        inner = number[pairs[labels[pairs[:, 0]] == label]]
        where = _place_component(len(members), inner)
        placed.append((members, where, _reach(where)))
    single = np.flatnonzero(sizes[labels] == 1)
    reach = 0.0
    if placed:
        points[placed[0][0]], reach = placed[0][1], placed[0][2]
        reach = _ring(points, placed[1:], reach)
    _sunflower(points, single, reach)
    points[:, 0] *= _WIDER
    return points


def _reach(points: Points) -> float:
    """How far all but a few outliers lie from the middle."""
    return float(np.quantile(np.linalg.norm(points, axis=1), 0.99)) + _SPACING


def _place_component(count: int, pairs: NDArray[np.int64]) -> Points:
    if count == 2:
        return np.array([[-_SPACING / 2, 0.0], [_SPACING / 2, 0.0]])
    rng = np.random.default_rng(_SEED)
    points = _pivot_mds(count, pairs) + rng.normal(scale=0.01, size=(count, 2))
    points *= _SPACING * np.sqrt(count) / max(float(points.std()), 1e-9) / 2.4
    return _relax(points, pairs, rng)


def _pivot_mds(count: int, pairs: NDArray[np.int64]) -> Points:
    graph = csr_matrix((np.ones(len(pairs)), (pairs[:, 0], pairs[:, 1])), shape=(count, count))
    nearest = np.full(count, np.inf)
    hops = np.zeros((count, min(_PIVOTS, count)))
    pivot = int(np.bincount(pairs.ravel(), minlength=count).argmax())
    for column in range(hops.shape[1]):
        hops[:, column] = dijkstra(graph, directed=False, indices=pivot, unweighted=True)
        nearest = np.minimum(nearest, hops[:, column])
        pivot = int(nearest.argmax())
    squared = hops**2
    centred = squared - squared.mean(axis=0) - squared.mean(axis=1)[:, None] + squared.mean()
    _, values, axes = np.linalg.svd(centred, full_matrices=False)
    signs = np.sign(axes[:2][np.arange(2), np.abs(axes[:2]).argmax(axis=1)])
    found: Points = centred @ axes[:2].T * signs / max(float(values[0]), 1e-9)
    return found


def _relax(points: Points, pairs: NDArray[np.int64], rng: np.random.Generator) -> Points:
    """Springs along ``pairs`` against repulsion from a sample; steps shrink, so it comes to rest."""
    count = len(points)
    a, b = pairs[:, 0], pairs[:, 1]
    degree = np.maximum(np.bincount(pairs.ravel(), minlength=count), 1).astype(float)
    sample = min(_SAMPLE, count - 1)
    strength = _SPACING**2 * (count - 1) / sample * 0.016
    for turn in range(_ROUNDS):
        pull = points[b] - points[a]
        force = np.empty_like(points)
        for axis in (0, 1):
            along = pull[:, axis]
            towards = np.bincount(a, along / degree[a], count) - np.bincount(b, along / degree[b], count)
            force[:, axis] = 0.5 * towards
        others = rng.integers(count, size=(count, sample))
        apart = points[:, None] - points[others]
        gaps = np.maximum((apart**2).sum(axis=2), 4.0)
        force += strength * (apart / gaps[..., None]).sum(axis=1)
        force -= 0.01 * points
        longest = _SPACING * 3.0 * (1 - turn / _ROUNDS) + 0.5
        length = np.linalg.norm(force, axis=1, keepdims=True)
        points = points + force * np.minimum(1.0, longest / np.maximum(length, 1e-9))
    rested: Points = points - points.mean(axis=0)
    return rested


def _ring(points: Points, placed: Sequence[tuple[NDArray[np.int64], Points, float]], reach: float) -> float:
    """Put components around what reaches ``reach`` far, ring by ring; returns how far they reach."""
    angle, tallest = 0.0, 0.0
    for members, where, radius in placed:
        distance = reach + radius
        turn = 2 * float(np.arcsin(min(1.0, radius / distance)))
        if angle + turn > 2 * np.pi and tallest:
            reach, angle, tallest = reach + 2 * tallest, 0.0, 0.0
            distance = reach + radius
            turn = 2 * float(np.arcsin(min(1.0, radius / distance)))
        middle = angle + turn / 2
        points[members] = where + distance * np.array([np.cos(middle), np.sin(middle)])
        angle, tallest = angle + turn, max(tallest, radius)
    return reach + 2 * tallest


def _sunflower(points: Points, members: NDArray[np.int64], reach: float) -> None:
    """Nodes without a link, evenly in a ring outside all others."""
    spacing = _SPACING * 0.62
    index = np.arange(len(members)) + (reach / spacing) ** 2
    angle, radius = index * 2.399963, spacing * np.sqrt(index)
    points[members] = np.column_stack([np.cos(angle) * radius, np.sin(angle) * radius])

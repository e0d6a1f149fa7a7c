"""Clustering with constraints: average linkage over the nearer half, one connected component at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

from nlp.incidents.resolution.weights import VETO

CROSS_LIMIT = 60  # pairs compared between two clusters before they merge
NEAREST = 0.5  # share of those pairs, the strongest, that must speak for it: reports far apart share little

Pair = tuple[int, int]


def order_pair(left: int, right: int) -> Pair:
    """The pair with its lower event first."""
    return (left, right) if left < right else (right, left)


def split_components(
    count: int, edges: Iterable[tuple[int, int, float]], same: Iterable[Pair]
) -> Iterator[tuple[list[int], dict[Pair, float], list[Pair]]]:
    """Part events into groups that no pair with a score and no decision connects.

    Args:
        count: of events; they are the numbers below it.
        edges: two events, lower first, and their score.

    Yields:
        The members of a group, sorted, with the pairs and the decisions inside it.
    """
    root = list(range(count))

    def find(event: int) -> int:
        while root[event] != event:
            root[event] = root[root[event]]
            event = root[event]
        return event

    edges, forced = list(edges), list(same)
    for left, right in (*((a, b) for a, b, _ in edges), *forced):
        low, high = find(left), find(right)
        if low != high:
            root[max(low, high)] = min(low, high)
    members: dict[int, list[int]] = defaultdict(list)
    for event in range(count):
        members[find(event)].append(event)
    inside: dict[int, list[tuple[int, int, float]]] = defaultdict(list)
    for edge in edges:
        inside[find(edge[0])].append(edge)
    decided: dict[int, list[Pair]] = defaultdict(list)
    for pair in forced:
        decided[find(pair[0])].append(pair)
    for key, group in members.items():
        yield group, {(a, b): score for a, b, score in inside.pop(key, ())}, decided.get(key, [])


def cluster(
    members: Sequence[int],
    scores: Mapping[Pair, float],
    *,
    score: Callable[[Pair], float],
    same: Iterable[Pair] = (),
    apart: Collection[Pair] = (),
) -> list[list[int]]:
    """Group the members of one component; the numbers of events stand in for them, in order of their ids.

    Args:
        scores: the pairs that speak for being one, with their scores.
        score: reckons any other pair when it is needed.
        same, apart: pairs decided by an analyst.
    """
    if len(members) == 1:
        return [list(members)]
    groups = _Groups(members, dict(scores), score, apart)
    for pair in same:
        groups.force(pair)
    for pair in sorted(scores, key=lambda p: (-scores[p], p)):
        groups.try_merge(pair)
    return list(groups.members.values())


class _Groups:
    """Groups of events under merging."""

    def __init__(
        self,
        members: Sequence[int],
        scores: dict[Pair, float],
        score: Callable[[Pair], float],
        apart: Collection[Pair],
    ) -> None:
        self._scores = scores
        self._score = score
        self._apart = apart
        self._of = {event: event for event in members}
        self.members = {event: [event] for event in members}

    def force(self, pair: Pair) -> None:
        """Merge whatever the evidence, unless a decision keeps two members apart."""
        left, right = self._of[pair[0]], self._of[pair[1]]
        if left != right and not self._kept_apart(left, right):
            self._merge(left, right)

    def try_merge(self, pair: Pair) -> None:
        """Merge the groups of two events if the pairs between them speak for it."""
        left, right = self._of[pair[0]], self._of[pair[1]]
        if left == right or (self._apart and self._kept_apart(left, right)):
            return
        pairs = [order_pair(a, b) for a in sorted(self.members[left]) for b in sorted(self.members[right])]
        found = []
        for each in pairs[:: max(1, len(pairs) // CROSS_LIMIT)]:
            score = self._scores.get(each)
            if score is None:
                score = self._scores[each] = self._score(each)
            if score <= VETO + 1:
                return
            found.append(score)
        found.sort(reverse=True)
        best = found[: max(1, round(len(found) * NEAREST))]
        if sum(best) / len(best) > 0:
            self._merge(left, right)

    def _kept_apart(self, left: int, right: int) -> bool:
        return any(order_pair(a, b) in self._apart for a in self.members[left] for b in self.members[right])

    def _merge(self, left: int, right: int) -> None:
        if len(self.members[left]) < len(self.members[right]):
            left, right = right, left
        for event in self.members[right]:
            self._of[event] = left
        self.members[left] += self.members.pop(right)

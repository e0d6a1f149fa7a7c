"""Clustering with constraints: average linkage over the nearer half, one connected component at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

from nlp.incidents.features import VETO

CROSS_LIMIT = 60  # pairs compared between two clusters before they merge
NEAREST = 0.5  # share of those pairs, the strongest, that must speak for it: reports far apart share little

Pair = tuple[str, str]


def order_pair(left: str, right: str) -> Pair:
    """The pair with its lower id first."""
    return (left, right) if left < right else (right, left)


def split_components(
    events: Iterable[str], scores: Mapping[Pair, float], same: Iterable[Pair]
) -> Iterator[tuple[list[str], dict[Pair, float], list[Pair]]]:
    """Part events into groups that no pair with a score and no decision connects.

    Yields:
        The members of a group, sorted, with the pairs and the decisions inside it.
    """
    root = {event: event for event in events}

    def find(event: str) -> str:
        while root[event] != event:
            root[event] = root[root[event]]
            event = root[event]
        return event

    forced = list(same)
    for left, right in (*scores, *forced):
        low, high = sorted((find(left), find(right)))
        root[high] = low
    members: dict[str, list[str]] = defaultdict(list)
    for event in sorted(root):
        members[find(event)].append(event)
    pairs: dict[str, dict[Pair, float]] = defaultdict(dict)
    for pair, score in scores.items():
        pairs[find(pair[0])][pair] = score
    inside: dict[str, list[Pair]] = defaultdict(list)
    for pair in forced:
        inside[find(pair[0])].append(pair)
    for key, group in members.items():
        yield group, pairs.pop(key, {}), inside.get(key, [])


def cluster(
    members: Sequence[str],
    scores: Mapping[Pair, float],
    *,
    score: Callable[[Pair], float],
    same: Iterable[Pair] = (),
    apart: Collection[Pair] = (),
) -> list[list[str]]:
    """Group the members of one component.

    Args:
        scores: the pairs that speak for being one, with their scores.
        score: reckons any other pair when it is needed.
        same, apart: pairs decided by an analyst.
    """
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
        members: Sequence[str],
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

    def _kept_apart(self, left: str, right: str) -> bool:
        return any(order_pair(a, b) in self._apart for a in self.members[left] for b in self.members[right])

    def _merge(self, left: str, right: str) -> None:
        if len(self.members[left]) < len(self.members[right]):
            left, right = right, left
        for event in self.members[right]:
            self._of[event] = left
        self.members[left] += self.members.pop(right)

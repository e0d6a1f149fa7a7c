"""Chains grouped so far: a union-find that remembers why, and which pairs must stay apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from nlp.entities.records import Chain, Reason
from nlp.entities.similarity import Cluster


class Partition:
    """Groups of chains. The root of a group is its smallest chain id, whatever the order of joining."""

    def __init__(self, chains: Mapping[str, Chain], *, apart: Iterable[tuple[str, str]] = ()) -> None:
        self.chains = chains
        self.reasons: dict[str, list[Reason]] = defaultdict(list)
        self._parent = {key: key for key in chains}
        self._members = {key: [key] for key in chains}
        self._clusters: dict[str, Cluster] = {}
        self._enemies: dict[str, set[str]] = defaultdict(set)
        for left, right in apart:
            self._enemies[left].add(right)
            self._enemies[right].add(left)

    def root(self, key: str) -> str:
        """The chain id that stands for the group of ``key``."""
        while self._parent[key] != key:
            self._parent[key] = self._parent[self._parent[key]]
            key = self._parent[key]
        return key

    def join(self, left: str, right: str, reasons: Sequence[Reason], *, force: bool = False) -> bool:
        """Make two groups one, unless they must stay apart; says whether they are one now."""
        one, two = sorted((self.root(left), self.root(right)))
        if one == two:
            return True
        if not force and self._enemies and self._hostile(one, two):
            return False
        self._parent[two] = one
        self._clusters.pop(one, None)
        self._clusters.pop(two, None)
        self._members[one] += self._members.pop(two)
        self.reasons[one] += [*self.reasons.pop(two, []), *reasons]
        return True

    def members(self, key: str) -> list[str]:
        """The chains of the group of ``key``."""
        return self._members[self.root(key)]

    def groups(self) -> dict[str, list[str]]:
        """Every group by its root, members sorted."""
        return {root: sorted(members) for root, members in sorted(self._members.items())}

    def clusters(self, roots: Iterable[str]) -> dict[str, Cluster]:
        """The groups of some roots, summed up."""
        return {root: self.cluster(root) for root in roots}

    def cluster(self, root: str) -> Cluster:
        """The group of a root, summed up; kept until the group grows."""
        if root not in self._clusters:
            self._clusters[root] = Cluster.of(self.chains[m] for m in sorted(self._members[root]))
        return self._clusters[root]

    def _hostile(self, one: str, two: str) -> bool:
        small, large = sorted((self._members[one], self._members[two]), key=len)
        there = set(large)
        return any(self._enemies.get(m, set()) & there for m in small)

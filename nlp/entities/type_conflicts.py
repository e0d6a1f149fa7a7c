"""One name under two types: a slip of the pipeline in some documents, or two things."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations

from nlp.entities.records import Chain, Reason
from nlp.entities.union_find import Partition
from nlp.names.folding import fold
from nlp.names.gazetteer import look_up
from nlp.names.name_keys import core_words
from nlp.names.organisations import is_unowned
from nlp.records import EntityType

_T = EntityType
_STEADY = frozenset({_T.IDENTIFIER, _T.GROUP})
_FIRM, _FIRMER = 1.5, 3.0


def same_name_other_type(partition: Partition, chains: Sequence[Chain]) -> Iterable[tuple[str, str, Reason]]:
    """Pairs of groups with one name and different types of which the rarer type is a slip.

    A name of several words names one thing. A single word does when the chains of the rarer type
    know no other name and the other type is three times as frequent (half as much again, when no title and
    no gender speaks for the rarer one).
    """
    by_name: dict[str, dict[EntityType, set[str]]] = defaultdict(lambda: defaultdict(set))
    for chain in chains:
        for name in (*chain.names, *_core(chain)):
            if fold(name) and chain.type not in _STEADY and name[:1].isupper() and not is_unowned(name):
                by_name[fold(name)][chain.type].add(partition.root(chain.id))
    for name, types in sorted(by_name.items()):
        for left, right in combinations(sorted(types), 2):
            for one in sorted(types[left]):
                for two in sorted(types[right]):
                    reason = _slip(partition, name, one, two)
                    if reason:
                        yield one, two, reason


def _core(chain: Chain) -> list[str]:
    """The one telling word of an organisation's name: "Halvorsund Terminals" is also Halvorsund."""
    words = chain.name.split()
    if chain.type is not _T.ORG or len(words) < 2:
        return []
    return words[:1] if core_words(chain.name) == {fold(words[0])} else []


def _slip(partition: Partition, name: str, one: str, two: str) -> Reason | None:
    counts = partition.cluster(partition.root(one)).weight, partition.cluster(partition.root(two)).weight
    rarer = one if counts[0] < counts[1] else two
    chains = [partition.chains[m] for m in partition.members(rarer)]
    by_core = not all(name in map(fold, partition.cluster(partition.root(m)).names) for m in (one, two))
    if by_core and _T.PERSON not in {partition.chains[one].type, partition.chains[two].type}:
        return None
    alone = all(len(chain.names) == 1 for chain in chains)
    unknown = chains[0].type is _T.PLACE and not look_up(name)
    bare = not any(chain.roles or chain.gender for chain in chains)
    enough = max(counts) >= (_FIRM if bare else _FIRMER) * min(counts)
    if " " not in name and not (alone and (unknown or enough)):
        return None
    return Reason(
        feature="same name under another type", left=name, right=name, value=1.0, weight=2.0,
        detail=f"{max(counts)} documents against {min(counts)}",
    )  # fmt: skip

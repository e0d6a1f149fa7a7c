"""Two people of one name: told apart by what they do, where, and among whom."""

from __future__ import annotations

from collections.abc import Sequence

from nlp.entities.records import Chain
from nlp.names.folding import walks

_COMMON = 0.5  # a companion in more than half of the documents tells nobody apart


def tell_apart(chains: Sequence[Chain]) -> list[list[str]]:
    """Group chains of one person's name by the walk of life they speak of.

    Chains are one person unless their roles belong to different walks of life, they share no company, and
    their documents speak of different countries. Chains without a known role go to the group that shares
    most with them, else to the largest.
    """
    known = walks()
    walk_of = {c.id: frozenset(known[r] for r in c.roles if r in known) for c in chains}
    distinct = {walk for found in walk_of.values() for walk in found}
    if len(distinct) < 2:
        return [[c.id for c in chains]]
    groups: list[list[Chain]] = []
    ordered = sorted(chains, key=lambda c: (not walk_of[c.id], c.id))
    for chain in ordered:
        fitting = [g for g in groups if not any(_different(chain, other, walk_of) for other in g)]
        if not fitting:
            groups.append([chain])
            continue
        best = max(fitting, key=lambda g: (_shared(chain, g), sum(c.weight for c in g), -groups.index(g)))
        best.append(chain)
    return [[c.id for c in group] for group in groups]


def _different(left: Chain, right: Chain, walk_of: dict[str, frozenset[str]]) -> bool:
    one, two = walk_of[left.id], walk_of[right.id]
    if not one or not two or one & two or set(left.context) & set(right.context):
        return False
    return not set(left.countries) & set(right.countries)


def _shared(chain: Chain, group: Sequence[Chain]) -> int:
    own = set(chain.context) | set(chain.countries) | set(chain.roles)
    return max(len(own & (set(c.context) | set(c.countries) | set(c.roles))) for c in group)

"""Chains that say the same of a name: from many of one form on, one stands for all.

"United States" stands in half of a case's documents. Two such chains differ in the company their names keep,
and in a name of which there are hundreds that tells nothing any more. Chains of one *form* (name, kind,
gender, roles, first country, blocking keys) of which there are more than :data:`FREQUENT` are therefore taken
as one, with their number for a weight and without their company and years. A block is so resolved over its
distinct forms, whatever the number of its chains, and one more chain of a frequent form changes only counts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import replace

from nlp.entities.blocking_keys import blocking_keys
from nlp.entities.records import Chain

FREQUENT = 200  # chains of one form up to which each is looked at by itself


def form_of(chain: Chain) -> str:
    """What all chains of one form share, as text."""
    first = chain.countries[0] if chain.countries else ""
    parts = (chain.type, chain.name, *chain.names, "", chain.gender, *chain.roles, "", first)
    return "\x1f".join((*parts, *sorted(blocking_keys(chain))))


def stand_in(chain: Chain, weight: int) -> Chain:
    """The chain that stands for ``weight`` chains of one form; give the one with the smallest id."""
    return replace(chain, context=(), years=(), countries=chain.countries[:1], weight=weight)


def bundle_chains(
    chains: Iterable[Chain], *, apart: Collection[str] = frozenset(), frequent: int = FREQUENT
) -> dict[str, tuple[Chain, tuple[str, ...]]]:
    """Chains by id, those of a frequent form bundled; beside each the ids it stands for, sorted.

    Args:
        apart: ids of chains that are never bundled, as decisions cite them.
    """
    chains = list(chains)
    if len(chains) <= frequent:
        return {chain.id: (chain, (chain.id,)) for chain in chains}
    by_form: dict[str, list[Chain]] = defaultdict(list)
    found: dict[str, tuple[Chain, tuple[str, ...]]] = {}
    for chain in chains:
        if chain.id in apart or chain.weight > 1:
            found[chain.id] = chain, (chain.id,)
        else:
            by_form[form_of(chain)].append(chain)
    for members in by_form.values():
        if len(members) > frequent:
            members.sort(key=lambda c: c.id)
            found[members[0].id] = stand_in(members[0], len(members)), tuple(c.id for c in members)
        else:
            found |= {chain.id: (chain, (chain.id,)) for chain in members}
    return found

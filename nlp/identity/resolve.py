"""Across documents: which chains of a case are one entity."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence

from nlp.identity.decisions import DecisionKind, Ruling
from nlp.identity.names import fold
from nlp.identity.records import Chain, Entity
from nlp.records import Mention, MentionKind, make_id


def build_chains(
    mentions: Sequence[Mention], *, years: Sequence[int] = (), countries: Sequence[str] = ()
) -> tuple[Chain, ...]:
    """Fold the mentions of ONE document into its chains, in order of appearance.

    A chain without any name is dropped (no entity): "three workers", "the governor" and pronouns of unknown
    people stay mentions. Groups, weapons, vehicles and facilities count their specific noun phrases as names.
    """
    grouped: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        grouped[mention.chain].append(mention)
    chains = []
    for key, members in grouped.items():
        named = [m for m in members if m.kind is MentionKind.NAME] or [m for m in members if m.specific]
        if not named:
            continue
        counts = Counter(m.name for m in named)
        names = sorted(counts, key=lambda n: (-len(n.split()), -len(n), n))
        chains.append(
            Chain(
                id=key,
                document_id=members[0].document_id,
                type=Counter(m.type for m in named).most_common(1)[0][0],
                name=names[0],
                names=tuple(names),
                roles=tuple(sorted({m.role.lower() for m in members if m.role})),
                gender=next((m.gender for m in members if m.gender), ""),
                mentions=len(members),
                countries=tuple(countries),
                years=tuple(years),
            )
        )
    return tuple(chains)


def blocking_keys(chain: Chain) -> frozenset[str]:
    """Keys of which two chains must share one to be compared at all."""
    return frozenset(f"{chain.type}:{fold(name)}" for name in chain.names if fold(name))


def touched_block(
    changed: Iterable[Chain], chains_with_keys: Callable[[Collection[str]], Iterable[Chain]]
) -> tuple[Chain, ...]:
    """All chains whose entity may change because ``changed`` did: the closure over shared keys.

    Args:
        chains_with_keys: returns the case's chains that have any of the given keys.
    """
    block = {chain.id: chain for chain in changed}
    seen: set[str] = set()
    fresh = {key for chain in block.values() for key in blocking_keys(chain)}
    while fresh:
        seen |= fresh
        found = [c for c in chains_with_keys(sorted(fresh)) if c.id not in block]
        block |= {chain.id: chain for chain in found}
        fresh = {key for chain in found for key in blocking_keys(chain)} - seen
    return tuple(block[key] for key in sorted(block))


def resolve_entities(chains: Iterable[Chain], rulings: Sequence[Ruling] = ()) -> tuple[Entity, ...]:
    """Decide which of ``chains`` are one entity. The order of ``chains`` does not matter.

    Args:
        rulings: decisions bound to chains (:func:`nlp.identity.decisions.bind`), oldest first.
    """
    ordered = sorted(chains, key=lambda c: c.id)
    parent = {c.id: c.id for c in ordered}

    def root(key: str) -> str:
        while parent[key] != key:
            key = parent[key]
        return key

    first: dict[str, str] = {}
    for chain in ordered:
        for key in blocking_keys(chain):
            parent[root(chain.id)] = root(first.setdefault(key, chain.id))
    for ruling in rulings:
        if ruling.kind is DecisionKind.MERGE:
            present = [c for c in ruling.chains if c in parent]
            for other in present[1:]:
                parent[root(other)] = root(present[0])
    clusters: dict[str, list[Chain]] = defaultdict(list)
    for chain in ordered:
        clusters[root(chain.id)].append(chain)
    return tuple(_entity(members) for members in clusters.values())


def _entity(members: Sequence[Chain]) -> Entity:
    counts: Counter[str] = Counter()
    for chain in members:
        counts.update(dict.fromkeys(chain.names, 1))
        counts[chain.name] += 1
    names = sorted(counts, key=lambda n: (-counts[n], -len(n), n))
    kind = Counter(c.type for c in members).most_common(1)[0][0]
    return Entity(
        id=make_id("entity", kind, fold(names[0]), members[0].id),
        name=names[0],
        type=kind,
        chain_ids=tuple(c.id for c in members),
        aliases=tuple(names[1:]),
    )

"""Across documents: which chains of a case are one entity.

Chains of one exact name come first, homonyms told apart; then clusters that share a blocking key are
compared (:mod:`nlp.entities.similarity`) and joined from the surest pair down, unless anything inside them is
at odds; then bare surnames go to the only bearer that fits. The analyst's rulings come last and win. The
outcome depends on the set of chains and rulings, never on their order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from itertools import combinations

from nlp.entities.blocking_keys import blocking_keys, exact_keys
from nlp.entities.build import build_entities
from nlp.entities.decisions import DecisionKind, Ruling
from nlp.entities.homonyms import tell_apart
from nlp.entities.name_forms import FREQUENT, bundle_chains
from nlp.entities.records import Chain, Entity, Reason
from nlp.entities.similarity import (
    ENOUGH,
    ENOUGH_FOR_SURNAME,
    MARGIN,
    Cluster,
    at_odds,
    better_known,
    compare_bodies,
    compare_people,
    compare_surname,
    decided,
    is_certain,
    one_name,
    only_one,
    score,
    written_in_one,
)
from nlp.entities.type_conflicts import same_name_other_type
from nlp.entities.union_find import Partition
from nlp.names.persons import as_one_word, other_surnames, parse_person, surname_key
from nlp.records import EntityType

_T = EntityType
_MOST_PAIRS = 300  # clusters of one key that are compared pair by pair


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


def resolve_entities(
    chains: Iterable[Chain], rulings: Sequence[Ruling] = (), *, frequent: int = FREQUENT
) -> tuple[Entity, ...]:
    """Decide which of ``chains`` are one entity. The order of ``chains`` does not matter.

    Args:
        rulings: decisions bound to chains (:func:`nlp.entities.decisions.bind`), oldest first.
        frequent: chains of one form from which on one stands for all (:mod:`nlp.entities.name_forms`).
    """
    cited = {chain for ruling in rulings for chain in ruling.chains}
    units = bundle_chains(chains, apart=cited, frequent=frequent)
    ordered = {key: units[key][0] for key in sorted(units)}
    closed = {c for r in rulings if r.kind is DecisionKind.SPLIT for c in r.chains if c in ordered}
    partition = Partition(ordered, apart=_kept_apart(rulings, ordered))
    free = [chain for key, chain in ordered.items() if key not in closed]
    _join_exact(partition, free)
    _join_alike(partition, free)
    _join_surnames(partition, free)
    for left, right, reason in same_name_other_type(partition, free):
        partition.join(left, right, [reason])
    _join_ruled(partition, rulings)
    made = build_entities(partition, rulings)
    return tuple(
        entity if all(len(units[c][1]) == 1 for c in entity.chain_ids)
        else replace(entity, chain_ids=tuple(sorted(i for c in entity.chain_ids for i in units[c][1])))
        for entity in made
    )  # fmt: skip


def _kept_apart(rulings: Sequence[Ruling], known: Collection[str]) -> list[tuple[str, str]]:
    """Pairs of chains that must not meet; a later merge of the same pair lifts it."""
    pairs: dict[tuple[str, str], None] = {}
    for ruling in rulings:
        present = [chain for chain in ruling.chains if chain in known]
        for left, right in combinations(sorted(set(present)), 2):
            if ruling.kind is DecisionKind.KEEP_APART:
                pairs[left, right] = None
            elif ruling.kind is DecisionKind.MERGE:
                pairs.pop((left, right), None)
    return list(pairs)


def _join_exact(partition: Partition, chains: Sequence[Chain]) -> None:
    by_key: dict[str, list[str]] = defaultdict(list)
    for chain in chains:
        for key in exact_keys(chain):
            by_key[key].append(chain.id)
    for key, members in sorted(by_key.items()):
        if len(members) > 1:
            groups = tell_apart([partition.chains[m] for m in members]) if key.startswith("p:") else [members]
            for group in groups:
                for other in group[1:]:
                    partition.join(group[0], other, [])
                said = partition.reasons[partition.root(group[0])]
                said += [r for r in one_name([partition.chains[m] for m in group]) if r not in said]


def _join_alike(partition: Partition, chains: Sequence[Chain]) -> None:
    """Join clusters whose names are forms of one name, the surest pairs first."""
    buckets: dict[str, set[str]] = defaultdict(set)
    for chain in chains:
        if chain.type is _T.PERSON:
            for name in chain.names:
                parsed = parse_person(name)
                if parsed.given:
                    buckets[f"s:{surname_key(parsed.surname)}"].add(partition.root(chain.id))
                    buckets[f"q:{' '.join(sorted((*parsed.given, parsed.surname)))}"].add(
                        partition.root(chain.id)
                    )
        elif chain.type is _T.ORG:
            for key in blocking_keys(chain):
                if key[0] in "kah":
                    buckets[key].add(partition.root(chain.id))
    scored: dict[tuple[str, str], tuple[float, list[Reason]]] = {}
    for key, roots in sorted(buckets.items()):  # of several keys, the first says how a pair compares
        if len(roots) < 2:
            continue
        clusters = partition.clusters(sorted(roots)[:_MOST_PAIRS])
        people = key[0] in "sq"
        for left, right in combinations(sorted(clusters), 2):
            if (left, right) in scored:
                continue
            compare = compare_people if people else compare_bodies
            reasons = compare(clusters[left], clusters[right])
            if reasons and not people and len(roots) == 2:
                reasons.append(only_one(reasons[0].left, reasons[0].right))
            if not reasons or score(reasons) < ENOUGH or (people and not is_certain(reasons)):
                continue
            if not _ambiguous(reasons, clusters, left, right):
                scored[left, right] = score(reasons), reasons
    for (left, right), (_, reasons) in sorted(scored.items(), key=lambda item: (-item[1][0], item[0])):
        if partition.root(left) != partition.root(right) and not _at_odds(partition, left, right):
            partition.join(left, right, reasons)


def _ambiguous(reasons: Sequence[Reason], clusters: dict[str, Cluster], left: str, right: str) -> bool:
    """An initial that more than one person of the surname could have."""
    given = next((r for r in reasons if r.feature == "given name"), None)
    if given is None or given.value > 0.6:
        return False
    short = left if len(parse_person(given.left).given[0]) == 1 else right
    fitting = [k for k, c in clusters.items() if k != short and compare_people(c, clusters[short])]
    return len(fitting) > 1


def _at_odds(partition: Partition, left: str, right: str) -> bool:
    """Whether anything in two clusters speaks against their being one."""
    pair = partition.clusters([partition.root(left), partition.root(right)])
    one, two = (pair[key] for key in sorted(pair))
    if _T.PERSON not in one.types:
        return _T.ORG in one.types and at_odds(one, two)
    return compare_people(one, two) is None


def _join_surnames(partition: Partition, chains: Sequence[Chain]) -> None:
    """Give people of whom only the surname is known to the one bearer that fits, else to each other."""
    full: dict[str, set[str]] = defaultdict(set)
    bare: dict[str, list[Chain]] = defaultdict(list)
    for chain in chains:
        if chain.type is not _T.PERSON:
            continue
        parsed = [parse_person(name) for name in chain.names]
        given = [p for p in parsed if p.given]
        surnames = {p.surname for p in given} | (other_surnames(chain.names) if given else frozenset())
        for surname in surnames:
            full[surname_key(surname)].add(partition.root(chain.id))
        if not given and parsed and parsed[0].surname:
            bare[surname_key(parsed[0].surname)].append(chain)
    _join_one_word(partition, chains)
    for key, waiting in sorted(bare.items()):
        bearers = partition.clusters(sorted({partition.root(r) for r in full.get(key, ())})[:_MOST_PAIRS])
        left_over: list[str] = []
        for chain in waiting:
            chosen = _bearer(bearers, Cluster.of([chain]))
            if chosen:
                partition.join(chosen[0], chain.id, chosen[1])
            else:
                left_over.append(chain.id)
        if not bearers:
            for other in left_over[1:]:
                partition.join(left_over[0], other, [])


def _join_one_word(partition: Partition, chains: Sequence[Chain]) -> None:
    """Give a full name written as one word to the only person so called: "Ramimakhlouf"."""
    full: dict[str, set[str]] = defaultdict(set)
    glued: dict[str, list[Chain]] = defaultdict(list)
    for chain in chains:
        if chain.type is _T.PERSON:
            parsed = [parse_person(name) for name in chain.names]
            if any(p.given for p in parsed):
                for p in parsed:
                    full[as_one_word(p) if p.given else ""].add(partition.root(chain.id))
            elif parsed:
                glued[as_one_word(parsed[0])].append(chain)
    for word, waiting in sorted(glued.items()):
        bearers = {partition.root(root) for root in full.get(word, ())} if word else set()
        for chain in waiting if len(bearers) == 1 else ():
            root = next(iter(bearers))
            partition.join(root, chain.id, [written_in_one(partition.cluster(root).label, chain.name)])


def _bearer(bearers: dict[str, Cluster], bare: Cluster) -> tuple[str, list[Reason]] | None:
    scored = []
    for root, cluster in bearers.items():
        reasons = compare_surname(cluster, bare)
        if reasons:
            scored.append((score(reasons), root, reasons))
    if not scored:
        return None
    scored.sort(key=lambda item: (-item[0], item[1]))
    if len(scored) > 1:
        scored = _preferred(bearers, scored)
    best, root, reasons = scored[0]
    if len(scored) == 1:
        reasons = [*reasons, only_one(reasons[0].left, reasons[0].right)]
        best = score(reasons)
    elif best - scored[1][0] < MARGIN:
        return None
    return (root, reasons) if best >= ENOUGH_FOR_SURNAME else None


def _preferred(
    bearers: dict[str, Cluster], scored: list[tuple[float, str, list[Reason]]]
) -> list[tuple[float, str, list[Reason]]]:
    """Bearers of one surname with the one who is named far more often than all others preferred."""
    known = sorted(scored, key=lambda item: (-bearers[item[1]].weight, item[1]))
    (best, root, reasons), (_, second, _) = known[:2]
    found = better_known(bearers[root], bearers[second])
    if not found:
        return scored
    raised = (best + score(found), root, [*reasons, *found])
    return sorted([raised, *known[1:]], key=lambda item: (-item[0], item[1]))


def _join_ruled(partition: Partition, rulings: Sequence[Ruling]) -> None:
    for ruling in rulings:
        if ruling.kind in {DecisionKind.MERGE, DecisionKind.SPLIT}:
            present = [chain for chain in ruling.chains if chain in partition.chains]
            for other in present[1:]:
                names = partition.chains[present[0]].name, partition.chains[other].name
                reason = decided(ruling.kind, *names)
                partition.join(present[0], other, [reason], force=ruling.kind is DecisionKind.MERGE)

"""Events into incidents: blocking, comparison, and clustering that no order of ingestion can change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import partial

from nlp.incidents.clusters import Pair, cluster, order_pair, split_components
from nlp.incidents.features import VETO, compare_facts, explain
from nlp.incidents.keys import incident_keys
from nlp.incidents.pairs import candidate_pairs
from nlp.incidents.records import EventFacts, Incident, IncidentDecision, Join
from nlp.records import make_id

BLOCK_LIMIT = 40  # a key shared by more events than this joins none of them


def compare(left: EventFacts, right: EventFacts) -> Join:
    """Compare two events, with all reasons. A score above 0 speaks for one happening."""
    features = compare_facts(left, right) or [("different kinds of event", VETO)]
    return explain(left, right, features)


def resolve_incidents(
    facts: Iterable[EventFacts], decisions: Sequence[IncidentDecision] = ()
) -> list[Incident]:
    """Group events into incidents; an event that matches nothing is an incident of its own.

    The result depends on the set of facts alone, not on their order. Clusters merge along their strongest
    pairs first, as long as the stronger half of the pairs between them stays above 0 in the mean and no pair
    rules it out. Decisions hold over everything: the later one on a pair wins,
    and a "same" against a "different" that it would bridge is set aside.

    Returns:
        Incidents sorted by id.
    """
    by_id = {f.id: f for f in facts}
    scores = _edges(by_id)
    ruled = {order_pair(d.left, d.right): d for d in decisions if d.left in by_id and d.right in by_id}
    same = sorted(pair for pair, d in ruled.items() if d.same)
    apart = {pair for pair, d in ruled.items() if not d.same}
    decided: dict[str, set[str]] = defaultdict(set)
    for pair, decision in ruled.items():
        for event in pair:
            decided[event].add(decision.id)
    found = []
    for members, pairs, forced in split_components(by_id, scores, same):
        groups = cluster(members, pairs, score=partial(_score_ids, by_id), same=forced, apart=apart)
        found += [_incident(group, by_id, pairs, decided) for group in groups]
    return sorted(found, key=lambda incident: incident.id)


def touched_facts(
    changed: Iterable[EventFacts], fetch: Callable[[Collection[str]], Iterable[EventFacts]]
) -> list[EventFacts]:
    """The facts whose incidents can differ because of ``changed``, these among them.

    Args:
        changed: facts that were added or changed. Where documents were deleted, the remaining events of
            the incidents they had part in.
        fetch: returns all stored facts under any of the given keys (those of ``changed`` may be among them).

    Returns:
        A set closed under positive comparison, sorted by id: resolving it gives for its events what resolving
        the whole case would.
    """
    reached = {f.id: f for f in changed}
    new = frozenset(reached)
    frontier = dict(reached)
    while frontier:
        keys = {key for f in frontier.values() for key in incident_keys(f)}
        known = {f.id: f for f in fetch(keys)} if keys else {}
        known |= reached
        blocks: dict[str, list[EventFacts]] = defaultdict(list)
        for each in known.values():
            for key in incident_keys(each) & keys:
                blocks[key].append(each)
        following: dict[str, EventFacts] = {}
        for members in blocks.values():
            fresh = sum(f.id in new for f in members)
            if len(members) > BLOCK_LIMIT:
                if len(members) - fresh <= BLOCK_LIMIT:
                    following |= {f.id: f for f in members if f.id not in reached}
                continue
            inside = [f for f in members if f.id in reached]
            for other in members:
                if other.id not in reached and any(_score(other, f) > 0 for f in inside):
                    following[other.id] = other
        reached |= following
        frontier = following
    return [reached[key] for key in sorted(reached)]


def _score(left: EventFacts, right: EventFacts) -> float:
    features = compare_facts(left, right)
    return sum(weight for _, weight in features) if features else VETO


def _score_ids(by_id: Mapping[str, EventFacts], pair: Pair) -> float:
    return _score(by_id[pair[0]], by_id[pair[1]])


def _edges(by_id: Mapping[str, EventFacts]) -> dict[Pair, float]:
    """The pairs that speak for one happening, with their scores."""
    ordered = [by_id[event] for event in sorted(by_id)]
    scores: dict[Pair, float] = {}
    for low, high in candidate_pairs(ordered, BLOCK_LIMIT):
        score = _score(ordered[low], ordered[high])
        if score > 0:
            scores[ordered[low].id, ordered[high].id] = score
    return scores


def _incident(
    members: Sequence[str],
    by_id: Mapping[str, EventFacts],
    scores: Mapping[Pair, float],
    decided: Mapping[str, set[str]],
) -> Incident:
    ordered = sorted(members, key=lambda e: _order(by_id[e]))
    joins: dict[Pair, Join] = {}
    if len(ordered) > 1:
        for event in ordered:
            others = sorted((-scores.get(order_pair(event, o), VETO), o) for o in ordered if o != event)
            pair = order_pair(event, others[0][1])
            joins[pair] = compare(by_id[pair[0]], by_id[pair[1]])
    return Incident(
        id=make_id("incident", ordered[0]),
        event_ids=tuple(ordered),
        joins=tuple(joins[pair] for pair in sorted(joins)),
        decided=tuple(sorted(set().union(*(decided.get(e, set()) for e in ordered)))),
    )


def _order(facts: EventFacts) -> tuple[str, str, int, str]:
    return (facts.published or "9999", facts.document_id, facts.start, facts.id)

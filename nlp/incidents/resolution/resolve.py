"""Events into incidents: blocking, comparison, and clustering that no order of ingestion can change."""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from nlp.incidents.resolution.blocking_keys import incident_keys
from nlp.incidents.resolution.candidate_pairs import candidate_pairs
from nlp.incidents.resolution.clustering import Pair, cluster, order_pair, split_components
from nlp.incidents.resolution.comparison_view import View, build_view
from nlp.incidents.resolution.records import EventFacts, Incident, IncidentDecision, Join
from nlp.incidents.resolution.weights import VETO, compare_facts, compare_views, explain, score_views
from nlp.records import make_id

BLOCK_LIMIT = 40  # a key shared by more events than this joins none of them
VIEWS_KEPT = 1 << 16
DIFFERENT = ("different kinds of event", VETO)


def compare(left: EventFacts, right: EventFacts) -> Join:
    """Compare two events, with all reasons. A score above 0 speaks for one happening."""
    return explain(left, right, compare_facts(left, right) or [DIFFERENT])


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
    ordered = [by_id[event] for event in sorted(by_id)]
    at = {each.id: index for index, each in enumerate(ordered)}
    views = Views(ordered)
    ruled = {order_pair(at[d.left], at[d.right]): d for d in decisions if d.left in at and d.right in at}
    same = sorted(pair for pair, d in ruled.items() if d.same)
    apart = {pair for pair, d in ruled.items() if not d.same}
    decided: dict[int, set[str]] = defaultdict(set)
    for pair, decision in ruled.items():
        for event in pair:
            decided[event].add(decision.id)
    found = []
    with _uncollected():
        for members, scores, forced in split_components(len(ordered), _edges(ordered, views), same):
            groups = cluster(members, scores, score=views.score, same=forced, apart=apart)
            found += [_incident(group, views, scores, decided) for group in groups]
    return sorted(found, key=lambda incident: incident.id)


def touched_facts(
    changed: Iterable[EventFacts], fetch: Callable[[Collection[int]], Iterable[EventFacts]]
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
    views: dict[str, View] = {}
    keys_of: dict[str, frozenset[int]] = {}

    def view(facts: EventFacts) -> View:
        return views.get(facts.id) or views.setdefault(facts.id, build_view(facts))

    while frontier:
        keys = {key for f in frontier.values() for key in incident_keys(f)}
        known = {f.id: f for f in fetch(keys)} if keys else {}
        known |= reached
        blocks: dict[int, list[EventFacts]] = defaultdict(list)
        for each in known.values():
            if each.id not in keys_of:
                keys_of[each.id] = incident_keys(each)
            for key in keys_of[each.id] & keys:
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
                if other.id not in reached and any(score_views(view(other), view(f)) > 0 for f in inside):
                    following[other.id] = other
        reached |= following
        frontier = following
    return [reached[key] for key in sorted(reached)]


class Views:
    """Events laid out for comparison when they are first asked for; only so many are kept."""

    def __init__(self, facts: Sequence[EventFacts]) -> None:
        self.facts = facts
        self._kept: dict[int, View] = {}

    def __getitem__(self, index: int) -> View:
        found = self._kept.get(index)
        if found is None:
            if len(self._kept) >= VIEWS_KEPT:
                self._kept.clear()
            found = self._kept[index] = build_view(self.facts[index])
        return found

    def score(self, pair: Pair) -> float:
        """How far two events, by their numbers, speak for one happening."""
        return score_views(self[pair[0]], self[pair[1]])


@contextmanager
def _uncollected() -> Iterator[None]:
    """Millions of small records, no cycle among them: looking for cycles would take a fifth of the time."""
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()


def _edges(facts: Sequence[EventFacts], views: Views) -> Iterator[tuple[int, int, float]]:
    """The pairs that speak for one happening, with their scores."""
    for low, high in candidate_pairs(facts, BLOCK_LIMIT):
        score = score_views(views[low], views[high])
        if score > 0:
            yield low, high, score


def _incident(
    members: Sequence[int],
    views: Views,
    scores: Mapping[Pair, float],
    decided: Mapping[int, set[str]],
) -> Incident:
    facts = views.facts
    ordered = sorted(members, key=lambda e: _order(facts[e])) if len(members) > 1 else members
    joins: dict[Pair, Join] = {}
    if len(ordered) > 1:
        for event in ordered:
            _, other = min((-scores.get(order_pair(event, o), VETO), o) for o in ordered if o != event)
            pair = order_pair(event, other)
            if pair not in joins:
                left, right = views[pair[0]], views[pair[1]]
                joins[pair] = explain(left.facts, right.facts, compare_views(left, right) or [DIFFERENT])
    return Incident(
        id=make_id("incident", facts[ordered[0]].id),
        event_ids=tuple(facts[event].id for event in ordered),
        joins=tuple(joins[pair] for pair in sorted(joins)),
        decided=tuple(sorted(set().union(*(decided.get(e, set()) for e in ordered)))) if decided else (),
    )


def _order(facts: EventFacts) -> tuple[str, str, int, str]:
    return (facts.published or "9999", facts.document_id, facts.start, facts.id)

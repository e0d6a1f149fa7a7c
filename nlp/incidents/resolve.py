"""Events into incidents: blocking, comparison, and clustering that no order of ingestion can change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from nlp.incidents.features import VETO, compare_facts, explain
from nlp.incidents.keys import incident_keys
from nlp.incidents.pairs import candidate_pairs
from nlp.incidents.records import EventFacts, Incident, IncidentDecision, Join
from nlp.records import make_id

BLOCK_LIMIT = 80  # a key shared by more events than this joins none of them
CROSS_LIMIT = 60  # pairs compared between two clusters before they merge
NEAREST = 0.5  # share of those pairs, the strongest, that must speak for it: reports far apart share little

Pair = tuple[str, str]


def compare(left: EventFacts, right: EventFacts) -> Join:
    """Compare two events, with all reasons. A score above 0 speaks for one happening."""
    features = compare_facts(left, right) or [("different kinds of event", VETO)]
    return explain(left, right, features)


def resolve_incidents(
    facts: Iterable[EventFacts], decisions: Sequence[IncidentDecision] = ()
) -> list[Incident]:
    """Group events into incidents; an event that matches nothing is an incident of its own.

    The result depends on the set of facts alone, not on their order. Clusters merge along their strongest
    pairs first, as long as the mean over the pairs between them stays above 0 and no pair rules it out
    (average linkage with constraints). Decisions hold over everything: the later one on a pair wins,
    and a "same" against a "different" that it would bridge is set aside.

    Returns:
        Incidents sorted by id.
    """
    by_id = {f.id: f for f in facts}
    scores = _edges(by_id)
    ruled = {_pair(d.left, d.right): d for d in decisions if d.left in by_id and d.right in by_id}
    apart = {pair for pair, d in ruled.items() if not d.same}
    clusters = _Clusters(by_id, scores, apart)
    for pair, decision in sorted(ruled.items()):
        if decision.same:
            clusters.force(pair)
    for pair in sorted((p for p, s in scores.items() if s > 0), key=lambda p: (-scores[p], p)):
        clusters.try_merge(pair)
    decided: dict[str, set[str]] = defaultdict(set)
    for pair, decision in ruled.items():
        for event in pair:
            decided[event].add(decision.id)
    found = [_incident(members, by_id, scores, decided) for members in clusters.groups()]
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


def _pair(left: str, right: str) -> Pair:
    return (left, right) if left < right else (right, left)


def _score(left: EventFacts, right: EventFacts) -> float:
    features = compare_facts(left, right)
    return sum(weight for _, weight in features) if features else VETO


def _edges(by_id: Mapping[str, EventFacts]) -> dict[Pair, float]:
    """The pairs that speak for one happening, with their scores."""
    ordered = [by_id[event] for event in sorted(by_id)]
    scores: dict[Pair, float] = {}
    for low, high in candidate_pairs(ordered, BLOCK_LIMIT):
        score = _score(ordered[low], ordered[high])
        if score > 0:
            scores[ordered[low].id, ordered[high].id] = score
    return scores


class _Clusters:
    """Groups of events under merging. Pair scores that blocking did not ask for are reckoned when needed."""

    def __init__(
        self, by_id: Mapping[str, EventFacts], scores: Mapping[Pair, float], apart: Collection[Pair]
    ) -> None:
        self._facts = by_id
        self._scores = scores
        self._apart = apart
        self._of = {event: event for event in by_id}
        self._members = {event: [event] for event in by_id}

    def force(self, pair: Pair) -> None:
        """Merge whatever the evidence, unless a decision keeps two members apart."""
        left, right = self._of[pair[0]], self._of[pair[1]]
        if left != right and not any(
            _pair(a, b) in self._apart for a in self._members[left] for b in self._members[right]
        ):
            self._merge(left, right)

    def try_merge(self, pair: Pair) -> None:
        """Merge the clusters of two events if all their pairs together speak for it."""
        left, right = self._of[pair[0]], self._of[pair[1]]
        if left == right:
            return
        pairs = [_pair(a, b) for a in sorted(self._members[left]) for b in sorted(self._members[right])]
        if self._apart and any(p in self._apart for p in pairs):
            return
        step = max(1, len(pairs) // CROSS_LIMIT)
        found = []
        for each in pairs[::step]:
            score = self._scores.get(each)
            if score is None:
                score = _score(self._facts[each[0]], self._facts[each[1]])
            if score <= VETO + 1:
                return
            found.append(score)
        found.sort(reverse=True)
        best = found[: max(1, round(len(found) * NEAREST))]
        if sum(best) / len(best) > 0:
            self._merge(left, right)

    def _merge(self, left: str, right: str) -> None:
        if len(self._members[left]) < len(self._members[right]):
            left, right = right, left
        for event in self._members[right]:
            self._of[event] = left
        self._members[left] += self._members.pop(right)

    def groups(self) -> Iterable[list[str]]:
        """The clusters as they stand."""
        return self._members.values()


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
            others = sorted((-scores.get(_pair(event, o), VETO), o) for o in ordered if o != event)
            pair = _pair(event, others[0][1])
            joins[pair] = compare(by_id[pair[0]], by_id[pair[1]])
    return Incident(
        id=make_id("incident", ordered[0]),
        event_ids=tuple(ordered),
        joins=tuple(joins[pair] for pair in sorted(joins)),
        decided=tuple(sorted(set().union(*(decided.get(e, set()) for e in ordered)))),
    )


def _order(facts: EventFacts) -> tuple[str, str, int, str]:
    return (facts.published or "9999", facts.document_id, facts.start, facts.id)

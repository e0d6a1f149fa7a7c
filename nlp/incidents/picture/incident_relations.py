"""Incidents that are told apart but belong together: parts, announcements, causes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from nlp.incidents.resolution.blocking_keys import incident_keys
from nlp.incidents.resolution.day_numbers import CLOSE, days, gap
from nlp.incidents.resolution.records import EventFacts, Incident, IncidentLink
from nlp.incidents.resolution.stemming import cue_pattern, family, kin, toll_of
from nlp.incidents.resolution.weights import compare_facts
from nlp.records import Status
from nlp.rules import load_rules

NEAR = 400  # characters between two events of one document that can be whole and part


def link_incidents(
    incidents: Sequence[Incident], facts: Mapping[str, EventFacts]
) -> tuple[IncidentLink, ...]:
    """Find the links among incidents.

    "part of" and "cause" come from events told close together in one document; "announces" from a plan and
    a happening that differ in nothing but status. Each pair of incidents gets one link of a kind.

    Args:
        facts: event id -> facts, of all the incidents' events.
    """
    of = {event: incident.id for incident in incidents for event in incident.event_ids}
    by_document: dict[str, list[EventFacts]] = defaultdict(list)
    for event in of:
        by_document[facts[event].document_id].append(facts[event])
    found: dict[tuple[str, str, str], IncidentLink] = {}
    for members in by_document.values():
        for link in _within_document(sorted(members, key=lambda f: (f.start, f.id)), of):
            found.setdefault((link.source, link.target, link.kind), link)
    for link in _announcements([facts[event] for event in sorted(of)], of):
        found.setdefault((link.source, link.target, link.kind), link)
    return tuple(found[key] for key in sorted(found))


def _within_document(ordered: Sequence[EventFacts], of: Mapping[str, str]) -> Iterable[IncidentLink]:
    parts: Mapping[str, Sequence[str]] = load_rules("incidents")["parts"]
    for at, left in enumerate(ordered):
        for nth in range(at + 1, len(ordered)):
            right = ordered[nth]
            if right.start - left.start > NEAR:
                break
            if of[left.id] == of[right.id]:
                continue
            causes = (
                list(_causes(left, right, ordered[at + 1 : nth], of))
                if left.sentence == right.sentence
                else []
            )
            for whole, part in ((left, right), (right, left)):
                if causes and not toll_of(part.type):
                    continue  # what followed an ambush is no part of it; but the dead after it are its dead
                if part.type in parts.get(whole.type, ()) and _one_time(whole, part):
                    yield IncidentLink(
                        source=of[part.id], target=of[whole.id], kind="part of", detail=part.sentence
                    )
            if left.series != right.series and kin(left.type) == kin(right.type):
                one, many = (right, left) if left.series else (left, right)
                yield IncidentLink(source=of[one.id], target=of[many.id], kind="series", detail=many.sentence)
            yield from causes


def _one_time(whole: EventFacts, part: EventFacts) -> bool:
    """Whether both can be of one time and are both told as facts, or both as plans."""
    if (whole.status in {Status.PLANNED, Status.HYPOTHETICAL}) != (
        part.status in {Status.PLANNED, Status.HYPOTHETICAL}
    ):
        return False
    if whole.interval is not None and part.interval is not None:
        known = all((days(f.interval) or CLOSE + 1) <= CLOSE for f in (whole, part) if f.interval)
        return known and gap(whole.interval, part.interval) == 0
    return whole.sentence == part.sentence


def _causes(
    left: EventFacts, right: EventFacts, amid: Sequence[EventFacts], of: Mapping[str, str]
) -> Iterable[IncidentLink]:
    """ "B after A": the later-placed event came first. Read from the words between two triggers.

    Only the two events that stand nearest to the words are joined by them. Where time is measured ("two weeks
    after the vote"), nothing is said of a cause.
    """
    if any(left.at < each.at < right.at for each in amid):
        return
    between = left.sentence[left.at : right.at].lower()
    if cue := cue_pattern("caused by").search(between):
        before = between[: cue.start()].split()
        if not (before and cue_pattern("measure").fullmatch(before[-1])):
            yield IncidentLink(source=of[right.id], target=of[left.id], kind="cause", detail=cue.group())
    elif cue := cue_pattern("leading to").search(between):
        yield IncidentLink(
            source=of[left.id], target=of[right.id], kind="cause", detail=cue.group().lstrip(", ")
        )


def _announcements(ordered: Sequence[EventFacts], of: Mapping[str, str]) -> Iterable[IncidentLink]:
    blocks: dict[int, list[EventFacts]] = defaultdict(list)
    for each in ordered:
        for key in incident_keys(each):
            blocks[key].append(each)
    for members in blocks.values():
        planned = [f for f in members if f.status is Status.PLANNED]
        if not planned or len(members) > NEAR:
            continue
        for left, right in combinations(members, 2):
            if (left.status is Status.PLANNED) == (right.status is Status.PLANNED):
                continue
            plan, done = (left, right) if left.status is Status.PLANNED else (right, left)
            if done.status is Status.HYPOTHETICAL or of[plan.id] == of[done.id]:
                continue
            weights = dict(compare_facts(plan, done))
            weights.pop("planned against happened", None)
            weights.pop("planned and named", None)
            if sum(weights.values()) > 0 and family(plan.trigger) == family(done.trigger):
                yield IncidentLink(
                    source=of[plan.id], target=of[done.id], kind="announces", detail=plan.sentence
                )

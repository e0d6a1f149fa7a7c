"""What speaks for and against two events being one happening: named features with weights, summed.

The weights are reckoned as evidence: a score above 0 says "one". They come from what each kind of evidence
is worth to a reader: a shared trigger alone never suffices, since every other story is a shooting.
"""

from __future__ import annotations

from nlp.incidents.calendar import CLOSE, gap
from nlp.incidents.evidence import compare_actors, compare_places, compare_times
from nlp.incidents.records import EventFacts, Feature, Join
from nlp.incidents.words import family, is_speech, kin
from nlp.records import Stance, Status

VETO = -5.0
WEIGHTS = {
    "base": -2.6,
    "same trigger": 1.5,
    "same meaning": 1.6,
    "same type": 0.1,
    "kindred types": 0.4,
    "denies what is told": 0.7,
    "did not happen": -0.8,
    "reported before it happened": -3.5,
    "acts of speech": -1.6,
    "same day": 1.5,
    "overlapping dates": 0.7,
    "roughly the same time": 0.2,
    "a day apart": -0.6,
    "days apart": -2.5,
    "different dates": VETO,
    "reported together": 0.4,
    "reported far apart": -2.0,
    "same place": 1.1,
    "one place within the other": 0.4,
    "different places": -1.6,
    "far places": -3.0,
    "same patient": 1.4,
    "same agent": 0.7,
    "shared name": 0.9,
    "same kind of patient": 0.8,
    "different patients": -3.3,
    "different agents": -1.0,
    "same numbers": 0.7,
    "different numbers": -0.2,
    "same words": 2.2,
    "same target": 1.2,
    "same document": 1.2,
    "same story": 1.6,
    "other story": -0.8,
    "copied sentence": 3.0,
    "one sentence": -1.8,
    "taken up": 4.0,
    "told as another": -3.0,
    "several against one": -3.5,
    "planned against happened": VETO,
}


def compare_facts(left: EventFacts, right: EventFacts) -> list[tuple[str, float]]:
    """Features that hold of a pair, with their weights; empty when their types rule out one happening."""
    what = _what(left, right)
    if what is None:
        return []
    if _impossible(left, right):
        return [("different dates", VETO)]
    found = [("base", 1.0), (what, 1.0)]
    if is_speech(left.type) and is_speech(right.type):
        found.append(("acts of speech", 1.0))
    if _firm(left.status) != _firm(right.status):
        found.append(("planned against happened", 1.0))
    if _denied(left) != _denied(right):
        negative = left if _denied(left) else right
        found.append(("denies what is told" if negative.attribution else "did not happen", 1.0))
    if left.id in right.refers_to or right.id in left.refers_to:
        found.append(("taken up", 1.0))
    elif left.series != right.series:
        found.append(("several against one", 1.0))
    elif _told_as_another(left, right):
        found.append(("told as another", 1.0))
    found += compare_times(left, right)
    found += compare_places(left, right)
    found += compare_actors(left, right)
    found += _how_told(left, right)
    return [(name, WEIGHTS[name] * value) for name, value in found]


def _told_as_another(left: EventFacts, right: EventFacts) -> bool:
    """Whether one document sets the later of the two off from what it told before, in another sentence."""
    if left.document_id != right.document_id or left.sentence == right.sentence:
        return False
    return (left if left.start > right.start else right).anew


def _denied(facts: EventFacts) -> bool:
    return facts.status is Status.NEGATED or any(a.stance is Stance.DENIES for a in facts.attribution)


def _impossible(left: EventFacts, right: EventFacts) -> bool:
    """A quick answer for most pairs: both years known, and days between them."""
    one, two = left.interval, right.interval
    if one is None or two is None or not (one.year_known and two.year_known):
        return False
    return bool(
        (one.latest and two.earliest and one.latest < two.earliest and gap(one, two) > CLOSE)
        or (two.latest and one.earliest and two.latest < one.earliest and gap(one, two) > CLOSE)
    )


def explain(left: EventFacts, right: EventFacts, features: list[tuple[str, float]]) -> Join:
    """The comparison as a record, with the words behind each feature."""
    details = {
        "same trigger": left.trigger,
        "same type": left.type,
        "kindred types": f"{left.type}, {right.type}",
        "same place": left.place_name,
        "different places": f"{left.place_name}, {right.place_name}",
        "far places": f"{left.place_name}, {right.place_name}",
        "same patient": _shared(left, right, "patient"),
        "same agent": _shared(left, right, "agent"),
    }
    named = tuple(
        Feature(name=name, weight=round(weight, 3), detail=details.get(name, "")) for name, weight in features
    )
    low, high = sorted((left.id, right.id))
    return Join(left=low, right=high, score=round(sum(f.weight for f in named), 3), features=named)


def _what(left: EventFacts, right: EventFacts) -> str | None:
    if left.trigger == right.trigger:
        return "same trigger"
    if family(left.trigger) == family(right.trigger):
        return "same meaning"
    if left.type == "other" or right.type == "other":
        return None
    if left.type == right.type:
        return "same type"
    return "kindred types" if kin(left.type) == kin(right.type) else None


def _firm(status: Status) -> bool:
    """Whether a report commits to the event having happened or not; plans and suppositions do not."""
    return status in {Status.HAPPENED, Status.NEGATED}


def _shared(left: EventFacts, right: EventFacts, role: str) -> str:
    ids = {a.entity_id for a in right.actors if a.entity_id and a.role == role}
    return next((a.text for a in left.actors if a.entity_id in ids and a.role == role), "")


def _how_told(left: EventFacts, right: EventFacts) -> list[tuple[str, float]]:
    found = []
    if left.document_id == right.document_id:
        found.append(("same document", 1.0))
        if (
            left.sentence
            and left.sentence == right.sentence
            and abs(left.start - right.start) < len(left.sentence)
        ):
            found.append(("one sentence", 1.0))
    else:
        if left.story and right.story:
            shared = len(left.story & right.story) / min(len(left.story), len(right.story))
            if shared >= 0.2:
                found.append(("same story", min(1.0, shared * 1.6)))
            elif shared < 0.1:
                found.append(("other story", 1.0 - shared * 10))
        if left.origin == right.origin and left.words and left.words == right.words:
            found.append(("copied sentence", 1.0))
    if left.words and right.words and left.sentence != right.sentence:
        shared = len((left.words & right.words) - {left.trigger, right.trigger}) / max(
            4, min(len(left.words), len(right.words))
        )
        if shared >= 0.25:
            found.append(("same words", shared))
    return found

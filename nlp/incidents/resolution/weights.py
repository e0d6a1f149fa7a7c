"""What speaks for and against two events being one happening: named features with weights, summed.

The weights are reckoned as evidence: a score above 0 says "one". They come from what each kind of evidence
is worth to a reader: a shared trigger alone never suffices, since every other story is a shooting.
"""

from __future__ import annotations

from functools import lru_cache

from nlp.incidents.resolution.compare import compare_actors, compare_places, compare_times
from nlp.incidents.resolution.comparison_view import View, build_view
from nlp.incidents.resolution.day_numbers import CLOSE
from nlp.incidents.resolution.records import EventFacts, Feature, Join
from nlp.incidents.resolution.stemming import is_light, toll_of
from nlp.records import Status

VETO = -5.0
NEXT = 500  # characters from a figure to another one for the same thing
SAME_STORY, OTHER_STORY = 0.2, 0.1  # share of the smaller story's terms from which, up to which
STORY_SLOPE = 1.6
SAME_WORDS = 0.25  # share of the words of the shorter sentence
WEIGHTS = {
    "base": -2.7,
    "same trigger": 1.5,
    "same meaning": 1.6,
    "light word": -1.0,
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
    "patients of other peoples": -2.0,
    "different agents": -1.0,
    "other people": -4.2,
    "elsewhere, nobody in common": -1.0,
    "told alike of another place": -3.1,
    "another target elsewhere": -2.0,
    "same numbers": 0.7,
    "different numbers": -0.2,
    "numbers far apart": -1.0,
    "one sentence, other numbers": -3.0,
    "of other owners": -4.4,
    "with somebody else": -3.0,
    "paid to others": -3.8,
    "happened long before": -1.2,
    "same words": 2.2,
    "same target": 1.2,
    "same document": 1.25,
    "same story": 1.5,
    "other story": -0.8,
    "copied sentence": 3.0,
    "one sentence": -1.8,
    "taken up": 4.0,
    "another figure": 3.0,
    "told as another": -3.0,
    "several against one": -3.5,
    "planned against happened": VETO,
    "planned and named": -0.8,
    "supposed against told": -0.4,
}


_ELSEWHERE = {"different places", "different patients"}
_APART = {"different places", "far places"}
_IN_COMMON = {"same patient", "same agent", "shared name", "same target", "taken up", "copied sentence"}


def compare_facts(left: EventFacts, right: EventFacts) -> list[tuple[str, float]]:
    """Features that hold of a pair, with their weights; empty when their types rule out one happening."""
    return compare_views(build_view(left), build_view(right))


def score_views(left: View, right: View) -> float:
    """The sum of the weights of a pair."""
    found = _find(left, right)
    if not found:
        return VETO
    score = 0.0
    for name, value in found:
        score += WEIGHTS[name] * value
    return score


def compare_views(left: View, right: View) -> list[tuple[str, float]]:
    """As :func:`compare_facts`, for events laid out before."""
    return [(name, WEIGHTS[name] * value) for name, value in _find(left, right)]


def _find(left: View, right: View) -> list[tuple[str, float]]:
    """The features that hold, and how far."""
    what = _what(left, right)
    if what is None:
        return []
    if max(right.first - left.last, left.first - right.last) > CLOSE:
        return [("different dates", 1.0)]
    one, two = left.facts, right.facts
    found = [("base", 1.0), (what, 1.0)]
    if what == "same trigger" and one.type == "other" and is_light(one.trigger):
        found.append(("light word", 1.0))
    if left.speech and right.speech:
        found.append(("acts of speech", 1.0))
    if left.planned != right.planned:
        found.append((_against_plan(left, right), 1.0))
    elif left.supposed != right.supposed:
        found.append(("supposed against told", 1.0))
    if left.denied != right.denied:
        negative = one if left.denied else two
        found.append(("denies what is told" if negative.attribution else "did not happen", 1.0))
    if one.id in two.refers_to or two.id in one.refers_to:
        found.append(("taken up", 1.0))
    elif one.series != two.series:
        found.append(("several against one", 1.0))
    elif _another_figure(left, right):
        found.append(("another figure", 1.0))
    elif _told_as_another(one, two):
        found.append(("told as another", 1.0))
    found += compare_times(left, right)
    found += compare_places(left, right)
    found += compare_actors(left, right)
    found += _how_told(one, two)
    names = {name for name, _ in found}
    if names >= _ELSEWHERE:
        found.append(("another target elsewhere", 1.0))
    if not names.isdisjoint(_APART) and names.isdisjoint(_IN_COMMON) and one.place and two.place:
        found.append(("elsewhere, nobody in common", 1.0))
        if "same day" in names and "same words" in names:  # such happenings are told alike everywhere
            found.append(("told alike of another place", 1.0))
    return found


def _against_plan(left: View, right: View) -> str:
    """A plan is not what came of it; but a noun ("the summit") without a day of its own may name the plan."""
    other = (right if left.planned else left).facts
    named = other.noun and other.status is Status.HAPPENED and other.interval is None
    return "planned and named" if named else "planned against happened"


def _another_figure(left: View, right: View) -> bool:
    """Whether a source gives its own number of the people whom a report has just counted.

    "... killed two shepherds. The rebels said four civilians had died": a bare number, with neither day nor
    place of its own, from somebody else.
    """
    one, two = left.facts, right.facts
    if one.document_id != two.document_id or left.kin != right.kin or one.sentence == two.sentence:
        return False
    before, after = (left, right) if one.start < two.start else (right, left)
    first, second = before.facts, after.facts
    if second.interval is not None or second.place_name or second.start - first.start > NEXT:
        return False
    others = {a.text for a in second.attribution} - {a.text for a in first.attribution}
    return bool(others) and bool(_counted(before) & _counted(after))


def _counted(view: View) -> set[str]:
    """What befell the people whom an event counts."""
    return {toll_of(unit) for unit in view.units} - {""}


def _told_as_another(left: EventFacts, right: EventFacts) -> bool:
    """Whether one document sets the later of the two off from what it told before, in another sentence."""
    if left.document_id != right.document_id or left.sentence == right.sentence:
        return False
    return (left if left.start > right.start else right).anew


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
    named = tuple(_feature(name, round(weight, 3), details.get(name, "")) for name, weight in features)
    low, high = sorted((left.id, right.id))
    return Join(left=low, right=high, score=round(sum(f.weight for f in named), 3), features=named)


def _what(left: View, right: View) -> str | None:
    one, two = left.facts, right.facts
    if one.trigger == two.trigger:
        return "same trigger"
    if left.family == right.family:
        return "same meaning"
    if one.type == "other" or two.type == "other":
        return None
    if one.type == two.type:
        return "same type"
    return "kindred types" if left.kin == right.kin else None


@lru_cache(maxsize=1 << 14)  # most comparisons of a case have most of their reasons in common
def _feature(name: str, weight: float, detail: str) -> Feature:
    return Feature(name=name, weight=weight, detail=detail)


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
            if shared >= SAME_STORY:
                found.append(("same story", min(1.0, shared * STORY_SLOPE)))
            elif shared < OTHER_STORY:
                found.append(("other story", 1.0 - shared * 10))
        if left.origin == right.origin and left.words and left.words == right.words:
            found.append(("copied sentence", 1.0))
    if left.words and right.words and left.sentence != right.sentence:
        common = left.words & right.words
        shared = len(common) - (left.trigger in common) - (right.trigger in common)
        shared += left.trigger == right.trigger and left.trigger in common
        shared /= max(4, min(len(left.words), len(right.words)))
        if shared >= SAME_WORDS:
            found.append(("same words", shared))
    return found

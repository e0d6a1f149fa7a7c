"""What speaks for and against two events being one happening: named features with weights, summed.

The weights are reckoned as evidence: a score above 0 says "one". They come from what each kind of evidence
is worth to a reader: a shared trigger alone never suffices, since every other story is a shooting.
"""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

from nlp.incidents.calendar import FINE, days, gap, ordinal
from nlp.incidents.records import EventFacts, Feature, Join
from nlp.incidents.words import family, happens_once, is_speech, kin
from nlp.records import Status

VETO = -5.0
CLOSE = 3  # days by which accounts of one event may differ
WEIGHTS = {
    "base": -2.6,
    "same trigger": 1.5,
    "same meaning": 1.4,
    "same type": 0.4,
    "kindred types": 0.4,
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
    "same patient": 1.7,
    "same agent": 1.1,
    "shared name": 0.6,
    "same kind of patient": 0.6,
    "different patients": -3.3,
    "different agents": -0.8,
    "same numbers": 0.7,
    "different numbers": -0.2,
    "same words": 2.2,
    "same target": 1.2,
    "same document": 1.4,
    "same story": 1.6,
    "other story": -0.8,
    "copied sentence": 3.0,
    "one sentence": -1.8,
    "taken up": 4.0,
    "planned against happened": VETO,
}
_FAR_KM = 60.0
_CONTESTED = frozenset({"assault", "death", "capture"})  # accounts often differ on who did it
_MANY = frozenset({"assault", "disaster"})  # one such event has many victims, each account names its own


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
    if left.id in right.refers_to or right.id in left.refers_to:
        found.append(("taken up", 1.0))
    found += _when(left, right)
    found += _where(left, right)
    found += _who(left, right)
    found += _how_told(left, right)
    return [(name, WEIGHTS[name] * value) for name, value in found]


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


def _when(left: EventFacts, right: EventFacts) -> list[tuple[str, float]]:
    one, two = left.interval, right.interval
    if one is None or two is None:
        return _reported(left, right)
    apart = gap(one, two)
    lengths = [days(one), days(two)]
    if apart == 0:
        if one.granularity in FINE and two.granularity in FINE:
            return [("same day", 1.0 if one.year_known == two.year_known else 0.8)]
        known = [length for length in lengths if length is not None]
        if len(known) == 2 and max(known) <= 8:
            return [("overlapping dates", 1.0)]
        return [("roughly the same time", 1.0)] if known and min(known) <= 62 else _reported(left, right)
    if apart == 1:
        return [("a day apart", 1.0)]
    return [("days apart" if apart <= CLOSE else "different dates", 1.0)]


def _reported(left: EventFacts, right: EventFacts) -> list[tuple[str, float]]:
    if not (left.published and right.published):
        return []
    apart = abs(ordinal(left.published) - ordinal(right.published))
    if apart <= 3:
        return [("reported together", 1.0)]
    if apart <= 20:
        return []
    if happens_once(left.type) and happens_once(right.type):
        return [("reported far apart", min(0.3, apart / 300))]
    return [("reported far apart", min(1.0, apart / 60))]


def _where(left: EventFacts, right: EventFacts) -> list[tuple[str, float]]:
    if not (left.place_name and right.place_name):
        return []
    one, two = left.place_name.lower(), right.place_name.lower()
    if (left.place and left.place == right.place) or one == two:
        return [("same place", 1.0)]
    if left.place in right.within or right.place in left.within or _holds(one, two) or _holds(two, one):
        return [("one place within the other", 1.0)]
    if left.lat is None or left.lon is None or right.lat is None or right.lon is None:
        return [("different places", 0.5)]
    far = _kilometres(left.lat, left.lon, right.lat, right.lon) > _FAR_KM
    return [("far places" if far else "different places", 1.0)]


def _holds(longer: str, shorter: str) -> bool:
    """Whether a name is another one with more words: "Cape Dorsa fuel terminal", "Cape Dorsa"."""
    return f" {shorter} " in f" {longer} "


def _kilometres(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance by the haversine formula."""
    a, b = radians(lat1), radians(lat2)
    half = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(radians(lon2 - lon1) / 2) ** 2
    return 12742 * asin(sqrt(half))


def _who(left: EventFacts, right: EventFacts) -> list[tuple[str, float]]:
    found = []
    sides = [_roles(facts) for facts in (left, right)]
    everyone = [set().union(*side.values()) for side in sides]
    told = set()
    for role, same, different in (
        ("patient", "same patient", "different patients"),
        ("agent", "same agent", "different agents"),
    ):
        one, two = sides[0].get(role, set()), sides[1].get(role, set())
        if one & two:
            found.append((same, 1.0))
            told |= one & two
        elif one and two and not (one & everyone[1] or two & everyone[0] or _namesakes(left, right, role)):
            contested = _MANY if role == "patient" else _CONTESTED
            found.append((different, 0.5 if kin(left.type) in contested else 1.0))
    others = (everyone[0] & everyone[1]) - told
    if others:
        found.append(("shared name", min(2, len(others))))
    if _hit(left, right) or _hit(right, left):
        found.append(("same target", 1.0))
    if not any(name == "same patient" for name, _ in found):
        heads = [
            {a.head for a in f.actors if a.role == "patient" and not a.entity_id and a.head}
            for f in (left, right)
        ]
        if heads[0] & heads[1]:
            found.append(("same kind of patient", 1.0))
    tolls = [
        {(a.unit or a.head, a.amount) for a in f.actors if a.amount is not None and a.role != "agent"}
        for f in (left, right)
    ]
    if tolls[0] & tolls[1]:
        found.append(("same numbers", 1.0))
    elif {unit for unit, _ in tolls[0]} & {unit for unit, _ in tolls[1]}:
        found.append(("different numbers", 1.0))
    return found


def _hit(left: EventFacts, right: EventFacts) -> bool:
    """Whether the place of one is the patient of the other: "at the customs house", "bombed the house"."""
    if not left.place_name:
        return False
    name = left.place_name.lower()
    return any(
        a.role == "patient"
        and (a.entity_id == left.place if left.place and a.entity_id else a.head in name.split())
        for a in right.actors
    )


def _namesakes(left: EventFacts, right: EventFacts, role: str) -> bool:
    """Whether names in a role end alike ("Leroy", "Tomas Leroy"), so that they may be one person's."""
    heads = [{a.head for a in f.actors if a.role == role and a.text[:1].isupper()} for f in (left, right)]
    one, two = heads
    named = [
        any(a.role == role and a.entity_id and a.text[:1].islower() for a in f.actors) for f in (left, right)
    ]
    return bool(one & two) or any(named)


def _roles(facts: EventFacts) -> dict[str, set[str]]:
    roles: dict[str, set[str]] = {}
    for actor in facts.actors:
        if actor.entity_id:
            roles.setdefault(actor.role, set()).add(actor.entity_id)
    return roles


def _shared(left: EventFacts, right: EventFacts, role: str) -> str:
    ids = {a.entity_id for a in right.actors if a.entity_id and a.role == role}
    return next((a.text for a in left.actors if a.entity_id in ids and a.role == role), "")


def _how_told(left: EventFacts, right: EventFacts) -> list[tuple[str, float]]:
    found = []
    if left.document_id == right.document_id:
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
        shared = len((left.words & right.words) - {left.trigger}) / max(
            4, min(len(left.words), len(right.words))
        )
        if shared >= 0.25:
            found.append(("same words", shared))
    return found

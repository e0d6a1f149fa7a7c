"""Evidence of three kinds in two events: their times, their places, their participants.

Each function returns the names of the features that hold, with how far they hold (mostly 1); what they weigh
stands in :mod:`nlp.incidents.features`.
"""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

from nlp.incidents.calendar import CLOSE, FINE, days, gap, ordinal
from nlp.incidents.records import Actor, EventFacts
from nlp.incidents.words import happens_once, kin, toll_of

Found = list[tuple[str, float]]

_FAR_KM = 60.0
_ARTICLES = frozenset({"a", "an", "the"})
_CONTESTED = frozenset({"assault", "death", "capture"})  # accounts often differ on who did it
_MANY = frozenset({"assault", "disaster"})  # one such event has many victims, each account names its own


def compare_times(left: EventFacts, right: EventFacts) -> Found:
    """How two events stand in time; by their reports where one has no time of its own."""
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


def _reported(left: EventFacts, right: EventFacts) -> Found:
    for dated, told in ((left, right), (right, left)):
        day = dated.interval.earliest if dated.interval and dated.interval.year_known else None
        if day and told.interval is None and told.published and told.published < day:
            return [("reported before it happened", 1.0)]
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


def compare_places(left: EventFacts, right: EventFacts) -> Found:
    """Whether two events have one place, one within the other, or two; nothing where one is unknown."""
    if not (left.place_name and right.place_name):
        return []
    one, two = left.place_name.lower(), right.place_name.lower()
    if (left.place and left.place == right.place) or one == two:
        return [("same place", 1.0)]
    if left.place in right.within or right.place in left.within or _holds(one, two) or _holds(two, one):
        return [("one place within the other", 1.0)]
    if left.lat is None or left.lon is None or right.lat is None or right.lon is None:
        return [("different places", 0.5)]
    far = kilometres(left.lat, left.lon, right.lat, right.lon) > _FAR_KM
    return [("far places" if far else "different places", 1.0)]


def _holds(longer: str, shorter: str) -> bool:
    """Whether a name is another one with more words: "Cape Dorsa fuel terminal", "Cape Dorsa"."""
    return f" {shorter} " in f" {longer} "


def kilometres(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance by the haversine formula."""
    a, b = radians(lat1), radians(lat2)
    half = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(radians(lon2 - lon1) / 2) ** 2
    return 12742 * asin(sqrt(half))


def compare_actors(left: EventFacts, right: EventFacts) -> Found:
    """Whom two events share and in whom they differ, by role, and their numbers."""
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
        kinds = [{k for a in f.actors if a.role == "patient" for k in _kind(a)} for f in (left, right)]
        alike = kinds[0] & kinds[1]
        if alike:
            found.append(("same kind of patient", 1.5 if any(" " in kind for kind in alike) else 1.0))
    tolls = [
        {(a.unit or a.head, a.amount) for a in f.actors if a.amount is not None and a.role != "agent"}
        for f in (left, right)
    ]
    if tolls[0] & tolls[1]:
        found.append(("same numbers", 1.0))
    elif {unit for unit, _ in tolls[0]} & {unit for unit, _ in tolls[1]}:
        people = any(toll_of(unit) for unit, _ in tolls[0])
        found.append(("different numbers", 1.0 if people else 4.0))
    return found


def _kind(actor: Actor) -> tuple[str, ...]:
    """What a patient without a name is: the head noun, and the whole phrase where it says more."""
    if not actor.head or (actor.entity_id and actor.text[:1].isupper()):
        return ()
    phrase = " ".join(word for word in actor.text.lower().split() if word not in _ARTICLES)
    return (actor.head, phrase)


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

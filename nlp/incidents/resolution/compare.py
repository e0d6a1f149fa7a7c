"""Evidence of three kinds in two events: their times, their places, their participants.

Each function returns the names of the features that hold, with how far they hold (mostly 1); what they weigh
stands in :mod:`nlp.incidents.resolution.weights`.
"""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

from nlp.incidents.resolution.comparison_view import View
from nlp.incidents.resolution.day_numbers import CLOSE, gap
from nlp.incidents.resolution.stemming import toll_of
from nlp.names.persons import is_personal, may_be_one

Found = list[tuple[str, float]]

_FAR_KM = 60.0
_CONTESTED = frozenset({"assault", "death", "capture"})  # accounts often differ on who did it
_MANY = frozenset({"assault", "disaster"})  # one such event has many victims, each account names its own
_ROLES = (("patient", "same patient", "different patients"), ("agent", "same agent", "different agents"))
_NONE: frozenset[str] = frozenset()
_REVISED = 3.0  # how many times as many people a later count makes it, at most
_STEM = 4  # letters of a country's name that its people's name shares
_YEAR = 366
_LESS = {"patient": 0.7}  # where accounts often name others in a role


def compare_times(left: View, right: View) -> Found:
    """How two events stand in time; by their reports where one has no time of its own."""
    one, two = left.facts.interval, right.facts.interval
    if one is None or two is None:
        return _reported(left, right)
    if left.calendar and right.calendar:
        apart = max(0, right.first - left.last, left.first - right.last)
    else:
        apart = gap(one, two)
    if apart == 0:
        if left.fine and right.fine:
            return [("same day", 1.0 if one.year_known == two.year_known else 0.8)]
        known = [length for length in (left.length, right.length) if length is not None]
        if len(known) == 2 and max(known) <= 8:
            return [("overlapping dates", 1.0)]
        return [("roughly the same time", 1.0)] if known and min(known) <= 62 else _reported(left, right)
    if apart == 1:
        return [("a day apart", 1.0)]
    return [("days apart" if apart <= CLOSE else "different dates", 1.0)]


def _reported(left: View, right: View) -> Found:
    for dated, told in ((left, right), (right, left)):
        if (
            dated.calendar
            and dated.facts.interval is not None
            and dated.facts.interval.earliest
            and told.facts.interval is None
            and told.published is not None
            and told.published < dated.first
        ):
            return [("reported before it happened", 1.0)]
        if (
            dated.calendar
            and told.facts.interval is None
            and told.published is not None
            and told.published - dated.last > _YEAR
            and dated.facts.document_id != told.facts.document_id
        ):
            return [("happened long before", 1.0)]
    if left.published is None or right.published is None:
        return []
    apart = abs(left.published - right.published)
    if apart <= 3:
        return [("reported together", 1.0)]
    if apart <= 20:
        return []
    if left.once and right.once:
        return [("reported far apart", min(0.3, apart / 300))]
    return [("reported far apart", min(1.0, apart / 60))]


def compare_places(left: View, right: View) -> Found:
    """Whether two events have one place, one within the other, or two; nothing where one is unknown."""
    one, two = left.place_name, right.place_name
    if not (one and two):
        return []
    a, b = left.facts, right.facts
    if (a.place and a.place == b.place) or one == two:
        return [("same place", 1.0)]
    if a.place in b.within or b.place in a.within or _holds(one, two) or _holds(two, one):
        return [("one place within the other", 1.0)]
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return [("different places", 1.0 if a.place and b.place else 0.5)]
    far = kilometres(a.lat, a.lon, b.lat, b.lon) > _FAR_KM
    return [("far places" if far else "different places", 1.0)]


def _holds(longer: str, shorter: str) -> bool:
    """Whether a name is another one with more words: "Cape Dorsa fuel terminal", "Cape Dorsa"."""
    return len(longer) > len(shorter) and f" {shorter} " in f" {longer} "


def kilometres(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance by the haversine formula."""
    a, b = radians(lat1), radians(lat2)
    half = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(radians(lon2 - lon1) / 2) ** 2
    return 12742 * asin(sqrt(half))


def compare_actors(left: View, right: View) -> Found:
    """Whom two events share and in whom they differ, by role, and their numbers."""
    found: Found = []
    told = _NONE
    for role, same, different in _ROLES:
        one, two = left.ids.get(role, _NONE), right.ids.get(role, _NONE)
        if not (one and two):
            continue
        both = one & two
        if both:
            found.append((same, 1.0))
            told |= both
        elif (
            one.isdisjoint(right.everyone)
            and two.isdisjoint(left.everyone)
            and not _namesakes(left, right, role)
        ):
            contested = _MANY if role == "patient" else _CONTESTED
            found.append((different, 0.5 if left.kin in contested else 1.0))
    if left.everyone and right.everyone:
        others = (left.everyone & right.everyone) - told
        if others:
            found.append(("shared name", min(2, len(others))))
        elif not told and (value := _other_people(left, right)):
            found.append(("other people", value))
        elif found and found[-1][0] == "same agent" and left.kin not in _MANY and _others_met(left, right):
            found.append(("with somebody else", 1.0))
    if left.payees and right.payees and not _meet(left.payees, right.payees):
        found.append(("paid to others", 1.0))
    if _hit(left, right) or _hit(right, left):
        found.append(("same target", 1.0))
    if left.kinds and right.kinds and not (found and found[0][0] == "same patient"):
        alike = left.kinds & right.kinds
        if alike and left.peoples and right.peoples and left.peoples.isdisjoint(right.peoples):
            found.append(("patients of other peoples", 1.0))
        elif alike:
            found.append(("same kind of patient", 1.5 if any(" " in kind for kind in alike) else 1.0))
    if left.owners and right.owners and _of_others(left, right):
        found.append(("of other owners", 1.0))
    if left.tolls and right.tolls:
        if left.tolls & right.tolls:
            found.append(("same numbers", 1.0))
        elif left.units & right.units:
            people = any(toll_of(unit) for unit in left.units)
            found.append(("different numbers", 1.0 if people else 4.0))
            if people:
                found += _far_numbers(left, right)
    return found


def _others_met(left: View, right: View) -> bool:
    """Whether one and the same deals with other people: "A met B" and "A met C"."""
    one, two = left.full.get("patient", _NONE), right.full.get("patient", _NONE)
    if not (one and two) or "patient" in left.bare or "patient" in right.bare:
        return False
    named = all(" " in name and is_personal(name) for name in (*one, *two))
    return named and not any(may_be_one(a, b) for a in one for b in two)


def _meet(one: frozenset[str], two: frozenset[str]) -> bool:
    return any(a[:_STEM] == b[:_STEM] for a in one for b in two)


def _far_numbers(left: View, right: View) -> Found:
    """Counts of people that no revision of a toll explains: several times as many, or two in one sentence."""
    one, two = left.facts, right.facts
    if one.document_id == two.document_id and one.sentence and one.sentence == two.sentence:
        return [("one sentence, other numbers", 1.0)]
    shared = left.units & right.units
    low, high = (
        max((amount for unit, amount in view.tolls if unit in shared), default=0.0) for view in (left, right)
    )
    low, high = sorted((low, high))
    return [("numbers far apart", 1.0)] if low and high / low > _REVISED else []


def _of_others(left: View, right: View) -> bool:
    """Whether what bears one noun belongs to others: "the president of Norland", "Sorvia's president"."""
    for key in left.owners.keys() & right.owners.keys():
        one, two = left.owners[key], right.owners[key]
        if not _meet(one, two):
            return True
    return False


def _hit(left: View, right: View) -> bool:
    """Whether the place of one is the patient of the other: "at the customs house", "bombed the house"."""
    if not left.place_words:
        return False
    if left.facts.place is None:
        return not left.place_words.isdisjoint(right.target_heads)
    return left.facts.place in right.target_ids or not left.place_words.isdisjoint(right.unnamed_heads)


def _namesakes(left: View, right: View, role: str) -> bool:
    """Whether names in a role may be one person's: "Leroy" and "Tomas Leroy", not "Ana" and "Tomas Leroy"."""
    if role in left.bare or role in right.bare:
        return True
    one, two = left.full.get(role, _NONE), right.full.get(role, _NONE)
    return any(may_be_one(a, b) for a in one for b in two)


def _other_people(left: View, right: View) -> float:
    """How far two events are of different people, where nobody takes part in both.

    Everybody named in full in one role is somebody else, and those of one side at least are people. Of an
    assault or a disaster each account may name other victims, and who did it is often contested.
    """
    value = 0.0
    for role, contested in (("patient", _MANY), ("recipient", _NONE), ("agent", _CONTESTED)):
        one, two = left.full.get(role, _NONE), right.full.get(role, _NONE)
        if not (one and two) or not all(" " in name for name in (*one, *two)):
            continue
        if not (all(map(is_personal, one)) or all(map(is_personal, two))):
            continue  # bodies have many names
        if role in left.bare or role in right.bare or any(may_be_one(a, b) for a in one for b in two):
            return 0.0
        value = max(value, _LESS.get(role, 0.0) if left.kin in contested else 1.0)
    return value

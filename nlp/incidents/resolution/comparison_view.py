"""An event's facts laid out for comparison: sets instead of phrases, days as numbers, worked out once."""

from __future__ import annotations

from dataclasses import dataclass

from nlp.incidents.resolution.day_numbers import FAR, FINE, YEAR, days, ordinal
from nlp.incidents.resolution.records import Actor, EventFacts
from nlp.incidents.resolution.stemming import family, happens_once, is_speech, kin, peoples_of
from nlp.records import Stance, Status
from nlp.rules.word_lists import lexicons

OPEN = FAR * YEAR  # stands for an end that nothing fixes, in days
_ARTICLES = frozenset({"a", "an", "the"})
_NONE: frozenset[str] = frozenset()
_PAYING, _PAID = frozenset({"pay"}), frozenset({"recipient", "patient"})


@dataclass(slots=True, frozen=True, eq=False)
class View:
    """What a comparison asks of one event.

    ``first`` and ``last`` are days as numbers where the year is known (``calendar``), else open; ``length``
    is in days, None where open. ``ids`` runs from role to entity ids, ``names`` from role to the heads of
    names, ``full`` to names as written; ``bare`` holds the roles in which a word without a capital is an
    entity. ``kinds`` are the heads and phrases of patients without a name, ``peoples`` the countries that
    adjectives tell of them ("a French diver"), ``targets`` the ids and heads by which a place can be the
    patient; ``payees`` the words for whom money goes to, ``owners`` the names in phrases with a common noun
    for head, by role and head.
    """

    facts: EventFacts
    family: str
    kin: str
    speech: bool
    once: bool
    planned: bool
    supposed: bool
    denied: bool
    calendar: bool
    fine: bool
    first: int
    last: int
    length: int | None
    published: int | None
    place_name: str
    place_words: frozenset[str]
    ids: dict[str, frozenset[str]]
    everyone: frozenset[str]
    names: dict[str, frozenset[str]]
    full: dict[str, frozenset[str]]
    bare: frozenset[str]
    kinds: frozenset[str]
    peoples: frozenset[str]
    target_ids: frozenset[str]
    target_heads: frozenset[str]
    unnamed_heads: frozenset[str]
    owners: dict[tuple[str, str], frozenset[str]]
    payees: frozenset[str]
    tolls: frozenset[tuple[str, float]]
    units: frozenset[str]


def build_view(facts: EventFacts) -> View:
    """Lay out one event."""
    interval = facts.interval
    calendar = interval is not None and interval.year_known
    low = interval.earliest if calendar and interval is not None else None
    high = interval.latest if calendar and interval is not None else None
    ids: dict[str, set[str]] = {}
    names: dict[str, set[str]] = {}
    full: dict[str, set[str]] = {}
    bare: set[str] = set()
    kinds: set[str] = set()
    peoples: set[str] = set()
    tolls: set[tuple[str, float]] = set()
    target_ids: set[str] = set()
    target_heads: set[str] = set()
    unnamed_heads: set[str] = set()
    owners: dict[tuple[str, str], frozenset[str]] = {}
    payees: set[str] = set()
    for actor in facts.actors:
        role, entity = actor.role, actor.entity_id
        capital = actor.text[:1].isupper()
        if entity and (capital or role != "instrument"):  # "a car bomb" is no acquaintance
            ids.setdefault(role, set()).add(entity)
            if actor.text[:1].islower():
                bare.add(role)
        if actor.head and actor.head.islower() and (named := _owners(actor.text)):
            owners[role, actor.head] = named
        if facts.type in _PAYING and actor.role in _PAID and actor.amount is None:
            payees |= _capitals(actor.text) or {actor.head} - lexicons().bodies
        if capital:
            names.setdefault(role, set()).add(actor.head)
        if entity and capital:
            full.setdefault(role, set()).add(actor.text)
        if role == "patient":
            target_heads.add(actor.head)
            if entity:
                target_ids.add(entity)
            else:
                unnamed_heads.add(actor.head)
            if not (entity and capital):
                kinds.update(_kinds(actor))
                peoples |= peoples_of(actor.text)
        if actor.amount is not None and role != "agent":
            tolls.add((actor.unit or actor.head, actor.amount))
    return View(
        facts=facts,
        family=family(facts.trigger),
        kin=kin(facts.type),
        speech=is_speech(facts.type),
        once=happens_once(facts.type),
        planned=facts.status is Status.PLANNED,
        supposed=facts.status is Status.HYPOTHETICAL,
        denied=facts.status is Status.NEGATED or any(a.stance is Stance.DENIES for a in facts.attribution),
        calendar=calendar,
        fine=interval is not None and interval.granularity in FINE,
        first=ordinal(low) if low else -OPEN,
        last=ordinal(high) if high else OPEN,
        length=days(interval) if interval is not None else None,
        published=ordinal(facts.published) if facts.published else None,
        place_name=facts.place_name.lower(),
        place_words=frozenset(facts.place_name.lower().split()) if facts.place_name else _NONE,
        ids={role: frozenset(each) for role, each in ids.items()},
        everyone=frozenset().union(*ids.values()) if ids else _NONE,
        names={role: frozenset(each) for role, each in names.items()},
        full={role: frozenset(each) for role, each in full.items()},
        bare=frozenset(bare) if bare else _NONE,
        kinds=frozenset(kinds) if kinds else _NONE,
        peoples=frozenset(peoples) if peoples else _NONE,
        target_ids=frozenset(target_ids) if target_ids else _NONE,
        target_heads=frozenset(target_heads) if target_heads else _NONE,
        unnamed_heads=frozenset(unnamed_heads) if unnamed_heads else _NONE,
        owners=owners,
        payees=frozenset(payees) if payees else _NONE,
        tolls=frozenset(tolls),
        units=frozenset(unit for unit, _ in tolls) if tolls else _NONE,
    )


def _owners(text: str) -> frozenset[str]:
    """The names inside a common noun phrase, folded: of "the president of Norland", Norland."""
    return _capitals(text) if any(word.islower() for word in text.split()) else _NONE


def _capitals(text: str) -> frozenset[str]:
    words = (word.strip(",.").removesuffix("'s").removesuffix("’s") for word in text.split())
    return frozenset(w.lower() for w in words if w[:1].isupper() and w.lower() not in _ARTICLES)


def _kinds(actor: Actor) -> tuple[str, ...]:
    """What a patient without a name is: the head noun, and the whole phrase where it says more."""
    if not actor.head:
        return ()
    phrase = " ".join(word for word in actor.text.lower().split() if word not in _ARTICLES)
    return (actor.head, phrase)

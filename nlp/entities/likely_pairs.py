"""Pairs of entities that are probably one, but not certainly: a queue with reasons for the analyst.

What the resolver leaves apart on purpose (a short form of a first name, a slip of the pen, a "Jr.", a name
with one word more) is put to a person here, the most telling first. Nothing is joined.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz.distance import JaroWinkler

from nlp.names.folding import fold
from nlp.names.name_keys import acronyms
from nlp.names.organisations import is_unowned
from nlp.names.persons import (
    generation,
    given_likeness,
    other_generation,
    parse_person,
    surname_key,
    surname_likeness,
)
from nlp.records import EntityType
from nlp.rules.word_lists import lexicons

_T = EntityType
LEAST = 1.0  # what a pair's reasons must add up to
_MOST_BUCKET = 60  # entities under one key that are compared
_ALIKE, _WORD_ALIKE = 0.93, 0.72  # Jaro-Winkler of whole names, and of the one word that differs
_COMPANY = 3  # others in common from which on company counts in full
_VOWELS = re.compile(r"(?<=.)[aeiouy]")
_THINGS = frozenset({_T.ORG, _T.VEHICLE, _T.FACILITY, _T.PLACE, _T.WEAPON, _T.PRODUCT, _T.OTHER, _T.WORK})


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """An entity as pairs compare it: its names, its documents, and the entities it shares documents with."""

    id: str
    type: EntityType
    names: tuple[str, ...]
    mentions: int = 1
    documents: frozenset[int] = frozenset()
    company: frozenset[str] = frozenset()
    decided: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class LikelyPair:
    """Two entities that are probably one: ``reasons`` in plain words, each with what it adds to ``score``."""

    left: str
    right: str
    score: float
    reasons: tuple[tuple[str, float], ...]


def find_likely_pairs(things: Sequence[Named], limit: int) -> list[LikelyPair]:
    """The likeliest pairs, at most ``limit``; pairs under one decision of the analyst are left out.

    The order of ``things`` does not matter.
    """
    by_id = {thing.id: thing for thing in things}
    found = []
    for left, right in sorted(_candidates(sorted(things, key=lambda t: t.id))):
        one, two = by_id[left], by_id[right]
        if one.decided & two.decided:
            continue
        name = _best_name(one, two)
        if name is None:
            continue
        reasons = [name, *_circumstances(one, two)]
        score = round(sum(weight for _, weight in reasons), 3)
        if score >= LEAST:
            found.append(LikelyPair(left=left, right=right, score=score, reasons=tuple(reasons)))
    weight = {thing.id: thing.mentions for thing in things}
    return sorted(found, key=lambda p: (-p.score, -min(weight[p.left], weight[p.right]), p.left, p.right))[
        :limit
    ]


def _candidates(things: Sequence[Named]) -> set[tuple[str, str]]:
    buckets: dict[str, list[str]] = defaultdict(list)
    for thing in things:
        for key in sorted(set(_keys(thing))):
            buckets[key].append(thing.id)
    return {
        pair for ids in buckets.values() if len(ids) <= _MOST_BUCKET for pair in combinations(sorted(ids), 2)
    }


def _keys(thing: Named) -> Iterator[str]:
    """What two names that may be one share: all words but one, letters without vowels, a beginning."""
    for name in thing.names:
        words = fold(name).removeprefix("the ").split()
        joined = " ".join(words)
        if not words:
            continue
        yield f"n:{joined}"
        if len(words) > 1:
            for left_out in range(len(words)):
                yield f"w:{' '.join(words[:left_out] + words[left_out + 1 :])}"
            yield f"w:{joined}"
        elif len(joined) > 3:
            yield f"v:{_VOWELS.sub('', joined)}"
        if thing.type is _T.PERSON:
            parsed = parse_person(name)
            yield f"s:{surname_key(parsed.surname)}"
            yield f"v:{_VOWELS.sub('', parsed.surname)}"
        elif thing.type is _T.ORG:
            yield from (f"a:{acronym.lower()}" for acronym in acronyms(name) if len(acronym) > 2)
            if name.isupper() and " " not in name:
                yield f"a:{name.lower()}"


def _best_name(one: Named, two: Named) -> tuple[str, float] | None:
    found = [reason for a in one.names for b in two.names if (reason := _compare(one, two, a, b)) is not None]
    if any(weight < 0 for _, weight in found):
        return None
    return max(found, key=lambda reason: (reason[1], reason[0]), default=None)


def _compare(one: Named, two: Named, a: str, b: str) -> tuple[str, float] | None:
    people = {one.type, two.type} == {_T.PERSON}
    if people:
        return _people(a, b)
    if is_unowned(a) or is_unowned(b):
        return None
    if fold(a) == fold(b):
        return f"one name, {one.type.lower()} and {two.type.lower()}", 1.2
    if _T.PERSON in {one.type, two.type}:
        return _longer(a, b)
    return _things(a, b) if one.type is two.type and one.type in _THINGS else None


def _people(a: str, b: str) -> tuple[str, float] | None:
    left, right = parse_person(a), parse_person(b)
    surnames, givens = surname_likeness(left.surname, right.surname), given_likeness(left.given, right.given)
    if not (left.given and right.given):
        if surnames >= 0.9 and (left.given or right.given):
            return f"“{a}” may be “{b}”: one surname", 0.7
        return None
    if surnames >= 0.9 and givens < 0:
        return _longer(a, b) or (f"another first name: {a}, {b}", -1.0)
    if surnames >= 0.9 and other_generation(a, b):
        which = generation(a) or generation(b)
        return f"“{a}” and “{b}”: only one says {which.title()}.", 1.0
    if surnames >= 0.9 and givens > 0:
        return f"“{a}” and “{b}” are forms of one name", 1.6 if givens >= 0.8 else 1.2
    near = (
        left.surname[:1] == right.surname[:1] and JaroWinkler.similarity(left.surname, right.surname) > 0.88
    )
    if (
        near
        and givens >= 0.9
        and not (left.surname + "a" == right.surname or right.surname + "a" == left.surname)
    ):
        return f"“{a}” and “{b}” differ by a letter or two", 1.3
    return _longer(a, b)


def _longer(a: str, b: str) -> tuple[str, float] | None:
    """ "Ada Bell" and "Ada Bell Checks": a full name, and the same with a word behind it."""
    short, long = sorted((fold(a).split(), fold(b).split()), key=len)
    if len(short) > 1 and len(long) == len(short) + 1 and long[: len(short)] == short:
        return f"“{a}” and “{b}”: one goes on", 1.1
    return None


def _things(a: str, b: str) -> tuple[str, float] | None:
    left, right = fold(a).removeprefix("the ").split(), fold(b).removeprefix("the ").split()
    short, long = sorted((left, right), key=len)
    if a.isupper() != b.isupper():
        acronym, full = (a, b) if a.isupper() else (b, a)
        if len(acronym) > 2 and acronym in acronyms(full):
            return f"“{acronym}” may be short for “{full}”", 1.0
    if len(long) == len(short) + 1 and set(short) < set(long):
        return f"“{a}” and “{b}”: one has a word more", 1.1 if len(short) > 1 else 0.7
    if len(left) == len(right) > 1:
        apart = [(x, y) for x, y in zip(left, right, strict=True) if x != y]
        if len(apart) == 1 and not any(c.isdigit() for c in "".join(apart[0])):
            (x, y), alike = apart[0], JaroWinkler.similarity(*apart[0])
            if _contrast(x, y):
                return None
            if alike >= _WORD_ALIKE or (len(left) > 2 and x[1:] == y[1:]):
                return f"“{a}” and “{b}” differ in one word", 1.0 + max(0.0, alike - 0.75)
    if left and right and left[-1] != right[-1] and _contrast(left[-1], right[-1]):
        return None
    if JaroWinkler.similarity(" ".join(left), " ".join(right)) >= _ALIKE and not _numbers(a, b):
        return f"“{a}” and “{b}” are spelt alike", 1.2
    return None


def _contrast(x: str, y: str) -> bool:
    """Whether two words tell things apart: directions, countries and peoples, kinds of bodies."""
    lexicon = lexicons()
    places = lexicon.place_openers | lexicon.points
    if any(x in kind and y in kind for kind in (places, lexicon.organisation_heads)):
        return True
    return all(w in lexicon.demonyms or w.title() in lexicon.country_names or len(w) < 4 for w in (x, y))


def _numbers(a: str, b: str) -> bool:
    """Whether numbers tell two names apart: the 12th and the 14th Brigade."""
    return re.findall(r"\d+", a) != re.findall(r"\d+", b)


def _circumstances(one: Named, two: Named) -> Iterable[tuple[str, float]]:
    shared = one.company & two.company - {one.id, two.id}
    if shared:
        yield f"{len(shared)} others stand beside both", round(0.5 * min(1.0, len(shared) / _COMPANY), 3)
    together = one.documents & two.documents
    if together:
        yield f"named apart in {len(together)} report{'s' if len(together) > 1 else ''}", -0.4

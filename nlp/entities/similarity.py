"""How alike two clusters of chains are: named, weighted features whose sum decides and whose values are kept.

Every weight is here, and nothing else decides: two clusters are one when the weighted values of their
features reach ``ENOUGH``. A feature at odds (another first name, another sex, another walk of life) counts
against; ``VETO`` ends it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from nlp.entities.records import Chain, Reason
from nlp.names.folding import common_surnames, fold, skeleton, walks
from nlp.names.name_keys import acronyms, core_words
from nlp.names.organisations import are_unowned, body_words, countries_of, is_unowned
from nlp.names.persons import (
    generation,
    given_likeness,
    other_generation,
    other_surnames,
    parse_person,
    surname_likeness,
)
from nlp.records import EntityType

ENOUGH = 1.9
ENOUGH_FOR_SURNAME = 1.6
MARGIN = 0.4
WEIGHTS = {
    "one name": 2.0,
    "one in a document": 2.0,
    "the analyst's decision": 5.0,
    "surname": 1.0,
    "given name": 1.2,
    "rare surname": 0.3,
    "organisation": 2.0,
    "acronym": 1.3,
    "core of the name": 1.5,
    "only one fits": 0.4,
    "by far better known": 0.5,
    "shared company": 1.0,
    "role": 0.5,
    "walk of life": 0.8,
    "country": 0.3,
    "years": 0.3,
    "generation": 3.0,
    "written in one": 2.0,
}
ONE_SPELLING, CARELESS, INITIAL = 0.9, 0.8, 0.6  # how well parts of names agree, see nlp.names.persons
_OFTEN = 3
_SHOWN = 6  # pairs of names of one feature
_KNOWN, _FAR = 30, 10  # documents, and how many times as many as the next
_SETTING = 2  # companions that two documents on the affairs of one country share at least


@dataclass(slots=True)
class Cluster:
    """Chains taken for one thing so far, and what they say together."""

    chains: list[Chain]
    names: Counter[str] = field(default_factory=Counter)
    types: Counter[EntityType] = field(default_factory=Counter)
    genders: set[str] = field(default_factory=set)
    roles: set[str] = field(default_factory=set)
    context: Counter[str] = field(default_factory=Counter)
    countries: Counter[str] = field(default_factory=Counter)
    all_countries: set[str] = field(default_factory=set)
    years: set[int] = field(default_factory=set)

    @classmethod
    def of(cls, chains: Iterable[Chain]) -> Cluster:
        """Sum up chains."""
        made = cls(chains=[])
        for chain in chains:
            made.take(chain)
        return made

    def take(self, chain: Chain) -> None:
        """Add one chain."""
        self.chains.append(chain)
        self.names.update(dict.fromkeys(chain.names, chain.weight))
        self.names[chain.name] += chain.weight
        self.types[chain.type] += chain.weight
        self.roles.update(chain.roles)
        self.context.update(chain.context)
        self.countries.update(dict.fromkeys(chain.countries[:1], chain.weight))
        self.all_countries.update(chain.countries)
        self.years.update(chain.years)
        if chain.gender:
            self.genders.add(chain.gender)

    def absorb(self, other: Cluster) -> None:
        """Add another cluster's chains."""
        for chain in other.chains:
            self.take(chain)

    @property
    def weight(self) -> int:
        """For how many chains it stands."""
        return self.types.total()

    @property
    def label(self) -> str:
        """The name that speaks for the cluster."""
        return min(self.names, key=lambda n: (-self.names[n], -len(n), n))


def compare_people(left: Cluster, right: Cluster) -> list[Reason] | None:
    """Features of two people with full names; None when they cannot be one (a veto)."""
    if left.genders and right.genders and not left.genders & right.genders:
        return None
    best: tuple[float, str, str, float, float] | None = None
    for a in left.names:
        for b in right.names:
            one, two = parse_person(a), parse_person(b)
            if not one.given or not two.given:
                continue
            surnames, givens = (
                surname_likeness(one.surname, two.surname),
                given_likeness(one.given, two.given),
            )
            if surnames >= 0.8 and givens < 0:
                return None
            if surnames >= 0.8 and generation(a) and generation(b) and other_generation(a, b):
                return None
            if surnames == 0 and sorted((*one.given, one.surname)) == sorted((*two.given, two.surname)):
                surnames, givens = 0.9, 1.0
            if surnames > 0 and givens > 0:
                total = surnames * WEIGHTS["surname"] + givens * WEIGHTS["given name"]
                best = max(best or (0.0, a, b, 0.0, 0.0), (total, a, b, surnames, givens))
    if best is None:
        return None
    _, a, b, surnames, givens = best
    return [
        _reason("surname", a, b, surnames),
        _reason("given name", a, b, givens),
        *_rarity(a),
        *_generations(a, b),
        *_circumstances(left, right, a, b),
    ]


def is_certain(reasons: Sequence[Reason]) -> bool:
    """Whether names agree well enough, or so do their circumstances, to make two people one.

    What differs by a slip of the pen, by careless vowels, or by a "Jr." is as often somebody else: it takes
    people and places in common, or one role, and a generation is never dropped.
    """
    by = {reason.feature: reason.value for reason in reasons}
    surname, given = by.get("surname", 1.0), by.get("given name", 1.0)
    if "generation" in by:
        return False
    if surname >= ONE_SPELLING and (given >= ONE_SPELLING or given == INITIAL):
        return True
    if surname == CARELESS and given == ONE_SPELLING:
        return True  # two transliterations, by two hands, of both parts
    return by.get("shared company", 0.0) > 0.5 or "role" in by


def compare_surname(left: Cluster, bare: Cluster) -> list[Reason] | None:
    """Features of a person with a full name and one of whom only the surname is known."""
    if left.genders and bare.genders and not left.genders & bare.genders:
        return None
    label = bare.label
    word = parse_person(label).surname
    scored = [
        (surname_likeness(parse_person(name).surname, word), name)
        for name in left.names
        if parse_person(name).given or parse_person(name).surname in other_surnames(left.names)
    ]
    likeness, name = max(scored, default=(0.0, ""))
    if likeness < 0.9:
        return None
    return [
        _reason("surname", name, label, likeness),
        *_rarity(name),
        *_circumstances(left, bare, name, label),
    ]


def compare_bodies(left: Cluster, right: Cluster) -> list[Reason] | None:
    """Features of two organisations; None when nothing in their names agrees or their countries differ.

    A name without an owner ("Defense Ministry") tells only where both know no other, and the setting is one.
    """
    if at_odds(left, right):
        return None
    both = are_unowned(left.names) and are_unowned(right.names) and _one_setting(left, right)
    best: Reason | None = None
    for a in left.names:
        for b in right.names:
            found = _body_names(a, b) if both or not (is_unowned(a) or is_unowned(b)) else None
            if found and (best is None or (found.weight * found.value) > (best.weight * best.value)):
                best = found
    if best is None:
        return None
    return [best, *_circumstances(left, right, best.left, best.right)]


def at_odds(left: Cluster, right: Cluster) -> bool:
    """Whether two bodies are of different countries: by their names, else by their documents."""
    one, two = countries_of(left.names), countries_of(right.names)
    if one and two:
        return not one & two
    unowned = are_unowned(left.names) and are_unowned(right.names)
    return unowned and bool(left.countries and right.countries) and not _one_setting(left, right)


def _one_setting(left: Cluster, right: Cluster) -> bool:
    """Whether documents are on one country, or, where none is known, on the same people and places.

    Countries that no two documents share may be named in passing; more company in common is needed then.
    """
    if left.countries & right.countries:
        return True
    if left.all_countries & right.all_countries:
        return False
    shared = [label for label in left.context & right.context if not label.startswith("OR:")]
    return len(shared) >= (_OFTEN if left.countries and right.countries else _SETTING)


def _body_names(a: str, b: str) -> Reason | None:
    one, two = body_words(a), body_words(b)
    countries = {w for w in one if w.startswith("@")}, {w for w in two if w.startswith("@")}
    if countries[0] and countries[1] and not countries[0] & countries[1]:
        return None
    if sorted(map(skeleton, one)) == sorted(map(skeleton, two)):
        return _reason("organisation", a, b, 1.0, "one name in two spellings")
    for short, long in ((a, b), (b, a)):
        plain = short.replace(".", "")
        if plain.isupper() and " " not in plain and len(plain) > 2 and plain in acronyms(long):
            return _reason("acronym", long, short, 1.0)
    core = core_words(a)
    if core and core == core_words(b) and (one < two or two < one):
        short, long = sorted((fold(a), fold(b)), key=len)
        if " " in short or long.removeprefix("the ").startswith(short):
            return _reason("core of the name", a, b, 1.0)
    return None


def _generations(a: str, b: str) -> list[Reason]:
    return (
        [_reason("generation", a, b, -1.0, "one says which, the other does not")]
        if other_generation(a, b)
        else []
    )


def score(reasons: Iterable[Reason]) -> float:
    """The sum of the weighted values."""
    return round(sum(r.weight * r.value for r in reasons), 6)


def _rarity(name: str) -> list[Reason]:
    surname = parse_person(name).surname
    return [] if surname in common_surnames() else [_reason("rare surname", name, name, 1.0)]


def _circumstances(left: Cluster, right: Cluster, a: str, b: str) -> Iterable[Reason]:
    shared = sorted((left.context & right.context).keys() - _own(left) - _own(right))
    if shared:
        yield _reason("shared company", a, b, min(1.0, len(shared) / _OFTEN), ", ".join(shared[:5]))
    roles = sorted(left.roles & right.roles)
    if roles:
        yield _reason("role", a, b, 1.0, ", ".join(roles))
    else:
        known = walks()
        one = {known[r] for r in left.roles if r in known}
        two = {known[r] for r in right.roles if r in known}
        if one and two and not one & two:
            yield _reason("walk of life", a, b, -1.0, f"{', '.join(sorted(one))} / {', '.join(sorted(two))}")
    if left.countries and right.countries:
        same = sorted(left.countries.keys() & right.countries.keys())
        yield _reason("country", a, b, 1.0 if same else -1.0, ", ".join(same))
    if left.years and right.years:
        gap = max(min(left.years), min(right.years)) - min(max(left.years), max(right.years))
        if gap > 15:
            yield _reason("years", a, b, -1.0, f"{gap} years apart")


def _own(cluster: Cluster) -> set[str]:
    return {f"{kind.value[:2]}:{name.lower()}" for kind in cluster.types for name in cluster.names}


def _reason(feature: str, left: str, right: str, value: float, detail: str = "") -> Reason:
    return Reason(
        feature=feature, left=left, right=right, value=value, weight=WEIGHTS[feature], detail=detail
    )


def better_known(left: Cluster, right: Cluster) -> list[Reason]:
    """The feature of being named far more often than the next who fits."""
    if left.weight < _KNOWN or left.weight < _FAR * right.weight:
        return []
    detail = f"{left.weight} documents against {right.weight}"
    return [_reason("by far better known", left.label, right.label, 1.0, detail)]


def one_name(chains: Sequence[Chain]) -> list[Reason]:
    """The feature of bearing one name, however it is written; nothing for a single chain."""
    counts: Counter[str] = Counter()
    for chain in chains:
        counts[chain.name] += chain.weight
    total = counts.total()
    if total < 2:
        return []
    first, *others = sorted(counts, key=lambda name: (-counts[name], name))
    detail = f"in {total} documents"
    return [_reason("one name", first, other, 1.0, detail) for other in others[:_SHOWN] or [first]]


def one_in_document(chains: Sequence[Chain]) -> list[Reason]:
    """The features of names that documents themselves use for one thing, the commonest pairs first."""
    pairs: Counter[tuple[str, str]] = Counter()
    for chain in chains:
        for other in chain.names:
            if other != chain.name:
                pairs[chain.name, other] += chain.weight
    ranked = sorted(pairs.items(), key=lambda item: (-item[1], item[0]))
    return [
        _reason("one in a document", left, right, 1.0, f"in {count} document{'s' if count > 1 else ''}")
        for (left, right), count in ranked[:_SHOWN]
    ]


def decided(kind: str, left: str, right: str) -> Reason:
    """What the analyst ruled; -1 where it keeps two apart."""
    return _reason("the analyst's decision", left, right, -1.0 if kind == "keep apart" else 1.0, kind)


def only_one(left: str, right: str) -> Reason:
    """The feature of being the only one that fits."""
    return _reason("only one fits", left, right, 1.0)


def written_in_one(left: str, right: str) -> Reason:
    """The feature of a full name that another writes as one word."""
    return _reason("written in one", left, right, 1.0)

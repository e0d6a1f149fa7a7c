"""Names of one document that name one thing: full and short, inverted, initials, acronyms, other names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from spacy.tokens import Doc

from nlp.coref.appositions import other_names
from nlp.coref.candidates import Candidate
from nlp.names.folding import fold
from nlp.names.name_keys import acronyms, body_key, is_contraction, place_key
from nlp.names.organisations import body_words, is_unowned
from nlp.names.persons import PersonName, generation, parse_person, same_person
from nlp.records import EntityType, MentionKind
from nlp.rules.language import per_language
from nlp.rules.word_lists import lexicons

_T = EntityType
_BODIES = frozenset({_T.ORG, _T.GROUP, _T.FACILITY, _T.OTHER, _T.PRODUCT, _T.WORK})


def cluster_names(doc: Doc, candidates: Sequence[Candidate]) -> dict[int, int]:
    """Cluster number by position of the named candidates, counted from 0 in order of appearance."""
    named = [(at, c) for at, c in enumerate(candidates) if c.kind is MentionKind.NAME]
    parent: dict[int, int] = {at: at for at, _ in named}

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    def join(left: int, right: int) -> None:
        a, b = sorted((root(left), root(right)))
        parent[b] = a

    by_key: dict[tuple[EntityType, str], list[int]] = defaultdict(list)
    people: list[int] = []
    for at, candidate in named:
        if candidate.type is _T.PERSON:
            people.append(at)
        else:
            by_key[candidate.type, name_key(candidate.name, candidate.type)].append(at)
    for (kind, _), same in by_key.items():
        if kind is _T.ORG and is_unowned(candidates[same[0]].name):
            for left, right in _owners(doc, candidates, named, same):
                join(left, right)
            continue
        for other in same[1:]:
            join(same[0], other)
    for left, right in _person_links(doc, candidates, people):
        join(left, right)
    for left, right in _body_links(
        doc, candidates, [(kind, key, found[0]) for (kind, key), found in by_key.items()]
    ):
        join(left, right)
    numbers: dict[int, int] = {}
    return {at: numbers.setdefault(root(at), len(numbers)) for at, _ in named}


@per_language(maxsize=50_000)
def name_key(name: str, kind: EntityType) -> str:
    """What two names of one type share when they are the same name."""
    if kind is _T.PLACE:
        return place_key(name)
    if kind is _T.ORG:
        return body_key(name)
    return fold(name).removeprefix("the ") or name


def _plain(name: str) -> str:
    return fold(name).removeprefix("the ")


def _contains(long: str, short: str) -> bool:
    return long.startswith(short + " ") or long.endswith(" " + short)


def _person_links(
    doc: Doc, candidates: Sequence[Candidate], people: Sequence[int]
) -> Iterable[tuple[int, int]]:
    """Pairs of positions of one person. A bare surname goes to its last bearer before it, else the first.

    Not to one who is there as somebody's relative ("Ivana Ames, his wife") where another bears it. A new
    paragraph returns to the one whom the surname alone has meant so far: a brother named in passing is
    forgotten with his paragraph.
    """
    full = [at for at in people if parse_person(candidates[at].name).given]
    firsts: dict[tuple[PersonName, str], int] = {}
    for at in full:
        name = parse_person(candidates[at].name), generation(candidates[at].name)
        match = firsts.get(name)
        if match is None:
            fitting = [o for (p, which), o in firsts.items() if which == name[1] and same_person(p, name[0])]
            match = fitting[0] if len(fitting) == 1 else None
            firsts[name] = at if match is None else match
        if match is not None:
            yield match, at
    inside = {at: o for o in full for at in people if at != o and _stands_in(candidates[at], candidates[o])}
    yield from ((o, at) for at, o in inside.items())
    bare: dict[str, int] = {}
    meant: dict[str, int] = {}
    for at in people:
        parsed = parse_person(candidates[at].name)
        if parsed.given:
            continue
        word = parsed.surname
        strong = [o for o in full if _bears(candidates[o].name, word)]
        partly = [o for o in full if _holds(candidates[o].name, word)]
        bearers = strong or partly
        if bearers:
            earlier = [o for o in strong if o < at] or [o for o in partly if o < at]
            earlier = [o for o in earlier if candidates[o].role not in lexicons().relatives] or earlier
            bearer = earlier[-1] if earlier else bearers[0]
            if earlier and word in meant and _new_paragraph(doc, candidates[bearer], candidates[at]):
                bearer = meant[word]
            meant[word] = bearer
            yield bearer, at
        elif word in bare:
            yield bare[word], at
        else:
            bare[word] = at


def _new_paragraph(doc: Doc, left: Candidate, right: Candidate) -> bool:
    return any(token.is_space and "\n" in token.text for token in doc[left.end : right.start])


def _owners(
    doc: Doc, candidates: Sequence[Candidate], named: Sequence[tuple[int, Candidate]], bare: Sequence[int]
) -> Iterable[tuple[int, int]]:
    """Links of a body named without its owner: to the only one so named, else to the last before it.

    None where two stand in the last one's sentence: which of them is meant is not known.
    """
    words = body_words(candidates[bare[0]].name)
    owned = [at for at, c in named if c.type is _T.ORG and _is_owned(words, c.name)]
    keys = {at: body_key(candidates[at].name) for at in owned}
    left_over: list[int] = []
    for at in bare:
        before = [o for o in owned if o < at]
        if len(set(keys.values())) == 1:
            yield owned[0], at
        elif before and not _beside(doc, candidates, keys, before):
            yield before[-1], at
        else:
            left_over.append(at)
    for at in left_over[1:]:
        yield left_over[0], at


def _is_owned(words: frozenset[str], name: str) -> bool:
    return words < body_words(name) and not is_unowned(name)


def _beside(doc: Doc, candidates: Sequence[Candidate], keys: dict[int, str], before: Sequence[int]) -> bool:
    """Whether the last of some bodies shares its sentence with another one."""
    last = doc[candidates[before[-1]].head].sent.start
    return any(
        keys[o] != keys[before[-1]] and doc[candidates[o].head].sent.start == last for o in before[:-1]
    )


def _stands_in(inner: Candidate, outer: Candidate) -> bool:
    """Whether a name stands inside another, as a nickname does."""
    return outer.start <= inner.start and inner.end <= outer.end


def _holds(name: str, word: str) -> bool:
    return f" {word} " in f" {fold(name.replace('-', ' '))} "


def _bears(name: str, word: str) -> bool:
    return word == parse_person(name).surname or _ends_with(name, word)


def _ends_with(name: str, word: str) -> bool:
    return fold(name).endswith(" " + word)


def _body_links(
    doc: Doc, candidates: Sequence[Candidate], keyed: Sequence[tuple[EntityType, str, int]]
) -> Iterable[tuple[int, int]]:
    """Acronyms with their long forms, short names with the only longer one that begins or ends with them."""
    bodies = [(key, at) for kind, key, at in keyed if kind in _BODIES or kind is _T.PLACE]
    by_acronym: dict[str, list[int]] = defaultdict(list)
    for _, at in bodies:
        for acronym in acronyms(candidates[at].name):
            by_acronym[acronym.lower()].append(at)
    heads = lexicons().organisation_heads
    for key, at in bodies:
        name = candidates[at].name.replace(".", "")
        if name.isupper() and " " not in name:
            long = by_acronym.get(name.lower(), [])
            if not long and len(name) > 4:
                long = [o for _, o in bodies if is_contraction(name, candidates[o].name)]
            if len(long) == 1:
                yield long[0], at
            continue
        if candidates[at].type is not _T.ORG or is_unowned(candidates[at].name):
            continue
        short = _plain(candidates[at].name)
        longer = {
            other: o
            for other, o in bodies
            if candidates[o].type is _T.ORG and other != key and _contains(_plain(candidates[o].name), short)
        }
        if len(longer) == 1:
            ((_, o),) = longer.items()
            rest = _plain(candidates[o].name).replace(short, "").split()
            begins = _plain(candidates[o].name).startswith(short + " ")
            if _is_another(short.split(), rest):
                continue
            if " " in short or short in heads or (begins and all(w in heads for w in rest)):
                yield o, at
    yield from other_names(doc, candidates)


def _is_another(short: Sequence[str], rest: Sequence[str]) -> bool:
    """Whether the longer of two names is of a body of its own: the Harbour Union and its Foundation.

    Nor is a street a newspaper that is called after it.
    """
    lexicon = lexicons()
    if not short or not rest:
        return False
    own = {rest[-1]} & (lexicon.organisation_heads - lexicon.told_bodies - lexicon.bodies)
    return short[-1] in lexicon.naming_facilities or (short[-1] in lexicon.organisation_heads and bool(own))

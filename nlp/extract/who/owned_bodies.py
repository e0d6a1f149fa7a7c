"""Bodies named by their owners: "Armenia's Defense Ministry" is the Defense Ministry of Armenia."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from spacy.tokens import Doc

from nlp.coref.candidates import Candidate
from nlp.extract.who.name_repair import POSSESSIVES
from nlp.names.organisations import is_unowned, owned_name
from nlp.records import EntityType, MentionKind
from nlp.rules.language import per_language
from nlp.rules.word_lists import lexicons
from nlp.text.parse_arrays import indices_with

_T = EntityType
_SINGULAR = frozenset({"NN", "NNP", "JJ", "NNS"})


def with_owners(doc: Doc, names: Sequence[Candidate]) -> list[Candidate]:
    """Names in order, those of bodies that every country has completed by the place that owns them.

    The place stands before the name with a possessive or without ("Ghana's Supreme Court", "the U.S. Supreme
    Court"); the mention keeps its own words, its name gives the owner.
    """
    made = list(names[:1])
    for place, body in pairwise(names):
        owner = place.name if _owns(doc, place, body) else ""
        made.append(replace(body, name=owned_name(body.name, owner)) if owner else body)
    return [_turned(body) for body in made]


def _owns(doc: Doc, place: Candidate, body: Candidate) -> bool:
    if place.type is not _T.PLACE or body.type is not _T.ORG or not is_unowned(body.name):
        return False
    between = [token.text for token in doc[place.end : body.start]]
    return not between or between in POSSESSIVES


def find_owned(doc: Doc, names: Sequence[Candidate], taken: frozenset[int]) -> Iterator[Candidate]:
    """Bodies in lower case with their owner before them: "Estonia's foreign ministry", "the Dutch navy".

    Named so, they are the same as "Foreign Ministry of Estonia"; without an owner they are common nouns.
    """
    places = {name.end: name for name in names if name.type is _T.PLACE}
    for at in indices_with(doc, "LOWER", _last_words()):
        if at in taken or not doc[at].is_lower or doc[at].tag_ not in _SINGULAR:
            continue
        low = [token.lower_ for token in doc[max(at - 2, 0) : at + 1]]
        first = next((n for n in range(len(low)) if " ".join(low[n:]) in lexicons().sole_bodies), None)
        made = None if first is None else _owned(doc, at + 1 - len(low) + first, at, places)
        if made is not None:
            yield made


def _owned(doc: Doc, first: int, head: int, places: Mapping[int, Candidate]) -> Candidate | None:
    """The body ``doc[first:head + 1]`` with its owner, None where none stands before it."""
    if not first:
        return None
    body, before, start, name = doc[first : head + 1].text, doc[first - 1], first, ""
    if lexicons().demonyms.get(before.lower_):
        start = first - 1
    elif before.tag_ == "POS" and first - 1 in places:
        name = owned_name(body, places[first - 1].name)
    elif first in places:
        start = places[first].start
    else:
        return None
    return Candidate(
        start=start,
        end=head + 1,
        head=head,
        type=_T.ORG,
        kind=MentionKind.NAME,
        name=name or " ".join(doc[start : head + 1].text.split()),
        rule="owned body",
    )


@per_language
def _last_words() -> frozenset[str]:
    return frozenset(name.split()[-1] for name in lexicons().sole_bodies)


def _is_people(word: str) -> bool:
    """Whether a word is for people, as in "National People's Congress": no owner."""
    lexicon, low = lexicons(), word.lower()
    return low in lexicon.people or low in lexicon.roles or low.removesuffix("s") in lexicon.roles


def _turned(body: Candidate) -> Candidate:
    """A name that holds its owner's possessive, turned round."""
    if body.type is _T.ORG and not is_unowned(body.name):
        for mark in ("'s ", "’s "):
            owner, found, rest = body.name.partition(mark)
            if found and is_unowned(rest) and not _is_people(owner.split()[-1]):
                return replace(body, name=owned_name(rest, owner))
    return body

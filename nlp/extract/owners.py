"""Bodies named by their owners: "Armenia's Defense Ministry" is the Defense Ministry of Armenia."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from spacy.tokens import Doc

from nlp.extract.joins import POSSESSIVES
from nlp.identity.bodies import is_unowned, owned_name
from nlp.identity.candidates import Candidate
from nlp.records import EntityType

_T = EntityType


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


def _turned(body: Candidate) -> Candidate:
    """A name that holds its owner's possessive, turned round."""
    if body.type is _T.ORG and not is_unowned(body.name):
        for mark in ("'s ", "’s "):
            owner, found, rest = body.name.partition(mark)
            if found and is_unowned(rest):
                return replace(body, name=owned_name(rest, owner))
    return body

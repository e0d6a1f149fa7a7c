"""What is known of a chain while its document is read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from spacy.tokens import Doc

from nlp.coref.candidates import Candidate
from nlp.records import EntityType, MentionKind
from nlp.rules.word_lists import lexicons

_FUNCTION = frozenset({"CD", "DT", "IN", "TO", "POS", "PRP$", "CC"})
_KEPT = 6


class Place(NamedTuple):
    """Where a thread was mentioned: its head token and the number of the sentence."""

    head: int
    sentence: int


@dataclass(slots=True)
class Thread:
    """A chain so far: its kind, gender and number, the nouns and modifiers used for it, its last places."""

    number: int
    type: EntityType = EntityType.OTHER
    named: bool = False
    plural: bool = False
    gender: str = ""
    roles: set[str] = field(default_factory=set)
    heads: set[str] = field(default_factory=set)
    modifiers: set[str] = field(default_factory=set)
    sentence: int = -99
    head: int = -1
    mentions: int = 0
    places: list[Place] = field(default_factory=list)

    def add(self, doc: Doc, candidate: Candidate, sentence: int) -> None:
        """Take one more mention into the thread."""
        if candidate.kind is MentionKind.NAME or not self.mentions:
            self.type = candidate.type
            self.plural = candidate.plural
        self.named |= candidate.kind is MentionKind.NAME
        self.gender = self.gender or candidate.gender
        if candidate.role:
            self.roles.add(candidate.role.split(" of ")[0].split()[-1])
        if candidate.kind is not MentionKind.PRONOUN:
            self.heads.add(doc[candidate.head].lemma_.lower())
            if candidate.kind is MentionKind.NAME:
                self._called(doc, candidate)
            if candidate.kind is MentionKind.NOMINAL or candidate.type is EntityType.ORG:
                self.modifiers |= content_words(doc, candidate)
        self.sentence, self.head = sentence, candidate.head
        self.mentions += 1
        self.places = [*self.places[1 - _KEPT :], Place(candidate.head, sentence)]

    def _called(self, doc: Doc, candidate: Candidate) -> None:
        """Note the noun in front of a name ("the newspaper X") and what its last word says it is."""
        lexicon = lexicons()
        before = doc[candidate.start - 1].lemma_.lower() if candidate.start else ""
        if before in lexicon.naming_bodies or before in lexicon.vessels:
            self.heads.add(before)
        last = doc[candidate.end - 1].lower_.strip(".")
        if candidate.type is EntityType.ORG and (last in lexicon.told_bodies or last in lexicon.legal_forms):
            self.heads.add("company")
        elif candidate.type is EntityType.VEHICLE and (
            not self.heads.isdisjoint(lexicon.vessels) or doc[candidate.start].text in lexicon.vessel_prefixes
        ):
            self.heads.add("ship")


def content_words(doc: Doc, candidate: Candidate) -> set[str]:
    """The words of a phrase, beside its head, that say which one it is."""
    empty = lexicons().empty_modifiers
    return {
        t.lower_
        for t in doc[candidate.start : candidate.end]
        if t.i != candidate.head and t.is_alpha and t.lower_ not in empty and t.tag_ not in _FUNCTION
    }

"""Antecedents of common noun phrases and pronouns, among the threads of a document so far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from nlp.identity.candidates import Candidate
from nlp.records import EntityType, MentionKind
from nlp.rules.lexicons import lexicons

_T = EntityType
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_FUNCTION = frozenset({"CD", "DT", "IN", "TO", "POS", "PRP$", "CC"})
_SUBJECT = frozenset({"nsubj", "nsubjpass"})
_REACH = 4  # sentences


@dataclass(slots=True)
class Thread:
    """What is known of a chain while a document is read."""

    number: int
    type: EntityType = _T.OTHER
    named: bool = False
    plural: bool = False
    gender: str = ""
    roles: set[str] = field(default_factory=set)
    heads: set[str] = field(default_factory=set)
    modifiers: set[str] = field(default_factory=set)
    sentence: int = -99
    subject: int = -99
    head: int = -1
    mentions: int = 0

    def add(self, doc: Doc, candidate: Candidate, sentence: int) -> None:
        """Take one more mention into the thread."""
        if candidate.kind is MentionKind.NAME or not self.mentions:
            self.type = candidate.type
            self.plural = candidate.plural
        self.named |= candidate.kind is MentionKind.NAME
        self.gender = self.gender or candidate.gender
        token = doc[candidate.head]
        if candidate.role:
            self.roles.add(candidate.role.split()[-1].lower())
        if candidate.kind is not MentionKind.PRONOUN:
            self.heads.add(token.lemma_.lower())
            if candidate.kind is MentionKind.NOMINAL:
                self.modifiers |= content_words(doc, candidate)
        self.sentence, self.head = sentence, candidate.head
        if token.dep_ in _SUBJECT:
            self.subject = sentence
        self.mentions += 1


def content_words(doc: Doc, candidate: Candidate) -> set[str]:
    """The modifiers of a phrase that say which one it is."""
    empty = lexicons().empty_modifiers
    return {
        t.lower_
        for t in doc[candidate.start : candidate.end]
        if t.i != candidate.head and t.is_alpha and t.lower_ not in empty and t.tag_ not in _FUNCTION
    }


def nominal_antecedent(
    doc: Doc, candidate: Candidate, threads: Mapping[int, Thread], sentence: int
) -> int | None:
    """The chain a common noun phrase belongs to, None when it opens one."""
    head = doc[candidate.head]
    lemma, words = head.lemma_.lower(), content_words(doc, candidate)
    definite = any(c.lower_ in _DEFINITE for c in head.children if c.dep_ == "det")
    counted = any(t.tag_ == "CD" for t in doc[candidate.start : candidate.head])
    fitting = [
        t
        for t in threads.values()
        if t.type is candidate.type
        and _fits(t, lemma, words, candidate, sentence, definite=definite, counted=counted)
    ]
    return max(fitting, key=lambda t: (t.sentence, t.head)).number if fitting else None


def _fits(
    thread: Thread,
    lemma: str,
    words: set[str],
    candidate: Candidate,
    sentence: int,
    *,
    definite: bool,
    counted: bool,
) -> bool:
    if candidate.type is _T.PERSON:
        return (
            definite
            and words <= thread.modifiers
            and (lemma in thread.roles or (lemma in thread.heads and not thread.named))
            and sentence - thread.sentence < 15
        )
    if candidate.type is _T.GROUP and lemma in thread.heads:
        if thread.modifiers == words:
            return not counted and (bool(words) or candidate.specific or definite)
        return definite and not counted and words <= thread.modifiers and sentence - thread.sentence < 20
    if lemma in thread.heads:
        return definite and words <= thread.modifiers and sentence - thread.sentence < 12
    return False


def pronoun_antecedent(
    doc: Doc, candidate: Candidate, threads: Mapping[int, Thread], sentence: int
) -> int | None:
    """The chain a pronoun stands for; None where nobody fits or two fit about equally well."""
    token = doc[candidate.head]
    scored = sorted(
        (
            (_salience(doc, token, thread, sentence), thread.number)
            for thread in threads.values()
            if _agrees(candidate, thread, sentence)
        ),
        reverse=True,
    )
    scored = [(score, number) for score, number in scored if score > 0]
    if not scored or (len(scored) > 1 and scored[0][0] - scored[1][0] < 0.75):
        return None
    return scored[0][1]


def _agrees(candidate: Candidate, thread: Thread, sentence: int) -> bool:
    if sentence - thread.sentence > _REACH:
        return False
    if candidate.plural:
        return thread.type is _T.GROUP or (thread.plural and thread.type is _T.PERSON)
    return (
        thread.type is _T.PERSON
        and not thread.plural
        and (not thread.gender or thread.gender == candidate.gender)
    )


def _salience(doc: Doc, token: Token, thread: Thread, sentence: int) -> float:
    score = 4.0 - (sentence - thread.sentence)
    score += 1.5 if thread.subject >= sentence - 1 else 0.0
    score += min(0.3 * (thread.mentions - 1), 0.9)
    score += 0.5 if thread.named else -0.5
    score += 0.5 if thread.gender else 0.0
    last = doc[thread.head]
    if last.head.i == token.head.i and token.dep_ in {"dobj", "pobj", "iobj", "dative"}:
        return -1.0
    return score

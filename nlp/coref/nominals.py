"""Antecedents of common noun phrases, among the threads of a document so far."""

from __future__ import annotations

from collections.abc import Mapping

from spacy.tokens import Doc

from nlp.coref.candidates import Candidate
from nlp.coref.entity_state import Thread, content_words
from nlp.records import EntityType

_T = EntityType
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_REACH = {_T.PERSON: 15, _T.GROUP: 20}  # sentences
_USUAL_REACH = 12
_SAME_NOUN = {
    "company": frozenset({"company", "firm"}),
    "firm": frozenset({"company", "firm"}),
    "ship": frozenset({"ship", "vessel"}),
    "vessel": frozenset({"ship", "vessel"}),
}


def nominal_antecedent(
    doc: Doc, candidate: Candidate, threads: Mapping[int, Thread], sentence: int
) -> int | None:
    """The chain a common noun phrase belongs to, None when it opens one.

    A phrase goes back to the last thread of its kind that was called by the same noun, or has that role, and
    that is not described otherwise; only with "the" or "this" before it, or word for word for groups.
    """
    head = doc[candidate.head]
    lemma = head.lemma_.lower()
    called = _SAME_NOUN.get(lemma, frozenset({lemma}))
    fitting = [
        t
        for t in threads.values()
        if _alike(candidate.type, t) and (not called.isdisjoint(t.heads) or lemma in t.roles)
    ]
    if not fitting:
        return None
    words = content_words(doc, candidate)
    definite = any(c.lower_ in _DEFINITE for c in head.children if c.dep_ == "det")
    counted = any(t.tag_ == "CD" for t in doc[candidate.start : candidate.head])
    fitting = [t for t in fitting if _fits(t, lemma, words, candidate, sentence, definite, counted)]
    return max(fitting, key=lambda t: (t.sentence, t.head)).number if fitting else None


def _alike(kind: EntityType, thread: Thread) -> bool:
    """Whether a phrase of a type can go back to a thread: "the army" is a group's noun and a body's name."""
    if thread.type is kind:
        return True
    return kind is _T.GROUP and thread.type is _T.ORG and thread.named


def _fits(
    thread: Thread,
    lemma: str,
    words: set[str],
    candidate: Candidate,
    sentence: int,
    definite: bool,
    counted: bool,
) -> bool:
    near = sentence - thread.sentence < _REACH.get(candidate.type, _USUAL_REACH)
    if candidate.type is _T.GROUP and thread.modifiers == words:
        return not counted and (bool(words) or candidate.specific or definite)
    if candidate.type is _T.PERSON and thread.named and lemma not in thread.roles:
        return False
    return definite and near and not counted and words <= thread.modifiers

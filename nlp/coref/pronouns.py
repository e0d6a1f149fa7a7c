"""Antecedents of pronouns: who "he", "she" and "they" are.

Every thread of the document so far that agrees in number and gender is scored by its last mentions: how near
they stand, what part they play in their sentence, whether it is the same part as the pronoun's (after Lappin
and Leass 1994, "An algorithm for pronominal anaphora resolution"). What grammar forbids is left out: the
object of a verb is not its subject, "her aunt" is not her. Two that come out alike make no answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from spacy.tokens import Doc, Token

from nlp.coref.candidates import Candidate
from nlp.coref.entity_state import Place, Thread
from nlp.records import EntityType

_T = EntityType
_REACH = 3  # sentences
MARGIN = 0.6
_PARTS = {"nsubj": 3.0, "nsubjpass": 2.8, "agent": 2.0, "dobj": 1.8, "dative": 1.6, "pobj": 1.3, "poss": 1.3}
_OTHER_PART = 1.0
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_OBJECTS = frozenset({"dobj", "dative", "pobj", "obj", "oprd"})
_SHARED_SUBJECT = frozenset({"conj", "advcl", "xcomp", "acl", "pcomp"})
_REFLEXIVE = frozenset({"himself", "herself", "themselves"})
_ABOVE = 6


def pronoun_antecedent(
    doc: Doc,
    candidate: Candidate,
    threads: Mapping[int, Thread],
    sentence: int,
    ahead: Mapping[int, tuple[int, Candidate]],
) -> int | None:
    """The chain a pronoun stands for; None where nobody fits or two fit about equally well.

    Args:
        ahead: named candidates by their head token, with their chains, for "In his speech, X said".
    """
    token = doc[candidate.head]
    subject = _ruling_subject(token)
    scored = [
        (score, thread.number)
        for thread in threads.values()
        if _agrees(candidate, thread, sentence)
        and (score := _score(doc, token, thread, sentence, subject)) > 0
    ]
    later = _subject_ahead(token, ahead, candidate)
    if later is not None:
        scored = [item for item in scored if item[1] != later]
        scored.append((max((3.2, *(s for s, n in scored if n == later))), later))
    scored.sort(reverse=True)
    if not scored or (len(scored) > 1 and scored[0][0] - scored[1][0] < MARGIN):
        return None
    return scored[0][1]


def _agrees(candidate: Candidate, thread: Thread, sentence: int) -> bool:
    if sentence - thread.sentence > _REACH:
        return False
    if candidate.plural:
        return thread.type is _T.GROUP
    if thread.type is not _T.PERSON or thread.plural:
        return False
    return not thread.gender or thread.gender == candidate.gender


def _score(doc: Doc, token: Token, thread: Thread, sentence: int, subject: Token | None) -> float:
    places = [p for p in thread.places if sentence - p.sentence <= _REACH]
    if not places or any(_forbidden(doc, token, place, subject) for place in places):
        return 0.0
    worth = sorted((_worth(doc, token, place, sentence, subject) for place in places), reverse=True)
    score = worth[0] + 0.15 * sum(worth[1:4])
    score += 0.3 if thread.named else 0.0
    return score + (0.4 if thread.gender else 0.0)


def _worth(doc: Doc, token: Token, place: Place, sentence: int, subject: Token | None) -> float:
    mention = doc[place.head]
    part = _part(mention)
    worth = _PARTS.get(part, _OTHER_PART)
    if token.dep_ in _SUBJECTS and part in _SUBJECTS:
        worth += 0.7
    elif token.dep_ in _OBJECTS and part in _OBJECTS:
        worth += 0.3
    if subject is not None and subject.i == mention.i and token.dep_ == "poss":
        worth += 2.7 if mention.dep_ == "poss" else 1.2
    return worth * 0.55 ** (sentence - place.sentence)


def _part(mention: Token) -> str:
    """The part a mention plays; a conjunct plays the first one's, an apposition that of what it explains."""
    steps = 0
    while mention.dep_ in {"conj", "appos"} and steps < _ABOVE:
        mention, steps = mention.head, steps + 1
    if mention.dep_ in {"compound", "nmod"}:
        return "poss"
    return "agent" if mention.dep_ == "pobj" and mention.head.dep_ == "agent" else str(mention.dep_)


def _forbidden(doc: Doc, token: Token, place: Place, subject: Token | None) -> bool:
    """Whether grammar keeps a pronoun and a mention apart."""
    mention = doc[place.head]
    if token.dep_ == "poss":
        owned = token.head
        return mention.i == owned.i or (
            mention.dep_ in {"appos", "compound", "nmod", "conj"} and mention.head.i == owned.i
        )
    if token.lower_ in _REFLEXIVE:
        return False
    object_ = token.dep_ in {"dobj", "dative"} or (token.dep_ == "pobj" and token.head.dep_ != "pcomp")
    if object_:
        return subject is not None and subject.i == mention.i
    return False


def _ruling_subject(token: Token) -> Token | None:
    """Who rules the clause or phrase a token stands in: its subject, that of the clause above where it has
    none of its own, or the owner in "X's love for his ..."."""
    verb = token
    for step in range(_ABOVE):
        if step > 1 and verb.pos_ in {"NOUN", "PROPN"}:
            owner = next((c for c in verb.children if c.dep_ == "poss" and c.i < token.i), None)
            if owner is not None:
                return owner
        if verb.pos_ in {"VERB", "AUX"} and verb.i != token.i:
            own = next((c for c in verb.children if c.dep_ in _SUBJECTS and c.i != token.i), None)
            if own is not None:
                return own
            if verb.dep_ not in _SHARED_SUBJECT or token.dep_ in _SUBJECTS:
                return None
        if verb.head.i == verb.i:
            return None
        verb = verb.head
    return None


def _subject_ahead(
    token: Token, ahead: Mapping[int, tuple[int, Candidate]], candidate: Candidate
) -> int | None:
    """The subject that follows a fronted phrase or clause: "Since overcoming his illness, X has ..."."""
    if token.dep_ in _SUBJECTS and token.head.dep_ not in {"advcl", "pcomp"}:
        return None
    top = next((a for a in _ancestors(token) if a.pos_ in {"VERB", "AUX"} and a.i > token.i), None)
    while top is not None and top.dep_ in {"advcl", "pcomp", "acl"} and top.head.i > top.i:
        top = top.head
    if top is None:
        return None
    subject = next((c for c in top.children if c.dep_ in _SUBJECTS and c.i > token.i), None)
    if subject is None or subject.i not in ahead or subject.left_edge.i <= token.i:
        return None
    chain, named = ahead[subject.i]
    agrees = named.type is _T.PERSON and named.gender in {"", candidate.gender} and not candidate.plural
    return chain if agrees else None


def _ancestors(token: Token) -> Iterator[Token]:
    for _ in range(_ABOVE):
        if token.head.i == token.i:
            return
        token = token.head
        yield token


__all__: Sequence[str] = ("MARGIN", "pronoun_antecedent")

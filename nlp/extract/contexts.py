"""What stands around one occurrence of a name, and what that says of its type."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc, Token

from nlp.extract.joins import Draft
from nlp.identity.gazetteer import look_up
from nlp.records import EntityType
from nlp.rules.lexicons import lexicons

_T = EntityType
_IN = frozenset({"in", "near", "outside", "around", "throughout", "across", "inside", "within"})
_TO = frozenset({"from", "to", "into", "at", "towards", "toward", "reach"})
_TALK = frozenset({"speak", "talk", "meet", "write", "say"})
_DATELINE = frozenset({",", "(", "-", "–", "—", ":"})


def context_votes(doc: Doc, draft: Draft) -> Iterable[tuple[EntityType, float]]:
    """What stands around one occurrence."""
    lexicon = lexicons()
    before = doc[draft.start - 1] if draft.start else None
    after = doc[draft.end] if draft.end < len(doc) else None
    head = doc[draft.start : draft.end].root
    if before is not None:
        word = before.lower_.strip(".")
        if word in lexicon.titles or before.lemma_.lower() in lexicon.roles:
            if before.tag_ not in {"NNS", "NNPS"} and before.lemma_.lower() not in lexicon.either_roles:
                yield (
                    _T.PERSON,
                    3.0 if before.dep_ in {"compound", "nmod"} or before.text[0].isupper() else 2.0,
                )
        elif word in _IN:
            yield _T.PLACE, 2.2
        elif word == "at":
            yield (_T.ORG, 1.5) if _works_at(doc, draft, before) else (_T.PLACE, 1.2)
        elif word in {"to", "with"} and before.head.lemma_ in _TALK:
            yield _T.PERSON, 1.2
        elif word in _TO:
            yield _T.PLACE, 0.4
        elif word == "of" and before.i and doc[before.i - 1].lower_ in lexicon.place_nouns:
            yield _T.PLACE, 2.5
    if (
        after is not None
        and after.text in _DATELINE
        and doc[draft.start].is_upper
        and _opens_line(doc, draft)
    ):
        yield _T.PLACE, 3.5
    if after is not None:
        if after.lower_ in {"who", "whose"} or (
            after.text == "," and after.i + 1 < len(doc) and doc[after.i + 1].lower_ in {"who", "whose"}
        ):
            yield _T.PERSON, 1.5
        elif after.text == "," and after.i + 1 < len(doc) and doc[after.i + 1].lower_ == "which":
            yield _T.ORG, 0.8
        elif after.lower_ in lexicon.place_kinds and after.pos_ in {"NOUN", "PROPN"}:
            yield _T.PLACE, 2.0
        elif (
            after.text == ","
            and after.i + 2 < len(doc)
            and doc[after.i + 1].like_num
            and doc[after.i + 2].text in {",", "."}
        ):
            yield _T.PERSON, 2.0
    yield from _syntax_votes(head, single=draft.end - draft.start == 1)


def _firm_votes(head: Token, *, single: bool) -> Iterable[tuple[EntityType, float]]:
    """ "His employer, X", "the car maker X": one word is a company's name sooner than somebody's."""
    firms = lexicons().firm_roles
    apposed = head.dep_ == "appos" and head.head.lemma_.lower() in firms
    if single and (apposed or any(c.lemma_.lower() in firms for c in head.children if c.dep_ == "compound")):
        yield _T.ORG, 1.6


def _is_personal(lemma: str) -> bool:
    """Whether a noun is a role that people play and companies do not."""
    lexicon = lexicons()
    return lemma in lexicon.roles and lemma not in lexicon.either_roles


def _works_at(doc: Doc, draft: Draft, at: Token) -> bool:
    """ "Analysts at X", "a professor at X": people by their work, and no place is so called."""
    before = doc[at.i - 1] if at.i else None
    people = (
        before is not None and before.pos_ in {"NOUN", "PROPN"} and before.lemma_.lower() in lexicons().roles
    )
    return people and not look_up(doc[draft.start : draft.end].text)


def _opens_line(doc: Doc, draft: Draft) -> bool:
    """Whether a name opens its paragraph, as a dateline does: "ODESA, July 4 (Agency) - ..."."""
    return len(doc[draft.start]) > 3 and (draft.start == 0 or "\n" in doc[draft.start - 1].text)


def _syntax_votes(head: Token, *, single: bool) -> Iterable[tuple[EntityType, float]]:
    lexicon = lexicons()
    if head.dep_ == "appos" and head.head.tag_ in {"NN", "NNP"} and _is_personal(head.head.lemma_.lower()):
        yield _T.PERSON, 2.5
    yield from _firm_votes(head, single=single)
    for child in head.children:
        if child.dep_ == "appos" and child.tag_ == "NN":
            lemma = child.lemma_.lower()
            if _is_personal(lemma):
                yield _T.PERSON, 2.5
            elif lemma in lexicon.place_kinds:
                yield _T.PLACE, 2.0
            elif lemma in lexicon.organisation_heads:
                yield _T.ORG, 2.0
    verb = head.head.lemma_.lower()
    if head.dep_ == "nsubj" and verb in lexicon.speech_verbs:
        yield _T.PERSON, 0.6
        yield _T.ORG, 0.6
    elif head.dep_ in {"nsubj", "nsubjpass", "dobj"} and verb in lexicon.human_verbs:
        yield _T.PERSON, 1.0
    elif head.dep_ in {"nsubj", "poss"}:
        yield _T.PERSON, 0.3

"""What stands around one occurrence of a name, and what that says of its type."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc, Token

from nlp.extract.joins import Draft
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
            if before.tag_ not in {"NNS", "NNPS"}:
                yield (
                    _T.PERSON,
                    3.0 if before.dep_ in {"compound", "nmod"} or before.text[0].isupper() else 2.0,
                )
        elif word in _IN:
            yield _T.PLACE, 2.2
        elif word == "at":
            yield _T.PLACE, 1.2
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
        elif after.lower_ in lexicon.place_kinds and after.pos_ in {"NOUN", "PROPN"}:
            yield _T.PLACE, 2.0
        elif (
            after.text == ","
            and after.i + 2 < len(doc)
            and doc[after.i + 1].like_num
            and doc[after.i + 2].text in {",", "."}
        ):
            yield _T.PERSON, 2.0
    yield from _syntax_votes(head)


def _opens_line(doc: Doc, draft: Draft) -> bool:
    """Whether a name opens its paragraph, as a dateline does: "ODESA, July 4 (Agency) - ..."."""
    return len(doc[draft.start]) > 3 and (draft.start == 0 or "\n" in doc[draft.start - 1].text)


def _syntax_votes(head: Token) -> Iterable[tuple[EntityType, float]]:
    lexicon = lexicons()
    if head.dep_ == "appos" and head.head.tag_ in {"NN", "NNP"} and head.head.lemma_.lower() in lexicon.roles:
        yield _T.PERSON, 2.5
    for child in head.children:
        if child.dep_ == "appos" and child.tag_ == "NN":
            lemma = child.lemma_.lower()
            if lemma in lexicon.roles:
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

"""What stands around one occurrence of a name, and what that says of its type."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc, Token

from nlp.extract.who.name_repair import NameSpan
from nlp.extract.who.type_weights import weigh
from nlp.names.gazetteer import look_up
from nlp.records import EntityType
from nlp.rules.word_lists import lexicons

_T = EntityType
_IN = frozenset({"in", "near", "outside", "around", "throughout", "across", "inside", "within"})
_TO = frozenset({"from", "to", "into", "at", "towards", "toward", "reach"})
_TALK = frozenset({"speak", "talk", "meet", "write", "say"})
_DATELINE = frozenset({",", "(", "-", "–", "—", ":"})


def context_votes(doc: Doc, draft: NameSpan) -> Iterable[tuple[EntityType, float]]:
    """What stands around one occurrence."""
    before = doc[draft.start - 1] if draft.start else None
    after = doc[draft.end] if draft.end < len(doc) else None
    head = doc[draft.start : draft.end].root
    if before is not None:
        yield from _votes_before(doc, draft, before, head)
    if after is not None:
        yield from _votes_behind(doc, draft, after, head)
    yield from _syntax_votes(head, single=draft.end - draft.start == 1)
    if _is_corporate(head):
        yield from weigh("owned, directed, founded")
    yield from _deed_votes(head, single=draft.end - draft.start == 1)


def _votes_before(
    doc: Doc, draft: NameSpan, before: Token, head: Token
) -> Iterable[tuple[EntityType, float]]:
    lexicon = lexicons()
    word, lemma = before.lower_.strip("."), before.lemma_.lower()
    if word in lexicon.titles or lemma in lexicon.roles:
        if (
            before.tag_ not in {"NNS", "NNPS"}
            and lemma not in lexicon.either_roles
            and not _in_title(doc, draft)
        ):
            close = before.dep_ in {"compound", "nmod"} or before.text[0].isupper()
            yield from weigh("behind a title" if close else "behind a role")
    elif word in _IN and not _is_corporate(head):
        yield from weigh("behind a preposition of place")
    elif word == "at":
        yield from weigh("people work at" if _works_at(doc, draft, before) else "at")
    elif word in {"to", "with"} and before.head.lemma_ in _TALK:
        yield from weigh("spoken to")
    elif word in _TO:
        yield from weigh("gone to or come from")
    elif word == "of" and before.i and doc[before.i - 1].lower_ in lexicon.place_nouns:
        yield from weigh("of a place noun")
    elif word == "the" and head.dep_ not in {"compound", "nmod"}:
        yield from weigh("behind an article")  # a person's name takes no article
        if draft.end - draft.start > 1:
            yield from weigh("several words behind an article")
    elif word == "(" and _is_credit(doc, draft):
        yield from weigh("credited in a dateline")
    elif before.is_lower and (lemma in lexicon.vessels or word.removesuffix("s") in lexicon.vessels):
        yield from weigh("behind a kind of vessel")
    elif before.tag_ == "NN" and lemma in lexicon.naming_bodies:
        yield from weigh("behind a noun that names bodies")
    if word == "flagged":
        yield from weigh("flagged")
    elif word in {"based", "registered", "listed"} and draft.start > 1 and doc[draft.start - 2].text == "-":
        yield from weigh("based, registered, listed")


def _votes_behind(doc: Doc, draft: NameSpan, after: Token, head: Token) -> Iterable[tuple[EntityType, float]]:
    lexicon = lexicons()
    second = doc[after.i + 1] if after.i + 1 < len(doc) else None
    if after.text in _DATELINE and doc[draft.start].is_upper and _opens_line(doc, draft):
        yield from weigh("opens a dateline")
    if after.text == "," and second is not None:
        if second.lower_ in {"who", "whose"} and not _is_origin(doc, draft):
            yield from weigh("before comma and who")
        elif second.lower_ == "which":
            yield from weigh("before comma and which")
        elif second.like_num and after.i + 2 < len(doc) and doc[after.i + 2].text in {",", "."}:
            yield from weigh("before an age")
    elif after.lower_ in {"who", "whose"} and not _is_origin(doc, draft):
        yield from weigh("before who")
    elif after.lower_ in lexicon.place_kinds and after.pos_ in {"NOUN", "PROPN"}:
        yield from weigh("before a kind of place")
    elif after.tag_ in {"NN", "NNS"} and head.head.i == after.i and head.dep_ in {"compound", "nmod", "amod"}:
        yield from _noun_votes(after, head)


def _is_origin(doc: Doc, draft: NameSpan) -> bool:
    """ "A nurse from X who was jailed": who she is, not what X is."""
    return draft.start > 0 and doc[draft.start - 1].lower_ in {"from", *_IN}


def _noun_votes(noun: Token, name: Token) -> Iterable[tuple[EntityType, float]]:
    """ "X missiles", "X drones", "X spokesman": the noun that a name modifies."""
    lexicon, lemma = lexicons(), noun.lemma_.lower()
    if noun.dep_ == "compound":
        return
    if lemma in lexicon.facilities:
        yield from weigh("before a facility")
    elif lemma in lexicon.weapons:
        yield from weigh("acronym before a weapon" if name.is_upper else "before a weapon")
    elif lemma in lexicon.vehicles and lemma not in lexicon.vessels:
        yield from weigh("acronym before a vehicle" if name.is_upper else "before a vehicle")
    elif lemma in lexicon.roles:
        yield from weigh("before a role")
    elif lemma in lexicon.naming_bodies or noun.lower_ in lexicon.group_plurals:
        yield from weigh("before a body or group")


def _in_title(doc: Doc, draft: NameSpan) -> bool:
    """Whether a title follows as well: "Deputy X Secretary Y" has no X for a person."""
    return (
        draft.end < len(doc)
        and doc[draft.end].lower_ in lexicons().titles
        and doc[draft.end].text[0].isupper()
    )


def _is_credit(doc: Doc, draft: NameSpan) -> bool:
    """Whether a name in brackets is the agency of a dateline: "LIMA (Agency) - ..."."""
    if draft.end + 1 >= len(doc) or doc[draft.end].text != ")" or doc[draft.end + 1].text not in _DATELINE:
        return False
    return any(t.is_space or t.i == 0 for t in doc[max(draft.start - 8, 0) : draft.start])


def _firm_votes(head: Token, *, single: bool) -> Iterable[tuple[EntityType, float]]:
    """ "His employer, X", "the car maker X": one word is a company's name sooner than somebody's."""
    firms = lexicons().firm_roles
    apposed = head.dep_ == "appos" and head.head.lemma_.lower() in firms
    if single and (apposed or any(c.lemma_.lower() in firms for c in head.children if c.dep_ == "compound")):
        yield from weigh("one word beside a firm role")


def _is_personal(lemma: str) -> bool:
    """Whether a noun is a role that people play and companies do not."""
    lexicon = lexicons()
    return lemma in lexicon.roles and lemma not in lexicon.either_roles


def _works_at(doc: Doc, draft: NameSpan, at: Token) -> bool:
    """ "Analysts at X", "a professor at X": people by their work, and no place is so called."""
    before = doc[at.i - 1] if at.i else None
    people = (
        before is not None and before.pos_ in {"NOUN", "PROPN"} and before.lemma_.lower() in lexicons().roles
    )
    return people and not look_up(doc[draft.start : draft.end].text)


def _opens_line(doc: Doc, draft: NameSpan) -> bool:
    """Whether a name opens its paragraph, as a dateline does: "ODESA, July 4 (Agency) - ..."."""
    return len(doc[draft.start]) > 3 and (draft.start == 0 or "\n" in doc[draft.start - 1].text)


def _syntax_votes(head: Token, *, single: bool) -> Iterable[tuple[EntityType, float]]:
    lexicon = lexicons()
    if (
        head.dep_ == "appos" and head.head.tag_ in {"NN", "NNP"} and _is_personal(head.head.lemma_.lower())
    ) or (head.dep_ == "appos" and _holds_office(head.head)):
        yield from weigh("beside an office")
    yield from _firm_votes(head, single=single)
    if head.dep_ == "appos" and head.head.lemma_.lower() in lexicon.vessels:
        yield from weigh("a vessel is so called")
    elif (
        head.dep_ == "appos" and head.head.tag_ == "NN" and head.head.lemma_.lower() in lexicon.naming_bodies
    ):
        yield from weigh("a body is so called")
    for child in head.children:
        if child.dep_ == "appos" and child.tag_ == "NN":
            lemma = child.lemma_.lower()
            if lemma in lexicon.firm_roles and not single:
                yield from weigh("is a firm, apposed")
            elif _is_personal(lemma):
                yield from weigh("is a person, apposed")
            elif lemma in lexicon.place_kinds:
                yield from weigh("is a place, apposed")
            elif lemma in lexicon.organisation_heads or lemma in lexicon.naming_bodies:
                yield from weigh("is a body, apposed")
    verb = head.head.lemma_.lower()
    if head.dep_ == "nsubj" and verb == "be":
        yield from _copula_votes(head.head)
    if head.dep_ == "nsubj" and verb in lexicon.speech_verbs:
        yield from weigh("speaks")
    elif head.dep_ in {"nsubj", "nsubjpass", "dobj"} and verb in lexicon.human_verbs:
        yield from weigh("acts as people do")
    elif head.dep_ in {"dobj", "dative"} and verb == "tell":
        yield from weigh("is told")
    elif head.dep_ in {"nsubj", "poss"}:
        yield from weigh("acts or owns")


def _is_role(noun: Token) -> bool:
    return noun.tag_ in {"NN", "NNP"} and _is_personal(noun.lemma_.lower())


def _holds_office(noun: Token) -> bool:
    """ "The mayor of Y, X" and "his brother-in-law, X", whatever the parser hangs X on."""
    if noun.lower_ == "law":
        return noun.i > 1 and noun.nbor(-2).lower_ == "in"
    preposition = noun.head
    return (
        noun.dep_ == "pobj"
        and preposition.lower_ in {"of", "for", "to"}
        and preposition.head.tag_ == "NN"
        and _is_personal(preposition.head.lemma_.lower())
    )


def _copula_votes(verb: Token) -> Iterable[tuple[EntityType, float]]:
    """ "X is a fugitive", "X is a charity": what a name is said to be."""
    said = next((c for c in verb.children if c.dep_ == "attr" and c.tag_ == "NN"), None)
    if said is None or any(c.dep_ == "neg" for c in verb.children):
        return
    lexicon, lemma = lexicons(), said.lemma_.lower()
    if _is_personal(lemma):
        yield from weigh("is said to be a person")
    elif lemma in lexicon.naming_bodies:
        yield from weigh("is said to be a body")
    elif lemma in lexicon.place_kinds:
        yield from weigh("is said to be a place")


def _deed_votes(head: Token, *, single: bool) -> Iterable[tuple[EntityType, float]]:
    """What a name does and undergoes: "X acquired", "X won seats", "X was shelled", "rode to X"."""
    lexicon, verb = lexicons(), head.head
    lemma = verb.lemma_.lower()
    if head.dep_ == "nsubj" and lemma in {"win", "lose"}:
        if any(c.dep_ == "dobj" and c.lower_ in lexicon.election_nouns for c in verb.children):
            yield from weigh("wins a vote or seats")
    elif head.dep_ == "nsubj" and single and lemma in lexicon.corporate_acts:
        yield from weigh("one word that acts as bodies do")
    elif head.dep_ in {"dobj", "nsubjpass"} and single and lemma in lexicon.corporate_undergoes:
        yield from weigh("undergoes what bodies do")
    elif head.dep_ in {"dobj", "nsubjpass"} and lemma in lexicon.place_undergoes:
        yield from weigh("undergoes what places do")
    elif (
        head.dep_ == "pobj"
        and verb.lower_ in {"to", "for", "towards", "toward"}
        and verb.head.pos_ == "VERB"
        and verb.head.lemma_.lower() in lexicon.motion_verbs
    ):
        yield from weigh("moved to")


def _is_corporate(head: Token) -> bool:
    """ "The board of X", "a stake in X", "X, owned by", "founded X": what companies have and undergo."""
    lexicon, above = lexicons(), head.head
    if head.dep_ == "pobj" and above.lower_ in {"of", "in", "at"}:
        return above.head.pos_ == "NOUN" and above.head.lemma_.lower() in lexicon.corporate_nouns
    if head.dep_ in {"dobj", "nsubjpass"}:
        return above.lemma_.lower() in lexicon.corporate_verbs
    return any(
        child.dep_ == "acl" and child.tag_ == "VBN" and child.lemma_.lower() in lexicon.corporate_verbs
        for child in head.children
    )

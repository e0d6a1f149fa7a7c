"""Drafts of names put right: pieces joined, lists parted, headlines and epithets cut off."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from spacy.tokens import Doc, Token

from nlp.extract.spans import heading_tokens, trim
from nlp.identity.gazetteer import look_up
from nlp.parsed import texts_of
from nlp.rules.lexicons import lexicons

_PROPER = frozenset({"NNP", "NNPS"})
_NO_JOIN = frozenset({"PERSON", "NORP", "WORK_OF_ART", "EVENT"})
_ORDINAL = re.compile(r"\d{1,3}(?:st|nd|rd|th)")
POSSESSIVES = (["'s"], ["’s"], ["'"], ["’"])
_OF = ("of",), ("for",), ("of", "the"), ("for", "the")


class Draft(NamedTuple):
    """A stretch of tokens taken for a name; ``label`` is the pipeline's, "" where it saw none."""

    start: int
    end: int
    label: str


def join_pieces(doc: Doc, drafts: Sequence[Draft]) -> list[Draft]:
    """Join the pieces of a name: "the Ministry of Defense" + "of" + "Ukraine", "Bashar" + "al-Assad"."""
    joined: list[Draft] = []
    for draft in drafts:
        whole = draft
        while joined and (label := _joint(doc, joined[-1], whole)) is not None:
            whole = Draft(joined.pop().start, whole.end, label)
        joined.append(whole)
    return joined


def _joint(doc: Doc, left: Draft, right: Draft) -> str | None:
    """The label of two neighbours that are one name, None when they are two."""
    gap = right.start - left.end
    if gap > 3:
        return None
    heads = lexicons().organisation_heads
    if gap == 0:
        if left.label == "NORP":
            return "ORG" if right.label == "ORG" and _is_head(doc[right.end - 1], heads) else None
        return "PERSON" if _one_person(doc, left, right) else None
    between = doc[left.end : right.start]
    if tuple(t.lower_ for t in between) in _OF:
        named = any(_is_head(t, heads) for t in doc[left.start : left.end])
        named = named or (left.label in {"", "ORG"} and doc[left.end - 1].tag_ == "NNPS")
        return "ORG" if named and right.label not in _NO_JOIN else None
    if all(t.text == "-" or (t.text.islower() and t.lower_ in lexicons().particles) for t in between):
        people = left.label in {"PERSON", ""} and right.label in {"PERSON", ""}
        return "PERSON" if people and between[0].text != "-" else None
    return None


def _one_person(doc: Doc, left: Draft, right: Draft) -> bool:
    """Whether a person's name and the proper nouns beside it are one name: "Ahmed Kamil" + "Murad"."""
    if {left.label, right.label} != {"PERSON", ""}:
        return False
    if _is_office(doc[left.end - 1]) or _is_office(doc[right.start]):
        return False
    given = lexicons().given_names
    if left.label:
        return right.end - right.start <= 2
    last, first = doc[left.end - 1], doc[right.start]
    if last.lower_ in given or len(last.text.strip(".")) == 1:
        return True
    return first.lower_ not in given and left.end - left.start == 1 and not last.is_sent_start


def part_lists(doc: Doc, drafts: Sequence[Draft]) -> list[Draft]:
    """Part "Hulu and Ora" where either side is a name of its own, and people and places always."""
    keys = {words_of(doc, d) for d in drafts}
    found: list[Draft] = []
    for draft in drafts:
        at = next((i for i in range(draft.start + 1, draft.end - 1) if doc[i].lower_ in {"and", "&"}), 0)
        left, right = Draft(draft.start, at, draft.label), Draft(at + 1, draft.end, draft.label)
        two = (
            at
            and doc[at].lower_ == "and"
            and (
                draft.label == "PERSON"
                or (draft.label in {"GPE", "LOC"} and not look_up(doc[draft.start : draft.end].text))
                or words_of(doc, left) in keys
                or words_of(doc, right) in keys
            )
        )
        found += (
            [d for d in (left, right) if trim(doc, d.start, d.end) == (d.start, d.end)] if two else [draft]
        )
    return found


def complete(doc: Doc, draft: Draft) -> Draft:
    """The number of "the 12th Brigade" and the epithet of "Carlos the Baker" are parts of the name."""
    if draft.label == "PERSON" and draft.end - draft.start == 1 and draft.end + 1 < len(doc):
        the, epithet = doc[draft.end], doc[draft.end + 1]
        if the.text == "the" and epithet.tag_ in _PROPER and epithet.text[0].isupper():
            return Draft(draft.start, draft.end + 2, "PERSON")
    at = draft.start - 1
    if (
        at >= 0
        and _ORDINAL.fullmatch(doc[at].text)
        and _is_head(doc[draft.end - 1], lexicons().organisation_heads)
    ):
        return Draft(at, draft.end, "ORG")
    return draft


def _is_head(token: Token, heads: frozenset[str]) -> bool:
    return token.lower_ in heads and token.text[0].isupper()


def _is_office(token: Token) -> bool:
    lexicon = lexicons()
    word = token.lower_.strip(".")
    return word in lexicon.titles or word in lexicon.roles or word in lexicon.demonyms


def cut_epithets(doc: Doc, drafts: Sequence[Draft]) -> list[Draft]:
    """Cut the first word off a person's name where the rest is a full name that stands alone elsewhere."""
    full = {words_of(doc, d) for d in drafts if d.label == "PERSON" and _is_full(doc, d)}
    given = lexicons().given_names
    return [
        Draft(d.start + 1, d.end, d.label)
        if d.label == "PERSON" and words_of(doc, d)[1:] in full and doc[d.start].lower_ not in given
        else d
        for d in drafts
    ]


def _is_full(doc: Doc, draft: Draft) -> bool:
    """Whether a person's name has two words: "Adu-Mensah" is one, of three tokens."""
    return any(token.whitespace_ for token in doc[draft.start : draft.end - 1])


def cut_headlines(doc: Doc, drafts: Sequence[Draft]) -> list[Draft]:
    """Leave out what a headline or the start of a sentence runs together with a name of the running text.

    "Under Kovalenko", "Hire Maria Lopez": the name itself is found there again.
    """
    headings = heading_tokens(doc)
    sure = {
        words_of(doc, d)
        for d in drafts
        if d.label in {"PERSON", "ORG", "GPE"} and d.start not in headings and not doc[d.start].is_sent_start
    }
    if not sure:
        return list(drafts)
    return [d for d in drafts if words_of(doc, d) in sure or not _runs_on(doc, d, sure, d.start in headings)]


def _runs_on(doc: Doc, draft: Draft, names: set[tuple[str, ...]], heading: bool) -> bool:
    """Whether a draft is a name with words before it that only a capital makes look like part of it."""
    lexicon, first = lexicons(), doc[draft.start]
    if first.lower_ in lexicon.given_names or first.lower_ in lexicon.demonyms:
        return False
    if not heading and (not first.is_sent_start or (first.tag_ in _PROPER and not first.is_stop)):
        return False
    key = words_of(doc, draft)
    return any(key[at:] in names for at in range(1, len(key)))


def words_of(doc: Doc, draft: Draft) -> tuple[str, ...]:
    """The words of a draft as they stand."""
    return texts_of(doc)[draft.start : draft.end]

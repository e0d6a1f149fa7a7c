"""Drafts of names put right: pieces joined, lists parted, headlines and epithets cut off."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from spacy.tokens import Doc, Token

from nlp.extract.who.known_names import is_listed
from nlp.extract.who.person_titles import is_given, is_title
from nlp.extract.who.span_trimming import heading_tokens, trim
from nlp.names.gazetteer import look_up
from nlp.rules.word_lists import lexicons
from nlp.text.parse_arrays import texts_of

_PROPER = frozenset({"NNP", "NNPS"})
_NO_JOIN = frozenset({"PERSON", "NORP", "WORK_OF_ART", "EVENT"})
_ORDINAL = re.compile(r"\d{1,3}(?:st|nd|rd|th)")
POSSESSIVES = (["'s"], ["’s"], ["'"], ["’"])
_OF = ("of",), ("for",), ("of", "the"), ("for", "the")
_LONGEST_GAP = 6
_UNSURE = frozenset({"", "PERSON", "GPE", "ORG", "FAC", "PRODUCT"})
_LONGEST_PART = 6
UNITS = frozenset({"Rifles", "Infantry", "Guards", "Artillery", "Lancers", "Paratroopers", "Fusiliers"})


class NameSpan(NamedTuple):
    """A stretch of tokens taken for a name; ``label`` is the pipeline's, "" where it saw none."""

    start: int
    end: int
    label: str


def join_pieces(doc: Doc, drafts: Sequence[NameSpan]) -> list[NameSpan]:
    """Join the pieces of a name: "the Ministry of Defense" + "of" + "Ukraine", "Bashar" + "al-Assad"."""
    joined: list[NameSpan] = []
    for draft in drafts:
        whole = draft
        while joined and (label := _joint(doc, joined[-1], whole)) is not None:
            whole = NameSpan(joined.pop().start, whole.end, label)
        joined.append(whole)
    return joined


def _joint(doc: Doc, left: NameSpan, right: NameSpan) -> str | None:
    """The label of two neighbours that are one name, None when they are two."""
    gap = right.start - left.end
    if gap > _LONGEST_GAP:
        return None
    heads = lexicons().organisation_heads
    if gap == 0:
        if left.label == "NORP":
            return "ORG" if right.label == "ORG" and _is_head(doc[right.end - 1], heads) else None
        if _is_first_name(doc, left, right):
            return right.label if right.label == "PERSON" else ""
        return "PERSON" if _one_person(doc, left, right) else None
    words = texts_of(doc)[left.end : right.start]
    if _is_linked(words):
        named = any(_is_head(t, heads) for t in doc[left.start : left.end])
        if left.end - left.start == 1 and doc[left.start].is_sent_start and doc[left.start].tag_ == "NNS":
            return None  # "Fighters of the Harbour Front"
        named = named or (left.label in {"", "ORG"} and doc[left.end - 1].tag_ == "NNPS")
        return "ORG" if named and right.label not in _NO_JOIN else None
    if tuple(words) == ("-",) and _is_acronym_of(doc, left, right):
        return "ORG"  # "Zanu-PF"
    if gap > 1 and not all(word == "-" or word.islower() for word in words):
        return None
    if list(words) in POSSESSIVES:
        return "ORG" if _is_of_people(doc[left.end - 1]) and _named_body(doc, right, heads) else None
    if words == ("in",):
        return "ORG" if left.label == "ORG" and _is_shortened(doc, left.start, right.end) else None
    if words == ("and",):
        return "ORG" if _one_office(doc, left, right) else None
    if all(word == "-" or word.lower() in lexicons().particles for word in words):
        people = left.label in {"PERSON", ""} and right.label in {"PERSON", ""}
        return "PERSON" if people and words[0] != "-" else None
    return None


def _is_acronym_of(doc: Doc, left: NameSpan, right: NameSpan) -> bool:
    """Whether a hyphen without blanks joins a word to an acronym: a party and its wing."""
    hyphen, acronym = doc[left.end], doc[right.start]
    close = not doc[left.end - 1].whitespace_ and not hyphen.whitespace_
    one = left.end - left.start == 1 and right.end - right.start == 1
    return close and one and acronym.is_upper and 1 < len(acronym) < 6 and doc[left.start].is_title


def _is_linked(between: Sequence[str]) -> bool:
    """ "of", "for the", and longer: "for the Defence of the" parts no name of a body."""
    words = tuple(word.lower() for word in between)
    if len(words) < 4:
        return words in _OF
    ends = words[0] in {"of", "for"} and (words[-1] in {"of", "for"} or words[-2:] in _OF)
    return ends and all(w[0].isupper() or w in {"of", "for", "the"} for w in between)


def _is_shortened(doc: Doc, start: int, end: int) -> bool:
    """Whether the acronym in brackets behind is of all these words: "Harbour Mission in Ombria (HMO)"."""
    if end + 1 >= len(doc) or doc[end].text != "(" or not doc[end + 1].is_upper:
        return False
    return doc[end + 1].text == "".join(t.text[0] for t in doc[start:end] if t.text[0].isupper())


def _is_of_people(token: Token) -> bool:
    """Whether a capitalised noun is for people, who own no body but lend it their name: "People's Front"."""
    lexicon, word = lexicons(), token.lower_
    known = word in lexicon.people or word in lexicon.roles or word.removesuffix("s") in lexicon.roles
    return known and token.text[0].isupper()


def _named_body(doc: Doc, draft: NameSpan, heads: frozenset[str]) -> bool:
    ends = _is_head(doc[draft.start], heads) or _is_head(doc[draft.end - 1], heads)
    return ends and draft.label not in _NO_JOIN


def _one_office(doc: Doc, left: NameSpan, right: NameSpan) -> bool:
    """ "the Northland and Southport Affairs Office" is one body, named after two places."""
    if left.label not in {"GPE", "LOC", ""} or right.end - right.start < 3 or not left.start:
        return False
    whole = doc[left.start - 1].lower_ == "the" or doc[left.start - 1].tag_ == "POS"
    affairs = doc[right.end - 2].lower_ in {"affairs", "relations", "liaison", "trade"}
    return whole and affairs and _is_head(doc[right.end - 1], lexicons().organisation_heads)


def _one_person(doc: Doc, left: NameSpan, right: NameSpan) -> bool:
    """Whether a person's name and the proper nouns beside it are one name: "Ahmed Kamil" + "Murad"."""
    if "NORP" in {left.label, right.label} or _is_office(doc[left.end - 1]) or _is_office(doc[right.start]):
        return False
    titled = is_title(doc[left.start]) and left.label in {"", "PERSON"}
    if titled and right.label in _UNSURE and not is_listed(doc[right.start : right.end].text):
        return right.end - right.start == 1 or right.label == "PERSON"
    if {left.label, right.label} != {"PERSON", ""}:
        return False
    if left.label:
        return right.end - right.start <= 2
    last, first = doc[left.end - 1], doc[right.start]
    if is_given(last.text) or len(last.text.strip(".")) == 1:
        return True
    return not is_given(first.text) and left.end - left.start == 1 and not last.is_sent_start


def _is_first_name(doc: Doc, left: NameSpan, right: NameSpan) -> bool:
    """Whether a word that the pipeline left out is a first name: "Layla" before "Mansour"."""
    if left.label or left.end - left.start > 2 or right.end - right.start > 2:
        return False
    if right.label != "PERSON" and (right.label not in _UNSURE or right.end - right.start > 1):
        return False
    if is_listed(doc[right.start : right.end].text):
        return False
    lexicon = lexicons()
    head = doc[right.start : right.end].root.i
    for token in doc[left.start : left.end]:
        word = token.lower_.strip(".")
        if token.tag_ != "NNP" or token.dep_ != "compound" or token.head.i != head:
            return False
        if is_title(token) or is_listed(token.text) or word in lexicon.generic_bodies | lexicon.calendar:
            return False
    return not (doc[left.start].is_upper and len(doc[left.start]) > 1 and not doc[right.start].is_upper)


def part_lists(doc: Doc, drafts: Sequence[NameSpan]) -> list[NameSpan]:
    """Part "Hulu and Ora" where either side is a name of its own, and people and places always."""
    keys = {words_of(doc, d) for d in drafts}
    found: list[NameSpan] = []
    for draft in drafts:
        at = next((i for i in range(draft.start + 1, draft.end - 1) if doc[i].lower_ in {"and", "&"}), 0)
        left, right = NameSpan(draft.start, at, draft.label), NameSpan(at + 1, draft.end, draft.label)
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


def complete(doc: Doc, draft: NameSpan) -> NameSpan:
    """What else belongs to a name.

    The number of "the 12th Brigade", the epithet of "Carlos the Baker", the second half of a given name as in
    "Lam Kwok-wah".
    """
    if draft.label == "PERSON" and draft.end - draft.start == 1 and draft.end + 1 < len(doc):
        the, epithet = doc[draft.end], doc[draft.end + 1]
        if the.text == "the" and epithet.tag_ in _PROPER and epithet.text[0].isupper():
            return NameSpan(draft.start, draft.end + 2, "PERSON")
    if draft.label in {"PERSON", ""} and draft.end - draft.start > 1 and _is_half(doc, draft.end):
        return NameSpan(draft.start, draft.end + 2, "PERSON")
    last = doc[draft.end - 1]
    at = draft.start - 1
    if at >= 0 and (last.text in UNITS or _is_head(last, lexicons().organisation_heads)):
        number = doc[at].text
        if _ORDINAL.fullmatch(number) or (
            number.isdigit() and len(number) < 4 and doc[at - 1].lower_ == "the"
        ):
            return NameSpan(at, draft.end, "ORG")
    return draft


def _is_half(doc: Doc, hyphen: int) -> bool:
    """Whether a hyphen joins a short capitalised word to a small one that no adjective is made with."""
    if hyphen + 1 >= len(doc) or doc[hyphen].text != "-":
        return False
    left, right = doc[hyphen - 1], doc[hyphen + 1]
    if (
        left.whitespace_
        or doc[hyphen].whitespace_
        or not (left.is_title and right.is_lower and right.is_alpha)
    ):
        return False
    short = len(left) <= _LONGEST_PART and len(right) <= _LONGEST_PART
    return short and right.lower_ not in lexicons().hyphened and right.tag_ not in {"VBN", "VBD", "VBG"}


def cut_offices(doc: Doc, drafts: Sequence[NameSpan]) -> list[NameSpan]:
    """Cut what an office is for off the name behind it: "Secretary for Security" + "Lam Kwok-wah".

    A portfolio before the title ("Transport" + "Minister") is no name at all.
    """
    found = []
    for draft in drafts:
        start = draft.start
        if draft.end - start > 3 and _is_office(doc[start]) and doc[start + 1].lower_ in {"of", "for"}:
            start += 2
        if start > 1 and doc[start - 1].lower_ in {"of", "for"} and _is_office(doc[start - 2]):
            while start < draft.end and doc[start].lower_ in lexicons().generic_bodies:
                start += 1
        if start == draft.end:
            if _is_title_of(doc, draft):
                continue
        elif _cuts_office(doc, draft, start):
            draft = NameSpan(start, draft.end, "PERSON" if draft.end - start > 1 else draft.label)
        elif _is_title_of(doc, draft) and all(
            t.lower_ in lexicons().generic_bodies for t in doc[start : draft.end]
        ):
            continue
        found.append(draft)
    return found


def _cuts_office(doc: Doc, draft: NameSpan, start: int) -> bool:
    """Whether what is left behind a portfolio begins a person's name."""
    if start <= draft.start or not doc[start].text[0].isupper():
        return False
    portfolio = doc[start - 1].lower_ in lexicons().generic_bodies
    return portfolio and not _is_head(doc[draft.end - 1], lexicons().organisation_heads)


def _is_title_of(doc: Doc, draft: NameSpan) -> bool:
    """Whether a capitalised title follows a name at once."""
    return (
        draft.end < len(doc)
        and doc[draft.end].lower_ in lexicons().titles
        and doc[draft.end].text[0].isupper()
    )


def _is_head(token: Token, heads: frozenset[str]) -> bool:
    return token.lower_ in heads and token.text[0].isupper()


def _is_office(token: Token) -> bool:
    lexicon = lexicons()
    word = token.lower_.strip(".")
    return word in lexicon.titles or word in lexicon.roles or word in lexicon.demonyms


def cut_epithets(doc: Doc, drafts: Sequence[NameSpan]) -> list[NameSpan]:
    """Cut the first word off a person's name where the rest is a full name that stands alone elsewhere."""
    full = {words_of(doc, d) for d in drafts if d.label == "PERSON" and _is_full(doc, d)}
    return [
        NameSpan(d.start + 1, d.end, d.label)
        if d.label == "PERSON" and words_of(doc, d)[1:] in full and not is_given(doc[d.start].text)
        else d
        for d in drafts
    ]


def _is_full(doc: Doc, draft: NameSpan) -> bool:
    """Whether a person's name has two words: "Adu-Mensah" is one, of three tokens."""
    return any(token.whitespace_ for token in doc[draft.start : draft.end - 1])


def cut_headlines(doc: Doc, drafts: Sequence[NameSpan]) -> list[NameSpan]:
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


def _runs_on(doc: Doc, draft: NameSpan, names: set[tuple[str, ...]], heading: bool) -> bool:
    """Whether a draft is a name with words before it that only a capital makes look like part of it."""
    lexicon, first = lexicons(), doc[draft.start]
    if is_given(first.text) or first.lower_ in lexicon.demonyms:
        return False
    if not heading and (not first.is_sent_start or (first.tag_ in _PROPER and not first.is_stop)):
        return False
    key = words_of(doc, draft)
    return any(key[at:] in names for at in range(1, len(key)))


def words_of(doc: Doc, draft: NameSpan) -> tuple[str, ...]:
    """The words of a draft as they stand."""
    return texts_of(doc)[draft.start : draft.end]

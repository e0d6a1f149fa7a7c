"""Names in a document: where they stand, cut to what is the name.

The pipeline's entities are a first draft. They are trimmed and joined here, runs of proper nouns that it
missed are added, and every further occurrence of an accepted name is found; what each name *is* is decided
over all its occurrences in :mod:`nlp.extract.kinds`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from spacy.tokens import Doc, Token

from nlp.extract.phrasebook import find_known, is_listed
from nlp.extract.spans import heading_tokens, is_name, trim
from nlp.identity.gazetteer import look_up
from nlp.rules.lexicons import Lexicons, lexicons

LABELS = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "PRODUCT", "WORK_OF_ART", "EVENT", "LAW", "NORP"})
_NUMBERS = frozenset({"DATE", "TIME", "CARDINAL", "ORDINAL", "MONEY", "PERCENT", "QUANTITY"})
_PROPER = frozenset({"NNP", "NNPS"})
_INNER = frozenset({"-", "–", "'", "’", "&", "."})
_NO_JOIN = frozenset({"PERSON", "NORP", "WORK_OF_ART", "EVENT"})
_NOUN_PARTS = frozenset({"nsubj", "nsubjpass", "pobj", "dobj", "poss", "conj", "appos"})
_ORDINAL = re.compile(r"\d{1,3}(?:st|nd|rd|th)")
_OF = ("of",), ("for",), ("of", "the"), ("for", "the")


class Draft(NamedTuple):
    """A stretch of tokens taken for a name; ``label`` is the pipeline's, "" where it saw none."""

    start: int
    end: int
    label: str


def find_drafts(doc: Doc) -> list[Draft]:
    """All names of a document in order, disjoint."""
    known = [Draft(start, end, "ORG") for start, end in find_known(doc)]
    drafts = _overlay(known, _labelled(doc))
    drafts = sorted([*drafts, *_runs(doc, drafts)])
    drafts = _part(doc, _join(doc, sorted([*drafts, *_listed(doc, drafts)])))
    drafts = _without_headlines(doc, [_completed(doc, d) for d in _without_epithets(doc, drafts)])
    return _everywhere(doc, drafts)


def _labelled(doc: Doc) -> list[Draft]:
    demonyms, points = lexicons().demonyms, lexicons().points
    found = []
    for ent in doc.ents:
        if ent.label_ not in LABELS:
            continue
        for start, end in _pieces(doc, ent.start, ent.end):
            if end - start == 1 and _is_common(doc, start, end) and doc[start].lower_ not in demonyms:
                continue
            label = ent.label_
            if doc[end - 1].lower_ in demonyms and all(
                t.lower_ in demonyms or t.text == "-" or t.lower_ in points for t in doc[start:end]
            ):
                label = "NORP"
            elif label == "NORP" and (end - start > 1 or doc[start].tag_ == "NNP"):
                label = ""
            found.append(Draft(start, end, label))
    return found


def _pieces(doc: Doc, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A span cut at line ends, each piece trimmed to the name; what is no name is dropped."""
    low = start
    for at in range(start, end + 1):
        if at == end or (doc[at].is_space and "\n" in doc[at].text) or _parts_at(doc, at, end):
            trimmed = trim(doc, low, at)
            if trimmed and is_name(doc, *trimmed):
                yield trimmed
            low = at + 1


def _parts_at(doc: Doc, at: int, end: int) -> bool:
    """Whether a comma parts two names: "ORVANE, Tesmeria", but not "Harbour Trading, Ltd."."""
    after = doc[at + 1].lower_.strip(".") if at + 1 < end else ""
    return doc[at].text in {",", ";"} and after not in lexicons().legal_forms | lexicons().suffixes


def _overlay(over: Sequence[Draft], under: Sequence[Draft]) -> list[Draft]:
    """Put drafts over others, which give way unless they are longer and hold the upper one."""
    kept = list(over)
    for draft in under:
        meeting = [o for o in kept if o.start < draft.end and draft.start < o.end]
        if not meeting:
            kept.append(draft)
        elif all(draft.start <= o.start and o.end <= draft.end for o in meeting):
            kept = [o for o in kept if o not in meeting]
            kept.append(draft)
    return sorted(kept)


def _runs(doc: Doc, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Runs of proper nouns that the pipeline left out."""
    covered = {i for d in drafts for i in range(d.start, d.end)}
    covered |= {i for ent in doc.ents if ent.label_ in _NUMBERS for i in range(ent.start, ent.end)}
    calendar, until = lexicons().calendar, 0
    tags = doc.to_array("TAG")
    proper = [doc.vocab.strings[tag] for tag in _PROPER]
    for at in np.flatnonzero(np.isin(tags, np.array(proper, dtype=tags.dtype))).tolist():
        token = doc[at]
        if at < until or at in covered or token.text[0].islower() or token.lower_.strip(".") in calendar:
            continue
        until = at + 1
        while until < len(doc) and until not in covered and _continues(doc, until):
            until += 1
        trimmed = trim(doc, at, until)
        if trimmed and is_name(doc, *trimmed) and not _is_common(doc, *trimmed):
            yield Draft(*trimmed, "NORP" if doc[trimmed[1] - 1].lower_ in lexicons().demonyms else "")


def _listed(doc: Doc, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Well-known single names that the tagger took for common words: a capital, and a noun's part."""
    covered = {i for d in drafts for i in range(d.start, d.end)}
    tags = doc.to_array("TAG")
    common = [doc.vocab.strings[tag] for tag in ("JJ", "NN", "NNS", "FW")]
    for at in np.flatnonzero(np.isin(tags, np.array(common, dtype=tags.dtype))).tolist():
        token = doc[at]
        part = at not in covered and token.dep_ in _NOUN_PARTS
        if part and token.text[0].isupper() and is_listed(token.text):
            yield Draft(at, at + 1, "")


def _continues(doc: Doc, at: int) -> bool:
    token = doc[at]
    if token.tag_ in _PROPER and not token.text[0].islower() and not token.is_space:
        return True
    if at + 1 >= len(doc):
        return False
    after = doc[at + 1]
    if after.tag_ not in _PROPER or not after.text[0].isupper():
        return False
    joined = token.text in _INNER and not doc[at - 1].whitespace_ and not token.whitespace_
    return joined or (token.text.islower() and token.lower_ in lexicons().particles)


def _is_common(doc: Doc, start: int, end: int) -> bool:
    """Whether all words are titles, roles, demonyms or kinds of places and buildings, no name."""
    lexicon = lexicons()
    words = [t for t in doc[start:end] if t.text[0].isalpha()]
    if words and all(_is_generic(t.lower_.strip("."), t.lemma_.lower(), lexicon) for t in words):
        return True
    return end - start == 1 and bool(doc[start].is_sent_start) and (doc[start].is_stop or len(doc[start]) < 3)


def _is_generic(word: str, lemma: str, lexicon: Lexicons) -> bool:
    return (
        word in lexicon.titles
        or lemma in lexicon.roles
        or word in lexicon.title_joins
        or word in lexicon.place_kinds
        or word in lexicon.demonyms
        or word in lexicon.naming_facilities
        or word in lexicon.points
        or word in lexicon.suffixes
    )


def _join(doc: Doc, drafts: Sequence[Draft]) -> list[Draft]:
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


def _part(doc: Doc, drafts: Sequence[Draft]) -> list[Draft]:
    """Part "Hulu and Ora" where either side is a name of its own, and people and places always."""
    keys = {_key(doc, d) for d in drafts}
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
                or _key(doc, left) in keys
                or _key(doc, right) in keys
            )
        )
        found += (
            [d for d in (left, right) if trim(doc, d.start, d.end) == (d.start, d.end)] if two else [draft]
        )
    return found


def _completed(doc: Doc, draft: Draft) -> Draft:
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


def _without_epithets(doc: Doc, drafts: Sequence[Draft]) -> list[Draft]:
    """Cut the first word off a person's name where the rest is a full name that stands alone elsewhere."""
    full = {_key(doc, d) for d in drafts if d.label == "PERSON" and d.end - d.start > 1}
    given = lexicons().given_names
    return [
        Draft(d.start + 1, d.end, d.label)
        if d.label == "PERSON" and _key(doc, d)[1:] in full and doc[d.start].lower_ not in given
        else d
        for d in drafts
    ]


def _without_headlines(doc: Doc, drafts: Sequence[Draft]) -> list[Draft]:
    """Leave out what a headline or the start of a sentence runs together with a name of the running text.

    "Under Kovalenko", "Hire Maria Lopez": the name itself is found there again.
    """
    headings = heading_tokens(doc)
    sure = {
        _key(doc, d)
        for d in drafts
        if d.label in {"PERSON", "ORG", "GPE"} and d.start not in headings and not doc[d.start].is_sent_start
    }
    if not sure:
        return list(drafts)
    return [d for d in drafts if _key(doc, d) in sure or not _runs_on(doc, d, sure, d.start in headings)]


def _runs_on(doc: Doc, draft: Draft, names: set[tuple[str, ...]], heading: bool) -> bool:
    """Whether a draft is a name with words before it that only a capital makes look like part of it."""
    lexicon, first = lexicons(), doc[draft.start]
    if first.lower_ in lexicon.given_names or first.lower_ in lexicon.demonyms:
        return False
    if not heading and (not first.is_sent_start or (first.tag_ in _PROPER and not first.is_stop)):
        return False
    key = _key(doc, draft)
    return any(key[at:] in names for at in range(1, len(key)))


def _key(doc: Doc, draft: Draft) -> tuple[str, ...]:
    return tuple(t.text for t in doc[draft.start : draft.end])


def _everywhere(doc: Doc, drafts: Sequence[Draft]) -> list[Draft]:
    """Add the occurrences of accepted names that were left out, longest names first."""
    by_first: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for draft in drafts:
        if draft.label not in {"NORP", "WORK_OF_ART", "EVENT", "LAW"}:
            key = _key(doc, draft)
            by_first[key[0]].add(key)
    ranked = {first: sorted(keys, key=len, reverse=True) for first, keys in by_first.items()}
    covered = {i for d in drafts for i in range(d.start, d.end)}
    texts = [token.text for token in doc]
    found, until = list(drafts), 0
    for at, text in enumerate(texts):
        if at < until or text not in ranked or at in covered:
            continue
        stop = next((at + len(key) for key in ranked[text] if _stands(doc, texts, at, key, covered)), 0)
        if stop:
            found.append(Draft(at, stop, ""))
            until = stop
    return sorted(found)


def _stands(doc: Doc, texts: Sequence[str], at: int, key: tuple[str, ...], covered: set[int]) -> bool:
    if tuple(texts[at : at + len(key)]) != key or any(i in covered for i in range(at, at + len(key))):
        return False
    return len(key) > 1 or (key[0][0].isupper() and doc[at].pos_ in {"PROPN", "NOUN", "ADJ", "X"})

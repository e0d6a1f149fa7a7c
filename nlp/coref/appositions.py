"""Identity that the text states: appositions, "X is the Y", and other names in brackets or after "or"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from spacy.tokens import Doc

from nlp.coref.candidates import Candidate
from nlp.records import EntityType, MentionKind
from nlp.rules.word_lists import lexicons
from nlp.text.parse_arrays import text_of

_T = EntityType
_ENDS = frozenset({",", ".", ";", ":", ")", "—", "–", "”", '"', "and", "who", "was", "is", "said", "told"})
ALSO_KNOWN = re.compile(
    r"\s*(?:[,(]\s*)?(?:(?:also |better |otherwise |locally |formerly |commonly |then )?known (?:as|by)"
    r"|a\.?k\.?a\.?|alias|nom de guerre)[\s,“”\"'‘’]*(?:the )?"
    r"|\s*[,(]\s*(?:(?:also |commonly |sometimes )?"
    r"(?:called|referred to as|nicknamed|dubbed|abbreviated(?: as)?)|or|formerly|call ?sign)"
    r"[\s,“”\"'‘’]*(?:the )?",
    re.IGNORECASE,
)
_AS = re.compile(r"(?: [a-z]+){0,5} as (?:the )?[“\"']?")
_BRACKET = re.compile(r"\s*[(\[]\s*(?:the |or |hereafter |a\.?k\.?a\.? )?[“”\"'‘’]?\s*")
_BY_LETTERS = re.compile(
    r"known (?:by|as|under) (?:its|their|the) (?:[\w-]+ )?"
    r"(?:acronym|initials|abbreviation|short name),?[\s“\"]*$"
)
_GAP = 40
_SENTENCE = 160
_ARMS = frozenset({_T.WEAPON, _T.VEHICLE, _T.PRODUCT})
_SAME_KIND = {_T.ORG, _T.GROUP, _T.FACILITY, _T.OTHER, _T.PRODUCT, _T.WORK}


def stated_identities(doc: Doc, candidates: Sequence[Candidate]) -> dict[int, int]:
    """Position of a common noun phrase -> position of the named candidate that the text says it is."""
    by_head = {c.head: at for at, c in enumerate(candidates) if c.kind is MentionKind.NAME}
    by_start = {c.start: at for at, c in enumerate(candidates) if c.kind is MentionKind.NAME}
    by_end = {c.end: at for at, c in enumerate(candidates) if c.kind is MentionKind.NAME}
    found: dict[int, int] = {}
    for at, candidate in enumerate(candidates):
        if candidate.kind is not MentionKind.NOMINAL:
            continue
        for other in (
            _apposed(doc, candidate, by_head),
            _copula(doc, candidate, by_head),
            _behind(doc, candidate, by_end),
            _before(doc, candidate, by_start),
            _model(candidate, candidates),
        ):
            if other is not None and _compatible(candidate, candidates[other]):
                found[at] = other
                break
    return found


def _compatible(phrase: Candidate, name: Candidate) -> bool:
    if phrase.start < name.end and name.start < phrase.end:
        return phrase.head != name.head and ({phrase.type, name.type} <= _ARMS or phrase.type is name.type)
    if phrase.plural != name.plural and _T.PLACE in {phrase.type, name.type}:
        return False
    if phrase.type is _T.PERSON or name.type is _T.PERSON:
        if name.type is _T.ORG:
            return phrase.role in lexicons().either_roles and not phrase.plural
        same = phrase.type is name.type and not phrase.plural
        return same and not (phrase.gender and name.gender and phrase.gender != name.gender)
    return phrase.type is name.type or {phrase.type, name.type} <= {_T.ORG, _T.GROUP, _T.FACILITY}


def _model(candidate: Candidate, candidates: Sequence[Candidate]) -> int | None:
    """ "three Bradley vehicles", "an M777 howitzer": the make that stands in the phrase."""
    if candidate.type not in _ARMS:
        return None
    low, high = candidate.start, candidate.head
    inside = [
        at
        for at, c in enumerate(candidates)
        if c.kind is MentionKind.NAME and c.type in _ARMS and low <= c.start and c.end <= high
    ]
    return inside[0] if len(inside) == 1 else None


def _apposed(doc: Doc, candidate: Candidate, by_head: dict[int, int]) -> int | None:
    head = doc[candidate.head]
    if head.dep_ == "appos":
        return by_head.get(head.head.i)
    return next((by_head[c.i] for c in head.children if c.dep_ == "appos" and c.i in by_head), None)


def _copula(doc: Doc, candidate: Candidate, by_head: dict[int, int]) -> int | None:
    """ "X is the Y", "the Y was X"; not negated, not a question of what X is not yet."""
    head = doc[candidate.head]
    verb = head.head
    if head.dep_ not in {"attr", "nsubj"} or verb.lemma_ != "be":
        return None
    if any(c.dep_ in {"neg", "aux"} and c.lemma_ != "have" for c in verb.children):
        return None
    other = "nsubj" if head.dep_ == "attr" else "attr"
    return next((by_head[c.i] for c in verb.children if c.dep_ == other and c.i in by_head), None)


def _behind(doc: Doc, candidate: Candidate, by_end: dict[int, int]) -> int | None:
    """ "X, commander of the brigade, ...": whatever the parser made of it."""
    at = candidate.start
    while at and doc[at - 1].lower_ in {"the", "a", "an"}:
        at -= 1
    if at < 2 or doc[at - 1].text != "," or candidate.plural:
        return None
    after = doc[candidate.end].lower_ if candidate.end < len(doc) else "."
    if doc[candidate.head].dep_ == "conj" or after not in _ENDS:
        return None
    return by_end.get(at - 1)


def _before(doc: Doc, candidate: Candidate, by_start: dict[int, int]) -> int | None:
    """ "the commanding general, Lt. Gen. X" and "the commander X"."""
    end, low = candidate.end, candidate.start
    definite = any(
        doc[i].lower_ in {"the", "his", "her", "their", "its", "’s", "'s"}
        for i in range(max(low - 1, 0), candidate.head)
    )
    at = end
    if at < len(doc) and doc[at].text == ",":
        if not definite:
            return None
        at += 1
    while at < len(doc) and at - end < 5 and at not in by_start and doc[at].text[0].isupper():
        at += 1
    return by_start.get(at)


def other_names(doc: Doc, candidates: Sequence[Candidate]) -> Iterator[tuple[int, int]]:
    """Pairs of positions of named candidates of which the text says that one is another name of the other."""
    named = [(at, c) for at, c in enumerate(candidates) if c.kind is MentionKind.NAME]
    text = text_of(doc)
    for at, (right, b) in enumerate(named):
        before = text[max(doc[b.start].idx - _SENTENCE, 0) : doc[b.start].idx]
        if b.name.isupper() and "known" in before and _BY_LETTERS.search(before):
            bodies = [left for left, a in named[:at] if a.type in _SAME_KIND and _near(doc, a, b)]
            yield from ((left, right) for left in bodies[-1:])
    for (left, a), (right, b) in pairwise(named):
        low, high = doc[a.end - 1].idx + len(doc[a.end - 1]), doc[b.start].idx
        if not 0 < high - low <= _GAP:
            continue
        between = text[low:high]
        if _BRACKET.fullmatch(between) and b.end < len(doc):
            closed = doc[b.end].text in {")", "]", "”", '"', "’", "'", ",", ";"}
            if closed and _may_rename(a, b, bracket=True):
                yield left, right
        elif _AS.fullmatch(between) and _identifies(doc, a) and a.type is b.type:
            yield left, right
        elif ALSO_KNOWN.fullmatch(between) and _may_rename(a, b, bracket=False):
            after = doc[b.end].text if b.end < len(doc) else "."
            if "or" not in between.lower().split() or (between.lstrip().startswith(",") and after == ","):
                yield left, right


def _near(doc: Doc, a: Candidate, b: Candidate) -> bool:
    return doc[b.start].idx - doc[a.start].idx < _SENTENCE


def _identifies(doc: Doc, named: Candidate) -> bool:
    """Whether a name is the object of "identify", "name" or "unmask"."""
    head = doc[named.head]
    return head.dep_ in {"dobj", "nsubjpass"} and head.head.lemma_ in {"identify", "name", "unmask"}


def _may_rename(a: Candidate, b: Candidate, *, bracket: bool) -> bool:
    """Whether two names can be of one thing: of one kind, or the second an acronym."""
    alike = a.type is b.type or {a.type, b.type} <= _SAME_KIND
    if _T.IDENTIFIER in {a.type, b.type}:
        return False
    if bracket:
        short = b.name.replace(".", "").replace("-", "").replace(" ", "").isupper() and len(b.name) <= 12
        return a.type not in {_T.PERSON, _T.PLACE} and (alike or short)
    return alike and a.type is not _T.PLACE

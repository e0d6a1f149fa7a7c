"""Whether a relation holds: stated, over, alleged or denied; what is negated or only possible is none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from spacy.tokens import Token

from nlp.extract.parse.quantities import parse_number
from nlp.extract.ties.relation_rules import Roles
from nlp.records import Attribution, Stance

_SHARE = re.compile(r"(\d{1,3}(?:[.,]\d+)?|[a-z]+(?:-[a-z]+)?)[ -]?(?:%|per ?cent\b|pct\b)", re.IGNORECASE)
_NOW = frozenset({"VBZ", "VBP"})
_CONTROLS = frozenset({"xcomp", "ccomp", "pcomp", "advcl"})
WHOLE = 100.0


def status_of_verb(verb: Token, roles: Roles) -> str | None:
    """What the clause of ``verb`` says of its relation: a status, "" for none, None where it holds not."""
    words = roles.status
    finite, status = verb.tag_, ""
    for child in verb.children:
        if child.dep_ == "neg" or child.tag_ == "MD" or child.lower_ in {"never", "no"}:
            return None
        if child.tag_ == "TO":
            above = _above(verb, words)
            if above is None:
                return None
            status = above
        elif child.dep_ in {"aux", "auxpass"}:
            finite = child.tag_ if child.tag_ in {"VBZ", "VBP", "VBD"} else finite
            if child.lower_ == "had":
                status = "former"
        elif child.dep_ == "advmod":
            status = _by_adverb(child.lower_, words) or status
        elif child.dep_ == "prep" and child.lower_ == "until":
            status = "former"
    if verb.dep_ in _CONTROLS and not status:
        status = _denied(verb) or status
    if not status and finite in _NOW:
        status = "current"
    return status


def status_of_noun(noun: Token, roles: Roles) -> str:
    """Whether a post is former, current or alleged by a word before the noun or the copula, else ""."""
    before = {t.lower_ for c in noun.lefts for t in (c, *c.lefts)}
    if noun.dep_ in {"compound", "nmod"}:
        before |= {c.lower_ for c in noun.head.lefts if c.i < noun.i}
    if before & roles.status["former"] or noun.lower_.startswith("ex-"):
        return "former"
    for status in ("alleged", "current"):
        if before & roles.status[status]:
            return status
    copula = noun.head if noun.dep_ in {"attr", "nsubj"} and noun.head.lemma_ == "be" else None
    if copula is None:
        return ""
    return status_of_verb(copula, roles) or ""


def status_by_source(status: str, said: Iterable[Attribution]) -> str:
    """The status, made "alleged" or "denied" by who says so, where the words leave it open."""
    stances = {attribution.stance for attribution in said}
    if Stance.DENIES in stances:
        return "denied"
    if stances & {Stance.CLAIMS, Stance.ACCUSES} and status in {"", "current"}:
        return "alleged"
    return status


def read_share(text: str) -> float | None:
    """The first share in per cent that ``text`` gives: "51 percent", "a 20% stake", "half of"."""
    for match in _SHARE.finditer(text):
        value = parse_number(match[1].replace(",", "."))
        if value is not None and 0 < value <= WHOLE:
            return value
    return None


def _by_adverb(word: str, words: Mapping[str, frozenset[str]]) -> str:
    for key, status in (("formerly", "former"), ("allegedly", "alleged"), ("still", "current")):
        if word in words[key]:
            return status
    return ""


def _above(verb: Token, words: Mapping[str, frozenset[str]]) -> str | None:
    """What stands over an infinitive: "used to own", "is said to own"; None where it is only wanted."""
    lemma = verb.head.lemma_.lower()
    if verb.dep_ in _CONTROLS and lemma in words["used"]:
        return "former"
    if verb.dep_ in _CONTROLS and lemma in words["said"]:
        return "alleged"
    return "current" if lemma == "continue" else None


def _denied(verb: Token) -> str:
    """Over "denied owning Y", "denies that he owns Y"."""
    head = verb.head if verb.dep_ != "pcomp" else verb.head.head
    if head.lemma_.lower() == "deny":
        return "denied"
    return "alleged" if head.lemma_.lower() in {"accuse", "suspect", "allege"} else ""

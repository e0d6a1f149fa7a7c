"""Names in a document: where they stand, cut to what is the name.

The pipeline's entities are a first draft. They are trimmed and joined here, runs of proper nouns that it
missed are added, and every further occurrence of an accepted name is found; what each name *is* is decided
over all its occurrences in :mod:`nlp.extract.kinds`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from spacy.tokens import Doc, Token

from nlp.rules.lexicons import lexicons

LABELS = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "PRODUCT", "WORK_OF_ART", "EVENT", "LAW", "NORP"})
_EDGE_TAGS = frozenset(
    {
        "DT",
        "PRP$",
        "IN",
        "CC",
        "TO",
        "WDT",
        "WP",
        "WP$",
        "WRB",
        "PDT",
        "POS",
        "MD",
        "EX",
        "VBD",
        "VBZ",
        "VBP",
        "RB",
        "PRP",
    }
)
_PROPER = frozenset({"NNP", "NNPS"})
_INNER = frozenset({"-", "–", "'", "’", "&", "."})


class Draft(NamedTuple):
    """A stretch of tokens taken for a name; ``label`` is the pipeline's, "" where it saw none."""

    start: int
    end: int
    label: str


def find_drafts(doc: Doc) -> list[Draft]:
    """All names of a document in order, disjoint."""
    headings = heading_tokens(doc)
    drafts = [
        Draft(s, e, "NORP" if e - s == 1 and doc[s].lower_ in lexicons().demonyms else ent.label_)
        for ent in doc.ents
        if ent.label_ in LABELS
        for s, e in _pieces(doc, ent.start, ent.end)
    ]
    drafts = _join(doc, _with_runs(doc, drafts))
    attested = {_key(doc, d) for d in drafts if d.start not in headings}
    words = {word for key in attested for word in key}
    kept = [
        d
        for d in drafts
        if d.start not in headings
        or _key(doc, d) in attested
        or all(w in words or w.lower() in _HEADING_GLUE for w in _key(doc, d))
    ]
    return _everywhere(doc, kept)


_HEADING_GLUE = frozenset({"of", "the", "and", "for", "-", "'s", "’s"})


def heading_tokens(doc: Doc) -> frozenset[int]:
    """Indices of tokens in headlines: lines of four words or more, most of them capitalised, without a stop.

    Capitals say nothing there, so a headline alone makes no name.
    """
    found: list[int] = []
    line: list[Token] = []
    for token in doc:
        if token.is_space and "\n" in token.text:
            found += _if_heading(line)
            line = []
        elif not token.is_space:
            line.append(token)
    return frozenset(found + _if_heading(line))


def _if_heading(line: list[Token]) -> list[int]:
    words = [t for t in line if t.is_alpha]
    if len(words) < 4 or line[-1].text[-1] in ".!?:;,":
        return []
    long = [t for t in words if len(t) > 3]
    capitals = sum(t.text[0].isupper() for t in long)
    return [t.i for t in line] if capitals > 0.75 * len(long) else []


def _key(doc: Doc, draft: Draft) -> tuple[str, ...]:
    return tuple(t.text for t in doc[draft.start : draft.end])


def _pieces(doc: Doc, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A span cut at line ends, each piece trimmed to the name; what is no name is dropped."""
    low = start
    for at in range(start, end + 1):
        if at == end or (doc[at].is_space and "\n" in doc[at].text):
            trimmed = trim(doc, low, at)
            if trimmed and is_name(doc, *trimmed):
                yield trimmed
            low = at + 1


def trim(doc: Doc, start: int, end: int) -> tuple[int, int] | None:
    """Cut articles, possessives, prepositions, verbs and punctuation from both ends."""
    while start < end and _is_edge(doc[start], first=True):
        start += 1
    while end > start and _is_edge(doc[end - 1], first=False):
        end -= 1
    return (start, end) if start < end else None


def _is_edge(token: Token, *, first: bool) -> bool:
    if token.is_space or (token.is_punct and token.text not in {"."}):
        return True
    if token.lower_ in {"'s", "’s", "s'", "the", "a", "an", "its", "his", "their", "and", "of"}:
        return token.lower_ != "the" or token.text != "The" or first
    capital = token.text[0].isupper() and token.is_alpha and not token.is_sent_start
    return token.tag_ in _EDGE_TAGS and not capital and token.lower_ not in lexicons().particles


def is_name(doc: Doc, start: int, end: int) -> bool:
    """Whether tokens can be a name at all: a capital or a foreign letter, no key press, date or gibberish."""
    text = doc[start:end].text
    if len(text) > 150 or end - start > 15 or not any(c.isalpha() for c in text):
        return False
    if any(c in text for c in "+=<>{}[]|\\@#_*~^/") or "  " in text:
        return False
    words = [t for t in doc[start:end] if t.is_alpha or t.text[0].isalpha()]
    if not words or not any(
        t.text[0].isupper() or (t.text[0].isalpha() and not t.text[0].islower()) for t in words
    ):
        return False
    if all(t.lower_.strip(".") in lexicons().calendar or t.like_num for t in words):
        return False
    if len(words) == 1 and (
        len(words[0].text.strip(".")) < 2 or (words[0].is_stop and words[0].lower_ == words[0].text)
    ):
        return False
    return not any(_gibberish(t.text) for t in words)


def _gibberish(word: str) -> bool:
    """Whether a word is no word: keyboard noise, hashes, base64."""
    if len(word) > 40:
        return True
    letters = [c for c in word.lower() if c.isalpha()]
    if len(letters) < 6 or not word.isascii():
        return False
    changes = sum(a.islower() and b.isupper() for a, b in pairwise(word))
    digits = sum(c.isdigit() for c in word)
    run = longest = 0
    for c in letters:
        run = 0 if c in "aeiouy" else run + 1
        longest = max(longest, run)
    return (longest >= 7 and not word.isupper()) or changes >= 4 or (digits >= 4 and changes >= 2)


def _with_runs(doc: Doc, drafts: list[Draft]) -> list[Draft]:
    """Add runs of proper nouns that the pipeline left out."""
    covered = {i for d in drafts for i in range(d.start, d.end)}
    covered |= {t.i for t in doc if t.ent_type_ and t.ent_type_ not in LABELS}
    found, at = list(drafts), 0
    while at < len(doc):
        token = doc[at]
        if not _starts_run(token, covered):
            at += 1
            continue
        end = at + 1
        while end < len(doc) and end not in covered and _continues(doc, end):
            end += 1
        trimmed = trim(doc, at, end)
        if trimmed and is_name(doc, *trimmed) and not _is_common(doc, *trimmed):
            found.append(Draft(*trimmed, ""))
        at = end
    return sorted(found)


def _starts_run(token: Token, covered: set[int]) -> bool:
    return (
        token.tag_ in _PROPER
        and token.i not in covered
        and token.text[0].isupper()
        and token.lower_.strip(".") not in lexicons().calendar
    )


def _continues(doc: Doc, at: int) -> bool:
    token = doc[at]
    if token.tag_ in _PROPER and token.text[0].isupper() and not token.is_space:
        return True
    before, after = doc[at - 1], doc[at + 1] if at + 1 < len(doc) else None
    joined = token.text in _INNER and not before.whitespace_ and not token.whitespace_
    particle = token.lower_ in lexicons().particles and token.text.islower()
    return bool(
        after is not None and after.tag_ in _PROPER and after.text[0].isupper() and (joined or particle)
    )


def _is_common(doc: Doc, start: int, end: int) -> bool:
    """Whether all words are titles, roles or demonyms, or a capital that only begins a sentence."""
    lexicon = lexicons()
    words = [t for t in doc[start:end] if t.is_alpha]
    common = (
        lexicon.titles | lexicon.roles | lexicon.title_joins | lexicon.place_kinds | lexicon.demonyms.keys()
    )
    if all(t.lower_ in common or t.lemma_.lower() in common for t in words):
        return True
    return end - start == 1 and bool(doc[start].is_sent_start) and (doc[start].is_stop or len(doc[start]) < 3)


def _join(doc: Doc, drafts: list[Draft]) -> list[Draft]:
    """Join "the Ministry of Defense" + "of" + "Ukraine", and demonyms with the organisation behind them."""
    heads = lexicons().organisation_heads
    joined: list[Draft] = []
    for draft in drafts:
        while joined:
            left = joined[-1]
            if (
                left.end == draft.start
                and left.label == "NORP"
                and draft.label == "ORG"
                and _ends_in_head(doc, draft, heads)
            ):
                draft = Draft(joined.pop().start, draft.end, "ORG")
                continue
            between = [t.lower_ for t in doc[left.end : draft.start]]
            linked = between in (["of"], ["for"], ["of", "the"], ["for", "the"])
            if (
                linked
                and _has_head(doc, left, heads)
                and draft.label not in {"PERSON", "NORP", "WORK_OF_ART", "EVENT"}
            ):
                draft = Draft(joined.pop().start, draft.end, "ORG")
                continue
            break
        joined.append(draft)
    return joined


def _has_head(doc: Doc, draft: Draft, heads: frozenset[str]) -> bool:
    return any(t.lower_ in heads and t.text[0].isupper() for t in doc[draft.start : draft.end])


def _ends_in_head(doc: Doc, draft: Draft, heads: frozenset[str]) -> bool:
    last = doc[draft.end - 1]
    return last.lower_ in heads and last.text[0].isupper()


def _everywhere(doc: Doc, drafts: list[Draft]) -> list[Draft]:
    """Add the occurrences of accepted names that were left out, longest names first."""
    by_first: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for draft in drafts:
        if draft.label not in {"NORP", "WORK_OF_ART", "EVENT", "LAW"}:
            key = _key(doc, draft)
            by_first[key[0]].add(key)
    ranked = {first: sorted(keys, key=len, reverse=True) for first, keys in by_first.items()}
    covered = {i for d in drafts for i in range(d.start, d.end)}
    found, at = list(drafts), 0
    while at < len(doc):
        end = at + 1
        for key in ranked.get(doc[at].text, ()):
            stop = at + len(key)
            if (
                not covered.intersection(range(at, stop))
                and tuple(t.text for t in doc[at:stop]) == key
                and (
                    len(key) > 1
                    or (doc[at].text[0].isupper() and doc[at].pos_ in {"PROPN", "NOUN", "ADJ", "X"})
                )
            ):
                found.append(Draft(at, stop, ""))
                end = stop
                break
        at = end
    return sorted(found)

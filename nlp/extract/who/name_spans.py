"""Names in a document: where they stand, cut to what is the name.

The pipeline's entities are a first draft. They are trimmed and joined here, runs of proper nouns that it
missed are added, and every further occurrence of an accepted name is found; what each name *is* is decided
over all its occurrences in :mod:`nlp.extract.who.entity_type_vote`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from nlp.extract.who.full_names import find_full_names, part_from_office
from nlp.extract.who.known_names import find_known, is_designation, is_listed
from nlp.extract.who.name_repair import (
    NameSpan,
    complete,
    cut_epithets,
    cut_headlines,
    cut_offices,
    join_pieces,
    part_lists,
    words_of,
)
from nlp.extract.who.span_trimming import is_name, trim
from nlp.rules import load_rules
from nlp.rules.word_lists import Lexicons, lexicons
from nlp.text.parse_arrays import indices_with, text_of, texts_of
from nlp.text.tables import find_tables

LABELS = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "PRODUCT", "WORK_OF_ART", "EVENT", "LAW", "NORP"})
_TITLED = frozenset({"WORK_OF_ART", "LAW"})
_NUMBERS = frozenset({"DATE", "TIME", "CARDINAL", "ORDINAL", "MONEY", "PERCENT", "QUANTITY"})
_PROPER = frozenset({"NNP", "NNPS"})
_COMMON = frozenset({"JJ", "NN", "NNS", "FW"})
_INNER = frozenset({"-", "–", "'", "’", "&", "."})
_JOINING = frozenset({"of", "and", "the", "on", "upon"})
_HYPHENED = re.compile(
    r"(?<![\w-])[A-Z][\w'’]+(?:-(?:e|i|ul|ol|al|el|us|ur|un|la|le|de|du|da|do|y|o|en|in|au|aux|sur|sous|on|upon)"
    r"-[A-Z][\w'’]+)+"
)
_NOUN_PARTS = frozenset({"nsubj", "nsubjpass", "pobj", "dobj", "poss", "conj", "appos"})


def find_drafts(doc: Doc) -> list[NameSpan]:
    """All names of a document in order, disjoint."""
    known = [NameSpan(*found) for found in find_known(doc)]
    known = [*known, *(d for d in find_full_names(doc) if not _meets(d, known))]
    known = [*known, *(d for d in _in_tables(doc) if not _meets(d, known))]
    drafts = _overlay(_overlay(sorted(known), list(_hyphened(doc))), _labelled(doc))
    drafts = sorted([*drafts, *_runs(doc, drafts)])
    drafts = part_lists(doc, join_pieces(doc, sorted([*drafts, *_listed(doc, drafts)])))
    drafts = cut_offices(doc, part_from_office(doc, drafts))
    drafts = cut_headlines(doc, [complete(doc, d) for d in cut_epithets(doc, drafts)])
    return _everywhere(doc, drafts)


def _in_tables(doc: Doc) -> Iterator[NameSpan]:
    """Names that fill a cell under a heading of people or bodies: "Shareholder", "Company"."""
    headings, lexicon = load_rules("relations")["headings"], lexicons()
    bodies = frozenset(headings["target"])
    people = frozenset(w for kind in set(headings) - {"target", "share"} for w in headings[kind])
    for table in find_tables(text_of(doc)):
        for at, heading in enumerate(word.strip(" %:") for word in table.headings):
            for row in table.rows if heading in bodies | people else ():
                span = doc.char_span(row[at].start, row[at].end)
                words = [t for t in span or () if t.text[0].isalpha()]
                if span is None or not 1 < len(words) < 7 or not (words[0].text[0].isupper()):
                    continue
                ends = {t.lower_.strip(".") for t in words} & (
                    lexicon.legal_forms | lexicon.organisation_heads
                )
                yield NameSpan(span.start, span.end, "ORG" if ends or heading in bodies else "PERSON")


def _hyphened(doc: Doc) -> Iterator[NameSpan]:
    """Names whose words small ones join by hyphens: "Port-au-Prince", "Sipah-e-Noor"."""
    text = text_of(doc)
    for match in _HYPHENED.finditer(text) if text.count("-") > 1 else ():
        span = doc.char_span(*match.span())
        if span is not None:
            label = next((t.ent_type_ for t in span if t.ent_type_ in LABELS and t.ent_type_ != "NORP"), "")
            yield NameSpan(span.start, span.end, label)


def _labelled(doc: Doc) -> list[NameSpan]:
    demonyms, points = lexicons().demonyms, lexicons().points
    found = []
    for ent in doc.ents:
        if ent.label_ not in LABELS:
            continue
        for start, end in _pieces(
            doc, ent.start, ent.end, body=ent.label_ == "ORG", work=ent.label_ in _TITLED
        ):
            if end - start == 1 and _is_common(doc, start, end) and doc[start].lower_ not in demonyms:
                continue
            label = ent.label_
            if doc[end - 1].lower_ in demonyms and all(
                t.lower_ in demonyms or t.text == "-" or t.lower_ in points for t in doc[start:end]
            ):
                label = "NORP"
            elif label == "NORP" and (end - start > 1 or doc[start].tag_ == "NNP"):
                label = ""
            found.append(NameSpan(start, end, label))
    return found


def _pieces(doc: Doc, start: int, end: int, *, body: bool, work: bool) -> Iterator[tuple[int, int]]:
    """A span cut at line ends and verbs, each piece trimmed to the name; what is no name is dropped."""
    low = start
    for at in range(start, end + 1):
        if (
            at == end
            or (doc[at].is_space and not {"\n", "\t"}.isdisjoint(doc[at].text))
            or doc[at].text == "|"
            or (not work and _is_verb(doc[at]))
            or _parts_at(doc, at, start, end, body=body)
        ):
            trimmed = trim(doc, low, at)
            if trimmed:
                trimmed = trimmed[0], _without_noun(doc, *trimmed)
                if is_name(doc, *trimmed):
                    yield trimmed
            low = at + 1


def _is_verb(token: Token) -> bool:
    """Whether a verb stands inside what the pipeline took for one name: "Delta Bank hired Holt & Marsh"."""
    return token.is_lower and token.pos_ == "VERB" and token.tag_ in {"VBD", "VBZ", "VBP"}


def _without_noun(doc: Doc, start: int, end: int) -> int:
    """The end of a name without the common noun that it modifies ("Bayraktar drones") and a full stop."""
    lexicon = lexicons()
    if end - start > 1 and doc[end - 1].text == "." and doc[end - 2].is_alpha and len(doc[end - 2]) > 2:
        end -= 1
    while end - start > 1 and doc[end - 1].is_lower:
        lemma = doc[end - 1].lemma_.lower()
        if lemma not in lexicon.weapons and lemma not in lexicon.vehicles and lemma not in lexicon.roles:
            break
        end -= 1
    return end


def _parts_at(doc: Doc, at: int, start: int, end: int, *, body: bool) -> bool:
    """Whether a comma parts two names: "ORVANE, Tesmeria", but not "Harbour Trading, Ltd."

    Nor "Foreign, Trade and Development Office", of which every part is generic.
    """
    if doc[at].text not in {",", ";"}:
        return False
    lexicon = lexicons()
    after = doc[at + 1].lower_.strip(".") if at + 1 < end else ""
    if after in lexicon.legal_forms | lexicon.suffixes:
        return False
    listed = (
        body
        and doc[start].lower_ in lexicon.generic_bodies
        and doc[end - 1].lower_ in lexicon.organisation_heads
    )
    return not (listed and any(t.lower_ in {"and", "&"} for t in doc[at:end]))


def _meets(draft: NameSpan, others: Sequence[NameSpan]) -> bool:
    return any(o.start < draft.end and draft.start < o.end for o in others)


def _overlay(over: Sequence[NameSpan], under: Sequence[NameSpan]) -> list[NameSpan]:
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


def _runs(doc: Doc, drafts: Sequence[NameSpan]) -> Iterator[NameSpan]:
    """Runs of proper nouns that the pipeline left out."""
    covered = {i for d in drafts for i in range(d.start, d.end)}
    covered |= {i for ent in doc.ents if ent.label_ in _NUMBERS for i in range(ent.start, ent.end)}
    calendar, until = lexicons().calendar, 0
    currencies = lexicons().currencies
    for at in indices_with(doc, "TAG", _PROPER):
        if at < until or at in covered:
            continue
        token = doc[at]
        if token.text[0].islower() or token.lower_.strip(".") in calendar or token.text in currencies:
            continue
        until = at + 1
        while until < len(doc) and until not in covered and _continues(doc, until):
            until += 1
        trimmed = trim(doc, at, until)
        if trimmed and is_name(doc, *trimmed) and not _is_common(doc, *trimmed):
            yield NameSpan(*trimmed, "NORP" if doc[trimmed[1] - 1].lower_ in lexicons().demonyms else "")


def _listed(doc: Doc, drafts: Sequence[NameSpan]) -> Iterator[NameSpan]:
    """Well-known single names that the tagger took for common words; designations before an arm's noun."""
    covered = {i for d in drafts for i in range(d.start, d.end)}
    bodies, typed, last = lexicons().known_organisations, lexicons().typed_names, len(doc) - 1
    for at, text in enumerate(texts_of(doc)):
        if not text[0].isupper() or len(text) < 2 or at in covered:
            continue
        if text in typed:
            yield NameSpan(at, at + 1, "")
            continue
        loud = len(text) > 2 and text.isupper() and text.isalpha()
        if loud and (text in bodies or _in_brackets(doc, at)):
            yield NameSpan(at, at + 1, "ORG" if text in bodies else "")
        elif text[-1].isdigit():
            if at < last and is_designation(text) and _is_arm(doc[at + 1]):
                yield NameSpan(at, at + 1, "")
        elif doc[at].tag_ in _COMMON and doc[at].dep_ in _NOUN_PARTS and is_listed(text):
            yield NameSpan(at, at + 1, "")


def _in_brackets(doc: Doc, at: int) -> bool:
    return 0 < at < len(doc) - 1 and doc[at - 1].text == "(" and doc[at + 1].text == ")"


def _is_arm(noun: Token) -> bool:
    """Whether a noun is for a weapon or a vehicle."""
    lexicon = lexicons()
    words = {noun.lemma_.lower(), noun.lower_.removesuffix("s")}
    return not words.isdisjoint(lexicon.weapons) or not words.isdisjoint(lexicon.vehicles)


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
    if len(words) > 1 and all(t.text[0].isupper() and t.lower_ in lexicon.generic_bodies for t in words):
        return words[-1].lower_ not in lexicon.organisation_heads  # "General Staff" is a body
    if words and words[0].text in lexicons().currencies:
        return True
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


def in_usual_case(name: str) -> str:
    """A name in capitals as one writes it: "TARTU" is Tartu; acronyms ("UAE", "USSR") stay."""
    lexicon = lexicons()
    long = any(len(word) > 3 and word.isalpha() for word in name.split())
    if not (name.isupper() and long) or name in lexicon.country_names or name in lexicon.place_abbreviations:
        return name
    return " ".join(
        word.lower() if at and word.lower() in lexicon.particles | _JOINING else word.title()
        for at, word in enumerate(name.split())
    )


def _everywhere(doc: Doc, drafts: Sequence[NameSpan]) -> list[NameSpan]:
    """Add the occurrences of accepted names that were left out, longest names first."""
    by_first: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for draft in drafts:
        if draft.label not in {"NORP", "WORK_OF_ART", "EVENT", "LAW"}:
            key = words_of(doc, draft)
            by_first[key[0]].add(key)
            if len(key) > 3 and key[-2] == "-" and key[-1].islower():  # the given name of "Lam Kwok-wah"
                by_first[key[-3]].add(key[-3:])
            if draft.label == "PERSON" and len(key) > 1 and key[-1][0].isupper():
                by_first[key[-1]].add(key[-1:])
    ranked = {first: sorted(keys, key=len, reverse=True) for first, keys in by_first.items()}
    covered = {i for d in drafts for i in range(d.start, d.end)}
    texts = texts_of(doc)
    found, until = list(drafts), 0
    for at, text in enumerate(texts):
        if at < until or text not in ranked or at in covered:
            continue
        stop = next((at + len(key) for key in ranked[text] if _stands(doc, texts, at, key, covered)), 0)
        if stop:
            found.append(NameSpan(at, stop, ""))
            until = stop
    return sorted(found)


def _stands(doc: Doc, texts: Sequence[str], at: int, key: tuple[str, ...], covered: set[int]) -> bool:
    if tuple(texts[at : at + len(key)]) != key or any(i in covered for i in range(at, at + len(key))):
        return False
    return len(key) > 1 or (key[0][0].isupper() and doc[at].pos_ in {"PROPN", "NOUN", "ADJ", "X"})

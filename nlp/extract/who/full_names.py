"""Full names of people that the pipeline cuts: nicknamed, with particles, first names from the calendar.

A first name is never dropped for a surname that fits: who bears only half of a name is somebody else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from nlp.coref.candidates import Candidate
from nlp.extract.who.known_names import is_listed
from nlp.extract.who.name_repair import NameSpan
from nlp.extract.who.person_titles import is_given, is_title
from nlp.names.gazetteer import look_up
from nlp.records import EntityType
from nlp.rules.language import per_language
from nlp.rules.word_lists import lexicons
from nlp.text.parse_arrays import indices_with, text_of

NICKNAMED = re.compile(
    r"(?P<before>[A-Z]\w+(?: [A-Z]\w+){0,2}) "
    r"(?P<open>[“\"‘'])(?P<nick>(?:[Tt]he |El |La |Le )?[A-Z][\w’-]+(?: [A-Z][\w’-]+)?)[”\"’'] "
    r"(?P<behind>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?)"
)
_PROPER = frozenset({"NNP", "NNPS"})
_OFFICE = 8  # tokens between a title and what its office is of
_BORNE = frozenset({"nsubj", "nsubjpass", "dobj", "iobj", "dative", "poss", "appos", "conj", "pobj", "attr"})
_OF_PEOPLE = frozenset({"by", "with", "of", "from", "against", "to", "for", "between", "about", "like"})


def find_full_names(doc: Doc) -> Iterator[NameSpan]:
    """Full names in running text, each found by its shape."""
    yield from _nicknamed(doc)
    yield from _with_particles(doc)
    yield from _of_the_calendar(doc)


def _nicknamed(doc: Doc) -> Iterator[NameSpan]:
    """People with their nickname between their names: 'Emil "the Fox" Sarkan'."""
    text = text_of(doc)
    for match in NICKNAMED.finditer(text) if any(mark in text for mark in "\"“‘'") else ():
        span = doc.char_span(*match.span())
        if span is not None and any(t.ent_type_ == "PERSON" or is_given(t.text) for t in span):
            yield NameSpan(span.start, span.end, "PERSON")


def _with_particles(doc: Doc) -> Iterator[NameSpan]:
    """ "Juan de la Cruz y Vega", "Otto von und zu Brehm": particles lead surnames, and some join two."""
    text = text_of(doc)
    for match in _particled().finditer(text):
        end = match.end()
        if match["second"] and is_given(match["second"]) and re.match(r" [A-Z]", text[end : end + 2]):
            end = match.start("joint")  # two people
        span = doc.char_span(match.start(), end)
        if span is not None and (is_given(span[0].text) or span[0].ent_type_ == "PERSON"):
            yield NameSpan(span.start, span.end, "PERSON")


@per_language
def _particled() -> re.Pattern[str]:
    lexicon = lexicons()
    leading = "|".join(sorted(lexicon.surname_particles))
    joining = "|".join(sorted(lexicon.joining_particles))
    lead = rf"(?:(?:{leading})(?: (?:{joining}))? ){{1,3}}"
    surname = r"[A-Z][\w'’]+(?:-[A-Z][\w'’]+)?"
    return re.compile(
        rf"(?<![\w.-])[A-Z]\w+(?: [A-Z][\w.]*)?(?: {lead}{surname})+"
        rf"(?P<joint> (?:{joining}) (?:{lead})?(?P<second>{surname}))?(?!\w)"
    )


def _of_the_calendar(doc: Doc) -> Iterator[NameSpan]:
    """First names that are days and months: "Friday Okoye was held", but not "on Friday Okoye was held"."""
    for at in indices_with(doc, "LOWER", lexicons().calendar_names):
        if at + 1 < len(doc) and _is_first_name(doc, doc[at], doc[at + 1]):
            yield NameSpan(at, at + 2, "PERSON")


def _is_first_name(doc: Doc, first: Token, last: Token) -> bool:
    lexicon = lexicons()
    if not (first.is_title and last.is_title and last.is_alpha and last.tag_ in {"NNP", "NN"}):
        return False
    if first.tag_ == "MD" and first.dep_ == "aux":  # "Will Tanner was held", but not "Will Tanner resign?"
        verb = first.head
        finite = verb.tag_ in {"VBD", "VBZ"} or any(c.tag_ in {"VBD", "VBZ"} for c in verb.children)
        return finite and last.head.i == verb.i and last.dep_ in {"nsubj", "nsubjpass"}
    if first.lower_ == "will":
        return False
    if first.dep_ != "compound" or first.head.i != last.i or last.dep_ not in _BORNE:
        return False
    if last.dep_ == "pobj" and last.head.lower_ not in _OF_PEOPLE:
        return False
    word = last.lower_
    generic = lexicon.never_after_calendar | lexicon.organisation_heads | lexicon.naming_facilities
    if word in generic | lexicon.roles | lexicon.titles or word in lexicon.demonyms or is_listed(last.text):
        return False
    if word in lexicon.calendar and word not in lexicon.calendar_names:
        return False
    if last.i + 1 < len(doc) and doc[last.i + 1].tag_ in _PROPER:
        return False
    before = doc[first.i - 1] if first.i else None
    if before is not None and not first.is_sent_start:
        said = before.pos_ in {"VERB", "AUX"} and before.lemma_.lower() in lexicon.speech_verbs
        if said or before.pos_ == "ADV" or before.tag_ == "VBZ" or before.lower_ in lexicon.before_calendar:
            return False
    return not look_up(f"{first.text} {last.text}")


def share_surnames(doc: Doc, names: Sequence[Candidate]) -> list[Candidate]:
    """Give a first name the surname that stands once for two: "Boris and Nadia Ruten" are two Rutens.

    Not one with a title, and not one that the document itself gives another surname.
    """
    known = {c.name.split()[0] for c in names if c.type is EntityType.PERSON and " " in c.name}
    starts = {c.start: c for c in names if c.type is EntityType.PERSON and " " in c.name}
    found = []
    for named in names:
        partner = starts.get(named.end + 1)
        if (
            partner is not None
            and named.type is EntityType.PERSON
            and named.end - named.start == 1
            and doc[named.end].lower_ in {"and", "&"}
            and named.name not in known
            and is_given(named.name)
            and is_given(partner.name.split()[0])
            and not (named.start and is_title(doc[named.start - 1]))
        ):
            named = replace(named, name=" ".join([named.name, *partner.name.split()[1:]]))
        found.append(named)
    return found


def part_from_office(doc: Doc, drafts: Sequence[NameSpan]) -> list[NameSpan]:
    """Part a name from what the office before it is of: "Chief of the General Staff of Tarn" + "Aras Demir".

    Behind a title and "of", what follows the last "of" is one word for the place and two or more for
    somebody; a name that stands right behind such a phrase is a person's.
    """
    found: list[NameSpan] = []
    for draft in drafts:
        before = found[-1] if found else None
        at = max((i for i in range(draft.start, draft.end) if doc[i].lower_ == "of"), default=draft.end)
        tail = doc[at + 1 : draft.end]
        if (
            draft.label != "PERSON"
            and len(tail) > 2
            and all(t.is_title and t.is_alpha for t in tail)
            and tail[-1].lower_ not in lexicons().organisation_heads
            and _behind_office(doc, draft.start)
            and not doc[draft.end : draft.end + 1].text.istitle()
        ):
            found += [NameSpan(draft.start, at + 2, draft.label), NameSpan(at + 2, draft.end, "PERSON")]
        elif (
            not draft.label
            and draft.end - draft.start > 1
            and before is not None
            and before.end == draft.start
            and _behind_office(doc, before.start)
        ):
            found.append(NameSpan(draft.start, draft.end, "PERSON"))
        else:
            found.append(draft)
    return found


def _behind_office(doc: Doc, at: int) -> bool:
    """Whether a title and "of" stand before: "Deputy Minister of Defence of the" before a country."""
    low = max(at - _OFFICE, 0)
    before = doc[low:at]
    if not len(before) or before[-1].lower_ not in {"of", "the"}:
        return False
    for token in reversed(before):
        if token.lower_.strip(".") in lexicons().titles or token.lower_ in lexicons().roles:
            return token.i + 1 < len(doc) and doc[token.i + 1].lower_ == "of"
        if not (token.is_title or token.lower_ in {"of", "the", "and", "for", "in", "-"}):
            return False
    return False

"""What a parse tells about a time expression: its sentence and the tense of the verb that governs it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from nlp.text.parse_arrays import text_of
from nlp.time import TimeReading, read_times
from nlp.time.grammar.lexicon import tense_words

_MODAL = "modal"
_OPEN = "open"  # "asked it to respond by 3 May": told as past, and yet to come then
_CLIMB = 12  # heads looked at on the way up to a verb


def read_doc(doc: Doc) -> list[TimeReading]:
    """The unresolved time expressions of ``doc``; without a parse their cues are those of the bare text."""
    readings = read_times(text_of(doc))
    if not readings or not doc.has_annotation("DEP"):
        return readings
    return parsed_cues(doc, readings)


def parsed_cues(doc: Doc, readings: Sequence[TimeReading]) -> list[TimeReading]:
    """The readings with sentence and tense from the parse in place of those told by sight."""
    starts = doc.to_array("IDX")
    sentences = starts[doc.to_array("SENT_START") == 1].tolist()
    firsts = starts.searchsorted([reading.start for reading in readings], side="right") - 1
    lasts = starts.searchsorted([reading.end - 1 for reading in readings], side="right") - 1
    number, out = 0, []
    for reading, first, last in zip(readings, firsts.tolist(), lasts.tolist(), strict=True):
        while number < len(sentences) and sentences[number] <= reading.start:
            number += 1
        tense = governing_tense(doc[max(first, 0)], doc[max(last, 0)])
        out.append(replace(reading, cues=replace(reading.cues, sentence=number, tense=tense)))
    return out


def governing_tense(first: Token, last: Token) -> str:
    """Tense of the verb that governs the stretch from ``first`` to ``last``: "past", "pluperfect", "present",
    "future", or "" where there is none or the stretch stands in the genitive ("Friday's ruling")."""
    low, high = first.i, last.i
    if high + 1 < len(last.doc) and last.nbor().tag_ == "POS":
        return ""
    token = first
    while low <= token.head.i <= high and token.head.i != token.i:
        token = token.head
    nominal, bare = False, token.dep_ == "npadvmod"  # "the decision, announced Wednesday"
    for _ in range(_CLIMB):
        outside = not low <= token.i <= high
        if token.pos_ in ("VERB", "AUX") and outside and (found := _tense(token, bare=bare)):
            if found == _MODAL:
                return "" if nominal else "future"
            if found == _OPEN:
                return ""
            if found == "past" and token.lemma_ in tense_words("moved") and first.i and _leads_on(first):
                return "future"
            return "" if nominal and found != "future" else found
        nominal = nominal or (outside and token.pos_ in ("NOUN", "ADJ"))
        head = token.head
        if head.i == token.i:
            break
        token = head
    return ""


def _leads_on(first: Token) -> bool:
    """Whether a preposition of direction stands before: "extended to 16 November"."""
    return first.nbor(-1).lower_ in tense_words("leading")


def _tense(verb: Token, *, bare: bool) -> str:
    words = {child.lower_ for child in verb.lefts if child.dep_ in ("aux", "auxpass", "neg")}
    if words & tense_words("will"):
        return "future"
    tag = verb.tag_
    if words & tense_words("modals"):
        sensed = words & tense_words("able") and ({verb.lemma_} | words) & tense_words("sensing")
        return "past" if sensed or words & tense_words("perfect") else _MODAL
    if verb.lemma_ in tense_words("forward") and tag in ("VBD", "VBN", "VBZ", "VBP"):
        return "future"
    if "to" in words and (tag == "VB" or "be" in words):
        head = verb.head
        planned = head.lemma_ in tense_words("plans") or head.lower_ in tense_words("towards")
        if planned and any(child.lower_ in tense_words("had") for child in head.lefts):
            return "pluperfect"  # "had been due to expire on Friday"
        if planned or verb.dep_ not in ("xcomp", "ccomp") or head.i == verb.i:
            return "future" if planned else ""
        above = _tense(head, bare=False)
        return above if above in ("future", _MODAL) else _OPEN  # "will be able to reach it on Monday"
    if words & tense_words("had"):
        return "pluperfect"
    if tag == "VBD" or words & tense_words("was") or (tag == "VBN" and bare and not words):
        return "past"
    return "present" if tag in ("VBZ", "VBP") or words & tense_words("is") else ""

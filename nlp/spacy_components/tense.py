"""What a parse tells about a time expression: its sentence and the tense of the verb that governs it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from nlp.text.parse_arrays import text_of
from nlp.time import TimeReading, read_times

_PLANS = frozenset(
    [
        "plan",
        "expect",
        "schedule",
        "set",
        "intend",
        "hope",
        "aim",
        "want",
        "agree",
        "promise",
        "vow",
        "pledge",
        "prepare",
        "due",
        "likely",
        "about",
        "slate",
    ]
)
_FORWARD = frozenset(["plan", "schedule", "expect", "slate", "await", "postpone"])
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
    nominal = False
    for _ in range(_CLIMB):
        outside = not low <= token.i <= high
        if token.pos_ in ("VERB", "AUX") and outside and (found := _tense(token)):
            return "" if nominal and found != "future" else found
        nominal = nominal or (outside and token.pos_ in ("NOUN", "ADJ"))
        head = token.head
        if head.i == token.i:
            break
        token = head
    return ""


def _tense(verb: Token) -> str:
    words = {child.lower_ for child in verb.lefts if child.dep_ in ("aux", "auxpass")}
    if words & {"will", "'ll", "wo", "shall"}:
        return "future"
    tag = verb.tag_
    if verb.lemma_ in _FORWARD and tag in ("VBD", "VBN", "VBZ", "VBP"):
        return "future"
    if "to" in words and tag == "VB":
        head = verb.head
        return "future" if head.lemma_ in _PLANS or head.lower_ in ("is", "are", "going", "be") else ""
    if "had" in words:
        return "pluperfect"
    if tag == "VBD" or words & {"was", "were", "did", "has", "have"}:
        return "past"
    return "present" if tag in ("VBZ", "VBP") or words & {"is", "are", "am", "do", "does"} else ""

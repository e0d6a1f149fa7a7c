"""Time expressions of a parsed document as records, and their re-resolution without the parse."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from spacy.tokens import Doc, Token

from nlp.records import Document, TimeExpression, make_id
from nlp.time import Reading, Resolved, read_times, resolve_times
from nlp.time.meaning import from_json, to_json

_PLANS = frozenset(
    "plan expect schedule set intend hope aim want agree promise vow pledge prepare due likely about slate".split()
)


_FORWARD = frozenset("plan schedule expect slate await postpone".split())


def extract_times(doc: Doc, document: Document) -> tuple[TimeExpression, ...]:
    """The time expressions of ``document``, resolved against its publication day.

    ``doc`` is the parse of its prepared text; without a parser the tense is told by sight.
    """
    readings = read_doc(doc)
    return tuple(_record(item, document) for item in resolve_times(readings, document.published))


def read_doc(doc: Doc) -> list[Reading]:
    """The unresolved readings of a ``Doc``, their cues taken from its sentences and verbs."""
    readings = read_times(doc.text)
    if not readings or not doc.has_annotation("DEP"):
        return readings
    return parsed_cues(doc, readings)


def parsed_cues(doc: Doc, readings: Sequence[Reading]) -> list[Reading]:
    """The readings with sentence, paragraph, quotation and tense from the parse."""
    starts = [token.idx for token in doc]
    sentences = [sent.start_char for sent in doc.sents]
    out = []
    for reading in readings:
        token = doc[max(bisect_right(starts, reading.start) - 1, 0)]
        last = doc[max(bisect_right(starts, reading.end - 1) - 1, 0)]
        cues = replace(
            reading.cues,
            sentence=bisect_right(sentences, reading.start),
            tense=governing_tense(token, last),
        )
        out.append(replace(reading, cues=cues))
    return out


def governing_tense(first: Token, last: Token) -> str:
    """Tense of the verb that governs a stretch: "past", "pluperfect", "present", "future" or ""."""
    token = first
    while first.i <= token.head.i <= last.i and token.head.i != token.i:
        token = token.head
    if last.i + 1 < len(last.doc) and last.nbor().tag_ == "POS":
        return ""  # "Friday's ruling": the noun's day, not the verb's
    for _ in range(12):
        head = token.head
        if token.pos_ in ("VERB", "AUX") and not first.i <= token.i <= last.i and (found := _tense(token)):
            return found
        if head.i == token.i:
            break
        token = head
    return ""


def _tense(verb: Token) -> str:
    helpers = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    words = {child.lower_ for child in helpers}
    if words & {"will", "'ll", "wo", "shall"}:
        return "future"
    tag = verb.tag_
    if verb.lemma_ in _FORWARD and tag in ("VBD", "VBN", "VBZ", "VBP"):
        return "future"
    if "to" in words and tag in ("VB",):
        head = verb.head
        if head.lemma_ in _PLANS or head.lower_ in ("is", "are", "going", "be"):
            return "future"
        return ""
    if any(child.lower_ == "had" for child in helpers):
        return "pluperfect"
    if tag == "VBD" or words & {"was", "were", "did"}:
        return "past"
    if words & {"has", "have"}:
        return "past"
    if tag in ("VBZ", "VBP") or words & {"is", "are", "am", "do", "does"}:
        return "present"
    return ""


def _record(item: Resolved, document: Document) -> TimeExpression:
    reading = item.reading
    return TimeExpression(
        id=make_id("time", document.id, reading.start, reading.end, reading.type),
        document_id=document.id,
        start=reading.start,
        end=reading.end,
        text=document.text[reading.start : reading.end],
        type=reading.type,
        read=reading.read,
        value=item.value,
        mod=reading.meaning.mod,
        interval=item.interval,
        anchor=item.anchor,
        rule=item.rule,
        note=item.note,
        cues=to_json(reading),
    )


def reresolve(times: Iterable[TimeExpression], published: date | None) -> tuple[TimeExpression, ...]:
    """The stored time expressions of one document, resolved against another publication day. No spaCy.

    Raises:
        ValueError: a record was stored without its cues.
    """
    kept = sorted(times, key=lambda item: item.start)
    readings = [
        from_json(item.cues, start=item.start, end=item.end, text=item.text, type=item.type, rule=item.rule.split(";")[0])
        for item in kept
    ]
    return tuple(
        replace(old, value=new.value, interval=new.interval, anchor=new.anchor, rule=new.rule, note=new.note)
        for old, new in zip(kept, resolve_times(readings, published), strict=True)
    )



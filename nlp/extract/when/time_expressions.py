"""Time expressions of a parsed document as records."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from nlp.extract.when.chronology import give_years
from nlp.records import Document, TimeExpression, make_id
from nlp.text.tense import read_doc
from nlp.time import Resolved, resolve_times
from nlp.time.grammar.reading import to_json


def extract_times(
    doc: Doc, document: Document, *, names: Sequence[tuple[int, int]] = ()
) -> tuple[TimeExpression, ...]:
    """The time expressions of ``document``, resolved against its publication day.

    ``doc`` is the parse of its prepared text; without a parser the tense is told by sight. What stands inside
    one of ``names`` (start, end) is no time.
    """
    readings = [r for r in read_doc(doc) if not any(low < r.end and r.start < high for low, high in names)]
    readings = give_years(readings, doc.text)
    return tuple(_record(item, document) for item in resolve_times(readings, document.published))


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

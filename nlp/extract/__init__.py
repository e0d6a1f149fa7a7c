"""From a parsed document to its facts."""

from __future__ import annotations

from spacy.tokens import Doc

from nlp.extract.attribution import extract_attributions
from nlp.extract.events import extract_events
from nlp.extract.mentions import extract_mentions
from nlp.extract.reading import Reading
from nlp.extract.relations import extract_relations
from nlp.extract.times import extract_times
from nlp.records import Document, Extraction

ENGLISH = "en"


def extract(doc: Doc, document: Document) -> Extraction:
    """Read all that one document says. One in another language than English says nothing we understand.

    Args:
        doc: the parse of ``prepare_text(document)``, by a pipeline of :func:`nlp.language.build_language`.
        document: the document; offsets of all records point into its text.
    """
    if document.language != ENGLISH:
        return Extraction(document=document)
    mentions = extract_mentions(doc, document)
    times = extract_times(doc, document)
    reading = Reading(doc, document, mentions)
    attributed = extract_attributions(reading)
    return Extraction(
        document=document,
        mentions=mentions,
        times=times,
        events=extract_events(reading, times, attributed),
        relations=extract_relations(reading, times, attributed),
    )

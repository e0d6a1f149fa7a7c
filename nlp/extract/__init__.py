"""From a parsed document to its facts."""

from __future__ import annotations

from spacy.tokens import Doc

from nlp.extract.events import extract_events
from nlp.extract.parse.parsed_document import ParsedDocument
from nlp.extract.said.attribution import extract_attributions
from nlp.extract.ties.relations import extract_relations
from nlp.extract.when.time_expressions import extract_times
from nlp.extract.who.mentions import extract_mentions, full_names
from nlp.records import Document, Extraction

ENGLISH = "en"


def extract(doc: Doc, document: Document) -> Extraction:
    """Read all that one document says. One in another language than English says nothing we understand.

    Args:
        doc: the parse of ``prepare_text(document)``, by a pipeline of
            :func:`nlp.text.pipeline.build_language`.
        document: the document; offsets of all records point into its text.
    """
    if document.language != ENGLISH:
        return Extraction(document=document)
    mentions = extract_mentions(doc, document)
    times = extract_times(doc, document, names=full_names(mentions))
    reading = ParsedDocument(doc, document, mentions)
    attributed = extract_attributions(reading)
    return Extraction(
        document=document,
        mentions=mentions,
        times=times,
        events=extract_events(reading, times, attributed),
        relations=extract_relations(reading, times, attributed),
    )

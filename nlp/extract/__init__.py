"""From a parsed document to its facts."""

from __future__ import annotations

from spacy.tokens import Doc

from nlp.extract.events import extract_events
from nlp.extract.letters import add_letter
from nlp.extract.parse.parsed_document import ParsedDocument
from nlp.extract.said.attribution import extract_attributions
from nlp.extract.said.cue_rules import load_cues
from nlp.extract.said.parse_repair import repair_parse
from nlp.extract.ties.relation_rules import load_roles
from nlp.extract.ties.relations import extract_relations
from nlp.extract.when.time_expressions import extract_times
from nlp.extract.who.mentions import extract_mentions, full_names
from nlp.extract.who.type_weights import load_weights
from nlp.records import Document, Extraction
from nlp.rules.event_rules import load_event_rules
from nlp.rules.language import Language, language_in_force
from nlp.rules.word_lists import lexicons


def load_vocabulary(language: Language) -> None:
    """Make of a language's tables what extraction needs, so that a mistake in them shows before a run.

    Raises:
        RulesError: ``file: key: reason``.
    """
    with language.in_force():
        for load in (lexicons, load_event_rules, load_cues, load_roles, load_weights):
            load()


def extract(doc: Doc, document: Document, language: Language | None = None) -> Extraction:
    """Read all that one document says. What is written in another language says nothing we understand.

    Args:
        doc: the parse of ``prepare_text(document)``, by a pipeline of
            :func:`nlp.text.pipeline.build_language`.
        document: the document; offsets of all records point into its text.
        language: the vocabulary it is read with; None takes the one in force.
    """
    language = language or language_in_force()
    if document.language != language.code:
        return add_letter(Extraction(document=document))
    with language.in_force():
        return add_letter(_extract(doc, document, language))


def _extract(doc: Doc, document: Document, language: Language) -> Extraction:
    repair_parse(doc)
    mentions = extract_mentions(doc, document)
    times = extract_times(doc, document, names=full_names(mentions))
    reading = ParsedDocument(doc, document, mentions, language)
    attributed = extract_attributions(reading)
    return Extraction(
        document=document,
        mentions=mentions,
        times=times,
        events=extract_events(reading, times, attributed),
        relations=extract_relations(reading, times, attributed),
    )

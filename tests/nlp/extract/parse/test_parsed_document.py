"""Sentences as evidence: whole, trimmed, without the boilerplate that stands behind them."""

from __future__ import annotations

from spacy.language import Language

from nlp.extract import extract
from nlp.extract.parse.parsed_document import ParsedDocument
from nlp.records import Document, Extraction
from nlp.text.prepare import prepare_text

TEXT = "The bridge at Velin was closed on Monday.\n\nAdvertisement\n\nIt opened again."


def test_sentence_ends_before_boilerplate(language: Language) -> None:
    start = TEXT.index("Advertisement")
    document = Document(id="d", path="a.txt", title="", text=TEXT, boilerplate=((start, start + 13),))
    doc = language(prepare_text(document))
    reading = ParsedDocument(doc, document)
    sentences = {reading.sentence(token).text for token in doc if not token.is_space}
    assert sentences == {"The bridge at Velin was closed on Monday.", "It opened again."}


def test_other_languages_say_nothing(language: Language) -> None:
    text = "Der Minister reiste am Montag nach Berlin, und am Dienstag explodierte dort eine Bombe."
    document = Document(id="d", path="a.txt", title="", text=text, language="de")
    assert extract(language(text), document) == Extraction(document=document)

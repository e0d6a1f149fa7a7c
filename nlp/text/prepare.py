"""The text a pipeline reads in place of the stored one: of the same length, so offsets hold in both."""

from __future__ import annotations

from nlp.records import Document
from nlp.text.truecase import is_all_capitals, restore_case


def prepare_text(document: Document) -> str:
    """Return ``document.text``, boilerplate blanked out and, where all is in capitals, its case restored.

    Line ends stay, so paragraphs do too.
    """
    pieces, at = [], 0
    for start, end in document.boilerplate:
        pieces.append(document.text[at:start])
        pieces.append("".join(c if c == "\n" else " " for c in document.text[start:end]))
        at = end
    pieces.append(document.text[at:])
    text = "".join(pieces)
    return restore_case(text) if is_all_capitals(text) else text

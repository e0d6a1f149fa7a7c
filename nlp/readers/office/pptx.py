"""Slides by python-pptx: the text of every slide in order, its tables and notes."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from pptx import Presentation
from pptx.exc import PythonPptxError

from nlp.errors import ReaderError
from nlp.readers.office.docx import BROKEN
from nlp.readers.office.xlsx import OLE
from nlp.readers.packed.zip import check_package
from nlp.readers.source.report_draft import MARK, Blob, ReportDraft

DEEPEST = 20  # groups of shapes inside one another


def read_pptx(blob: Blob) -> Iterator[ReportDraft]:
    """Yield the one report that a set of slides is; every slide is told.

    Raises:
        ReaderError: it is protected by a password, of an old format, or damaged.
    """
    data = blob.read()
    if data.startswith(OLE):
        raise ReaderError("protected by a password, or in the format of PowerPoint before 2007")
    check_package(data)
    try:
        slides = Presentation(BytesIO(data))
        told = [list(_slide(slide)) for slide in slides.slides]
        title, created = slides.core_properties.title, slides.core_properties.created
    except (*BROKEN, PythonPptxError, KeyError, OSError) as error:
        raise ReaderError("damaged slides") from error
    blocks: list[str] = []
    places = []
    for number, lines in enumerate(told, start=1):
        if text := "\n\n".join(lines).replace(MARK, "").strip():
            blocks.append(text[:1] + MARK + text[1:])
            places.append({"slide": number})
    text = "\n\n".join(blocks)
    yield ReportDraft(
        path=blob.path,
        file_name=blob.name,
        text=text,
        title=title if title and title.strip() and title.strip() in text.replace(MARK, "")[:500] else None,
        produced=created.date() if created else None,
        places=tuple(places),
    )


def _slide(slide: Any) -> Iterator[str]:
    yield from _shapes(slide.shapes, 0)
    if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
        yield from _paragraphs(slide.notes_slide.notes_text_frame)


def _shapes(shapes: Any, depth: int) -> Iterator[str]:
    for shape in shapes:
        if hasattr(shape, "shapes") and depth < DEEPEST:
            yield from _shapes(shape.shapes, depth + 1)
        elif getattr(shape, "has_table", False):
            for row in shape.table.rows:
                cells = (" ".join(cell.text_frame.text.split()) for cell in row.cells)
                yield " | ".join(cell for cell in cells if cell)
        elif getattr(shape, "has_text_frame", False):
            yield from _paragraphs(shape.text_frame)


def _paragraphs(frame: Any) -> Iterator[str]:
    for paragraph in frame.paragraphs:
        if text := " ".join(paragraph.text.replace("\x0b", " ").split()):
            yield text

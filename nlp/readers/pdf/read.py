"""PDF: the text by pdfium, by pypdf where that fails; facts of the file by pypdf.

A PDF's creation date is the day the file was made, often years after the report: it is handed on as
``produced``, which counts only where the report itself names that day. The same holds for title and author.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from datetime import date
from io import BytesIO

from pypdf import PasswordType, PdfReader
from pypdf.errors import DependencyError, DeprecationError, PyPdfError
from pypdfium2 import PdfDocument, PdfiumError

from nlp.errors import ReaderError
from nlp.readers.pdf.layout import Line, read_page
from nlp.readers.pdf.ocr import DPI, can_read_pictures, read_picture
from nlp.readers.pdf.paragraphs import join_pages
from nlp.readers.pdf.words import page_words
from nlp.readers.source.report_draft import Blob, ReportDraft

MOST_SCANNED = 500  # pages read from pictures
HEAD = 3000  # characters in which a report gives its title and author
# What pypdf raises on broken files, beside its own errors.
BROKEN = (
    PyPdfError, DeprecationError, ArithmeticError, AssertionError, AttributeError, EOFError, LookupError,
    NotImplementedError, RecursionError, TypeError, ValueError, struct.error, zlib.error,
)  # fmt: skip


def read_pdf(blob: Blob) -> Iterator[ReportDraft]:
    """Yield the one report in a PDF.

    Raises:
        ReaderError: it is protected by a password, holds no text (a scan), or is damaged.
    """
    data = blob.read()
    if b"%PDF" not in data[:1024]:
        raise ReaderError("not a PDF")
    try:
        reader = PdfReader(BytesIO(data), strict=False)
        if reader.is_encrypted and reader.decrypt("") == PasswordType.NOT_DECRYPTED:
            raise ReaderError("protected by a password")
        title, author, produced = _properties(reader)
        pages, notes = _drawn_pages(data)
        spaced = bool(pages)
        if not any(map(str.isalnum, "".join(pages))):
            pages, notes = [page.extract_text() for page in reader.pages], []
            spaced = False
    except DependencyError as error:
        raise ReaderError(f"needs a library that is not installed: {error}") from error
    except BROKEN as error:
        raise ReaderError("damaged PDF") from error
    scanned = not any(map(str.isalnum, "".join(pages))) and can_read_pictures()
    if scanned:
        pages, spaced = _scanned_pages(data), False
    paragraphs, numbers = join_pages(pages, spaced=spaced)
    text = "\n\n".join(paragraphs)
    if not any(map(str.isalnum, text)):
        raise ReaderError(f"no text in its {len(pages)} pages: a scan, or pictures only")
    head = " ".join(text[:HEAD].split())
    yield ReportDraft(
        path=blob.path,
        file_name=blob.name,
        text=text,
        title=title if title and title in head else None,
        author=author if author and author in head else None,
        produced=produced,
        places=tuple({"page": number} for number in numbers),
        at={"read_from": "picture"} if scanned else {},
        below="\n\n".join(notes),
    )


def _drawn_pages(data: bytes) -> tuple[list[str], list[str]]:
    """The text of every page as it is read, and the notes at their feet; nothing where pdfium gives up."""
    pages: list[str] = []
    notes: list[str] = []
    try:
        document = PdfDocument(data)
    except PdfiumError:
        return [], []
    try:
        for page in document:
            read = read_page(page_words(page))
            page.close()
            pages.append("\n".join(_with_gaps(read.lines)))
            notes += _notes(read.notes)
    except PdfiumError:
        return [], []
    finally:
        document.close()
    return pages, notes


def _scanned_pages(data: bytes) -> list[str]:
    """The text of every page as it is read from a picture of it."""
    pages = []
    try:
        with PdfDocument(data) as document:
            for number, page in enumerate(document):
                if number < MOST_SCANNED:
                    pages.append(read_picture(page.render(scale=DPI / 72, grayscale=True).to_pil()))
                page.close()
    except PdfiumError as error:
        raise ReaderError("a scan that can't be drawn") from error
    return pages


def _with_gaps(lines: list[Line]) -> Iterator[str]:
    for line in lines:
        if line.apart:
            yield ""
        yield line.text


def _notes(lines: list[Line]) -> list[str]:
    notes: list[str] = []
    for line in lines:
        if notes and not line.words[0].text.strip("[]().*†‡").isdigit():
            notes[-1] += " " + line.text
        else:
            notes.append(line.text)
    return notes


def _properties(reader: PdfReader) -> tuple[str | None, str | None, date | None]:
    info = reader.metadata
    if info is None:
        return None, None, None
    try:
        created = info.creation_date
    except BROKEN:
        created = None  # a malformed date is no reason to lose the report
    title, author = (
        " ".join(value.split()) if isinstance(value, str) and value.strip() else None
        for value in (info.title, info.author)
    )
    return title, author, created.date() if created else None

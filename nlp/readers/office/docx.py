"""Word documents by python-docx: paragraphs and table rows in their order, headers and footers left out.

The day of creation in the properties is the day the file was made: see ``ReportDraft.produced``.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

from docx import Document
from docx.opc.exceptions import OpcError
from lxml import etree  # type: ignore[import-untyped]

from nlp.errors import ReaderError
from nlp.readers.packed.zip import check_package
from nlp.readers.pdf.read import HEAD
from nlp.readers.source.report_draft import Blob, ReportDraft

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BREAKS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
# What python-docx raises on broken files, beside its own errors.
BROKEN = (
    OpcError, zipfile.BadZipFile, etree.LxmlError, AttributeError, EOFError, LookupError, NotImplementedError,
    RuntimeError, TypeError, ValueError, struct.error, zlib.error,
)  # fmt: skip


def read_docx(blob: Blob) -> Iterator[ReportDraft]:
    """Yield the one report in a Word document.

    Raises:
        ReaderError: it is protected by a password, an old .doc, or damaged.
    """
    data = blob.read()
    if data.startswith(_OLE):
        raise ReaderError("protected by a password, or in the format of Word before 2007")
    try:
        check_package(data)
        document = Document(BytesIO(data))
        rows = list(_rows(document.element.body))
        titles = [p.text for p in document.paragraphs[:20] if p.style is not None and p.style.name == "Title"]
        properties = document.core_properties
        title, author, created = properties.title, properties.author, properties.created
    except BROKEN as error:
        raise ReaderError("damaged Word document") from error
    text = "\n\n".join(rows)
    head = " ".join(text[:HEAD].split())
    yield ReportDraft(
        path=blob.path,
        file_name=blob.name,
        text=text,
        title=next((t for t in [*titles, title] if t and t.strip() and t.strip() in head), None),
        author=author if author and author.strip() and author in head else None,
        produced=created.date() if created else None,
    )


def _rows(body: etree._Element) -> Iterator[str]:
    """The text of every paragraph and of every table row, its cells divided by a bar.

    A table inside a cell is told with that cell, once.
    """
    for element in body:
        if element.tag == f"{_W}p":
            yield _text(element)
        elif element.tag == f"{_W}tbl":
            for row in _below(element, f"{_W}tr", f"{_W}tbl"):
                cells = (_cell(cell) for cell in _below(row, f"{_W}tc", f"{_W}tbl"))
                yield " | ".join(cell for cell in cells if cell)
        elif element.tag in {f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins"}:
            yield from _rows(element)


def _cell(cell: etree._Element) -> str:
    return " ".join(" ".join(_text(p) for p in _below(cell, f"{_W}p")).split())


def _below(element: etree._Element, wanted: str, barrier: str = "") -> Iterator[etree._Element]:
    """The nearest elements of a tag below ``element``, none of them inside another or behind a barrier."""
    stack = list(reversed(element))
    while stack:
        child = stack.pop()
        if child.tag == wanted:
            yield child
        elif child.tag != barrier:
            stack.extend(reversed(child))


def _text(paragraph: etree._Element) -> str:
    pieces = []
    for element in paragraph.iter():
        if element.tag == f"{_W}t" and not any(up.tag == _FALLBACK for up in element.iterancestors()):
            pieces.append(element.text or "")
        else:
            pieces.append(_BREAKS.get(element.tag, ""))
    return "".join(pieces)

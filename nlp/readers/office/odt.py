"""OpenDocument texts: paragraphs and table rows in order; what was deleted and commented is left out.

The text stands in ``content.xml`` (OASIS OpenDocument 1.3, part 3); ``meta.xml`` has title and days.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO

from lxml import etree  # type: ignore[import-untyped]

from nlp.errors import ReaderError
from nlp.readers.office.docx import BROKEN
from nlp.readers.packed.zip import check_package
from nlp.readers.source.dates import parse_day
from nlp.readers.source.report_draft import Blob, ReportDraft

_T = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
_LEFT_OUT = frozenset({f"{_T}tracked-changes", f"{_T}note", f"{_OFFICE}annotation", f"{_T}table-of-content"})
_MOST_SPACES = 1_000


def read_odt(blob: Blob) -> Iterator[ReportDraft]:
    """Yield the one report in an OpenDocument text.

    Raises:
        ReaderError: it is protected by a password, or damaged.
    """
    data = blob.read()
    check_package(data)
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            content = _tree(package, "content.xml")
            meta = _tree(package, "meta.xml") if "meta.xml" in package.namelist() else None
            if "manifest:encryption-data" in package.read("META-INF/manifest.xml").decode("utf-8", "replace"):
                raise ReaderError("protected by a password")
    except (*BROKEN, KeyError) as error:
        if isinstance(error, ReaderError):
            raise
        raise ReaderError("damaged document") from error
    body = next(content.iter(f"{_OFFICE}text"), None)
    if body is None:
        raise ReaderError("an OpenDocument file, but no text")
    text = "\n\n".join(_blocks(body))
    title = meta.findtext(f".//{_DC}title") if meta is not None else None
    made = meta.findtext(f".//{_META}creation-date") if meta is not None else None
    yield ReportDraft(
        path=blob.path,
        file_name=blob.name,
        text=text,
        title=title if title and title.strip() and title.strip() in text[:3000] else None,
        produced=parse_day(made) if made else None,
    )


def _tree(package: zipfile.ZipFile, name: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    tree = etree.fromstring(package.read(name), parser)
    if tree is None:
        raise ReaderError("damaged document")
    return tree


def _blocks(element: etree._Element) -> Iterator[str]:
    """The text of paragraphs, headings and table rows below ``element``."""
    for child in element:
        if child.tag in _LEFT_OUT or not isinstance(child.tag, str):
            continue
        if child.tag in {f"{_T}p", f"{_T}h"}:
            if text := " ".join(_text(child).split()):
                yield text
        elif child.tag == f"{_TABLE}table-row":
            cells = (" ".join(" ".join(_blocks(cell)).split()) for cell in child)
            if line := " | ".join(cell for cell in cells if cell):
                yield line
        else:
            yield from _blocks(child)


def _text(element: etree._Element) -> str:
    pieces = [element.text or ""]
    for child in element:
        if child.tag == f"{_T}s":
            count = child.get(f"{_T}c", "1")
            pieces.append(" " * min(int(count) if count.isdigit() else 1, _MOST_SPACES))
        elif child.tag in {f"{_T}tab", f"{_T}line-break"}:
            pieces.append(" ")
        elif child.tag not in _LEFT_OUT and isinstance(child.tag, str):
            pieces.append(_text(child))
        pieces.append(child.tail or "")
    return "".join(pieces)

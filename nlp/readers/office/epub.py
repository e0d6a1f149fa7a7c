"""Books in EPUB: a report a chapter, in the order of the spine, with the book's own imprint."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from io import BytesIO
from urllib.parse import unquote

from lxml import etree  # type: ignore[import-untyped]

from nlp.errors import ReaderError
from nlp.readers.office.docx import BROKEN
from nlp.readers.packed.zip import check_package
from nlp.readers.source.dates import parse_day
from nlp.readers.source.encoding import decode_text
from nlp.readers.source.isolation import isolated
from nlp.readers.source.report_draft import Blob, ReportDraft
from nlp.readers.web.html import parse_page
from nlp.readers.web.html_blocks import page_lines
from nlp.records import Skipped

_CONTAINER = "META-INF/container.xml"
LEAST = 80  # characters; covers and blank pages have fewer


def read_epub(blob: Blob) -> Iterator[ReportDraft | Skipped]:
    """Yield the chapters of a book; ``path!/chapter.xhtml`` is one.

    Raises:
        ReaderError: it is protected, or damaged.
    """
    data = blob.read()
    check_package(data)
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            if (
                "META-INF/encryption.xml" in package.namelist()
                and "META-INF/rights.xml" in package.namelist()
            ):
                raise ReaderError("protected against copying")
            book, chapters = _spine(package)
            for name in chapters:
                path = f"{blob.path}!/{name}"
                yield from isolated(path, partial(_chapter, package, name, replace(book, path=path)))
    except (*BROKEN, KeyError) as error:
        if isinstance(error, ReaderError):
            raise
        raise ReaderError("damaged book") from error


def _spine(package: zipfile.ZipFile) -> tuple[ReportDraft, list[str]]:
    """The book's imprint as a draft without a text, and its chapters' names in order."""
    root = _tree(package.read(_CONTAINER))
    name = str(next(iter(root.xpath("//*[local-name()='rootfile']/@full-path")), ""))
    book = _tree(package.read(name))

    def fact(tag: str) -> str | None:
        found = book.xpath(f"//*[local-name()='metadata']/*[local-name()='{tag}']/text()")
        return str(found[0]).strip() if found else None

    home = posixpath.dirname(name)
    files = {
        str(item.get("id")): posixpath.normpath(posixpath.join(home, unquote(str(item.get("href")))))
        for item in book.xpath("//*[local-name()='manifest']/*[local-name()='item']")
    }
    order = [str(each) for each in book.xpath("//*[local-name()='spine']/*[local-name()='itemref']/@idref")]
    made = ReportDraft(
        path="",
        text="",
        title=fact("title"),
        published=parse_day(fact("date") or ""),
        published_words=fact("date") or "",
        published_probable=True,
        publisher=fact("publisher"),
        author=fact("creator"),
        language=fact("language"),
    )
    return made, [files[each] for each in order if each in files]


def _chapter(package: zipfile.ZipFile, name: str, book: ReportDraft) -> Iterator[ReportDraft]:
    text = decode_text(package.read(name)) or ""
    tree = parse_page(text)
    told = "\n\n".join(page_lines(tree))
    if len(told) < LEAST:
        return
    headings = tree.xpath("//h1 | //h2")
    heading = " ".join(headings[0].text_content().split()) if headings else ""
    title = f"{book.title}: {heading}" if heading and book.title else heading or book.title
    yield replace(book, text=told, title=title)


def _tree(data: bytes) -> etree._Element:
    tree = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, recover=True))
    if tree is None:
        raise ReaderError("damaged book")
    return tree

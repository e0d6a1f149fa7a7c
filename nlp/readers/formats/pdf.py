"""PDF by pypdf: lines to paragraphs, without page headers, footers and numbers.

A PDF's creation date is the day the file was made, often years after the report: it is handed on as
``produced``, which counts only where the report itself names that day. The same holds for title and author.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections import Counter
from collections.abc import Iterator
from datetime import date
from io import BytesIO

from pypdf import PasswordType, PdfReader
from pypdf.errors import DependencyError, DeprecationError, PyPdfError

from nlp.errors import ReaderError
from nlp.readers.source.report_draft import Blob, ReportDraft
from nlp.text.dated_lines import starts_dated

EDGE = 3  # lines at the top and foot of a page that may be a header or a footer
HEAD = 3000  # characters in which a report gives its title and author
# What pypdf raises on broken files, beside its own errors.
BROKEN = (
    PyPdfError, DeprecationError, ArithmeticError, AssertionError, AttributeError, EOFError, LookupError,
    NotImplementedError, RecursionError, TypeError, ValueError, struct.error, zlib.error,
)  # fmt: skip
_NUMBER = re.compile(r"(?:page|p\.)?\s*[-–—]?\s*\d{1,4}\s*[-–—]?(?:\s*(?:/|of)\s*\d{1,4})?", re.I)
_TERMINAL = re.compile(r"[.!?:;…][\"'”’»)\]]*$")
_ITEM = re.compile(r"(?:[-*•·▪–—]|\(?\d{1,3}[.)])\s")
_CUT_WORD = re.compile(r"([^\W\d_]+)-$")


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
        pages = [page.extract_text() for page in reader.pages]
        title, author, produced = _properties(reader)
    except DependencyError as error:
        raise ReaderError(f"needs a library that is not installed: {error}") from error
    except BROKEN as error:
        raise ReaderError("damaged PDF") from error
    text = "\n\n".join(join_pages(pages))
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
    )


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


def join_pages(pages: list[str]) -> list[str]:
    """The paragraphs of a document from its pages' lines: running heads and page numbers dropped, words that
    were cut at line ends made whole."""
    sheets = [_lines(page) for page in pages]
    running = _running_lines(sheets)
    lines: list[str] = []
    for sheet in sheets:
        for i, line in enumerate(sheet):
            edge = i < EDGE or i >= len(sheet) - EDGE
            if edge and (_shape(line) in running or (len(sheets) > 1 and _NUMBER.fullmatch(line.strip()))):
                continue
            lines.append(line)
    return _paragraphs(lines)


def _running_lines(sheets: list[list[str]]) -> set[str]:
    """Shapes of lines that stand at the edge of page after page; odd and even pages may differ."""
    filled = [sheet for sheet in sheets if sheet]
    counts = Counter(
        shape for sheet in filled for shape in {_shape(line) for line in sheet[:EDGE] + sheet[-EDGE:]}
    )
    needed = len(filled) if len(filled) < 4 else max(3, 0.4 * len(filled))
    return {shape for shape, count in counts.items() if count >= needed} if len(filled) > 1 else set()


def _shape(line: str) -> str:
    return re.sub(r"\d+", "#", line.strip().casefold())


def _lines(page: str) -> list[str]:
    """A page's lines, each that follows a blank one with a line feed before it. Some files have a blank line
    after every line: then they tell nothing."""
    raw = [line.strip() for line in page.split("\n")]
    lines = [line if before else "\n" + line for before, line in zip(["", *raw], raw, strict=False) if line]
    telling = sum(line.startswith("\n") for line in lines) <= 0.6 * len(lines)
    return lines if telling else [line.strip() for line in lines]


def _paragraphs(lines: list[str]) -> list[str]:
    whole = "\n".join(lines)
    lengths = sorted(map(len, lines))
    width = lengths[int(0.9 * (len(lengths) - 1))] if lengths else 0
    paragraphs: list[str] = []
    marked = lines
    lines = [line.strip() for line in lines]
    for before, line, mark in zip(["", *lines], lines, marked, strict=False):
        if mark.startswith("\n") and not line[0].islower():
            paragraphs.append(line)
            continue
        if not paragraphs or not _goes_on(before, line, width):
            paragraphs.append(line)
        elif (cut := _CUT_WORD.search(before)) and line[0].islower():
            paragraphs[-1] = _mend(paragraphs[-1], cut[1], line, whole)
        else:
            paragraphs[-1] += " " + line
    return paragraphs


def _goes_on(before: str, line: str, width: int) -> bool:
    if line[0].islower():
        return True
    if _ITEM.match(line) or starts_dated(line):
        return False
    return len(before) > (0.9 if _TERMINAL.search(before) else 0.6) * width


def _mend(paragraph: str, first: str, line: str, whole: str) -> str:
    """Put a cut word together; the hyphen stays where the report writes the word with it elsewhere."""
    second = re.match(r"[^\W\d_]*", line)
    rest = second[0] if second else ""
    keeps = f"{first}-{rest}" in whole and f"{first}{rest}" not in whole
    return paragraph + line if keeps else paragraph[:-1] + line

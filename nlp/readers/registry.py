"""The registry: which reader reads which suffix. A new format is one generator and one line here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path

from nlp.errors import ReaderError
from nlp.readers.finish.document import finish_draft
from nlp.readers.formats.csv_table import read_csv
from nlp.readers.formats.docx import read_docx
from nlp.readers.formats.html import read_html
from nlp.readers.formats.json_file import read_json, read_jsonl
from nlp.readers.formats.text import read_markdown, read_text
from nlp.readers.formats.zip import read_zip
from nlp.readers.mail.message import read_eml, read_mbox
from nlp.readers.pdf.read import read_pdf
from nlp.readers.quiet_libraries import quiet_libraries
from nlp.readers.source.files import unknown_format
from nlp.readers.source.isolation import isolated
from nlp.readers.source.report_draft import Blob, ReportDraft
from nlp.records import Document, Skipped

Reader = Callable[[Blob], Iterator[ReportDraft | Blob | Skipped]]
"""Yields reports, things inside that are to be read on their own, and what could not be read."""

READERS: dict[str, Reader] = {
    ".txt": read_text,
    ".text": read_text,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".html": read_html,
    ".htm": read_html,
    ".xhtml": read_html,
    ".pdf": read_pdf,
    ".docx": read_docx,
    ".eml": read_eml,
    ".mbox": read_mbox,
    ".json": read_json,
    ".jsonl": read_jsonl,
    ".ndjson": read_jsonl,
    ".csv": read_csv,
    ".tsv": read_csv,
    ".zip": read_zip,
}

quiet_libraries()


def read_blob(
    blob: Blob, *, published: date | None = None, quoted: bool = False
) -> Iterator[Document | Skipped]:
    """Yield the documents in ``blob``; a failure ends it with one ``Skipped`` and keeps what came before.

    ``quoted`` says whether messages that are only known from quotations are wanted too.

    Whatever breaks one report, or one file inside ``blob``, costs that one alone.
    """
    reader = READERS.get(Path(blob.name).suffix.casefold())
    if reader is None:
        yield Skipped(path=blob.path, reason=unknown_format(blob.name))
        return
    yield from isolated(blob.path, partial(_read, reader, blob, published, quoted))


def _read(reader: Reader, blob: Blob, published: date | None, quoted: bool) -> Iterator[Document | Skipped]:
    if blob.size == 0:
        raise ReaderError("empty file")
    nothing = True
    for item in reader(blob):
        nothing = False
        if isinstance(item, ReportDraft):
            if item.quoted and not quoted:
                continue
            yield from isolated(item.path, partial(finish_draft, item, published=published))
        elif isinstance(item, Blob):
            yield from read_blob(item, published=published, quoted=quoted)
        else:
            yield item
    if nothing:
        raise ReaderError("no report in it")

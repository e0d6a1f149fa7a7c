"""Saved pages: WARC archives by warcio, and single pages saved as MHTML."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes
from email.errors import MessageError
from functools import partial
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import urlsplit

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from nlp.errors import ReaderError
from nlp.file_names import shown
from nlp.readers.mail.body import part_bytes, part_text
from nlp.readers.packed.zip import DEEPEST
from nlp.readers.source.encoding import decode_text
from nlp.readers.source.isolation import isolated
from nlp.readers.source.report_draft import MAX_BYTES, Blob, ReportDraft
from nlp.readers.web.html import read_html_text
from nlp.records import Skipped

_SUFFIXES = {
    "application/pdf": ".pdf", "application/json": ".json", "text/plain": ".txt", "text/csv": ".csv",
    "application/rss+xml": ".xml", "message/rfc822": ".eml",
    "application/atom+xml": ".xml",
}  # fmt: skip
# What warcio raises on broken archives, beside its own error.
BROKEN = (
    ArchiveLoadFailed, ArithmeticError, AttributeError, EOFError, LookupError, TypeError, ValueError,
    zlib.error,
)  # fmt: skip
_PAGES = frozenset({"text/html", "application/xhtml+xml"})
Item = ReportDraft | Blob | Skipped


def read_warc(blob: Blob) -> Iterator[Item]:
    """Yield the pages and files of a web archive; ``path!/https://...`` is one. Scripts and pictures are left
    out without a word: a page has dozens.

    Raises:
        ReaderError: it is no archive.
    """
    if blob.depth >= DEEPEST:
        raise ReaderError(f"more than {DEEPEST} archives inside one another")
    seen: set[str] = set()
    with blob.opener() as stream:
        try:
            for record in ArchiveIterator(stream, arc2warc=True):
                url = shown(record.rec_headers.get_header("WARC-Target-URI") or "")
                if record.rec_type not in {"response", "resource"} or not url or url in seen:
                    continue
                seen.add(url)
                yield from isolated(f"{blob.path}!/{url}", partial(_record, record, url, blob))
        except BROKEN as error:
            raise ReaderError("damaged web archive") from error


def _record(record: Any, url: str, blob: Blob) -> Iterator[Item]:
    headers = record.http_headers
    if headers is not None and headers.get_statuscode() not in {"200", "203"}:
        return
    source = headers or record.rec_headers
    kind, _, parameters = (source.get_header("Content-Type") or "").partition(";")
    kind = kind.strip().casefold()
    if kind not in _PAGES and kind not in _SUFFIXES:
        return
    data = record.content_stream().read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise ReaderError(f"larger than {MAX_BYTES >> 20} MB")
    blob.allowance.take(len(data))
    path = f"{blob.path}!/{url}"
    if kind in _PAGES:
        declared = parameters.partition("charset=")[2].strip(" \"';") or None
        text = decode_text(data, declared=declared)
        if text is None:
            raise ReaderError("binary data, not a web page")
        yield replace(read_html_text(text, path=path), url=url)
    else:
        yield blob.inside(_file_name(url, _SUFFIXES[kind]), len(data), lambda: io.BytesIO(data), path=path)


def _file_name(url: str, suffix: str) -> str:
    try:
        name = PurePosixPath(urlsplit(url).path).name
    except ValueError:
        name = ""
    return name if name.casefold().endswith(suffix) else f"{name or 'file'}{suffix}"


def read_mhtml(blob: Blob) -> Iterator[ReportDraft]:
    """Yield the page in a file that a browser saved with all its parts.

    Raises:
        ReaderError: it is no such file, or has no page in it.
    """
    try:
        message = message_from_bytes(blob.read())
        parts = [part for part in message.walk() if part.get_content_type() in _PAGES]
    except (MessageError, AttributeError, LookupError, RecursionError, TypeError, ValueError) as error:
        raise ReaderError("damaged saved page") from error
    page = next((part for part in parts if part_bytes(part).strip()), None)
    if page is None:
        raise ReaderError("no page in it")
    url = str(message.get("Snapshot-Content-Location") or page.get("Content-Location") or "")
    draft = read_html_text(part_text(page), path=blob.path)
    yield replace(draft, file_name=blob.name, url=shown(url) if url.startswith("http") else None)

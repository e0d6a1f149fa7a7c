"""The registry: which reader reads which suffix."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from nlp.errors import ReaderError
from nlp.readers.draft import Blob, Draft
from nlp.readers.finish import finish_draft
from nlp.readers.html import read_html
from nlp.readers.sources import unknown_format
from nlp.readers.text import read_markdown, read_text
from nlp.records import Document, Skipped

READERS: dict[str, Callable[[Blob], Iterator[Draft]]] = {
    ".txt": read_text,
    ".text": read_text,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".html": read_html,
    ".htm": read_html,
    ".xhtml": read_html,
}


def read_blob(blob: Blob, *, published: date | None = None) -> Iterator[Document | Skipped]:
    """Yield the documents in ``blob``; a failure ends it with one ``Skipped`` and keeps what came before."""
    reader = READERS.get(Path(blob.name).suffix.casefold())
    if reader is None:
        yield Skipped(path=blob.path, reason=unknown_format(blob.name))
        return
    try:
        for draft in reader(blob):
            yield from finish_draft(draft, published=published)
    except ReaderError as error:
        yield Skipped(path=blob.path, reason=str(error))
    except OSError as error:
        yield Skipped(path=blob.path, reason=f"can't be read: {(error.strerror or str(error)).lower()}")

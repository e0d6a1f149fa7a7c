"""Readers: from files of many formats to documents. One generator a format, looked up by suffix.

A reader never stops the rest: whatever can't be read becomes a :class:`~nlp.records.Skipped` with the
place and the reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from nlp.file_names import shown
from nlp.readers.registry import all_readers, read_blob
from nlp.readers.source import files
from nlp.readers.source.files import Source
from nlp.readers.source.report_draft import Allowance, Blob
from nlp.records import Document, Skipped

__all__ = ["Source", "find_sources", "read_paths", "read_source"]


def find_sources(paths: Iterable[str | Path]) -> Iterator[Source]:
    """Yield the files under ``paths``, folders walked through, in a stable order and each once.

    What is not there or has no reader comes too, with its ``problem``, so that it can be reported.
    """
    return files.find_sources(paths, suffixes=frozenset(all_readers()))


def read_source(
    source: Source, *, published: date | None = None, quoted: bool = False
) -> Iterator[Document | Skipped]:
    """Yield the documents in one file, and a line for everything in it that could not be read.

    Args:
        source: from :func:`find_sources`.
        published: the analyst's publication date, for documents that carry none of their own.
        quoted: whether older messages that others answer are documents too, marked ``quoted``; the caller
            is to keep each once, and none that it has in the original.
    """
    if source.problem is not None:
        yield Skipped(path=source.display, reason=source.problem)
        return
    blob = Blob(
        path=source.display,
        name=source.path.name,
        size=source.size,
        opener=lambda: source.path.open("rb"),
        allowance=Allowance.of_file(source.size),
    )
    for item in read_blob(blob, published=published, quoted=quoted):
        if isinstance(item, Skipped):
            yield Skipped(path=shown(item.path), reason=shown(item.reason))
        else:
            yield item


def read_paths(paths: Iterable[str | Path], *, published: date | None = None) -> Iterator[Document | Skipped]:
    """Yield every document under ``paths``, and a line for everything that could not be read."""
    for source in find_sources(paths):
        yield from read_source(source, published=published)

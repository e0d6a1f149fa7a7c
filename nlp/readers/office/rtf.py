"""Rich text by striprtf."""

from __future__ import annotations

from collections.abc import Iterator

from striprtf.striprtf import rtf_to_text

from nlp.errors import ReaderError
from nlp.readers.source.report_draft import Blob, ReportDraft


def read_rtf(blob: Blob) -> Iterator[ReportDraft]:
    """Yield the one report in a rich text file.

    Raises:
        ReaderError: it is no rich text, or damaged.
    """
    data = blob.read()
    if not data.lstrip().startswith(b"{\\rtf"):
        raise ReaderError("no rich text")
    try:
        text = rtf_to_text(data.decode("latin-1"), errors="replace")  # type: ignore[no-untyped-call]
    except (LookupError, TypeError, ValueError, RecursionError) as error:
        raise ReaderError("damaged rich text") from error
    yield ReportDraft(path=blob.path, file_name=blob.name, text=text.replace("\n", "\n\n"))

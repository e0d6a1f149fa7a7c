"""The registry: which reader reads which suffix. A new format is one generator and one line here.

Another package offers a reader by an entry point of the group ``dateline.readers``: its name is the suffix
(".odt"), and what it loads is a generator like those here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import lru_cache, partial
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path

from nlp.errors import ReaderError
from nlp.readers.finish.document import finish_draft
from nlp.readers.formats.csv_table import read_csv
from nlp.readers.formats.feeds import read_feed
from nlp.readers.formats.json_file import read_json, read_jsonl
from nlp.readers.formats.subtitles import read_subtitles
from nlp.readers.formats.text import read_markdown, read_text
from nlp.readers.mail.message import read_eml, read_mbox
from nlp.readers.mail.msg import read_msg
from nlp.readers.office.docx import read_docx
from nlp.readers.office.epub import read_epub
from nlp.readers.office.odt import read_odt
from nlp.readers.office.pptx import read_pptx
from nlp.readers.office.rtf import read_rtf
from nlp.readers.office.xlsx import read_xlsx
from nlp.readers.packed.gzip_tar import read_packed, read_tar
from nlp.readers.packed.web_archive import read_mhtml, read_warc
from nlp.readers.packed.zip import read_zip
from nlp.readers.pdf.ocr import read_image
from nlp.readers.pdf.read import read_pdf
from nlp.readers.quiet_libraries import quiet_libraries
from nlp.readers.source.files import unknown_format
from nlp.readers.source.isolation import isolated
from nlp.readers.source.report_draft import Blob, ReportDraft
from nlp.readers.web.html import read_html
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
    ".xml": read_feed,
    ".rss": read_feed,
    ".atom": read_feed,
    ".srt": read_subtitles,
    ".vtt": read_subtitles,
    ".msg": read_msg,
    ".xlsx": read_xlsx,
    ".xlsm": read_xlsx,
    ".pptx": read_pptx,
    ".odt": read_odt,
    ".rtf": read_rtf,
    ".epub": read_epub,
    ".mhtml": read_mhtml,
    ".mht": read_mhtml,
    ".warc": read_warc,
    ".js": read_json,
    ".gz": read_packed,
    ".bz2": read_packed,
    ".xz": read_packed,
    ".tgz": read_packed,
    ".tar": read_tar,
    ".zip": read_zip,
    ".png": read_image,
    ".jpg": read_image,
    ".jpeg": read_image,
    ".tif": read_image,
    ".tiff": read_image,
}

GROUP = "dateline.readers"

quiet_libraries()


@lru_cache(maxsize=1)
def all_readers() -> Mapping[str, Reader]:
    """Suffix -> reader: the built-in ones, and those of other packages for suffixes that are none of these.

    One that can't be loaded says so for every file it would read.
    """
    found = dict(READERS)
    for point in entry_points(group=GROUP):
        suffix = "." + point.name.removeprefix(".").casefold()
        if suffix not in found:
            found[suffix] = _load(point)
    return found


def _load(point: EntryPoint) -> Reader:
    try:
        loaded: Reader = point.load()
    except Exception as error:  # noqa: BLE001  (another package's defect must not cost the other formats)
        reason = f"its reader ({point.value}) can't be loaded: {type(error).__name__}: {error}"

        def refuse(blob: Blob) -> Iterator[ReportDraft | Blob | Skipped]:
            raise ReaderError(reason)

        return refuse
    return loaded


def read_blob(
    blob: Blob, *, published: date | None = None, quoted: bool = False
) -> Iterator[Document | Skipped]:
    """Yield the documents in ``blob``; a failure ends it with one ``Skipped`` and keeps what came before.

    ``quoted`` says whether messages that are only known from quotations are wanted too.

    Whatever breaks one report, or one file inside ``blob``, costs that one alone.
    """
    reader = all_readers().get(Path(blob.name).suffix.casefold())
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

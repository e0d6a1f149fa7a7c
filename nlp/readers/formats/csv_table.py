"""Tables: one report a row, its text, title, date and source found by the columns' names.

The names are in ``nlp/rules/metadata.toml``. Only a table without any known name is judged by what is in
its columns.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain, islice

from nlp.errors import ReaderError
from nlp.readers.formats.csv_rows import read_rows
from nlp.readers.formats.event_table import event_columns, event_text
from nlp.readers.formats.field_names import Columns, choose_columns
from nlp.readers.source.encoding import SAMPLE, guess_encoding
from nlp.readers.source.isolation import isolated
from nlp.readers.source.report_draft import Blob, ReportDraft
from nlp.records import Skipped

LOOKED_AT = 500  # rows read ahead to know the columns
_SEPARATOR = re.compile(r"\ufeff?sep=(.)\r?\n?$", re.I)  # how spreadsheets are told what divides cells
Row = tuple[int, list[str]]


def read_csv(blob: Blob) -> Iterator[ReportDraft | Skipped]:
    """Yield a report a row; ``path:2`` is the row under the header, as a spreadsheet numbers them.

    Raises:
        ReaderError: the file is no text, or no column of it holds reports.
    """
    with blob.opener() as stream:
        sample = stream.read(SAMPLE)
    encoding = guess_encoding(sample)
    if encoding is None:
        raise ReaderError("binary data, not a table")
    with io.TextIOWrapper(blob.opener(), encoding=encoding, errors="replace", newline="") as lines:
        first = lines.readline()
        stated = _SEPARATOR.match(first)
        delimiter = stated[1] if stated else _delimiter(sample.decode(encoding, "replace"))
        source = lines if stated else chain([first] if first else [], lines)
        numbered = read_rows(source, blob.path, delimiter)
        if stated:
            numbered = (row if isinstance(row, Skipped) else (row[0] + 1, row[1]) for row in numbered)
        yield from read_table(numbered, blob.path)


def read_table(
    rows: Iterator[Row | Skipped], path: str, *, at: Mapping[str, str | int] | None = None
) -> Iterator[ReportDraft | Skipped]:
    """Yield a report a row of a table that is cells already; ``at`` is the table's own place in its file.

    Raises:
        ReaderError: no column holds reports.
    """
    ahead = list(islice(rows, LOOKED_AT))
    table = [row for row in ahead if isinstance(row, tuple)]
    events = event_columns([cells for _, cells in table])
    if events is not None:
        told = (row[1] for row in chain(ahead, rows) if isinstance(row, tuple) and row[0] > table[0][0])
        yield ReportDraft(
            path=path, file_name=path.rsplit("/", 1)[-1], text=event_text(events, told), at=at or {}
        )
        return
    columns = choose_columns([cells for _, cells in table])
    if columns is None:
        raise ReaderError('no column of reports: none named such as "text" or "body", none of long texts')
    first = table[0][0] if columns.header else 0
    for row in chain(ahead, rows):
        if isinstance(row, Skipped):
            yield row
        elif row[0] > first and any(row[1]):
            place = f"{path}:{row[0]}"
            yield from isolated(place, partial(_draft, columns, row[1], place, {**(at or {}), "row": row[0]}))


def _draft(
    columns: Columns, cells: Sequence[str], place: str, at: Mapping[str, str | int]
) -> Iterator[ReportDraft]:
    draft = columns.draft(cells, path=place)
    if draft is None:
        raise ReaderError("no text in its row")
    yield replace(draft, at=at)


def _delimiter(sample: str) -> str:
    """What divides the first line's cells, quoted text left out."""
    line = sample.lstrip("\ufeff\r\n").split("\n", 1)[0]
    bare = "".join(line.split('"')[0::2])
    counts = {mark: bare.count(mark) for mark in ",;\t|"}
    best = max(counts, key=lambda mark: counts[mark])
    return best if counts[best] else ","

"""Tables and JSON: one report a row or object, its text, title, date and source found by the fields' names.

The names are in ``nlp/rules/metadata.toml``. Only a table without any known name is judged by what is in
its columns.
"""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterator
from itertools import chain, islice

import orjson

from nlp.errors import ReaderError
from nlp.readers.formats.field_names import choose_columns, day_order
from nlp.readers.formats.json_objects import draft_object, find_records
from nlp.readers.source.encoding import SAMPLE, decode_text, guess_encoding
from nlp.readers.source.report_draft import Blob, ReportDraft
from nlp.records import Skipped

LOOKED_AT = 500  # rows read ahead to know the columns
LONGEST_LINE = 64 * 2**20
csv.field_size_limit(min(sys.maxsize, LONGEST_LINE))


def read_json(blob: Blob) -> Iterator[ReportDraft | Skipped]:
    """Yield the report that a JSON file is, or those in the list it holds (``path:1`` is the first).

    Raises:
        ReaderError: it is no JSON, or nothing in it has a text.
    """
    text = decode_text(blob.read())
    if text is None:
        raise ReaderError("binary data, not JSON")
    try:
        data = orjson.loads(text.lstrip("\ufeff").encode("utf-8", "replace"))
    except orjson.JSONDecodeError as error:
        raise ReaderError(f"not JSON: {error}") from error
    records = find_records(data, known_only=True) if isinstance(data, dict) else find_records(data)
    if not records and isinstance(data, dict) and (draft := draft_object(data, path=blob.path)):
        yield draft
        return
    records = records or find_records(data)
    if not records:
        raise ReaderError('no report in it: no field such as "text" or "body"')
    for number, record in enumerate(records, start=1):
        path = f"{blob.path}:{number}"
        yield draft_object(record, path=path) or Skipped(
            path=path, reason='no field such as "text" or "body"'
        )


def read_jsonl(blob: Blob) -> Iterator[ReportDraft | Skipped]:
    """Yield a report a line; ``path:14`` is line 14. One line at a time is in memory.

    Raises:
        ReaderError: the file is no text.
    """
    with blob.opener() as stream:
        if guess_encoding(stream.read(SAMPLE)) is None:
            raise ReaderError("binary data, not JSON")
    with blob.opener() as stream:
        number = 0
        while line := stream.readline(LONGEST_LINE):
            number += 1
            path = f"{blob.path}:{number}"
            if len(line) == LONGEST_LINE:
                raise ReaderError(f"line {number} is longer than {LONGEST_LINE >> 20} MB")
            if not line.strip(b"\xef\xbb\xbf \t\r\n"):
                continue
            try:
                record = orjson.loads(
                    (decode_text(line.removeprefix(b"\xef\xbb\xbf")) or "").encode("utf-8", "replace")
                )
            except orjson.JSONDecodeError as error:
                yield Skipped(path=path, reason=f"not JSON: {error}")
                continue
            draft = draft_object(record, path=path) if isinstance(record, dict) else None
            yield draft or Skipped(path=path, reason='no field such as "text" or "body"')


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
        reader = csv.reader(lines, delimiter=_delimiter(sample.decode(encoding, "replace")))
        rows = _rows(reader, blob.path)
        ahead = list(islice(rows, LOOKED_AT))
        table = [row for row in ahead if isinstance(row, tuple)]
        columns = choose_columns([cells for _, cells in table])
        if columns is None:
            raise ReaderError('no column of reports: none named such as "text" or "body", none of long texts')
        dated = columns.published if columns.published is not None else sys.maxsize
        order = day_order(cells[dated] for _, cells in table if dated < len(cells))
        first = table[0][0] if columns.header else 0
        for row in chain(ahead, rows):
            if isinstance(row, Skipped):
                yield row
            elif row[0] > first and any(row[1]):
                yield columns.draft(row[1], path=f"{blob.path}:{row[0]}", order=order) or Skipped(
                    path=f"{blob.path}:{row[0]}", reason="no text in its row"
                )


def _rows(reader: Iterator[list[str]], path: str) -> Iterator[tuple[int, list[str]] | Skipped]:
    number = 0
    while True:
        number += 1
        try:
            yield number, next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield Skipped(path=f"{path}:{number}", reason=f"broken row: {error}")


def _delimiter(sample: str) -> str:
    """What divides the first line's cells, quoted text left out."""
    line = sample.lstrip("\ufeff\r\n").split("\n", 1)[0]
    bare = "".join(line.split('"')[0::2])
    counts = {mark: bare.count(mark) for mark in ",;\t|"}
    best = max(counts, key=lambda mark: counts[mark])
    return best if counts[best] else ","

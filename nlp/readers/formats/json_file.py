"""JSON files: a report, a list of reports wherever it lies, or a report a line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from itertools import chain, islice
from typing import Any

from nlp.errors import ReaderError
from nlp.readers.formats.exports import read_export
from nlp.readers.formats.json_objects import Record, draft_object, find_records, find_styles
from nlp.readers.formats.json_values import parse_json, salvage
from nlp.readers.source.encoding import SAMPLE, decode_text, guess_encoding
from nlp.readers.source.isolation import isolated
from nlp.readers.source.report_draft import Blob, ReportDraft
from nlp.records import Skipped

LOOKED_AT = 500  # records read ahead to know how they write their days
LONGEST_LINE = 64 * 2**20
NO_TEXT = 'no field such as "text" or "body"'
_SCRIPT = re.compile(r"\s*window\.YTD\.[\w.]+\s*=\s*(?=[\[{])")  # how Twitter's archives begin


def read_json(blob: Blob) -> Iterator[ReportDraft | Skipped]:
    """Yield the report that a JSON file is, or those in the list it holds (``path:1`` is the first).

    Raises:
        ReaderError: it is no JSON, or nothing in it has a text.
    """
    text = decode_text(blob.read())
    if text is None:
        raise ReaderError("binary data, not JSON")
    text = _SCRIPT.sub("", text.lstrip("\ufeff"), count=1)
    try:
        data = parse_json(text)
    except ReaderError as error:
        values = list(salvage(text))
        if not any(isinstance(value, dict) for _, value in values):
            raise error from None
        yield from _drafts(values, blob.path)
        return
    yield from read_json_value(data, blob.path)


def read_json_value(data: Any, path: str) -> Iterator[ReportDraft | Skipped]:
    """Yield the reports in parsed JSON.

    Raises:
        ReaderError: nothing in it has a text.
    """
    export = read_export(data, path)
    if export is not None:
        yield from export
        return
    records = find_records(data, known_only=True) if isinstance(data, dict) else find_records(data)
    if not records and isinstance(data, dict) and (draft := draft_object(data, path=path)):
        yield draft
        return
    records = records or find_records(data)
    if not records:
        raise ReaderError(f"no report in it: {NO_TEXT}")
    yield from _drafts(list(enumerate(records, start=1)), path)


def read_jsonl(blob: Blob) -> Iterator[ReportDraft | Skipped]:
    """Yield a report a line; ``path:14`` is line 14. A few hundred lines at a time are in memory.

    Raises:
        ReaderError: the file is no text.
    """
    with blob.opener() as stream:
        if guess_encoding(stream.read(SAMPLE)) is None:
            raise ReaderError("binary data, not JSON")
    yield from _drafts(_lines(blob), blob.path, unit="line")


def _lines(blob: Blob) -> Iterator[tuple[int, Any]]:
    with blob.opener() as stream:
        number = 0
        while line := stream.readline(LONGEST_LINE):
            number += 1
            if len(line) == LONGEST_LINE:
                raise ReaderError(f"line {number} is longer than {LONGEST_LINE >> 20} MB")
            if not line.strip(b"\xef\xbb\xbf\x1e \t\r\n"):
                continue
            try:
                yield number, parse_json((decode_text(line) or "").lstrip("\ufeff\x1e"))
            except ReaderError as error:
                yield number, error


def _drafts(
    values: Iterable[tuple[int, Any]], path: str, *, unit: str = "record"
) -> Iterator[ReportDraft | Skipped]:
    """A draft a value, or why there is none; values that are errors are told."""
    source = iter(values)
    ahead = list(islice(source, LOOKED_AT))
    styles = find_styles(value for _, value in ahead if isinstance(value, dict))
    for number, value in chain(ahead, source):
        place = f"{path}:{number}"
        yield from isolated(place, partial(_draft, value, place, styles, {unit: number}))


def _draft(value: Any, place: str, styles: Any, at: Mapping[str, int]) -> Iterator[ReportDraft | Skipped]:
    if isinstance(value, ReaderError):
        raise value
    draft = draft_object(value, path=place, styles=styles) if isinstance(value, dict) else None
    yield replace(draft, at=at) if draft else Skipped(path=place, reason=why_not(value))


def why_not(record: Record | Any) -> str:
    """Why a record is no report: what it says it is, where it says so."""
    if isinstance(record, dict) and isinstance(record.get("schema"), str) and "properties" in record:
        return f"a {record['schema'][:40]}, no report: {NO_TEXT}"
    return NO_TEXT

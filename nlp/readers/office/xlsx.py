"""Workbooks by openpyxl: a report a row where a column holds texts, else a sheet a report, row by row."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from functools import partial
from io import BytesIO

import openpyxl

from nlp.errors import ReaderError
from nlp.readers.formats.csv_table import Row, read_table
from nlp.readers.office.docx import BROKEN
from nlp.readers.packed.zip import check_package
from nlp.readers.source.isolation import isolated
from nlp.readers.source.report_draft import MARK, Blob, ReportDraft
from nlp.records import Skipped

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MOST_ROWS = 1_048_576
MOST_CELLS = 500  # in a row


def read_xlsx(blob: Blob) -> Iterator[ReportDraft | Skipped]:
    """Yield the reports of every sheet; ``path!/Sheet1:2`` is its second row.

    Raises:
        ReaderError: it is protected by a password, of an old format, or damaged.
    """
    data = blob.read()
    if data.startswith(OLE):
        raise ReaderError("protected by a password, or in the format of Excel before 2007")
    check_package(data)
    try:
        book = openpyxl.load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
    except (*BROKEN, KeyError, OSError) as error:
        raise ReaderError("damaged workbook") from error
    try:
        for sheet in book.worksheets:
            place = f"{blob.path}!/{sheet.title}"
            yield from isolated(place, partial(_sheet, sheet, place))
    finally:
        book.close()


def _sheet(sheet: object, place: str) -> Iterator[ReportDraft | Skipped]:
    name = str(sheet.title)  # type: ignore[attr-defined]
    rows = list(_rows(sheet))
    if not rows:
        return
    try:
        yield from read_table(iter(rows), place, at={"sheet": name})
    except ReaderError:
        yield _as_lines(rows, place, name)


def _rows(sheet: object) -> Iterator[Row]:
    values = sheet.iter_rows(values_only=True, max_row=MOST_ROWS, max_col=MOST_CELLS)  # type: ignore[attr-defined]
    for number, cells in enumerate(values, start=1):
        shown = [_shown(cell) for cell in cells]
        while shown and not shown[-1]:
            shown.pop()
        if shown:
            yield number, shown


def _as_lines(rows: list[Row], place: str, name: str) -> ReportDraft:
    """A sheet without a column of texts: every row a line, its cells divided by a bar."""
    lines = [" | ".join(cell for cell in cells if cell).replace(MARK, "") for _, cells in rows]
    return ReportDraft(
        path=place,
        text="\n\n".join(line[:1] + MARK + line[1:] for line in lines),
        title=name,
        places=tuple({"sheet": name, "row": number} for number, _ in rows),
    )


def _shown(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(sep=" ")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return " ".join(str(cell).split()) if "\n" not in str(cell) else str(cell).strip()

"""Tables: CSV, Excel, Parquet, and the two files that i2 imports."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb
import orjson
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from nlp.dataset.dataset import Dataset
from nlp.dataset.rows import TABLES
from viz.export.formats.tabular import safe_cell, write_rows
from viz.export.formats.xml_text import clean_xml

Files = Mapping[str, bytes]
LONGEST_CELL = 32_767  # characters that a cell of Excel holds


def write_table(data: Dataset, table: str) -> bytes:
    """One of ``TABLES`` as CSV with the byte order mark that Excel wants."""
    titles, rows = TABLES[table]
    return write_rows([_heading(title) for title in titles], rows(data), mark=True)


def write_xlsx(data: Dataset) -> Files:
    """One workbook, a sheet a table: titles frozen and bold, filters on. No cell is a formula."""
    book = Workbook(write_only=False)
    book.remove(book.active)
    for name, (titles, rows) in TABLES.items():
        sheet = book.create_sheet(name)
        sheet.append([_heading(title) for title in titles])
        for row in rows(data):
            sheet.append([_cell(value) for value in row])
        for cell in sheet[1]:
            cell.font = Font(bold=True)
            cell.alignment = Alignment(vertical="top")
        sheet.freeze_panes = "B2"
        sheet.auto_filter.ref = sheet.dimensions
        for nth, title in enumerate(titles, 1):
            sheet.column_dimensions[get_column_letter(nth)].width = _WIDTHS.get(title, 16)
    out = io.BytesIO()
    book.save(out)
    return {f"{data.name}.xlsx": out.getvalue()}


_WIDTHS = {
    "headline": 60,
    "sentence": 80,
    "title": 50,
    "label": 50,
    "sources": 40,
    "name": 30,
    "id": 18,
    "path": 40,
}


def _heading(title: str) -> str:
    return title.replace("_", " ").capitalize()


def _cell(value: object) -> object:
    return safe_cell(clean_xml(value))[:LONGEST_CELL] if isinstance(value, str) else value


def write_parquet(data: Dataset) -> Files:
    """A Parquet file a table, written by DuckDB; columns are text, whole numbers, numbers or truth values."""
    files = {}
    with tempfile.TemporaryDirectory() as folder, duckdb.connect() as connection:
        for name, (titles, rows) in TABLES.items():
            found = rows(data)
            kinds = [_kind([row[nth] for row in found]) for nth in range(len(titles))]
            columns = dict(zip(titles, kinds, strict=True))
            lines, path = Path(folder) / f"{name}.jsonl", Path(folder) / f"{name}.parquet"
            lines.write_bytes(
                b"".join(orjson.dumps(dict(zip(titles, row, strict=True))) + b"\n" for row in found)
            )
            connection.read_json(str(lines), format="newline_delimited", columns=columns).write_parquet(
                str(path)
            )
            files[f"{name}.parquet"] = path.read_bytes()
    return files


def _kind(values: list[Any]) -> str:
    present = {type(value) for value in values if value is not None}
    for kind, types in (("BOOLEAN", {bool}), ("BIGINT", {int}), ("DOUBLE", {float, int})):
        if present and present <= types:
            return kind
    return "VARCHAR"


_I2 = """\
i2 Analyst's Notebook and iBase import: two CSV files in UTF-8, one row a link or an event.

links.csv     an entity-link-entity import. End 1: Source (identity), Source name (label). End 2: Target
              (identity), Target name (label). Link: kind (type), label (label), id (identity), earliest and
              latest (date of start and end, ISO), sources and document (attributes).
events.csv    an event frame a row: id (identity), headline (label), type (type), earliest and latest (date of
              start and end), agents and targets (theme lines, parted by "; "), place, lat, lon, sources.

Ends without a year read --MM-DD and are to be imported as text; empty ends are not known. What "placed"
columns hold follows from the report's date and the story, and is not the text's word.
"""


def write_i2(data: Dataset) -> Files:
    """Links and events as CSV with a specification in words."""
    return {
        "links.csv": write_table(data, "links"),
        "events.csv": write_table(data, "events"),
        "specification.txt": _I2.encode(),
    }

"""The current query taken away: tables as CSV that no spreadsheet runs, events as JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import asdict

from nlp.query import EventRow
from viz.export.formats.tabular import safe_cell
from viz.table.cells import COLUMNS, Cells


def write_csv(rows: Sequence[Cells], kind: str) -> str:
    """``rows`` as CSV with the columns of the table ``kind`` under their titles, and the ids."""
    fields = (
        [column["field"] for column in COLUMNS[kind]] + (["sentence"] if kind == "events" else []) + ["id"]
    )
    titles = {column["field"]: column["headerName"] for column in COLUMNS[kind]}
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([titles.get(field, field.capitalize()) for field in fields])
    writer.writerows([[safe_cell(row.get(field)) for field in fields] for row in rows])
    return out.getvalue()


def write_json(events: Sequence[EventRow]) -> str:
    """``events`` in full as a JSON array."""
    return json.dumps([asdict(event) for event in events], ensure_ascii=False, indent=1)

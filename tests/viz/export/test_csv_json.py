"""What is taken away: cells that no spreadsheet runs, events in full."""

from __future__ import annotations

import csv
import io
import json

import pytest

from tests.viz.rows import event, when
from viz.export.csv_json import safe_cell, write_csv, write_json
from viz.table.cells import event_cells


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ('=HYPERLINK("x")', '\'=HYPERLINK("x")'),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@cmd", "'@cmd"),
        ("\tx", "'\tx"),
        ("plain", "plain"),
        (-3, "-3"),
        (None, ""),
    ],
)
def test_no_cell_is_a_formula(value: object, cell: str) -> None:
    assert safe_cell(value) == cell


def test_events_as_a_table_and_in_full() -> None:
    told = event(
        when=when("2031-05-06"),
        sentence='He said "raided",\nthen left.',
        participants=[],
        publisher="=The Post",
    )
    rows = list(csv.DictReader(io.StringIO(write_csv([event_cells(told)], "events"))))
    assert (rows[0]["From"], rows[0]["Who says so"], rows[0]["Id"]) == ("2031-05-06", "'=The Post", "e1")
    assert rows[0]["Sentence"] == 'He said "raided", then left.'
    assert json.loads(write_json([told]))[0]["when"]["interval"]["earliest"] == "2031-05-06"

"""Tables in running text, with offsets."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.text.tables import find_tables

BARS = (
    "Owners of Orsa\n\n| Owner | Share |\n| --- | --- |\n| Ada Roon | 51% |\n\n| Ivo Tamm | 49% |\n\nProse."
)


def test_rows_under_headings() -> None:
    (table,) = find_tables(BARS)
    assert table.headings == ("owner", "share")
    assert [[cell.text for cell in row] for row in table.rows] == [["Ada Roon", "51%"], ["Ivo Tamm", "49%"]]


def test_prose_is_no_table() -> None:
    assert list(find_tables("A | B\nMore prose.\nC | D | E\n")) == []


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="ab |\t\n-", max_size=80))
def test_offsets_hold_for_any_text(text: str) -> None:
    for table in find_tables(text):
        for row in table.rows:
            assert len(row) == len(table.headings)
            assert all(text[cell.start : cell.end] == cell.text for cell in row)

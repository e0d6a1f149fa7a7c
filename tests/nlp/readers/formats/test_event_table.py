"""Tables of dates and events, as desks keep them: one report, a dated line a row."""

from __future__ import annotations

import pytest

from nlp.text.dated_lines import find_dated_lines
from tests.nlp.readers.samples import read_one


@pytest.mark.parametrize(
    ("head", "first"),
    [
        ("Date,Event,Location,Source", "9 May 2017,The mayor fired the clerk,Osk,Courier"),
        ("event_date,incident,place,url", "2017-05-09,The mayor fired the clerk,Osk,Courier"),
        ("When;What happened;Where;Reference", "09/05/2017;The mayor fired the clerk;Osk;Courier"),
    ],
)
def test_rows_are_dated_lines(head: str, first: str) -> None:
    mark = ";" if ";" in head else ","
    second = mark.join(["23/06/2017", "Guards held Ada Brook.", "Velin", "Courier"])
    document = read_one("affair.csv", f"{head}\n{first}\n{second}\n")
    assert document.published is None
    assert document.text.split("\n\n")[0] == "2017-05-09 | The mayor fired the clerk. | Osk | Courier"
    assert len(find_dated_lines(document.text)) == 2
    assert document.boilerplate == ()


def test_reports_with_an_event_column_stay_reports() -> None:
    document = read_one(
        "a.csv", "date,event,text\n2017-05-09,strike,The mayor of Osk fired the clerk today.\n"
    )
    assert document.text == "The mayor of Osk fired the clerk today."

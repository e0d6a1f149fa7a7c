"""Lines of a chronology, in every form in which they are kept."""

from __future__ import annotations

import pytest

from nlp.text.dated_lines import find_dated_lines
from nlp.time import read_times

EVENTS = (("9 May 2017", "The mayor fired the clerk."), ("10 May 2017", "Guards held Ada Brook in Osk."))


def _told(text: str) -> list[tuple[str, str, int | None]]:
    lines = find_dated_lines(text)
    return [
        (text[line.date_start : line.date_end], text[line.body : line.end].strip(), line.year)
        for line in lines
    ]


@pytest.mark.parametrize(
    "form",
    [
        "{}: {}",
        "{} - {}",
        "{} – {}",
        "{} — {}",
        "- {}: {}",
        "• {} – {}",
        "[{}] {}",
        "({}) {}",
        "{} | {}",
        "{}\n\n{}",
    ],
)
@pytest.mark.parametrize(
    "dates", [("9 May 2017", "10 May 2017"), ("May 9, 2017", "May 10, 2017"), ("2017-05-09", "2017-05-10")]
)
def test_forms(form: str, dates: tuple[str, str]) -> None:
    text = "Timeline\n\n" + "\n\n".join(form.format(d, e) for d, (_, e) in zip(dates, EVENTS, strict=True))
    assert _told(text) == [(d, e, None) for d, (_, e) in zip(dates, EVENTS, strict=True)]


def test_year_headings() -> None:
    text = "2015\n\nMarch 3: Delta bought Marlin.\n\n2016\n\nMay 14: Guards held Ada Brook."
    assert _told(text) == [
        ("March 3", "Delta bought Marlin.", 2015),
        ("May 14", "Guards held Ada Brook.", 2016),
    ]


def test_date_in_any_cell() -> None:
    text = "1 | The mayor fired the clerk. | 9 May 2017\n\n2 | Guards held Ada Brook. | 10 May 2017"
    assert [date for date, *_ in _told(text)] == ["9 May 2017", "10 May 2017"]


@pytest.mark.parametrize(
    "text",
    [
        "May 9, 2017, was a day of mourning.\n\nMay 10 brought rain.",
        "On May 9, 2017 the mayor left.\n\nOn May 10, 2017 he came back.",
        "OSK, May 9, 2017 — The mayor left.",
        "May 9, 2017 – The mayor left.",
        "2016 was bad.\n\n2017 was worse.",
    ],
)
def test_prose_is_no_chronology(text: str) -> None:
    assert find_dated_lines(text) == ()


def test_year_heading_and_an_items_dash_are_no_range() -> None:
    readings = read_times("2019\n\n- February 4: Rebels seized the weir.")
    assert [reading.partner for reading in readings] == [None, None]

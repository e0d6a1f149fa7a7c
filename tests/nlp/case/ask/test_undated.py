"""Reports of unknown or only probable date: what they may be, and setting many at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from nlp.records import DateCandidate, Extraction, PublishedBasis
from tests.factories import Draft, make_case


def _report(number: int, **fields: object) -> Extraction:
    draft = Draft(f"Report {number} tells of the ferry at Ostmark.", path=f"{number}.txt")
    made = draft.extraction()
    return replace(made, document=replace(made.document, **fields))  # type: ignore[arg-type]


def test_unknown_dates_come_first_and_are_set_together(tmp_path: Path) -> None:
    guess = DateCandidate(day=date(2019, 5, 6), words="6 May 2019", reason="copyright line")
    reports = [
        _report(1, published=date(2019, 5, 4), published_basis=PublishedBasis.METADATA),
        _report(
            2,
            published=date(2019, 5, 5),
            published_basis=PublishedBasis.TEXT,
            published_words="as of 5 May 2019",
            published_probable=True,
        ),
        _report(3, candidates=(guess,), url="https://ostmark.example/3"),
    ]
    with make_case(tmp_path / "a.duckdb", reports) as case:
        rows = case.undated_documents()
        assert [row.document.path for row in rows] == ["3.txt", "2.txt"]
        assert [(c.day, c.words, c.reason) for c in rows[0].candidates] == [
            ("2019-05-06", "6 May 2019", "copyright line")
        ]
        assert rows[0].document.url == "https://ostmark.example/3"
        case.decide("publish", [row.document.id for row in rows], value="2019-05-06", author="Ada")
        assert case.undated_documents() == []
        assert {row.published for row in case.documents()} == {"2019-05-04", "2019-05-06"}
        case.undo()
        again = case.undated_documents()
        assert [row.document.published_probable for row in again] == [False, True]
        assert again[1].document.published_words == "as of 5 May 2019"


@pytest.mark.parametrize("number", [2, 6])
def test_many_dated_at_once_are_named_shortly(tmp_path: Path, number: int) -> None:
    with make_case(tmp_path / "a.duckdb", [_report(n) for n in range(number)]) as case:
        case.decide("publish", [row.id for row in case.documents()], value="2020-01-02")
        text = case.decision_rows()[0].text
        assert text.startswith("Dated the reports ")
        assert text.endswith(" 2020-01-02")
        assert ("3 more" in text) == (number == 6)

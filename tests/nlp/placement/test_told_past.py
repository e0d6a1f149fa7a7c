"""What is told as happened lies not after its report."""

from __future__ import annotations

from datetime import date

import pytest
from spacy.language import Language

from nlp.case.decide.apply_to_records import publish_extraction
from tests.nlp.extract.reports import day, read

CHRISTMAS = date(2023, 12, 22)

PAST = [
    ("The raid was revenge for the murder of a judge in March.", "murder", "2023-03-01..2023-03-31"),
    ("The council will meet on 3 March.", "meet", "2024-03-03"),
    ("Roth spoke of a summit on 15 March.", "summit", "2024-03-15"),
]


@pytest.mark.parametrize(("text", "trigger", "expected"), PAST)
def test_a_date_without_a_year(language: Language, text: str, trigger: str, expected: str) -> None:
    found = [e for e in read(language, text, published=CHRISTMAS).events if e.trigger.text == trigger]
    assert [day(event) for event in found] == [expected]


def test_it_moves_with_the_report(language: Language) -> None:
    made = read(language, PAST[0][0], published=CHRISTMAS)
    moved = publish_extraction(made, "2030-12-22")
    assert [day(e) for e in moved.events if e.trigger.text == "murder"] == ["2030-03-01..2030-03-31"]

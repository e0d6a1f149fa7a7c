"""Key dates as text: nothing in a document can become markup."""

from __future__ import annotations

import json

from nlp.query import KeyDate
from viz.export.key_dates import key_dates_json, key_dates_markdown

DAY = KeyDate(
    day="2024-03-08",
    score=1.0,
    text="A [link](javascript:alert(1))\n# and <b>bold</b> *news*.",
    document_id="d",
    event_id=None,
    documents=2,
    sources=("The | Courier",),
    reasons=(("dated by", 1.0),),
)


def test_markdown_is_one_line_without_markup_of_the_text() -> None:
    (line,) = key_dates_markdown([DAY]).splitlines()
    assert line.startswith("- **8 March 2024** A \\[link\\]")
    assert "\\<b\\>bold" in line
    assert line.endswith("(2 reports: The \\| Courier)")


def test_no_day_says_so() -> None:
    assert key_dates_markdown([]) == "No event is dated to a day."


def test_json_holds_the_reasons() -> None:
    (day,) = json.loads(key_dates_json([DAY]))
    assert day["day"] == "2024-03-08"
    assert day["reasons"] == [["dated by", 1.0]]

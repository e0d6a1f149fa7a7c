"""Every row of ``rows/*.txt``: a sentence, the day it was published, and what its expression means.

Columns: sentence | published | expression | TIMEX3 value | begins | ends | granularity; ``-`` is nothing.
"""

from datetime import date
from pathlib import Path

import pytest

from nlp.time import Resolved, read_times, resolve_times

ROWS = Path(__file__).parent / "rows"
ROW_FILES = ("dates", "periods", "relative", "clock", "durations", "lists", "written", "calendars")


def rows(name: str) -> list[tuple[str, ...]]:
    """The rows of one file, with its headings left out."""
    lines = (ROWS / f"{name}.txt").read_text("utf-8").splitlines()
    return [tuple(line.split(" | ")) for line in lines if line and not line.startswith("#")]


def resolve(sentence: str, published: str) -> list[Resolved]:
    """All expressions of a text, resolved."""
    return resolve_times(read_times(sentence), None if published == "-" else date.fromisoformat(published))


@pytest.mark.parametrize(
    ("sentence", "published", "expression", "value", "earliest", "latest", "granularity"),
    [row for name in ROW_FILES for row in rows(name)],
)
def test_expression(
    sentence: str, published: str, expression: str, value: str, earliest: str, latest: str, granularity: str
) -> None:
    found = {item.reading.text: item for item in resolve(sentence, published)}
    assert expression in found, f"read {list(found)}"
    item = found[expression]
    interval = item.interval
    got = (
        item.value,
        (interval and interval.begins) or "-",
        (interval and interval.ends) or "-",
        interval.granularity.value if interval else "-",
    )
    assert got == (value, earliest, latest, granularity)


@pytest.mark.parametrize("sentence", [row[0] for row in rows("none")])
def test_no_time(sentence: str) -> None:
    assert [item.reading.text for item in resolve(sentence, "2022-07-29")] == []

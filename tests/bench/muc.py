"""The MUC-3/MUC-4 files: reports in capitals, and the set list of places their answer keys use."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from nlp.records import Document, PublishedBasis

_HEAD = re.compile(r"^((?:DEV|TST\d)-MUC\d-\d{4})(?: \([^)]*\))?[^\S\n]*$", re.M)
_MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]
_DATELINE = re.compile(
    r"\s*(?P<place>[A-Z .'-]+?)(?: \((?P<country>[A-Z ]+)\))?, "
    r"(?P<day>\d{1,2}) (?P<month>[A-Z]{3})[A-Z]*(?: (?P<year>\d{2}))?"
)


def read_reports(path: Path) -> Iterator[Document]:
    """The reports of one MUC file, in order; their datelines give the day they were sent."""
    text = path.read_text(errors="replace")
    year: int | None = None  # of the report before, for datelines that give none
    heads = list(_HEAD.finditer(text))
    for head, following in zip(heads, [*heads[1:], None], strict=True):
        body = text[head.end() : following.start() if following else len(text)]
        sent = _sent(body, year)
        year = sent.year - 1900 if sent else year
        yield Document(
            id=head[1],
            path=head[1],
            title="",
            text=body,
            published=sent,
            published_basis=PublishedBasis.TEXT if sent else None,
        )


def _sent(body: str, year: int | None) -> date | None:
    match = _DATELINE.match(body)
    if not match or match["month"] not in _MONTHS or not (match["year"] or year):
        return None
    try:
        return date(
            1900 + int(match["year"] or year or 0), _MONTHS.index(match["month"]) + 1, int(match["day"])
        )
    except ValueError:
        return None


def dateline(body: str) -> tuple[str, str]:
    """City and country of a report's dateline, "" where it names none."""
    match = _DATELINE.match(body)
    return (match["place"].strip(), match["country"] or "") if match else ("", "")

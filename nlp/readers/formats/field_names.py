"""Which column of a table, or key of an object, holds what."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from urllib.parse import urlsplit

from nlp.readers.source.dates import make_day, parse_day
from nlp.readers.source.report_draft import ReportDraft
from nlp.rules import load_rules
from nlp.rules.language import per_language

LONG = 60  # characters a column's cells have on average where they hold reports
_SLASHED = re.compile(r"\s*(\d{1,2})([/-])(\d{1,2})\2(\d{4})(?!\d)")


@per_language
def field_names(kind: str) -> tuple[str, ...]:
    """The names of fields of one kind ("text", "title", "published", ...), best first, folded."""
    return tuple(load_rules("metadata")["columns"][kind])


def fold_name(name: str) -> str:
    """``name`` without case, spaces and marks: "Published_At" is "publishedat"."""
    return re.sub(r"[\W_]+", "", name.casefold())


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The numbers of a table's columns; ``header`` says whether its first row names them."""

    text: int
    header: bool
    title: int | None = None
    published: int | None = None
    publisher: int | None = None
    author: int | None = None
    language: int | None = None
    published_name: str = ""

    def draft(self, cells: Sequence[str], *, path: str, order: str | None) -> ReportDraft | None:
        """The report in a row; None where its text is missing."""

        def cell(index: int | None) -> str | None:
            return cells[index].strip() or None if index is not None and index < len(cells) else None

        text = cell(self.text)
        if text is None:
            return None
        return ReportDraft(
            path=path,
            text=text,
            title=cell(self.title),
            published=read_day(cell(self.published), self.published_name, order=order),
            publisher=publisher_name(cell(self.publisher)),
            author=cell(self.author),
            language=cell(self.language),
        )


def choose_columns(rows: Sequence[Sequence[str]]) -> Columns | None:
    """Find the columns from the header, else from the cells; None where no column holds texts."""
    if not rows:
        return None
    names = [fold_name(cell) for cell in rows[0]]
    places = {kind: _place(names, kind) for kind in ("title", "published", "publisher", "author", "language")}
    text = _place(names, "text")
    header = text is not None or sum(place is not None for place in places.values()) > 1
    if text is None:
        taken = set(places.values()) if header else set()
        text = _longest(rows[1:] if header else rows, taken)
    if text is None:
        return None
    if not header:
        return Columns(text=text, header=False, published=_days(rows, text))
    published = places["published"]
    return Columns(
        text=text,
        header=True,
        published_name=names[published] if published is not None else "",
        **{kind: place for kind, place in places.items() if place != text},
    )


def read_day(value: object, name: str = "", *, order: str | None = None) -> date | None:
    """The day in a date field. Seconds since 1970 count only where the field is named for publication."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        if not name.startswith(("publi", "pub", "posted", "issued")):
            return None
        seconds = value / 1000 if value > 1e11 else value
        return datetime.fromtimestamp(seconds, UTC).date() if 1e8 < seconds < 4e9 else None
    if not isinstance(value, str):
        return None
    if order and (match := _SLASHED.match(value)):
        first, second, year = int(match[1]), int(match[3]), int(match[4])
        return make_day(year, second, first) if order == "dmy" else make_day(year, first, second)
    return parse_day(value)


def day_order(values: Iterable[str]) -> str | None:
    """Whether a column writes "13/02/2024" or "02/13/2024": "dmy", "mdy", or None where nothing tells."""
    orders = set()
    for value in values:
        if match := _SLASHED.match(value):
            orders |= {"dmy"} if int(match[1]) > 12 else {"mdy"} if int(match[3]) > 12 else set()
    return orders.pop() if len(orders) == 1 else None


def publisher_name(value: str | None) -> str | None:
    """A source as named; of a web address, the host."""
    if value is None or not re.match(r"https?://", value):
        return value
    try:
        host = urlsplit(value.strip()).hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def _place(names: list[str], kind: str) -> int | None:
    return next((names.index(name) for name in field_names(kind) if name in names), None)


def _longest(rows: Sequence[Sequence[str]], taken: set[int | None]) -> int | None:
    width = max(map(len, rows), default=0)
    lengths = {i: sum(len(row[i]) for row in rows if i < len(row)) for i in range(width) if i not in taken}
    best = max(lengths, key=lambda i: lengths[i], default=None)
    return best if best is not None and lengths[best] >= LONG * len(rows) else None


def _days(rows: Sequence[Sequence[str]], text: int) -> int | None:
    """The one column of which every cell is a day."""
    width = min(map(len, rows))
    found = [i for i in range(width) if i != text and all(parse_day(row[i]) for row in rows)]
    return found[0] if len(found) == 1 else None

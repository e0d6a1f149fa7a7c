"""Which column of a table, or key of an object, holds what."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

from nlp.readers.formats.date_fields import DateStyle, find_style, read_day
from nlp.readers.source.report_draft import ReportDraft
from nlp.readers.web.html_text import plain_text
from nlp.rules import load_rules
from nlp.rules.language import per_language

LONG = 60  # characters a column's cells have on average where they hold reports
_COUNTING = (
    "createdutc",
    "createdtime",
    "pub",
    "posted",
    "issued",
    "date",
    "release",
    "articledate",
    "reportdate",
)


@per_language
def field_names(kind: str) -> tuple[str, ...]:
    """The names of fields of one kind ("text", "title", "published", ...), best first, folded."""
    return tuple(load_rules("metadata")["columns"][kind])


def fold_name(name: str) -> str:
    """``name`` without case, spaces and marks: "Published_At" is "publishedat"."""
    return re.sub(r"[\W_]+", "", name.casefold())


def real_address(url: str) -> str:
    """The address that a link through Google leads to."""
    try:
        parts = urlsplit(url)
        if "google." in (parts.hostname or "") and parts.path == "/url":
            query = parse_qs(parts.query)
            return (query.get("url") or query.get("q") or [url])[0]
    except ValueError:
        return ""
    return url


def web_address(value: str | None) -> str | None:
    """``value`` where it is the address of a page."""
    return value.strip() if value and re.match(r"\s*https?://\S+\s*$", value) else None


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
    address: int | None = None
    published_style: DateStyle = field(default_factory=DateStyle)
    probable: bool = False

    def draft(self, cells: Sequence[str], *, path: str) -> ReportDraft | None:
        """The report in a row; None where its text is missing."""

        def cell(index: int | None) -> str | None:
            return cells[index].strip() or None if index is not None and index < len(cells) else None

        text = cell(self.text)
        if text is None:
            return None
        return ReportDraft(
            path=path,
            text=plain_text(text),
            title=cell(self.title),
            published=read_day(cell(self.published), style=self.published_style),
            publisher=publisher_name(cell(self.publisher) or cell(self.address)),
            author=cell(self.author),
            language=cell(self.language),
            url=web_address(cell(self.address)),
            published_words=cell(self.published) or "",
            published_probable=self.probable,
        )


def choose_columns(rows: Sequence[Sequence[str]]) -> Columns | None:
    """Find the columns from the header, else from the cells; None where no column holds texts."""
    if not rows:
        return None
    names = [fold_name(cell) for cell in rows[0]]
    kinds = ("title", "published", "publisher", "author", "language", "address")
    places = {kind: _place(names, kind) for kind in kinds}
    text = _place(names, "text")
    header = text is not None or sum(place is not None for place in places.values()) > 1
    coded = field_names("event_day")
    if any(name in coded for name in names):  # rows of events: the day is the event's, the stamp a machine's
        places["published"] = None
    if text is None:
        taken = set(places.values()) if header else set()
        text = _longest(rows[1:] if header else rows, taken)
        if text is None and header and places["address"] is not None:
            text = places["title"]  # headlines with the addresses of their reports
    if text is None:
        return None
    if not header:
        dated = _days(rows, text)
        style = find_style(row[dated] for row in rows) if dated is not None else DateStyle()
        return Columns(text=text, header=False, published=dated, published_style=DateStyle(order=style.order))
    published, style = places["published"], DateStyle()
    if published is not None:
        style = find_style(row[published] for row in rows[1:] if published < len(row))
        if not counts_days(names[published]):
            style = DateStyle(order=style.order)
    return Columns(
        text=text,
        header=True,
        published_style=style,
        probable=published is not None and names[published] in field_names("probable"),
        **{kind: place for kind, place in places.items() if place != text},
    )


def counts_days(name: str) -> bool:
    """Whether a number in a field of this name can be a publication day; "timestamp" tells of storing."""
    return name.startswith(_COUNTING)


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
    styles = [DateStyle(order=find_style(row[i] for row in rows).order) for i in range(width)]
    found = [i for i in range(width) if i != text and all(read_day(row[i], style=styles[i]) for row in rows)]
    return found[0] if len(found) == 1 else None

"""JSON objects to drafts: which one is a report, and where its fields are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from types import MappingProxyType
from typing import Any

from nlp.readers.formats.date_fields import DateStyle, find_style, read_day
from nlp.readers.formats.field_names import (
    counts_days,
    field_names,
    fold_name,
    publisher_name,
    web_address,
)
from nlp.readers.source.report_draft import ReportDraft
from nlp.readers.web.html_text import plain_text
from nlp.records import DateCandidate

SHOWN = 80  # characters of a field that are shown
DEEPEST = 4  # levels of wrapping between the file and its list of reports
PIECES = ("text", "content", "value")  # where a piece of text in a list of pieces keeps its words
WRAPPED = ("rendered", "$t", "#text", "_", "value", "plain")  # where a field keeps its text beside its form
Record = dict[str, Any]
Styles = Mapping[str, DateStyle]
NO_STYLES: Styles = MappingProxyType({})


def find_styles(records: Iterable[Record]) -> dict[str, DateStyle]:
    """How each publication field of a list of records writes its days."""
    values: dict[str, list[object]] = defaultdict(list)
    for record in records:
        for name, value in _all_fields(record).items():
            if name in field_names("published") and not isinstance(value, dict):
                values[name].append(value[0] if isinstance(value, list) and value else value)
    return {
        name: find_style(found) if counts_days(name) else DateStyle(order=find_style(found).order)
        for name, found in values.items()
    }


def draft_object(record: Record, *, path: str, styles: Styles = NO_STYLES) -> ReportDraft | None:
    """The report in ``record``, or in the one object below it (``{"_source": {...}}``); None where there is
    none, or where there are several."""
    outer = _all_fields(record)
    text = _first(outer, "text") or (_first(outer, "title") if _linked(outer) else None)
    if text is None:
        return None
    styles = styles or find_styles([record])
    days = (
        (day, name)
        for name in field_names("published")
        if (day := read_day(outer.get(name), style=styles.get(name, DateStyle())))
    )
    published, dated = next(days, (None, ""))
    address = next(
        (value for name in field_names("address") if (value := _as_text(outer.get(name), name))), None
    )
    return ReportDraft(
        path=path,
        text=plain_text(text),
        title=_plain(_first(outer, "title")),
        published=published,
        publisher=publisher_name(_first(outer, "publisher")) or _host(address),
        author=_first(outer, "author"),
        language=_first(outer, "language"),
        url=web_address(address),
        published_words=str(outer[dated])[:SHOWN] if dated else "",
        published_probable=dated in field_names("probable"),
        candidates=tuple(_changed(outer)) if published is None else (),
    )


def _changed(fields: dict[str, object]) -> Iterator[DateCandidate]:
    """The days of its change or saving that a record states."""
    for name in field_names("changed"):
        if day := read_day(fields.get(name), style=find_style([fields.get(name)])):
            yield DateCandidate(day=day, words=str(fields[name])[:SHOWN], reason=f"in the field {name!r}")


def find_records(data: object, *, known_only: bool = False, depth: int = 0) -> list[Record]:
    """The list of reports in ``data``: itself, under a known key ("articles"), or the longest there is.

    ``known_only`` looks under known keys alone: a page of results may have a "message" beside its "articles".
    """
    if isinstance(data, list):
        records = [item for item in data if isinstance(item, dict)]
        return records if any(draft_object(record, path="") for record in records) else []
    if not isinstance(data, dict) or depth > DEEPEST:
        return []
    known = [value for key, value in data.items() if fold_name(key) in field_names("records")]
    others = [value for key, value in data.items() if fold_name(key) not in field_names("records")]
    for values in (known,) if known_only else (known, others):
        found = [
            records
            for value in values
            if (records := find_records(value, known_only=known_only, depth=depth + 1))
        ]
        if found:
            return max(found, key=len)
    return [] if known_only else find_records(list(data.values()), depth=depth + 1)


def _all_fields(record: Record) -> dict[str, object]:
    """The fields of a record, those of the one object in it that holds its text laid over them."""
    outer = _fields(record)
    if not _first(outer, "text"):
        inside = (value for value in record.values() if isinstance(value, dict))
        holders = [fields for fields in map(_fields, inside) if _first(fields, "text")]
        if len(holders) == 1:
            return outer | holders[0]
    return outer


def _fields(record: Record) -> dict[str, object]:
    fields: dict[str, object] = {}
    for key, value in islice(record.items(), 500):
        fields.setdefault(fold_name(key), value)
    return fields


def _linked(fields: dict[str, object]) -> bool:
    """Whether a record that has no text is a headline with the address of its report."""
    return any(isinstance(fields.get(name), str) for name in field_names("address"))


def _first(fields: dict[str, object], kind: str) -> str | None:
    return next((text for name in field_names(kind) if (text := _as_text(fields.get(name), kind))), None)


def _as_text(value: object, kind: str) -> str | None:
    if isinstance(value, str):
        return value if value.strip() else None
    if isinstance(value, list):
        if kind == "text" and any(isinstance(item, dict) for item in value):
            return "".join(map(_piece, value)).strip() or None
        texts = [text for item in value if (text := _as_text(item, kind))]
        return ("\n\n" if kind == "text" else ", ").join(texts) or None
    if isinstance(value, dict):
        names = WRAPPED if kind in {"text", "title"} else ()
        wrapped = next((value[name] for name in names if isinstance(value.get(name), str)), None)
        if wrapped or kind == "text":
            return wrapped or None
        return _as_text(value.get("name") or value.get("title") or value.get("id"), kind)
    return None


def _piece(item: object) -> str:
    """A piece of a text that is told as a list of pieces, some with their form beside them."""
    if isinstance(item, dict):
        return next((item[name] for name in PIECES if isinstance(item.get(name), str)), "")
    return item if isinstance(item, str) else ""


def _plain(title: str | None) -> str | None:
    return plain_text(title) if title else None


def _host(address: str | None) -> str | None:
    return publisher_name(address) if address and address.startswith("http") else None

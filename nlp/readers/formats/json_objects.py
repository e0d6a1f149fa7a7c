"""JSON objects to drafts: which one is a report, and where its fields are."""

from __future__ import annotations

from typing import Any

from nlp.readers.formats.field_names import field_names, fold_name, publisher_name, read_day
from nlp.readers.source.report_draft import ReportDraft

DEEPEST = 4  # levels of wrapping between the file and its list of reports


def draft_object(record: dict[str, Any], *, path: str) -> ReportDraft | None:
    """The report in ``record``, or in the one object below it (``{"_source": {...}}``); None where there is
    none, or where there are several."""
    inside = [value for value in record.values() if isinstance(value, dict)]
    holders = [fields for fields in map(_fields, inside) if _first(fields, "text")]
    outer = _fields(record)
    if not _first(outer, "text"):
        if len(holders) != 1:
            return None
        outer |= holders[0]
    text = _first(outer, "text")
    if text is None:
        return None
    days = (day for name in field_names("published") if (day := read_day(outer.get(name), name)))
    return ReportDraft(
        path=path,
        text=text,
        title=_first(outer, "title"),
        published=next(days, None),
        publisher=publisher_name(_first(outer, "publisher")),
        author=_first(outer, "author"),
        language=_first(outer, "language"),
    )


def find_records(data: object, *, known_only: bool = False, depth: int = 0) -> list[dict[str, Any]]:
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


def _fields(record: dict[str, Any]) -> dict[str, object]:
    fields: dict[str, object] = {}
    for key, value in record.items():
        fields.setdefault(fold_name(key), value)
    return fields


def _first(fields: dict[str, object], kind: str) -> str | None:
    return next((text for name in field_names(kind) if (text := _as_text(fields.get(name), kind))), None)


def _as_text(value: object, kind: str) -> str | None:
    if isinstance(value, str):
        return value if value.strip() else None
    if isinstance(value, list):
        texts = [text for item in value if (text := _as_text(item, kind))]
        return ("\n\n" if kind == "text" else ", ").join(texts) or None
    if isinstance(value, dict) and kind != "text":
        return _as_text(value.get("name") or value.get("title") or value.get("id"), kind)
    return None

"""Rows of the case as plain table cells, and the columns that show them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nlp.query import DocumentRow, EntityRow, EventRow
from viz.kit.theme import STANDINGS, type_style
from viz.kit.wording import say_event, say_placed, say_sources, say_when, standing

Cells = dict[str, Any]


def event_cells(event: EventRow) -> Cells:
    """An event as cells; ``pick`` is what choosing the row selects."""
    interval = event.when.interval if event.when else None
    return {
        "id": event.id,
        "pick": "event",
        "from": (interval.begins or "") if interval else "",
        "to": (interval.ends or "") if interval else "",
        "when": say_when(event.when),
        "placed": "" if _is_dated(event) else say_placed(event.placed),
        "type": event.type.replace("_", " "),
        "what": say_event(event, longest=160),
        "where": event.place.text if event.place else "",
        "standing": STANDINGS[standing(event)].word,
        "says": say_sources(event.attribution, event.publisher),
        "published": event.published or "",
        "accounts": event.accounts,
        "independent": event.independent,
        "differ": "accounts differ" if event.disputed else "",
        "review": event.review,
        "sentence": " ".join(event.sentence.text.split()),
        "report": event.path,
    }


def unplaced_cells(event: EventRow, names: Mapping[str, str], by: str) -> Cells:
    """An event that has no place in time as cells; ``group`` is what the list is grouped ``by``."""
    actors = [names[one] for one in event.participant_entities if one and one in names]
    group = {"report": event.title or event.path, "actor": actors[0] if actors else "nobody named"}.get(
        by, ""
    )
    return {
        "id": event.id,
        "pick": "event",
        "group": group,
        "what": say_event(event, longest=160),
        "who": ", ".join(dict.fromkeys(actors)),
        "type": event.type.replace("_", " "),
        "standing": STANDINGS[standing(event)].word,
        "why": (event.placed.rule if event.placed else "") or "nothing in the report places it",
        "title": event.title or event.path,
        "publisher": event.publisher or "",
        "published": event.published or "",
        "sentence": " ".join(event.sentence.text.split()),
    }


def entity_cells(row: EntityRow) -> Cells:
    """An entity as cells."""
    return {
        "id": row.id,
        "pick": "entity",
        "name": row.name,
        "type": type_style(row.type).word,
        "events": row.events,
        "mentions": row.mentions,
        "documents": row.documents,
        "aliases": ", ".join(name for name in row.aliases if name != row.name),
        "country": row.country or "",
    }


def document_cells(row: DocumentRow) -> Cells:
    """A document as cells."""
    return {
        "id": row.id,
        "pick": "document",
        "title": row.title,
        "publisher": row.publisher or "",
        "published": row.published or "",
        "basis": row.published_basis or "",
        "events": row.events,
        "mentions": row.mentions,
        "author": row.author or "",
        "path": row.path,
    }


def _is_dated(event: EventRow) -> bool:
    return bool(event.when and (event.when.interval.earliest or event.when.interval.latest))


def _column(field: str, title: str, width: int, **more: Any) -> dict[str, Any]:
    return {"field": field, "headerName": title, "width": width, "tooltipField": field, **more}


COLUMNS: dict[str, list[dict[str, Any]]] = {
    "events": [
        _column("when", "When", 168),
        _column("placed", "Placed, not stated", 150),
        _column("from", "From", 132),
        _column("type", "Type", 92),
        _column("what", "What", 330, flex=1, minWidth=240),
        _column("where", "Where", 130),
        _column("standing", "Standing", 100),
        _column("says", "Who says so", 230),
        _column("published", "Published", 108),
        _column("accounts", "Accounts", 96, filter="agNumberColumnFilter"),
        _column("independent", "Independent", 112, filter="agNumberColumnFilter"),
        _column("differ", "Agreement", 120),
        _column("review", "Reviewed", 96),
        _column("report", "Report", 200),
    ],
    "entities": [
        _column("name", "Name", 240, flex=1, minWidth=160),
        _column("type", "Type", 130),
        _column("events", "Events", 100, filter="agNumberColumnFilter"),
        _column("mentions", "Mentions", 110, filter="agNumberColumnFilter"),
        _column("documents", "Reports", 100, filter="agNumberColumnFilter"),
        _column("aliases", "Also called", 280, flex=1),
        _column("country", "Country", 100),
    ],
    "unplaced": [
        _column("group", "Group", 200),
        _column("what", "What", 330, flex=1, minWidth=220),
        _column("who", "Who", 180),
        _column("type", "Type", 92),
        _column("standing", "Standing", 100),
        _column("why", "Why it has no place", 220),
        _column("title", "Report", 220),
        _column("publisher", "Publisher", 130),
        _column("published", "Published", 104),
    ],
    "documents": [
        _column("title", "Title", 340, flex=1, minWidth=220),
        _column("publisher", "Publisher", 160),
        _column("published", "Published", 110),
        _column("basis", "Date from", 110),
        _column("events", "Events", 90, filter="agNumberColumnFilter"),
        _column("mentions", "Mentions", 105, filter="agNumberColumnFilter"),
        _column("author", "Author", 140),
        _column("path", "File", 240),
    ],
}

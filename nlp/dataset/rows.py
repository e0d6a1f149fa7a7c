"""The tables of a dataset as rows: events, entities, links, incidents, sources, documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from nlp.dataset.dataset import Dataset
from nlp.dataset.days import estimate, placed, stated

Rows = list[tuple[object, ...]]

EVENTS = (
    "id",
    "earliest",
    "latest",
    "year_known",
    "time",
    "time_basis",
    "placed_earliest",
    "placed_latest",
    "estimate",
    "placed_rule",
    "type",
    "headline",
    "status",
    "agents",
    "targets",
    "others",
    "place",
    "place_basis",
    "lat",
    "lon",
    "sources",
    "stances",
    "incident",
    "sentence",
    "document",
    "title",
    "publisher",
    "published",
    "url",
    "review",
)
ENTITIES = ("id", "name", "type", "aliases", "mentions", "documents", "country", "lat", "lon")
LINKS = (
    "id",
    "source",
    "source_name",
    "target",
    "target_name",
    "kind",
    "label",
    "lasting",
    "status",
    "share",
    "earliest",
    "latest",
    "time",
    "sources",
    "document",
)
INCIDENTS = (
    "id",
    "headline",
    "type",
    "accounts",
    "documents",
    "publishers",
    "earliest",
    "latest",
    "statuses",
)
SOURCES = ("source", "entity", "events", "states", "claims", "denies", "accuses")
DOCUMENTS = (
    "id",
    "title",
    "publisher",
    "author",
    "published",
    "published_basis",
    "language",
    "duplicate_of",
    "events",
    "url",
    "path",
)


def event_rows(data: Dataset) -> Rows:
    """A row an event, as ``EVENTS`` names its cells."""
    rows: Rows = []
    for event in data.events.values():
        document, span, follows = data.document_of(event), stated(event), placed(event)
        position = data.position(event) or (None, None)
        when, place = event["when"] or {}, event["place"] or {}
        agents, targets = data.names(event, "agent"), data.names(event, "patient", "recipient")
        taken = {*agents, *targets}
        rows.append(
            (
                event["id"],
                span.earliest or span.yearless.partition("/")[0],
                span.latest or span.yearless.rpartition("/")[2],
                when.get("year_known"),
                span.text,
                when.get("basis"),
                follows.earliest,
                follows.latest,
                estimate(event),
                follows.text,
                event["type"],
                data.title(event),
                event["status"],
                _joined(agents),
                _joined(targets),
                _joined([name for name in data.names(event) if name not in taken]),
                place.get("text"),
                place.get("basis"),
                *position,
                _joined([a["text"] for a in event["attribution"]]),
                _joined([a["stance"] for a in event["attribution"]]),
                event["incident_id"],
                " ".join(event["sentence"]["text"].split()),
                document["path"],
                document["title"],
                document["publisher"],
                document["published"],
                document.get("url"),
                event.get("review"),
            )
        )
    return rows


def entity_rows(data: Dataset) -> Rows:
    """A row an entity."""
    return [
        (
            e["id"],
            e["name"],
            e["type"],
            _joined([name for name in e["aliases"] if name != e["name"]]),
            len(e["mentions"]),
            len({m["document_id"] for m in e["mentions"]}),
            e["country"],
            e["lat"],
            e["lon"],
        )
        for e in data.entities.values()
    ]


def link_rows(data: Dataset) -> Rows:
    """A row for every two entities that an event or a relation ties."""
    rows: Rows = []
    for link in data.links:
        span, record = stated(link.record), link.record
        rows.append(
            (
                link.id,
                link.source,
                data.entities[link.source]["name"],
                link.target,
                data.entities[link.target]["name"],
                link.kind,
                link.label,
                link.lasting,
                record["status"],
                record.get("share"),
                span.earliest,
                span.latest,
                span.text,
                _joined([a["text"] for a in record["attribution"]]),
                data.document_of(record)["path"],
            )
        )
    return rows


def incident_rows(data: Dataset) -> Rows:
    """A row an incident: its accounts counted, the ends that any of them states."""
    rows: Rows = []
    for key, accounts in data.incidents.items():
        spans = [stated(event) for event in accounts]
        starts = [span.earliest for span in spans if span.earliest]
        ends = [span.latest for span in spans if span.latest]
        documents = {event["document_id"] for event in accounts}
        publishers = sorted({data.documents[one]["publisher"] or "" for one in documents} - {""})
        rows.append(
            (
                key,
                data.title(accounts[0]),
                accounts[0]["type"],
                len(accounts),
                len(documents),
                _joined(publishers),
                min(starts, default=None),
                max(ends, default=None),
                _joined(sorted({e["status"] for e in accounts})),
            )
        )
    return rows


def source_rows(data: Dataset) -> Rows:
    """A row for everyone who says something, the most quoted first."""
    counted: dict[tuple[str, str], Counter[str]] = {}
    for event in data.events.values():
        for a in event["attribution"]:
            counted.setdefault((a["text"], a["source"] or ""), Counter())[a["stance"]] += 1
    ranked = sorted(counted.items(), key=lambda item: (-item[1].total(), item[0]))
    return [
        (text, entity, stances.total(), *(stances[name] for name in SOURCES[3:]))
        for (text, entity), stances in ranked
    ]


def document_rows(data: Dataset) -> Rows:
    """A row a document."""
    events = Counter(event["document_id"] for event in data.events.values())
    return [
        (
            d["id"],
            d["title"],
            d["publisher"],
            d["author"],
            d["published"],
            d["published_basis"],
            d["language"],
            d["duplicate_of"],
            events[d["id"]],
            d.get("url"),
            d["path"],
        )
        for d in data.documents.values()
    ]


TABLES: Mapping[str, tuple[Sequence[str], Callable[[Dataset], Rows]]] = {
    "events": (EVENTS, event_rows),
    "entities": (ENTITIES, entity_rows),
    "links": (LINKS, link_rows),
    "incidents": (INCIDENTS, incident_rows),
    "sources": (SOURCES, source_rows),
    "documents": (DOCUMENTS, document_rows),
}


def _joined(names: Sequence[str]) -> str:
    return "; ".join(dict.fromkeys(names))

"""The relations of a case: one row for two entities and a type, with every place that states it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from typing import Any

import orjson

from nlp.case.choose.columns import Columns
from nlp.case.choose.filter import choose_documents
from nlp.case.file.database import Database
from nlp.case.file.json_codec import decode_relation
from nlp.query import Query, RelationRow, StatementRow
from nlp.records import Span

AROUND = 160  # characters shown at most on either side of a statement
_STOPS = ".!?\n"
Side = tuple[str, str, str]


def list_relations(
    database: Database,
    columns: Columns,
    query: Query,
    *,
    entity_id: str | None = None,
    types: Collection[str] = (),
    statuses: Collection[str] = (),
    limit: int,
) -> list[RelationRow]:
    """The relations stated in the documents of a query, those in most reports first.

    Args:
        entity_id: only those with this entity on either side.
        types: only relations of these types; all where empty.
        statuses: only those of which the latest word is one of these; all where empty.
    """
    admitted = choose_documents(database, columns, query)
    stated: dict[Side, list[StatementRow]] = defaultdict(list)
    names: dict[str, str] = {}
    wanted = entity_id or ""
    for doc, source, source_name, target, target_name, *row in database.rows(
        _STATED, [wanted, wanted, wanted]
    ):
        if doc >= len(admitted) or not admitted[doc] or source == target:
            continue
        names |= {source: source_name, target: target_name}
        kind, statement = _statement(row)
        if not types or kind in types:
            stated[source, target, kind].append(statement)
    rows = [_row(side, found, names) for side, found in stated.items()]
    kept = [row for row in rows if not statuses or row.status in statuses]
    return sorted(kept, key=lambda r: (-r.documents, r.source_name, r.target_name, r.type, r.source))[:limit]


def _row(side: Side, statements: Sequence[StatementRow], names: dict[str, str]) -> RelationRow:
    source, target, kind = side
    latest = sorted(statements, key=lambda s: (s.published or "", s.id), reverse=True)
    labels = Counter(s.label for s in statements if s.label)
    return RelationRow(
        source=source,
        target=target,
        source_name=names[source],
        target_name=names[target],
        type=kind,
        label=min(labels, key=lambda label: (-labels[label], label)) if labels else kind,
        status=latest_status(latest),
        share=next((s.share for s in latest if s.share is not None), None),
        documents=len({s.document_id for s in statements}),
        statements=tuple(latest),
    )


def latest_status(latest: Sequence[StatementRow]) -> str:
    """The status of the latest report that says one."""
    return next((s.status for s in latest if s.status), "")


def _statement(row: Sequence[Any]) -> tuple[str, StatementRow]:
    body, low, around, document, title, path, publisher, published = row
    relation = decode_relation(orjson.loads(body))
    return relation.type, StatementRow(
        id=relation.id,
        document_id=document,
        start=relation.start,
        end=relation.end,
        label=relation.label,
        status=relation.status,
        share=relation.share,
        when=relation.when,
        attribution=relation.attribution,
        sentence=_sentence(around, low, relation.start, relation.end),
        title=title,
        path=path,
        publisher=publisher,
        published=str(published) if published else None,
    )


def _sentence(around: str, low: int, start: int, end: int) -> Span:
    """The sentence, by its stops, in the text around a statement that begins at ``low``."""
    before, behind = around[: start - low], around[end - low :]
    first = max(before.rfind(stop + " ") for stop in _STOPS)
    first = max(first + 1, before.rfind("\n") + 1, 0)
    stops = [at for stop in _STOPS if (at := behind.find(stop)) >= 0]
    last = end - low + (min(stops) + 1 if stops else len(behind))
    text = around[first:last]
    lead = len(text) - len(text.lstrip())
    text = text.strip()
    return Span(start=low + first + lead, end=low + first + lead + len(text), text=text)


_STATED = f"""
SELECT r.doc, s.id, s.name, t.id, t.name, r.body, greatest(r.start - {AROUND}, 0),
    substring(d.text, greatest(r.start - {AROUND}, 0) + 1,
        r."end" + {AROUND} - greatest(r.start - {AROUND}, 0)),
    d.id, d.title, d.path, d.publisher, d.published
FROM relations r JOIN documents d USING (doc)
JOIN chains a ON a.chain = r.source JOIN entities s ON s.ent = a.ent
JOIN chains b ON b.chain = r.target JOIN entities t ON t.ent = b.ent
WHERE (? = '' OR s.id = ? OR t.id = ?) AND NOT s.hidden AND NOT t.hidden
ORDER BY r.doc, r.start, r.id
"""

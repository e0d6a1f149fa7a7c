"""What a verdict is made of: its targets cited, its value checked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import orjson

from nlp.case.decide.amendments import (
    ENTITY_FIELDS,
    EVENT_FIELDS,
    LINK_FIELDS,
    check_entity,
    check_event,
    check_link,
    read_fields,
)
from nlp.case.decide.analyst_dates import check_when, read_when
from nlp.case.decide.event_verdicts import (
    OF_RELATIONS,
    ONE_ONLY,
    Cited,
    VerdictKind,
    cite_document,
    cite_event,
    cite_relation,
)
from nlp.case.decide.mention_anchors import as_cited, entity_anchor
from nlp.case.decide.passages import cite_passage
from nlp.case.file.database import Database
from nlp.case.file.days import read_day
from nlp.errors import CaseError


def cite_verdict(
    database: Database, kind: VerdictKind, targets: Sequence[str], value: str
) -> tuple[list[Cited], str]:
    """The citations of a verdict's targets, and its value as the log keeps it.

    Args:
        targets: ids of events; of documents for "publish"; of relations to edit or reject them; of two
            entities to add a relation between them; of a passage
            (:func:`~nlp.case.decide.passages.passage_ref`) to add an event or an entity.

    Raises:
        CaseError: a target is not in the case, there are too many, or the value is not what the kind wants.
    """
    if kind in ONE_ONLY and len(targets) > 1:
        raise CaseError(f"to {kind} takes one target")
    if kind is VerdictKind.REDATE:
        check_when(value)
    if kind is VerdictKind.PUBLISH:
        if value:
            read_day(value)
        return [cite_document(database, target) for target in targets], value
    if kind in OF_RELATIONS:
        cited = [cite_relation(database, target) for target in targets]
        if kind is VerdictKind.EDIT_RELATION:
            value = _written(check_link(read_fields(value, LINK_FIELDS), _published(database, cited[0])))
        return cited, value
    if kind is VerdictKind.ADD_RELATION:
        if len(targets) != 2:
            raise CaseError(f"to {kind} takes two entities")
        cited = [as_cited(entity_anchor(database, target)) for target in targets]
        return cited, _written(check_link(read_fields(value, LINK_FIELDS), _published(database, cited[0])))
    if kind in {VerdictKind.ADD_EVENT, VerdictKind.ADD_ENTITY}:
        cited = [cite_passage(database, targets[0])]
        if kind is VerdictKind.ADD_ENTITY:
            return cited, _written(check_entity(read_fields(value, ENTITY_FIELDS)))
    else:
        cited = [cite_event(database, target) for target in targets]
    if kind in {VerdictKind.ADD_EVENT, VerdictKind.EDIT_EVENT}:
        fields = read_fields(value, EVENT_FIELDS)
        if kind is VerdictKind.EDIT_EVENT and not fields:
            raise CaseError("say what is to be changed")
        published = _published(database, cited[0])
        value = _written(check_event(fields, lambda entity: entity_anchor(database, entity), published))
    elif kind is VerdictKind.REDATE:
        read_when(value, _published(database, cited[0]))
    return cited, value


def _published(database: Database, cited: Cited) -> date | None:
    row = database.row("SELECT published FROM documents WHERE path = ? ORDER BY doc LIMIT 1", [cited.path])
    return row[0] if row else None


def _written(fields: dict[str, object]) -> str:
    return orjson.dumps(fields, option=orjson.OPT_SORT_KEYS).decode()

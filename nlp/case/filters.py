"""From a :class:`~nlp.query.Query` to SQL conditions with their parameters."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from nlp.case.rows import CALENDAR
from nlp.case.terms import index_terms
from nlp.errors import CaseError
from nlp.query import Query


@dataclass(frozen=True, slots=True)
class Condition:
    """An SQL condition and its positional parameters, in order."""

    sql: str = "true"
    parameters: tuple[Any, ...] = ()

    def __and__(self, other: Condition) -> Condition:
        if self.sql == "true":
            return other
        if other.sql == "true":
            return self
        return Condition(f"{self.sql} AND {other.sql}", self.parameters + other.parameters)


def restricts_events(query: Query) -> bool:
    """Whether ``query`` chooses among the events of a document, and not only among documents."""
    return bool(
        query.text.strip()
        or query.entity_types
        or query.event_types
        or query.statuses
        or query.entities
        or query.period
    )


def document_condition(query: Query) -> Condition:
    """Which rows of ``documents`` (as ``d``) a query admits by source, date and id."""
    condition = Condition()
    if query.documents:
        condition &= Condition("d.id IN (SELECT unnest(?::VARCHAR[]))", (list(query.documents),))
    if query.sources:
        condition &= Condition(
            "coalesce(d.publisher, '') IN (SELECT unnest(?::VARCHAR[]))", (list(query.sources),)
        )
    if query.as_of:
        condition &= Condition("(d.published IS NULL OR d.published <= ?)", (read_day(query.as_of),))
    return condition


def event_condition(query: Query) -> Condition:
    """Which rows of ``events`` (as ``e``) a query admits.

    Raises:
        CaseError: a day of the query is none, or its period ends before it begins.
    """
    condition = Condition()
    if query.event_types:
        condition &= Condition("e.type IN (SELECT unnest(?::VARCHAR[]))", (list(query.event_types),))
    if query.statuses:
        condition &= Condition("e.status IN (SELECT unnest(?::VARCHAR[]))", (list(query.statuses),))
    if query.period:
        first, last = map(read_day, query.period)
        if first > last:
            raise CaseError(f"the period ends before it begins: {first} to {last}")
        condition &= Condition(
            f"e.dating = {CALENDAR} AND (e.earliest IS NULL OR e.earliest <= ?)"
            " AND (e.latest IS NULL OR e.latest >= ?)",
            (last, first),
        )
    documents = document_condition(query)
    if documents.sql != "true":
        condition &= Condition(
            f"e.doc IN (SELECT d.doc FROM documents d WHERE {documents.sql})", documents.parameters
        )
    for entity in query.entities:
        condition &= Condition(
            "e.event IN (SELECT i.event FROM involved i"
            " WHERE i.ent = (SELECT ent FROM entities WHERE id = ?))",
            (entity,),
        )
    if query.entity_types:
        condition &= Condition(
            "e.event IN (SELECT i.event FROM involved i JOIN entities n USING (ent)"
            " WHERE n.type IN (SELECT unnest(?::VARCHAR[])))",
            (list(query.entity_types),),
        )
    for term in dict.fromkeys(index_terms(query.text)):
        condition &= Condition(_TERM, (term, term, term))
    return condition


def read_day(value: str) -> date:
    """The calendar day of a query's field.

    Raises:
        CaseError: it is none.
    """
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise CaseError(f"no calendar day: {value!r}") from error


_TERM = """(
    e.event IN (SELECT t.event FROM event_terms t WHERE t.term = ?)
    OR e.doc IN (SELECT t.doc FROM document_terms t WHERE t.term = ? AND t.titled)
    OR e.event IN (SELECT i.event FROM involved i JOIN entity_terms t USING (ent) WHERE t.term = ?))"""

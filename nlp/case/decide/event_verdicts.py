"""The analyst's word on events, relations and documents: what was decided, on which stretch of which text.

A verdict cites an event by its document's path, its trigger and its sentence, so that it finds the event
again after the file has changed: by id while the text is the same, else by the same trigger in the same
sentence, else, while the text has as many such triggers as before, by its place among them. What the text no
longer tells is not found, and the verdict waits.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import orjson

from nlp.case.file.database import Database
from nlp.errors import CaseError
from nlp.incidents import IncidentDecision
from nlp.records import make_id


class VerdictKind(StrEnum):
    """What an analyst can decide about events, relations and documents, and what can be added to them."""

    CONFIRM = "confirm"
    REJECT = "reject"
    REDATE = "redate"
    SAME = "same incident"
    DIFFERENT = "different incidents"
    PUBLISH = "publish"
    ADD_EVENT = "add event"
    EDIT_EVENT = "edit event"
    ADD_ENTITY = "add entity"
    ADD_RELATION = "add relation"
    EDIT_RELATION = "edit relation"
    REJECT_RELATION = "reject relation"


ALONE = "alone"  # value of a DIFFERENT that parts only the first event from the others
NEEDED = frozenset({VerdictKind.SAME, VerdictKind.DIFFERENT})  # two events at least
ONE_ONLY = frozenset(
    {
        VerdictKind.REDATE,
        VerdictKind.ADD_EVENT,
        VerdictKind.EDIT_EVENT,
        VerdictKind.ADD_ENTITY,
        VerdictKind.EDIT_RELATION,
    }
)
OF_RELATIONS = frozenset({VerdictKind.EDIT_RELATION, VerdictKind.REJECT_RELATION})
OF_DOCUMENTS = (
    frozenset({VerdictKind.PUBLISH, VerdictKind.ADD_EVENT, VerdictKind.ADD_ENTITY, VerdictKind.ADD_RELATION})
    | OF_RELATIONS
)  # bound to a document: what they say is applied to all that was read of it


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """What a verdict is about: the event ``id`` of the document at ``path``, or that document itself.

    Of an event ``text`` is the trigger and ``start`` its offset, ``ordinal`` counts the same trigger in the
    document from 0, ``of`` how often it stands there. Of a document ``text`` is the title. Of a marked
    passage ``id`` is the document's and ``text`` the words; of a relation ``sentence`` is its type; of an end
    of a drawn relation ``id`` is a mention's.
    """

    id: str
    path: str
    text: str
    start: int = 0
    ordinal: int = 0
    of: int = 1
    sentence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """One decision about events, or about a document; ``made_at`` is ISO 8601 in UTC.

    ``value`` is a day or, where more is said of what is added or changed, a JSON object
    (:mod:`nlp.case.decide.amendments`); ``reason`` is the analyst's own words.
    """

    id: str
    kind: VerdictKind
    anchors: tuple[Cited, ...]
    value: str = ""
    author: str = ""
    made_at: str = ""
    reason: str = ""


def make_verdict(
    kind: VerdictKind,
    cited: Sequence[Cited],
    *,
    value: str = "",
    author: str = "",
    made_at: str = "",
    reason: str = "",
) -> Verdict:
    """Return a verdict whose id depends on all it says."""
    key = make_id("verdict", kind, *(each.id for each in cited), value, author, made_at)
    return Verdict(
        id=key,
        kind=kind,
        anchors=tuple(cited),
        value=value,
        author=author,
        made_at=made_at,
        reason=reason,
    )


def decode_verdict(fields: dict[str, Any]) -> Verdict:
    """The verdict that ``fields``, read from JSON, hold."""
    cited = tuple(Cited(**each) for each in fields["anchors"])
    return Verdict(**{**fields, "kind": VerdictKind(fields["kind"]), "anchors": cited})


def cite_event(database: Database, event_id: str) -> Cited:
    """Cite an event.

    Raises:
        CaseError: the case holds no such event.
    """
    row = database.row(
        "SELECT e.doc, d.path, e.body FROM events e JOIN documents d USING (doc) WHERE e.id = ?", [event_id]
    )
    if row is None:
        raise CaseError(f"no such event: {event_id}")
    document, path, body = row
    event = orjson.loads(body)
    trigger = event["trigger"]
    starts = [
        start for _, text, start, _ in _triggers(database, "e.doc = ?", document) if text == trigger["text"]
    ]
    return Cited(
        id=event_id,
        path=path,
        text=trigger["text"],
        start=trigger["start"],
        ordinal=starts.index(trigger["start"]),
        of=len(starts),
        sentence=event["sentence"]["text"],
    )


def cite_document(database: Database, document_id: str) -> Cited:
    """Cite a document.

    Raises:
        CaseError: the case holds no such document.
    """
    row = database.row("SELECT path, title FROM documents WHERE id = ?", [document_id])
    if row is None:
        raise CaseError(f"no such document: {document_id}")
    return Cited(id=document_id, path=row[0], text=row[1])


def find_event(database: Database, cited: Cited) -> str | None:
    """The id of the event that is cited, as the case has it now; None where the text tells it no more."""
    if database.row("SELECT 1 FROM events WHERE id = ?", [cited.id]):
        return cited.id
    there = [row for row in _triggers(database, "d.path = ?", cited.path) if row[1] == cited.text]
    within = [row for row in there if row[3] == cited.sentence]
    if within:
        return str(min(within, key=lambda row: (abs(row[2] - cited.start), row[2]))[0])
    return str(there[cited.ordinal][0]) if len(there) == cited.of else None


def find_document(database: Database, cited: Cited) -> str | None:
    """The id of the document that is cited, or of the one now at its path; None where there is none."""
    row = database.row("SELECT id FROM documents WHERE id = ?", [cited.id])
    row = row or database.row("SELECT id FROM documents WHERE path = ? ORDER BY doc LIMIT 1", [cited.path])
    return str(row[0]) if row else None


def cite_relation(database: Database, relation_id: str) -> Cited:
    """Cite a relation.

    Raises:
        CaseError: the case holds no such relation.
    """
    row = database.row(
        'SELECT d.path, d.text, r.start, r."end", r.type FROM relations r JOIN documents d USING (doc)'
        " WHERE r.id = ?",
        [relation_id],
    )
    if row is None:
        raise CaseError(f"no such relation: {relation_id}")
    path, text, start, end, kind = row
    return Cited(id=relation_id, path=path, text=text[start:end], start=start, sentence=kind)


def bind_verdict(database: Database, verdict: Verdict) -> tuple[str, ...]:
    """The ids of the events (or documents) that a verdict is about, those found in the case.

    What is added, and what is said of relations, is bound to its document; a drawn relation to the one in
    which its first end is named.
    """
    if verdict.kind in OF_DOCUMENTS:
        ends = verdict.anchors[:1] if verdict.kind is VerdictKind.ADD_RELATION else verdict.anchors
        return tuple(found for each in ends if (found := find_document(database, each)) is not None)
    return tuple(found for each in verdict.anchors if (found := find_event(database, each)) is not None)


def incident_decisions(database: Database, verdicts: Iterable[Verdict]) -> list[IncidentDecision]:
    """What verdicts say of pairs of events that are in the case now, in their order."""
    made = []
    for verdict in verdicts:
        if verdict.kind not in NEEDED:
            continue
        events = bind_verdict(database, verdict)
        same = verdict.kind is VerdictKind.SAME
        alone = not same and verdict.value == ALONE
        if alone and find_event(database, verdict.anchors[0]) is None:
            continue
        made += [
            IncidentDecision(id=verdict.id, left=left, right=right, same=same)
            for nth, left in enumerate(events[:1] if same or alone else events)
            for right in events[nth + 1 :]
        ]
    return made


def _triggers(database: Database, where: str, value: object) -> list[tuple[str, str, int, str]]:
    """Id, trigger, its offset and sentence of a document's events, in order."""
    return [
        (key, text, int(start), sentence)
        for key, text, start, sentence in database.rows(_TRIGGERS.format(where=where), [value])
    ]


_TRIGGERS = """
SELECT e.id, json_extract_string(e.body, '$.trigger.text'), json_extract(e.body, '$.trigger.start') AS start,
    json_extract_string(e.body, '$.sentence.text')
FROM events e JOIN documents d USING (doc) WHERE {where} ORDER BY start::INTEGER, e.event
"""

"""Notes, tags and weights: what an analyst writes beside what was read, on the same log as the decisions.

A remark changes no fact. It hangs on something of the case (:class:`TargetKind`) that is cited like the
target of a decision, so that it is found again after files have changed. Reliability and credibility are the
scales of NATO's STANAG 2511 (the Admiralty code): A to F for a source, 1 to 6 for what it reports.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from nlp.case.decide.event_verdicts import (
    Cited,
    cite_document,
    cite_event,
    cite_relation,
    find_document,
    find_event,
)
from nlp.case.decide.mention_anchors import as_anchor, as_cited, entity_anchor, mention_of
from nlp.case.decide.passages import cite_passage, find_passage, passage_ref
from nlp.case.file.database import Database
from nlp.errors import CaseError
from nlp.query import RemarkRow
from nlp.records import make_id

LONGEST = 20_000  # characters of a note
LONGEST_TAG = 80


class RemarkKind(StrEnum):
    """What can be written beside the facts."""

    NOTE = "note"
    TAG = "tag"
    UNTAG = "untag"
    IMPORTANCE = "importance"
    RELIABILITY = "reliability"
    CREDIBILITY = "credibility"
    SEEN = "seen"


class TargetKind(StrEnum):
    """What a remark hangs on."""

    DOCUMENT = "document"
    PASSAGE = "passage"
    EVENT = "event"
    INCIDENT = "incident"
    ENTITY = "entity"
    RELATION = "relation"
    SOURCE = "source"
    DAY = "day"


SCALES: Mapping[RemarkKind, Mapping[str, str]] = {
    RemarkKind.IMPORTANCE: {"1": "low", "2": "medium", "3": "high"},
    RemarkKind.RELIABILITY: {
        "A": "completely reliable",
        "B": "usually reliable",
        "C": "fairly reliable",
        "D": "not usually reliable",
        "E": "unreliable",
        "F": "reliability cannot be judged",
    },
    RemarkKind.CREDIBILITY: {
        "1": "confirmed by other sources",
        "2": "probably true",
        "3": "possibly true",
        "4": "doubtful",
        "5": "improbable",
        "6": "truth cannot be judged",
    },
    RemarkKind.SEEN: {"yes": "seen"},
}
"""The values of what is weighed, with their meaning; "" takes a weight back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """One remark. ``replaces`` is the id of the note that this one is a new wording of ("" of a new note); a
    note with an empty ``value`` takes the one it replaces away."""

    id: str
    kind: RemarkKind
    target: TargetKind
    anchors: tuple[Cited, ...]
    value: str = ""
    author: str = ""
    made_at: str = ""
    reason: str = ""
    replaces: str = ""


def make_remark(
    database: Database,
    kind: RemarkKind,
    target: TargetKind,
    ref: str,
    *,
    value: str,
    author: str,
    made_at: str,
    replaces: str = "",
) -> Remark:
    """Return a remark on what ``ref`` names.

    Raises:
        CaseError: it is not in the case, or the value is not of the kind's scale.
    """
    value = _checked(kind, value, replaces)
    cited = _cite(database, target, ref)
    key = make_id("remark", kind, target, cited.id, value, author, made_at)
    return Remark(
        id=key,
        kind=kind,
        target=target,
        anchors=(cited,),
        value=value,
        author=author,
        made_at=made_at,
        replaces=replaces,
    )


def decode_remark(fields: dict[str, Any]) -> Remark:
    """The remark that ``fields``, read from JSON, hold."""
    return Remark(
        **{
            **fields,
            "kind": RemarkKind(fields["kind"]),
            "target": TargetKind(fields["target"]),
            "anchors": tuple(Cited(**each) for each in fields["anchors"]),
        }
    )


def list_remarks(database: Database, remarks: Iterable[Remark]) -> list[RemarkRow]:
    """What stands now, oldest first: notes in their last wording, tags not taken off, the last weights.

    Args:
        remarks: those in force, oldest first.
    """
    standing: dict[tuple[str, ...], tuple[Remark, str]] = {}
    for remark in remarks:
        found = _find(database, remark)
        place = (remark.target.value, found or remark.anchors[0].id)
        if remark.kind is RemarkKind.NOTE:
            key: tuple[str, ...] = ("note", remark.replaces or remark.id)
            if remark.replaces:
                key = next((k for k, (one, _) in standing.items() if remark.replaces in (one.id, k[1])), key)
        elif remark.kind in (RemarkKind.TAG, RemarkKind.UNTAG):
            key = ("tag", *place, remark.value.casefold())
        else:
            key = (remark.kind.value, *place)
        if not remark.value or remark.kind is RemarkKind.UNTAG:
            standing.pop(key, None)
        else:
            standing[key] = remark, found
    return [_row(remark, found) for remark, found in standing.values()]


def _row(remark: Remark, found: str) -> RemarkRow:
    cited = remark.anchors[0]
    return RemarkRow(
        id=remark.id,
        kind=remark.kind.value,
        target=remark.target.value,
        ref=found,
        quote=cited.sentence or cited.text,
        value=remark.value,
        author=remark.author,
        made_at=remark.made_at,
    )


def _checked(kind: RemarkKind, value: str, replaces: str) -> str:
    if kind in SCALES:
        value = value.strip().upper() if kind is RemarkKind.RELIABILITY else value.strip()
        if value and value not in SCALES[kind]:
            known = ", ".join(f"{code} {word}" for code, word in SCALES[kind].items())
            raise CaseError(f"no {kind}: {value!r} (known: {known})")
        return value
    limit = LONGEST if kind is RemarkKind.NOTE else LONGEST_TAG
    text = value.strip() if kind is RemarkKind.NOTE else " ".join(value.split())
    if len(text) > limit:
        raise CaseError(f"a {kind} has at most {limit} characters")
    if not text and not (kind is RemarkKind.NOTE and replaces):
        raise CaseError(f"a {kind} needs words")
    return text


def _cite(database: Database, target: TargetKind, ref: str) -> Cited:
    if target is TargetKind.DOCUMENT:
        return cite_document(database, ref)
    if target is TargetKind.PASSAGE:
        return cite_passage(database, ref)
    if target is TargetKind.EVENT:
        return cite_event(database, ref)
    if target is TargetKind.RELATION:
        return cite_relation(database, ref)
    if target is TargetKind.INCIDENT:
        row = database.row("SELECT id FROM events WHERE incident_id = ? ORDER BY event LIMIT 1", [ref])
        if row is None:
            raise CaseError(f"no such incident: {ref}")
        return cite_event(database, row[0])
    if target is TargetKind.ENTITY:
        return as_cited(entity_anchor(database, ref))
    if target is TargetKind.DAY:
        try:
            date.fromisoformat(ref)
        except ValueError as error:
            raise CaseError(f"no calendar day: {ref!r}") from error
    elif not database.row("SELECT 1 FROM documents WHERE publisher = ? LIMIT 1", [ref]):
        raise CaseError(f"no such source: {ref}")
    return Cited(id=ref, path="", text=ref)


def _find(database: Database, remark: Remark) -> str:
    """The id of what a remark hangs on, as the case has it now; "" where it is gone."""
    cited = remark.anchors[0]
    if remark.target in (TargetKind.DAY, TargetKind.SOURCE):
        return cited.id
    if remark.target is TargetKind.DOCUMENT:
        return find_document(database, cited) or ""
    if remark.target is TargetKind.ENTITY:
        mention = mention_of(database, as_anchor(cited))
        row = mention and database.row(_ENTITY, [mention.id])
        return str(row[0]) if row else ""
    if remark.target is TargetKind.RELATION:
        row = database.row("SELECT id FROM relations WHERE id = ?", [cited.id]) or database.row(
            _RELATION, [cited.path, cited.sentence, cited.text, cited.start]
        )
        return str(row[0]) if row else ""
    if remark.target is TargetKind.PASSAGE:
        return _find_passage(database, cited)
    event = find_event(database, cited)
    if event is None or remark.target is TargetKind.EVENT:
        return event or ""
    row = database.row("SELECT incident_id FROM events WHERE id = ?", [event])
    return str(row[0]) if row else ""


def _find_passage(database: Database, cited: Cited) -> str:
    document = find_document(database, cited)
    row = document and database.row("SELECT text FROM documents WHERE id = ?", [document])
    span = find_passage(row[0], cited) if row else None
    return passage_ref(str(document), span.start, span.end) if span else ""


def say_remark(remark: Remark, about: str) -> str:
    """A remark in one plain line; ``about`` names what it hangs on."""
    if remark.kind is RemarkKind.NOTE:
        if not remark.value:
            return f"Took away the note on {about}"
        return f"{'Reworded the note' if remark.replaces else 'Noted'} on {about}: {remark.value}"
    if remark.kind is RemarkKind.TAG:
        return f"Tagged {about} “{remark.value}”"
    if remark.kind is RemarkKind.UNTAG:
        return f"Took the tag “{remark.value}” off {about}"
    if remark.kind is RemarkKind.SEEN:
        return f"Marked {about} as {'seen' if remark.value else 'not seen'}"
    if not remark.value:
        return f"Took back the {remark.kind} of {about}"
    return f"Gave {about} the {remark.kind} {remark.value} ({SCALES[remark.kind][remark.value]})"


_ENTITY = """
SELECT n.id FROM mentions m JOIN chains c USING (chain) JOIN entities n ON n.ent = c.ent WHERE m.id = ?
"""
_RELATION = """
SELECT r.id FROM relations r JOIN documents d USING (doc)
WHERE d.path = ? AND r.type = ? AND substr(d.text, r.start + 1, r."end" - r.start) = ?
ORDER BY abs(r.start - ?) LIMIT 1
"""

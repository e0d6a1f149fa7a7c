"""What an analyst adds to or changes in what was read: fields checked, cited, and made into records.

The fields travel in a decision's value as JSON. An entity is named there by its id when the decision is made
and kept as the citation of a mention of it, so that it is found again however the case changes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from datetime import date
from typing import Any

import orjson

from nlp.case.decide.analyst_dates import read_when
from nlp.case.decide.event_verdicts import Verdict
from nlp.entities import Anchor
from nlp.errors import CaseError
from nlp.records import (
    Attribution,
    EntityType,
    Event,
    Mention,
    MentionKind,
    Participant,
    Place,
    Relation,
    Span,
    Stance,
    Status,
    make_id,
)
from nlp.rules.event_rules import load_event_rules

ANALYST = "analyst"
EVENT_FIELDS = frozenset({"type", "status", "when", "place", "participants", "sources", "headline"})
ENTITY_FIELDS = frozenset({"type", "name"})
LINK_FIELDS = frozenset({"type", "label", "status", "share", "when"})
LINK_STATUSES = frozenset({"", "current", "former", "alleged", "denied"})
LINK_TYPES = frozenset(
    {
        "ownership", "directorship", "employment", "membership", "representation", "family", "associate",
        "succession", "position", "located_in", "allied", "opposed", "linked",
    }
)  # fmt: skip
MOST = 40  # participants or sources of one event
LONGEST = 400

Fields = dict[str, Any]
FindMention = Callable[[Anchor], Mention | None]


def read_fields(value: str, allowed: frozenset[str]) -> Fields:
    """The fields of a decision's value.

    Raises:
        CaseError: it is no JSON object, or has a field that is not ``allowed``.
    """
    try:
        fields = orjson.loads(value or "{}")
    except orjson.JSONDecodeError as error:
        raise CaseError(f"no JSON: {error}") from error
    if not isinstance(fields, dict) or not fields.keys() <= allowed:
        raise CaseError(f"what can be given: {', '.join(sorted(allowed))}")
    return fields


def check_event(fields: Fields, cite: Callable[[str], Anchor], published: date | None) -> Fields:
    """The fields of an event as a decision keeps them: checked, entities cited.

    Args:
        cite: gives the citation of an entity by its id.

    Raises:
        CaseError: an unknown type, status, stance or entity, or a time that can't be read.
    """
    kept: Fields = {}
    for name, value in fields.items():
        if name == "type" and value not in {*load_event_rules().types, "other"}:
            raise CaseError(f"no such type of event: {value!r}")
        if name == "status" and value not in set(Status):
            raise CaseError(f"no such status: {value!r} (known: {', '.join(Status)})")
        if name == "when":
            read_when(_text(value), published)
        if name in {"participants", "sources"}:
            if not isinstance(value, list) or len(value) > MOST:
                raise CaseError(f"{name} are a list of at most {MOST}")
            value = [_check_part(part, cite) for part in value]
        elif name == "place" and value is not None:
            value = _check_part(value, cite)
        kept[name] = value
    return kept


def _check_part(part: object, cite: Callable[[str], Anchor]) -> Fields:
    if not isinstance(part, dict):
        raise CaseError("who takes part is an object with a text or an entity")
    kept: Fields = {"text": _text(part.get("text"))}
    if part.get("entity"):
        kept["mention"] = asdict(cite(_text(part["entity"])))
        kept["text"] = kept["text"] or kept["mention"]["text"]
    if not kept["text"]:
        raise CaseError("who takes part needs a text or an entity")
    kept["role"] = _text(part.get("role")) or "agent"
    kept["stance"] = _text(part.get("stance")) or Stance.STATES.value
    if kept["stance"] not in set(Stance):
        raise CaseError(f"no such stance: {kept['stance']!r} (known: {', '.join(Stance)})")
    amount = part.get("amount")
    if amount is not None:
        if not isinstance(amount, int | float) or isinstance(amount, bool) or not 0 <= amount < 1e15:
            raise CaseError(f"no amount: {amount!r}")
        kept |= {"amount": float(amount), "unit": _text(part.get("unit")) or None}
    return kept


def check_entity(fields: Fields) -> Fields:
    """The fields of an entity that is added.

    Raises:
        CaseError: an unknown type.
    """
    kind = fields.get("type", EntityType.OTHER.value)
    if kind not in set(EntityType):
        raise CaseError(f"no such type of entity: {kind!r}")
    return {"type": kind, "name": _text(fields.get("name"))}


def check_link(fields: Fields, published: date | None) -> Fields:
    """The fields of a relation that is added or changed.

    Raises:
        CaseError: an unknown type or status, a share outside 0 to 100, or a time that can't be read.
    """
    if "type" in fields and fields["type"] not in LINK_TYPES:
        raise CaseError(f"no such relation: {fields['type']!r} (known: {', '.join(sorted(LINK_TYPES))})")
    if fields.get("status", "") not in LINK_STATUSES:
        raise CaseError(f"no such status: {fields['status']!r}")
    share = fields.get("share")
    if share is not None and not (isinstance(share, int | float) and 0 <= share <= 100):
        raise CaseError(f"a share is between 0 and 100 percent, not {share!r}")
    read_when(_text(fields.get("when")), published)
    return {name: _text(value) if isinstance(value, str) else value for name, value in fields.items()}


def amend_event(event: Event, fields: Fields, published: date | None, find: FindMention) -> Event:
    """``event`` with the analyst's fields in place of what was read."""
    changed: Fields = {}
    if "type" in fields:
        changed["type"] = fields["type"]
    if "status" in fields:
        changed["status"] = Status(fields["status"])
    if "when" in fields:
        changed["when"] = read_when(fields["when"] or "", published)
    if "place" in fields:
        place = fields["place"]
        if place:
            span, key = _bound(place, event, find)
            place = Place(start=span.start, end=span.end, text=span.text, mention_id=key, basis=ANALYST)
        changed["place"] = place or None
    if "participants" in fields:
        changed["participants"] = tuple(_participant(part, event, find) for part in fields["participants"])
    if "sources" in fields:
        changed["attribution"] = tuple(_source(part, event, find) for part in fields["sources"])
    if "headline" in fields:
        changed["headline"] = fields["headline"]
    return replace(event, **changed)


def build_event(
    verdict: Verdict,
    fields: Fields,
    document_id: str,
    trigger: Span,
    sentence: Span,
    published: date | None,
    find: FindMention,
) -> Event:
    """The event that an analyst marked: its id is that of the decision, so it stays what it is."""
    bare = Event(
        id=make_id("event", ANALYST, verdict.id),
        document_id=document_id,
        type="other",
        trigger=trigger,
        sentence=sentence,
        when=None,
        participants=(),
        place=None,
        status=Status.HAPPENED,
        attribution=(),
        rule=ANALYST,
        salience=1.0,
    )
    return amend_event(bare, fields, published, find)


def build_mentions(verdict: Verdict, fields: Fields, document_id: str, places: list[Span]) -> list[Mention]:
    """The mentions of the entity that an analyst marked, all of one chain."""
    chain = make_id("chain", ANALYST, verdict.id, document_id)
    kind = EntityType(fields["type"])
    return [
        Mention(
            id=make_id("mention", ANALYST, verdict.id, document_id, nth),
            document_id=document_id,
            start=span.start,
            end=span.end,
            text=span.text,
            type=kind,
            kind=MentionKind.NAME,
            name=fields["name"] or span.text,
            chain=chain,
            head=span.start,
            rule=ANALYST,
            specific=True,
        )
        for nth, span in enumerate(places)
    ]


def build_relation(
    verdict: Verdict, fields: Fields, source: Mention, target: Mention, published: date | None
) -> Relation:
    """The relation that an analyst drew between two mentions; it stands where the first is named."""
    near = source.document_id == target.document_id
    bare = Relation(
        id=make_id("relation", ANALYST, verdict.id),
        type="linked",
        source=source.id,
        target=target.id,
        document_id=source.document_id,
        start=min(source.start, target.start) if near else source.start,
        end=max(source.end, target.end) if near else source.end,
    )
    return amend_relation(bare, fields, published)


def amend_relation(relation: Relation, fields: Fields, published: date | None) -> Relation:
    """``relation`` with the analyst's fields in place of what was read."""
    changed: Fields = {name: fields[name] for name in ("type", "label", "status") if name in fields}
    if "share" in fields:
        changed["share"] = fields["share"]
    if "when" in fields:
        changed["when"] = read_when(fields["when"] or "", published)
    return replace(relation, **changed)


def _participant(part: Mapping[str, Any], event: Event, find: FindMention) -> Participant:
    span, key = _bound(part, event, find)
    return Participant(
        role=part["role"],
        start=span.start,
        end=span.end,
        text=span.text,
        mention_id=key,
        amount=part.get("amount"),
        unit=part.get("unit"),
    )


def _source(part: Mapping[str, Any], event: Event, find: FindMention) -> Attribution:
    span, key = _bound(part, event, find)
    known = span.end > span.start
    return Attribution(
        text=span.text,
        cue="",
        stance=Stance(part["stance"]),
        start=span.start if known else None,
        end=span.end if known else None,
        mention_id=key,
    )


def _bound(part: Mapping[str, Any], event: Event, find: FindMention) -> tuple[Span, str | None]:
    """Where in the document a part stands, and which mention it is.

    What the document does not name stands nowhere in it: an empty stretch at the trigger.
    """
    mention = find(Anchor(**part["mention"])) if part.get("mention") else None
    if mention is not None and mention.document_id == event.document_id:
        return Span(start=mention.start, end=mention.end, text=part["text"]), mention.id
    at = event.sentence.text.find(part["text"])
    start = event.sentence.start + at if at >= 0 else event.trigger.start
    end = start + len(part["text"]) if at >= 0 else start
    return Span(start=start, end=end, text=part["text"]), mention.id if mention else None


def _text(value: object) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        raise CaseError(f"no text: {value!r}")
    return " ".join(value.split())[:LONGEST]

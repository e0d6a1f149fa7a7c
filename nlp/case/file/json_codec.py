"""An :class:`~nlp.records.Extraction` as one JSON line and back, exactly."""

from __future__ import annotations

from datetime import date
from typing import Any

import orjson

from nlp.records import (
    Attribution,
    DateCandidate,
    Document,
    EntityType,
    Event,
    Extraction,
    Granularity,
    HeaderField,
    Interval,
    Mention,
    MentionKind,
    Origin,
    Participant,
    Place,
    Placed,
    PlacedBasis,
    PublishedBasis,
    Relation,
    Span,
    Stance,
    Status,
    TimeBasis,
    TimeExpression,
    TimeType,
    When,
)

Fields = dict[str, Any]

RENAMED_RELATIONS = {"owns": "ownership", "member": "membership", "alias": "linked"}
"""Types of relations as files before version 3 have them -> as they are called now."""


def encode_extraction(extraction: Extraction) -> bytes:
    """Return ``extraction`` as JSON in UTF-8.

    Raises:
        ValueError: a text in it is no Unicode (lone surrogates).
    """
    return orjson.dumps(extraction)


def decode_extraction(line: bytes | str) -> Extraction:
    """Return the extraction that :func:`encode_extraction` wrote."""
    data = orjson.loads(line)
    return Extraction(
        document=_document(data["document"]),
        mentions=tuple(map(_mention, data["mentions"])),
        times=tuple(map(_time, data["times"])),
        events=tuple(map(decode_event, data["events"])),
        relations=tuple(map(decode_relation, data["relations"])),
    )


def decode_event(fields: Fields) -> Event:
    """Return the event that ``fields``, read from JSON, hold."""
    place = fields["place"]
    return Event(
        **{
            **fields,
            "trigger": Span(**fields["trigger"]),
            "sentence": Span(**fields["sentence"]),
            "when": _when(fields["when"]),
            "participants": tuple(Participant(**p) for p in fields["participants"]),
            "place": Place(**place) if place else None,
            "status": Status(fields["status"]),
            "attribution": tuple(_attribution(a) for a in fields["attribution"]),
            "placed": decode_placed(fields.get("placed")),  # files of schema 2 have none
        }
    )


def decode_placed(fields: Fields | None) -> Placed | None:
    """Return the place in time that ``fields``, read from JSON, hold."""
    return Placed(**{**fields, "basis": PlacedBasis(fields["basis"])}) if fields else None


def _attribution(fields: Fields) -> Attribution:
    return Attribution(**{**fields, "stance": Stance(fields["stance"])})


def decode_relation(fields: Fields) -> Relation:
    """Return the relation that ``fields``, read from JSON, hold."""
    said = tuple(_attribution(a) for a in fields["attribution"])
    kind = RENAMED_RELATIONS.get(fields["type"], fields["type"])
    return Relation(**{**fields, "type": kind, "when": _when(fields["when"]), "attribution": said})


def _document(fields: Fields) -> Document:
    published, basis = fields["published"], fields["published_basis"]
    return Document(
        **{
            **fields,
            "published": date.fromisoformat(published) if published else None,
            "published_basis": PublishedBasis(basis) if basis else None,
            "boilerplate": tuple((start, end) for start, end in fields["boilerplate"]),
            "candidates": tuple(
                DateCandidate(**{**each, "day": date.fromisoformat(each["day"])})
                for each in fields.get("candidates", ())
            ),
            "at": tuple(Origin(**each) for each in fields.get("at", ())),
            "header": tuple(HeaderField(**each) for each in fields.get("header", ())),
        }
    )


def _mention(fields: Fields) -> Mention:
    return Mention(**{**fields, "type": EntityType(fields["type"]), "kind": MentionKind(fields["kind"])})


def _time(fields: Fields) -> TimeExpression:
    return TimeExpression(
        **{**fields, "type": TimeType(fields["type"]), "interval": _interval(fields["interval"])}
    )


def _interval(fields: Fields | None) -> Interval | None:
    if fields is None:
        return None
    return Interval(**{**fields, "granularity": Granularity(fields["granularity"])})


def _when(fields: Fields | None) -> When | None:
    if fields is None:
        return None
    interval = _interval(fields["interval"])
    if interval is None:
        return None
    return When(**{**fields, "interval": interval, "basis": TimeBasis(fields["basis"])})

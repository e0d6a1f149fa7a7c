"""Rows of a case made by hand, for tests of pure functions: one call a row, only what matters given."""

from __future__ import annotations

from collections.abc import Sequence

from nlp.query import EntityRow, EventRow, LinkRow
from nlp.records import (
    Attribution,
    EntityType,
    Granularity,
    Interval,
    Participant,
    Place,
    Span,
    Stance,
    Status,
    TimeBasis,
    When,
)

SENTENCE = "Masked men raided the old mill near Ardlow at dawn, the council said."


def when(
    earliest: str | None,
    latest: str | None = "same",
    granularity: Granularity = Granularity.DAY,
    **more: object,
) -> When:
    """A time; with one argument, that day."""
    last = earliest if latest == "same" else latest
    interval = Interval(earliest=earliest, latest=last, granularity=granularity, **more)  # type: ignore[arg-type]
    return When(interval=interval, text="then", basis=TimeBasis.STATED)


def source(text: str = "the council", stance: Stance = Stance.STATES) -> Attribution:
    return Attribution(text=text, cue="said", stance=stance)


def event(
    ident: str = "e1",
    *,
    type: str = "attack",
    when: When | None = None,
    status: Status = Status.HAPPENED,
    attribution: Sequence[Attribution] = (),
    entities: Sequence[str | None] = ("men", "mill"),
    participants: Sequence[Participant] | None = None,
    sentence: str = SENTENCE,
    trigger: str = "raided",
    start: int = 100,
    place: str | None = None,
    publisher: str | None = "The Ardlow Post",
    incident: str = "",
    **more: object,
) -> EventRow:
    """An event told by SENTENCE, which stands at ``start`` of its document."""
    return EventRow(
        id=ident,
        document_id="d1",
        incident_id=incident or ident,
        type=type,
        trigger=span(trigger, sentence, start),
        sentence=Span(start=start, end=start + len(sentence), text=sentence),
        when=when,
        status=status,
        salience=0.5,
        place=place_at(place, sentence, start) if place else None,
        participants=tuple(
            participants
            if participants is not None
            else [
                part("agent", "Masked men", sentence, start),
                part("patient", "the old mill", sentence, start),
            ]
        ),
        participant_entities=tuple(entities),
        attribution=tuple(attribution),
        place_entity=None,
        title="Mill raided",
        path="post/mill.txt",
        publisher=publisher,
        published="2031-05-06",
        **more,  # type: ignore[arg-type]
    )


def span(quote: str, sentence: str = SENTENCE, start: int = 100) -> Span:
    at = start + sentence.index(quote)
    return Span(start=at, end=at + len(quote), text=quote)


def place_at(quote: str, sentence: str = SENTENCE, start: int = 100) -> Place:
    found = span(quote, sentence, start)
    return Place(start=found.start, end=found.end, text=quote)


def part(
    role: str,
    quote: str,
    sentence: str = SENTENCE,
    start: int = 100,
    amount: float | None = None,
    unit: str = "",
) -> Participant:
    found = span(quote, sentence, start)
    return Participant(
        role=role, start=found.start, end=found.end, text=quote, amount=amount, unit=unit or None
    )


def entity(ident: str, name: str = "", *, type: EntityType = EntityType.PERSON, events: int = 1) -> EntityRow:
    return EntityRow(
        id=ident, name=name or ident.title(), type=type, mentions=events, documents=1, events=events
    )


def link(
    a: str, b: str, *, events: Sequence[str] = (), status: Status = Status.HAPPENED, weight: int = 1
) -> LinkRow:
    return LinkRow(
        source=a,
        target=b,
        kind="event",
        label="attack",
        weight=weight,
        directed=True,
        status=status,
        events=tuple(events),
    )

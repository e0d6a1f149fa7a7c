"""Facts made by hand, a line each."""

from __future__ import annotations

from nlp.incidents import Actor, EventFacts
from nlp.incidents.resolution.stemming import content_stems, stem
from nlp.records import Attribution, Granularity, Interval, Stance, Status

STORY = frozenset({"harbour", "Marbury", "ferry", "strike", "mayor", "dock"})


def day(text: str) -> Interval:
    """One day, "2021-05-04" or "--05-04"."""
    return Interval(earliest=text, latest=text, granularity=Granularity.DAY)


def span(first: str, last: str, granularity: Granularity = Granularity.WEEK) -> Interval:
    """A stretch of days."""
    return Interval(earliest=first, latest=last, granularity=granularity)


def who(
    role: str, text: str, entity: str | None = None, amount: float | None = None, unit: str = ""
) -> Actor:
    """A participant; ``entity`` is the id of a named one."""
    head = text.lower().split()[-1]
    return Actor(role=role, text=text, head=head, entity_id=entity, amount=amount, unit=unit or None)


def said(text: str, stance: Stance = Stance.STATES) -> tuple[Attribution, ...]:
    """A chain of one source."""
    return (Attribution(text=text, cue="said", stance=stance),)


def fact(
    name: str,
    type_: str,
    trigger: str,
    when: Interval | None = None,
    *actors: Actor,
    place: str = "",
    within: frozenset[str] = frozenset(),
    at: tuple[float, float] | None = None,
    status: Status = Status.HAPPENED,
    published: str | None = None,
    publisher: str | None = None,
    source: tuple[Attribution, ...] = (),
    sentence: str = "",
    story: frozenset[str] = STORY,
    document: str = "",
    refers_to: tuple[str, ...] = (),
    start: int = 0,
    at_word: str = "",
) -> EventFacts:
    """An event's facts; every event stands in a document of its own unless told otherwise."""
    return EventFacts(
        id=name,
        document_id=document or f"document of {name}",
        origin=document or f"document of {name}",
        type=type_,
        trigger=stem(trigger),
        status=status,
        interval=when,
        place=place or None,
        place_name=place,
        lat=at[0] if at else None,
        lon=at[1] if at else None,
        within=within,
        actors=actors,
        published=published,
        publisher=publisher,
        attribution=source,
        sentence=sentence,
        words=content_stems(sentence),
        story=story,
        refers_to=refers_to,
        start=start,
        at=max(sentence.find(at_word or trigger), 0),
    )

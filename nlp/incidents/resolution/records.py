"""What incidents are decided over, and what is decided. Standard library only."""

from __future__ import annotations

from dataclasses import dataclass

from nlp.records import Attribution, Interval, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A participant as incidents compare it.

    ``entity_id`` is the case's entity, None for what has no name ("two dockers"). ``head`` is the head noun
    or the name in lower case, ``text`` the phrase as written.
    """

    role: str
    text: str
    head: str
    entity_id: str | None = None
    amount: float | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFacts:
    """One event with all that tells it from, or joins it to, another one.

    ``trigger`` is the stem of the trigger word (:func:`nlp.incidents.resolution.stemming.stem`).
    ``place`` is an entity id; ``within`` the entity ids of places that contain it (its country, its
    region). ``published`` is an ISO day. ``attribution`` is the source chain, the nearest to the reader
    first. ``refers_to`` lists events of the same document that this one takes up ("the attack").
    ``story`` holds folded words and entity ids that mark the document
    (:func:`nlp.incidents.resolution.event_facts.story_terms`); documents on one affair share many.
    ``words`` holds the stems of the content words of the sentence. ``origin`` is the document that the
    event's document copies, or its own id. ``series`` where the text speaks of several happenings or of a
    habit ("several attacks", "regularly attack"), ``anew`` where it sets the event off from what it told
    before ("on the same day", "another"), ``noun`` where a noun tells it, and so no tense. ``start`` and
    ``at`` are where the trigger stands, in characters of the document and of the sentence.
    """

    id: str
    document_id: str
    type: str
    trigger: str
    status: Status = Status.HAPPENED
    interval: Interval | None = None
    place: str | None = None
    place_name: str = ""
    lat: float | None = None
    lon: float | None = None
    within: frozenset[str] = frozenset()
    actors: tuple[Actor, ...] = ()
    published: str | None = None
    publisher: str | None = None
    attribution: tuple[Attribution, ...] = ()
    refers_to: tuple[str, ...] = ()
    story: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    sentence: str = ""
    start: int = 0
    origin: str = ""
    series: bool = False
    anew: bool = False
    noun: bool = False
    at: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature:
    """One reason for or against two events being one happening: ``weight`` is what it added to the score."""

    name: str
    weight: float
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Join:
    """Two events compared: ``score`` sums the features' weights; above 0 speaks for one happening."""

    left: str
    right: str
    score: float
    features: tuple[Feature, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """One happening and the events that report it, ordered by publication, document and place in it.

    ``id`` depends on the first of them, so it stays when later reports join. ``joins`` are the comparisons
    that brought them together, the strongest for each event; ``decided`` names the decisions in force.
    """

    id: str
    event_ids: tuple[str, ...]
    joins: tuple[Join, ...] = ()
    decided: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentDecision:
    """An analyst's word on two events: one happening (``same``) or two. The last one on a pair holds."""

    id: str
    left: str
    right: str
    same: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentLink:
    """Two incidents that are told apart but belong together.

    ``kind``: "part of" (a death in an attack), "announces" (a plan and what came of it), "denies", "cause"
    (the text says after, in response to, as a result), "series".
    """

    source: str
    target: str
    kind: str
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What one report says of an incident.

    ``happened`` is False where the report, or the source it quotes, denies it; None where it is planned or
    supposed. ``tolls`` runs from kind ("killed", "injured", ...) to (lowest, highest). ``sources`` is the
    chain as read, the nearest to the reader first; ``cites`` those of them that are outlets of the case;
    ``origin`` the document it copies, or its own; ``position``
    latitude and longitude of the place in degrees; ``types`` the types of its own events.
    """

    event_ids: tuple[str, ...]
    document_id: str
    publisher: str | None
    published: str | None
    when: Interval | None
    place: str | None
    place_name: str
    agents: tuple[str, ...]
    patients: tuple[str, ...]
    instruments: tuple[str, ...]
    tolls: tuple[tuple[str, float, float], ...]
    happened: bool | None
    stance: str
    sources: tuple[str, ...]
    sentence: str
    origin: str = ""
    cites: tuple[str, ...] = ()
    position: tuple[float, float] | None = None
    types: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Corroboration:
    """How far the accounts of an incident stand on their own.

    ``outlets`` counts publishers (or documents without one), ``independent`` those that neither copy nor cite
    another of them, ``first_hand`` those with an account in the outlet's own voice or from a source it spoke
    to. ``reasons`` says for each dependent document why it does not count.
    """

    outlets: int
    independent: int
    first_hand: int
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """A point on which accounts of one incident differ.

    ``kind``: "date", "toll", "perpetrator", "place" or "happened"; ``grade``: "incompatible", "more precise"
    or "later update" (of "toll": figures that rise from day to day).
    ``values`` pairs what is said with the events that say it.
    """

    kind: str
    grade: str
    values: tuple[tuple[str, tuple[str, ...]], ...]
    detail: str = ""

"""What is asked of a case, and the rows it answers with. Standard library only: ``viz`` draws from these.

A :class:`Query` narrows the case; everything on the page is a view of one Query. All its fields are plain
values, so it travels in a URL. Empty means "no restriction"; several values in one field are alternatives,
fields combine.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from nlp.records import Attribution, EntityType, Origin, Participant, Place, Placed, Span, Status, When


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A question to a case.

    ``period`` is a closed pair of ISO days; an event fits when its interval overlaps it (year-unknown and
    undated events fit only an empty period). ``text`` is a query of words (:mod:`nlp.text.query_language`)
    over the event's sentence, entity names and document titles. ``entities``: events in which all of these
    take part; ``names``: any of these. ``as_of``: only documents published up to that day; those of unknown
    date are left out. ``sources``: publishers. ``rejected``: events that an analyst rejected are left out
    unless this is set. ``dating``: "calendar", "placed", "year unknown", "undated". ``published``: documents
    of these days, both ends included; those of unknown date are none of them. ``excluded``: values that no
    fitting event has, as "field:value" of the fields ``event_types``, ``entity_types``, ``sources``,
    ``statuses``, ``names``.

    ``placed``: events that no text dates count at their place in time (:class:`~nlp.records.Placed`).
    ``whole``: an incident is in or out as a whole: with one fitting event come all that tell it, as far as
    ``as_of`` and ``rejected`` let them.
    ``drawn``: only what pictures draw; the bare telling of other facts ("said") is left to the table.
    """

    text: str = ""
    entity_types: tuple[str, ...] = ()
    event_types: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    period: tuple[str, str] | None = None
    as_of: str | None = None
    rejected: bool = False
    dating: tuple[str, ...] = ()
    published: tuple[str, str] | None = None
    names: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    placed: bool = False
    whole: bool = False
    drawn: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityRow:
    """An entity within a query: how often it is named, and in how many events and documents.

    ``precision`` is what ``lat`` and ``lon`` (degrees) stand for: "settlement", "region", "country", "water".
    """

    id: str
    name: str
    type: EntityType
    mentions: int
    documents: int
    events: int
    aliases: tuple[str, ...] = ()
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    precision: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRow:
    """A place of a query's events, and how many of them, of their incidents and documents it is the place of.

    ``id`` is the entity's, ``lat`` and ``lon`` are in degrees, ``precision`` says what they stand for.
    ``inherited`` counts events that name no place themselves and whose incident's other accounts all name
    this one; ``events`` doesn't count them.
    """

    id: str
    name: str
    lat: float
    lon: float
    precision: str | None
    country: str | None
    events: int
    incidents: int
    documents: int
    inherited: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRow:
    """Two entities joined by events or by a relation. ``directed`` when source acts on target.

    ``label`` is the commonest event type or the relation's, ``status`` the firmest of its events, ``events``
    their ids (at most 50), ``weight`` their number. Of a relation, ``relation`` is its type and ``standing``
    its status ("current", "former", "alleged", "denied" or "").
    """

    source: str
    target: str
    kind: str  # "event" or "relation"
    label: str
    weight: int
    directed: bool
    status: Status
    events: tuple[str, ...] = ()
    relation: str = ""
    standing: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementRow:
    """One place where a report states a relation.

    ``status``: "current", "former", "alleged", "denied" or "" where the text doesn't say; ``sentence`` the
    stretch from one side to the other, with the sentence around it where it is short.
    """

    id: str
    document_id: str
    start: int
    end: int
    label: str
    status: str
    share: float | None
    when: When | None
    attribution: tuple[Attribution, ...]
    sentence: Span
    title: str
    path: str
    publisher: str | None
    published: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationRow:
    """A lasting relation between two entities, and where it is stated, the latest report first.

    ``type`` is a :class:`~nlp.records.RelationType`; ``label`` the commonest of the texts' own words for it;
    ``status`` and ``share`` (per cent) are those of the latest report that says one; ``documents`` counts the
    reports.
    """

    source: str
    target: str
    source_name: str
    target_name: str
    type: str
    label: str
    status: str
    share: float | None
    documents: int
    statements: tuple[StatementRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NeighbourRow:
    """An entity beside another one: in how many events of a query with it, and by which relations."""

    entity: EntityRow
    events: int
    relations: tuple[LinkRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PathRow:
    """How two entities hang together: ``links[n]`` joins ``entities[n]`` (ids) and ``entities[n + 1]``, in
    whichever direction it was read."""

    entities: tuple[str, ...]
    links: tuple[LinkRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRow:
    """An event with what is needed to draw it, list it and show its evidence.

    ``review`` is "confirmed" or "rejected" after an analyst's last word on it, "redated" where the analyst
    only set its date. Of its incident, ``accounts`` counts the documents, ``independent`` the outlets that
    neither copy nor cite another; ``disputed`` where accounts contradict each other. ``placed`` is where the
    event lies in time beyond its ``when``, other accounts of its incident taken in; None where ``when`` is a
    day. ``headline`` says in one line what it is; ``telling`` marks a bare "said", which pictures leave out;
    ``confidence`` (0 to 1) is how likely it is a happening.
    """

    id: str
    document_id: str
    incident_id: str
    type: str
    trigger: Span
    sentence: Span
    when: When | None
    status: Status
    salience: float
    place: Place | None
    participants: tuple[Participant, ...]
    participant_entities: tuple[str | None, ...]  # beside participants, entity ids
    attribution: tuple[Attribution, ...]
    place_entity: str | None
    title: str
    path: str
    publisher: str | None
    published: str | None
    rule: str = ""
    anchor: str | None = None  # of the time expression that dates it
    time_rule: str = ""
    time_note: str | None = None
    clock: str = ""  # TIMEX3 value of a time finer than a day: "2031-05-06T14:30", "2031-05-06TMO"
    review: str = ""
    accounts: int = 1
    independent: int = 1
    disputed: bool = False
    placed: Placed | None = None
    headline: str = ""
    at: tuple[tuple[str, int | str], ...] = ()  # of its sentence in the original: (("page", 14),)
    telling: bool = False
    confidence: float = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRow:
    """A step in what was known of an incident: on ``day`` (None where the report has no date) a report added
    it. Kinds are those of :class:`nlp.incidents.picture.timeline_of_knowledge.Change`."""

    day: str | None
    kind: str
    text: str
    publisher: str | None
    event_ids: tuple[str, ...]
    incident_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RelatedRow:
    """An incident that belongs with another one without being it.

    ``kind``: "part of", "announces", "denies", "cause", "series". ``outgoing`` where the incident asked about
    is the part, the announcement, the cause. ``detail`` is the text's own words, ``event`` the other
    incident's first one.
    """

    kind: str
    incident_id: str
    outgoing: bool
    detail: str
    event: EventRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Highlight:
    """A stretch of a document to be marked: a mention, an event's trigger, a time, or boilerplate."""

    start: int
    end: int
    kind: str  # "mention", "event", "time", "boilerplate"
    ref: str  # entity id, event id, time id, ""
    label: str  # entity type, event type, TIMEX3 value, ""
    title: str = ""  # one plain line for the reader: why


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRow:
    """A document in a list."""

    id: str
    path: str
    title: str
    published: str | None
    published_basis: str | None
    publisher: str | None
    author: str | None
    events: int
    mentions: int
    duplicate_of: str | None = None
    url: str | None = None
    published_words: str = ""  # the words that date it
    published_probable: bool = False  # they may mean another day
    language: str = ""  # ISO 639-1; reports in one without rules are kept, and not read


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateRow:
    """A day (ISO) that may be that of a report's publication, as written, and why."""

    day: str
    words: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UndatedRow:
    """A report of unknown or only probable date, and the days it may be, the likeliest first."""

    document: DocumentRow
    candidates: tuple[CandidateRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentPage:
    """A document in full, with what was found in it. ``highlights`` are sorted by start and may nest or
    overlap; ``origins`` say where the stretches of the text stand in the original."""

    row: DocumentRow
    text: str
    highlights: tuple[Highlight, ...]
    origins: tuple[Origin, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """The file that a document was read from: its name and bytes, and whether the document is all of it."""

    name: str
    data: bytes
    whole: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionRow:
    """Where a text refers to an entity. ``sentence`` is the one around it, cut short where it is long.

    ``chain`` is shared by the mentions of one thing in one document, ``role`` what it is called beside its
    name ("governor").
    """

    document_id: str
    start: int
    end: int
    text: str
    type: EntityType
    kind: str  # "name", "nominal", "pronoun"
    sentence: Span
    title: str
    path: str
    publisher: str | None
    published: str | None
    id: str = ""
    chain: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LikelyPairRow:
    """Two entities that are probably one, to be joined or kept apart by an analyst.

    ``reasons`` are plain lines, each with what it adds to ``score`` (below 0: against).
    """

    left: str
    right: str
    left_name: str
    right_name: str
    left_type: EntityType
    right_type: EntityType
    left_mentions: int
    right_mentions: int
    score: float
    reasons: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonRow:
    """Why two names are one entity, or why two of its documents' names are not kept apart.

    ``weight`` is what the reason added to the score; ``left`` and ``right`` show where the names stand.
    """

    text: str
    weight: float
    detail: str
    left: MentionRow | None
    right: MentionRow | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionRow:
    """An analyst's decision. ``waiting`` while what it cites is not in the case; ``text`` is one plain line,
    "Merged X and Y"."""

    id: str
    kind: str
    made_at: str
    author: str
    value: str
    undone: bool
    waiting: bool
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RemarkRow:
    """What an analyst wrote beside the facts.

    ``kind``: "note", "tag", "importance" (1 to 3), "reliability" (A to F), "credibility" (1 to 6) or "seen";
    ``target`` what it hangs on ("document", "passage", "event",
    "incident", "entity", "relation", "source", "day"), ``ref`` its id in the case now, "" while it is gone;
    ``quote`` the words it was written on."""

    id: str
    kind: str
    target: str
    ref: str
    quote: str
    value: str
    author: str
    made_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """A stretch of the timeline and how many events of each status have their interval's middle in it (of
    :meth:`~nlp.case.Case.report_histogram`: how many reports were published in it). ``placed`` counts events
    that no text dates and that are placed in it."""

    start: str
    end: str
    counts: dict[str, int]
    placed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """One value of a filter and how many events of the query carry it."""

    value: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A search hit: ``kind`` is "entity", "document" or "event"; ``snippet`` plain text."""

    kind: str
    ref: str
    title: str
    snippet: str
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """What is in a case, or in a query on it."""

    documents: int
    entities: int
    events: int
    incidents: int
    dated: int  # events on the calendar
    year_unknown: int  # events with month and day only
    undated: int
    skipped: int
    first: str | None  # earliest and latest calendar day of any dated event
    last: str | None
    model: str = ""
    name: str = ""
    facets: dict[str, tuple[Facet, ...]] = field(default_factory=dict)
    # facets: "entity_types", "event_types", "sources", "statuses", each counted over the query without what
    # it asks of that very field, so that the alternatives keep their counts
    placed: int = 0  # events that no text dates, with a place in time; counted where the query is ``placed``
    unpublished: int = 0  # reports of unknown date that ``as_of`` leaves out


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyDate:
    """A day that matters, the sentence that says best what happened, and whose word it is.

    ``documents`` counts the independent ones; ``reasons`` holds what each feature added to ``score``.
    """

    day: str
    score: float
    text: str
    document_id: str
    event_id: str | None
    documents: int
    sources: tuple[str, ...]
    reasons: tuple[tuple[str, float], ...]

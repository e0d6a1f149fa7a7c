"""The facts as plain records: what was read, where it stands in the text, and what it says.

Under everything stands evidence: a document and a stretch of it. Offsets are characters into
``Document.text``, end exclusive, and ``text`` of every record is exactly that stretch. Ids are content
hashes (:func:`make_id`), so the same text gives the same ids tomorrow and an analyst's decisions find
their target again. Standard library only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import blake2b

_CLOCK = re.compile(r"(?:[01]\d|2[0-4]):[0-5]\d(?::[0-5]\d)?(?:Z|[+-]\d\d:[0-5]\d)?")


def make_id(*parts: object) -> str:
    """Return 16 hexadecimal digits that depend on ``parts`` alone, not on the run or the machine."""
    return blake2b("\x1f".join(map(str, parts)).encode("utf-8", "replace"), digest_size=8).hexdigest()


class PublishedBasis(StrEnum):
    """Where a document's publication date was found."""

    METADATA = "metadata"
    TEXT = "text"
    FILE_NAME = "file name"
    ANALYST = "analyst"


class EntityType(StrEnum):
    """Kinds of entities."""

    PERSON = "PERSON"
    ORG = "ORG"
    PLACE = "PLACE"
    GROUP = "GROUP"
    WEAPON = "WEAPON"
    VEHICLE = "VEHICLE"
    FACILITY = "FACILITY"
    IDENTIFIER = "IDENTIFIER"
    WORK = "WORK"  # titles of books, films, reports, laws
    PRODUCT = "PRODUCT"
    OTHER = "OTHER"


class RelationType(StrEnum):
    """Kinds of lasting relations, after FollowTheMoney's interval schemata; source -> target."""

    OWNERSHIP = "ownership"  # owner -> what is owned
    DIRECTORSHIP = "directorship"  # who directs or founded -> the body
    EMPLOYMENT = "employment"  # who works -> for whom
    MEMBERSHIP = "membership"  # member -> the body
    REPRESENTATION = "representation"  # lawyer, agent, spokesperson -> for whom
    FAMILY = "family"  # who is -> whose relative
    ASSOCIATE = "associate"
    SUCCESSION = "succession"  # successor -> predecessor
    POSITION = "position"  # who holds a public office or post -> of what
    LOCATED_IN = "located_in"
    ALLIED = "allied"
    OPPOSED = "opposed"
    LINKED = "linked"  # the text says that they are, not how


class MentionKind(StrEnum):
    """How a text refers: by name, by a common noun phrase ("the governor"), or by a pronoun."""

    NAME = "name"
    NOMINAL = "nominal"
    PRONOUN = "pronoun"


class TimeType(StrEnum):
    """TIMEX3 types."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


class Granularity(StrEnum):
    """The smallest unit the author committed to, finest first."""

    SECOND = "second"
    MINUTE = "minute"
    HOUR = "hour"
    PART_OF_DAY = "part of day"
    DAY = "day"
    WEEKEND = "weekend"
    WEEK = "week"
    MONTH = "month"
    SEASON = "season"
    QUARTER = "quarter"
    HALF = "half-year"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    VAGUE = "vague"

    @property
    def is_day(self) -> bool:
        """Whether it is a day, or finer: then an interval lies on one day of the calendar."""
        return self in _IN_A_DAY


_IN_A_DAY = frozenset(
    {
        Granularity.SECOND, Granularity.MINUTE, Granularity.HOUR, Granularity.PART_OF_DAY, Granularity.DAY,
    }
)  # fmt: skip


class TimeBasis(StrEnum):
    """How an event came by its time."""

    STATED = "stated"  # a calendar date in the event's own clause
    RELATIVE = "relative"  # reckoned from an anchor: "yesterday", "on the same day"
    INHERITED = "inherited"  # from the sentence, paragraph or event around it
    ANALYST = "analyst"


class PlacedBasis(StrEnum):
    """What an event's place in time, which its text does not state, follows from."""

    REPORT = "report"  # the report's own day
    STORY = "story"  # the times and events told around it
    INCIDENT = "incident"  # another account of the same incident
    ORDER = "order"  # an event that it lies before or after


class Status(StrEnum):
    """What the text commits to about an event."""

    HAPPENED = "happened"
    NEGATED = "negated"
    PLANNED = "planned"
    HYPOTHETICAL = "hypothetical"


class Stance(StrEnum):
    """What a source does with what it is quoted for."""

    STATES = "states"
    CLAIMS = "claims"
    DENIES = "denies"
    ACCUSES = "accuses"


@dataclass(frozen=True, slots=True, kw_only=True)
class DateCandidate:
    """A day found in a report that may be that of its publication: ``words`` as written, ``reason`` why."""

    day: date
    words: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a stretch of a document's text stands in the original: from ``start`` up to the next origin.

    ``place`` names it: ``{"page": 14}``, ``{"sheet": "Raids", "row": 7}``, ``{"slide": 3}``,
    ``{"message_id": "..."}``, ``{"line": 120}``.
    """

    start: int
    place: dict[str, int | str]


@dataclass(frozen=True, slots=True, kw_only=True)
class HeaderField:
    """A field of a letter's head, as it stands in the text.

    ``role`` is "from", "to", "cc" or "date"; ``name`` and ``address`` are of whom it tells.
    """

    role: str
    start: int
    end: int
    name: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One report as read.

    ``text`` is kept whole; ``boilerplate`` lists the stretches of it (start, end), sorted and disjoint,
    that are navigation, adverts, teasers or share lines: shown greyed, never extracted from.
    ``path`` names the place a user knows: ``folder/a.txt``, ``news.zip!/b.html``, ``reports.jsonl:14``.
    ``published_words`` are the words that date it, ``published_probable`` says that they may mean another
    day; ``candidates`` are days for the analyst to choose from where nothing dates it for certain. ``url``
    is its address on the web. ``at`` says where its stretches stand in the original, ``header`` who wrote a
    letter to whom; ``message`` is the same for a message wherever it is quoted, and ``quoted`` says that this
    is only a quotation of it.
    """

    id: str
    path: str
    title: str
    text: str
    published: date | None = None
    published_basis: PublishedBasis | None = None
    publisher: str | None = None
    author: str | None = None
    language: str = "en"
    boilerplate: tuple[tuple[int, int], ...] = ()
    url: str | None = None
    published_words: str = ""
    published_probable: bool = False
    candidates: tuple[DateCandidate, ...] = ()
    at: tuple[Origin, ...] = ()
    header: tuple[HeaderField, ...] = ()
    message: str = ""
    quoted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """A file, or a record of one, that could not be read, and why. Costs nothing else."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of a document's text."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One place where the text refers to an entity.

    ``chain`` is the id shared by all mentions of one thing *within this document* (coreference);
    which chains of a case are one entity is decided beside, by ``nlp.entities``. ``name`` is the mention
    without articles, possessives and titles; ``head`` the offset of its head word's first character.
    ``gender`` is "m", "f" or "" where unknown, ``role`` the title or role noun beside the name ("governor").
    ``specific`` marks a common noun phrase that is telling enough to be a node of the graph ("Ukrainian
    partisans").
    """

    id: str
    document_id: str
    start: int
    end: int
    text: str
    type: EntityType
    kind: MentionKind
    name: str
    chain: str
    head: int
    plural: bool = False
    gender: str = ""
    role: str = ""
    rule: str = ""
    specific: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A closed stretch of calendar days; both ends belong to it.

    ``earliest`` and ``latest`` are ISO 8601 days, ``2024-03-08``, or ``--03-08`` where no year is known (then
    both are). ``earliest_time`` and ``latest_time`` are the times of day at these ends where the text gives
    them, local to the report: ``09:45``, ``10:01:44``, with the offset where its zone is known,
    ``09:45-04:00``; "" where none is stated. :attr:`begins` and :attr:`ends` put both together.
    An end that nothing fixes is None: "since 2012" has no ``latest``, "recent weeks" without an anchor
    has neither. ``vague_start`` / ``vague_end`` mark an end that is a convention of reading rather than
    the author's word ("in recent weeks" begins vaguely).

    Raises:
        ValueError: an end is no calendar day, both ends are not of one kind, earliest > latest, or a time of
            day is none or stands without a day.
    """

    earliest: str | None
    latest: str | None
    granularity: Granularity
    vague_start: bool = False
    vague_end: bool = False
    earliest_time: str = ""
    latest_time: str = ""

    def __post_init__(self) -> None:
        for end, clock in ((self.earliest, self.earliest_time), (self.latest, self.latest_time)):
            if end is not None:
                date.fromisoformat("2000" + end[1:] if end.startswith("--") else end)
            if clock and (end is None or not _CLOCK.fullmatch(clock)):
                raise ValueError(f"no time of day at {end}: {clock}")
        if self.earliest and self.latest:
            if self.earliest.startswith("--") != self.latest.startswith("--"):
                raise ValueError(f"one end has a year, the other has none: {self.earliest}, {self.latest}")
            if self.year_known and self.earliest > self.latest:
                raise ValueError(f"empty interval: {self.earliest} is after {self.latest}")
            if self.earliest == self.latest and _is_later(self.earliest_time, self.latest_time):
                raise ValueError(f"empty interval: {self.earliest_time} is after {self.latest_time}")

    @property
    def year_known(self) -> bool:
        """Whether the year of the ends that are there is known; False where there is no end at all."""
        end = self.earliest or self.latest
        return end is not None and not end.startswith("--")

    @property
    def begins(self) -> str | None:
        """``earliest`` with its time of day, ``2013-06-08T09:45-04:00``, the day first.
        An end without a year stays a day."""
        return join_moment(self.earliest, self.earliest_time)

    @property
    def ends(self) -> str | None:
        """``latest`` with its time of day, as :attr:`begins`."""
        return join_moment(self.latest, self.latest_time)


def _is_later(one: str, two: str) -> bool:
    """Whether a time of day is after another of the same zone."""
    zoned = [clock.lstrip("0123456789:") for clock in (one, two)]
    return bool(one and two) and zoned[0] == zoned[1] and one > two


def join_moment(day: str | None, clock: str) -> str | None:
    """A day and a time of day as one ISO 8601 text; the day alone where either is missing or has no year."""
    return f"{day}T{clock}" if day and clock and not day.startswith("--") else day


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression:
    """A time expression, as read and as resolved (TIMEX3 after TimeML 1.2.1).

    ``read`` is the underspecified value ("XXXX-07-27", "P1D before ANCHOR"), ``value`` the resolved TIMEX3
    value ("XXXX-07-27" where no year is known). ``anchor`` says what it was resolved against ("published
    2022-07-29", "July 27" of an earlier sentence), ``rule`` by which rule; ``interval`` is None for bare
    durations and for what cannot be placed. ``note`` tells the analyst what is ambiguous, inferred or
    impossible about it. ``cues`` holds the whole reading and what its context tells as JSON, so that
    :func:`nlp.time.resolve.reresolve.reresolve` needs no parse.
    """

    id: str
    document_id: str
    start: int
    end: int
    text: str
    type: TimeType
    read: str
    value: str
    mod: str | None = None
    interval: Interval | None = None
    anchor: str | None = None
    rule: str = ""
    note: str | None = None
    cues: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """The time of an event. ``text`` is the time expression's own; ``time_id`` points to it where there is
    one. ``anchor`` and ``rule`` say what it rests on beside that expression: the event it is counted from,
    or the one it is taken over from, and why."""

    interval: Interval
    text: str
    basis: TimeBasis
    time_id: str | None = None
    anchor: str = ""
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """Where an event lies in time as far as that follows from more than its own words.

    ``earliest`` and ``latest`` (ISO days, years known) are bounds that hold: the event, or the part of it
    that is told, lies between them; None is an end that nothing bounds. ``estimate`` is the one day to bet
    on, where the bet is a good one: never a stated date, never to be shown as one. ``basis`` is the weakest
    of what it rests on, ``rule`` says which rules gave it, in plain words, or why there is no bound;
    ``anchor`` names what they counted from ("published 2031-05-04", "“arrest” 2031-05-02").

    Raises:
        ValueError: an end or the estimate is no calendar day, or they are out of order.
    """

    earliest: str | None
    latest: str | None
    estimate: str | None
    basis: PlacedBasis
    rule: str = ""
    anchor: str = ""

    def __post_init__(self) -> None:
        days = [day for day in (self.earliest, self.estimate, self.latest) if day is not None]
        for day in days:
            date.fromisoformat(day)
        if days != sorted(days):
            raise ValueError(f"out of order: {', '.join(days)}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """Who or what takes part in an event, in which role; ``mention_id`` is None for what is no mention."""

    role: str
    start: int
    end: int
    text: str
    mention_id: str | None = None
    amount: float | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where an event happened. ``basis``: "stated", "inherited" or "dateline"."""

    start: int
    end: int
    text: str
    mention_id: str | None = None
    basis: str = "stated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Who says so. In a chain of hearsay ("CNN, citing U.S. officials") the nearest to the reader comes
    first.

    ``text`` is the source as written, ``start``/``end`` where it stands (None for the publisher, who stands
    behind everything and is added on export), ``cue`` the words that mark it ("according to").
    """

    text: str
    cue: str
    stance: Stance
    start: int | None = None
    end: int | None = None
    mention_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that the text says happened, did not happen, is planned or is supposed.

    ``type`` is a block of ``nlp/rules/en/events.toml`` ("attack", "arrest", ..., or "other"); ``rule`` names
    what made it; ``salience`` (0 to 1) orders what is drawn first, ``confidence`` (0 to 1) is how likely it
    is a happening. ``headline`` says in one line what it is; ``telling`` marks a bare "said", the telling of
    other facts, which pictures leave out. ``refers_to`` is the id of an earlier event of the document that
    this one tells again ("the attack"), with a participant, a time or a source
    of its own.

    ``when`` is what the text says of its time, ``placed`` where it lies beside that; None where ``when`` is
    one day, which leaves nothing to add. ``cues`` holds what the parse tells of its place in the discourse,
    as JSON, so that :func:`nlp.placement.place_events` needs no parse.
    """

    id: str
    document_id: str
    type: str
    trigger: Span
    sentence: Span
    when: When | None
    participants: tuple[Participant, ...]
    place: Place | None
    status: Status
    attribution: tuple[Attribution, ...]
    rule: str = ""
    salience: float = 0.5
    refers_to: str | None = None
    headline: str = ""
    telling: bool = False
    confidence: float = 0.5
    placed: Placed | None = None
    cues: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """A lasting relation between two mentions, read at ``start``..``end``.

    ``type`` is a :class:`RelationType`; ``label`` the role's own words ("adviser to the head of"); ``share``
    what is owned of it, in percent. ``status`` is "former", "current", "alleged" or "denied", "" where the
    text doesn't say; ``when`` a time given for it, as read; ``attribution`` who says so, where it is not the
    author.
    """

    id: str
    type: str
    source: str
    target: str
    document_id: str
    start: int
    end: int
    event_id: str | None = None
    label: str = ""
    status: str = ""
    when: When | None = None
    attribution: tuple[Attribution, ...] = ()
    share: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """All that one document says."""

    document: Document
    mentions: tuple[Mention, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    events: tuple[Event, ...] = ()
    relations: tuple[Relation, ...] = ()

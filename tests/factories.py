"""Records made by hand for tests: one call a record, and a small case without spaCy.

``story()`` is a made-up incident told by three outlets; :func:`make_case` stores it (or the extractions
given) in a case file, settled and ready to be asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from nlp.case import Case, SourceState
from nlp.records import (
    Attribution,
    Document,
    EntityType,
    Event,
    Extraction,
    Granularity,
    Interval,
    Mention,
    MentionKind,
    Participant,
    Place,
    PublishedBasis,
    Relation,
    Skipped,
    Span,
    Stance,
    Status,
    TimeBasis,
    TimeExpression,
    TimeType,
    When,
    make_id,
)


class Draft:
    """A document and the facts said about it, written down by quoting its text."""

    def __init__(
        self,
        text: str,
        *,
        path: str = "report.txt",
        title: str = "",
        published: date | None = None,
        publisher: str | None = None,
        boilerplate: Sequence[str] = (),
    ) -> None:
        self.text = text
        self.document = Document(
            id=make_id("document", path, text),
            path=path,
            title=title or text[:60],
            text=text,
            published=published,
            published_basis=PublishedBasis.METADATA if published else None,
            publisher=publisher,
            boilerplate=tuple(sorted((text.index(b), text.index(b) + len(b)) for b in boilerplate)),
        )
        self.mentions: list[Mention] = []
        self.times: list[TimeExpression] = []
        self.events: list[Event] = []
        self.relations: list[Relation] = []

    def span(self, quote: str, *, nth: int = 0) -> Span:
        """The ``nth`` place (from 0) where ``quote`` stands."""
        start = -1
        for _ in range(nth + 1):
            start = self.text.index(quote, start + 1)
        return Span(start=start, end=start + len(quote), text=quote)

    def sentence(self, start: int) -> Span:
        """The sentence around ``start``, cut at ". " and line ends."""
        low = max(self.text.rfind(". ", 0, start) + 2, self.text.rfind("\n", 0, start) + 1, 0)
        if low == 1 and self.text[:2] != ". ":
            low = 0
        ends = [i + 1 for i in (self.text.find(". ", start), self.text.find(".\n", start)) if i >= 0]
        high = min(ends, default=len(self.text))
        return Span(start=low, end=high, text=self.text[low:high])

    def mention(
        self,
        quote: str,
        type: EntityType = EntityType.PERSON,
        *,
        nth: int = 0,
        kind: MentionKind = MentionKind.NAME,
        name: str | None = None,
        chain: str | None = None,
        **more: object,
    ) -> Mention:
        """A mention at ``quote``; ``chain`` is a word shared by what is one thing in this document."""
        span = self.span(quote, nth=nth)
        made = Mention(
            id=make_id("mention", self.document.id, span.start, span.end, type),
            document_id=self.document.id,
            start=span.start,
            end=span.end,
            text=quote,
            type=type,
            kind=kind,
            name=name or quote,
            chain=make_id("chain", self.document.id, chain or name or quote),
            head=span.start + quote.rfind(" ") + 1,
            **more,  # type: ignore[arg-type]
        )
        self.mentions.append(made)
        return made

    def time(
        self,
        quote: str,
        interval: Interval | None = None,
        *,
        nth: int = 0,
        value: str = "",
        **more: object,
    ) -> TimeExpression:
        """A time expression at ``quote``."""
        span = self.span(quote, nth=nth)
        made = TimeExpression(
            id=make_id("time", self.document.id, span.start, span.end, "DATE"),
            document_id=self.document.id,
            start=span.start,
            end=span.end,
            text=quote,
            type=TimeType.DATE,
            read=value or (interval.earliest if interval else None) or "XXXX",
            value=value or (interval.earliest if interval else None) or "XXXX",
            interval=interval,
            **more,  # type: ignore[arg-type]
        )
        self.times.append(made)
        return made

    def event(
        self,
        trigger: str,
        type: str = "attack",
        *,
        nth: int = 0,
        time: TimeExpression | None = None,
        agent: Mention | None = None,
        patient: Mention | None = None,
        others: Iterable[Participant] = (),
        place: Mention | None = None,
        status: Status = Status.HAPPENED,
        attribution: Sequence[Attribution] = (),
        basis: TimeBasis = TimeBasis.STATED,
        salience: float = 0.5,
    ) -> Event:
        """An event whose trigger is ``trigger``; a time without interval leaves it undated."""
        span = self.span(trigger, nth=nth)
        roles = [("agent", agent), ("patient", patient)]
        made = Event(
            id=make_id("event", self.document.id, span.start, span.end, type),
            document_id=self.document.id,
            type=type,
            trigger=span,
            sentence=self.sentence(span.start),
            when=(
                When(interval=time.interval, text=time.text, basis=basis, time_id=time.id)
                if time and time.interval
                else None
            ),
            participants=(*(participant(r, m) for r, m in roles if m), *others),
            place=(
                Place(start=place.start, end=place.end, text=place.text, mention_id=place.id)
                if place
                else None
            ),
            status=status,
            attribution=tuple(attribution),
            rule="by hand",
            salience=salience,
        )
        self.events.append(made)
        return made

    def relation(self, type: str, source: Mention, target: Mention, *, label: str = "") -> Relation:
        """A relation read from the first of the two mentions to the second."""
        start, end = min(source.start, target.start), max(source.end, target.end)
        made = Relation(
            id=make_id("relation", self.document.id, start, end, type),
            type=type,
            source=source.id,
            target=target.id,
            document_id=self.document.id,
            start=start,
            end=end,
            label=label,
        )
        self.relations.append(made)
        return made

    def extraction(self) -> Extraction:
        """All that was written down."""
        return Extraction(
            document=self.document,
            mentions=tuple(sorted(self.mentions, key=lambda m: (m.start, m.end))),
            times=tuple(self.times),
            events=tuple(self.events),
            relations=tuple(self.relations),
        )


def participant(role: str, mention: Mention, **more: object) -> Participant:
    """A participant that is a mention."""
    return Participant(
        role=role,
        start=mention.start,
        end=mention.end,
        text=mention.text,
        mention_id=mention.id,
        **more,  # type: ignore[arg-type]
    )


def says(mention: Mention, cue: str = "said", stance: Stance = Stance.STATES) -> Attribution:
    """An attribution to a mention."""
    return Attribution(
        text=mention.text,
        cue=cue,
        stance=stance,
        start=mention.start,
        end=mention.end,
        mention_id=mention.id,
    )


def day(value: str) -> Interval:
    """One day, with its year or (``--MM-DD``) without."""
    return Interval(earliest=value, latest=value, granularity=Granularity.DAY)


def span_of(
    earliest: str | None, latest: str | None, granularity: Granularity = Granularity.VAGUE
) -> Interval:
    """An interval between two days."""
    return Interval(earliest=earliest, latest=latest, granularity=granularity)


def story() -> list[Extraction]:
    """Three outlets on one harbour fire: dated, year-unknown, undated, denied, planned, with markup."""
    return [_courier(), _tribune(), _wire()]


def _courier() -> Extraction:
    draft = Draft(
        "Fire at the Marrow Quay depot\n\nMasked gunmen attacked the Marrow Quay depot in Port Selwyn on"
        " 8 March 2024, police said. Two guards were wounded. Harbour chief Ines Okafor denied that the depot"
        " held weapons. Mrs Okafor will meet the mayor on 15 March 2024.\n\nShare this story",
        path="courier/depot.html",
        title="Fire at the Marrow Quay depot",
        published=date(2024, 3, 9),
        publisher="Selwyn Courier",
        boilerplate=["Share this story"],
    )
    gunmen = draft.mention("Masked gunmen", EntityType.GROUP, kind=MentionKind.NOMINAL, plural=True)
    depot = draft.mention("Marrow Quay depot", EntityType.FACILITY, nth=1)
    port = draft.mention("Port Selwyn", EntityType.PLACE)
    police = draft.mention("police", EntityType.ORG, kind=MentionKind.NOMINAL, name="police")
    guards = draft.mention("Two guards", EntityType.GROUP, kind=MentionKind.NOMINAL, plural=True)
    okafor = draft.mention("Ines Okafor", role="Harbour chief")
    again = draft.mention("Mrs Okafor", chain="Ines Okafor", name="Okafor", gender="f")
    mayor = draft.mention("the mayor", kind=MentionKind.NOMINAL, name="mayor")
    eighth = draft.time("8 March 2024", day("2024-03-08"), rule="day month year")
    meeting = draft.time("15 March 2024", day("2024-03-15"), rule="day month year")
    draft.event(
        "attacked",
        time=eighth,
        agent=gunmen,
        patient=depot,
        place=port,
        salience=0.9,
        attribution=[says(police)],
    )
    draft.event(
        "wounded",
        "injury",
        time=eighth,
        patient=guards,
        place=port,
        basis=TimeBasis.INHERITED,
        others=[],
        salience=0.8,
    )
    draft.event(
        "held",
        "possession",
        agent=depot,
        status=Status.NEGATED,
        attribution=[says(okafor, "denied", Stance.DENIES)],
    )
    draft.event(
        "meet",
        "meeting",
        time=meeting,
        agent=again,
        others=[participant("companion", mayor)],
        status=Status.PLANNED,
    )
    return draft.extraction()


def _tribune() -> Extraction:
    draft = Draft(
        "Gunmen raid depot\n\nOn March 8 gunmen raided a depot in Port Selwyn and wounded three guards,"
        " according to the Harbour Union. The union blames the Red Lanterns. Ines Okafor, adviser to Governor"
        " Tomas Vries, called the raid <b>cowardly</b>.",
        path="tribune/raid.txt",
        title="Gunmen raid depot & <script>alert(1)</script>",
        publisher="The Tribune",
    )
    gunmen = draft.mention("gunmen", EntityType.GROUP, kind=MentionKind.NOMINAL, plural=True)
    port = draft.mention("Port Selwyn", EntityType.PLACE)
    guards = draft.mention("three guards", EntityType.GROUP, kind=MentionKind.NOMINAL, plural=True)
    union = draft.mention("Harbour Union", EntityType.ORG)
    draft.mention("The union", EntityType.ORG, chain="Harbour Union", kind=MentionKind.NOMINAL, name="union")
    lanterns = draft.mention("Red Lanterns", EntityType.ORG)
    okafor = draft.mention("Ines Okafor")
    vries = draft.mention("Tomas Vries", role="Governor")
    eighth = draft.time("March 8", day("--03-08"), rule="month day")
    draft.event(
        "raided",
        time=eighth,
        agent=gunmen,
        place=port,
        attribution=[says(union, "according to")],
        salience=0.9,
    )
    draft.event(
        "wounded",
        "injury",
        time=eighth,
        agent=gunmen,
        patient=guards,
        place=port,
        attribution=[says(union, "according to")],
        salience=0.8,
    )
    draft.event(
        "blames",
        "accusation",
        agent=union,
        patient=lanterns,
        attribution=[says(union, "blames", Stance.ACCUSES)],
    )
    draft.relation("adviser", okafor, vries)
    return draft.extraction()


def _wire() -> Extraction:
    draft = Draft(
        "PORT SELWYN - The Red Lanterns attacked Port Selwyn in early March 2024 and again since April"
        " 2024, the Harbour Union said. Governor Tomas Vries was in Port Selwyn at some point.",
        path="wire.jsonl:3",
        title="Lanterns named in depot attack",
        published=date(2024, 5, 2),
        publisher="Coastal Wire",
    )
    lanterns = draft.mention("Red Lanterns", EntityType.ORG)
    port = draft.mention("Port Selwyn", EntityType.PLACE)
    union = draft.mention("Harbour Union", EntityType.ORG)
    vries = draft.mention("Tomas Vries", role="Governor")
    early = draft.time("early March 2024", span_of("2024-03-01", "2024-03-10"), mod="START")
    since = draft.time("since April 2024", span_of("2024-04-01", None))
    draft.event("attacked", time=early, agent=lanterns, patient=port, attribution=[says(union)])
    draft.event("again", time=since, agent=lanterns, patient=port, status=Status.HYPOTHETICAL)
    draft.event("was", "presence", agent=vries, place=port, salience=0.2)
    return draft.extraction()


def make_case(
    path: str | Path, documents: Iterable[Extraction] | None = None, *, model: str = "none"
) -> Case:
    """Store ``documents`` (:func:`story` when None) in a new case at ``path`` and settle it."""
    case = Case.open(path, create=True)
    case.set_model(model)
    for extraction in story() if documents is None else documents:
        source = SourceState(path=extraction.document.path, size=len(extraction.document.text), digest="")
        case.add(extraction, source)
        case.finish(source, [extraction.document.id])
    case.skip(Skipped(path="empty.txt", reason="no text in it"))
    case.settle()
    return case

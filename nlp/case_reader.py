"""What views may ask of a case: the one interface between facts and pictures.

:class:`~nlp.case.Case` is one implementation; a case kept elsewhere is another. Whoever has these can be
drawn, exported and searched. Deciding and adding are the case's own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from nlp.query import (
    Bin,
    ChangeRow,
    DecisionRow,
    DocumentPage,
    DocumentRow,
    EntityRow,
    EventRow,
    Hit,
    KeyDate,
    LinkRow,
    MentionRow,
    NeighbourRow,
    Original,
    Overview,
    PathRow,
    PlaceRow,
    Query,
    ReasonRow,
    RelatedRow,
    RelationRow,
    UndatedRow,
)  # fmt: skip
from nlp.records import EntityType, Skipped

if TYPE_CHECKING:
    import networkx as nx

    from nlp.case.ask.accounts import IncidentAccounts
    from nlp.dataset.dataset import Dataset

EVERYTHING = Query()


class CaseReader(Protocol):
    """The questions to a case; each says what it answers in :class:`nlp.case.ask.questions.Questions`."""

    @property
    def path(self) -> Path:
        """Where it lies."""

    @property
    def read_only(self) -> bool:
        """Whether nothing can be decided or added."""

    @property
    def revision(self) -> int:
        """Grows when answers may differ."""

    def decision_rows(self) -> list[DecisionRow]:
        """The analyst's decisions in plain words, the latest first."""

    @property
    def name(self) -> str:
        """What the case is called."""

    @property
    def model(self) -> str:
        """The spaCy pipeline its documents were read with."""

    def overview(self, query: Query = EVERYTHING) -> Overview:
        """Totals and facets of a query."""

    def entities(self, query: Query = EVERYTHING, limit: int = 300) -> list[EntityRow]:
        """The entities of a query, those in most events first."""

    def links(
        self, query: Query = EVERYTHING, entity_ids: Sequence[str] | None = None, limit: int = 1000
    ) -> list[LinkRow]:
        """The links among the given entities, or among the first 300 of the query; the heaviest first."""

    def paths(
        self, source: str, target: str, query: Query = EVERYTHING, *, most: int = 20, longest: int = 4
    ) -> list[PathRow]:
        """How two entities hang together: all shortest ways, then those of one link more, strongest first."""

    def neighbours(self, entity_id: str, query: Query = EVERYTHING, limit: int = 1000) -> list[NeighbourRow]:
        """The entities joined to one by an event or a relation of a query, the strongest joined first."""

    def relations(
        self,
        query: Query = EVERYTHING,
        *,
        entity_id: str | None = None,
        types: Sequence[str] = (),
        statuses: Sequence[str] = (),
        limit: int = 2000,
    ) -> list[RelationRow]:
        """The relations that the documents of a query state, those in most reports first."""

    def places(self, query: Query = EVERYTHING, limit: int = 1000) -> list[PlaceRow]:
        """Where the events of a query took place, those places first that saw most of them."""

    def events(
        self, query: Query = EVERYTHING, limit: int = 2000, order: str = "salience", *, choose: str = ""
    ) -> list[EventRow]:
        """The events of a query by "salience", or by "time" (calendar, then year-unknown, then undated)."""

    def event(self, event_id: str) -> EventRow | None:
        """One event, None when there is none of this id."""

    def events_by_id(self, event_ids: Sequence[str]) -> dict[str, EventRow]:
        """These events by id, in the order given; ids that are not in the case are left out."""

    def entities_by_id(self, entity_ids: Sequence[str]) -> dict[str, EntityRow]:
        """These entities by id, counted over the whole case, in the order given; those there are."""

    def histogram(self, query: Query = EVERYTHING, bins: int = 120) -> list[Bin]:
        """How the calendar events of a query lie in time, in at most ``bins`` bins without gaps."""

    def report_histogram(self, query: Query = EVERYTHING, bins: int = 120) -> list[Bin]:
        """How many documents of a query were published when; its ``as_of`` is passed over."""

    def entity(self, entity_id: str) -> EntityRow | None:
        """One entity counted over the whole case, None when there is none of this id."""

    def entity_types(self, entity_ids: Sequence[str]) -> dict[str, EntityType]:
        """The types of these entities by id; ids that are not in the case are left out."""

    def explain(self, entity_id: str) -> list[ReasonRow]:
        """Why the names of an entity are one, the weightiest reason first."""

    def mentions(self, entity_id: str, query: Query = EVERYTHING, limit: int = 200) -> list[MentionRow]:
        """Where an entity is mentioned in the documents of a query: names first, then the latest."""

    def document(self, document_id: str) -> DocumentPage | None:
        """A document in full, None when there is none of this id."""

    def original(self, document_id: str) -> Original | None:
        """The file that a document was read from; None where there is no such document."""

    def documents(self, query: Query = EVERYTHING, limit: int = 500) -> list[DocumentRow]:
        """The documents of a query, those with most of its events first."""

    def undated_documents(self, limit: int = 500) -> list[UndatedRow]:
        """The documents of unknown or only probable date, each with the days it may be."""

    def skipped(self) -> list[Skipped]:
        """What could not be read, by path."""

    def search(self, text: str, limit: int = 20) -> list[Hit]:
        """Entities, events and documents that hold the words of ``text``."""

    def incident(self, incident_id: str, as_of: str | None = None) -> list[EventRow]:
        """All events of one incident, by publication date; up to the day ``as_of``."""

    def accounts(self, incident_id: str, as_of: str | None = None) -> IncidentAccounts | None:
        """What each report says of one incident, on what they differ, how far they stand on their own."""

    def history(self, incident_id: str) -> tuple[ChangeRow, ...]:
        """How the picture of an incident changed from report to report."""

    def changes(self, query: Query = EVERYTHING, limit: int = 500) -> list[ChangeRow]:
        """The same over a query's incidents that several documents tell or that somebody denies, by day."""

    def related(self, incident_id: str) -> list[RelatedRow]:
        """The incidents that are parts of one, its whole, its announcement, its cause or what came of it."""

    def most_reported(self, query: Query = EVERYTHING, limit: int = 6) -> list[list[EventRow]]:
        """The events of the incidents that most outlets tell within a query."""

    def busiest_weeks(self, query: Query = EVERYTHING, limit: int = 3) -> list[Bin]:
        """The weeks in which most events of a query began, fullest first; counts {"events": n}."""

    def key_dates(self, query: Query = EVERYTHING, top: int = 20) -> tuple[KeyDate, ...]:
        """The days that matter most in a query, each with the sentence that says best what happened."""

    def export(self) -> Iterator[bytes]:
        """The case as one JSON object, piece by piece."""

    def dataset(self, query: Query = EVERYTHING) -> Dataset:
        """The case, or what a query leaves of it, as one plain value that every format is written from."""

    def graph(self, query: Query = EVERYTHING) -> nx.MultiDiGraph:
        """The network of a query, with plain attributes (:func:`nlp.dataset.graph.build_graph`)."""

    def frame(self, table: str, query: Query = EVERYTHING) -> Any:
        """A table of a query as a pandas or polars data frame (:func:`nlp.dataset.frame.build_frame`)."""

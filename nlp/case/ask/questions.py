"""What a case can be asked: every method takes a query where it makes sense, and answers with rows."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import networkx as nx

from nlp.case.ask import documents, events, histogram, originals, overview, search
from nlp.case.ask.accounts import IncidentAccounts, read_accounts
from nlp.case.ask.entity_reasons import list_reasons
from nlp.case.ask.export_json import export_case
from nlp.case.ask.incident_history import list_changes, list_related, read_history
from nlp.case.ask.key_dates import list_key_dates
from nlp.case.ask.most_reported import count_busiest, list_reported
from nlp.case.choose.columns import Columns
from nlp.case.file.database import Database
from nlp.case.network import entities, links
from nlp.case.network.neighbours import list_neighbours
from nlp.case.network.paths import find_paths
from nlp.case.network.places import list_places
from nlp.case.network.relations import list_relations
from nlp.case.settle.likely_pairs import list_likely_pairs
from nlp.dataset.dataset import Dataset, build_dataset
from nlp.dataset.frame import build_frame
from nlp.dataset.graph import build_graph
from nlp.query import (
    Bin,
    ChangeRow,
    DocumentPage,
    DocumentRow,
    EntityRow,
    EventRow,
    Hit,
    KeyDate,
    LikelyPairRow,
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
)
from nlp.records import EntityType, Skipped

EVERYTHING = Query()


def drawn(query: Query) -> Query:
    """``query`` for a picture: the bare telling of other facts is left out."""
    return replace(query, drawn=True)


class Questions(ABC):
    """The questions to a case. What answers them is the file and the numbers loaded from it."""

    _database: Database

    @property
    @abstractmethod
    def _columns(self) -> Columns:
        """The numbers that questions are asked of."""

    @property
    @abstractmethod
    def name(self) -> str:
        """What the case is called."""

    @property
    @abstractmethod
    def model(self) -> str:
        """The spaCy pipeline its documents were read with."""

    def overview(self, query: Query = EVERYTHING) -> Overview:
        """Totals and facets of a query."""
        return overview.count_overview(self._database, self._columns, query, model=self.model, name=self.name)

    def entities(self, query: Query = EVERYTHING, limit: int = 300) -> list[EntityRow]:
        """The entities of a query, those in most events first."""
        return entities.list_entities(self._database, self._columns, query, limit)

    def links(
        self, query: Query = EVERYTHING, entity_ids: Sequence[str] | None = None, limit: int = 1000
    ) -> list[LinkRow]:
        """The links among the given entities, or among the first 300 of the query; the heaviest first."""
        if entity_ids is None:
            entity_ids = [row.id for row in self.entities(query)]
        return links.list_links(self._database, self._columns, drawn(query), entity_ids, limit)

    def paths(
        self, source: str, target: str, query: Query = EVERYTHING, *, most: int = 20, longest: int = 4
    ) -> list[PathRow]:
        """How two entities hang together: all shortest ways, then those of one link more, strongest first."""
        return find_paths(
            self._database, self._columns, drawn(query), source, target, most=most, longest=longest
        )

    def neighbours(self, entity_id: str, query: Query = EVERYTHING, limit: int = 1000) -> list[NeighbourRow]:
        """The entities joined to one by an event or a relation of a query, the strongest joined first."""
        return list_neighbours(self._database, self._columns, drawn(query), entity_id, limit)

    def relations(
        self,
        query: Query = EVERYTHING,
        *,
        entity_id: str | None = None,
        types: Sequence[str] = (),
        statuses: Sequence[str] = (),
        limit: int = 2000,
    ) -> list[RelationRow]:
        """The relations that the documents of a query state, those in most reports first.

        Of one entity, of some types (:class:`~nlp.records.RelationType`), of some statuses ("current",
        "former", "alleged", "denied", "" for none) where these are given.
        """
        return list_relations(
            self._database,
            self._columns,
            query,
            entity_id=entity_id,
            types=types,
            statuses=statuses,
            limit=limit,
        )

    def likely_pairs(self, limit: int = 200) -> list[LikelyPairRow]:
        """Pairs of entities that are probably one, the most telling first; nothing is joined."""
        return list_likely_pairs(self._database, limit)

    def places(self, query: Query = EVERYTHING, limit: int = 1000) -> list[PlaceRow]:
        """Where the events of a query took place, those places first that saw most of them."""
        return list_places(self._database, self._columns, query, limit)

    def events(
        self, query: Query = EVERYTHING, limit: int = 2000, order: str = "salience", *, choose: str = ""
    ) -> list[EventRow]:
        """The events of a query by "salience", or by "time" (calendar, then year-unknown, then undated).

        Args:
            choose: the order whose first ``limit`` are taken, where it is another: "salience" gives the most
                telling events in the order of time.
        """
        return events.list_events(self._database, self._columns, query, limit, order, choose=choose)

    def event(self, event_id: str) -> EventRow | None:
        """One event, None when there is none of this id."""
        return events.find_event(self._database, event_id)

    def events_by_id(self, event_ids: Sequence[str]) -> dict[str, EventRow]:
        """These events by id, in the order given; ids that are not in the case are left out."""
        return events.find_events(self._database, event_ids)

    def entities_by_id(self, entity_ids: Sequence[str]) -> dict[str, EntityRow]:
        """These entities by id, counted over the whole case, in the order given; those there are."""
        return entities.find_entities(self._database, entity_ids)

    def histogram(self, query: Query = EVERYTHING, bins: int = 120) -> list[Bin]:
        """How the calendar events of a query lie in time, in at most ``bins`` bins without gaps."""
        return histogram.count_histogram(self._database, self._columns, drawn(query), bins)

    def report_histogram(self, query: Query = EVERYTHING, bins: int = 120) -> list[Bin]:
        """How many documents of a query were published when; its ``as_of`` is passed over."""
        return histogram.count_reports(self._database, self._columns, query, bins)

    def entity(self, entity_id: str) -> EntityRow | None:
        """One entity counted over the whole case, None when there is none of this id."""
        return entities.find_entity(self._database, entity_id)

    def entity_types(self, entity_ids: Sequence[str]) -> dict[str, EntityType]:
        """The types of these entities by id; ids that are not in the case are left out."""
        return entities.type_entities(self._database, entity_ids)

    def explain(self, entity_id: str) -> list[ReasonRow]:
        """Why the names of an entity are one, the weightiest reason first."""
        return list_reasons(self._database, entity_id)

    def mentions(self, entity_id: str, query: Query = EVERYTHING, limit: int = 200) -> list[MentionRow]:
        """Where an entity is mentioned in the documents of a query: names first, then the latest."""
        return documents.list_mentions(self._database, self._columns, entity_id, query, limit)

    def document(self, document_id: str) -> DocumentPage | None:
        """A document in full, None when there is none of this id."""
        return documents.open_page(self._database, document_id)

    def original(self, document_id: str) -> Original | None:
        """The file that a document was read from; None where there is no such document.

        Raises:
            CaseError: the file is gone, has changed since it was read, or is too large.
        """
        return originals.read_original(self._database, document_id)

    def documents(self, query: Query = EVERYTHING, limit: int = 500) -> list[DocumentRow]:
        """The documents of a query, those with most of its events first."""
        return documents.list_documents(self._database, self._columns, query, limit)

    def undated_documents(self, limit: int = 500) -> list[UndatedRow]:
        """The documents of unknown or only probable date, each with the days it may be."""
        return documents.list_undated(self._database, limit)

    def skipped(self) -> list[Skipped]:
        """What could not be read, by path."""
        return [Skipped(path=path, reason=reason) for path, reason in documents.list_skipped(self._database)]

    def search(self, text: str, limit: int = 20) -> list[Hit]:
        """Entities, events and documents that hold the words of ``text``."""
        return search.search_case(self._database, self._columns, text, limit)

    def incident(self, incident_id: str, as_of: str | None = None) -> list[EventRow]:
        """All events of one incident, by publication date; up to the day ``as_of``."""
        return events.list_incident(self._database, incident_id, as_of)

    def accounts(self, incident_id: str, as_of: str | None = None) -> IncidentAccounts | None:
        """What each report says of one incident, on what they differ, how far they stand on their own.

        Args:
            as_of: only reports up to this day; those of unknown date are left out.
        """
        return read_accounts(self._database, incident_id, as_of)

    def history(self, incident_id: str) -> tuple[ChangeRow, ...]:
        """How the picture of an incident changed from report to report."""
        return read_history(self._database, incident_id)

    def changes(self, query: Query = EVERYTHING, limit: int = 500) -> list[ChangeRow]:
        """The same over a query's incidents that several documents tell or that somebody denies, by day."""
        return list_changes(self._database, self._columns, query, limit)

    def related(self, incident_id: str) -> list[RelatedRow]:
        """The incidents that are parts of one, its whole, its announcement, its cause or what came of it."""
        return list_related(self._database, incident_id)

    def most_reported(self, query: Query = EVERYTHING, limit: int = 6) -> list[list[EventRow]]:
        """The events of the incidents that most outlets tell within a query."""
        return list_reported(self._database, self._columns, drawn(query), limit)

    def busiest_weeks(self, query: Query = EVERYTHING, limit: int = 3) -> list[Bin]:
        """The weeks in which most events of a query began, fullest first; counts {"events": n}."""
        return count_busiest(self._database, self._columns, drawn(query), limit)

    def key_dates(self, query: Query = EVERYTHING, top: int = 20) -> tuple[KeyDate, ...]:
        """The days that matter most in a query, each with the sentence that says best what happened."""
        return list_key_dates(self._database, self._columns, drawn(query), top=top)

    def export(self) -> Iterator[bytes]:
        """The case as one JSON object, piece by piece."""
        return export_case(self._database)

    def dataset(self, query: Query = EVERYTHING) -> Dataset:
        """The case, or what a query leaves of it, as one plain value that every format is written from."""
        if query == EVERYTHING:
            return build_dataset(self.name, self.export())
        chosen = self.events(query, limit=self.overview(query).events)
        return build_dataset(self.name, self.export(), events={event.id for event in chosen})

    def graph(self, query: Query = EVERYTHING) -> nx.MultiDiGraph:
        """The network of a query, with plain attributes (:func:`nlp.dataset.graph.build_graph`)."""
        return build_graph(self.dataset(query))

    def frame(self, table: str, query: Query = EVERYTHING) -> Any:
        """A table of a query as a pandas or polars data frame (:func:`nlp.dataset.frame.build_frame`)."""
        return build_frame(self.dataset(query), table)

"""The case: one file that everything is written to and asked of."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from types import TracebackType

import duckdb

from nlp.case import decisions, happenings, histogram, links, network, overview, reports, search
from nlp.case.accounts import IncidentAccounts, read_accounts
from nlp.case.atlas import list_places
from nlp.case.codec import encode_extraction
from nlp.case.columns import Columns, load_columns
from nlp.case.correct import (
    await_incidents,
    correct_documents,
    correct_sources,
    documents_about,
    rechain_published,
    settle_rejected,
)
from nlp.case.database import Database, open_database
from nlp.case.decisions import LoggedDecision
from nlp.case.described import list_decision_rows
from nlp.case.duplicates import resolve_copies
from nlp.case.evolution import list_changes, list_related, read_history
from nlp.case.export import export_case
from nlp.case.incidents import resolve_waiting
from nlp.case.journal import Line, SourceState, finish_line, journal_lines, settle_journal
from nlp.case.keydates import list_key_dates
from nlp.case.paths import find_paths
from nlp.case.postings import sort_postings
from nlp.case.reasons import list_reasons
from nlp.case.rechain import rechain_documents
from nlp.case.reported import count_busiest, list_reported
from nlp.case.resolve import mark_entities, resolve_changed
from nlp.case.standings import rate_incidents
from nlp.case.verdicts import NEEDED, Verdict, VerdictKind, bind_verdict, incident_decisions
from nlp.errors import CaseError
from nlp.identity import Decision, DecisionKind
from nlp.incidents import EventFacts
from nlp.keydates import KeyDate
from nlp.query import (
    Bin,
    ChangeRow,
    DecisionRow,
    DocumentPage,
    DocumentRow,
    EntityRow,
    EventRow,
    Hit,
    LinkRow,
    MentionRow,
    Overview,
    PathRow,
    PlaceRow,
    Query,
    ReasonRow,
    RelatedRow,
)
from nlp.records import Extraction, Skipped

EVERYTHING = Query()
_UNSETTLED = "SELECT count(*) FROM (SELECT 1 FROM journal UNION ALL SELECT 1 FROM events WHERE waiting)"
MOST_EVENTS = 20_000  # read to rank the days of a query


class Case:
    """All that was read, in one file. Safe for use from several threads; open it with :meth:`open`."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._loading = threading.Lock()
        self._loaded: tuple[int, Columns] | None = None
        self._revision = 0  # what questions must have seen; a settling in progress is seen at its end

    @classmethod
    def open(cls, path: str | Path, *, create: bool = False, read_only: bool = False) -> Case:
        """Open the case at ``path``; what a killed run left in its journal is settled first.

        Raises:
            CaseError: missing (and not ``create``), locked by another process, foreign, damaged, newer.
        """
        case = cls(open_database(Path(path), create=create, read_only=read_only))
        try:
            if not read_only:
                case.settle()
            elif case._database.value(_UNSETTLED):
                case.close()
                cls.open(path).close()
                case = cls(open_database(Path(path), read_only=True))
        except duckdb.Error as error:
            case.close()
            raise CaseError(f"{path}: damaged ({str(error).splitlines()[0]})") from error
        return case

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def __enter__(self) -> Case:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def path(self) -> Path:
        """Where the file lies."""
        return self._database.path

    @property
    def name(self) -> str:
        """What the case is called: its file's name without the ending."""
        return self.path.stem

    @property
    def read_only(self) -> bool:
        """Whether it was opened for reading only: then nothing can be decided or added."""
        return self._database.read_only

    @property
    def revision(self) -> int:
        """A number that grows with what is decided and settled: answers of a smaller one are out of date."""
        return self._revision

    @property
    def model(self) -> str:
        """The spaCy pipeline its documents were read with; "" before the first."""
        row = self._database.row("SELECT value FROM meta WHERE key = 'model'")
        return str(row[0]) if row else ""

    def set_model(self, model: str) -> None:
        """Record the spaCy pipeline that its documents are read with.

        Raises:
            CaseError: it was begun with another one: facts read by two models don't compare.
        """
        if self.model == model:
            return
        if self.model:
            raise CaseError(f"{self.path}: made with the model {self.model}, can't be continued with {model}")
        with self._database.transaction() as cursor:
            cursor.execute("INSERT INTO meta VALUES ('model', ?)", [model]).fetchall()

    # Writing

    def add(
        self, extraction: Extraction | bytes, source: SourceState, *, finished: Iterable[Line] = ()
    ) -> None:
        """Journal one document of ``source``: it survives a kill from here on.

        Args:
            extraction: the record, or what :func:`nlp.case.codec.encode_extraction` made of it.
            finished: sources read to their end before (:func:`nlp.case.journal.finish_line`), to be journaled
                with it: one transaction in place of two.
        """
        body = extraction if isinstance(extraction, bytes) else encode_extraction(extraction)
        journal_lines(self._database, [*finished, ("document", source, body)])

    def finish(self, source: SourceState, document_ids: Iterable[str], *, complete: bool = True) -> None:
        """Journal that all of ``source`` is read, and which documents it now holds; its other ones go.

        Args:
            complete: False has the next run read it again, as a document of it failed.
        """
        journal_lines(
            self._database, [finish_line(source if complete else replace(source, digest=""), document_ids)]
        )

    def note(self, finished: Iterable[Line]) -> None:
        """Journal the ends of several sources at once."""
        journal_lines(self._database, finished)

    def skip(self, skipped: Skipped, source: SourceState | None = None) -> None:
        """Record what could not be read, once a path."""
        with self._database.transaction() as cursor:
            cursor.execute("DELETE FROM skipped WHERE path = ?", [skipped.path]).fetchall()
            cursor.execute(
                "INSERT INTO skipped VALUES (?, ?, ?)",
                [skipped.path, source.path if source else skipped.path, skipped.reason],
            ).fetchall()

    def begin(self, source: SourceState) -> None:
        """Forget what was skipped in ``source``, which is about to be read again."""
        if self._database.value("SELECT count(*) FROM skipped WHERE source = ?", [source.path]):
            with self._database.transaction() as cursor:
                cursor.execute("DELETE FROM skipped WHERE source = ?", [source.path]).fetchall()

    def is_unchanged(self, source: SourceState) -> bool:
        """Whether ``source`` was read to its end as it is now."""
        row = self._database.row("SELECT size, digest, setting FROM sources WHERE path = ?", [source.path])
        return bool(source.digest) and row == (source.size, source.digest, source.setting)

    def document_count(self, source: SourceState) -> int:
        """How many documents ``source`` held when it was read."""
        row = self._database.row("SELECT documents FROM sources WHERE path = ?", [source.path])
        return int(row[0]) if row else 0

    def skipped_in(self, source: SourceState) -> list[Skipped]:
        """What could not be read in ``source``."""
        rows = self._database.rows(
            "SELECT path, reason FROM skipped WHERE source = ? ORDER BY path", [source.path]
        )
        return [Skipped(path=path, reason=reason) for path, reason in rows]

    def known_documents(self, source: SourceState) -> frozenset[str]:
        """Ids of the documents, read with its setting, of this source or of one that went by its name."""
        rows = self._database.rows(
            "SELECT d.id FROM documents d WHERE d.setting = ? AND (d.source = ? OR d.source IN"
            " (SELECT path FROM sources WHERE display = ?))",
            [source.setting, source.path, source.display or source.path],
        )
        return frozenset(key for (key,) in rows)

    def settle(self, *, resolve: bool = True) -> int:
        """Move the journal into the tables, then resolve what has changed; returns the documents moved.

        Entities, copies or incidents that can't be resolved are listed among the skipped and tried again by
        the next call.
        """
        verdicts = decisions.verdicts_in_force(self._database)
        with self._database.exclusive():
            settled = settle_journal(
                self._database,
                splits=decisions.splits_in_force(self._database),
                correct=lambda sources: correct_sources(self._database, verdicts, sources),
            )
        if resolve:
            for what, run in (
                ("entities", self._resolve_entities),
                ("copies", lambda: resolve_copies(self._database)),
                ("incidents", self._resolve_incidents),
            ):
                self._attempt(what, run)
            sort_postings(self._database)
        self._publish(warm=self._loaded is not None)
        return settled

    def _publish(self, *, warm: bool = False) -> None:
        """Have what is written by now seen; with ``warm`` it is loaded before anyone waits for it."""
        writes = self._database.writes
        if warm and self._loaded and self._loaded[0] != writes:
            self._loaded = writes, load_columns(self._database)
        self._revision = max(self._revision, writes)

    def _attempt(self, what: str, run: Callable[[], int]) -> None:
        """Run a resolver; where it breaks, what waits goes on waiting, and the list of skipped says so."""
        place = f"{self.path.name}: {what}"
        try:
            with self._database.exclusive():
                run()
        except (CaseError, duckdb.Error):
            raise
        except Exception as error:  # noqa: BLE001  (else one record would keep the case from ever opening)
            text = " ".join(str(error).split())[:200]
            self.skip(Skipped(path=place, reason=f"can't be resolved: {type(error).__name__}: {text}"))
            return
        self.begin(SourceState(path=place, size=0, digest=""))

    # The analyst's decisions

    def decide(
        self,
        kind: DecisionKind | VerdictKind | str,
        targets: Sequence[str],
        *,
        value: str = "",
        author: str = "",
    ) -> Decision | Verdict:
        """Make a decision and apply it: both, or where it fails neither.

        Args:
            targets: entity ids; for "split" the ids of the mentions to take out together; event ids for
                "confirm", "reject", "redate", "same incident" and "different incidents"; for "publish" the
                id of one document.
            value: the new name, type or date; for "different incidents" "alone" where only the first event
                is of another incident than the others.

        Raises:
            CaseError: an unknown kind or target, too few or too many targets, no date.
        """
        known = {str(each): each for each in (*DecisionKind, *VerdictKind)}
        if kind not in known:
            raise CaseError(f"no such decision: {kind!r} (known: {', '.join(known)})")
        with self._database.transaction():
            decision = decisions.record_decision(
                self._database, known[kind], targets, value=value, author=author
            )
            self._apply(decision)
        self._publish()
        return decision

    def undo(self) -> Decision | Verdict | None:
        """Undo the latest decision in force; None when there is none."""
        return self._step(decisions.undo_decision)

    def redo(self) -> Decision | Verdict | None:
        """Put the decision undone last in force again; None when there is none."""
        return self._step(decisions.redo_decision)

    def _step(self, flip: Callable[[Database], Decision | Verdict | None]) -> Decision | Verdict | None:
        with self._database.transaction():
            decision = self._apply(flip(self._database))
        self._publish()
        return decision

    def decisions(self) -> list[LoggedDecision]:
        """All decisions, oldest first."""
        return decisions.list_decisions(self._database)

    def decision_rows(self) -> list[DecisionRow]:
        """All decisions in plain words, the latest first."""
        return list_decision_rows(self._database)

    def _apply(self, decision: Decision | Verdict | None) -> Decision | Verdict | None:
        if isinstance(decision, Verdict):
            self._apply_verdict(decision)
        elif decision is not None:
            cited = decisions.cited_mentions(self._database, decision)
            if decision.kind is DecisionKind.SPLIT:
                rechain_documents(self._database, cited, decisions.splits_in_force(self._database))
            mark_entities(self._database, cited)
            self._resolve_entities()
            self._resolve_incidents()
        return decision

    def _apply_verdict(self, verdict: Verdict) -> None:
        database = self._database
        if verdict.kind in NEEDED:
            await_incidents(database, bind_verdict(database, verdict))
        else:
            documents = documents_about(database, verdict)
            moved = correct_documents(database, decisions.verdicts_in_force(database), documents)
            if moved:
                rechain_published(database, moved, decisions.splits_in_force(database))
                self._resolve_entities()
                resolve_copies(database)
        self._resolve_incidents()

    def _resolve_entities(self) -> int:
        return resolve_changed(self._database, decisions.rulings_in_force(self._database))

    def _resolve_incidents(self) -> int:
        database = self._database
        pairs = incident_decisions(database, decisions.verdicts_in_force(database))
        if pairs and database.row("SELECT 1 FROM events WHERE waiting LIMIT 1"):
            await_incidents(database, sorted({event for each in pairs for event in (each.left, each.right)}))
        settle_rejected(database)
        known: dict[int, EventFacts] = {}
        resolved = resolve_waiting(database, pairs, known=known)
        rate_incidents(database, known)
        return resolved

    # Asking

    @property
    def _columns(self) -> Columns:
        """The numbers that questions are asked of, as of the revision."""
        loaded = self._loaded
        if loaded is None or loaded[0] < self._revision:
            with self._loading:
                loaded = self._loaded
                if loaded is None or loaded[0] < self._revision:
                    loaded = self._loaded = self._database.writes, load_columns(self._database)
        return loaded[1]

    def overview(self, query: Query = EVERYTHING) -> Overview:
        """Totals and facets of a query."""
        return overview.count_overview(self._database, self._columns, query, model=self.model, name=self.name)

    def entities(self, query: Query = EVERYTHING, limit: int = 300) -> list[EntityRow]:
        """The entities of a query, those in most events first."""
        return network.list_entities(self._database, self._columns, query, limit)

    def links(
        self, query: Query = EVERYTHING, entity_ids: Sequence[str] | None = None, limit: int = 1000
    ) -> list[LinkRow]:
        """The links among the given entities, or among the first 300 of the query; the heaviest first."""
        if entity_ids is None:
            entity_ids = [row.id for row in self.entities(query)]
        return links.list_links(self._database, self._columns, query, entity_ids, limit)

    def paths(
        self, source: str, target: str, query: Query = EVERYTHING, *, most: int = 20, longest: int = 4
    ) -> list[PathRow]:
        """How two entities hang together: all shortest ways, then those of one link more, strongest first."""
        return find_paths(self._database, self._columns, query, source, target, most=most, longest=longest)

    def places(self, query: Query = EVERYTHING, limit: int = 1000) -> list[PlaceRow]:
        """Where the events of a query took place, those places first that saw most of them."""
        return list_places(self._database, self._columns, query, limit)

    def events(self, query: Query = EVERYTHING, limit: int = 2000, order: str = "salience") -> list[EventRow]:
        """The events of a query by "salience", or by "time" (calendar, then year-unknown, then undated)."""
        return happenings.list_events(self._database, self._columns, query, limit, order)

    def event(self, event_id: str) -> EventRow | None:
        """One event, None when there is none of this id."""
        return happenings.find_event(self._database, event_id)

    def histogram(self, query: Query = EVERYTHING, bins: int = 120) -> list[Bin]:
        """How the calendar events of a query lie in time, in at most ``bins`` bins without gaps."""
        return histogram.count_histogram(self._database, self._columns, query, bins)

    def report_histogram(self, query: Query = EVERYTHING, bins: int = 120) -> list[Bin]:
        """How many documents of a query were published when; its ``as_of`` is passed over."""
        return histogram.count_reports(self._database, self._columns, query, bins)

    def entity(self, entity_id: str) -> EntityRow | None:
        """One entity counted over the whole case, None when there is none of this id."""
        return network.find_entity(self._database, entity_id)

    def explain(self, entity_id: str) -> list[ReasonRow]:
        """Why the names of an entity are one, the weightiest reason first."""
        return list_reasons(self._database, entity_id)

    def mentions(self, entity_id: str, query: Query = EVERYTHING, limit: int = 200) -> list[MentionRow]:
        """Where an entity is mentioned in the documents of a query: names first, then the latest."""
        return reports.list_mentions(self._database, self._columns, entity_id, query, limit)

    def document(self, document_id: str) -> DocumentPage | None:
        """A document in full, None when there is none of this id."""
        return reports.open_page(self._database, document_id)

    def documents(self, query: Query = EVERYTHING, limit: int = 500) -> list[DocumentRow]:
        """The documents of a query, those with most of its events first."""
        return reports.list_documents(self._database, self._columns, query, limit)

    def skipped(self) -> list[Skipped]:
        """What could not be read, by path."""
        return [Skipped(path=path, reason=reason) for path, reason in reports.list_skipped(self._database)]

    def search(self, text: str, limit: int = 20) -> list[Hit]:
        """Entities, events and documents that hold the words of ``text``."""
        return search.search_case(self._database, self._columns, text, limit)

    def incident(self, incident_id: str, as_of: str | None = None) -> list[EventRow]:
        """All events of one incident, by publication date; up to the day ``as_of``."""
        return happenings.list_incident(self._database, incident_id, as_of)

    def accounts(self, incident_id: str, as_of: str | None = None) -> IncidentAccounts | None:
        """What each report says of one incident, on what they differ, how far they stand on their own.

        Args:
            as_of: only reports up to this day, and those of unknown date.
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
        return list_reported(self._database, self._columns, query, limit)

    def busiest_weeks(self, query: Query = EVERYTHING, limit: int = 3) -> list[Bin]:
        """The weeks in which most events of a query began, fullest first; counts {"events": n}."""
        return count_busiest(self._database, self._columns, query, limit)

    def key_dates(self, query: Query = EVERYTHING, top: int = 20) -> tuple[KeyDate, ...]:
        """The days that matter most in a query, each with the sentence that says best what happened."""
        return list_key_dates(self._database, self.events(query, limit=MOST_EVENTS, order="time"), top=top)

    def export(self) -> Iterator[bytes]:
        """The case as one JSON object, piece by piece."""
        return export_case(self._database)

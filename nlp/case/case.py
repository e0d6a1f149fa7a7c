"""The case: one file that everything is written to and asked of."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

import duckdb

from nlp.case.ask.questions import Questions
from nlp.case.choose.columns import Columns, load_columns
from nlp.case.decide import log
from nlp.case.decide.apply_to_tables import (
    await_incidents,
    correct_documents,
    correct_sources,
    documents_about,
    rechain_published,
    settle_rejected,
)
from nlp.case.decide.event_verdicts import NEEDED, Verdict, VerdictKind, bind_verdict, incident_decisions
from nlp.case.decide.hand import Hand
from nlp.case.decide.log import Logged, LoggedDecision
from nlp.case.decide.wording import list_decision_rows
from nlp.case.file.database import Database, open_database
from nlp.case.file.json_codec import encode_extraction
from nlp.case.settle.copies import resolve_copies
from nlp.case.settle.corroboration import rate_incidents
from nlp.case.settle.entities import mark_entities, resolve_changed
from nlp.case.settle.incidents import resolve_waiting
from nlp.case.settle.index_order import sort_postings
from nlp.case.settle.journal import Line, SourceState, finish_line, journal_lines, settle_journal
from nlp.case.settle.placing import place_waiting
from nlp.case.settle.rechain import rechain_documents
from nlp.case_reader import CaseReader
from nlp.entities import Decision, DecisionKind
from nlp.errors import CaseError, RulesError
from nlp.incidents import EventFacts
from nlp.query import DecisionRow
from nlp.records import Extraction, Skipped
from nlp.rules.language import Language, parse_language, read_language

_UNSETTLED = "SELECT count(*) FROM (SELECT 1 FROM journal UNION ALL SELECT 1 FROM events WHERE waiting)"


class Case(Questions, Hand):
    """All that was read, in one file. Safe for use from several threads; open it with :meth:`open`."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._loading = threading.Lock()
        self._loaded: tuple[int, Columns] | None = None
        self._language: tuple[str, Language] | None = None
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

    @property
    def language(self) -> Language:
        """The vocabulary its documents are read and resolved with: an analyst's own rules included."""
        row = self._database.row("SELECT value FROM meta WHERE key = 'rules'")
        noted = str(row[0]) if row else ""
        if self._language is None or self._language[0] != noted:
            try:
                self._language = noted, parse_language(noted)
            except RulesError:  # rules that this version can't use any more must not lock the case
                self._language = noted, read_language()
        return self._language[1]

    def set_language(self, language: Language) -> None:
        """Record the vocabulary that its documents are read with from now on."""
        if self.language.digest == language.digest:
            return
        with self._database.transaction() as cursor:
            cursor.execute("DELETE FROM meta WHERE key = 'rules'").fetchall()
            cursor.execute("INSERT INTO meta VALUES ('rules', ?)", [language.text()]).fetchall()
            cursor.execute("UPDATE chains SET waiting = true").fetchall()  # names may be read otherwise
            cursor.execute("UPDATE events SET waiting = true").fetchall()

    # Writing

    def add(
        self, extraction: Extraction | bytes, source: SourceState, *, finished: Iterable[Line] = ()
    ) -> None:
        """Journal one document of ``source``: it survives a kill from here on.

        Args:
            extraction: the record, or what :func:`nlp.case.file.json_codec.encode_extraction` made of it.
            finished: sources read to their end before (:func:`nlp.case.settle.journal.finish_line`), to
                be journaled with it: one transaction in place of two.
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
        with self.language.in_force():
            return self._settle(resolve=resolve)

    def _settle(self, *, resolve: bool) -> int:
        with self._database.exclusive():
            verdicts = log.verdicts_in_force(self._database)
            splits = log.splits_in_force(self._database)
            settled = settle_journal(
                self._database,
                splits=splits,
                correct=lambda sources: correct_sources(self._database, verdicts, sources, splits),
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
        reason: str = "",
    ) -> Decision | Verdict:
        """Make a decision and apply it: both, or where it fails neither.

        Args:
            targets: entity ids; for "split" the ids of the mentions to take out together; event ids for
                "confirm", "reject", "redate", "same incident" and "different incidents"; for "publish" the
                ids of documents, all of which came out on that day.
            value: the new name, type or date; for "different incidents" "alone" where only the first event
                is of another incident than the others.

        Raises:
            CaseError: an unknown kind or target, too few or too many targets, no date.
        """
        known = {str(each): each for each in (*DecisionKind, *VerdictKind)}
        if kind not in known:
            raise CaseError(f"no such decision: {kind!r} (known: {', '.join(known)})")
        with self.language.in_force(), self._database.transaction():
            decision = log.record_decision(
                self._database, known[kind], targets, value=value, author=author, reason=reason
            )
            self._apply(decision)
        self._publish()
        return decision

    def undo(self) -> Logged | None:
        """Undo the latest decision in force; None when there is none."""
        return self._step(log.undo_decision)

    def redo(self) -> Logged | None:
        """Put the decision undone last in force again; None when there is none."""
        return self._step(log.redo_decision)

    def _step(self, flip: Callable[[Database], Logged | None]) -> Logged | None:
        with self.language.in_force(), self._database.transaction():
            decision = self._apply(flip(self._database))
        self._publish()
        return decision

    def decisions(self) -> list[LoggedDecision]:
        """All decisions, oldest first."""
        return log.list_decisions(self._database)

    def decision_rows(self) -> list[DecisionRow]:
        """All decisions in plain words, the latest first."""
        return list_decision_rows(self._database)

    def _apply(self, decision: Logged | None) -> Logged | None:
        if isinstance(decision, Verdict):
            self._apply_verdict(decision)
        elif isinstance(decision, Decision):
            cited = log.cited_mentions(self._database, decision)
            if decision.kind is DecisionKind.SPLIT:
                rechain_documents(self._database, cited, log.splits_in_force(self._database))
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
            moved = correct_documents(database, log.verdicts_in_force(database), documents)
            if moved:
                rechain_published(database, moved, log.splits_in_force(database))
                self._resolve_entities()
                resolve_copies(database)
        self._resolve_incidents()

    def _resolve_entities(self) -> int:
        return resolve_changed(self._database, log.rulings_in_force(self._database))

    def _resolve_incidents(self) -> int:
        database = self._database
        pairs = incident_decisions(database, log.verdicts_in_force(database))
        if pairs and database.row("SELECT 1 FROM events WHERE waiting LIMIT 1"):
            await_incidents(database, sorted({event for each in pairs for event in (each.left, each.right)}))
        settle_rejected(database)
        known: dict[int, EventFacts] = {}
        resolved = resolve_waiting(database, pairs, known=known)
        rate_incidents(database, known)
        place_waiting(database)
        return resolved

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


if TYPE_CHECKING:

    def _is_a_reader(case: Case) -> CaseReader:
        return case

"""From paths to a case: read, parse, extract and store, a document at a time, resumable."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, nullcontext
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from itertools import count
from pathlib import Path

from nlp.case import Case, SourceState
from nlp.case.settle.journal import Line, finish_line
from nlp.extract import load_vocabulary
from nlp.file_names import stored_path
from nlp.ingest.executors import Executor, in_processes, in_this_process
from nlp.ingest.progress import Progress, Report
from nlp.ingest.stream import Done, Extracted, Failed, Known, Outcome, Setting, Task, keep_loaded
from nlp.readers import Source, find_sources
from nlp.records import Skipped
from nlp.rules.language import Language, read_language
from nlp.text.pipeline import best_model, build_language

SETTLE_EVERY = 200  # documents
RESOLVE_EVERY = 1000  # documents; a multiple of the above. Bounds what waits, and with it memory
SHARED_FROM = 256 * 1024  # bytes from which on one file is shared among all workers


@dataclass(slots=True)
class _OpenSource:
    """A source under way."""

    source: Source
    state: SourceState
    shares: int
    ids: list[str] = field(default_factory=list)
    failed: bool = False


def analyze(
    paths: Iterable[str | Path],
    case: Case | str | Path,
    *,
    published: date | None = None,
    model: str | None = None,
    workers: int = 1,
    rules: Path | None = None,
    executor: Executor | None = None,
    progress: Callable[[Progress], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Report:
    """Read what lies under ``paths`` into ``case``.

    Files that are in the case and have not changed are left alone; the documents of changed ones replace
    their old ones; a document that fails is recorded as skipped and tried again by the next run. Killed or
    interrupted at any moment, the case is sound and the next run continues.

    Args:
        case: an open case, or the path of one, made where there is none.
        published: publication date of documents that carry none of their own.
        model: spaCy pipeline; None takes the one the case was begun with, else the best installed.
        workers: processes that read and analyse; 1 does it in this one.
        rules: a folder of the analyst's own tables, laid over the built-in ones (docs/rules.md); the case
            keeps them. None takes those that the case has. What was read with other rules is read again.
        executor: what maps tasks to outcomes (:mod:`nlp.ingest.executors`); None is this process,
            or ``workers`` of them.
        progress: called after every document.
        cancelled: asked after every document, and while a file is read; where it says so, what is read so
            far is settled and kept, and the next run goes on from there.

    Raises:
        CaseError: the case can't be opened, or was begun with another model.
        ModelError: the pipeline is missing or unusable.
        RulesError: a table of ``rules`` can't be used; the message names file and key.
    """
    own = read_language(rules) if rules else None
    if own:
        load_vocabulary(own)
    given: list[str | Path] = [paths] if isinstance(paths, str | Path) else list(paths)
    opened = nullcontext(case) if isinstance(case, Case) else closing(Case.open(case, create=True))
    with opened as store:
        language = own or store.language
        name = model or store.model or best_model(language)
        run = _Run(
            store, name, language, published, progress or (lambda _: None), cancelled or (lambda: False)
        )
        if name != store.model:
            if not store.model:
                run.load()  # what can't be loaded must not be noted as the case's model
            store.set_model(name)
        store.set_language(language)
        with language.in_force():
            return run.run(given, max(1, workers), executor)


class _Run:
    """One call of :func:`analyze`."""

    def __init__(
        self,
        case: Case,
        model: str,
        language: Language,
        published: date | None,
        tell: Callable[[Progress], None],
        cancelled: Callable[[], bool],
    ) -> None:
        self.case, self.model, self.language, self.published = case, model, language, published
        self.tell, self.cancelled = tell, cancelled
        self.load = cache(lambda: keep_loaded(build_language(model)))
        self.under_way: dict[int, _OpenSource] = {}
        self.files = self.files_done = 0
        self.read = self.added = self.unchanged = self.known = self.words = 0
        self.new: list[str] = []
        self.skipped: dict[str, Skipped] = {}
        self.finished: list[Line] = []  # to be journaled with the next document

    def run(self, paths: list[str | Path], workers: int, executor: Executor | None) -> Report:
        start = time.monotonic()
        self.files = _count_files(paths)
        tasks = self._tasks(paths, workers)
        execute = executor or (in_this_process(self.load) if workers == 1 else in_processes(workers))
        setting = Setting(model=self.model, language=self.language, published=self.published)
        outcomes = execute(tasks, setting, cancelled=self.cancelled)
        try:
            with closing(outcomes):  # type: ignore[type-var]
                for outcome in outcomes:
                    self._take(outcome)
                    if self.cancelled():
                        break
        finally:
            self._note_finished()
            self.case.settle()
        for skipped in self.case.skipped():
            if skipped.path.startswith(f"{self.case.path.name}: "):
                self.skipped[skipped.path] = skipped
        return Report(
            read=self.read,
            added=self.added,
            unchanged=self.unchanged,
            skipped=list(self.skipped.values()),
            seconds=time.monotonic() - start,
            documents=tuple(self.new),
        )

    def _tasks(self, paths: list[str | Path], workers: int) -> Iterator[Task]:
        numbers = count()
        for source in find_sources(paths):
            state = SourceState(
                path=stored_path(source.path),
                display=source.display,
                size=source.size,
                digest=source.digest,
                setting=self._setting(),
            )
            if self.case.is_unchanged(state):
                self._leave(state)
                continue
            self.case.begin(state)
            known = self.case.known_documents(state)
            shares = workers if source.size >= SHARED_FROM else 1
            number = next(numbers)
            self.under_way[number] = _OpenSource(source, state, shares)
            for share in range(shares):
                yield Task(number=number, source=source, known=known, share=share, shares=shares)

    def _setting(self) -> str:
        """What a file's reading depends on beside the file: where it differs, the file is read again."""
        parts = [f"published {self.published}"] if self.published else []
        return ", ".join(parts + [f"rules {self.language.digest}"] * bool(self.language.digest))

    def _leave(self, state: SourceState) -> None:
        self.files_done += 1
        noted = self.case.skipped_in(state)
        for skipped in noted:
            self.skipped[skipped.path] = skipped
        documents = self.case.document_count(state)
        self.known += documents
        self.unchanged += documents > 0
        self._report(state.display)

    def _take(self, outcome: Outcome) -> None:
        reading = self.under_way[outcome.task]
        path = reading.source.display
        if isinstance(outcome, Extracted):
            self.case.add(outcome.body, reading.state, finished=self.finished)
            self.finished = []
            reading.ids.append(outcome.document_id)
            self.read += 1
            self.known += 1
            self.added += 1
            self.new.append(outcome.document_id)
            self.words += outcome.words
            path = outcome.path
            if self.added % SETTLE_EVERY == 0:
                self._note_finished()
                self.case.settle(resolve=self.added % RESOLVE_EVERY == 0)
        elif isinstance(outcome, Known):
            reading.ids.append(outcome.document_id)
            self.read += 1
            self.known += 1
        elif isinstance(outcome, Done):
            self._finish(outcome.task, reading)
        else:
            reading.failed |= isinstance(outcome, Failed)
            self.case.skip(outcome.skipped, reading.state)
            self.skipped[outcome.skipped.path] = outcome.skipped
        self._report(path)

    def _finish(self, number: int, reading: _OpenSource) -> None:
        reading.shares -= 1
        if reading.shares:
            return
        del self.under_way[number]
        self.files_done += 1
        if reading.source.problem is None:
            state = replace(reading.state, digest="") if reading.failed else reading.state
            self.finished.append(finish_line(state, reading.ids))

    def _note_finished(self) -> None:
        if self.finished:
            self.case.note(self.finished)
            self.finished = []

    def _report(self, path: str) -> None:
        begun = sum(bool(reading.ids) for reading in self.under_way.values())
        left = max(0, self.files - self.files_done - begun)
        total = None
        if self.files_done or not left:
            total = self.known + round(left * max(1.0, self.known / max(1, self.files_done)))
        self.tell(
            Progress(
                documents_done=self.known,
                documents_total=total,
                words=self.words,
                skipped=len(self.skipped),
                current_path=path,
            )
        )


def _count_files(paths: Iterable[str | Path]) -> int:
    """How many files there are to look at, about: only for showing how far a run has come."""
    total = 0
    for path in paths:
        if os.path.isdir(path):
            total += sum(len(files) for _, _, files in os.walk(path))
        else:
            total += 1
    return total

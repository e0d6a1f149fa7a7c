"""Adding reporting to the open case: jobs that take files in, have them read, and tell how far they are.

What reads them is given (``ingest``): this module knows no language model. Jobs are read one after another,
each in a thread of its own; the page asks for :meth:`Intake.status`.
"""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from secrets import token_hex
from threading import Event, Lock, Thread
from typing import IO, TYPE_CHECKING, Any, Protocol

from nlp.errors import DatelineError
from nlp.records import Skipped
from viz.intake.uploads import StoringError, safe_path, store_file, sweep

if TYPE_CHECKING:
    from nlp.case import Case

log = logging.getLogger("dateline")

MOST_JOBS = 20  # that are remembered
MOST_SKIPPED = 200  # told of one job
SETTLED = 200  # documents after which what is read shows in the case (nlp.ingest.run.SETTLE_EVERY)
MOST_NEW = 100  # documents that a link to what is new can name


class Step(Protocol):
    """How far the reading has come (``nlp.ingest.run.Progress``)."""

    @property
    def documents_done(self) -> int: ...  # noqa: D102
    @property
    def documents_total(self) -> int | None: ...  # noqa: D102
    @property
    def skipped(self) -> int: ...  # noqa: D102
    @property
    def current_path(self) -> str: ...  # noqa: D102


class Ingested(Protocol):
    """What came of the reading (``nlp.ingest.run.Report``)."""

    @property
    def added(self) -> int: ...  # noqa: D102
    @property
    def unchanged(self) -> int: ...  # noqa: D102
    @property
    def skipped(self) -> list[Skipped]: ...  # noqa: D102
    @property
    def documents(self) -> tuple[str, ...]: ...  # noqa: D102


Ingest = Callable[[Sequence[Path], date | None, Callable[[Step], None], Callable[[], bool]], Ingested]


@dataclass(slots=True)
class Job:
    """One adding: the files of one drop, and what became of them.

    ``state`` is "receiving", "waiting" (for another job), "loading" (the language model), "reading", "done",
    "cancelled" or "failed".
    """

    id: str
    state: str = "receiving"
    files: list[Path] = field(default_factory=list)
    new_folders: set[Path] = field(default_factory=set)
    done: int = 0
    total: int | None = None
    current: str = ""
    skipped: list[Skipped] = field(default_factory=list)
    added: int = 0
    unchanged: int = 0
    documents: tuple[str, ...] = ()
    error: str = ""
    stop: Event = field(default_factory=Event)

    @property
    def over(self) -> bool:
        """Whether nothing more will happen."""
        return self.state in ("done", "cancelled", "failed")


class Intake:
    """The jobs of one dashboard. Safe for use from several threads."""

    def __init__(
        self,
        case: Case,
        ingest: Ingest,
        *,
        suffixes: Callable[[], Iterable[str]] = tuple,
        folder: Path | None = None,
    ) -> None:
        """``folder`` is where files from the browser go; beside the case without it."""
        self._case = case
        self._ingest = ingest
        self.suffixes = suffixes  # of the files that ``ingest`` reads; none where that is not known
        self.folder = folder or case.path.with_name(f"{case.path.stem}.reporting")
        self._jobs: dict[str, Job] = {}
        self._threads: list[Thread] = []
        self._lock = Lock()
        self._reading = Lock()

    def begin(self) -> Job:
        """A new job, ready to receive."""
        job = Job(id=token_hex(8))
        with self._lock:
            if all(one.state != "receiving" for one in self._jobs.values()):
                sweep(self.folder)
            over = [one.id for one in self._jobs.values() if one.over or one.state == "receiving"]
            for old in over[: max(0, len(self._jobs) - MOST_JOBS + 1)]:
                del self._jobs[old]
            self._jobs[job.id] = job
        return job

    def job(self, job_id: str) -> Job | None:
        """The job of this id, None when there is none any more."""
        return self._jobs.get(job_id)

    def receive(self, job: Job, name: str, stream: IO[bytes], *, length: int | None = None) -> Path:
        """Store one file of a job.

        Raises:
            StoringError: it can't be stored, or the job takes no more.
        """
        if job.state != "receiving":
            raise StoringError("This drop is closed already.")
        wanted = _top(self.folder, self.folder.joinpath(safe_path(name)))
        fresh = wanted is not None and not wanted.exists()
        path = store_file(stream, self.folder, name, length=length)
        if fresh and (top := _top(self.folder, path)):
            job.new_folders.add(top)
        if path not in job.files:
            job.files.append(path)
        return path

    def start(self, job: Job, *, published: date | None = None, paths: Sequence[Path] = ()) -> None:
        """Have what was received, and what lies under ``paths``, read in a thread.

        Raises:
            StoringError: there is nothing to read, or the job was started before.
        """
        missing = [str(path) for path in paths if not path.exists()]
        if missing:
            raise StoringError(f"No such file or folder on this computer: {missing[0]}")
        with self._lock:
            if job.state != "receiving":
                raise StoringError("This drop is being read already.")
            if not job.files and not paths:
                raise StoringError("There is nothing to read yet. Choose files or a folder first.")
            job.state = "waiting"
        wanted = [*_tops(job), *paths]
        thread = Thread(target=self._run, args=(job, wanted, published), daemon=True, name="intake")
        self._threads = [one for one in self._threads if one.is_alive()] + [thread]
        thread.start()

    def cancel(self, job: Job) -> None:
        """Stop a job. What is read so far stays in the case; files stay where they are stored."""
        job.stop.set()
        with self._lock:
            if job.state in ("receiving", "waiting"):
                job.state = "cancelled"

    def close(self, *, seconds: float = 30) -> None:
        """Stop all jobs and wait until what they have read is in the case."""
        for job in list(self._jobs.values()):
            self.cancel(job)
        for thread in self._threads:
            thread.join(timeout=seconds)

    def status(self, job: Job) -> dict[str, Any]:
        """How far a job is, as the page shows it."""
        return {
            "job": job.id,
            "state": "cancelling" if job.stop.is_set() and not job.over else job.state,
            "over": job.over,
            "done": job.done,
            "total": job.total,
            "current": job.current,
            "added": job.added,
            "unchanged": job.unchanged,
            "skipped": len(job.skipped),
            "why": [{"path": one.path, "reason": one.reason} for one in job.skipped[:MOST_SKIPPED]],
            "documents": list(job.documents[:MOST_NEW]),
            "error": job.error,
            "settled": job.done // SETTLED + (1 if job.over else 0),
            "revision": self._case.revision,
        }

    def _run(self, job: Job, paths: Sequence[Path], published: date | None) -> None:
        with self._reading:
            if job.over:
                return
            job.state = "loading"
            before = {(one.path, one.reason) for one in self._case.skipped()}

            def progress(step: Step) -> None:
                job.state = "reading"
                job.done, job.total, job.current = (
                    step.documents_done,
                    step.documents_total,
                    step.current_path,
                )
                if step.skipped > len(job.skipped):
                    now = self._case.skipped()
                    job.skipped = [one for one in now if (one.path, one.reason) not in before]

            try:
                report = self._ingest(paths, published, progress, job.stop.is_set)
            except DatelineError as error:
                job.error, job.state = str(error), "failed"
            except Exception as error:  # noqa: BLE001  (the page must hear of it; the log has the rest)
                log.error("reporting could not be added\n%s", "".join(traceback.format_exception(error)))
                job.error, job.state = f"{type(error).__name__}: {error}", "failed"
            else:
                job.added, job.unchanged = report.added, report.unchanged
                job.skipped, job.documents = list(report.skipped), tuple(report.documents)
                job.state = "cancelled" if job.stop.is_set() else "done"


def _top(folder: Path, path: Path) -> Path | None:
    """The folder right below ``folder`` that holds ``path``; None for a file that lies in it directly."""
    parts = path.relative_to(folder).parts
    return folder / parts[0] if len(parts) > 1 else None


def _tops(job: Job) -> list[Path]:
    """What to read: folders that this job made, as wholes, so that their reports keep the folder in their
    path; of others only the files it brought."""
    whole = sorted(job.new_folders)
    return [*whole, *(path for path in job.files if not any(path.is_relative_to(top) for top in whole))]

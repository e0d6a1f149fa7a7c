"""The stream of :mod:`nlp.ingest.stream` run by several processes, with bounded queues between."""

from __future__ import annotations

import multiprocessing
import os
import queue
import signal
import threading
from collections.abc import Callable, Iterator
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Any

from nlp.errors import DatelineError
from nlp.ingest.stream import Outcome, Setting, Task, analyse_stream, load_pipeline

if TYPE_CHECKING:
    from multiprocessing.queues import Queue

AHEAD = 4  # tasks and outcomes waiting, for each worker


def analyse_parallel(
    tasks: Iterator[Task],
    setting: Setting,
    *,
    workers: int,
    cancelled: Callable[[], bool] = lambda: False,
) -> Iterator[Outcome]:
    """Yield what :func:`nlp.ingest.stream.analyse_stream` yields, from ``workers`` spawned processes.

    Outcomes of one task keep their order, those of several mix. Closing the generator ends the processes.

    Raises:
        DatelineError: a worker process died.
    """
    context = multiprocessing.get_context("spawn")
    inbox: Queue[Task | None] = context.Queue(AHEAD * workers)
    outbox: Queue[Outcome | None] = context.Queue(AHEAD * workers)
    processes = [
        context.Process(target=_work, args=(inbox, outbox, setting), daemon=True) for _ in range(workers)
    ]
    try:
        for process in processes:
            process.start()
        yield from _exchange(tasks, inbox, outbox, processes, cancelled)
    finally:
        for process in processes:
            if process.pid is not None:
                process.terminate()
                process.join()
        for channel in (inbox, outbox):
            channel.cancel_join_thread()
            channel.close()


def _exchange(
    tasks: Iterator[Task], inbox: Any, outbox: Any, processes: list[Any], cancelled: Callable[[], bool]
) -> Iterator[Outcome]:
    running, ending = len(processes), 0
    upcoming: Task | None = next(tasks, None)
    while running:
        try:
            while upcoming is not None:
                inbox.put_nowait(upcoming)
                upcoming = next(tasks, None)
            while ending < len(processes):
                inbox.put_nowait(None)
                ending += 1
        except queue.Full:
            pass  # the workers are busy; what they have ready comes first
        try:
            outcome = outbox.get(timeout=0.5)
        except queue.Empty:
            if cancelled():
                return
            if any(process.exitcode not in (None, 0) for process in processes):
                raise DatelineError("a worker process died; the case is sound, run it again") from None
            continue
        if outcome is None:
            running -= 1
        else:
            yield outcome


def _work(inbox: Any, outbox: Any, setting: Setting) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the parent's to handle
    threading.Thread(target=_leave_with_parent, daemon=True).start()
    load_pipeline(setting.model)  # first, so that what can't be loaded ends the run at once
    for outcome in analyse_stream(iter(inbox.get, None), setting):
        outbox.put(outcome)
    outbox.put(None)


def _leave_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)

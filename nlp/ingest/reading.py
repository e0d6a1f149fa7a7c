"""Files read within limits: in a process of their own, with bounded time and memory, and stopped when asked.

Patterns and libraries can't be interrupted inside the process that runs them; a process can. One is kept and
serves file after file; one that a file has brought down is replaced, and what it had read until then counts.
"""

from __future__ import annotations

import atexit
import os
import pickle
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from enum import Enum
from pathlib import Path
from typing import IO, Any, cast

import nlp
from nlp.ingest.reader_process import Request
from nlp.readers import Source
from nlp.readers.source.isolation import TOO_MUCH_MEMORY
from nlp.records import Document, Skipped
from nlp.rules.language import Language, language_in_force

ASKED_EVERY = 0.2  # seconds between two questions whether to stop
AHEAD = 64  # documents read before anyone wants them


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one file may cost to read: seconds of processor time, more for a large one; bytes of memory."""

    seconds: int = 60
    seconds_each_mb: int = 20
    memory: int = 2 * 2**30

    def time_for(self, size: int) -> int:
        """Seconds of processor time for a file of ``size`` bytes."""
        return self.seconds + self.seconds_each_mb * (size >> 20)


LIMITS = Limits()


class Stopped(Exception):  # noqa: N818  (no error: it was asked for)
    """Reading was cancelled inside a file."""


def read_within_limits(
    source: Source,
    *,
    language: Language | None = None,
    published: date | None = None,
    cancelled: Callable[[], bool] = lambda: False,
    limits: Limits = LIMITS,
) -> Iterator[Document | Skipped]:
    """Yield what :func:`nlp.readers.read_source` yields, and where a limit is met a last line that names it.

    Args:
        language: the vocabulary; None takes the one in force.
        cancelled: asked several times a second while nothing comes.

    Raises:
        Stopped: it was cancelled; the file is left where it is.
    """
    if source.problem is not None:
        yield Skipped(path=source.display, reason=source.problem)
        return
    seconds = limits.time_for(source.size)
    words = language or language_in_force()
    process, spent = _take(limits), False
    try:
        process.ask(Request(source=source, language=words, published=published, seconds=seconds))
        for item in process.answers(cancelled, patience=10 * seconds):
            if isinstance(item, Document | Skipped):
                spent = spent or (isinstance(item, Skipped) and item.reason == TOO_MUCH_MEMORY)
                yield item
            elif item is _Ended.DONE:
                if not spent:  # what has run out of memory once may not get it back
                    _give_back(process)
                return
            else:
                yield Skipped(path=source.display, reason=process.reason(seconds))
                return
    finally:
        if not process.idle:
            process.end()


class _Ended(Enum):
    """How the answers to a request end."""

    DONE = 1
    BROKEN = 2


class _Reader:
    """A process that reads, and the thread that takes its answers."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.idle = False
        self._slow = self._died = False
        home = str(Path(nlp.__file__).parent.parent)
        code = (
            "import sys; sys.path.insert(0, sys.argv[1]);"
            " from nlp.ingest.reader_process import main; main(int(sys.argv[2]))"
        )
        self._process = subprocess.Popen(  # noqa: S603  (this program itself)
            [sys.executable, "-c", code, home, str(limits.memory)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"},
        )
        self._asking = cast(IO[bytes], self._process.stdin)
        self._answering = cast(IO[bytes], self._process.stdout)
        self._answers: queue.Queue[Any] = queue.Queue(AHEAD)
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    @property
    def alive(self) -> bool:
        """Whether it can be asked."""
        return self._process.poll() is None

    def ask(self, request: Request) -> None:
        self.idle = False
        with suppress(OSError):  # it has died: its silence says so
            pickle.dump(request, self._asking)
            self._asking.flush()

    def answers(self, cancelled: Callable[[], bool], *, patience: float) -> Iterator[Any]:
        heard = time.monotonic()
        while True:
            try:
                item = self._answers.get(timeout=ASKED_EVERY)
            except queue.Empty:
                if cancelled():
                    raise Stopped from None
                self._slow = time.monotonic() - heard > patience
                if self._slow:
                    yield _Ended.BROKEN
                    return
                continue
            self._died = item is _Ended.BROKEN
            yield _Ended.DONE if item is None else item
            if item is None or self._died:
                return
            heard = time.monotonic()

    def reason(self, seconds: int) -> str:
        """Why it ended."""
        self.end()
        code = self._process.returncode
        if self._slow or code == -getattr(signal, "SIGXCPU", 0):
            return f"takes more than {seconds} seconds to read"
        return "brought the program that reads files down" + (f" (signal {-code})" if code < 0 else "")

    def end(self) -> None:
        """Stop it, at once where it does not stop by itself, and free what it held."""
        if self._process.poll() is None and not self._died:
            self._process.kill()
        self._process.wait()
        while self._listener.is_alive():
            with suppress(queue.Empty):
                self._answers.get(timeout=0.05)
        for pipe in (self._asking, self._answering):
            with suppress(OSError):
                pipe.close()

    def _listen(self) -> None:
        with suppress(EOFError, OSError, pickle.UnpicklingError, ValueError):
            while True:
                self._answers.put(pickle.load(self._answering))  # noqa: S301  (from this program itself)
        self._answers.put(_Ended.BROKEN)


_idle: list[_Reader] = []
_lock = threading.Lock()


def _take(limits: Limits) -> _Reader:
    with _lock:
        for reader in _idle:
            if reader.limits == limits:
                _idle.remove(reader)
                if reader.alive:
                    return reader
                reader.end()
                break
    return _Reader(limits)


def _give_back(reader: _Reader) -> None:
    reader.idle = True
    with _lock:
        _idle.append(reader)


@atexit.register
def _end_all() -> None:
    for reader in _idle:
        reader.end()

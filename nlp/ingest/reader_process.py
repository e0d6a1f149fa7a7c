"""The process that reads files: what a file does to it, it does to no one else.

Run as a program. Requests come pickled over standard input, answers go pickled over standard output: the
documents of a file and what could not be read, then ``None``. Its memory is bounded, and its processor time
for every file; where a file needs more, the process ends and :mod:`nlp.ingest.reading` says so.
"""

from __future__ import annotations

import os
import pickle
import sys
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from nlp.readers import Source, read_source
from nlp.readers.source.effort import on_more_time
from nlp.readers.source.isolation import isolated
from nlp.rules.language import Language

try:
    import resource
except ImportError:  # Windows has no such limits; there the time by the clock has to do
    resource = None  # type: ignore[assignment]


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A file to read, with which vocabulary, and the seconds of processor time that it may take."""

    source: Source
    published: date | None
    seconds: int
    language: Language


def main(memory: int) -> None:
    """Answer requests until standard input ends; it may take ``memory`` bytes beyond what it has now."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not come between
    _limit_memory(memory)
    on_more_time(_limit_time)
    languages: dict[str, Language] = {}  # what is compiled from its tables is compiled once
    while True:
        try:
            request: Request = pickle.load(sys.stdin.buffer)  # noqa: S301  (from the process that began this one)
        except EOFError:
            return
        _limit_time(request.seconds)
        language = languages.setdefault(request.language.text(), request.language)
        read = partial(read_source, request.source, published=request.published, quoted=True)
        with language.in_force():
            for item in isolated(request.source.display, read):
                pickle.dump(item, answers)
                answers.flush()
        pickle.dump(None, answers)
        answers.flush()


def _limit_memory(size: int) -> None:
    with suppress(OSError, ValueError, AttributeError, IndexError):
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        taken = pages * os.sysconf("SC_PAGE_SIZE")
        _, most = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (taken + size, most))


def _limit_time(seconds: int) -> None:
    with suppress(OSError, ValueError, AttributeError):
        used = resource.getrusage(resource.RUSAGE_SELF)
        _, most = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + seconds + 1, most))

"""A folder or file watched: what is new there is read as it comes."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from nlp.ingest.progress import Report

EVERY = 5.0  # seconds between two looks


def watch(
    paths: Iterable[Path],
    read: Callable[[], Report],
    *,
    every: float = EVERY,
    wait: Callable[[float], object] = time.sleep,
) -> Iterator[Report]:
    """Yield what each run did: one at once, then one whenever something under ``paths`` has changed.

    A file that is still growing is waited for: a run begins when two looks in a row see the same.

    Args:
        read: reads what lies under ``paths`` into a case (:func:`nlp.ingest.run.analyze`).
        every: seconds between two looks.
        wait: called with them.
    """
    watched = list(paths)
    seen = look(watched)
    yield read()
    while True:
        wait(every)
        found = look(watched)
        if found == seen:
            continue
        while True:
            wait(every)
            again = look(watched)
            if again == found:
                break
            found = again
        seen = found
        yield read()


def look(paths: Iterable[Path]) -> dict[str, tuple[int, int]]:
    """The files under ``paths``, each with its size and the time of its last change."""
    found: dict[str, tuple[int, int]] = {}
    for path in paths:
        for file in _files(path):
            try:
                state = os.stat(file)
            except OSError:
                continue  # gone between two looks
            found[file] = state.st_size, state.st_mtime_ns
    return found


def _files(path: Path) -> Iterator[str]:
    if not path.is_dir():
        yield str(path)
        return
    for folder, _, names in os.walk(path):
        yield from (os.path.join(folder, name) for name in names)

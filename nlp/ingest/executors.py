"""Ways to run: an executor maps tasks to outcomes, in this process, in several, or wherever it likes.

An executor is a function of tasks, the setting and a question whether to stop; outcomes of a task keep their
order. :func:`in_this_process` and :func:`in_processes` are two; a cluster's sends each task to a machine that
runs :func:`nlp.ingest.stream.analyse_stream` and gives back what that yields.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Protocol

from spacy.language import Language as Pipeline

from nlp.ingest.stream import Outcome, Setting, Task, analyse_stream
from nlp.ingest.workers import analyse_parallel

__all__ = ["Executor", "Setting", "in_processes", "in_this_process"]


class Executor(Protocol):
    """What maps tasks to outcomes."""

    def __call__(
        self, tasks: Iterator[Task], setting: Setting, *, cancelled: Callable[[], bool]
    ) -> Iterator[Outcome]:
        """Yield the outcomes of ``tasks``.

        Args:
            setting: what all of them are read with.
            cancelled: asked now and then; where it says so, the outcomes end.
        """


def in_this_process(load: Callable[[], Pipeline] | None = None) -> Executor:
    """One task after another, here. ``load`` gives the pipeline; without it the setting's model is loaded."""
    return partial(analyse_stream, load=load)


def in_processes(workers: int) -> Executor:
    """Shared among ``workers`` spawned processes."""
    return partial(analyse_parallel, workers=workers)

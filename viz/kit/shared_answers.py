"""Answers shared among the views: one change of the state asks the case each question once."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future
from threading import Lock
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from nlp.case import Case

SHARED = frozenset({"overview", "entities", "links", "events", "histogram", "skipped", "entity"})
SECONDS = 60.0  # for the callbacks of one change and the way back; a written case gives another revision
MOST = 120


class SharedAnswers:
    """A case whose answers are kept for a moment. Views that ask the same at the same time wait for one.

    Everything else of the case is passed through. What is shared must not be changed by who gets it.
    """

    def __init__(self, case: Case, *, seconds: float = SECONDS) -> None:
        self._case = case
        self._seconds = seconds
        self._lock = Lock()
        self._kept: OrderedDict[tuple[object, ...], tuple[float, Future[Any]]] = OrderedDict()

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._case, name)
        if name not in SHARED:
            return found
        return lambda *given, **more: self._ask(
            (name, self._revision(), *map(_key, given), *sorted(more.items())), found, given, more
        )

    def _revision(self) -> int:
        return int(getattr(self._case, "revision", 0))

    def _ask(
        self, key: tuple[object, ...], ask: Callable[..., Any], given: tuple[Any, ...], more: dict[str, Any]
    ) -> Any:
        now = time.monotonic()
        with self._lock:
            asked_at, answer = self._kept.get(key, (0.0, None))
            mine = answer is None or now - asked_at > self._seconds
            if mine or answer is None:
                answer = Future()
                self._kept[key] = (now, answer)
                self._kept.move_to_end(key)
                while len(self._kept) > MOST:
                    self._kept.popitem(last=False)
        if mine:
            self._answer(key, answer, ask, given, more)
        return answer.result()

    def _answer(
        self,
        key: tuple[object, ...],
        answer: Future[Any],
        ask: Callable[..., Any],
        given: tuple[Any, ...],
        more: dict[str, Any],
    ) -> None:
        try:
            answer.set_result(ask(*given, **more))
        except BaseException as error:
            answer.set_exception(error)
            with self._lock:
                self._kept.pop(key, None)
            raise


def _key(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


def share_answers(case: Case, *, seconds: float = SECONDS) -> Case:
    """``case`` with its answers shared among views; to them it is a case like any other."""
    return cast("Case", SharedAnswers(case, seconds=seconds))

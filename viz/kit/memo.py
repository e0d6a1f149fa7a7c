"""Answers that take long, kept until the case is written to: whoever asks at the same time waits for one."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from threading import Lock
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Answer = TypeVar("Answer")


class Remembered(Generic[Key, Answer]):
    """A function of a hashable key whose latest answers are kept."""

    def __init__(self, ask: Callable[[Key], Answer], *, most: int = 4) -> None:
        self._ask = ask
        self._most = most
        self._lock = Lock()
        self._kept: OrderedDict[Key, Future[Answer]] = OrderedDict()

    def __call__(self, key: Key) -> Answer:
        """The answer for ``key``; an error is passed on to all who wait for it, and not kept."""
        with self._lock:
            answer = self._kept.get(key)
            mine = answer is None
            if answer is None:
                answer = self._kept[key] = Future()
                while len(self._kept) > self._most:
                    self._kept.popitem(last=False)
            self._kept.move_to_end(key)
        if mine:
            try:
                answer.set_result(self._ask(key))
            except BaseException as error:
                answer.set_exception(error)
                with self._lock:
                    self._kept.pop(key, None)
                raise
        return answer.result()

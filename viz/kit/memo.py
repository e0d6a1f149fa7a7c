"""Answers that take long, kept for who asks next: those who ask at the same time wait for one."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from threading import Lock
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Answer = TypeVar("Answer")


class Memo(Generic[Key, Answer]):
    """A function of a hashable key whose latest answers are kept.

    Args:
        ask: the function.
        most: answers kept; the one that was asked for longest ago goes first.
        seconds: how long an answer holds; None: until it is pushed out.
    """

    def __init__(self, ask: Callable[[Key], Answer], *, most: int = 4, seconds: float | None = None) -> None:
        self._ask = ask
        self._most = most
        self._seconds = seconds
        self._lock = Lock()
        self._kept: OrderedDict[Key, tuple[float, Future[Answer]]] = OrderedDict()

    def __call__(self, key: Key) -> Answer:
        """The answer for ``key``; an error is passed on to all who wait for it, and not kept."""
        now = time.monotonic()
        with self._lock:
            asked_at, answer = self._kept.get(key, (now, None))
            mine = answer is None or (self._seconds is not None and now - asked_at > self._seconds)
            if answer is None or mine:
                answer = Future()
                self._kept[key] = (now, answer)
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

"""How a reader says that what it does next is slow by nature, so that its time limit is not the usual one."""

from __future__ import annotations

from collections.abc import Callable

_listeners: list[Callable[[int], None]] = []


def on_more_time(listener: Callable[[int], None]) -> None:
    """Have ``listener`` told how many seconds of processor time a step may take from now on."""
    _listeners.append(listener)


def take_time(seconds: int) -> None:
    """Say that the next step may take so many seconds, whatever was used before."""
    for listener in _listeners:
        listener(seconds)

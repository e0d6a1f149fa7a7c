"""Answers shared among the views: one change of the state asks the case each question once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from viz.kit.memo import Memo

if TYPE_CHECKING:
    from nlp.case import Case

SHARED = frozenset({"overview", "entities", "links", "events", "histogram", "skipped", "entity"})
SECONDS = 60.0  # for the callbacks of one change and the way back; a written case gives another revision
MOST = 120
Asked = tuple[str, int, tuple[object, ...], tuple[tuple[str, object], ...]]


class SharedAnswers:
    """A case whose answers are kept for a moment. Views that ask the same at the same time wait for one.

    Everything else of the case is passed through. What is shared must not be changed by who gets it.
    """

    def __init__(self, case: Case, *, seconds: float = SECONDS) -> None:
        self._case = case
        self._answers: Memo[Asked, Any] = Memo(self._ask, most=MOST, seconds=seconds)

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._case, name)
        if name not in SHARED:
            return found
        return lambda *given, **more: self._answers(
            (name, self._revision(), tuple(map(_key, given)), tuple(sorted(more.items())))
        )

    def _revision(self) -> int:
        return int(getattr(self._case, "revision", 0))

    def _ask(self, asked: Asked) -> Any:
        name, _, given, more = asked
        return getattr(self._case, name)(*given, **dict(more))


def _key(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


def share_answers(case: Case, *, seconds: float = SECONDS) -> Case:
    """``case`` with its answers shared among views; to them it is a case like any other."""
    return cast("Case", SharedAnswers(case, seconds=seconds))

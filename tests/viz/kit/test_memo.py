"""One change of the state asks each question once, and errors are not kept."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any, cast

import pytest

from nlp.case import Case
from nlp.query import Query
from viz.kit.shared_answers import share_answers


class Counting:
    name = "counted"

    def __init__(self) -> None:
        self.asked: list[tuple[object, ...]] = []

    def events(self, query: Query, limit: int = 10) -> list[int]:
        self.asked.append((query, limit))
        time.sleep(0.02)
        if limit < 0:
            raise ValueError("no such limit")
        return [limit]

    def document(self, ident: str) -> str:
        self.asked.append((ident,))
        return ident


def shared(seconds: float = 60) -> tuple[Counting, Case]:
    counting = Counting()
    return counting, share_answers(cast("Any", counting), seconds=seconds)


def test_views_that_ask_together_share_an_answer() -> None:
    counting, case = shared()
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: case.events(Query(), limit=3), range(8)))
    assert answers == [[3]] * 8
    assert len(counting.asked) == 1
    case.events(Query(text="x"), limit=3)
    case.events(Query(), limit=4)
    assert len(counting.asked) == 3


def test_answers_grow_old() -> None:
    counting, case = shared(seconds=0.01)
    case.events(Query())
    time.sleep(0.02)
    case.events(Query())
    assert len(counting.asked) == 2


def test_errors_reach_who_asked_and_are_not_kept() -> None:
    counting, case = shared()
    for _ in range(2):
        with pytest.raises(ValueError, match="no such limit"):
            case.events(Query(), limit=-1)
    assert len(counting.asked) == 2


def test_the_rest_is_passed_through() -> None:
    counting, case = shared()
    assert (case.name, case.document("d"), case.document("d")) == ("counted", "d", "d")
    assert len(counting.asked) == 2

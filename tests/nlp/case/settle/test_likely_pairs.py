"""The queue of a case: pairs that are probably one, until an analyst has said so or not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.factories import Draft, make_case


def test_a_pair_stays_in_the_queue_until_it_is_decided(tmp_path: Path) -> None:
    reports = []
    for number, name in enumerate(("Robert Calder", "Bob Calder", "Corvin Dray")):
        draft = Draft(f"{name} left.", path=f"{number}.txt", published=date(2031, 1, 1 + number))
        draft.mention(name)
        reports.append(draft.extraction())
    with make_case(tmp_path / "a.duckdb", reports) as case:
        (pair,) = case.likely_pairs()
        assert {pair.left_name, pair.right_name} == {"Robert Calder", "Bob Calder"}
        assert pair.reasons[0][1] > 0
        case.decide("keep apart", [pair.left, pair.right])
        assert case.likely_pairs() == []

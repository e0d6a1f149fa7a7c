"""Cues are kept with an event as JSON, and come back as they were."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from nlp.placement.cues import EventCues, Link, Tense, read_cues, write_cues
from tests.factories import Draft

CUES = st.builds(
    EventCues,
    tense=st.sampled_from(Tense),
    frame=st.sampled_from(Tense),
    role=st.sampled_from(["", "main", "told"]),
    going=st.booleans(),
    family=st.sampled_from(["", "report"]),
    sentence=st.integers(0, 99),
    signs=st.lists(st.sampled_from(["past", "ahead"]), max_size=2).map(tuple),
    links=st.lists(st.tuples(st.sampled_from(Link), st.text(max_size=4)), max_size=3).map(tuple),
)


@given(CUES)
def test_cues_come_back(cues: EventCues) -> None:
    event = Draft("Rebels raided a mill.").event("raided")
    assert read_cues(replace(event, cues=write_cues(cues))) == cues


def test_an_event_read_without_cues_has_none() -> None:
    assert read_cues(Draft("Rebels raided a mill.").event("raided")) is None

"""Records in words: no date more exact than the text, no standing firmer than the source."""

from __future__ import annotations

from typing import Any

import pytest

from nlp.records import Granularity, Stance, Status
from tests.viz.rows import event, part, source, when
from viz.kit.wording import count_of, say_event, say_sources, say_when, shorten, standing


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("2031-05-06",), "6 May 2031"),
        (("--05-06",), "6 May, year not stated"),
        (("2031-05-06", "2031-05-09"), "6–9 May 2031"),
        (("2031-05-30", "2031-06-02"), "30 May – 2 June 2031"),
        (("2031-12-30", "2032-01-02"), "30 December 2031 – 2 January 2032"),
        (("2031-05-01", "2031-05-31", Granularity.MONTH), "May 2031"),
        (("2031-01-01", "2031-03-31", Granularity.QUARTER), "January – March 2031"),
        (("2031-01-01", "2031-12-31", Granularity.YEAR), "2031"),
        (("2030-01-01", "2039-12-31", Granularity.DECADE), "2030 – 2039"),
        (("--12-20", "--01-05"), "20 December – 5 January, year not stated"),
        (("2031-05-06", None), "from 6 May 2031 on"),
        ((None, "2031-05-06"), "up to 6 May 2031"),
        ((None, None, Granularity.VAGUE), "Date not stated"),
    ],
)
def test_dates_as_a_newspaper_writes_them(arguments: tuple[Any, ...], words: str) -> None:
    assert say_when(when(*arguments)) == words


def test_vague_and_missing_times() -> None:
    assert say_when(when("2031-05-06", "2031-05-20", vague_start=True)) == "about 6–20 May 2031"
    assert say_when(None) == "Date not stated"


@pytest.mark.parametrize(
    ("status", "stances", "word"),
    [
        (Status.HAPPENED, [], "reported"),
        (Status.HAPPENED, [Stance.STATES], "reported"),
        (Status.HAPPENED, [Stance.CLAIMS], "claimed"),
        (Status.HAPPENED, [Stance.STATES, Stance.ACCUSES], "claimed"),
        (Status.HAPPENED, [Stance.DENIES], "denied"),
        (Status.NEGATED, [], "denied"),
        (Status.PLANNED, [Stance.CLAIMS], "planned"),
        (Status.HYPOTHETICAL, [], "supposed"),
    ],
)
def test_standing(status: Status, stances: list[Stance], word: str) -> None:
    assert standing(event(status=status, attribution=[source(stance=s) for s in stances])) == word


def test_an_event_in_one_line() -> None:
    assert say_event(event()) == "Masked men raided the old mill"
    assert say_event(event(participants=[], entities=[], place="Ardlow")) == "Raided (Ardlow)"


def test_a_trigger_alone_is_followed_by_the_rest_of_its_clause() -> None:
    assert say_event(event(participants=[], entities=[])) == "Raided the old mill near Ardlow at dawn"


def test_a_passive_keeps_who_did_it_to_whom() -> None:
    told = "The old mill was raided by masked men."
    roles = [part("agent", "masked men", told), part("patient", "The old mill", told)]
    assert say_event(event(sentence=told, participants=roles)) == "The old mill was raided by masked men"


def test_what_is_left_out_between_the_parts_is_marked() -> None:
    told = "Masked men, who had come by boat from the other shore, raided the old mill."
    roles = [part("agent", "Masked men", told), part("patient", "the old mill", told)]
    assert say_event(event(sentence=told, participants=roles)) == "Masked men … raided the old mill"


def test_words_of_an_all_capitals_report_are_set_as_in_a_headline() -> None:
    told = "GUERRILLAS OF THE FNL HAVE RAIDED THE MILL OF SAN-MARCO IN THE U.S. ZONE."
    roles = [
        part("agent", "GUERRILLAS OF THE FNL", told),
        part("patient", "THE MILL OF SAN-MARCO IN THE U.S. ZONE", told),
    ]
    named = event(sentence=told, trigger="RAIDED", participants=roles)
    assert say_event(named, longest=99) == (
        "Guerrillas of the FNL have Raided the Mill of San-Marco in the U.S. Zone"
    )


def test_a_participant_that_holds_the_trigger_is_not_said_twice() -> None:
    held = event(participants=[part("agent", "men raided")], entities=["x"], place="Ardlow")
    assert say_event(held) == "Raided (Ardlow)"


def test_the_chain_of_sources_is_nearest_first() -> None:
    chain = (source("the agency"), source("two officials"))
    assert say_sources(chain, "The Post") == "The Post ← the agency ← two officials"
    assert say_sources((), None) == "Publisher unknown"


def test_counts_and_cuts() -> None:
    assert count_of(1, "event") == "1 event"
    assert count_of(1204, "entity", "entities") == "1,204 entities"
    assert shorten("a  short\ntext", 40) == "a short text"
    assert shorten("word " * 20, 18) == "word word word…"
    assert shorten("The movement … attacked it", 16) == "The movement…"

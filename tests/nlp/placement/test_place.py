"""Where events lie beyond what their own words state: sentences and the places they give."""

from __future__ import annotations

from datetime import date

import pytest
from spacy.language import Language

from nlp.records import Event, Placed
from tests.nlp.extract.reports import read

FRIDAY = date(2024, 3, 8)
THURSDAY = "2024-03-07"
TODAY = "2024-03-08"

# sentence, trigger, earliest, latest, estimate
BOUNDS = [
    # tense, aspect and class against the report's day
    ("Rebels had burned the mill.", "burned", None, TODAY, None),
    ("The mill that rebels burned was rebuilt.", "burned", None, TODAY, None),
    ("Rebels will attack the port.", "attack", TODAY, None, None),
    ("Rebels may attack the port.", "attack", TODAY, None, None),
    ("Rebels are shelling the port.", "shelling", TODAY, TODAY, TODAY),
    ("Rebels planned to attack the port.", "attack", TODAY, None, None),
    # a telling, in a report that tells of its own day and in one of the day before
    ("The port was hit today. A spokesman said that two men had been arrested.", "said", TODAY, TODAY, TODAY),
    ("The port was hit on Thursday. A spokesman said it was safe.", "said", THURSDAY, TODAY, THURSDAY),
    ("A spokesman said that two men had been arrested.", "arrested", None, TODAY, None),
    ("The ministry said in a report published in January that the port was safe.", "said", None, TODAY, None),
    # what is told next in the scene, but not after the story has gone back to no certain day
    (
        "Rebels attacked the port on Thursday.\n\nA guard shouted. Soldiers fled.",
        "fled",
        None,
        TODAY,
        THURSDAY,
    ),
    ("The mill opened in 2019. A storm destroyed the roof.", "destroyed", None, TODAY, None),
    # the words between clauses
    ("Roth resigned after the raid on 2 March.", "resigned", "2024-03-02", TODAY, None),
    ("The mayor fled before he was charged on 5 March.", "fled", None, "2024-03-05", None),
    ("A court on 4 March convicted Roth of a murder.", "murder", None, "2024-03-04", None),
    ("Police said on 4 March that rebels had burned a mill.", "burned", None, "2024-03-04", None),
]


def placed(language: Language, text: str, trigger: str, published: date | None = FRIDAY) -> Placed:
    found: list[Event] = [
        e for e in read(language, text, published=published).events if trigger in e.trigger.text
    ]
    assert found, f"no event at {trigger!r}"
    assert found[0].placed is not None
    return found[0].placed


@pytest.mark.parametrize(("text", "trigger", "earliest", "latest", "estimate"), BOUNDS)
def test_places(
    language: Language,
    text: str,
    trigger: str,
    earliest: str | None,
    latest: str | None,
    estimate: str | None,
) -> None:
    found = placed(language, text, trigger)
    assert (found.earliest, found.latest, found.estimate) == (earliest, latest, estimate)
    assert found.rule
    assert found.anchor or not (earliest or latest)


def test_a_report_without_a_day_says_so(language: Language) -> None:
    found = placed(language, "Rebels burned the mill.", "burned", None)
    assert (found.earliest, found.latest, found.estimate) == (None, None, None)
    assert found.rule == "the report has no date"


def test_what_the_text_dates_to_a_day_needs_no_place(language: Language) -> None:
    events = read(language, "Rebels burned the mill on 2 March.", published=FRIDAY).events
    assert [e.placed for e in events] == [None]

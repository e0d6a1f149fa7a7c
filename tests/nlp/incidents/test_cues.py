"""What a text itself says of how many things happened: series, habits, and one thing after another."""

from __future__ import annotations

from dataclasses import replace

import pytest
from spacy.language import Language

from nlp.extract import extract
from nlp.incidents import EventFacts, build_facts, resolve_incidents
from nlp.incidents.resolution.event_facts import is_series, is_told_anew
from nlp.records import Document, Event, Span, Status, TimeBasis, When
from tests.nlp.incidents.made import day, fact

SERIES = {
    "Rebels regularly attack convoys.": "attack",
    "In recent weeks there have been several attacks on convoys.": "attacks",
    "Attacks on convoys continued.": "Attacks",
    "Gunmen attacked the police nearly every night.": "attacked",
}
SINGLE = {
    "A storm kills three sailors.": "kills",
    "It was the second such attack on a convoy in May.": "attack",
    "Gunmen attacked two convoys on Monday.": "attacked",
    "He received minor injuries.": "injuries",
}


@pytest.mark.parametrize(("sentence", "trigger"), (SERIES | SINGLE).items())
def test_series(language: Language, sentence: str, trigger: str) -> None:
    document = Document(id="d", path="a.txt", title="", text=sentence)
    events = extract(language(sentence), document).events
    found = {event.trigger.text: is_series(event) for event in events}
    assert found[trigger] is (sentence in SERIES)


PLANS = {
    "a day after publication": ("2021-05-01", "2021-05-04", Status.PLANNED),
    "the next day, as clocks differ": ("2021-05-03", "2021-05-04", Status.HAPPENED),
    "the day before": ("2021-05-05", "2021-05-04", Status.HAPPENED),
    "published nobody knows when": (None, "2021-05-04", Status.HAPPENED),
}


@pytest.mark.parametrize(("published", "happened", "status"), PLANS.values(), ids=PLANS)
def test_what_lies_ahead_is_a_plan(published: str | None, happened: str, status: Status) -> None:
    sentence = Span(start=0, end=26, text="The two boards met in Tarsk.")
    event = Event(
        id="e", document_id="d", type="meet", trigger=Span(start=15, end=18, text="met"), sentence=sentence,
        when=When(interval=day(happened), text="", basis=TimeBasis.STATED), participants=(), place=None,
        status=Status.HAPPENED, attribution=(),
    )  # fmt: skip
    assert build_facts(event, published=published, publisher=None, entity_of={}).status is status


def test_on_the_same_day_begins_another_happening(language: Language) -> None:
    text = "A bridge was blown up on May 4. On the same day, a car was blown up in Tarsk."
    events = extract(language(text), Document(id="d", path="a.txt", title="", text=text)).events
    assert [is_told_anew(event) for event in events] == [False, True]
    facts = [build_facts(e, published=None, publisher=None, entity_of={}) for e in events]
    assert len(resolve_incidents(facts)) == 2


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (
            replace(fact("a", "attack", "attack", document="d"), series=True),
            fact("b", "attack", "attack", day("2021-05-04"), document="d", sentence="One.", start=50),
        ),
        (
            fact("a", "bombing", "explosion", day("2021-05-04"), document="d", sentence="One."),
            replace(
                fact("b", "bombing", "blast", day("2021-05-04"), document="d", sentence="Two.", start=50),
                anew=True,
            ),
        ),
    ],
    ids=["a series and one of it", "told as another"],
)
def test_stay_two(left: EventFacts, right: EventFacts) -> None:
    assert len(resolve_incidents([left, right])) == 2
    plain = [replace(each, series=False, anew=False) for each in (left, right)]
    assert len(resolve_incidents(plain)) == 1

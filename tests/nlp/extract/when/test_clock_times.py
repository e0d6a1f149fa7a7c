"""Times of day of events: of their sentence, on the day told before, past midnight, at the head of a line."""

from __future__ import annotations

from datetime import date

import pytest
from spacy.language import Language

from tests.nlp.extract.reports import read

REPORTS = [
    (
        "The refinery caught fire at 0420 hours on 9 August 2018. Ten minutes later a tank exploded. At 0515"
        " the army evacuated three villages.",
        {"exploded": "2018-08-09T04:30", "evacuated": "2018-08-09T05:15"},
    ),
    (
        "On the evening of 2 March 2020, at 21:40, two gunmen entered the hotel. At 22:05 they shot the"
        " owner. Police stormed the building at 02:30 and killed both.",
        {"shot": "2020-03-02T22:05", "stormed": "2020-03-03T02:30"},
    ),
    (
        "On June 30, 2013, at 1105 eastern daylight time, the glider struck a tower near Velm. At 1047, the"
        " pilot reported trouble.",
        {"struck": "2013-06-30T11:05-04:00", "reported": "2013-06-30T10:47-04:00"},
    ),
    (
        "The siren sounded at 10.20pm on 5 March 2014. At 10.35 rebels attacked the dam.",
        {"attacked": "2014-03-05T22:35"},
    ),
    (
        "About an hour before midnight on 3 May 2019 soldiers raided the office.",
        {"raided": "2019-05-03T23:00"},
    ),
    (
        "The riot of 12 June 2017 is told.\n\n11:45 – Police fired tear gas.\n\n12:10 – A student is shot.",
        {"shot": "2017-06-12T12:10"},
    ),
    ("The officer was stabbed at 8 p.m.", {"stabbed": None}),  # the report's day is not put in
]


@pytest.mark.parametrize(("text", "expected"), REPORTS)
def test_events_begin_at_their_time_of_day(
    language: Language, text: str, expected: dict[str, str | None]
) -> None:
    events = {event.trigger.text: event for event in read(language, text, published=date(2024, 3, 8)).events}
    begins = {word: event.when.interval.begins if (event := events[word]).when else None for word in expected}
    assert begins == expected

"""What lies on the day of a report's news weighs more than its background."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from nlp.placement import place_events
from nlp.placement.news_weight import NEWS, weigh_news
from tests.factories import Draft
from tests.nlp.extract.reports import read

REPORT = (
    "Gunmen attacked a mill in Tarsk on Thursday. A guard was wounded. The mayor spoke. Roth wept. "
    "The owner came. Shots fell. In 2010, gunmen attacked a mill in Lomar."
)


def test_the_news_comes_before_its_background(language: Language) -> None:
    found = [e for e in read(language, REPORT, published=date(2024, 3, 8)).events if e.type == "attack"]
    news, background = found[0], found[-1]
    assert news.salience > background.salience + NEWS


@given(st.floats(0, 1), st.one_of(st.none(), st.dates()))
def test_weights_stay_between_nothing_and_one(salience: float, published: date | None) -> None:
    event = Draft("Rebels raided a mill.").event("raided", salience=salience)
    (weighed,) = weigh_news(place_events([event], published), published)
    assert 0 <= weighed.salience <= 1

"""What holds of events in any text."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from nlp.extract.parse.quantities import parse_number
from nlp.records import Extraction
from tests.nlp.extract.reports import read

_WORDS = st.sampled_from(
    [
        "the",
        "a",
        "Rebels",
        "police",
        "attacked",
        "killed",
        "in",
        "on",
        "at",
        "by",
        "of",
        "Tarsk",
        "Monday",
        "3",
        "May",
        "2021",
        ",",
        ".",
        "-",
        "who",
        "that",
        "was",
        "were",
        "said",
        "not",
        "will",
        "if",
        "and",
        "or",
        "bomb",
        "exploded",
        "mayor's",
        "attack",
        "arrested",
        "two",
        "dead",
        "\n\n",
        "(",
        ")",
        '"',
        "’",
        "—",
        "to",
        "with",
        "for",
        "it",
        "he",
        "blamed",
    ]
)
_TEXTS = st.lists(_WORDS, max_size=30).map(" ".join) | st.text(max_size=60)
_SETTINGS = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def check_evidence(extraction: Extraction) -> None:
    text = extraction.document.text
    mentions = {mention.id for mention in extraction.mentions}
    events = {event.id for event in extraction.events}
    assert len(events) == len(extraction.events)
    for event in extraction.events:
        for span in (
            event.trigger,
            event.sentence,
            *event.participants,
            *([event.place] if event.place else []),
        ):
            assert text[span.start : span.end] == span.text
        assert event.sentence.start <= event.trigger.start < event.trigger.end <= event.sentence.end
        assert event.refers_to is None or event.refers_to in events
        assert 0 <= event.salience <= 1
        assert event.rule
        cited = [p.mention_id for p in event.participants if p.mention_id]
        assert set(cited) <= mentions
        assert event.when is None or event.when.time_id in {time.id for time in extraction.times}


@_SETTINGS
@given(text=_TEXTS)
def test_any_text_gives_events_with_evidence_inside_it(language: Language, text: str) -> None:
    check_evidence(read(language, text))


@_SETTINGS
@given(text=_TEXTS)
def test_the_same_text_gives_the_same_ids(language: Language, text: str) -> None:
    assert [e.id for e in read(language, text).events] == [e.id for e in read(language, text).events]


@given(text=st.text(max_size=20))
def test_any_text_is_a_number_or_none(text: str) -> None:
    value = parse_number(text)
    assert value is None or value >= 0


@given(number=st.integers(min_value=0, max_value=10**9))
def test_digits_are_read_as_written(number: int) -> None:
    assert parse_number(f"{number:,}") == number

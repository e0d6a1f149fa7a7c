"""From a sentence to its facts, for tables of tests."""

from __future__ import annotations

from datetime import date

from spacy.language import Language

from nlp.extract import extract
from nlp.records import Document, Event, Extraction, make_id
from nlp.text.prepare import prepare_text


def read(language: Language, text: str, *, published: date | None = None) -> Extraction:
    """Extract from ``text`` as from a report of that day."""
    document = Document(
        id=make_id("document", text), path="test.txt", title="", text=text, published=published
    )
    return extract(language(prepare_text(document)), document)


def roles(event: Event) -> dict[str, set[str]]:
    """Who fills which role of an event, articles left out."""
    found: dict[str, set[str]] = {}
    for participant in event.participants:
        words = " ".join(participant.text.split())
        for article in ("The ", "the ", "A ", "a ", "An ", "an "):
            words = words.removeprefix(article)
        found.setdefault(participant.role, set()).add(words)
    return found


def find(extraction: Extraction, type_: str, trigger: str | None = None) -> Event:
    """The event of that type (and trigger); fails with what there is instead."""
    for event in extraction.events:
        if event.type == type_ and (trigger is None or event.trigger.text == trigger):
            return event
    there = [(event.type, event.trigger.text) for event in extraction.events]
    raise AssertionError(f"no {type_} {trigger or ''} among {there}")


def day(event: Event) -> str | None:
    """The event's interval as "2021-03-04", "2021-03-01..2021-03-31", or None."""
    if event.when is None:
        return None
    interval = event.when.interval
    if interval.earliest == interval.latest:
        return interval.earliest
    return f"{interval.earliest or ''}..{interval.latest or ''}"

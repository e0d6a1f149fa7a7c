"""Actors, events, attribution and relations as components of anyone's pipeline."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from nlp.spacy_components.facts import facts_of
from nlp.text.pipeline import DEFAULT_MODEL

TEXT = (
    "Gunmen killed a policeman in Kharkiv on Tuesday, the Interior Ministry said. "
    "Anna Marlow, the head of the Interior Ministry, denied it."
)
NAMES = ("dateline_actors", "dateline_events", "dateline_attribution", "dateline_relations")


@pytest.fixture(scope="module")
def pipeline() -> Language:
    made = spacy.load(DEFAULT_MODEL)
    for name in NAMES:
        made.add_pipe(name, config={"published": "2022-07-29"})
    return made


def spans(doc: Doc) -> dict[str, list[tuple[str, str, str]]]:
    return {
        key: [(span.text, span.label_, span.id_) for span in doc.spans[key]]
        for key in ("actors", "events", "roles", "sources", "relations")
    }


def test_facts_are_spans(pipeline: Language) -> None:
    doc = pipeline(TEXT)
    found = spans(doc)
    facts = facts_of(doc)
    assert facts is not None
    kill = next(event for event in facts.events if event.type == "kill")
    assert kill.when is not None
    assert kill.when.interval.earliest == "2022-07-26"
    assert ("killed", "kill", kill.id) in found["events"]
    assert ("Gunmen", "agent", kill.id) in found["roles"]
    assert any(text.endswith("Interior Ministry") and key == kill.id for text, _, key in found["sources"])
    assert ("Anna Marlow", "PERSON") in {(text, label) for text, label, _ in found["actors"]}
    assert found["relations"]


def test_facts_survive_bytes_bins_and_processes(pipeline: Language) -> None:
    doc = pipeline(TEXT)
    again = Doc(pipeline.vocab).from_bytes(doc.to_bytes())
    (binned,) = DocBin(docs=[doc], store_user_data=True).get_docs(pipeline.vocab)
    for other in (again, binned, *pipeline.pipe([TEXT, TEXT], n_process=2)):
        assert spans(other) == spans(doc)
        assert facts_of(other) == facts_of(doc)


def test_a_day_of_its_own_and_an_empty_text(pipeline: Language) -> None:
    doc = pipeline.make_doc(TEXT)
    doc.user_data["published"] = "2024-03-08"
    facts = facts_of(pipeline(doc))
    assert facts is not None
    assert next(e.when.interval.earliest for e in facts.events if e.when) == "2024-03-05"
    assert spans(pipeline(""))["events"] == []


def test_without_a_parse_it_says_so() -> None:
    blank = spacy.blank("en")
    blank.add_pipe("dateline_events")
    with pytest.raises(ValueError, match="tagger, parser, ner"):
        blank("Gunmen killed a policeman.")
    assert facts_of(blank.make_doc("x")) is None

"""The component ``dateline_times`` in blank and full pipelines, and the records of ``extract_times``."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

import nlp.spacy_components.times  # noqa: F401  registers the factory
from nlp.extract.when.time_expressions import extract_times
from nlp.records import Document
from nlp.time.resolve.reresolve import reresolve

TEXT = (
    "Shells hit the port on Tuesday, two days after the truce. "
    "The court will sit on Tuesday. It rained in May 2009."
)


def spans(doc: Doc) -> list[tuple[str, str, str]]:
    """Text, TIMEX3 type and value of each span."""
    return [(span.text, span.label_, span.id_) for span in doc.spans["times"]]


def blank(**config: str) -> Language:
    """A pipeline with this component alone."""
    language = spacy.blank("en")
    language.add_pipe("dateline_times", config=config)
    return language


def test_blank_pipeline() -> None:
    assert spans(blank(published="2022-07-29")(TEXT)) == [
        ("Tuesday", "DATE", "2022-07-26"),
        ("two days", "DURATION", "P2D"),
        ("Tuesday", "DATE", "2022-08-02"),
        ("May 2009", "DATE", "2009-05"),
    ]


def test_without_publication_date_weekdays_stay_open() -> None:
    assert spans(blank()(TEXT))[0] == ("Tuesday", "DATE", "XXXX-WXX-2")


def test_publication_date_of_each_document() -> None:
    language = blank(published="2022-07-29")
    doc = language.make_doc(TEXT)
    doc.user_data["published"] = "2024-03-08"
    assert spans(language(doc))[0] == ("Tuesday", "DATE", "2024-03-05")


def test_a_bad_publication_date_is_an_error() -> None:
    with pytest.raises(ValueError, match="Invalid isoformat"):
        blank(published="yesterday")


def test_full_pipeline(language: Language) -> None:
    doc = language(TEXT)
    component = language.create_pipe("dateline_times", config={"published": "2022-07-29"})
    assert [value for _, _, value in spans(component(doc))] == ["2022-07-26", "P2D", "2022-08-02", "2009-05"]


def test_spans_survive_bytes_and_processes() -> None:
    language = blank(published="2022-07-29")
    expected = spans(language(TEXT))
    again = Doc(language.vocab).from_bytes(language(TEXT).to_bytes())
    assert spans(again) == expected
    for doc in language.pipe([TEXT, TEXT], n_process=2):
        assert spans(doc) == expected


def test_the_component_alone_loads_no_other_extractor() -> None:
    code = (
        "import sys, nlp.spacy_components.times\n"
        "print([m for m in sys.modules if m.startswith('nlp.extract')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


REPORT = """A car blew up near the market on July 27. On the same day a depot burned.

On June 18 a judge had been shot. In recent weeks there were several attacks."""


def document(published: date | None) -> Document:
    """The report as a document."""
    return Document(id="d", path="d.txt", title="", text=REPORT, published=published)


def test_records_stand_in_the_text_and_keep_both_stages(language: Language) -> None:
    times = extract_times(language(REPORT), document(None))
    assert [(t.text, t.read, t.value) for t in times] == [
        ("July 27", "XXXX-07-27", "XXXX-07-27"),
        ("the same day", "D of REFERENCE", "XXXX-07-27"),
        ("June 18", "XXXX-06-18", "XXXX-06-18"),
        ("recent weeks", "PXW before ANCHOR", "PXW"),
    ]
    assert all(REPORT[t.start : t.end] == t.text for t in times)
    assert [t.interval.earliest if t.interval else None for t in times] == [
        "--07-27",
        "--07-27",
        "--06-18",
        None,
    ]


def test_another_publication_date_needs_no_parse(language: Language) -> None:
    unknown = extract_times(language(REPORT), document(None))
    known = extract_times(language(REPORT), document(date(2022, 7, 29)))
    assert reresolve(unknown, date(2022, 7, 29)) == known
    assert reresolve(known, None) == unknown
    assert known[0].value == "2022-07-27"
    assert known[0].anchor == "published 2022-07-29"
    assert known[1].anchor == "“July 27” (2022-07-27)"
    recent = known[3].interval
    assert recent is not None
    assert recent.latest == "2022-07-29"
    assert recent.vague_start


def test_a_record_without_its_reading_is_refused() -> None:
    times = extract_times(spacy.blank("en")(REPORT), document(None))
    from dataclasses import replace

    with pytest.raises(ValueError, match="not a stored time reading"):
        reresolve([replace(times[0], cues="{}")], None)

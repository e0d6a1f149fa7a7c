"""A query taken away: the report holds what the page shows, nothing of a document runs, it opens anywhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.case import Case
from nlp.query import Query
from tests.factories import make_case
from tests.viz.rows import event, when
from viz.evidence.citation import cite, quote
from viz.export.html_report import Contents, write_report
from viz.export.report_read import read_contents
from viz.kit.svg import part, picture, write_svg
from viz.state.describe import say_query
from viz.state.state import PAGE, State
from viz.timeline.axis_ticks import draw_ticks
from viz.timeline.lanes import build_timeline
from viz.timeline.svg_timeline import draw_timeline_svg


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    with make_case(tmp_path_factory.mktemp("case") / "story.case") as made:
        yield made


class Reader(HTMLParser):
    """Collects the tags, the attributes and the text of a page as a browser would read them."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag."""
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        """Note text."""
        self.text += data


def read(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    return reader


def test_a_report_holds_pictures_events_and_where_they_stand(case: Case) -> None:
    page = write_report(read_contents(case, State(), made_on=date(2024, 4, 1)))
    seen = read(page)
    assert seen.tags.count("svg") == 2
    for one in case.events():
        assert " ".join(one.sentence.text.split()) in " ".join(seen.text.split())
        assert one.path in seen.text
    assert "The whole case." in seen.text
    assert "empty.txt" in seen.text
    assert "1 April 2024" in seen.text


def test_nothing_of_a_document_runs_in_a_report(case: Case) -> None:
    seen = read(write_report(read_contents(case, State(), made_on=date(2024, 4, 1))))
    assert "<script>" in seen.text  # as text: a headline of the story is markup
    assert not {"script", "iframe", "img", "a", "form", "object"} & set(seen.tags)
    assert not [name for name, _ in seen.attributes if name.startswith("on") or name in ("href", "src")]


def test_a_report_of_a_part_says_of_which(case: Case) -> None:
    query = Query(event_types=("attack",), as_of="2024-03-10")
    seen = read(write_report(read_contents(case, State(query=query), made_on=date(2024, 4, 1))))
    assert "as reported up to 10 March 2024" in seen.text
    assert "events attack" in seen.text
    assert len([t for t in seen.tags if t == "blockquote"]) == case.overview(query).events


@given(st.text(max_size=80))
def test_any_text_survives_in_a_report(text: str) -> None:
    page = write_report(Contents(title=text, made_on="2024-04-01", standfirst=text, decisions=(text,)))
    assert set(read(page).tags) <= {
        *("html", "head", "meta", "title", "style", "body", "header", "p", "h1", "section", "h2", "ul", "li")
    }


@given(st.text(max_size=80))
def test_any_text_survives_in_a_picture(text: str) -> None:
    whole = picture(10, 10, title=text, font="serif", ground="#fff")
    part(whole, "text", text, x=1.04)
    again = ElementTree.fromstring(write_svg(whole))
    assert {one.tag.rpartition("}")[2] for one in again.iter()} == {"svg", "title", "rect", "text"}


def test_a_timeline_is_drawn_with_all_three_sections() -> None:
    events = [
        event("1", when=when("2031-05-06")),
        event("2", when=when("2031-05-01", None)),
        event("3", when=when("--05-06")),
        event("4"),
    ]
    svg = draw_timeline_svg(build_timeline(events, width=600), width=600)
    words = "".join(ElementTree.fromstring(svg).itertext())
    assert "Year not stated" in words
    assert "No date stated" in words
    assert "attack" in words


@given(st.dates(), st.dates(), st.integers(2, 30))
def test_ticks_are_few_and_lie_inside(one: date, other: date, most: int) -> None:
    first, last = sorted((one, other))
    start, end = ((day - date(1970, 1, 1)).days * 86_400_000.0 for day in (first, last))
    ticks = draw_ticks(start, end, most=most)
    assert all(start <= moment <= end for moment, _ in ticks)
    assert len(ticks) <= 2 * most + 2


def test_a_query_in_words() -> None:
    assert say_query(PAGE, {}) == []
    query = replace(
        PAGE, text="quay", period=("2024-03-01", "2024-03-31"), sources=("",), entities=("a", "b")
    )
    assert say_query(query, {"a": "Ines Okafor"}) == [
        "words “quay”",
        "happened 1 March 2024 to 31 March 2024",
        "reported by an unknown publisher",
        "with Ines Okafor and b",
    ]


def test_a_citation_says_where_a_sentence_stands() -> None:
    told = replace(event(publisher="The Gazette"), published="2031-05-07")
    assert "The Gazette, 7 May 2031" in cite(told)
    assert quote(told).startswith(f"“{told.sentence.text}”")
    assert "publication date unknown" in cite(replace(event(), published=None))

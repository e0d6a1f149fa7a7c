"""Evidence, documents, summaries: the text as it stands, who says so, and what differs."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from nlp.query import Bin, DocumentPage, DocumentRow, Facet, Highlight, MentionRow, Overview, Query
from nlp.records import EntityType, Granularity, Skipped, Span, Stance, Status
from tests.viz.rows import SENTENCE, entity, event, part, source, when
from tests.viz.text import having, intents_of, text_of
from viz.evidence.document_page import LONGEST, draw_document, window_of
from viz.evidence.incident_accounts import (
    can_be_one_day,
    draw_account,
    draw_incident,
    draw_sentence,
    find_differences,
    group_incidents,
    lead_account,
)
from viz.evidence.profile import draw_heading, draw_profile
from viz.evidence.profile_read import Profile, find_posts
from viz.evidence.summary import draw_summary
from viz.filters.rail import draw_rail
from viz.table.cells import COLUMNS, entity_cells, event_cells

TEXT = "<script>alert(1)</script> Masked men raided the mill.\n\nShare & <b>win</b>"
PAGE = DocumentPage(
    row=DocumentRow(
        id="d1",
        path="post/mill.txt",
        title="Mill <i>raided</i>",
        published=None,
        published_basis=None,
        publisher=None,
        author=None,
        events=1,
        mentions=1,
    ),
    text=TEXT,
    highlights=(
        Highlight(start=26, end=36, kind="mention", ref="men", label="GROUP"),
        Highlight(start=37, end=43, kind="event", ref="e1", label="attack"),
        Highlight(start=55, end=len(TEXT), kind="boilerplate", ref="", label=""),
    ),
)


def test_a_sentence_is_drawn_whole_with_its_words_marked() -> None:
    drawn = draw_sentence(event(), types={"men": "GROUP"})
    assert text_of(drawn) == SENTENCE
    assert [text_of(one) for one in having(drawn, "trigger")] == ["raided"]
    assert [(i["kind"], i["ref"]) for i in intents_of(drawn)] == [("entity", "men"), ("entity", "mill")]


def test_an_account_says_who_says_so_and_why_its_date() -> None:
    told = event(
        attribution=[source("the agency"), source("two officials", Stance.CLAIMS)],
        when=when("2031-05-06"),
        anchor="published 2031-05-06",
        time_rule="day",
        time_note="a guess",
    )
    text = text_of(draw_account(told, types={}))
    for words in ("The Ardlow Post←the agency←two officials", "Claimed", "published 2031-05-06", "a guess"):
        assert words in text
    assert "not the publication date either" in text_of(draw_account(event(), types={}))


def test_accounts_of_one_incident_stand_together_and_their_differences_are_named() -> None:
    one = event(
        "1",
        incident="i",
        when=when("2031-05-06"),
        participants=[part("patient", "men", amount=2, unit="people")],
    )
    two = event(
        "2",
        incident="i",
        when=when("2031-05-07"),
        participants=[part("patient", "men", amount=3, unit="people")],
        attribution=[source(stance=Stance.DENIES)],
        publisher="The Gazette",
    )
    incidents = group_incidents([one, event("3"), two])
    assert [[e.id for e in i.events] for i in incidents] == [["1", "2"], ["3"]]
    assert "2 accounts · 2 outlets" in text_of(draw_incident(incidents[0], types={}))
    assert find_differences([one]) == ()


def test_times_that_can_be_one_day_are_no_difference() -> None:
    day, week = when("2031-05-06"), when("2031-05-05", "2031-05-11", Granularity.WEEK)
    assert can_be_one_day([day, week, when("--05-06"), when("2031-05-01", None)])
    assert not can_be_one_day([day, when("2031-05-07")])
    assert not can_be_one_day([when("--05-06"), when("--05-09")])
    assert can_be_one_day([])


def test_the_most_exactly_dated_account_leads() -> None:
    told = [
        event("none"),
        event("yearless", when=when("--05-06")),
        event("week", when=when("2031-05-05", "2031-05-11")),
        event("day", when=when("2031-05-06")),
    ]
    assert [lead_account(told[: n + 1]).id for n in range(4)] == ["none", "yearless", "week", "day"]


def test_a_document_is_shown_whole_and_as_text() -> None:
    drawn = draw_document(PAGE, chosen=["men"])
    body = having(drawn, "fulltext")[0]
    assert text_of(body) == TEXT
    assert [text_of(one) for one in having(body, "boilerplate")] == ["Share & <b>win</b>"]
    assert [text_of(one) for one in having(body, "chosen")] == ["Masked men"]
    assert {(i["kind"], i["ref"], i["from"]) for i in intents_of(body)} == {
        ("entity", "men", "document"),
        ("event", "e1", "document"),
    }
    assert "Mill <i>raided</i>" in text_of(drawn)


@given(st.integers(0, 3 * LONGEST), st.integers(-1, 4 * LONGEST))
def test_the_window_of_a_long_text_holds_the_place_asked_for(length: int, at: int) -> None:
    low, high = window_of("x" * length, at)
    assert 0 <= low <= high <= length
    assert high - low <= LONGEST + 2000
    if 0 <= at < length:
        assert low <= at < high


def test_a_long_text_is_drawn_in_parts() -> None:
    long = DocumentPage(row=PAGE.row, text="line of words\n" * 20_000, highlights=())
    drawn = draw_document(long, at=150_000)
    assert len(text_of(having(drawn, "fulltext"))) <= LONGEST + 2000
    assert [i["do"] for i in intents_of(drawn)] == ["open", "open"]


def overview(**more: object) -> Overview:
    numbers = dict.fromkeys(
        ("documents", "entities", "events", "incidents", "dated", "year_unknown", "undated", "skipped"), 2
    )
    return Overview(**{**numbers, "first": "2031-05-06", "last": "2031-05-07", **more})  # type: ignore[arg-type]


def test_the_summary_says_what_is_in_the_case() -> None:
    events = [
        event("1", when=when("2031-05-06")),
        event("2", when=when("2031-05-07"), publisher="The Gazette"),
    ]
    drawn = draw_summary(
        overview(),
        entities=[entity("men", "Masked men")],
        core=None,
        reported=[events],
        weeks=[Bin(start="2031-05-05", end="2031-05-11", counts={"events": 2})],
        skipped=[Skipped(path="a.pdf", reason="no text")],
    )
    text = text_of(drawn)
    for words in (
        "2 events in 2 incidents",
        "6 May 2031 to 7 May 2031",
        "2 without a year, 2 without any place in time",
        "5 May – 11 May 20312 events",
        "2 accounts · 2 outlets",
        "Masked men",
        "1 file could not be read",
        "a.pdf",
        "no text",
    ):
        assert words in text


def test_the_rail_counts_and_keeps_what_is_chosen() -> None:
    facets = {
        "event_types": (Facet(value="attack", count=5), Facet(value="arrest", count=2)),
        "sources": (Facet(value="", count=3),),
    }
    query = Query(event_types=("flood",), period=("2031-05-06", "2031-05-07"), entities=("men",))
    drawn = draw_rail(overview(facets=facets), query, {"men": "Masked men"})
    text = text_of(drawn)
    for words in ("Flood0", "Attack5", "Publisher unknown3", "2031-05-06 – 2031-05-07", "with Masked men"):
        assert words in text
    assert {"do": "toggle", "field": "event_types", "value": "attack"} in intents_of(drawn)


def test_a_profile_counts_over_the_entitys_events() -> None:
    known = Profile(
        row=entity("men", "Masked men"),
        events=(event("1", when=when("2031-05-06")), event("2", status=Status.PLANNED)),
        bins=(
            Bin(start="2031-05-05", end="2031-05-11", counts={"happened": 3, "planned": 1}),
            Bin(start="2031-05-12", end="2031-05-18", counts={}),
        ),
        first="2031-05-06",
        last="2031-05-07",
        partners=(entity("mill", "The mill"),),
        relations=(),
        places=(),
        sources=(Facet(value="", count=3),),
        statuses=(Facet(value="negated", count=1),),
        mentions=(),
    )
    drawn = [draw_heading(known.row, expanded=False, filtered=True), draw_profile(known)]
    text = text_of(drawn)
    for words in (
        "6 May 2031 to 7 May 2031",
        "does it: attack2",
        "The mill",
        "Drop this filter",
        "Publisher unknown3",
        "Did not happen1",
    ):
        assert words in text
    assert {"do": "period", "start": "2031-05-05", "end": "2031-05-11"} in intents_of(drawn)


def test_posts_are_listed_with_the_days_of_the_reports_that_name_them() -> None:
    def named(role: str, day: str | None, document: str) -> MentionRow:
        span = Span(start=0, end=1, text="x")
        return MentionRow(
            document_id=document,
            start=0,
            end=1,
            text="x",
            type=EntityType.PERSON,
            kind="name",
            sentence=span,
            title="",
            path="",
            publisher=None,
            published=day,
            role=role,
        )

    told = [
        named("Minister", "2031-05-06", "a"),
        named("minister", "2031-06-06", "b"),
        named("banker", "2031-01-01", "c"),
        named("mayor", None, "d"),
        named("", "2030-01-01", "e"),
    ]
    assert find_posts(told) == [
        ("banker", "2031-01-01", "2031-01-01", 1),
        ("minister", "2031-05-06", "2031-06-06", 2),
        ("mayor", None, None, 1),
    ]


def test_table_cells_fit_their_columns() -> None:
    cells = event_cells(event(when=when("--05-06")))
    assert {c["field"] for c in COLUMNS["events"]} <= set(cells)
    assert (cells["from"], cells["when"]) == ("--05-06", "6 May, year not stated")
    assert {c["field"] for c in COLUMNS["entities"]} <= set(entity_cells(entity("men")))

"""What a case answers to each field of a query, told on the story of the factories."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.case import Case, SourceState
from nlp.case.ask.documents import find_sentence
from nlp.case.ask.histogram import bin_edges
from nlp.errors import CaseError
from nlp.query import EventRow, Query
from nlp.records import EntityType, Status
from tests.factories import Draft, day, make_case, participant, span_of, story


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    with make_case(tmp_path_factory.mktemp("case") / "harbour.duckdb") as made:
        yield made


def triggers(case: Case, query: Query, order: str = "time") -> list[str]:
    return [row.trigger.text for row in case.events(query, order=order)]


def entity_id(case: Case, name: str) -> str:
    return next(row.id for row in case.entities() if row.name == name)


OFF = (Status.PLANNED, Status.NEGATED)
QUERIES = [
    ("period around two days", Query(period=("2024-03-08", "2024-03-15")),
     ["attacked", "attacked", "wounded", "meet"]),
    ("period inside an interval", Query(period=("2024-03-02", "2024-03-03")), ["attacked"]),
    ("period after an open end began", Query(period=("2030-01-01", "2030-01-31")), ["again"]),
    ("period before everything", Query(period=("1999-01-01", "2000-01-01")), []),
    ("type", Query(event_types=("meeting", "injury")), ["meet", "wounded", "wounded"]),
    ("status", Query(statuses=("negated", "planned")), ["meet", "held"]),
    ("source", Query(sources=("Coastal Wire",)), ["attacked", "again", "was"]),
    ("source that is none", Query(sources=("Nobody",)), []),
    ("as of a day: later reports out, undated ones too", Query(as_of="2024-03-20"),
     ["attacked", "wounded", "meet", "held"]),
    ("word of the sentence", Query(text="wounded"), ["wounded", "raided", "wounded"]),
    ("word in any case and number", Query(text="GUARD"), ["wounded", "raided", "wounded"]),
    ("word of the document's title", Query(text="fire"), ["attacked", "wounded", "meet", "held"]),
    ("words of sentence and title together", Query(text="fire mayor"), ["meet"]),
    ("name of an entity that goes by another one", Query(text="ines"), ["meet", "held"]),
    ("word that is nowhere", Query(text="submarine"), []),
    ("markup is text", Query(text="<script>"), ["raided", "wounded", "blames"]),
    ("type of entity", Query(entity_types=("FACILITY",)), ["attacked", "held"]),
    ("all at once", Query(text="port", period=("2024-03-01", "2024-03-31"), event_types=("attack",),
                          statuses=("happened",), sources=("Coastal Wire",)), ["attacked"]),
]  # fmt: skip


@pytest.mark.parametrize(("query", "expected"), [q[1:] for q in QUERIES], ids=[q[0] for q in QUERIES])
def test_query(case: Case, query: Query, expected: list[str]) -> None:
    found = triggers(case, query)
    assert sorted(found) == sorted(expected)
    overview = case.overview(query)
    assert overview.events == len(expected)
    assert overview.dated + overview.year_unknown + overview.undated == len(expected)
    if not query.statuses:
        assert sum(facet.count for facet in overview.facets["statuses"]) == len(expected)
    if not query.sources:
        assert sum(facet.count for facet in overview.facets["sources"]) == len(expected)


def test_a_facet_that_is_asked_for_keeps_its_alternatives(case: Case) -> None:
    whole = case.overview().facets
    assert case.overview(Query(event_types=("meeting",))).facets["event_types"] == whole["event_types"]
    assert case.overview(Query(sources=("Coastal Wire",))).facets["sources"] == whole["sources"]
    some = case.overview(Query(sources=("Coastal Wire",))).facets["event_types"]
    assert sum(one.count for one in some) < sum(one.count for one in whole["event_types"])


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (Query(excluded=("event_types:attack",)), lambda row: row.type != "attack"),
        (Query(excluded=("sources:Coastal Wire",)), lambda row: row.publisher != "Coastal Wire"),
        (
            Query(excluded=("statuses:planned", "statuses:negated")),
            lambda row: row.status not in ("planned", "negated"),
        ),
    ],
)
def test_what_is_excluded_is_out(case: Case, query: Query, expected: Callable[[EventRow], bool]) -> None:
    rows = case.events()
    kept = case.events(query)
    assert {row.id for row in kept} == {row.id for row in rows if expected(row)}
    assert len(kept) < len(rows)


def test_any_of_several_names(case: Case) -> None:
    lanterns, mayor = entity_id(case, "Red Lanterns"), entity_id(case, "Ines Okafor")
    either = set(triggers(case, Query(names=(lanterns, mayor))))
    assert either == {*triggers(case, Query(names=(lanterns,))), *triggers(case, Query(names=(mayor,)))}
    without = case.events(Query(excluded=(f"names:{lanterns}",)))
    assert all(lanterns not in row.participant_entities for row in without)


@pytest.mark.parametrize(
    "query",
    [
        Query(period=("2024-03-12", "2024-03-31")),
        Query(sources=("Coastal Wire",)),
        Query(text="wounded"),
        Query(event_types=("injury",)),
        Query(excluded=("sources:Coastal Wire",)),
    ],
)
def test_an_incident_is_in_or_out_as_a_whole(case: Case, query: Query) -> None:
    some = case.events(query)
    whole = case.events(replace(query, whole=True))
    told = {row.incident_id for row in some}
    assert {row.incident_id for row in whole} == told
    assert {row.id for row in whole} == {row.id for row in case.events() if row.incident_id in told}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("guard OR mayor", ["wounded", "raided", "wounded", "meet"]),
        ("wound*", ["wounded", "raided", "wounded"]),
        ("wuonded~", ["wounded", "raided", "wounded"]),
        ("title:fire NOT mayor", ["attacked", "wounded", "held"]),
        ('source:"coastal wire"', ["attacked", "again", "was"]),
        ("actor:lanterns", ["attacked", "again", "blames"]),
        ('"guards wounded"', ["wounded"]),
        ('"wounded guards"', []),
    ],
)
def test_queries_of_words(case: Case, text: str, expected: list[str]) -> None:
    assert sorted(triggers(case, Query(text=text))) == sorted(expected)


def test_a_query_that_is_none_says_why(case: Case) -> None:
    with pytest.raises(CaseError, match="bracket is not closed"):
        case.events(Query(text="(fire"))
    with pytest.raises(CaseError, match="no field"):
        case.search("colour:red")


def test_search_reads_the_same_language(case: Case) -> None:
    found = case.search("wounded -guard")
    assert not [hit for hit in found if hit.kind == "event" and "guard" in hit.snippet.lower()]
    assert {hit.kind for hit in case.search("actor:lanterns")} == {"entity", "event", "document"}


def test_undated_reports_are_left_out_of_what_was_known_by_a_day(case: Case) -> None:
    overview = case.overview(Query(as_of="2024-03-20"))
    undated = [row for row in case.documents() if row.published is None]
    assert overview.unpublished == len(undated) > 0
    assert all(row.published for row in case.documents(Query(as_of="2024-03-20")))


def test_entities_of_a_query_all_take_part(case: Case) -> None:
    lanterns, port = entity_id(case, "Red Lanterns"), entity_id(case, "Port Selwyn")
    assert triggers(case, Query(entities=(lanterns,))) == ["attacked", "again", "blames"]
    assert triggers(case, Query(entities=(lanterns, port))) == ["attacked", "again"]
    assert triggers(case, Query(entities=(lanterns, "unknown"))) == []


def test_documents_of_a_query(case: Case) -> None:
    wire = next(row for row in case.documents() if row.publisher == "Coastal Wire")
    assert triggers(case, Query(documents=(wire.id,))) == ["attacked", "again", "was"]
    assert [row.id for row in case.documents(Query(documents=(wire.id,)))] == [wire.id]


def test_time_order_is_calendar_then_year_unknown_then_undated(case: Case) -> None:
    dates = [row.when.interval.earliest if row.when else None for row in case.events(order="time")]
    assert dates == [
        "2024-03-01", "2024-03-08", "2024-03-08", "2024-03-15", "2024-04-01", "--03-08", "--03-08",
        None, None, None,
    ]  # fmt: skip


def test_salience_order_and_limit(case: Case) -> None:
    saliences = [row.salience for row in case.events()]
    assert saliences == sorted(saliences, reverse=True)
    assert [row.id for row in case.events(limit=3)] == [row.id for row in case.events()][:3]
    assert case.events(limit=0) == []


def test_unknown_order(case: Case) -> None:
    with pytest.raises(CaseError, match="ordered by salience or time"):
        case.events(order="size")


@pytest.mark.parametrize(
    "period", [("2024-03-08", "soon"), ("2024-03-08", "2024-03-07"), ("--03-08", "--03-09")]
)
def test_period_that_is_none(case: Case, period: tuple[str, str]) -> None:
    for ask in (case.overview, case.events, case.entities, case.links, case.histogram, case.documents):
        with pytest.raises(CaseError, match=r"no calendar day|ends before"):
            ask(Query(period=period))


def test_event_row_is_complete(case: Case) -> None:
    row = next(row for row in case.events() if row.trigger.text == "raided")
    assert (row.path, row.publisher, row.published) == ("tribune/raid.txt", "The Tribune", None)
    assert row.title == "Gunmen raid depot & <script>alert(1)</script>"
    assert row.place is not None
    assert row.place_entity == entity_id(case, "Port Selwyn")
    assert row.when is not None
    assert not row.when.interval.year_known
    assert row.time_rule == "month day"
    assert [a.text for a in row.attribution] == ["Harbour Union"]
    assert case.event(row.id) == row
    assert case.event("nowhere") is None


def test_participant_entities_run_beside_participants(case: Case) -> None:
    row = next(row for row in case.events() if row.trigger.text == "meet")
    assert len(row.participants) == len(row.participant_entities) == 2
    assert row.participant_entities[0] == entity_id(case, "Ines Okafor")


def test_entities_are_counted_within_the_query(case: Case) -> None:
    row = next(row for row in case.entities() if row.name == "Ines Okafor")
    assert (row.mentions, row.documents, row.events) == (3, 2, 2)
    assert row.aliases == ("Okafor",)
    assert case.entity(row.id) == row
    assert case.entity("nowhere") is None
    planned = case.entities(Query(statuses=("planned",)))
    assert [(r.name, r.events) for r in planned] == [("Ines Okafor", 1)]
    tribune = {r.name: r for r in case.entities(Query(sources=("The Tribune",)))}
    assert (tribune["Ines Okafor"].mentions, tribune["Ines Okafor"].events) == (1, 0)
    assert {r.name for r in case.entities(Query(entity_types=("PLACE",)))} == {"Port Selwyn"}


def test_links(case: Case) -> None:
    names = {row.id: row.name for row in case.entities()}
    links = {(names[k.source], names[k.target], k.kind): k for k in case.links()}
    attack = links["Red Lanterns", "Port Selwyn", "event"]
    assert (attack.label, attack.weight, attack.directed, attack.status) == (
        "attack",
        2,
        True,
        Status.HAPPENED,
    )
    assert len(attack.events) == 2
    adviser = links["Ines Okafor", "Tomas Vries", "relation"]
    assert (adviser.label, adviser.weight, adviser.directed) == ("adviser", 1, True)


def test_links_among_some_entities_and_in_a_period(case: Case) -> None:
    lanterns, port = entity_id(case, "Red Lanterns"), entity_id(case, "Port Selwyn")
    assert [k.weight for k in case.links(entity_ids=[lanterns, port])] == [2]
    assert [k.weight for k in case.links(Query(period=("2024-03-01", "2024-03-31")), [lanterns, port])] == [1]
    assert case.links(entity_ids=[lanterns]) == []
    assert case.links(entity_ids=[]) == []


def test_firmest_status_and_commonest_label(tmp_path: Path) -> None:
    draft = Draft("Ada hit Bo. Ada may hit Bo. Ada will meet Bo.")
    for nth, (trigger, kind, status) in enumerate(
        [
            ("hit", "attack", Status.HYPOTHETICAL),
            ("hit", "attack", Status.PLANNED),
            ("meet", "talk", Status.NEGATED),
        ]
    ):
        ada, bo = draft.mention("Ada", nth=nth), draft.mention("Bo", nth=nth)
        draft.event(trigger, kind, nth=nth if trigger == "hit" else 0, agent=ada, patient=bo, status=status)
    with make_case(tmp_path / "a.duckdb", [draft.extraction()]) as made:
        (link,) = made.links()
        assert (link.label, link.weight, link.status) == ("attack", 3, Status.PLANNED)


def test_three_in_one_event_are_three_links(tmp_path: Path) -> None:
    draft = Draft("Ada shot Bo near Cy.")
    ada, bo, cy = (draft.mention(name) for name in ("Ada", "Bo", "Cy"))
    draft.event("shot", agent=ada, patient=bo, others=[participant("witness", cy)])
    with make_case(tmp_path / "a.duckdb", [draft.extraction()]) as made:
        names = {row.id: row.name for row in made.entities()}
        links = {(frozenset((names[k.source], names[k.target])), k.directed) for k in made.links()}
        assert links == {
            (frozenset(("Ada", "Bo")), True),
            (frozenset(("Ada", "Cy")), False),
            (frozenset(("Bo", "Cy")), False),
        }


def test_histogram_has_no_gaps_and_counts_middles(case: Case) -> None:
    bins = case.histogram()
    assert (bins[0].start, bins[-1].end) == ("2024-03-05", "2024-04-01")
    assert sum(sum(b.counts.values()) for b in bins) == 5
    for before, after in pairwise(bins):
        assert date.fromisoformat(after.start).toordinal() == date.fromisoformat(before.end).toordinal() + 1
    march = case.histogram(Query(period=("2024-03-08", "2024-03-08")))
    assert [(b.start, b.counts) for b in march] == [("2024-03-08", {"happened": 2})]
    assert case.histogram(Query(period=("1990-01-01", "1990-01-02")))[0].counts == {}
    assert case.histogram(Query(text="submarine")) == []


@given(st.dates(), st.dates(), st.integers(1, 200))
def test_bins_cover_and_are_few(one: date, other: date, bins: int) -> None:
    first, last = min(one, other), max(one, other)
    edges = list(bin_edges(first, last, bins))
    assert edges[0] <= first
    assert edges[-1] <= last
    assert edges == sorted(set(edges))
    assert len(edges) <= max(bins, 10)  # ten millennia is the widest there is


def test_mentions_with_their_sentences(case: Case) -> None:
    rows = case.mentions(entity_id(case, "Ines Okafor"))
    assert {row.text for row in rows} == {"Ines Okafor", "Mrs Okafor"}
    for row in rows:
        page = case.document(row.document_id)
        assert page is not None
        assert page.text[row.start : row.end] == row.text
        assert page.text[row.sentence.start : row.sentence.end] == row.sentence.text
        assert row.text in row.sentence.text
    again = case.mentions(entity_id(case, "Ines Okafor"), Query(sources=("The Tribune",)))
    assert [row.publisher for row in again] == ["The Tribune"]
    assert case.mentions("nowhere") == []


@given(st.text(max_size=200), st.data())
def test_sentence_holds_the_mention(text: str, data: st.DataObject) -> None:
    if not text.strip():
        return
    start = data.draw(st.integers(0, len(text) - 1))
    if text[start].isspace():
        return
    span = find_sentence(text, start, start + 1, shift=5)
    assert text[span.start - 5 : span.end - 5] == span.text
    assert span.start - 5 <= start < span.end - 5


def test_document_page(case: Case) -> None:
    row = next(row for row in case.documents() if row.publisher == "Selwyn Courier")
    page = case.document(row.id)
    assert page is not None
    assert (page.row.events, page.row.mentions) == (4, 8)
    kinds = {h.kind for h in page.highlights}
    assert kinds == {"mention", "event", "time", "boilerplate"}
    starts = [h.start for h in page.highlights]
    assert starts == sorted(starts)
    hidden = next(h for h in page.highlights if h.kind == "boilerplate")
    assert page.text[hidden.start : hidden.end] == "Share this story"
    assert case.document("nowhere") is None


def test_as_of_compares_publication_not_event(case: Case) -> None:
    assert case.overview(Query(as_of="2024-03-08")).events == 0
    early = case.overview(Query(as_of="2024-03-09"))
    assert (early.documents, early.unpublished) == (1, 1)
    assert early.last is None or early.last > "2024-03-09" or early.events
    assert {row.publisher for row in case.documents(Query(as_of="2024-03-09"))} == {"Selwyn Courier"}


def test_empty_case_answers_everything(tmp_path: Path) -> None:
    with Case.open(tmp_path / "a.duckdb", create=True) as made:
        assert made.overview().documents == 0
        asked = (made.entities, made.links, made.events, made.histogram, made.documents)
        assert all(ask() == [] for ask in asked)
        assert all(ask(Query(text="a word", period=("2024-01-01", "2024-01-02"))) == [] for ask in asked[:3])
        assert made.search("word") == []
        assert made.skipped() == []


def test_several_threads_at_once(case: Case) -> None:
    expected = case.overview(), case.events(), case.search("port")
    wrong: list[object] = []

    def ask() -> None:
        for _ in range(10):
            if (case.overview(), case.events(), case.search("port")) != expected:
                wrong.append("differs")

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


def test_writing_while_another_thread_asks(tmp_path: Path) -> None:
    with make_case(tmp_path / "a.duckdb") as made:
        seen: list[int] = []
        stop = threading.Event()

        def ask() -> None:
            while not stop.is_set():
                seen.append(made.overview().events)

        thread = threading.Thread(target=ask)
        thread.start()
        for number in range(5):
            draft = Draft(f"Person{number} struck.", path=f"{number}.txt")
            draft.event("struck", agent=draft.mention(f"Person{number}"))
            made.add(draft.extraction(), SourceState(path=f"{number}.txt", size=1, digest=""))
            made.settle()
        stop.set()
        thread.join()
        assert seen == sorted(seen)
        assert made.overview().events == 15


def test_open_ends_and_whole_calendar(tmp_path: Path) -> None:
    draft = Draft("Ada left then. Ada left now. Ada left ever.")
    for nth, interval in enumerate(
        [span_of(None, "2020-01-01"), span_of("0001-01-01", "9999-12-31"), day("--02-29")]
    ):
        time = draft.time(("then", "now", "ever")[nth], interval)
        draft.event("left", nth=nth, time=time)
    with make_case(tmp_path / "a.duckdb", [draft.extraction()]) as made:
        overview = made.overview()
        assert (overview.dated, overview.year_unknown) == (2, 1)
        assert (overview.first, overview.last) == ("0001-01-01", "9999-12-31")
        assert made.overview(Query(period=("1900-01-01", "1900-01-01"))).events == 2
        assert made.overview(Query(period=("2020-01-02", "2020-01-02"))).events == 1
        assert sum(sum(b.counts.values()) for b in made.histogram()) == 2


def test_story_is_what_the_rows_say(case: Case) -> None:
    events = {event.id: event for extraction in story() for event in extraction.events}
    for row in case.events():
        event = events[row.id]
        assert (row.when, row.participants, row.status) == (event.when, event.participants, event.status)


def test_an_event_without_a_place_takes_that_of_its_incidents_other_accounts(tmp_path: Path) -> None:
    def told(path: str, words: str, place: str = "") -> Draft:
        draft = Draft(words, path=path, published=date(2031, 5, 7), publisher=path)
        mill = draft.mention("the old mill", EntityType.FACILITY)
        where = draft.mention(place, EntityType.PLACE) if place else None
        draft.event(
            "burned", "attack", time=draft.time("6 May 2031", day("2031-05-06")), patient=mill, place=where
        )
        return draft

    drafts = [
        told("a.txt", "Masked men burned the old mill in Lisbon on 6 May 2031.", "Lisbon"),
        told("b.txt", "Masked men burned the old mill on 6 May 2031."),
    ]
    with make_case(tmp_path / "mill.duckdb", [draft.extraction() for draft in drafts]) as made:
        one, other = made.events()
        if one.incident_id != other.incident_id:
            made.decide("same incident", [one.id, other.id])
        found = [(place.name, place.events, place.inherited) for place in made.places()]
        assert found == [("Lisbon", 1, 1)]

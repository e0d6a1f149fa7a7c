"""Ways between entities, places, reports by day and reasons: against what the rows of the case say."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise, permutations
from pathlib import Path

import networkx as nx
import pytest

from nlp.case import Case
from nlp.errors import CaseError
from nlp.query import Query
from nlp.records import EntityType, Extraction
from tests.factories import Draft, make_case

PAIRS = (
    "Ada Bell and Corvin Dray", "Corvin Dray and Ines Okafor", "Ines Okafor and Tomas Vries",
    "Ada Bell and Wanda Spinner", "Wanda Spinner and Tomas Vries", "Ada Bell and Corvin Dray",
    "Lonely Hermit and Silent Monk", "Corvin Dray and Wanda Spinner",
)  # fmt: skip


def meeting(number: int, pair: str) -> Extraction:
    draft = Draft(
        f"{pair} met in Lisbon.", path=f"{number}.txt", published=date(2031, 1 + number, 1), publisher="Post"
    )
    one, other = pair.split(" and ")
    city = draft.mention("Lisbon", EntityType.PLACE)
    place = None if "Hermit" in pair or number % 2 else city
    draft.event("met", "meeting", agent=draft.mention(one), patient=draft.mention(other), place=place)
    return draft.extraction()


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    with make_case(
        tmp_path_factory.mktemp("paths") / "a.duckdb", [meeting(n, pair) for n, pair in enumerate(PAIRS)]
    ) as made:
        yield made


def graph_of(case: Case, query: Query) -> nx.Graph:
    graph = nx.Graph()
    graph.add_nodes_from(row.id for row in case.entities())
    for link in case.links(query, list(graph)):
        graph.add_edge(link.source, link.target)
    return graph


def shortest_and_next(graph: nx.Graph, source: str, target: str) -> set[tuple[str, ...]]:
    """All shortest ways, and those of one link more where they have no more than four."""
    if not nx.has_path(graph, source, target):
        return set()
    length = nx.shortest_path_length(graph, source, target)
    if length > 4:
        return set()
    return {tuple(way) for way in nx.all_simple_paths(graph, source, target, cutoff=min(length + 1, 4))}


@pytest.mark.parametrize("query", [Query(), Query(as_of="2031-05-01"), Query(statuses=("happened",))])
def test_ways_through_people_come_before_ways_through_places(case: Case, query: Query) -> None:
    graph = graph_of(case, query)
    places = {row.id for row in case.entities() if row.type is EntityType.PLACE}
    for source, target in permutations(graph, 2):
        rows = [row.entities for row in case.paths(source, target, query, most=1000)]
        people = graph.subgraph(set(graph) - places | {source, target})
        among = shortest_and_next(people, source, target)
        assert set(rows) == among | shortest_and_next(graph, source, target)
        first, others = rows[: len(among)], rows[len(among) :]
        assert set(first) == among
        assert all(places & set(way[1:-1]) for way in others)
        assert [len(way) for way in first] == sorted(map(len, first))
        assert [len(way) for way in others] == sorted(map(len, others))


def test_every_link_joins_its_two_ends_and_has_evidence(case: Case) -> None:
    ids = {row.name: row.id for row in case.entities()}
    rows = case.paths(ids["Ada Bell"], ids["Tomas Vries"])
    assert rows
    for row in rows:
        assert (row.entities[0], row.entities[-1]) == (ids["Ada Bell"], ids["Tomas Vries"])
        for (one, other), link in zip(pairwise(row.entities), row.links, strict=True):
            assert {link.source, link.target} == {one, other}
            assert all(case.event(key) for key in link.events)
            assert link.events


def test_limits_and_nonsense(case: Case) -> None:
    ids = {row.name: row.id for row in case.entities()}
    ends = ids["Ada Bell"], ids["Tomas Vries"]
    assert len(case.paths(*ends, most=1)) == 1
    assert case.paths(*ends, most=0) == []
    assert case.paths(*ends, longest=1) == []
    assert case.paths(ends[0], ends[0]) == []
    assert case.paths(ends[0], "nothing") == []
    assert case.paths(ends[0], ids["Lonely Hermit"]) == []


def test_places_count_events_incidents_and_reports(case: Case) -> None:
    (row,) = case.places()
    events = [event for event in case.events() if event.place]
    assert row.name == "Lisbon"
    assert (row.precision, row.country) == ("settlement", "PT")
    assert (row.events, row.documents) == (len(events), len({event.document_id for event in events}))
    assert row.incidents == len({event.incident_id for event in events})
    assert case.places(Query(statuses=("planned",))) == []
    assert case.places(limit=0) == []


def test_reports_by_day_pass_as_of_over(case: Case) -> None:
    bins = case.report_histogram(Query(as_of="2031-02-01"))
    assert sum(each.counts.get("reports", 0) for each in bins) == len(PAIRS)
    assert (bins[0].start, bins[-1].end) <= ("2031-01-01", bins[-1].end)
    only = case.report_histogram(Query(text="hermit"))
    assert [each.counts for each in only] == [{"reports": 1}]
    assert case.report_histogram(Query(text="nobody")) == []


def test_as_of_of_an_incident(tmp_path: Path) -> None:
    with make_case(tmp_path / "a.duckdb") as case:
        incident = case.events()[0].incident_id
        early = case.incident(incident, as_of="2024-03-31")
        assert {row.published for row in early} == {"2024-03-09"}
        assert {row.published for row in case.incident(incident)} == {"2024-03-09", "2024-05-02", None}
        accounts = case.accounts(incident, as_of="2024-03-31")
        assert accounts is not None
        assert {account.published for account in accounts.accounts} == {"2024-03-09"}
        with pytest.raises(CaseError, match="no calendar day"):
            case.incident(incident, as_of="March")


def test_history_and_changes_agree(tmp_path: Path) -> None:
    with make_case(tmp_path / "a.duckdb") as case:
        changes = case.changes()
        told = {row.incident_id for row in case.events() if row.accounts > 1}
        assert told <= {change.incident_id for change in changes}
        for key in {change.incident_id for change in changes}:
            own = [change for change in changes if change.incident_id == key]
            assert sorted(own, key=repr) == sorted(case.history(key), key=repr)
        assert [c.day or "9" for c in changes] == sorted(c.day or "9" for c in changes)
        early = case.changes(Query(as_of="2024-03-31"))
        assert {change.day for change in early} == {"2024-03-09"}
        assert len(case.changes(limit=2)) == 2


def test_reasons_show_where_the_names_stand(case: Case) -> None:
    for row in case.entities():
        for reason in case.explain(row.id):
            for place in (reason.left, reason.right):
                assert place is None or place.text in place.sentence.text
    assert case.explain("nothing") == []

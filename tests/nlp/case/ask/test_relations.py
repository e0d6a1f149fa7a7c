"""The relations of a case as rows: grouped, filtered, with the latest word on them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from nlp.case import Case
from nlp.query import Query
from nlp.records import EntityType, Extraction
from tests.factories import Draft, make_case

T = EntityType


def stated(number: int, text: str, source: str, kind: str, target: str, **more: object) -> Extraction:
    """A report that states one relation."""
    draft = Draft(text, path=f"{number}.txt", published=date(2031, 1 + number, 1), publisher="Post")
    draft.relation(kind, draft.mention(source), draft.mention(target, T.ORG))
    made = draft.extraction()
    (relation,) = made.relations
    return replace(made, relations=(replace(relation, **more),))  # type: ignore[arg-type]


REPORTS = [
    stated(0, "It rained. Ada Bell owns 40% of Orsa Mills. He left.", "Ada Bell", "ownership", "Orsa Mills",
           label="owns", share=40.0, status="current"),
    stated(1, "Ada Bell sold Orsa Mills, which she once owned.", "Ada Bell", "ownership", "Orsa Mills",
           label="owned", status="former"),
    stated(2, "Corvin Dray, a director of Orsa Mills, left.", "Corvin Dray", "directorship", "Orsa Mills",
           label="director of"),
]  # fmt: skip


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    with make_case(tmp_path_factory.mktemp("relations") / "a.duckdb", REPORTS) as made:
        yield made


def test_one_row_for_two_sides_and_a_type(case: Case) -> None:
    first, second = case.relations()
    assert (first.source_name, first.type, first.target_name) == ("Ada Bell", "ownership", "Orsa Mills")
    assert (first.documents, first.status, first.share) == (2, "former", 40.0)
    assert [s.published for s in first.statements] == ["2031-02-01", "2031-01-01"]
    assert first.statements[1].sentence.text == "Ada Bell owns 40% of Orsa Mills."
    assert (second.type, second.status) == ("directorship", "")


def test_filters(case: Case) -> None:
    ids = {row.name: row.id for row in case.entities()}
    assert [r.type for r in case.relations(entity_id=ids["Corvin Dray"])] == ["directorship"]
    assert [r.type for r in case.relations(types=("ownership",))] == ["ownership"]
    assert [r.type for r in case.relations(statuses=("former",))] == ["ownership"]
    (row,) = case.relations(Query(as_of="2031-01-15"))
    assert (row.status, row.documents) == ("current", 1)


def test_links_say_the_type_and_the_latest_status(case: Case) -> None:
    links = {(link.relation, link.standing) for link in case.links() if link.kind == "relation"}
    assert links == {("ownership", "former"), ("directorship", "")}


def test_what_is_stated_stands_in_the_text(case: Case) -> None:
    for row in case.relations():
        for statement in row.statements:
            page = case.document(statement.document_id)
            assert page is not None
            span = statement.sentence
            assert page.text[span.start : span.end] == span.text

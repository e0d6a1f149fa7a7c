"""What an analyst adds and repairs: found again in changed files, undone, and doubled by nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nlp.case import Case, SourceState
from nlp.errors import CaseError
from nlp.query import EntityRow, EventRow, Query
from nlp.records import EntityType, Extraction, TimeBasis
from tests.factories import Draft, day, make_case

ARRIVED = "Orlo Brandt arrived in Selwyn on 4 May 2031."
BLAST = "A blast shook the Tarnow works at dawn; Orlo Brandt blamed the Weir Guard."
LATER = "Orlo Brandt left."


def report(*sentences: str, digest: str = "1") -> tuple[Extraction, SourceState]:
    draft = Draft("\n".join(sentences), path="weir.txt", title="Weir", published=date(2031, 5, 6))
    text = draft.text
    for nth in range(text.count("Orlo Brandt")):
        draft.mention("Orlo Brandt", nth=nth)
    if "Selwyn" in text:
        place = draft.mention("Selwyn", EntityType.PLACE)
        time = draft.time("4 May 2031", day("2031-05-04"))
        arrived = draft.event("arrived", "move", time=time, agent=draft.mentions[0], place=place)
        assert arrived
    if "Weir Guard" in text:
        guard = draft.mention("Weir Guard", EntityType.ORG)
        draft.relation("opposed", draft.mentions[0], guard)
    extraction = draft.extraction()
    return extraction, SourceState(path="weir.txt", size=1, digest=digest)


def read(case: Case, *sentences: str, digest: str) -> None:
    extraction, source = report(*sentences, digest=digest)
    case.add(extraction, source)
    case.finish(source, [extraction.document.id])
    case.settle()


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    extraction, _ = report(ARRIVED, BLAST)
    with make_case(tmp_path / "a.duckdb", [extraction]) as made:
        yield made


def words(case: Case, quote: str) -> tuple[str, int, int]:
    (row,) = case.documents()
    page = case.document(row.id)
    assert page is not None
    start = page.text.index(quote)
    return row.id, start, start + len(quote)


def entity(case: Case, name: str) -> EntityRow:
    return next(row for row in case.entities() if row.name == name)


def event_on(case: Case, trigger: str) -> EventRow:
    return next(row for row in case.events(Query(rejected=True)) if row.trigger.text == trigger)


def add_blast(case: Case) -> str:
    return case.add_event(
        *words(case, "blast"),
        type="bombing",
        when="4 May, 05:30",
        place={"text": "the Tarnow works"},
        participants=[{"role": "agent", "entity": entity(case, "Weir Guard").id}],
        sources=[{"entity": entity(case, "Orlo Brandt").id, "stance": "accuses"}],
        author="ann",
        reason="missed",
    )


def test_an_event_is_added_with_all_its_fields(case: Case) -> None:
    key = add_blast(case)
    row = case.event(key)
    assert row is not None
    assert (row.type, row.review, row.sentence.text) == ("bombing", "added", BLAST)
    assert row.when is not None
    assert (row.when.interval.earliest, row.when.interval.earliest_time) == ("2031-05-04", "05:30")
    assert row.when.basis is TimeBasis.ANALYST
    assert [one.id for one in case.entities(Query(documents=(row.document_id,)))]
    about = case.events(Query(entities=(entity(case, "Weir Guard").id,)))
    assert [one.id for one in about] == [key]
    logged = case.decisions()[-1].decision
    assert (logged.author, logged.reason) == ("ann", "missed")
    assert case.overview().events == 2


def test_an_added_event_is_taken_back_and_put_again(case: Case) -> None:
    before = case.events(order="time"), case.overview(), case.documents()
    key = add_blast(case)
    case.undo()
    assert (case.events(order="time"), case.overview(), case.documents()) == before
    assert case.event(key) is None
    case.redo()
    assert case.event(key) is not None


@pytest.mark.parametrize(
    "sentences", [(ARRIVED, BLAST, LATER), (LATER, ARRIVED, BLAST), (BLAST,), ("Rain fell.", BLAST)]
)
def test_what_is_added_outlives_a_changed_file(case: Case, sentences: tuple[str, ...]) -> None:
    key = add_blast(case)
    case.edit_event(key, type="attack", author="bob")
    case.add_entity(*words(case, "Tarnow works"), type="FACILITY")
    read(case, *sentences, digest="2")
    rows = [row for row in case.events() if row.review == "added"]
    assert [(row.id, row.type, row.sentence.text) for row in rows] == [(key, "attack", BLAST)]
    assert entity(case, "Tarnow works").type is EntityType.FACILITY
    assert case.overview().events == 1 + sum(one == ARRIVED for one in sentences)


def test_what_the_text_tells_no_more_waits(case: Case) -> None:
    key = add_blast(case)
    read(case, ARRIVED, digest="2")
    assert case.event(key) is None
    assert len(case.events()) == 1
    read(case, ARRIVED, BLAST, digest="3")
    assert case.event(key) is not None


def test_fields_of_an_event_are_changed_one_by_one(case: Case) -> None:
    key = event_on(case, "arrived").id
    case.edit_event(key, status="planned")
    case.edit_event(key, when="early June 2031", place=None)
    row = event_on(case, "arrived")
    assert row.when is not None
    assert (row.status.value, row.place, row.review) == ("planned", None, "edited")
    assert row.when.interval.earliest == "2031-06-01"
    case.edit_event(key, when="")
    assert event_on(case, "arrived").when is None
    for _ in range(3):
        case.undo()
    row = event_on(case, "arrived")
    assert row.when is not None
    assert (row.status.value, row.when.text, row.review) == ("happened", "4 May 2031", "")


def test_a_toll_and_a_doer_of_another_report(case: Case, tmp_path: Path) -> None:
    other = Draft("Ines Tolland spoke.", path="other.txt")
    other.mention("Ines Tolland")
    source = SourceState(path="other.txt", size=1, digest="9")
    case.add(other.extraction(), source)
    case.settle()
    key = event_on(case, "arrived").id
    parts = [
        {"role": "agent", "entity": entity(case, "Ines Tolland").id},
        {"role": "patient", "text": "five guards", "amount": 5, "unit": "killed"},
    ]
    case.edit_event(key, participants=parts)
    row = event_on(case, "arrived")
    assert [(p.text, p.amount) for p in row.participants] == [("Ines Tolland", None), ("five guards", 5.0)]
    assert [one.id for one in case.events(Query(entities=(entity(case, "Ines Tolland").id,)))] == [key]


def test_an_entity_is_named_wherever_its_words_stand(case: Case) -> None:
    read(case, ARRIVED, BLAST, "The Tarnow works burned. Old Tarnow workshops did not.", digest="2")
    case.add_entity(*words(case, "Tarnow works"), type="FACILITY", name="Tarnow Works")
    row = entity(case, "Tarnow Works")
    assert row.mentions == 2
    case.decide("rename", [row.id], value="The works")
    assert entity(case, "The works").mentions == 2
    case.undo()
    case.undo()
    assert "Tarnow Works" not in {one.name for one in case.entities()}
    assert all(one.mentions for one in case.entities())


def test_relations_are_drawn_changed_and_rejected(case: Case) -> None:
    def relations() -> list[tuple[str, str, str]]:
        return [(one["type"], one["label"], one["status"]) for one in case.dataset().relations.values()]

    first, second = entity(case, "Orlo Brandt").id, entity(case, "Weir Guard").id
    case.add_relation(first, second, type="directorship", label="head of", status="former")
    assert sorted(relations()) == [("directorship", "head of", "former"), ("opposed", "", "")]
    by_type = {one["type"]: key for key, one in case.dataset().relations.items()}
    read_one, drawn = by_type["opposed"], by_type["directorship"]
    case.edit_relation(drawn, status="current")
    case.decide("reject relation", [read_one])
    assert relations() == [("directorship", "head of", "current")]
    read(case, ARRIVED, BLAST, LATER, digest="2")
    assert relations() == [("directorship", "head of", "current")]
    for _ in range(3):
        case.undo()
    assert relations() == [("opposed", "", "")]


def test_other_names_and_positions(case: Case) -> None:
    key = entity(case, "Selwyn").id
    case.decide("also called", [key], value="Port Selwyn")
    case.decide("locate", [key], value="54.5, 12.25")
    row = entity(case, "Selwyn")
    assert (row.lat, row.lon, "Port Selwyn" in row.aliases) == (54.5, 12.25, True)


def test_what_would_be_read_there(case: Case) -> None:
    fields = case.suggest_event(*words(case, "blamed"))
    assert [part["text"] for part in fields["participants"]] == ["Orlo Brandt", "Weir Guard"]
    assert fields["type"] == "accuse"
    assert case.suggest_event(*words(case, "in"))["when"] == "4 May 2031"


@pytest.mark.parametrize(
    ("kind", "value", "message"),
    [
        ("add event", '{"type": "feast"}', "no such type of event"),
        ("add event", '{"status": "maybe"}', "no such status"),
        ("add event", '{"when": "soonish"}', "no date"),
        ("add event", '{"colour": "red"}', "what can be given"),
        ("add event", '{"participants": [{"role": "agent"}]}', "needs a text or an entity"),
        ("add event", '{"participants": [{"entity": "x"}]}', "no such entity"),
        ("add event", '{"participants": [{"text": "x", "amount": -1}]}', "no amount"),
        ("add event", "[]", "what can be given"),
        ("add event", "{", "no JSON"),
        ("add entity", '{"type": "FRUIT"}', "no such type of entity"),
    ],
)
def test_nonsense_is_refused(case: Case, kind: str, value: str, message: str) -> None:
    document, start, end = words(case, "blast")
    with pytest.raises(CaseError, match=message):
        case.decide(kind, [f"{document}:{start}-{end}"], value=value)
    assert case.decisions() == []


@pytest.mark.parametrize("target", ["x", "0000000000000000:1-2", "{}:5-5", "{}:900-990"])
def test_no_such_words(case: Case, target: str) -> None:
    document = case.documents()[0].id
    with pytest.raises(CaseError, match=r"no such passage|mark between"):
        case.decide("add event", [target.format(document)], value="{}")


Step = Callable[[Case], object]
STEPS: dict[str, Step] = {
    "add": add_blast,
    "edit": lambda case: case.edit_event(event_on(case, "arrived").id, status="negated"),
    "entity": lambda case: case.add_entity(*words(case, "Tarnow works"), type="FACILITY"),
    "reject": lambda case: case.decide("reject", [event_on(case, "arrived").id]),
    "publish": lambda case: case.decide("publish", [case.documents()[0].id], value="2032-01-02"),
    "tie": lambda case: case.add_relation(
        entity(case, "Orlo Brandt").id, entity(case, "Weir Guard").id, type="linked"
    ),
}


def shown(case: Case) -> list[object]:
    data = case.dataset()
    return [
        sorted(case.events(Query(rejected=True)), key=lambda row: row.id),
        sorted(case.entities(), key=lambda row: row.id),
        case.overview(),
        sorted(map(str, data.relations.values())),
    ]


@settings(deadline=None, max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.sampled_from(sorted(STEPS)), min_size=1, max_size=4))
def test_nothing_is_lost_or_doubled(tmp_path_factory: pytest.TempPathFactory, steps: list[str]) -> None:
    extraction, _ = report(ARRIVED, BLAST)
    with make_case(tmp_path_factory.mktemp("hand") / "a.duckdb", [extraction]) as case:
        states = [shown(case)]
        for step in steps:
            STEPS[step](case)
            states.append(shown(case))
        read(case, ARRIVED, BLAST, digest="again")
        assert shown(case) == states[-1]
        for state in reversed(states[:-1]):
            case.undo()
            assert shown(case) == state
        for state in states[1:]:
            case.redo()
            assert shown(case) == state

"""The export, checked name by name and type by type against its contract."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson
import pytest

from nlp.case import Case
from nlp.records import (
    EntityType,
    Granularity,
    PublishedBasis,
    Stance,
    Status,
    TimeBasis,
    TimeType,
)
from tests.factories import Draft, make_case, says, story

DAY = re.compile(r"(\d{4}|-)-\d\d-\d\d\Z")
Shape = dict[str, Any]


def day(value: object) -> bool:
    return isinstance(value, str) and bool(DAY.match(value))


def maybe(kind: Any) -> Any:
    return lambda value: value is None or fits(value, kind)


def fits(value: object, kind: Any) -> bool:
    if isinstance(kind, type):
        return isinstance(value, kind) and not (kind is int and isinstance(value, bool))
    if isinstance(kind, dict):
        if not isinstance(value, dict):
            return False
        wrong = {name: value.get(name) for name in kind if name not in value}
        wrong |= {name: value[name] for name in kind if name in value and not fits(value[name], kind[name])}
        assert not wrong, wrong
        return True
    if isinstance(kind, list):
        return isinstance(value, list) and all(fits(each, kind[0]) for each in value)
    if isinstance(kind, set):
        return value in kind
    return bool(kind(value))


SPAN = {"start": int, "end": int, "text": str}
CONTRACT: Shape = {
    "schema": {"1"},
    "documents": [
        {
            "id": str, "path": str, "title": str, "text": str, "published": maybe(day),
            "url": maybe(str), "published_words": str, "published_probable": bool,
            "published_basis": maybe(set(PublishedBasis)), "publisher": maybe(str), "author": maybe(str),
            "language": str, "duplicate_of": maybe(str),
        }
    ],
    "entities": [
        {
            "id": str, "name": str, "type": set(EntityType), "aliases": [str],
            "mentions": [{"document_id": str, **SPAN}], "lat": maybe(float), "lon": maybe(float),
            "country": maybe(str),
        }
    ],
    "times": [
        {
            "document_id": str, **SPAN, "type": set(TimeType), "value": str, "earliest": maybe(day),
            "latest": maybe(day), "granularity": maybe(set(Granularity)), "anchor": maybe(str), "rule": str,
        }
    ],
    "events": [
        {
            "id": str, "document_id": str, "type": str, "trigger": SPAN, "sentence": SPAN,
            "when": maybe(
                {
                    "earliest": maybe(day), "latest": maybe(day), "year_known": bool,
                    "granularity": set(Granularity), "text": str, "basis": set(TimeBasis),
                }
            ),
            "participants": [{"role": str, "entity_id": maybe(str), **SPAN}],
            "place": maybe({"entity_id": maybe(str), "text": str}),
            "status": set(Status),
            "attribution": [{"source": maybe(str), "text": str, "cue": str, "stance": set(Stance)}],
            "incident_id": str, "review": str,
        }
    ],
    "relations": [
        {
            "id": str, "type": str, "source": str, "target": str, "document_id": str, "start": int,
            "end": int, "event_id": maybe(str),
        }
    ],
    "decisions": [
        {
            "id": str, "kind": str, "anchors": [{"path": str, "text": str}], "value": str, "author": str,
            "made_at": str, "undone": bool,
        }
    ],
}  # fmt: skip


def read(case: Case) -> dict[str, Any]:
    data: dict[str, Any] = orjson.loads(b"".join(case.export()))
    return data


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    with make_case(tmp_path_factory.mktemp("case") / "harbour.duckdb") as made:
        yield made


@pytest.fixture(scope="module")
def exported(case: Case) -> dict[str, Any]:
    return read(case)


def test_shape(exported: dict[str, Any]) -> None:
    assert fits(exported, CONTRACT)
    assert list(exported) == list(CONTRACT)


def test_everything_is_there(exported: dict[str, Any]) -> None:
    made = story()
    for section in ("times", "events", "relations"):
        wanted = {record.id for extraction in made for record in getattr(extraction, section)}
        assert {record["id"] for record in exported[section]} == wanted
    assert {d["id"] for d in exported["documents"]} == {extraction.document.id for extraction in made}


def test_offsets_point_into_the_text(exported: dict[str, Any]) -> None:
    texts = {d["id"]: d["text"] for d in exported["documents"]}
    spans = [(m["document_id"], m) for e in exported["entities"] for m in e["mentions"]]
    spans += [(t["document_id"], t) for t in exported["times"]]
    for event in exported["events"]:
        cited = (event["trigger"], event["sentence"], *event["participants"])
        spans += [(event["document_id"], span) for span in cited]
    assert len(spans) > 40
    for document, span in spans:
        assert texts[document][span["start"] : span["end"]] == span["text"]


def test_references_lead_somewhere(exported: dict[str, Any]) -> None:
    entities = {e["id"] for e in exported["entities"]}
    documents = {d["id"] for d in exported["documents"]}
    cited = [p["entity_id"] for e in exported["events"] for p in e["participants"]]
    cited += [e["place"]["entity_id"] for e in exported["events"] if e["place"]]
    cited += [a["source"] for e in exported["events"] for a in e["attribution"]]
    cited += [r[end] for r in exported["relations"] for end in ("source", "target")]
    assert {key for key in cited if key} <= entities
    assert {e["document_id"] for e in exported["events"]} <= documents


def test_unknown_stays_unknown(exported: dict[str, Any]) -> None:
    undated = [e for e in exported["events"] if e["when"] is None]
    assert {e["trigger"]["text"] for e in undated} == {"held", "blames", "was"}
    (when,) = {orjson.dumps(e["when"]) for e in exported["events"] if e["trigger"]["text"] == "raided"}
    when = orjson.loads(when)
    assert (when["earliest"], when["latest"], when["year_known"]) == ("--03-08", "--03-08", False)
    (since,) = [e["when"] for e in exported["events"] if e["trigger"]["text"] == "again"]
    assert (since["earliest"], since["latest"], since["year_known"]) == ("2024-04-01", None, True)


def test_publisher_stands_behind_everything(exported: dict[str, Any]) -> None:
    publishers = {d["id"]: d["publisher"] for d in exported["documents"]}
    for event in exported["events"]:
        last = event["attribution"][-1]
        assert (last["text"], last["cue"], last["stance"]) == (
            publishers[event["document_id"]], "published by", "states",
        )  # fmt: skip


def test_publisher_that_is_an_entity(tmp_path: Path) -> None:
    draft = Draft("The Tidewater Post said Ada left.", publisher="Tidewater Post")
    post = draft.mention("Tidewater Post", EntityType.ORG)
    draft.event("left", agent=draft.mention("Ada"), attribution=[says(post)])
    with make_case(tmp_path / "a.duckdb", [draft.extraction()]) as made:
        (event,) = read(made)["events"]
    assert len(event["attribution"]) == 2
    assert event["attribution"][0]["source"] == event["attribution"][1]["source"] is not None


def test_document_without_publisher_or_facts(tmp_path: Path) -> None:
    draft = Draft("Ada left.")
    draft.event("left")
    with make_case(
        tmp_path / "a.duckdb", [draft.extraction(), Draft("Nothing.", path="b").extraction()]
    ) as made:
        data = read(made)
    assert data["events"][0]["attribution"] == []
    assert len(data["documents"]) == 2


def test_empty_case(tmp_path: Path) -> None:
    with Case.open(tmp_path / "a.duckdb", create=True) as made:
        assert fits(read(made), CONTRACT)


def test_more_than_one_batch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, exported: dict[str, Any]
) -> None:
    monkeypatch.setattr("nlp.case.ask.export_json.AT_ONCE", 1)
    with make_case(tmp_path / "a.duckdb") as made:
        assert read(made) == exported


def test_odd_characters_survive(tmp_path: Path) -> None:
    text = 'Ada <b>&"\\\n left\u2028 \x00 \u05d0\u05d1 \U0001f6a2.'
    draft = Draft(text, title="<script>\u202e", publisher='"')
    draft.event("left", agent=draft.mention("Ada"))
    with make_case(tmp_path / "a.duckdb", [draft.extraction()]) as made:
        data = read(made)
        page = made.document(draft.document.id)
    assert data["documents"][0]["text"] == text
    assert data["documents"][0]["title"] == "<script>\u202e"
    assert page is not None
    assert page.text == text


def test_decisions_are_carried(tmp_path: Path) -> None:
    with make_case(tmp_path / "a.duckdb") as case:
        first, second, *_ = case.events()
        case.decide("reject", [first.id], author="ann")
        case.decide("redate", [second.id], value="2031-02")
        case.decide("hide", [case.entities()[-1].id])
        case.undo()
        exported = read(case)
    assert fits(exported, CONTRACT)
    events = {event["id"]: event for event in exported["events"]}
    assert len(events) == 10
    assert events[first.id]["review"] == "rejected"
    assert events[second.id]["when"]["basis"] == "analyst"
    assert events[second.id]["when"]["latest"] == "2031-02-28"
    made = [(row["kind"], row["author"], row["undone"]) for row in exported["decisions"]]
    assert made == [("reject", "ann", False), ("redate", "", False), ("hide", "", True)]

"""Messages of the page become decisions on a real case; ids that change are followed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from nlp.case import Case
from nlp.errors import CaseError
from nlp.query import Query
from tests.factories import make_case
from tests.viz.trees import having, text_in
from viz.decisions.messages import apply_message, draw_dialog, find_options
from viz.kit.shared_answers import share_answers
from viz.page.dashboard import build_dashboard

OWN = {"X-Dateline": "1"}


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    with make_case(tmp_path / "story.case") as made:
        yield share_answers(made)


def named(case: Case, name: str) -> str:
    return next(row.id for row in case.entities(limit=100) if row.name == name)


def names(case: Case) -> set[str]:
    return {row.name for row in case.entities(limit=100)}


def event_at(case: Case, trigger: str) -> str:
    return next(e.id for e in case.events(Query(rejected=True)) if e.trigger.text == trigger)


def decide(case: Case, kind: str, *targets: str, **more: Any) -> dict[str, Any]:
    return apply_message(case, {"do": "decide", "kind": kind, "targets": list(targets), **more})


def test_a_merge_is_followed_by_what_is_selected_and_undone(case: Case) -> None:
    okafor, vries = named(case, "Ines Okafor"), named(case, "Tomas Vries")
    shown = f"?sel=entity:{vries}&with={okafor}"
    told = decide(case, "merge", okafor, vries, author="R. Adair", search=shown)
    left = named(case, "Ines Okafor") if "Ines Okafor" in names(case) else named(case, "Tomas Vries")
    assert told["text"].startswith("Merged ")
    assert {okafor: left, vries: left}.items() >= told["moved"].items()
    assert told["moved"]
    assert case.decision_rows()[0].author == "R. Adair"
    back = apply_message(case, {"do": "undo", "search": f"?sel=entity:{left}"})
    assert back["text"].startswith("Undone: Merged ")
    assert {"Ines Okafor", "Tomas Vries"} <= names(case)
    again = apply_message(case, {"do": "redo"})
    assert again["text"].startswith("Done again: Merged ")


def test_a_rename_keeps_the_selection(case: Case) -> None:
    port = named(case, "Port Selwyn")
    told = decide(case, "rename", port, value="  Selwyn Harbour ", search=f"?sel=entity:{port}")
    assert "Selwyn Harbour" in names(case)
    assert told["moved"] in ({}, {port: named(case, "Selwyn Harbour")})


def test_what_is_hidden_is_dropped_from_the_selection(case: Case) -> None:
    union = named(case, "Harbour Union")
    told = decide(case, "hide", union, search=f"?sel=entity:{union}")
    assert "Harbour Union" not in names(case)
    row = case.entity(union)
    assert told["moved"] == ({} if row else {union: ""})


def test_a_rejected_event_leaves_the_query(case: Case) -> None:
    before = case.overview().events
    decide(case, "reject", event_at(case, "raided"))
    assert case.overview().events == before - 1
    apply_message(case, {"do": "undo"})
    assert case.overview().events == before


def test_a_date_is_set_and_what_is_no_date_is_refused_in_words(case: Case) -> None:
    blames = event_at(case, "blames")
    decide(case, "redate", blames, value="2024-03-10")
    event = case.event(blames)
    assert event is not None
    assert event.when is not None
    assert event.when.interval.earliest == "2024-03-10"
    with pytest.raises(CaseError, match="no date"):
        decide(case, "redate", blames, value="yesterday")


@pytest.mark.parametrize(
    "message",
    [
        {},
        {"do": "drop"},
        {"do": "undo"},
        {"do": "decide", "kind": "merge", "targets": "abc"},
        {"do": "decide", "kind": "merge", "targets": ["nobody", "no one"]},
        {"do": "decide", "kind": "no such", "targets": ["a"]},
    ],
)
def test_messages_without_sense_change_nothing(case: Case, message: dict[str, Any]) -> None:
    with pytest.raises(CaseError):
        apply_message(case, message)
    assert case.decision_rows() == []


def test_every_dialog_is_drawn(case: Case) -> None:
    okafor, vries = named(case, "Ines Okafor"), named(case, "Tomas Vries")
    raid, attack = event_at(case, "raided"), event_at(case, "attacked")
    asked = {
        "merge": [okafor, vries],
        "apart": [okafor, vries],
        "rename": [okafor],
        "retype": [okafor],
        "hide": [okafor],
        "split": [okafor],
        "redate": [raid],
        "same": [raid, attack],
        "different": [raid],
        "publish": [case.documents()[0].id],
    }
    for form, refs in asked.items():
        tree = draw_dialog(case, {"form": form, "refs": refs})
        assert having(tree, id="write-title"), form
        assert json.dumps(tree)
    for form in ("merge", "apart"):
        assert having(draw_dialog(case, {"form": form, "refs": [okafor]}), role="combobox")
    assert having(draw_dialog(case, {"form": "same", "refs": [raid]}), role="combobox")
    assert "one" in text_in(draw_dialog(case, {"form": "why", "refs": [okafor]}))


@pytest.mark.parametrize(
    "message",
    [{}, {"form": "merge"}, {"form": "none", "refs": ["a"]}, {"form": "rename", "refs": ["gone"]}]
    + [{"form": form, "refs": ["gone"]} for form in ("redate", "publish", "why")],
)
def test_a_dialog_about_nothing_is_refused(case: Case, message: dict[str, Any]) -> None:
    with pytest.raises(CaseError):
        draw_dialog(case, message)


def test_a_split_can_begin_at_a_chain(case: Case) -> None:
    okafor = named(case, "Ines Okafor")
    chain = case.mentions(okafor)[0].chain
    tree = draw_dialog(case, {"form": "split", "refs": [okafor], "chain": chain})
    ticked = [box[1]["value"] for box in having(tree, name="target") if "checked" in box[1]]
    assert ticked
    told = decide(case, "split", *ticked, search=f"?sel=entity:{okafor}")
    assert told["text"].startswith("Took ")


def test_finding_leaves_out_what_is_known(case: Case) -> None:
    okafor = named(case, "Ines Okafor")
    found = find_options(case, {"what": "entity", "text": "tom", "without": [okafor]})
    assert "Tomas Vries" in text_in(found)
    itself = find_options(case, {"what": "entity", "text": "okafor", "without": [okafor]})
    assert "Ines Okafor" not in text_in(itself)
    assert "Nothing found" in text_in(find_options(case, {"what": "entity", "text": "qqqq"}))
    raid = event_at(case, "raided")
    events = find_options(case, {"what": "event", "text": "raided", "without": [raid]})
    assert not having(events, data_ref=raid)
    assert find_options(case, {"what": "event", "text": "", "without": [raid]})
    assert find_options(case, {"what": "event"})


# The endpoints


@pytest.fixture
def client(case: Case) -> FlaskClient:
    return build_dashboard(case, hosts=["analysts.example"]).server.test_client()


def test_the_page_decides_and_hears_of_it(client: FlaskClient, case: Case) -> None:
    port = named(case, "Port Selwyn")
    body = {"do": "decide", "kind": "rename", "targets": [port], "value": "Selwyn"}
    answer = client.post("/_decisions", json=body, headers=OWN)
    assert answer.status_code == 200
    assert answer.get_json()["revision"] == case.revision
    refused = client.post("/_decisions", json={"do": "redo"}, headers=OWN)
    assert refused.get_json() == {"refused": "There is nothing to redo."}
    assert (
        client.post("/_decisions/form", json={"form": "rename", "refs": [port]}, headers=OWN).status_code
        == 200
    )


@pytest.mark.parametrize(
    "headers",
    [
        {},
        OWN | {"Origin": "http://evil.example"},
        OWN | {"Origin": "null"},
        OWN | {"Sec-Fetch-Site": "cross-site"},
        OWN | {"Sec-Fetch-Site": "same-site"},
        OWN | {"Host": "evil.example"},
    ],
)
def test_other_sites_cannot_decide(client: FlaskClient, case: Case, headers: dict[str, str]) -> None:
    for path in ("/_decisions", "/_decisions/form", "/_decisions/find"):
        assert client.post(path, json={"do": "undo"}, headers=headers).status_code == 403
    assert case.decision_rows() == []


def test_only_json_is_heard(client: FlaskClient) -> None:
    assert client.post("/_decisions", data={"do": "undo"}, headers=OWN).status_code == 415
    assert client.post("/_decisions", json=["undo"], headers=OWN).status_code == 400
    assert client.post("/_decisions", data="undo", headers=OWN).status_code == 415
    own = OWN | {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}
    assert client.post("/_decisions/find", json={"text": "port"}, headers=own).status_code == 200


def test_a_case_open_for_reading_shows_and_takes_nothing(tmp_path: Path) -> None:
    make_case(tmp_path / "story.case").close()
    with Case.open(tmp_path / "story.case", read_only=True) as case:
        app = build_dashboard(case, ingest=lambda *_: pytest.fail("read"))  # type: ignore[arg-type, return-value]
        client = app.server.test_client()
        assert "data-writable" not in app.layout.to_plotly_json()["props"]
        assert "intake" not in app.server.extensions
        okafor = named(case, "Ines Okafor")
        assert client.post("/_decisions", json={"do": "undo"}, headers=OWN).status_code == 403
        for form, status in (("why", 200), ("rename", 403)):
            body = {"form": form, "refs": [okafor]}
            assert client.post("/_decisions/form", json=body, headers=OWN).status_code == status

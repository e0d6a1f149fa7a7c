"""The bundled sample from end to end: its reports read, analysed, stored, exported, held against the key.

The floors are what was measured, less a margin; what a run found is printed with ``pytest -rP``.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Mapping
from typing import Any

import pytest

from nlp.case import Case
from nlp.ingest.run import analyze
from nlp.sample import sample_path
from nlp.text.pipeline import DEFAULT_MODEL
from tests import build_sample
from tests.sample_score import Score, judge_date, load_key, report, score_case, score_disagreements

FLOORS = {
    "documents": 1.0,
    "published": 0.95,
    "publisher": 0.88,
    "event": 0.85,
    "type": 0.95,
    "status": 0.93,
    "source": 0.84,
    "date": 0.78,
    "date precision": 0.985,
    "incidents B3 precision": 0.97,
    "incidents B3 F1": 0.94,
    "entity": 0.95,
    "entity type": 0.93,
    "entity one node": 0.87,
    "copies": 1.0,
    "disagreements": 0.8,
}
CEILINGS = {"false copies": 0, "forbidden entities": 0, "wrong days": 0, "false disagreements": 2}


@pytest.fixture(scope="module")
def scored(tmp_path_factory: pytest.TempPathFactory) -> Score:
    """The sample analysed once and held against its key."""
    path = tmp_path_factory.mktemp("sample") / "sample.case"
    done = analyze([sample_path()], path, model=DEFAULT_MODEL)
    assert done.skipped == []
    with Case.open(path) as case:
        exported = json.loads(b"".join(case.export()))
        score = score_case(exported, load_key())
        score_disagreements(case.accounts, exported, load_key(), score)
    print(report(score))
    return score


@pytest.mark.parametrize("name", FLOORS)
def test_found(scored: Score, name: str) -> None:
    assert scored.figures[name] >= FLOORS[name], scored.faults[name]


@pytest.mark.parametrize("name", CEILINGS)
def test_not_invented(scored: Score, name: str) -> None:
    assert scored.figures[name] <= CEILINGS[name], scored.faults


def test_the_sample_is_what_it_is_said_to_be() -> None:
    key = load_key()
    outlets = {document["publisher"] for document in key["documents"].values()} - {None}
    suffixes = {path.suffix for path in sample_path().rglob("*.*")}
    assert len(key["documents"]) >= 24
    assert len(outlets) >= 5
    assert suffixes >= {".txt", ".md", ".html", ".pdf", ".docx", ".eml", ".json", ".jsonl", ".csv", ".zip"}


def test_built_files_are_up_to_date() -> None:
    pdf = sample_path() / "observer" / "the-audit-they-buried.pdf"
    assert pdf.read_bytes() == build_sample.build_pdf("observer-2023-04-05")
    with zipfile.ZipFile(sample_path() / "clippings-summer.zip") as archive:
        assert archive.read("courier-verdict.html") == build_sample.build_html("courier-2023-06-28")
        assert archive.read("littoral-2023-07-07.txt") == build_sample.build_text("littoral-2023-07-07")


def test_the_key_names_triggers_inside_its_phrases() -> None:
    for event in load_key()["events"]:
        if event["trigger"] not in event["phrase"]:
            assert event["trigger"] in {"acquisition"}, event


def when(earliest: str | None, latest: str | None) -> Mapping[str, Any]:
    return {"earliest": earliest, "latest": latest}


JUDGED = {
    "the day": (["2023-03-07"] * 2, when("2023-03-07", "2023-03-07"), "right"),
    "another day": (["2023-03-07"] * 2, when("2023-03-08", "2023-03-08"), "wrong"),
    "its week": (["2023-03-07"] * 2, when("2023-03-06", "2023-03-12"), "vaguer"),
    "no date": (["2023-03-07"] * 2, None, "missing"),
    "a day of the month asked for": (["2023-03-01", "2023-03-31"], when("2023-03-07", "2023-03-07"), "right"),
    "no year though it is known": (["2023-03-07"] * 2, when("--03-07", "--03-07"), "vaguer"),
    "a year out of nowhere": (["--03-07"] * 2, when("2023-03-07", "2023-03-07"), "wrong"),
    "an open end": (["2023-03-07"] * 2, when(None, "2023-03-07"), "vaguer"),
}


@pytest.mark.parametrize(("wanted", "got", "verdict"), JUDGED.values(), ids=JUDGED)
def test_judging_dates(wanted: list[str], got: dict[str, Any] | None, verdict: str) -> None:
    assert judge_date(wanted, got) == verdict

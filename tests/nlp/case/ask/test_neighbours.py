"""Who stands beside whom, in profile and chart alike; many asked for at once; the weightiest of many."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

import nlp.case.ask.key_dates
import viz.export.report_read
from nlp.case import Case
from nlp.errors import CaseError
from nlp.query import Query
from nlp.records import EntityType
from tests.factories import Draft, day, make_case
from viz.chart.read import read_network
from viz.evidence.profile_read import read_profile
from viz.export.report_read import read_contents
from viz.state.limits import Cap
from viz.state.state import State, View


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    draft = Draft(
        "Mara Quill, sister of Jon Quill and director of Tern Shipping, met Ola Brandt on 5 May 2031. "
        "Mara Quill met Ola Brandt again on 7 May 2031. Jon Quill sang on 2 May 2031.",
        published=date(2031, 5, 9),
    )
    mara, jon = draft.mention("Mara Quill"), draft.mention("Jon Quill")
    ola, firm = draft.mention("Ola Brandt"), draft.mention("Tern Shipping", EntityType.ORG)
    draft.event(
        "met",
        "meeting",
        agent=mara,
        patient=ola,
        time=draft.time("5 May 2031", day("2031-05-05")),
        salience=0.9,
    )
    draft.event(
        "met",
        "meeting",
        nth=1,
        agent=mara,
        patient=ola,
        time=draft.time("7 May 2031", day("2031-05-07")),
        salience=0.8,
    )
    draft.event("sang", "other", agent=jon, time=draft.time("2 May 2031", day("2031-05-02")), salience=0.1)
    draft.relation("family", mara, jon, label="sister of")
    draft.relation("position", mara, firm, label="director of")
    with make_case(tmp_path_factory.mktemp("beside") / "a.duckdb", [draft.extraction()]) as made:
        yield made


@pytest.fixture(scope="module")
def ids(case: Case) -> dict[str, str]:
    return {row.name: row.id for row in case.entities()}


def test_neighbours_are_joined_by_events_or_relations(case: Case, ids: dict[str, str]) -> None:
    rows = case.neighbours(ids["Mara Quill"])
    assert [(row.entity.name, row.events, [link.label for link in row.relations]) for row in rows] == [
        ("Ola Brandt", 2, []),
        ("Jon Quill", 0, ["sister of"]),
        ("Tern Shipping", 0, ["director of"]),
    ]
    assert [row.entity.name for row in case.neighbours(ids["Mara Quill"], limit=1)] == ["Ola Brandt"]
    assert [row.entity.name for row in case.neighbours(ids["Jon Quill"])] == ["Mara Quill"]
    first = case.neighbours(ids["Mara Quill"], Query(period=("2031-05-05", "2031-05-05")))
    assert [(row.entity.name, row.events) for row in first] == [("Ola Brandt", 1)]
    assert case.neighbours("nobody") == []


def test_a_profile_shows_relations_to_whom_no_event_joins(case: Case, ids: dict[str, str]) -> None:
    row = case.entity(ids["Mara Quill"])
    assert row is not None
    profile = read_profile(case, row, Query())
    assert {(link.label, other.name) for link, other in profile.relations} == {
        ("sister of", "Jon Quill"),
        ("director of", "Tern Shipping"),
    }
    assert [(one.name, one.events) for one in profile.partners] == [("Ola Brandt", 2)]


@pytest.mark.parametrize("view", ["expanded", "around"])
def test_the_chart_adds_neighbours_by_relation(case: Case, ids: dict[str, str], view: str) -> None:
    mara = ids["Mara Quill"]
    asked = View(expanded=(mara,), limit=1) if view == "expanded" else View(around=mara)
    assert {row.name for row in read_network(case, State(view=asked)).entities} == set(ids)


def test_many_are_asked_for_at_once(case: Case, ids: dict[str, str]) -> None:
    events = [row.id for row in case.events(order="time")]
    wanted = [events[2], "nothing", events[0]]
    assert case.events_by_id(wanted) == {key: case.event(key) for key in (events[2], events[0])}
    assert list(case.events_by_id(wanted)) == [events[2], events[0]]
    named = [ids["Ola Brandt"], "nobody", ids["Mara Quill"]]
    assert list(case.entities_by_id(named)) == [named[0], named[2]]
    assert case.entities_by_id(named)[named[2]] == case.entity(named[2])


def test_the_weightiest_events_in_order_of_time(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    def days(**more: str) -> list[str | None]:
        rows = case.events(limit=2, order="time", **more)
        return [row.when.interval.earliest for row in rows if row.when]

    assert days() == ["2031-05-02", "2031-05-05"]
    assert days(choose="salience") == ["2031-05-05", "2031-05-07"]
    with pytest.raises(CaseError, match="not by 'size'"):
        days(choose="size")
    monkeypatch.setattr(viz.export.report_read, "REPORT_EVENTS", Cap(most=2, tells=""))
    contents = read_contents(case, State(), made_on=date(2031, 6, 1))
    assert [event.trigger.text for event in contents.events] == ["met", "met"]


def test_key_dates_look_at_all_events(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = case.key_dates()
    assert [one.day for one in whole] == ["2031-05-02", "2031-05-05", "2031-05-07"]
    monkeypatch.setattr(nlp.case.ask.key_dates, "AT_ONCE", 1)
    assert case.key_dates() == whole

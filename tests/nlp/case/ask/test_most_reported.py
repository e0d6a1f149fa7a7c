"""What stands out in a query: the incidents that most outlets tell, the fullest weeks."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from nlp.query import Query
from nlp.records import EntityType, Extraction
from tests.factories import Draft, day, make_case


def raid(number: int, publisher: str, place: str = "Ardlow Mill", on: int = 6) -> Extraction:
    """A report of a raid on a place on a day of May, published ``number`` days after it."""
    draft = Draft(
        f"The Grey Riders attacked {place} on {on} May 2031. Report {number}.",
        path=f"{number}.txt",
        publisher=publisher,
        published=date(2031, 5, 6) + timedelta(days=number),
    )
    riders = draft.mention("The Grey Riders", EntityType.ORG)
    attacked = draft.mention(place, EntityType.PLACE)
    time = draft.time(f"{on} May 2031", day(f"2031-05-{on:02}"))
    draft.event("attacked", time=time, agent=riders, patient=attacked, place=attacked)
    return draft.extraction()


def test_the_incident_of_most_outlets_comes_first(tmp_path: Path) -> None:
    reports = [raid(n, outlet) for n, outlet in enumerate(("Post", "Gazette", "Gazette"))]
    others = [raid(n, "Courier", "Low Weir") for n in (7, 8, 9)]
    with make_case(tmp_path / "raids.case", [*others, *reports]) as case:
        first, *rest = case.most_reported(limit=50)
        assert {event.publisher for event in first} == {"Post", "Gazette"}
        assert len(first) == 3
        assert [len({event.publisher for event in each}) for each in rest] == [1] * len(rest)
        assert sum(map(len, rest)) == 3
        assert len(case.most_reported(limit=1)) == 1
        assert case.most_reported(Query(text="nothing says this")) == []


def test_accounts_of_a_day_leave_later_reports_out(tmp_path: Path) -> None:
    reports = [raid(n, outlet) for n, outlet in enumerate(("Post", "Gazette", "Courier"))]
    with make_case(tmp_path / "raids.case", reports) as case:
        incident = case.events()[0].incident_id
        for last, outlets in (("2031-05-06", ["Post"]), ("2031-05-07", ["Post", "Gazette"])):
            known = case.accounts(incident, as_of=last)
            assert known is not None
            assert [account.publisher for account in known.accounts] == outlets
        assert case.accounts(incident, as_of="2031-05-01") is None


def test_weeks_begin_on_mondays_and_leave_out_what_is_vague(tmp_path: Path) -> None:
    with make_case(tmp_path / "story.case") as case:
        weeks = [(week.start, week.end, week.counts["events"]) for week in case.busiest_weeks(limit=50)]
        assert weeks == [("2024-03-04", "2024-03-10", 2), ("2024-03-11", "2024-03-17", 1)]
        assert len(case.busiest_weeks(limit=1)) == 1

"""The date of the report: bars of a strip, and what a day's reports changed, in words."""

from __future__ import annotations

import pytest

from nlp.query import Bin, ChangeRow
from viz.kit.memo import Memo
from viz.kit.time_axis import DAY, to_ms
from viz.timeline.playback import BARS, draw_reports, say_reports, tell_day
from viz.timeline.playback_view import draw_day


def day(start: str, reports: int, end: str = "") -> Bin:
    return Bin(start=start, end=end or start, counts={"reports": reports} if reports else {})


DAYS = [day("2031-05-01", 1), day("2031-05-02", 0), day("2031-05-03", 4)]


def change(when: str, kind: str, text: str = "", *, incident: str = "i", event: str = "e") -> ChangeRow:
    return ChangeRow(
        day=when,
        kind=kind,
        text=text,
        publisher="The Ardlow Post",
        event_ids=(event,),
        incident_id=incident,
    )


def test_the_strip_runs_from_the_first_to_the_last_report() -> None:
    drawn = draw_reports(DAYS)
    assert drawn["days"] == [["2031-05-01", 1], ["2031-05-03", 4]]
    assert (drawn["first"], drawn["last"]) == (to_ms("2031-05-01"), to_ms("2031-05-03") + DAY)
    assert [round(start, 2) for start, _, _ in drawn["bars"]] == [0.0, 0.67]
    assert [tall for _, _, tall in drawn["bars"]] == [0.25, 1.0]


def test_many_days_are_put_together_in_bars_of_all_reports() -> None:
    days = [day(f"20{year:02}-{month:02}-11", 1) for year in range(30, 60) for month in range(1, 13)]
    bars = draw_reports(days)["bars"]
    assert len(bars) <= BARS
    assert all(0 <= start < end <= 1 for start, end, _ in bars)
    assert len(draw_reports(days)["days"]) == len(days)


def test_nothing_is_drawn_of_no_dated_report() -> None:
    assert draw_reports([])["days"] == []
    assert "No report" in str(draw_day(None, [], [], {}))


def test_counts_of_a_day() -> None:
    assert say_reports(None, DAYS) == "All 5 dated reports, 1 May 2031 – 3 May 2031"
    assert say_reports("2031-05-02", DAYS) == "1 of 5 reports, 0 that day"
    assert say_reports("2031-05-03", DAYS) == "5 of 5 reports, 4 that day"


STORY = [
    change("2031-05-01", "first report", "Ardlow"),
    change("2031-05-01", "toll", "3 killed"),
    change("2031-05-03", "toll", "5 killed"),
    change("2031-05-03", "date", "2031-04-30"),
    change("2031-05-03", "first report", incident="new", event="n"),
    change("2031-05-03", "planned", incident="new", event="n"),
    change("2031-05-04", "denied"),
    change("2031-05-05", "perpetrator", "Grey Hand"),
    change("2031-05-06", "date", "../2031-05-02"),
]


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ("2031-05-01", ["first report, 3 killed"]),
        ("2031-05-02", []),
        ("2031-05-03", ["toll 3 → 5 killed; dated 30 April 2031", "first report"]),
        ("2031-05-04", ["denied"]),
        ("2031-05-05", ["attributed to Grey Hand"]),
        ("2031-05-06", ["dated up to 2 May 2031"]),
    ],
)
def test_what_a_day_changed(when: str, words: list[str]) -> None:
    assert [one.words for one in tell_day(STORY, when)] == words


def test_a_toll_of_another_kind_is_no_earlier_one() -> None:
    story = [change("2031-05-01", "toll", "at least 3 killed"), change("2031-05-02", "toll", "9 injured")]
    assert [one.words for one in tell_day(story, "2031-05-02")] == ["toll 9 injured"]


def test_the_line_of_a_day_names_incident_change_and_publisher() -> None:
    line = str(
        draw_day("2031-05-03", DAYS, tell_day(STORY, "2031-05-03"), {"e": "Masked men raided the mill"})
    )
    assert "Masked men raided the mill (The Ardlow Post)" in line
    assert "Toll 3 → 5 killed; dated 30 April 2031" in line
    assert "All reports" in line
    assert "Nothing that day" in str(draw_day("2031-05-03", DAYS, [], {}))


def test_long_answers_are_asked_for_once_and_errors_are_not_kept() -> None:
    asked: list[int] = []

    def ask(key: int) -> int:
        asked.append(key)
        if key < 0:
            raise ValueError(key)
        return key * 2

    remembered = Memo(ask, most=2)
    assert [remembered(key) for key in (1, 1, 2, 3, 1)] == [2, 2, 4, 6, 2]
    assert asked == [1, 2, 3, 1]
    for _ in range(2):
        with pytest.raises(ValueError, match="-1"):
            remembered(-1)
    assert asked[4:] == [-1, -1]

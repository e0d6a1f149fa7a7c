"""Intervals: days, and the times of day at their ends."""

import pytest

from nlp.records import Granularity, Interval


def interval(
    earliest: str | None = "2031-05-06",
    latest: str | None = "2031-05-06",
    begun: str = "",
    over: str = "",
) -> Interval:
    """An interval of a minute's grain."""
    return Interval(
        earliest=earliest,
        latest=latest,
        granularity=Granularity.MINUTE,
        earliest_time=begun,
        latest_time=over,
    )


def test_ends_carry_their_times_of_day() -> None:
    made = interval(begun="09:45-04:00", over="10:01:44-04:00")
    assert (made.begins, made.ends) == ("2031-05-06T09:45-04:00", "2031-05-06T10:01:44-04:00")
    assert (made.earliest, made.latest) == ("2031-05-06", "2031-05-06")


def test_end_without_time_is_its_day_and_one_without_year_stays_a_day() -> None:
    assert interval(begun="22:00", latest=None).begins == "2031-05-06T22:00"
    assert interval(begun="22:00", latest=None).ends is None
    assert interval().begins == "2031-05-06"
    assert interval("--05-06", "--05-06", "22:00", "22:00").begins == "--05-06"


@pytest.mark.parametrize(
    ("earliest", "latest", "begun", "over"),
    [
        ("2031-05-06", "2031-05-06", "10:15", "09:45"),
        ("2031-05-06", "2031-05-06", "9:45", ""),
        ("2031-05-06", "2031-05-06", "", "25:00"),
        ("2031-05-06", "2031-05-06", "09:45 GMT", ""),
        (None, "2031-05-06", "09:45", ""),
        ("2031-05-07", "2031-05-06", "", ""),
    ],
)
def test_no_interval(earliest: str | None, latest: str | None, begun: str, over: str) -> None:
    with pytest.raises(ValueError, match=r"interval|time of day"):
        interval(earliest, latest, begun, over)


def test_times_of_different_zones_are_not_compared() -> None:
    assert interval(begun="10:15+03:00", over="07:45Z").begins == "2031-05-06T10:15+03:00"

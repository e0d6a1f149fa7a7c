"""What holds for any text and any day of publication."""

from datetime import date, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from nlp.time import Resolved, read_times, resolve_times
from nlp.time.calendar.arithmetic import add_days, shift, truncate
from nlp.time.calendar.calendar import Calendar, days, of_day, value
from nlp.time.grammar.reading import from_json, to_json

WORDS = st.sampled_from(
    [
        "May",
        "March",
        "second",
        "first",
        "31",
        "30",
        "29",
        "2",
        "12",
        "2024",
        "1999",
        "'99",
        "1990s",
        "3/7/2024",
        "3/4",
        "13/10",
        "10/13-11/20/2017",
        "261435ZFEB15",
        "300001ZFEB",
        "Q3",
        "1H",
        "Ramadan",
        "Safar",
        "1439",
        "9999",
        "Esfand",
        "AH",
        "0945",
        "2359",
        "5.45",
        "24:00",
        "midnight",
        "minutes",
        "hours",
        "half",
        "GMT",
        "Moscow time",
        "eve",
        "(",
        ")",
        "&",
        "two thousand",
        "twenty",
        "mid-80s",
        "29/2/2023",
        "2024-02-30",
        "10:35",
        "25:61",
        "a.m.",
        "p.m.",
        "BC",
        "last",
        "next",
        "this",
        "that",
        "the",
        "same",
        "following",
        "previous",
        "day",
        "days",
        "week",
        "weeks",
        "month",
        "year",
        "years",
        "quarter",
        "century",
        "decade",
        "Monday",
        "Sunday",
        "Tuesday",
        "night",
        "morning",
        "noon",
        "February",
        "June",
        "Sept.",
        "ago",
        "later",
        "earlier",
        "before",
        "after",
        "since",
        "until",
        "by",
        "from",
        "to",
        "between",
        "and",
        "or",
        "of",
        "in",
        "on",
        "at",
        "early",
        "late",
        "mid",
        "end",
        "every",
        "twice",
        "per",
        "recent",
        "several",
        "a",
        "an",
        "half",
        "hundred",
        "thousand",
        "million",
        "today",
        "yesterday",
        "tomorrow",
        "now",
        "Christmas",
        "Easter",
        "-",
        ",",
        ".",
        "'",
        "“",
        "”",
        "(",
        ")",
        "'s",
        "o'clock",
        "GMT",
        "fiscal",
        "spring",
        "fall",
        "winter",
        "\n\n",
        "0",
        "000",
    ]
)
TEXTS = st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=40).map(" ".join))
DAYS = st.dates(min_value=date(1, 1, 1), max_value=date(9999, 12, 31))


@settings(deadline=None)
@given(text=TEXTS, published=st.none() | DAYS)
@example(text="It burned two days ago and three centuries later.", published=date(1, 1, 1))
@example(text="Sunday, about Jan. 1, last weekend, the 20th", published=date(1, 1, 1))
@example(text="He will come on Sunday, about Dec. 31, in the coming weeks", published=date(9999, 12, 31))
@example(text="He returns next week, in 400 years from now.", published=date(9999, 12, 31))
@example(text="Friday 29/2/2023 to 30/2/2024, 5000 years ago", published=date(2024, 2, 29))
def test_any_text(text: str, published: date | None) -> None:
    readings = read_times(text)
    resolved = resolve_times(readings, published)
    assert [item.reading.start for item in resolved] == [reading.start for reading in readings]
    last = 0
    for item in resolved:
        reading = item.reading
        assert text[reading.start : reading.end] == reading.text
        assert last <= reading.start < reading.end
        last = reading.end
        assert item.value
        assert item.rule
        assert reading.read
        check_interval(item, published)


def check_interval(item: Resolved, published: date | None) -> None:
    """Ends in order; no year where none is said and none is known."""
    interval = item.interval
    if interval is None:
        return
    if interval.earliest and interval.latest and interval.year_known:
        assert interval.earliest <= interval.latest


@settings(deadline=None)
@given(text=TEXTS, published=st.none() | DAYS, other=st.none() | DAYS)
def test_resolving_again_gives_the_same(text: str, published: date | None, other: date | None) -> None:
    readings = read_times(text)
    stored = [
        from_json(to_json(r), start=r.start, end=r.end, text=r.text, type=r.type, rule=r.rule)
        for r in readings
    ]
    assert stored == readings
    first = resolve_times(readings, published)
    resolve_times(stored, other)
    assert resolve_times(stored, published) == first


@settings(deadline=None)
@given(text=st.lists(WORDS, max_size=40).map(" ".join))
def test_no_year_from_nowhere(text: str) -> None:
    """Without a publication date every year of an interval stands in the text, or is reckoned from one."""
    resolved = resolve_times(read_times(text))
    said = any(
        item.reading.meaning.cal.year or item.reading.meaning.cal.decade or item.reading.meaning.cal.century
        for item in resolved
    )
    if not said:
        assert not any(item.interval and item.interval.year_known for item in resolved)


@settings(deadline=None)
@given(
    day=DAYS,
    amount=st.integers(-400, 400),
    unit=st.sampled_from(["D", "W", "WE", "M", "Q", "H", "Y", "DE", "CE"]),
)
def test_steps(day: date, amount: int, unit: str) -> None:
    """A step on the calendar is whole units long and as coarse as its unit."""
    moved = shift(of_day(day), amount, unit)
    if moved is None or (moved.year is not None and not 1 <= moved.year <= 9999):
        return
    span = days(moved)
    here = truncate(of_day(day), unit)
    assert here is not None
    base = days(here)
    if span is None or base is None:
        return
    assert (span[0] > base[0]) == (amount > 0) or amount == 0
    if unit == "D":
        assert span[0] == day + timedelta(amount)
    if unit in ("W", "WE"):
        assert (span[0] - base[0]).days == 7 * amount


@pytest.mark.parametrize(
    ("day", "week"),
    [
        ("2020-12-31", "2020-W53"),
        ("2021-01-03", "2020-W53"),
        ("2021-01-04", "2021-W01"),
        ("2024-12-30", "2025-W01"),
    ],
)
def test_weeks_at_the_end_of_the_year(day: str, week: str) -> None:
    cal = truncate(of_day(date.fromisoformat(day)), "W")
    assert cal is not None
    assert value(cal) == week


def test_a_step_of_unknown_year_is_not_taken_over_a_leap_day() -> None:
    assert add_days(Calendar(month=2, day=28), 1) is None
    assert add_days(Calendar(month=2, day=27), 1) == Calendar(month=2, day=28)
    assert add_days(Calendar(month=12, day=31), 1) == Calendar(month=1, day=1)

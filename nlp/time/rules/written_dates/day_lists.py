"""Several days whose month is said once: "3, 4 and 7 May", "May 5-11", "Friday 3 to Monday 6 April"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from nlp.records import TimeType
from nlp.time.calendar.calendar import Calendar, days
from nlp.time.grammar.grammar import MACROS, Found, Match, rule
from nlp.time.grammar.lexicon import tables, word_set
from nlp.time.grammar.numbers import parse_ordinal
from nlp.time.grammar.reading import Meaning
from nlp.time.rules.shared import is_month, month_number, said_year

MACROS["AND"] = "(,? (and|or|&)|,|to|through|until|till|-)"
MACROS["EACH"] = "((WEEKDAY ,?)? (the)? (DAY|NTH))"
_Day = tuple[int, int, Calendar]  # first and last (exclusive) token, weekday and day


@rule(
    "days of a month",
    "m:MONTH d:((the)? (DAY|NTH) ({AND} (the)? (DAY|NTH))+) (,? y:YEAR)?",
    "d:({EACH} ,? ({AND} {EACH} ,?)+) (of)? m:MONTH (,? y:YEAR)?",
    "d:({EACH} ,? ({AND} {EACH} ,?)* (to|through|until|till|-|and)) m:MONTH e:(DAY|NTH) (,? y:YEAR)?",
)
def days_of_a_month(match: Match) -> list[Found] | None:
    """ "May 5-11, 2024", "3, 4 and 7 May", "from 02 to April 07": an expression a day; they share month and
    year."""
    if not is_month(match):
        return None
    month, reversed_range = match.range("m"), match.has("e")
    month_first = month[0] < match.range("d")[0]
    days = list(_days(match, *match.range("d")))
    if reversed_range:
        if match.before() not in word_set("opens_a_range"):
            return None
        days += [(month[0], match.range("e")[1], cal) for _, _, cal in _days(match, *match.range("e"))]
    elif not month_first:
        if days[0][2].weekday is None and _names_a_number(match):
            days = days[1:]  # "in Operation Dawn 5, and 22 to 24 February"
        if not _is_list(match, days):
            return None
    if month_first:
        days[0] = (match.first, *days[0][1:])
        if not match.has("y") and _counts(match):
            days = days[:1]  # "on May 1, 2 people died"
    if len(days) > 1:
        days[-1] = (days[-1][0], match.last, days[-1][2])
    year, number = said_year(match), month_number(match)
    return [
        Found(low, high, TimeType.DATE, Meaning(cal=replace(cal, year=year, month=number)))
        for low, high, cal in days
    ]


def _days(match: Match, low: int, high: int) -> Iterator[_Day]:
    """The days among these tokens, each with the weekday in front of it."""
    weekdays, first, weekday = tables()["WEEKDAY"], None, None
    for index in range(low, high):
        word = match.at(index)
        if word in weekdays:
            first, weekday = index, match.value_of("WEEKDAY", index)
        elif (day := parse_ordinal(word)) is not None:
            start = index - (first is None and match.at(index - 1) == "the")
            yield first if first is not None else start, index + 1, Calendar(day=day, weekday=weekday)
            first = weekday = None


def _is_list(match: Match, days: list[_Day]) -> bool:
    """Whether figures before a month are days of it: rising, and not joined by mere commas."""
    if any(cal.weekday for _, _, cal in days):
        return True
    numbers = [cal.day or 0 for _, _, cal in days]
    if len(days) == 1:
        return True
    between = match.at(days[-1][0] - 1)
    return between not in (",",) and numbers == sorted(numbers) and match.before() not in word_set("numbered")


def _names_a_number(match: Match) -> bool:
    """Whether the figure that opens the match belongs to a name before it."""
    return match.raw(match.first - 1)[:1].isupper() and match.before() not in word_set("function")


def _counts(match: Match) -> bool:
    """Whether the last figure counts what follows, or is an hour: "May 1 and 2 people", "May 5, 10 a.m."."""
    last, after = match.at(match.last - 1), match.after()
    if not last.isdigit():
        return False
    plural = after.isalpha() and after.endswith("s") and after not in word_set("function")
    return plural or after in word_set("counted_beside_a_month") or after in tables()["MERIDIEM"]


@rule(
    "two days",
    "(the)? p:PAIR (of)? m:MONTH (,? y:YEAR)?",
    "m:MONTH p:PAIR (,? y:YEAR)?",
    "(the)? d:(DAY|NTH) .? (/|-) e:(DAY|NTH) .? (of)? m:MONTH (,? y:YEAR)?",
    "m:MONTH d:NTH / e:NTH (,? y:YEAR)?",
    "d:(DAY|NTH) m:MONTH (,? z:YEAR)? / e:(DAY|NTH) n:MONTH (,? y:YEAR)?",
    "m:MONTH d:(DAY|NTH) / n:MONTH e:(DAY|NTH) (,? y:YEAR)?",
)
def two_days(match: Match) -> list[Found] | None:
    """ "3/4 March", "30 April/1 May 2018": one stretch, as of a night between two days."""
    if not is_month(match):
        return None
    if match.has("p"):
        one, two = (int(part) for part in match.text("p").split("/"))
    else:
        one, two = parse_ordinal(match.text("d")) or 0, parse_ordinal(match.text("e")) or 0
    month = month_number(match)
    behind = month_number(match, "n") if match.has("n") else month
    year = said_year(match)
    if year is not None and behind < month:
        year -= 1  # 31 December/1 January
    if match.has("z"):
        year = said_year(match, "z")
    begin = Calendar(year=year, month=month, day=one)
    end = Calendar(year=year if year is None or behind >= month else year + 1, month=behind, day=two)
    first, last = days(begin), days(end)
    if first is None or last is None:
        return None
    length = (last[0] - first[0]).days % 366 + 1
    return match.point(Meaning(cal=replace(begin, length=length))) if 1 < length < 8 else None

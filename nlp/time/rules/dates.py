"""Days with their month: "July 27, 2022", "27 July", "Thursday, June 9", "5 and 11 May"."""

from __future__ import annotations

from nlp.records import TimeType
from nlp.time.calendar.calendar import Calendar
from nlp.time.grammar.grammar import Found, Match, rule
from nlp.time.grammar.lexicon import tables, word_set
from nlp.time.grammar.numbers import parse_ordinal
from nlp.time.grammar.reading import REFERENCE, Meaning
from nlp.time.rules.shared import month_number, said_part, said_year

_COUNTED = frozenset({"percent", "people", "%", "per", "million"})


def is_month(match: Match) -> bool:
    """Whether the word is written as a month is: "may" and "march" only with a capital."""
    token = match.tokens("m")[0]
    return match.lexed.source[token.start].isupper() or token.text not in word_set("capital_only")


@rule(
    "calendar date",
    "d:DAY - m:MONTH - y:YEAR",
    "the d:{ORD} (day)? of m:MONTH (,? y:YEAR)?",
    "(w:WEEKDAY ,? (the)?)? m:MONTH (the)? d:(DAY|NTH|{ORD}) (,? y:YEAR)? p:PART?",
    "(w:WEEKDAY ,?)? (the)? d:(DAY|NTH) (of)? m:MONTH (,? y:YEAR)? p:PART?",
)
def calendar_date(match: Match) -> list[Found] | None:
    """ "Thursday, June 9", "9 June 2022", "the 9th of June"; a weekday beside it is kept as evidence."""
    day, word = parse_ordinal(match.text("d")), match.text("d")
    if day is None or not is_month(match):
        return None
    if word in ("first", "second") and match.after().isalpha() and not match.has("y"):
        return None  # "in May second thoughts"
    month_first = match.range("m")[0] < match.range("d")[0]
    if month_first and not match.has("y") and word.isdigit() and match.after() in _COUNTED:
        return None  # "in May 12 people died"
    weekday = match.number("w", "WEEKDAY")
    cal = Calendar(
        year=said_year(match), month=month_number(match), day=day, weekday=weekday, part=said_part(match)
    )
    return match.point(Meaning(cal=cal))


@rule("cable date", "d:DAY m:MONTH y:(TWO|SHORT) p:PART?")
def cable_date(match: Match) -> list[Found] | None:
    """ "24 OCT 89", as cables are dated: two figures that can be no day, or that an apostrophe marks."""
    year, marked = said_year(match), match.text("y")[0] in "'‘’"
    if not is_month(match) or year is None or (not marked and year % 100 <= 31):
        return None
    cal = Calendar(year=year, month=month_number(match), day=int(match.text("d")), part=said_part(match))
    return match.point(Meaning(cal=cal))


@rule(
    "range of days",
    "m:MONTH d:(DAY|NTH) (-|to|and|through|until|or) e:(DAY|NTH) (,? y:YEAR)?",
    "(the)? d:(DAY|NTH) (-|to|and|through|until|or) (the)? e:(DAY|NTH) (of)? m:MONTH (,? y:YEAR)?",
)
def range_of_days(match: Match) -> list[Found] | None:
    """ "May 5-11", "5 and 11 May 2024": two expressions that share month and year."""
    if not is_month(match):
        return None
    year, month = said_year(match), month_number(match)
    one = Calendar(year=year, month=month, day=parse_ordinal(match.text("d")))
    two = Calendar(year=year, month=month, day=parse_ordinal(match.text("e")))
    low = match.range("e")[0]
    return [
        Found(match.first, match.range("d")[1], TimeType.DATE, Meaning(cal=one)),
        Found(low - (match.at(low - 1) == "the"), match.last, TimeType.DATE, Meaning(cal=two)),
    ]


@rule("month and year", "m:MONTH ,? (of)? y:(YEAR|SHORT)", "the month of m:MONTH ,? y:YEAR?")
def month_and_year(match: Match) -> list[Found] | None:
    """ "May 2024", "February of 1940"."""
    if not is_month(match):
        return None
    return match.point(Meaning(cal=Calendar(year=said_year(match), month=month_number(match))))


@rule("day of month", "the d:NTH")
def day_of_month(match: Match) -> list[Found] | None:
    """ "on the 20th": a day of the month spoken of."""
    day = parse_ordinal(match.text("d"))
    if not day or day > 31 or match.before() not in word_set("before_day_of_month"):
        return None
    if match.after() and match.after() not in word_set("after_day_of_month"):
        return None
    return match.point(Meaning(cal=Calendar(day=day), anchor=REFERENCE))


@rule("holiday", "(the)? h:HOLIDAY (,? y:YEAR)?", "(the)? y:YEAR h:HOLIDAY")
def holiday(match: Match) -> list[Found] | None:
    """ "Christmas Eve", "Thanksgiving 2019", by name."""
    name = match.text("h")
    if not tables()["=holiday"][name] or (name == "easter" and match.raw(match.last)[:1].isupper()):
        return None
    outside = match.at(match.first) == "the" and not name.startswith("fourth")
    meaning = Meaning(cal=Calendar(year=said_year(match)), holiday=name)
    return match.point(meaning, first=match.first + outside)

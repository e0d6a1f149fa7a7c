"""Days and months of the calendar: "July 27, 2022", "27 July", "3/7/2024", "2024-03-08", "Tuesday"."""

from __future__ import annotations

import re

from nlp.records import TimeType
from nlp.time.fields import Calendar
from nlp.time.grammar import MACROS, Found, Match, rule
from nlp.time.lexicon import tables
from nlp.time.meaning import Meaning
from nlp.time.numbers import parse_ordinal

IN = frozenset(
    [
        "in",
        "on",
        "of",
        "since",
        "until",
        "till",
        "by",
        "from",
        "to",
        "through",
        "before",
        "after",
        "during",
        "between",
        "and",
        "or",
        "late",
        "early",
        "mid",
        "last",
        "next",
        "this",
        "that",
        "previous",
        "following",
        "every",
        "each",
        "around",
        "about",
        "for",
        "as",
        "throughout",
        "into",
        "beginning",
        "starting",
        "ending",
        "over",
        "dated",
        "through",
        "than",
        "like",
        "per",
        "via",
    ]
)
_CAPITAL_ONLY = frozenset(
    {"may", "march", "sun", "sat", "mon", "wed", "mar", "jan", "dec", "sep", "thu", "fri", "tue"}
)


def month_number(match: Match, group: str = "m") -> int:
    """The month a group names."""
    found = match.value(group, "MONTH")
    return found if isinstance(found, int) else 0


def year_number(text: str) -> int:
    """A year as written: four digits, or two after an apostrophe ("'99": 1999, "'15": 2015)."""
    digits = int(re.sub(r"\D", "", text))
    return digits + (1900 if digits > 40 else 2000) if digits < 100 else digits


def _written_as_month(match: Match, group: str = "m") -> bool:
    token = match.tokens(group)[0]
    return match.lexed.source[token.start].isupper() or token.text not in _CAPITAL_ONLY


MDY = "(m:MONTH (the)? d:(DAY|NTH|{ORD}) (,? y:YEAR)?)"
DMY = "((the)? d:(DAY|NTH) (of)? m:MONTH (,? y:YEAR)?)"


MACROS["ORD"] = "(ORDINAL|NTH|CARDINAL - ORDINAL)"


@rule(
    "calendar date",
    "d:DAY - m:MONTH - y:YEAR",
    "the d:{ORD} (day)? of m:MONTH (,? y:YEAR)?",
    f"(w:WEEKDAY ,? (the)?)? {MDY} p:PART?",
    f"(w:WEEKDAY ,?)? {DMY} p:PART?",
)
def calendar_date(match: Match) -> list[Found] | None:
    """ "Thursday, June 9", "9 June 2022", "the 9th of June"; a weekday beside it is kept as evidence."""
    if not _written_as_month(match):
        return None
    day = parse_ordinal(match.text("d"))
    if day is None or (match.text("d") in ("first", "second") and match.after().isalpha() and not match.has("y")):
        return None  # "in May second thoughts"
    token = match.tokens("d")[0]
    if match.range("d")[0] > match.range("m")[0] and not match.has("y") and _counts_things(match, token.text):
        return None
    cal = Calendar(
        year=year_number(match.text("y")) if match.has("y") else None,
        month=month_number(match),
        day=day,
        weekday=match.number("w", "WEEKDAY"),
        part=str(match.value("p", "PART")) if match.has("p") else None,
    )
    return match.whole(TimeType.TIME if cal.part else TimeType.DATE, Meaning(cal=cal))


def _counts_things(match: Match, day: str) -> bool:
    """ "In May 12 people died", "in March 20 percent": the figure counts what follows."""
    return day.isdigit() and (
        match.after() in ("percent", "people", "%", "per", "million") or match.after() == "%"
    )


@rule("range of days", "m:MONTH d:(DAY|NTH) (-|to|and|through|until|or) e:(DAY|NTH) (,? y:YEAR)?",
      "(the)? d:(DAY|NTH) (-|to|and|through|until|or) (the)? e:(DAY|NTH) (of)? m:MONTH (,? y:YEAR)?")  # fmt: skip
def range_of_days(match: Match) -> list[Found] | None:
    """ "May 5-11", "5 and 11 May 2024": two expressions that share month and year."""
    if not _written_as_month(match):
        return None
    year = year_number(match.text("y")) if match.has("y") else None
    found = []
    month_first = match.range("m")[0] < match.range("d")[0]
    for group in ("d", "e"):
        cal = Calendar(year=year, month=month_number(match), day=parse_ordinal(match.text(group)))
        low, high = match.range(group)
        if (group == "d" and month_first) or group == "d":
            low = match.first
        if group == "e":
            high = match.last
            if not month_first and match.at(low - 1) == "the":
                low -= 1
        found.append(Found(low, high, TimeType.DATE, Meaning(cal=cal)))
    return found


@rule("month and year", "m:MONTH ,? (of)? y:(YEAR|SHORT)", "the month of m:MONTH ,? y:YEAR?")
def month_and_year(match: Match) -> list[Found] | None:
    """ "May 2024", "February of 1940"."""
    if not _written_as_month(match):
        return None
    cal = Calendar(year=year_number(match.text("y")) if match.has("y") else None, month=month_number(match))
    return match.whole(TimeType.DATE, Meaning(cal=cal))


@rule("month", "m:MONTH")
def month(match: Match) -> list[Found] | None:
    """A month's name alone. "May" and "March" need a capital and a place where a verb or name cannot stand."""
    word, before = match.text("m"), match.before()
    written = match.raw(match.first)
    if word in tables()["ABBREVIATED_MONTH"] and not written.endswith(".") and before not in IN:
        return None
    if not written[0].isupper():
        return None
    previous = match.raw(match.first - 1)
    following = match.raw(match.last)
    if word in ("may", "march", "april", "june", "august", "jan"):
        named = (previous[:1].isupper() and before not in tables()["WEEKDAY"]) or following[:1].isupper()
        if named and before not in IN:
            return None
    if (
        word in ("may", "march")
        and before not in IN
        and (not previous or not previous[0].isalnum() or before == "the")
    ):
        if not (before == "the" and following.islower()):
            return None
    if word == "march" and following == "for":
        return None
    return match.whole(TimeType.DATE, Meaning(cal=Calendar(month=month_number(match))))


@rule("weekday", "w:WEEKDAY p:PART?")
def weekday(match: Match) -> list[Found] | None:
    """A weekday's name; clipped forms ("Sun", "Sat") only with a full stop behind a preposition."""
    written = match.raw(match.first)
    if not written[0].isupper():
        return None
    if match.before() in ("a", "one", "some") and match.after() in ("in", "of", "when", ".", ","):
        return match.whole(TimeType.DATE, Meaning(value=f"XXXX-WXX-{match.number('w', 'WEEKDAY')}"))
    if len(written) < 6 and not (match.after() == "." and match.before() in IN):
        return None
    part = str(match.value("p", "PART")) if match.has("p") else None
    cal = Calendar(weekday=match.number("w", "WEEKDAY"), part=part)
    return match.whole(TimeType.TIME if part else TimeType.DATE, Meaning(cal=cal))


@rule("ISO date", "n:ISO")
def iso(match: Match) -> list[Found] | None:
    """ "2024-03-08", "2024-03-08T14:30+02:00"."""
    text = match.raw(match.first)
    zone = re.search(r"(Z|[+-]\d\d:?\d\d)$", text[10:])
    hour, minute, second = (*(int(n) for n in re.findall(r"\d\d", re.sub(r"(Z|[+-]\d\d:?\d\d)$|\.\d+", "", text[10:]))),
                            None, None, None)[:3]  # fmt: skip
    cal = Calendar(
        year=int(text[:4]), month=int(text[5:7]), day=int(text[8:10]), hour=hour, minute=minute, second=second,
        zone=zone.group() if zone else None,
    )  # fmt: skip
    if not 1 <= (cal.month or 0) <= 12 or not 1 <= (cal.day or 0) <= 31:
        return None
    return match.whole(TimeType.TIME if hour is not None else TimeType.DATE, Meaning(cal=cal))


@rule("numeric date", "n:SLASHED")
def numeric_date(match: Match) -> list[Found] | None:
    """ "3/7/2024": which figure is the day is decided by the document (:mod:`nlp.time.numeric`)."""
    text = match.raw(match.first)
    separator = re.sub(r"\d", "", text)[0]
    first, second, third = (int(part) for part in text.split(separator))
    if len(text.split(separator)[0]) == 4:
        year, month, day, order = first, second, third, ""
    else:
        year = year_number(text.split(separator)[2])
        if separator == "." and len(text.split(separator)[2]) != 4:
            return None
        if first > 12 >= second:
            day, month, order = first, second, "day first"
        elif second > 12 >= first:
            day, month, order = second, first, "month first"
        elif first == second:
            day, month, order = first, second, ""
        elif separator == ".":
            day, month, order = first, second, "day first"
        else:
            day, month, order = second, first, "either"
    if not (1 <= month <= 12 and 1 <= day <= 31 and 1000 <= year < 2200):
        return None
    note = f"numeric: {order}" if order else None
    return match.whole(TimeType.DATE, Meaning(cal=Calendar(year=year, month=month, day=day), note=note))


@rule("day of month", "the d:NTH")
def day_of_month(match: Match) -> list[Found] | None:
    """ "on the 20th": a day of the month spoken of."""
    day = parse_ordinal(match.text("d"))
    if match.before() not in ("on", "by", "until", "since", "from", "to", "through") or not day or day > 31:
        return None
    if match.after() not in (".", ",", "", "and", "to", ")", ";") and not match.after()[:1].isalpha():
        return None
    if match.raw(match.last)[:1].isalpha() and match.after() not in (
        "and",
        "to",
        "of",
        "the",
        "in",
        "at",
        "he",
        "she",
    ):
        return None
    return match.whole(TimeType.DATE, Meaning(cal=Calendar(day=day), anchor="reference"))


@rule("holiday", "(the)? (h:HOLIDAY) (,? y:YEAR)?", "(the)? y:YEAR h:HOLIDAY")
def holiday(match: Match) -> list[Found] | None:
    """ "Christmas Eve", "Thanksgiving 2019", by name."""
    name = match.text("h")
    if not tables()["=holiday"][name] or (name == "easter" and match.raw(match.last)[:1].isupper()):
        return None
    year = year_number(match.text("y")) if match.has("y") else None
    return match.whole(TimeType.DATE, Meaning(cal=Calendar(year=year), holiday=name))

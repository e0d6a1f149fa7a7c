"""Days with their month: "July 27, 2022", "27 July", "Thursday, June 9", "5 and 11 May"."""

from __future__ import annotations

from nlp.time.calendar.calendar import Calendar
from nlp.time.grammar.grammar import Found, Match, rule
from nlp.time.grammar.lexicon import tables, word_set
from nlp.time.grammar.numbers import parse_ordinal
from nlp.time.grammar.reading import REFERENCE, Meaning
from nlp.time.rules.shared import ends_here, is_month, is_short_year, month_number, said_part, said_year


@rule(
    "calendar date",
    "d:DAY (-|/|.) m:MONTH (-|/|.)? y:YEAR",
    "y:YEAR (-|/)? m:MONTH (-|/)? d:(DAY|NTH)",
    "m:MONTH (-|/) d:DAY (-|/) y:YEAR",
    "d:DAY g:- m:MONTH",
    "the d:{ORD} (day)? of m:MONTH (,? y:YEAR)?",
    "(w:WEEKDAY ,? (the)?)? m:MONTH ,? (the)? d:(NTH|{ORD}) (,? y:YEAR)? p:PART?",
    "(w:WEEKDAY ,? (the)?)? m:MONTH (the)? d:DAY (,? y:(YEAR|SHORT))? p:PART?",
    "(w:WEEKDAY ,?)? (the)? d:(DAY|NTH) (of)? m:MONTH (,? y:(YEAR|SHORT))? p:PART?",
    "(w:WEEKDAY ,?)? (the)? d:DAY o:(st|nd|rd|th) (of)? m:MONTH (,? y:YEAR)?",
)
def calendar_date(match: Match) -> list[Found] | None:
    """ "Thursday, June 9", "9 June 2022", "the 9th of June", "2018-Aug-05"; a weekday beside it is kept as
    evidence."""
    day, word = parse_ordinal(match.text("d")), match.text("d")
    if day is None or not is_month(match) or (match.has("o") and _suffix(day) != match.text("o")):
        return None
    if match.has("g") and not (match.glued(match.last - 1) and match.glued(match.last - 2)):
        return None  # "9-Sep" alone
    month_first = match.range("m")[0] < match.range("d")[0]
    if month_first and word in ("first", "second") and match.after().isalpha() and not match.has("y"):
        return None  # "in May second thoughts"
    if (
        month_first
        and not match.has("y")
        and word.isdigit()
        and match.after() in word_set("counted_beside_a_month")
    ):
        return None  # "in May 12 people died"
    weekday = match.number("w", "WEEKDAY")
    cal = Calendar(
        year=said_year(match), month=month_number(match), day=day, weekday=weekday, part=said_part(match)
    )
    return match.point(Meaning(cal=cal))


def _suffix(day: int) -> str:
    return "th" if day % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")


@rule(
    "cable date",
    "(w:WEEKDAY ,?)? d:DAY m:MONTH y:(TWO|SHORT) p:PART?",
    "d:DAY (-|/) m:MONTH (-|/) y:(TWO|SHORT)",
    "d:DAY . m:MONTH .? y:(TWO|SHORT)",
)
def cable_date(match: Match) -> list[Found] | None:
    """ "24 OCT 89", "19-Nov-12", "26FEB15": two figures that are taken for a year where they are written as
    one (:func:`is_short_year`)."""
    dotted = match.at(match.range("m")[0] - 1) == "."
    if not is_month(match) or not is_short_year(match) or (dotted and not match.glued(match.range("m")[0])):
        return None
    cal = Calendar(
        year=said_year(match),
        month=month_number(match),
        day=int(match.text("d")),
        weekday=match.number("w", "WEEKDAY"),
        part=said_part(match),
    )
    return match.point(Meaning(cal=cal))


@rule("weekday and day", "w:WEEKDAY ,? (the)? d:(DAY|NTH)")
def weekday_and_day(match: Match) -> list[Found] | None:
    """ "Tuesday the 7th", "on Friday 13.": the month is the nearest in which that day is that weekday."""
    written = match.raw(match.first)
    clipped = len(written) < len("Friday") and not written.endswith(".")  # "the Sun 30"
    if not written[0].isupper() or clipped or match.after() == "-":
        return None
    if match.text("d").isdigit() and not ends_here(match):
        return None  # "on Friday 3 people died"
    return match.point(
        Meaning(cal=Calendar(weekday=match.number("w", "WEEKDAY"), day=parse_ordinal(match.text("d"))))
    )


@rule(
    "month and year",
    "m:MONTH ,? (of)? y:(YEAR|SHORT)",
    "the month of m:MONTH ,? y:YEAR?",
    "y:YEAR (-|/)? m:MONTH",
)
def month_and_year(match: Match) -> list[Found] | None:
    """ "May 2024", "February of 1940", "2018 Aug", "2018-Aug"."""
    if not is_month(match):
        return None
    behind = match.range("m")[0] > match.range("y")[0] >= 0
    if behind and match.text("m") in word_set("also_a_verb_or_name") and not ends_here(match):
        return None  # "in 2018 May resigned"
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
    attribute = match.after().isalpha() and match.after() == match.raw(match.last)
    kept = match.after() in word_set("function") | word_set("keeps_a_holiday") | word_set("happened")
    if attribute and not kept and not match.has("y") and match.before() not in word_set("places_a_date"):
        return None  # "a Christmas advert"
    outside = match.at(match.first) == "the" and not name.startswith("fourth")
    meaning = Meaning(cal=Calendar(year=said_year(match)), holiday=name)
    return match.point(meaning, first=match.first + outside)

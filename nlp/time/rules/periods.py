"""Longer stretches of the calendar: decades, centuries, quarters, halves, seasons, and parts of them."""

from __future__ import annotations

from nlp.records import TimeType
from nlp.time.calendar.calendar import Calendar
from nlp.time.calendar.timex_values import duration_value
from nlp.time.grammar.grammar import Found, Match, rule
from nlp.time.grammar.lexicon import tables, word_set
from nlp.time.grammar.numbers import parse_ordinal
from nlp.time.grammar.reading import REFERENCE, Meaning
from nlp.time.rules.shared import IN, month_number, said_year, unit_code


@rule("decade", "(the)? n:DECADE e:ERA?", "(the)? m:(mid|early|late) -? n:DECADE", "the t:TENS_DECADE")
def decade(match: Match) -> list[Found] | None:
    """ "the 1990s", "the '90s", "the sixties", "the mid-80s"."""
    if match.has("m"):
        return _decade_within(match, _edge_mod(match))
    if match.has("t"):
        return match.point(Meaning(cal=Calendar(decade=190 + (match.number("t", "TENS_DECADE") or 0))))
    digits = "".join(c for c in match.text("n") if c.isdigit())
    if match.has("e") and match.number("e", "ERA") == -1:
        return match.point(Meaning(value=f"BC{int(digits) // 10:03d}"))
    if len(digits) == 4:
        return match.point(Meaning(cal=Calendar(decade=int(digits) // 10)))
    marked = match.raw(match.range("n")[0])[0] in "'‘’" or match.at(match.first) == "the"
    if len(digits) == 3 or not marked:
        return None
    return match.point(Meaning(cal=Calendar(decade=(190 if int(digits) >= 30 else 200) + int(digits) // 10)))


@rule("edges of a decade", "(the)? (mid|early) -? (to|and|or) (mid|late) -? (n:DECADE|t:TENS_DECADE)")
def edges_of_a_decade(match: Match) -> list[Found] | None:
    """ "the mid- to late 90s": the decade, without an edge."""
    return _decade_within(match, None)


@rule("decade in words", "(the)? m:(mid|early|late) -? t:TENS_DECADE")
def edge_of_a_decade(match: Match) -> list[Found] | None:
    """ "the late 80s", "the early eighties"."""
    return _decade_within(match, _edge_mod(match))


def _decade_within(match: Match, mod: str | None) -> list[Found] | None:
    """A decade of the 20th century in two figures or in words: no ages ("his mid-80s") and no degrees."""
    if match.has("t"):
        tens = match.number("t", "TENS_DECADE") or 0
    else:
        digits = "".join(c for c in match.text("n") if c.isdigit())
        if len(digits) == 4:
            cal = Calendar(decade=int(digits) // 10)
            return match.point(Meaning(cal=cal, mod=mod))
        tens = int(digits) // 10 if len(digits) == 2 else 0
    near = {match.before(k) for k in range(1, 7)} | {match.after(), match.after(2)}
    if tens < 3 or match.before() in word_set("possessive") or near & word_set("degrees"):
        return None
    return match.point(Meaning(cal=Calendar(decade=190 + tens), mod=mod))


def _edge_mod(match: Match) -> str:
    words, said = tables(), match.text("m")
    return str(words["EARLY"].get(said) or words["LATE"].get(said) or "MID")


@rule("century", "(the)? n:{ORD} -? century e:ERA?")
def century(match: Match) -> list[Found] | None:
    """ "the 20th century": TIMEX3 value 19."""
    number = parse_ordinal(match.text("n"))
    if not number or number > 22:
        return None
    if match.has("e") and match.number("e", "ERA") == -1:
        return match.point(Meaning(value=f"BC{number - 1:02d}"))
    return match.point(Meaning(cal=Calendar(century=number - 1)))


@rule(
    "quarter",
    "(the)? (f:fiscal -?)? n:{ORD} -? u:(quarter|half) (of)? (fiscal)? y:YEAR",
    "(the|its)? (y:YEAR)? (f:fiscal -?)? n:{ORD} -? u:(quarter|half)",
    "the y:YEAR u:quarter",
    "the y:YEAR n:{ORD} -? u:quarter",
)
def quarter(match: Match) -> list[Found] | None:
    """ "the third quarter of 2004", "third-quarter", "the first half of 2009"."""
    unit, year = match.text("u"), said_year(match)
    number = parse_ordinal(match.text("n")) if match.has("n") else None
    if number is None and year is not None:
        return match.point(Meaning(cal=Calendar(year=year), same="Q"))
    if number is None or number > (4 if unit == "quarter" else 2):
        return None
    of_a_year = match.after() == "of" and match.after(2) in word_set("which_year")
    if year is None and not of_a_year and (unit == "half" or match.after() == "of"):
        return None  # the first quarter of a cake
    cal = Calendar(year=year, quarter=number) if unit == "quarter" else Calendar(year=year, half=number)
    outside = match.at(match.first) == "its"
    outside |= match.at(match.first) == "the" and match.at(match.last - 2) == "-"
    return match.point(Meaning(cal=cal, fiscal=match.has("f")), first=match.first + outside)


@rule("quarter that ended", "the u:quarter (ended|ending|through) e:(m:MONTH d:DAY (,? y:YEAR)?)")
def quarter_that_ended(match: Match) -> list[Found] | None:
    """ "the quarter ended Sept. 30": the quarter in which that day lies, and the day."""
    cal = Calendar(year=said_year(match), month=month_number(match), day=int(match.text("d")))
    return [
        Found(match.first, match.range("u")[1], TimeType.DATE, Meaning(cal=cal, around="Q")),
        Found(match.range("e")[0], match.last, TimeType.DATE, Meaning(cal=cal)),
    ]


@rule("half of a year", "(the)? n:(last|latter|second) half of y:YEAR")
def half_of_a_year(match: Match) -> list[Found] | None:
    """ "the latter half of 2008"."""
    return match.point(Meaning(cal=Calendar(year=said_year(match), half=2)))


@rule("fiscal year", "(the)? fiscal (year)? y:YEAR")
def fiscal_year(match: Match) -> list[Found] | None:
    """ "fiscal 1989"."""
    return match.point(Meaning(cal=Calendar(year=said_year(match)), fiscal=True))


@rule("season", "(the)? s:SEASON (of)? y:(YEAR|SHORT)", "(the)? y:YEAR s:SEASON", "(the)? s:SEASON")
def season(match: Match) -> list[Found] | None:
    """ "the autumn of 2004", "in spring"; bare "fall" and "spring" need the words of a time around."""
    word = match.text("s")
    if not match.has("y") and word in ("fall", "spring") and not _is_season(match, word):
        return None
    return match.point(Meaning(cal=Calendar(year=said_year(match), season=str(tables()["SEASON"][word]))))


def _is_season(match: Match, word: str) -> bool:
    before, after = match.before(), match.after()
    if match.last - match.first == 1:
        named = match.raw(match.first)[0].isupper() and before not in ("", ".")
        return before in word_set("before_bare_season") or (named and not match.raw(match.last)[:1].isupper())
    if word == "fall" and (before in word_set("before_a_fall") or after in word_set("after_a_fall")):
        return False  # "after the fall of the city"
    return before in IN or before in word_set("spending") or after == "of"


@rule(
    "part of a period spoken of",
    "(the)? n:(ORDINAL|NTH|last) u:(day|week|weekend|WEEKDAY) of "
    "d:(the|this|that|last|next|every|each) v:(month|year)",
)
def part_of_one_spoken_of(match: Match) -> list[Found] | None:
    """ "the last day of the month", "the first Sunday of every month" (a set)."""
    which = -1 if match.text("n") == "last" else parse_ordinal(match.text("n"))
    weekday, word = tables()["WEEKDAY"].get(match.text("u")), match.text("d")
    unit = unit_code(match.text("v"))
    if not which or which > 53:
        return None
    if word in ("every", "each"):
        return match.recurring(duration_value(1, unit), quant=word.upper())
    nth_unit = unit_code(match.text("u")) if weekday is None else f"weekday {weekday}"
    shift = {"last": -1, "next": 1}.get(word, 0)
    anchor = REFERENCE if word == "that" else ""
    return match.point(Meaning(shift=shift, unit=unit, anchor=anchor, nth=which, nth_unit=nth_unit))


@rule(
    "part of a period",
    "(the)? n:(ORDINAL|NTH|last) u:(UNIT|WEEKDAY) (of|in) (the)? m:MONTH (,? y:YEAR)?",
    "(the)? n:(ORDINAL|NTH|last) u:(day|week|month) of (the)? (year)? y:YEAR",
)
def part_of_a_period(match: Match) -> list[Found] | None:
    """ "the last week of August", "the second Tuesday in March", "the first day of 2010"."""
    which = -1 if match.text("n") == "last" else parse_ordinal(match.text("n"))
    weekday, code = tables()["WEEKDAY"].get(match.text("u")), tables()["UNIT"].get(match.text("u"))
    if not which or which > 53 or (weekday is None and code not in ("D", "W", "M", "WE")):
        return None
    month = month_number(match) if match.has("m") else None
    unit = str(code) if weekday is None else f"weekday {weekday}"
    return match.point(Meaning(cal=Calendar(year=said_year(match), month=month), nth=which, nth_unit=unit))

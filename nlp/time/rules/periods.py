"""Longer stretches of the calendar: years, decades, centuries, quarters, halves, seasons, parts of them."""

from __future__ import annotations

from nlp.records import TimeType
from nlp.time.fields import Calendar
from nlp.time.grammar import Found, Match, rule
from nlp.time.lexicon import tables
from nlp.time.meaning import Meaning
from nlp.time.numbers import parse_number, parse_ordinal
from nlp.time.rules.dates import IN, month_number, year_number

_NOT_A_YEAR_BEFORE = frozenset(
    {
        "$",
        "£",
        "€",
        "no",
        "number",
        "route",
        "flight",
        "page",
        "boeing",
        "model",
        "than",
        "at",
        "room",
        "highway",
        "apartment",
        "suite",
        "section",
        "article",
        "resolution",
        "unit",
        "building",
        "gate",
        "order",
    }
)
_COUNTED = frozenset(
    [
        "people",
        "percent",
        "%",
        "per",
        "dollars",
        "euros",
        "pounds",
        "men",
        "women",
        "soldiers",
        "troops",
        "civilians",
        "refugees",
        "tons",
        "tonnes",
        "miles",
        "feet",
        "meters",
        "metres",
        "kilometers",
        "kilometres",
        "km",
        "gmt",
        "gmt.",
        "hours",
        "shares",
        "jobs",
        "workers",
        "prisoners",
        "casualties",
        "points",
        "units",
        "yen",
        "times",
        "killed",
        "dead",
        "wounded",
        "others",
        "members",
        "fighters",
        "residents",
        "homes",
        "families",
        "ships",
        "aircraft",
        "tanks",
        "children",
        "students",
        "million",
        "billion",
        "households",
        "inhabitants",
        "copies",
        "votes",
        "est",
        "utc",
        "local",
        "local.",
        "yards",
        "acres",
        "officers",
        "sq",
        "square",
    ]
)
_IN_YEAR = IN | frozenset(
    {"the", "a", "an", "'s", "year", "fiscal", "(", "its", "his", "her", "their", "until", "summer"}
)


@rule("year", "y:YEAR", "(the)? year (of)? y:YEARISH", "y:SHORT")
def year(match: Match) -> list[Found] | None:
    """Four digits that the words around take for a year; "the year 1950"."""
    number, first = year_number(match.text("y")), match.first
    before, after = match.before(), match.after()
    plain = match.last - first == 1
    if plain and match.raw(first)[0] in "'‘’":
        if before not in _IN_YEAR and match.at(first - 2) not in _IN_YEAR:
            return None
    elif plain:
        if (
            after in _COUNTED
            or match.after(2) in _COUNTED
            or before in _NOT_A_YEAR_BEFORE
            or (
                before in ("/", "-", ":")
                and match.at(first - 2) not in ("mid", "early", "late", "post", "pre")
            )
        ):
            if not (before == "-" and match.at(first - 2).isdigit()) and before not in ("in", "since"):
                return None
        if not 1900 <= number < 2060 and before not in _IN_YEAR | {"-", "and", "to"}:
            return None
        if after in (",", ".") and match.after(2).isdigit() and len(match.after(2)) == 3:
            return None
        if (
            before not in IN
            and after.endswith("s")
            and after.isalpha()
            and after not in ("was", "is", "has", "as", "its", "his")
        ):
            if (
                before not in _IN_YEAR
                and match.raw(first - 1)[:1] not in "(,.;:-–—'’"
                and not before.endswith("'s")
            ):
                return None
    return match.whole(TimeType.DATE, Meaning(cal=Calendar(year=number)))


@rule("range of years", "y:YEAR (-|/) z:(YEAR|TWO|SHORT|DAY)")
def range_of_years(match: Match) -> list[Found] | None:
    """ "1939-45", "2012–2014", "2019/20"."""
    first, text = year_number(match.text("y")), match.text("z").lstrip("'’")
    if len(text) not in (2, 4):
        return None
    second = int(text) if len(text) == 4 else first // 100 * 100 + int(text)
    if second < first or match.after() == "-":
        return None
    low, high = match.range("z")
    return [
        Found(match.first, match.first + 1, TimeType.DATE, Meaning(cal=Calendar(year=first))),
        Found(low, high, TimeType.DATE, Meaning(cal=Calendar(year=second))),
    ]


@rule("spoken year", "(m:MONTH)? c:CARDINAL t:CARDINAL (- u:CARDINAL)?")
def spoken_year(match: Match) -> list[Found] | None:
    """ "nineteen ninety-six"."""
    century, rest = parse_number(match.tokens("c")), parse_number(match.tokens("t"))
    unit = parse_number(match.tokens("u")) or 0
    if (
        century not in (18, 19, 20)
        or rest is None
        or rest < 10
        or rest + unit > 99
        or (unit and (rest % 10 or unit > 9))
    ):
        return None
    month = month_number(match) if match.has("m") else None
    return match.whole(
        TimeType.DATE, Meaning(cal=Calendar(year=int(century * 100 + rest + unit), month=month))
    )


@rule(
    "year of an era", "e:ERA y:(YEARISH|TWO|DAY|INTEGER)", "(the)? (year)? y:(YEARISH|TWO|DAY|INTEGER) e:ERA"
)
def year_of_an_era(match: Match) -> list[Found] | None:
    """ "241 BC", "AD 476"."""
    low, _ = match.range("e")
    written = match.raw(low)
    if written.isalpha() and not written.isupper():
        return None
    number = int("".join(c for c in match.text("y") if c.isdigit()))
    if match.number("e", "ERA") == -1:
        number = -number
    if not -5000 < number < 2200 or number == 0:
        return None
    return match.whole(TimeType.DATE, Meaning(cal=Calendar(year=number)))


@rule("range of years of an era", "y:(YEARISH|TWO|DAY) (-|to|and) z:(YEARISH|TWO|DAY) e:ERA")
def range_of_an_era(match: Match) -> list[Found] | None:
    """ "264 to 241 BC": the era holds for both."""
    sign = -1 if match.number("e", "ERA") == -1 else 1
    first, second = int(match.text("y")), int(match.text("z"))
    if sign * first > sign * second or (
        match.raw(match.last - 1).islower() and match.raw(match.last - 1).isalpha()
    ):
        return None
    low, _ = match.range("z")
    return [
        Found(match.first, match.first + 1, TimeType.DATE, Meaning(cal=Calendar(year=sign * first))),
        Found(low, match.last, TimeType.DATE, Meaning(cal=Calendar(year=sign * second))),
    ]


@rule("year of antiquity", "y:YEARISH")
def year_of_antiquity(match: Match) -> list[Found] | None:
    """ "in 480": a year before the common era where the text has others that say so."""
    if (
        len(match.text("y")) != 3
        or match.before() not in ("in", "by", "since", "until", "from", "during")
        or match.after() in _COUNTED
    ):
        return None
    if match.raw(match.last)[:1].isalpha() and match.after().endswith("s"):
        return None
    return match.whole(TimeType.DATE, Meaning(cal=Calendar(year=-int(match.text("y")))))


@rule(
    "month of an era", "(d:DAY)? m:MONTH ,? y:(YEARISH|TWO) e:ERA", "m:MONTH d:DAY ,? y:(YEARISH|TWO) e:ERA"
)
def month_of_an_era(match: Match) -> list[Found] | None:
    """ "August 490 BC"."""
    number = int(match.text("y"))
    sign = -1 if match.number("e", "ERA") == -1 else 1
    day = int(match.text("d")) if match.has("d") else None
    return match.whole(
        TimeType.DATE, Meaning(cal=Calendar(year=sign * number, month=month_number(match), day=day))
    )


@rule("decade", "(the)? n:DECADE e:ERA?", "the t:TENS_DECADE")
def decade(match: Match) -> list[Found] | None:
    """ "the 1990s", "the '90s", "the sixties"."""
    if match.has("t"):
        tens = match.number("t", "TENS_DECADE") or 0
        return match.whole(TimeType.DATE, Meaning(cal=Calendar(decade=190 + tens)))
    digits = "".join(c for c in match.text("n") if c.isdigit())
    if match.has("e") and match.number("e", "ERA") == -1:
        return match.whole(TimeType.DATE, Meaning(value=f"BC{int(digits) // 10:03d}"))
    if len(digits) == 3:
        return None
    if len(digits) < 4 and not (match.raw(match.range("n")[0])[0] in "'’" or match.last - match.first > 1):
        return None
    if len(digits) < 4 and match.before() == "his":
        return None
    number = int(digits) if len(digits) == 4 else (1900 if int(digits) >= 30 else 2000) + int(digits)
    return match.whole(TimeType.DATE, Meaning(cal=Calendar(decade=number // 10)))


@rule("century", "(the)? n:{ORD} -? century e:ERA?")
def century(match: Match) -> list[Found] | None:
    """ "the 20th century": TIMEX3 value 19."""
    number = parse_ordinal(match.text("n"))
    if not number or number > 22:
        return None
    if match.has("e") and match.number("e", "ERA") == -1:
        return match.whole(TimeType.DATE, Meaning(value=f"BC{number - 1:02d}"))
    return match.whole(TimeType.DATE, Meaning(cal=Calendar(century=number - 1)))


@rule(
    "quarter",
    "(the)? (f:fiscal -?)? n:{ORD} -? u:(quarter|half) (of)? (fiscal)? y:YEAR",
    "(the|its)? (y:YEAR)? (f:fiscal -?)? n:{ORD} -? u:(quarter|half)",
    "the y:YEAR u:quarter",
    "the y:YEAR n:{ORD} -? u:quarter",
)
def quarter(match: Match) -> list[Found] | None:
    """ "the third quarter of 2004", "third-quarter", "the first half of 2009"."""
    unit = match.text("u")
    number = parse_ordinal(match.text("n")) if match.has("n") else None
    year = year_number(match.text("y")) if match.has("y") else None
    if number is None and year is not None:
        return match.whole(TimeType.DATE, Meaning(cal=Calendar(year=year), same="Q"))
    if number is None or number > (4 if unit == "quarter" else 2):
        return None
    if unit == "half" and year is None and not match.after() == "of":
        return None
    if (
        year is None
        and match.after() == "of"
        and match.after(2) not in ("last", "this", "next", "fiscal", "that")
    ):
        return None
    cal = Calendar(year=year, quarter=number) if unit == "quarter" else Calendar(year=year, half=number)
    hyphenated = match.at(match.last - 2) == "-"
    first = match.first + (match.at(match.first) == "its" or (match.at(match.first) == "the" and hyphenated))
    return [Found(first, match.last, TimeType.DATE, Meaning(cal=cal, fiscal=match.has("f")))]


@rule("half of a year", "(the)? n:(last|latter|second) half of y:YEAR")
def half_of_a_year(match: Match) -> list[Found] | None:
    """ "the latter half of 2008"."""
    return match.whole(TimeType.DATE, Meaning(cal=Calendar(year=year_number(match.text("y")), half=2)))


@rule("fiscal year", "(the)? fiscal (year)? y:YEAR")
def fiscal_year(match: Match) -> list[Found] | None:
    """ "fiscal 1989"."""
    return match.whole(TimeType.DATE, Meaning(cal=Calendar(year=year_number(match.text("y"))), fiscal=True))


@rule("season", "(the)? s:SEASON (of)? y:(YEAR|SHORT)", "(the)? y:YEAR s:SEASON", "(the)? s:SEASON")
def season(match: Match) -> list[Found] | None:
    """ "the autumn of 2004", "in spring"; bare "fall" and "spring" need the words of a time around."""
    bare = match.last - match.first == 1
    word, before = match.text("s"), match.before()
    if match.has("y"):
        return match.whole(
            TimeType.DATE, Meaning(cal=Calendar(year=year_number(match.text("y")), season=_season(word)))
        )
    if word in ("fall", "spring", "falls"):
        after = match.after()
        if bare and before not in (
            "in",
            "by",
            "since",
            "until",
            "during",
            "each",
            "every",
            "early",
            "late",
            "mid",
        ):
            if not (
                match.raw(match.first)[0].isupper()
                and before not in ("", ".")
                and not match.raw(match.last)[:1].isupper()
            ):
                return None
        if (
            not bare
            and before not in IN
            and before not in ("spent", "spend", "spends")
            and match.after() != "of"
        ):
            return None
        if (
            not bare
            and (before in ("since", "after", "before", "to") or after in ("of", "in", "from", "to"))
            and word == "fall"
        ):
            return None
    return match.whole(TimeType.DATE, Meaning(cal=Calendar(season=_season(word))))


def _season(word: str) -> str:
    return str(tables()["SEASON"][word])


@rule("part of a period", "(the)? n:(ORDINAL|NTH|last) u:(UNIT|WEEKDAY) (of|in) (the)? m:MONTH (,? y:YEAR)?",
      "(the)? n:(ORDINAL|NTH|last) u:(day|week|month) of (the)? (year)? y:YEAR")  # fmt: skip
def part_of_a_period(match: Match) -> list[Found] | None:
    """ "the last week of August", "the second Tuesday in March", "the first day of 2010"."""
    which = -1 if match.text("n") in ("last", "final") else parse_ordinal(match.text("n"))
    unit, words = match.text("u"), tables()
    weekday = words["WEEKDAY"].get(unit)
    code = words["UNIT"].get(unit)
    if not which or which > 53 or (weekday is None and code not in ("D", "W", "M", "WE")):
        return None
    cal = Calendar(
        year=year_number(match.text("y")) if match.has("y") else None,
        month=month_number(match) if match.has("m") else None,
    )
    nth_unit = str(code) if weekday is None else f"weekday {weekday}"
    return match.whole(TimeType.DATE, Meaning(cal=cal, nth=which, nth_unit=nth_unit))

"""Years: "2009", "the year 1950", "1939-45", "241 BC", "nineteen ninety-six"."""

from __future__ import annotations

from nlp.records import TimeType
from nlp.time.calendar.calendar import Calendar
from nlp.time.grammar.grammar import Found, Match, rule
from nlp.time.grammar.lexicon import tables, word_set
from nlp.time.grammar.numbers import parse_number
from nlp.time.grammar.reading import Meaning
from nlp.time.rules.shared import IN, ends_here, month_number, year_number

_IN_YEAR = IN | word_set("attribute_of_year")


@rule("year", "y:YEAR", "(the)? year (of)? y:YEARISH", "y:SHORT")
def year(match: Match) -> list[Found] | None:
    """Four digits that the words around take for a year; "the year 1950"."""
    number = year_number(match.text("y"))
    alone = match.last - match.first == 1
    if alone and match.raw(match.first)[0] in "'‘’":
        if match.before() not in _IN_YEAR:
            return None
    elif alone and not _is_year(match, number):
        return None
    return match.point(Meaning(cal=Calendar(year=number)))


def _is_year(match: Match, number: int) -> bool:
    before, after, counted = match.before(), match.after(), word_set("counted")
    spliced = before in ("/", "-", ":") and match.before(2) not in word_set("before_a_year_with_hyphen")
    if after in counted or match.after(2) in counted or before in word_set("not_before_a_year") or spliced:
        ranged = before == "-" and match.before(2).isdigit() and len(match.before(2)) == 4
        if not ranged and before not in ("in", "since"):
            return False
    if after == "/" and match.glued(match.last) and match.after(2)[:1].isdigit():
        return False  # "ticket 2018/57"
    if _is_numbered(match, number):
        return False
    if not 1900 <= number < 2060 and before not in _IN_YEAR and before not in ("-", "and", "to"):
        return False
    if after in (",", ".") and match.after(2).isdigit() and len(match.after(2)) == 3:
        return False  # "1,995,000"
    plural = after.endswith("s") and after.isalpha() and after not in word_set("no_plural")
    if plural and before not in _IN_YEAR and not before.endswith("'s"):
        return match.raw(match.first - 1)[:1] in "(,.;:-–—'’"
    return True


def _is_numbered(match: Match, number: int) -> bool:
    """ "Invoice 2018-1123": four figures on either side of a hyphen that are no rising years."""
    after, before = match.after(2), match.before(2)
    if match.after() == "-" and match.glued(match.last + 1) and len(after) == 4 and after.isdigit():
        return int(after) <= number
    return match.before() == "-" and len(before) == 4 and before.isdigit() and int(before) >= number


@rule("range of years", "y:YEAR c:(-|/|to|and|until|through) z:(YEAR|TWO|SHORT|DAY)")
def range_of_years(match: Match) -> list[Found] | None:
    """ "1939-45", "2012–2014", "2019/20", "between 1980 and 81"."""
    first, text = year_number(match.text("y")), match.text("z").lstrip("'‘’")
    if len(text) not in (2, 4) or match.after() == "-":
        return None
    second = int(text) if len(text) == 4 else first // 100 * 100 + int(text)
    if match.text("c") == "/" and second != first + 1:
        return None  # "case 2019/45"
    if match.text("c").isalpha():
        short = len(text) == 2 and text.isdigit() and match.after() not in word_set("counted_beside_a_month")
        if not short or match.before() not in word_set("opens_a_range"):
            return None
    if second < first and match.text("c") == "-" and 1 <= int(text) <= 12:
        return match.point(Meaning(cal=Calendar(year=first, month=int(text))))  # "2020-03"
    return None if second < first else _two_years(match, first, second)


def _two_years(match: Match, first: int, second: int) -> list[Found]:
    one, two = Meaning(cal=Calendar(year=first)), Meaning(cal=Calendar(year=second))
    return [
        Found(match.first, match.first + 1, TimeType.DATE, one),
        Found(match.range("z")[0], match.last, TimeType.DATE, two),
    ]


@rule(
    "spoken year",
    "c:CARDINAL -? t:CARDINAL (- u:CARDINAL)?",
    "c:CARDINAL t:CARDINAL u:CARDINAL",
    "c:CARDINAL oh -? t:CARDINAL",
    "c:(two thousand) (and)? t:CARDINAL (-? u:CARDINAL)?",
    "m:MONTH c:CARDINAL t:CARDINAL (-? u:CARDINAL)?",
)
def spoken_year(match: Match) -> list[Found] | None:
    """ "nineteen ninety-six", "twenty eighteen", "nineteen oh five", "two thousand and three"."""
    thousand, zero = match.text("c") == "two thousand", "oh" in match.words()
    century = 20 if thousand else parse_number(match.tokens("c"))
    rest, unit = parse_number(match.tokens("t")) or 0, parse_number(match.tokens("u")) or 0
    if century not in (18, 19, 20) or (zero and rest > 9) or (rest < 10 and not zero and not thousand):
        return None
    if unit and (rest % 10 or rest < 20 or unit > 9):
        return None
    hyphened = match.has("u") and match.at(match.range("u")[0] - 1) == "-"
    if not (hyphened or ends_here(match)):
        return None  # "in twenty twenty one suspects"
    placed = match.has("m") or match.before() in _IN_YEAR or match.before() in tables()["MONTH"]
    if thousand and (not placed or not ends_here(match)):
        return None  # "killed two thousand and three"
    month = month_number(match) if match.has("m") else None
    return match.point(Meaning(cal=Calendar(year=int(century * 100 + rest + unit), month=month)))


def _signed(match: Match, digits: str) -> int:
    """A year of the era that group ``e`` names."""
    number = int("".join(c for c in digits if c.isdigit()))
    return -number if match.number("e", "ERA") == -1 else number


def _names_era(match: Match) -> bool:
    written = match.raw(match.range("e")[0])
    return written.isupper() or not written.isalpha()


@rule(
    "year of an era",
    "e:ERA y:(YEARISH|TWO|DAY|INTEGER)",
    "(the)? (year)? y:(YEARISH|TWO|DAY|INTEGER) e:ERA",
)
def year_of_an_era(match: Match) -> list[Found] | None:
    """ "241 BC", "AD 476"."""
    number = _signed(match, match.text("y"))
    if not _names_era(match) or not -5000 < number < 2200 or number == 0:
        return None
    return match.point(Meaning(cal=Calendar(year=number)))


@rule("range of years of an era", "y:(YEARISH|TWO|DAY) (-|to|and) z:(YEARISH|TWO|DAY) e:ERA")
def range_of_an_era(match: Match) -> list[Found] | None:
    """ "264 to 241 BC": the era holds for both."""
    first, second = _signed(match, match.text("y")), _signed(match, match.text("z"))
    return _two_years(match, first, second) if _names_era(match) and 0 != first < second else None


@rule("year of antiquity", "y:YEARISH")
def year_of_antiquity(match: Match) -> list[Found] | None:
    """ "in 480": a year before the common era where the text has others that say so."""
    if len(match.text("y")) != 3 or match.after() in word_set("counted"):
        return None
    if match.before() not in word_set("before_an_old_year"):
        return None
    if match.after().isalpha() and match.after().endswith("s"):
        return None
    return match.point(Meaning(cal=Calendar(year=-int(match.text("y")))))


@rule(
    "month of an era",
    "(d:DAY)? m:MONTH ,? y:(YEARISH|TWO) e:ERA",
    "m:MONTH d:DAY ,? y:(YEARISH|TWO) e:ERA",
)
def month_of_an_era(match: Match) -> list[Found] | None:
    """ "August 490 BC"."""
    day = int(match.text("d")) if match.has("d") else None
    cal = Calendar(year=_signed(match, match.text("y")), month=month_number(match), day=day)
    return match.point(Meaning(cal=cal)) if cal.year else None

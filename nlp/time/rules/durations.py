"""Lengths of time: "24 hours", "two and a half years", "two-week", "for weeks"."""

from __future__ import annotations

from nlp.time.calendar.timex_values import duration_value
from nlp.time.grammar.grammar import Found, Match, rule
from nlp.time.grammar.lexicon import tables, word_set
from nlp.time.grammar.numbers import parse_number
from nlp.time.grammar.reading import Meaning
from nlp.time.rules.shared import AGE, SUB_DAY, unit_code


def _lasting(match: Match, amount: float | None, unit: str, note: str | None = None) -> list[Found]:
    return match.lasting(Meaning(value=duration_value(amount, unit), amount=amount, unit=unit, note=note))


def said_amount(match: Match) -> float | None:
    """The number of group ``q`` with the half of group ``h``; None where it is vague."""
    words = match.text("q")
    if "couple" in words:
        return 2.0
    number = 1.0 if words in ("a", "an") else parse_number(match.tokens("q"))
    return (number or 0.0) + 0.5 if match.has("h") else number


@rule(
    "duration",
    "q:(a|an|{NUMBER}|{VAGUE}|half (a|an)) (more|full|whole|long|straight|consecutive|additional|further"
    "|trading|working|business|good)? u:{UNITS} h:(and a half)? (or so)?",
    "q:{NUMBER} h:(and a half) u:UNITS",
    "a h:half u:UNIT",
    "q:half - u:UNIT",
)
def duration(match: Match) -> list[Found] | None:
    """ "two weeks", "2 1/2 years", "half an hour", "several months"."""
    quantity, word = match.text("q"), match.text("u")
    unit, article, one = unit_code(word), quantity in ("a", "an"), word in tables()["UNIT"]
    if not unit or (article and unit == "WE") or match.after() == "old":
        return None
    if unit in ("TS", "Q") and one and (unit == "Q" or quantity != "one"):
        return None  # "a second man", "three quarter"
    if match.after() == "-" and one and (article or match.after(2) not in ("long", "old")):
        return None
    if match.after() in ("a", "per") and match.after(2) in tables()["UNIT"] and unit in (*SUB_DAY, "D", "W"):
        return None  # "24 hours a day"
    if unit == "D" and _is_idiom(match, quantity, article):
        return None
    if article and _is_rate(match, unit):
        return match.recurring(duration_value(1, unit), quant="EVERY")
    return _lasting(match, said_amount(match), unit)


def _is_idiom(match: Match, quantity: str, article: bool) -> bool:
    """ "one day he will", "a day of mourning", "the day when"."""
    if quantity == "one" and match.before() not in word_set("before_length"):
        return match.after() not in word_set("after_bare_length")
    return article and match.after() in word_set("after_a_day")


def _is_rate(match: Match, unit: str) -> bool:
    """ "300,000 barrels a day"."""
    words = tables()
    if (
        match.before() in word_set("no_rate_after")
        or not match.before()[:1].isalnum()
        or unit in ("DE", "CE")
    ):
        return False
    near = [match.before(k) for k in (1, 2, 3)]
    if near[0] in words["UNITS"] or near[1] in words["UNITS"]:
        return False
    return any(word[:1].isdigit() or word in words["CARDINAL"] or word in words["MAGNITUDE"] for word in near)


@rule("compound duration", "q:{NUMBER} - u:{UNITS} (- o:(old|long))?", "u:{UNITS} - long", "w:weeklong")
def compound_duration(match: Match) -> list[Found] | None:
    """ "two-week", "month-long", "10-year"; ages ("8-year-old") are no times of events."""
    if match.has("w"):
        return _lasting(match, 1.0, "W")
    word = match.text("u")
    unit = unit_code(word)
    old = match.text("o") == "old" or (match.after() == "-" and match.after(2) == "old")
    if unit == "Y" and old:
        return match.lasting(Meaning(unit=AGE))
    if not match.has("q"):
        return _lasting(match, 1.0 if word in tables()["UNIT"] else None, unit)
    return None if word in ("quarter", "second") else _lasting(match, parse_number(match.tokens("q")), unit)


@rule("vague duration", "u:UNITS")
def vague_duration(match: Match) -> list[Found] | None:
    """ "for weeks", "years of war": PXW, PXY; a bare plural elsewhere is no time ("opening hours")."""
    unit, before, after = unit_code(match.text("u")), match.before(), match.after()
    if unit in ("TS", "Q", "WE", "TM", "FN") and before not in ("for", "in", "within", "after"):
        return None
    if before not in word_set("before_bare_length") and after not in word_set("after_bare_length"):
        return None
    if unit == "TH" and before == "after" and after != "of":
        return None  # "after hours trading"
    if before in word_set("not_before_bare_length") or (unit == "TM" and after == "of"):
        return None
    return _lasting(match, None, unit)


@rule("range of lengths", "(between)? q:{NUMBER} c:(to|or|-|and) r:{NUMBER} (-)? u:{UNITS}")
def range_of_lengths(match: Match) -> list[Found] | None:
    """ "two to three weeks": the value is the lower bound, the note has both."""
    low, high = parse_number(match.tokens("q")), parse_number(match.tokens("r"))
    unit, between = unit_code(match.text("u")), match.at(match.first) == "between"
    if low is None or high is None or low >= high or not unit or (match.text("c") == "and" and not between):
        return None
    found = _lasting(match, low, unit, note=f"between {low:g} and {high:g} {match.text('u')}")[0]
    return [Found(found.first + between, found.last, found.type, found.meaning)]

"""Lengths of time, in the author's own unit: "24 hours" is PT24H, "a few weeks" PXW."""

from __future__ import annotations

from nlp.records import TimeType
from nlp.time.grammar import Found, Match, rule
from nlp.time.lexicon import tables
from nlp.time.meaning import Meaning
from nlp.time.numbers import parse_number

_SUB_DAY = ("TH", "TM", "TS")
_TIMES_OF = frozenset(
    [
        "for",
        "in",
        "within",
        "after",
        "over",
        "of",
        "than",
        "about",
        "around",
        "nearly",
        "almost",
        "only",
        "spent",
        "last",
        "lasted",
        "take",
        "took",
        "takes",
        "lasting",
        "every",
        "just",
        "into",
        "through",
        "before",
        "by",
        "until",
        "the",
        "during",
        "at",
        "least",
        "since",
        "many",
        "these",
        "those",
        "first",
        "last",
        "next",
        "past",
        "and",
        "to",
        "some",
        "recent",
        "coming",
        "most",
    ]
)


def duration_value(amount: float | None, unit: str) -> str:
    """TIMEX3 value of a length: P2W, PT30M, P2Y6M, PXD; decades and centuries in years."""
    if unit == "FN":
        amount, unit = None if amount is None else amount * 2, "W"
    if amount is None:
        return f"PTX{unit[1]}" if unit in _SUB_DAY else f"PX{unit}"
    if unit == "ML" or (unit in ("DE", "CE") and amount != int(amount)):
        amount, unit = amount * {"DE": 10, "CE": 100, "ML": 1000}[unit], "Y"
    if unit == "H":
        amount, unit = amount * 6, "M"
    if amount != int(amount):
        smaller = {
            "Y": ("M", 12),
            "TH": ("TM", 60),
            "TM": ("TS", 60),
            "D": ("TH", 24),
            "W": ("D", 7),
            "Q": ("M", 3),
        }
        if unit in smaller:
            name, size = smaller[unit]
            rest = round((amount - int(amount)) * size)
            head = f"{int(amount)}{unit[-1]}" if int(amount) else ""
            if unit in _SUB_DAY:
                return f"PT{head}{rest}{name[1]}"
            return f"P{head}{'T' if name in _SUB_DAY else ''}{rest}{name[-1]}"
    size_text = f"{amount:g}" if amount < 1e6 else str(int(amount))
    return f"PT{size_text}{unit[1]}" if unit in _SUB_DAY else f"P{size_text}{unit}"


def unit_code(word: str) -> str:
    """The unit a word names, singular or plural."""
    return str(tables()["UNIT"].get(word) or tables()["UNITS"].get(word) or "")


def _length(match: Match) -> tuple[float | None, str]:
    quantity = match.text("q")
    number = (
        1.0
        if quantity in ("a", "an")
        else 0.5
        if quantity.startswith("half")
        else parse_number(match.tokens("q"))
    )
    if number is None and "couple" in quantity:
        number = 2.0
    if match.has("h"):
        number = (number or 0) + 0.5
    return number, unit_code(match.text("u"))


@rule("duration", "q:(a|an|{NUMBER}|{VAGUE}|half (a|an)) (more|full|whole|long|straight|consecutive|additional|further|trading|working|business|good)? u:{UNITS} h:(and a half)?",
      "q:({NUMBER}) h:(and a half) u:UNITS", "a h:half u:UNIT", "q:half - u:UNIT")  # fmt: skip
def duration(match: Match) -> list[Found] | None:
    """ "two weeks", "2 1/2 years", "half an hour", "several months"."""
    amount, unit = _length(match)
    article = match.text("q") in ("a", "an")
    if not unit or (unit == "WE" and article):
        return None
    if match.text("u") in ("second", "sec", "min", "quarter") and match.text("q") != "one":
        return None
    if unit == "Q" and amount is not None and match.text("u") == "quarter":
        return None
    if (
        match.after() == "-"
        and (article or match.after(2) not in ("long", "old"))
        and match.text("u") in tables()["UNIT"]
    ):
        return None
    if match.after() in ("a", "per") and match.after(2) in tables()["UNIT"] and unit in (*_SUB_DAY, "D", "W"):
        return None  # "24 hours a day"
    if match.text("q") == "one" and match.text("u") == "day" and match.before() not in _TIMES_OF and match.after() not in (
        "before", "after", "of", "later",
    ):  # fmt: skip
        return None
    if (
        article and match.text("u") == "day" and match.after() in ("of", "when", "that")
    ) or match.after() in ("old",):
        return None
    if match.text("u") in tables()["UNITS"] and match.after() == "old":
        return None
    if article and (rate := _rate(match, unit)):
        return rate
    return match.whole(
        TimeType.DURATION, Meaning(value=duration_value(amount, unit), amount=amount, unit=unit)
    )


def _rate(match: Match, unit: str) -> list[Found] | None:
    """ "3 million barrels a day", "twice a week": a rate, not a length."""
    if match.before() in ("in", "for", "within", "than", "about", "after", "of", "over", "nearly", "almost", "under", "just",
                          "with", "spent", "take", "took", "takes", "only", "once", "twice", "times", "at", "is", "was",
                          "until", "by", "such", "before", "and", "or", "every", "barely", "more", "on", "to", "half", "not"):  # fmt: skip
        return None
    if any(match.before(i) in tables()["UNITS"] for i in (1, 2)):
        return None
    counted = any(match.before(i)[:1].isdigit() or match.before(i) in tables()["CARDINAL"] or match.before(i) in tables()["MAGNITUDE"]
                  for i in (1, 2, 3))  # fmt: skip
    if not counted or unit in ("DE", "CE"):
        return None
    return match.whole(TimeType.SET, Meaning(value=duration_value(1, unit), quant="EVERY"))


@rule("compound duration", "q:{NUMBER} - u:(UNIT|UNITS) (- (old|long))?", "u:(UNIT|UNITS) - long", "weeklong",
      "a - u:UNIT")  # fmt: skip
def compound_duration(match: Match) -> list[Found] | None:
    """ "two-week", "month-long", "10-year"; ages ("8-year-old") are no times of events."""
    if match.at(match.last - 1) == "weeklong":
        return match.whole(TimeType.DURATION, Meaning(value="P1W", amount=1, unit="W"))
    unit = unit_code(match.text("u"))
    if match.at(match.last - 1) == "old" or (match.after() == "-" and match.after(2) == "old"):
        if unit in ("Y",):
            return [Found(match.first, match.last, TimeType.DURATION, Meaning(value="", unit="AGE"))]
    if not match.has("q"):
        amount = 1.0 if match.text("u") in tables()["UNIT"] else None
        return match.whole(
            TimeType.DURATION, Meaning(value=duration_value(amount, unit), amount=amount, unit=unit)
        )
    if match.at(match.first) == "a" or (match.text("u") in ("quarter", "second") and match.has("q")):
        return None
    amount = parse_number(match.tokens("q"))
    return match.whole(
        TimeType.DURATION, Meaning(value=duration_value(amount, unit), amount=amount, unit=unit)
    )


@rule("duration beside the anchor", "(the|these|its|his|her|their)? d:(LAST|NEXT|PREVIOUS|FOLLOWING|first) q:({NUMBER}|{VAGUE}|few|couple (of)?) u:UNITS",
      "(the)? d:(LAST|NEXT|PREVIOUS|FOLLOWING|recent) u:UNITS", "(the)? q:({NUMBER}) d:(PREVIOUS|FOLLOWING|LAST) u:UNITS",
      "(the)? d:(LAST|NEXT) half (-)? (a|an)? u:UNIT", "the q:{NUMBER} u:UNITS",
      "(the)? d:(LAST|NEXT|PREVIOUS|FOLLOWING) q:{NUMBER} (to|or) {NUMBER} u:UNITS")  # fmt: skip
def duration_at_anchor(match: Match) -> list[Found] | None:
    """ "the past two weeks", "recent months", "the next few days", "the first nine months"."""
    words, direction = tables(), match.text("d")
    unit = unit_code(match.text("u"))
    half = any(match.at(i) == "half" for i in range(match.first, match.last)) and not match.has("q")
    number = 0.5 if half else parse_number(match.tokens("q"))
    if "couple" in match.text("q"):
        number = 2.0
    if match.last - match.first > 5 and any(
        match.at(i) in ("to", "or") for i in range(match.range("q")[1], match.last)
    ):
        pass
    if direction in words["LAST"] or direction == "recent" or direction in words["PREVIOUS"]:
        span = -1
    else:
        span = 0 if direction in ("first", "") else 1
    anchor = "reference" if direction in words["PREVIOUS"] or direction in words["FOLLOWING"] else ""
    if match.text("u") in words["UNIT"] and not half:
        return None
    meaning = Meaning(value=duration_value(number, unit), amount=number, unit=unit, span=span, anchor=anchor)
    return match.whole(TimeType.DURATION, meaning)


@rule("vague duration", "u:UNITS", "u:UNITS (and UNITS)?")
def vague_duration(match: Match) -> list[Found] | None:
    """ "for weeks", "years of war": PXW, PXY; a bare plural elsewhere is no time ("opening hours")."""
    unit, before, after = unit_code(match.text("u")), match.before(), match.after()
    if unit in ("TS", "Q", "WE", "TM", "FN") and before not in ("for", "in", "within", "after"):
        return None
    if match.last - match.first > 1:
        return None
    if before not in _TIMES_OF - {"the", "first", "by", "at", "and"} and after not in (
        "of",
        "before",
        "after",
        "later",
        "ago",
    ):
        return None
    if before in (
        "old",
        "opening",
        "working",
        "business",
        "office",
        "early",
        "small",
        "morning",
        "peak",
        "rush",
    ) or (unit == "TM" and after == "of"):
        return None
    return match.whole(TimeType.DURATION, Meaning(value=duration_value(None, unit), unit=unit))


@rule("range of lengths", "(between)? q:{NUMBER} (to|or|-|and) r:{NUMBER} (-)? u:{UNITS}")
def range_of_lengths(match: Match) -> list[Found] | None:
    """ "two to three weeks": both bounds are in the note, the value is the first."""
    low, high = parse_number(match.tokens("q")), parse_number(match.tokens("r"))
    unit = unit_code(match.text("u"))
    if low is None or high is None or low >= high or not unit:
        return None
    between = match.at(match.first) == "between"
    if not between and any(match.at(i) == "and" for i in range(match.range("q")[1], match.range("r")[0])):
        return None
    note = f"between {low:g} and {high:g} {match.text('u')}"
    meaning = Meaning(value=duration_value(low, unit), amount=low, unit=unit, note=note)
    return [Found(match.first + between, match.last, TimeType.DURATION, meaning)]

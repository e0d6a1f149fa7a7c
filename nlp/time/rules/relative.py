"""Times counted from now: "yesterday", "last week", "two years ago"."""

from __future__ import annotations

from nlp.time.calendar.calendar import Calendar
from nlp.time.calendar.timex_values import duration_value
from nlp.time.grammar.grammar import Found, Match, rule
from nlp.time.grammar.lexicon import tables, word_set
from nlp.time.grammar.numbers import parse_number
from nlp.time.grammar.reading import PUBLISHED, REFERENCE, STORY, Meaning
from nlp.time.rules.shared import SUB_DAY, goes_on, said_part, unit_code, unit_or_part


@rule("day named from now", "d:TODAY (p:PART)?")
def named_day(match: Match) -> list[Found] | None:
    """ "today", "yesterday morning", "tonight"."""
    written, before = match.raw(match.first), match.raw(match.first - 1)
    named = before[:1].isupper() and before.lower() not in word_set("function")
    if written[0].isupper() and (named or match.after() in word_set("broadcasts")):
        return None  # "USA Today", "the Today programme"
    part = said_part(match) or ("NI" if match.text("d") == "tonight" else None)
    shift = match.number("d", "TODAY")
    return match.point(Meaning(cal=Calendar(part=part), anchor=PUBLISHED, shift=shift, unit="D"))


@rule("day beside yesterday", "(the)? day s:(before|after) d:TODAY (p:PART)?")
def day_beside(match: Match) -> list[Found] | None:
    """ "the day before yesterday", "the day after tomorrow"."""
    shift = (match.number("d", "TODAY") or 0) + (-1 if match.text("s") == "before" else 1)
    return match.point(Meaning(cal=Calendar(part=said_part(match)), anchor=PUBLISHED, shift=shift, unit="D"))


@rule(
    "this, last or next period",
    "(the)? d:(LAST|NEXT|THIS) u:(UNIT|PART)",
    "(the)? d:(LAST|this) (f:fiscal) u:UNIT",
    "this (past|coming) u:(UNIT|PART)",
    "this d:NEXT u:(UNIT|PART)",
)
def deictic_period(match: Match) -> list[Found] | None:
    """ "last week", "this morning", "next year"; "the next day" counts from the time spoken of."""
    words = tables()
    word, definite = match.text("d") or match.at(match.first + 1), match.at(match.first) == "the"
    unit, part = unit_or_part(match.text("u"))
    if (definite and word == "this") or (word == "present" and unit not in ("D", "CE", "Y")):
        return None
    if match.raw(match.range("u")[0])[0].isupper() and match.raw(match.first)[0].isupper():
        return None  # a title: the programme "This Week"
    step = next((int(str(words[t][word])) for t in ("LAST", "NEXT", "THIS") if word in words[t]), 0)
    if unit in SUB_DAY:
        if word in ("this", "current") or match.before() == "of":
            return None
        return match.lasting(Meaning(value=duration_value(1, unit), span=step, amount=1, unit=unit))
    if definite and word == "past" and not part:
        return match.lasting(Meaning(value=duration_value(1, unit), span=-1, amount=1, unit=unit))
    if unit == "D" and not part and word in ("last", "past", "current"):
        return None
    anchor = REFERENCE if unit == "D" and (word == "next" or not part) else ""
    if definite and step == 1 and unit not in ("D", "WE") and not part:
        anchor = STORY
    return match.point(
        Meaning(
            cal=Calendar(part=part),
            anchor=anchor,
            shift=step,
            unit=unit,
            direction=0 if unit == "WE" and word in words["THIS"] else None,
            fiscal=match.has("f"),
        )
    )


@rule(
    "count of units ago or later",
    "q:(a|an|{NUMBER}|{VAGUE}) (more|full|short|long)? u:{UNITS} (or so)? "
    "s:(ago|earlier|later|hence|afterward|afterwards|back|before|after|previously|prior)",
    "q:(a|an|{NUMBER}|{VAGUE}) (more)? u:{UNITS} from s:now",
    "q:half (a|an) u:UNIT s:(ago|earlier|later)",
    "q:(a|an|{NUMBER}) u:{UNITS} h:(and a half) s:(ago|earlier|later)",
    "u:UNITS s:(ago|later|earlier)",
)
def counted_shift(match: Match) -> list[Found] | None:
    """ "two years ago", "six weeks later", "a year earlier", "days later" (vague)."""
    side, quantity, unit = match.text("s"), match.text("q"), unit_code(match.text("u"))
    if side in word_set("may_govern_a_noun") and (goes_on(match) or match.after() == "-"):
        return None
    sign = -1 if side in word_set("counted_back") else 1
    anchor = PUBLISHED if side in word_set("counted_from_now") else REFERENCE
    number = 1.0 if quantity in ("a", "an") else parse_number(match.tokens("q"))
    if "couple" in quantity:
        amount, mod = 2.0, "APPROX"
    elif number is None:
        value = "PAST_REF" if sign < 0 else "FUTURE_REF"
        return match.point(Meaning(value=value, span=sign, unit=unit, anchor=anchor))
    else:
        amount, mod = number + 0.5 * match.has("h"), None
    steps, step_unit = _whole(amount, unit)
    if step_unit in SUB_DAY or steps != int(steps) or steps > 5000:
        value = duration_value(amount, unit)
        return match.lasting(Meaning(value=value, span=sign, amount=amount, unit=unit, anchor=anchor))
    return match.point(Meaning(anchor=anchor, shift=sign * int(steps), unit=step_unit, mod=mod))


def _whole(amount: float, unit: str) -> tuple[float, str]:
    """The same length in units that steps are counted in: decades in years, half years in months."""
    for name, size, smaller in (("DE", 10, "Y"), ("CE", 100, "Y"), ("ML", 1000, "Y"), ("FN", 2, "W")):
        if unit == name:
            return amount * size, smaller
    if amount != int(amount):
        if unit == "Y":
            return amount * 12, "M"
        if unit == "W":
            return amount * 7, "D"
    return amount, unit

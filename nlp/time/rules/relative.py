"""Times counted from another: "yesterday", "last week", "the following day", "two years ago", "next Tuesday"."""

from __future__ import annotations

from nlp.records import TimeType
from nlp.time.fields import Calendar
from nlp.time.grammar import Found, Match, rule
from nlp.time.lexicon import tables
from nlp.time.meaning import PUBLISHED, REFERENCE, Meaning
from nlp.time.numbers import parse_number, parse_ordinal
from nlp.time.rules.dates import month_number
from nlp.time.rules.durations import duration_value

_SUB_DAY = ("TH", "TM", "TS")
PENDING = "?"  # the value of "the day before", which needs the date behind it to be a time


@rule("day named from now", "d:TODAY (p:PART)?", "(early|late)? p:PART t:today")
def named_day(match: Match) -> list[Found] | None:
    """ "today", "yesterday morning", "tonight"."""
    if match.has("t"):
        return None
    word = match.text("d")
    if (
        word == "today"
        and match.after() == "'s"
        and match.raw(match.last + 1)[:1].isupper()
        and match.before() == "usa"
    ):
        return None
    part = str(match.value("p", "PART")) if match.has("p") else "NI" if word == "tonight" else None
    kind = TimeType.TIME if part else TimeType.DATE
    shift = match.number("d", "TODAY")
    return match.whole(kind, Meaning(cal=Calendar(part=part), anchor=PUBLISHED, shift=shift, unit="D"))


@rule("day beside yesterday", "(the)? day s:(before|after) d:TODAY (p:PART)?")
def day_beside(match: Match) -> list[Found] | None:
    """ "the day before yesterday", "the day after tomorrow"."""
    base, step = match.number("d", "TODAY") or 0, -1 if match.text("s") == "before" else 1
    part = str(match.value("p", "PART")) if match.has("p") else None
    meaning = Meaning(cal=Calendar(part=part), anchor=PUBLISHED, shift=base + step, unit="D")
    return match.whole(TimeType.TIME if part else TimeType.DATE, meaning)


@rule("this, last or next period", "(the)? d:(LAST|NEXT|THIS) u:(UNIT|PART)", "(the)? d:(LAST|this) (f:fiscal) u:UNIT",
      "this (past|coming) u:(UNIT|PART)", "this d:NEXT u:(UNIT|PART)")  # fmt: skip
def deictic_period(match: Match) -> list[Found] | None:
    """ "last week", "this morning", "next year"; "the next day" counts from the time spoken of."""
    words = tables()
    word = match.text("d") or match.at(match.first + 1)
    unit, definite = match.text("u"), match.at(match.first) == "the"
    if (definite and word == "this") or (word == "present" and unit not in ("day", "century", "year")):
        return None
    if match.raw(match.range("u")[0])[0].isupper() and match.raw(match.first)[0].isupper():
        return None  # a title: the programme "This Week"
    step = next((int(str(words[t][word])) for t in ("LAST", "NEXT", "THIS") if word in words[t]), 0)
    part = str(words["PART"][unit]) if unit in words["PART"] else None
    code = "D" if part else str(words["UNIT"][unit])
    if code in (*_SUB_DAY,):
        if word in ("this", "current") or match.before() == "of":
            return None
        value, span = f"PT1{code[1]}", step
        return match.whole(TimeType.DURATION, Meaning(value=value, span=span, amount=1, unit=code))
    if (
        word in ("past", "coming")
        and code in ("Y", "DE", "CE", "W", "M", "D")
        and definite
        and word == "past"
    ):
        return match.whole(TimeType.DURATION, Meaning(value=f"P1{code}", span=-1, amount=1, unit=code))
    if word == "current" and code == "D":
        return None
    if code == "D" and not part and word in ("last", "past"):
        return None
    if code == "D" and word == "this" and not part:
        return match.whole(TimeType.DATE, Meaning(anchor=REFERENCE, shift=0, unit="D"))
    anaphoric = (code == "D" and word == "next") or (code == "Q" and definite)
    meaning = Meaning(
        cal=Calendar(part=part), anchor=REFERENCE if anaphoric else "",
        shift=step, unit=code, fiscal=match.has("f"),
    )  # fmt: skip
    return match.whole(TimeType.TIME if part else TimeType.DATE, meaning)


@rule("previous or following period", "(the|that)? d:(PREVIOUS|FOLLOWING) u:(UNIT|PART)",
      "(the|that|this) (very)? same u:(UNIT|PART)", "that (very)? u:(UNIT|PART)", "the very same day")  # fmt: skip
def anaphoric_period(match: Match) -> list[Found] | None:
    """ "the following day", "the previous night", "the same month", "that year"."""
    words = tables()
    word, unit = match.text("d"), match.text("u") or "day"
    step = -1 if word in words["PREVIOUS"] else 1 if word in words["FOLLOWING"] else 0
    part = str(words["PART"][unit]) if unit in words["PART"] else None
    code = "D" if part else str(words["UNIT"][unit])
    if code in _SUB_DAY or (word == "prior" and match.first == match.range("d")[0]):
        return None
    meaning = Meaning(cal=Calendar(part=part), anchor=REFERENCE, shift=step, unit=code)
    return match.whole(TimeType.TIME if part else TimeType.DATE, meaning)


@rule("named period by direction", "(the)? (this)? d:(LAST|NEXT|THIS|PREVIOUS|FOLLOWING) n:(WEEKDAY|MONTH|SEASON|HOLIDAY)",
      "this d:(LAST|NEXT) n:(WEEKDAY|MONTH|SEASON)", "that n:(WEEKDAY|MONTH|SEASON)", "d:(LAST|NEXT) n:MONTH e:(DAY|NTH)", "(the)? same n:(WEEKDAY|MONTH|SEASON)")  # fmt: skip
def named_by_direction(match: Match) -> list[Found] | None:
    """ "last Tuesday", "next May", "this summer", "the previous April"."""
    words = tables()
    if not match.has("d"):
        return named_period(match, None if match.at(match.first) == "the" else 0, REFERENCE)
    word = match.text("d")
    for table in ("LAST", "NEXT", "THIS", "PREVIOUS", "FOLLOWING"):
        if word in words[table]:
            anchor = REFERENCE if table in ("PREVIOUS", "FOLLOWING") else ""
            return named_period(match, int(str(words[table][word])), anchor)
    return None


def named_period(match: Match, direction: int | None, anchor: str) -> list[Found] | None:
    """A weekday, month, season or holiday told apart by a direction."""
    words, name = tables(), match.text("n")
    holiday = ""
    if name in words["WEEKDAY"]:
        cal = Calendar(weekday=match.number("n", "WEEKDAY"))
    elif name in words["MONTH"]:
        if not match.raw(match.range("n")[0])[0].isupper():
            return None
        cal = Calendar(
            month=month_number(match, "n"), day=parse_ordinal(match.text("e")) if match.has("e") else None
        )
    elif name in words["SEASON"]:
        cal = Calendar(season=str(words["SEASON"][name]))
    else:
        cal, holiday = Calendar(), name
    return match.whole(TimeType.DATE, Meaning(cal=cal, direction=direction, anchor=anchor, holiday=holiday))


@rule("count of units ago or later", "q:(a|an|{NUMBER}|{VAGUE}) (more|full|short|long)? u:{UNITS} (or so)? s:(ago|earlier|later|hence|afterward|afterwards|back|before|after|previously|prior)",
      "q:(a|an|{NUMBER}|{VAGUE}) (more)? u:{UNITS} from s:now", "q:half (a|an) u:UNIT s:(ago|earlier|later)",
      "q:(a|an|{NUMBER}) u:{UNITS} and a half s:(ago|earlier|later)", "u:UNITS s:(ago|later|earlier)")  # fmt: skip
def counted_shift(match: Match) -> list[Found] | None:
    """ "two years ago", "six weeks later", "a year earlier", "days later" (vague)."""
    words, side = tables(), match.text("s")
    unit_word = match.text("u")
    unit = str(words["UNIT"].get(unit_word) or words["UNITS"].get(unit_word))
    quantity = match.tokens("q")
    number = 1.0 if match.text("q") in ("a", "an") else parse_number(quantity)
    if match.at(match.last - 2) == "half" or match.text("q") == "half":
        number = (number if number and match.text("q") != "half" else 0) + 0.5
    if side in ("before", "after", "back", "prior"):
        clause = match.raw(match.last)
        if clause[:1].isalnum() or (clause[:1] in "$'\"“" and clause) or match.after() == "-":
            return None
    sign = -1 if side in ("ago", "earlier", "back", "before", "previously", "prior") else 1
    anchor = PUBLISHED if side in ("ago", "now", "hence") else REFERENCE
    if number is None and not (quantity and match.text("q").startswith(("a couple", "couple"))):
        return match.whole(TimeType.DATE, _vague_shift(side, sign, unit))
    amount = 2.0 if number is None else number
    if unit in ("DE", "CE", "ML"):
        amount, unit = amount * {"DE": 10, "CE": 100, "ML": 1000}[unit], "Y"
    if unit == "FN":
        amount, unit = amount * 2, "W"
    if amount != int(amount):
        amount, unit = {"Y": (amount * 12, "M"), "W": (amount * 7, "D"), "M": (amount * 2, "HM")}.get(
            unit, (amount, unit)
        )
    if unit in _SUB_DAY or amount != int(amount) or amount > 5000:
        size = duration_value(amount, unit) if unit != "HM" else duration_value(number, "M")
        return match.whole(
            TimeType.DURATION, Meaning(value=size, span=sign, amount=amount, unit=unit, anchor=anchor)
        )
    mod = "APPROX" if number is None else None
    return match.whole(TimeType.DATE, Meaning(anchor=anchor, shift=sign * int(amount), unit=unit, mod=mod))


def _vague_shift(side: str, sign: int, unit: str) -> Meaning:
    value = "PAST_REF" if sign < 0 else "FUTURE_REF"
    return Meaning(
        value=value, span=sign, unit=unit, anchor=PUBLISHED if side in ("ago", "now", "hence") else REFERENCE
    )


@rule("period before or after", "(the|a) u:(UNIT|PART) s:(before|after|earlier|later|previously)",
      "u:(UNIT|PART) s:(before|after)")  # fmt: skip
def period_beside(match: Match) -> list[Found] | None:
    """ "the day before", "the year after"; not "the day after the vote", whose day the vote decides."""
    words, unit, side = tables(), match.text("u"), match.text("s")
    part = words["PART"].get(unit)
    code = "D" if part else str(words["UNIT"][unit])
    if code in _SUB_DAY or match.at(match.first) == "a":
        return None
    step = -1 if side in ("before", "earlier", "previously") else 1
    follow = match.raw(match.last)
    if side in ("before", "after") and follow and (follow[0].isalnum() or follow[0] in "'’“\""):
        pending = Meaning(
            cal=Calendar(part=str(part) if part else None), value=PENDING, offset=step, offset_unit=code
        )
        return [Found(match.first, match.last, TimeType.DATE, pending)]
    if match.at(match.first) != "the":
        return None
    cal = Calendar(part=str(part) if part else None)
    return match.whole(
        TimeType.TIME if part else TimeType.DATE, Meaning(cal=cal, anchor=REFERENCE, shift=step, unit=code)
    )


@rule("weekday beside", "the w:WEEKDAY s:(before|after)")
def weekday_beside(match: Match) -> list[Found] | None:
    """"the Friday before Easter", "the Monday after": counted from a date behind, or from the time spoken of."""
    day, step = match.number("w", "WEEKDAY"), -1 if match.text("s") == "before" else 1
    follow = match.raw(match.last)
    if follow and (follow[0].isalnum() or follow[0] in "'’“\""):
        pending = Meaning(value=PENDING, offset=step, offset_unit=f"weekday {day}")
        return [Found(match.first, match.last, TimeType.DATE, pending)]
    return match.whole(TimeType.DATE, Meaning(cal=Calendar(weekday=day), direction=step, anchor=REFERENCE))


@rule("period spoken of", "(later|earlier|late|early) (in|on)? (the|that) u:UNIT", "(the)? EDGE of the u:UNIT",
      "(the)? (rest|most|remainder) of the u:UNIT", "the u:UNIT", "u:year - EDGE", "u:year EDGE", "u:year 's EDGE")  # fmt: skip
def period_spoken_of(match: Match) -> list[Found] | None:
    """ "later in the day", "the end of the month", "year-end": within the period spoken of."""
    words = tables()
    code = str(words["UNIT"][match.text("u")])
    tokens = [match.at(i) for i in range(match.first, match.last)]
    mod = next(
        (str(words[t][w]) for w in tokens[:-1] for t in ("EARLY", "LATE", "EDGE") if w in words[t]), None
    )
    if tokens[0] == "year":
        if tokens[-1] != "end" or (len(tokens) == 2 and match.before() in ("the", "a")):
            return None
        return match.whole(TimeType.DATE, Meaning(shift=0, unit="Y", mod="END"))
    if len(tokens) == 2:
        if code not in ("WE", "Q") and not (code in ("Y", "W", "M", "D") and match.before() in ("in", "on", "during", "for")
                                         and match.before(2) in ("later", "earlier", "late", "early")):  # fmt: skip
            return None
        if code == "Q" and match.after() in ("of", "-"):
            return None
    if code in _SUB_DAY or code in ("CE", "DE", "ML") or match.after() == "-":
        return None
    if "rest" in tokens or "most" in tokens:
        mod = None
    anchor = REFERENCE if code in ("D", "Q") or "that" in tokens else ""
    side = tokens[0] if tokens[0] in ("earlier", "later") else None
    return match.whole(TimeType.DATE, Meaning(anchor=anchor, shift=0, unit=code, mod=mod, note=side))


@rule(
    "latest period",
    "(the|its)? d:LATEST u:(UNIT|period)",
    "(the|its)? b:year - s:(earlier|ago) u:(UNIT|period)?",
    "(the|its)? b:year - s:(earlier|ago) n:ORDINAL u:quarter",
)
def latest_period(match: Match) -> list[Found] | None:
    """ "the latest quarter", "the year-earlier period": the quarter just reported, and the same a year before."""
    first = match.first + (match.at(match.first) == "its")
    if match.has("b"):
        if match.has("u") and match.text("u") not in ("quarter", "period"):
            return None
        if not match.has("u") and match.at(first) == "the":
            first += 1
        cal = Calendar(quarter=match.number("n", "ORDINAL") if match.has("n") else None)
        return [
            Found(first, match.last, TimeType.DATE, Meaning(cal=cal, anchor=REFERENCE, shift=-1, unit="Y"))
        ]
    unit = str(tables()["UNIT"].get(match.text("u"), "Q"))
    if match.text("d") != "latest" or unit not in ("Q", "Y", "M", "W"):
        return None
    return [Found(first, match.last, TimeType.DATE, Meaning(anchor=PUBLISHED, shift=-1, unit=unit))]

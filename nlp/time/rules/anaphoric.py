"""Times counted from the one spoken of: "the following day", "that year", "the day before", "the quarter"."""

from __future__ import annotations

from nlp.time.calendar.calendar import Calendar
from nlp.time.grammar.grammar import Found, Match, rule
from nlp.time.grammar.lexicon import tables
from nlp.time.grammar.reading import PUBLISHED, REFERENCE, Meaning
from nlp.time.rules.shared import PENDING, SUB_DAY, goes_on, unit_code, unit_or_part

_EDGES = ("EARLY", "LATE", "EDGE")


@rule(
    "previous or following period",
    "(the|that)? d:(PREVIOUS|FOLLOWING) u:(UNIT|PART)",
    "(the|that|this) (very)? same u:(UNIT|PART)",
    "that (very)? u:(UNIT|PART)",
)
def anaphoric_period(match: Match) -> list[Found] | None:
    """ "the following day", "the previous night", "the same month", "that year"."""
    words, word = tables(), match.text("d")
    step = -1 if word in words["PREVIOUS"] else 1 if word in words["FOLLOWING"] else 0
    unit, part = unit_or_part(match.text("u"))
    if unit in SUB_DAY or (word == "prior" and match.at(match.first) == "prior"):
        return None
    return match.point(Meaning(cal=Calendar(part=part), anchor=REFERENCE, shift=step, unit=unit))


@rule(
    "period before or after",
    "the u:(UNIT|PART) s:(before|after|earlier|later|previously)",
    "u:(UNIT|PART) s:(before|after)",
)
def period_beside(match: Match) -> list[Found] | None:
    """ "the day before", "the year after"; "the day after the vote" waits for the date behind it."""
    side = match.text("s")
    unit, part = unit_or_part(match.text("u"))
    if unit in SUB_DAY or match.before() in ("a", "an"):
        return None
    step = 1 if side in ("after", "later") else -1
    if side in ("before", "after") and goes_on(match):
        return match.point(Meaning(cal=Calendar(part=part), value=PENDING, offset=step, offset_unit=unit))
    if match.at(match.first) != "the":
        return None
    return match.point(Meaning(cal=Calendar(part=part), anchor=REFERENCE, shift=step, unit=unit))


@rule("eve of a date", "the eve of")
def eve(match: Match) -> list[Found] | None:
    """ "the eve of Ramadan": waits for the day behind it."""
    return match.point(Meaning(value=PENDING, offset=-1, offset_unit="D"))


@rule("period around a date", "the u:UNIT of")
def period_around(match: Match) -> list[Found] | None:
    """ "the week of March 6": waits for the day behind it."""
    unit = unit_code(match.text("u"))
    if unit not in ("W", "WE"):
        return None
    return match.point(Meaning(value=PENDING, around=unit))


@rule("year's end", "u:year - e:EDGE", "u:year e:EDGE", "u:year 's e:EDGE")
def year_end(match: Match) -> list[Found] | None:
    """ "year-end", "year's end"."""
    apart = match.last - match.first == 2
    if match.text("e") != "end" or (apart and match.before() in ("the", "a")):
        return None
    return match.point(Meaning(shift=0, unit="Y", mod="END"))


@rule(
    "period spoken of",
    "(later|earlier|late|early) (in|on)? (the|that) u:UNIT",
    "(the)? EDGE of the u:UNIT",
    "(the)? (rest|most|remainder) of the u:UNIT",
    "the u:UNIT",
)
def period_spoken_of(match: Match) -> list[Found] | None:
    """ "later in the day", "the end of the month", "the quarter": within the period spoken of."""
    unit, words = unit_code(match.text("u")), match.words()
    if unit in SUB_DAY or unit in ("CE", "DE", "ML") or match.after() == "-":
        return None
    if len(words) == 2 and (unit not in ("WE", "Q") or (unit == "Q" and match.after() == "of")):
        return None
    found = [str(tables()[t][w]) for w in words for t in _EDGES if w in tables()[t]]
    anchor = REFERENCE if unit in ("D", "Q") or "that" in words else ""
    side = words[0] if words[0] in ("earlier", "later") else None
    mod = found[0] if found else None
    return match.point(Meaning(anchor=anchor, shift=0, unit=unit, mod=mod, note=side))


@rule(
    "latest period",
    "(the|its)? d:LATEST u:(UNIT|period)",
    "(the|its)? b:year - s:(earlier|ago) u:(quarter|period)?",
    "(the|its)? b:year - s:(earlier|ago) n:ORDINAL u:quarter",
)
def latest_period(match: Match) -> list[Found] | None:
    """ "the latest quarter", "the year-earlier period": the quarter just reported, that of a year before."""
    first = match.first + (match.at(match.first) == "its")
    if match.has("b"):
        first += not match.has("u") and match.at(first) == "the"
        cal = Calendar(quarter=match.number("n", "ORDINAL") if match.has("n") else None)
        return match.point(Meaning(cal=cal, anchor=REFERENCE, shift=-1, unit="Y"), first=first)
    unit = unit_code(match.text("u")) or "Q"
    if match.text("d") != "latest" or unit not in ("Q", "Y", "M", "W"):
        return None
    return match.point(Meaning(anchor=PUBLISHED, shift=-1, unit=unit), first=first)

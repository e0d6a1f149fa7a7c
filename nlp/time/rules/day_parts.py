"""Parts of the day and named hours: "in the morning", "at dawn", "overnight", "noon"."""

from __future__ import annotations

from nlp.time.calendar.calendar import Calendar
from nlp.time.grammar.grammar import Found, Match, rule
from nlp.time.grammar.lexicon import tables, word_set
from nlp.time.grammar.reading import Meaning
from nlp.time.rules.clock import said_zone
from nlp.time.rules.shared import IN, said_part

_MODS = {"mid": "MID", "late": "END", "early": "START"}


@rule("named hour", "n:NOON {ZONE}?")
def named_hour(match: Match) -> list[Found] | None:
    """ "noon", "midnight" (24:00, the end of the day spoken of)."""
    hour = int(str(match.value("n", "NOON"))[:2])
    return match.point(Meaning(cal=Calendar(hour=hour, minute=0, zone=said_zone(match))))


@rule("early hours", "(the)? (early|small) (p:PART)? hours", "(the)? early p:PART")
def early_hours(match: Match) -> list[Found] | None:
    """ "the early morning hours of" a day; without that day it is no time."""
    if match.after() != "of":
        return None
    return match.point(Meaning(cal=Calendar(part=said_part(match) or "MO"), mod="START"))


@rule("edge of a part of day", "(the)? e:(mid|late|early) -? p:PART")
def edge_of_a_part(match: Match) -> list[Found] | None:
    """ "by mid-afternoon", "late afternoon today"."""
    if match.before() not in IN and match.after() not in tables()["TODAY"]:
        return None
    return match.point(Meaning(cal=Calendar(part=said_part(match)), mod=_MODS[match.text("e")]))


@rule("part of day", "(the)? p:PART")
def part_of_day(match: Match) -> list[Found] | None:
    """ "in the morning", "at dawn", "overnight": a part of the day spoken of."""
    word, before = match.text("p"), match.before()
    if match.after() == "-":
        return None
    if match.last - match.first > 1:
        placed = before in IN
    elif match.raw(match.last)[:1].isupper() or word in word_set("no_part_alone"):
        placed = False
    else:
        placed = before in word_set("before_a_part")
    if not placed and word != "overnight":
        return None
    return match.point(Meaning(cal=Calendar(part=said_part(match))))

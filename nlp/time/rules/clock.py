"""Clock times and parts of the day: "10:30 p.m.", "0735 GMT", "noon", "half past nine", "the morning"."""

from __future__ import annotations

from nlp.records import TimeType
from nlp.time.fields import Calendar
from nlp.time.grammar import MACROS, Found, Match, rule
from nlp.time.lexicon import tables
from nlp.time.meaning import Meaning
from nlp.time.numbers import parse_number
from nlp.time.rules.dates import IN

_AT = frozenset(
    {
        "at",
        "by",
        "until",
        "till",
        "around",
        "about",
        "from",
        "since",
        "before",
        "after",
        "between",
        "to",
        "and",
        "-",
    }
)
MACROS["ZONE"] = "(,? (local time|z:TIMEZONE|(eastern|central|pacific|mountain) (standard|daylight)? time))"


def clock_time(
    hour: int, minute: int | None, second: int | None, *, meridiem: int | None = None, zone: str | None = None
) -> Calendar | None:
    """A time of day, or None where there is no such time."""
    if meridiem is not None:
        if not 1 <= hour <= 12:
            return None if hour > 23 or meridiem == 0 else Calendar(hour=hour, minute=minute or 0, zone=zone)
        hour = hour % 12 + meridiem
        minute = minute or 0
    if hour > 24 or (minute or 0) > 59 or (hour == 24 and minute):
        return None
    return Calendar(hour=hour, minute=minute, second=second, zone=zone)


def _zone(match: Match) -> str | None:
    return str(match.value("z", "TIMEZONE")) or None if match.has("z") else None


@rule("clock time", "c:CLOCK (p:MERIDIEM)? {ZONE}?", "c:DECIMAL p:MERIDIEM {ZONE}?", "h:(HOUR|CARDINAL) p:MERIDIEM {ZONE}?",
      "h:(HOUR|CARDINAL) (o'clock)? in the a:PART", "h:(HOUR|CARDINAL) o'clock {ZONE}?")  # fmt: skip
def clock(match: Match) -> list[Found] | None:
    """ "10:35 a.m.", "9 pm", "six o'clock in the evening", "17:30 GMT"."""
    meridiem = match.number("p", "MERIDIEM") if match.has("p") else None
    if match.has("p") and match.raw(match.range("p")[0]) in ("am", "AM") and match.after() in ("i", "not"):
        return None
    second: int | None = None
    if match.has("c"):
        parts = match.text("c").replace(".", ":").split(":")
        if not all(part.isdigit() for part in parts) or len(parts) < 2 or len(parts[1]) != 2:
            return None
        hour, minute = int(parts[0]), int(parts[1])
        second = int(parts[2]) if len(parts) > 2 else None
        bare = match.last - match.first == 1
        if bare and match.before() not in _AT and not _beside_a_date(match):
            return None
    else:
        hour, minute = int(parse_number(match.tokens("h")) or 0), 0
    if match.has("a"):
        meridiem = 0 if match.value("a", "PART") == "MO" else 12
        if match.text("a") == "night" and hour < 6:
            meridiem = 0
    cal = clock_time(hour, minute, second, meridiem=meridiem, zone=_zone(match))
    return None if cal is None else match.whole(TimeType.TIME, Meaning(cal=cal))


def _beside_a_date(match: Match) -> bool:
    words = tables()
    near = (match.before(), match.after(), match.before(2), match.after(2))
    return any(
        word in words["WEEKDAY"] or word in words["MONTH"] or word in ("today", "yesterday") for word in near
    )


@rule("military time", "n:(FOUR|YEAR|INTEGER) (hours)? {ZONE}", "n:(FOUR|YEAR) hours {ZONE}?")
def military(match: Match) -> list[Found] | None:
    """ "0735 GMT", "1400 hours"."""
    digits = match.text("n")
    if len(digits) != 4 or not digits.isdigit() or (match.before() not in _AT and not match.has("z")):
        return None
    cal = clock_time(int(digits[:2]), int(digits[2:]), None, zone=_zone(match))
    return None if cal is None else match.whole(TimeType.TIME, Meaning(cal=cal))


@rule(
    "spoken clock",
    "q:(half|quarter|CARDINAL|HOUR) (UNITS)? s:(past|to|after) h:(CARDINAL|HOUR) (p:MERIDIEM)?",
)
def spoken_clock(match: Match) -> list[Found] | None:
    """ "half past nine", "ten minutes to three"."""
    words = {"half": 30, "quarter": 15}
    minutes = words.get(match.text("q")) or int(parse_number(match.tokens("q")) or 0)
    hour = int(parse_number(match.tokens("h")) or 0)
    side = match.text("s")
    spelled = match.text("q") in words or (match.text("h") in tables()["CARDINAL"] and match.before() in _AT)
    if (
        not spelled
        or side == "after"
        or not 0 < minutes < 60
        or not 1 <= hour <= 12
        or match.before() in ("the", "from")
    ):
        return None
    if side == "to" and (match.text("q") != "quarter" and match.last - match.first < 4):
        return None
    if side == "to":
        hour, minutes = (hour - 2) % 12 + 1, 60 - minutes
    cal = clock_time(hour, minutes, None, meridiem=match.number("p", "MERIDIEM"))
    return None if cal is None else match.whole(TimeType.TIME, Meaning(cal=cal))


@rule("named hour", "n:NOON")
def named_hour(match: Match) -> list[Found] | None:
    """ "noon", "midnight" (24:00, the end of the day spoken of)."""
    hour = int(str(match.value("n", "NOON"))[:2])
    return match.whole(TimeType.TIME, Meaning(cal=Calendar(hour=hour, minute=0)))


@rule("early hours", "(the)? (early|small) (p:PART)? hours", "(the)? early p:PART")
def early_hours(match: Match) -> list[Found] | None:
    """ "the early morning hours of" a day; without that day it is no time."""
    part = str(match.value("p", "PART")) if match.has("p") else "MO"
    if match.after() != "of":
        return None
    return match.whole(TimeType.TIME, Meaning(cal=Calendar(part=part), mod="START"))


def _edge(match: Match) -> str:
    words = [match.at(i) for i in range(match.first, match.last)]
    return "MID" if "mid" in words else "END" if "late" in words else "START"


@rule("part of day", "(the)? p:PART", "(the)? (mid|late|early) -? p:PART")
def part_of_day(match: Match) -> list[Found] | None:
    """ "in the morning", "at dawn", "overnight": a part of the day spoken of."""
    word, before = match.text("p"), match.before()
    if (
        match.at(match.range("p")[0] - 1) in ("mid", "late", "early", "-")
        and match.range("p")[0] > match.first
    ):
        edged = Meaning(cal=Calendar(part=str(match.value("p", "PART"))), mod=_edge(match))
        return (
            match.whole(TimeType.TIME, edged) if before in IN or match.after() in tables()["TODAY"] else None
        )
    bare = match.last - match.first == 1
    if bare and word not in ("overnight",):
        if before not in ("at", "by", "before", "after", "until", "since", "of") or word in (
            "daytime",
            "nighttime",
        ):
            return None
        if before == "of":
            return None
    if not bare and before not in IN and word != "overnight":
        return None
    if match.after() == "-" or (match.raw(match.last)[:1].isupper() and bare):
        return None
    return match.whole(TimeType.TIME, Meaning(cal=Calendar(part=str(match.value("p", "PART")))))

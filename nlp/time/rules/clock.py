"""Clock times: "10:30 p.m.", "0735 GMT", "six o'clock in the evening", "half past nine"."""

from __future__ import annotations

from nlp.time.calendar.calendar import Calendar
from nlp.time.grammar.grammar import MACROS, Found, Match, rule
from nlp.time.grammar.lexicon import tables, word_set
from nlp.time.grammar.numbers import parse_number
from nlp.time.grammar.reading import Meaning

MACROS["ZONE"] = "(,? (local time|z:TIMEZONE|(eastern|central|pacific|mountain) (standard|daylight)? time))"


def clock_time(
    hour: int, minute: int, second: int | None = None, *, meridiem: int | None = None, zone: str | None = None
) -> Calendar | None:
    """A time of day, or None where there is no such time. ``meridiem`` is 0 for a.m., 12 for p.m."""
    if meridiem is not None and 1 <= hour <= 12:
        hour = hour % 12 + meridiem
    elif meridiem == 0:
        return None
    if hour > 24 or minute > 59 or (hour == 24 and minute):
        return None
    return Calendar(hour=hour, minute=minute, second=second, zone=zone)


def _found(match: Match, cal: Calendar | None) -> list[Found] | None:
    return None if cal is None else match.point(Meaning(cal=cal))


def _zone(match: Match) -> str | None:
    return str(match.value("z", "TIMEZONE")) or None if match.has("z") else None


@rule("clock time", "c:CLOCK (p:MERIDIEM)? {ZONE}?", "c:DECIMAL p:MERIDIEM {ZONE}?")
def clock(match: Match) -> list[Found] | None:
    """ "10:35 a.m.", "17:30 GMT"; bare figures ("3:10") only where a time can stand."""
    parts = match.text("c").replace(".", ":").split(":")
    if not all(part.isdigit() for part in parts) or len(parts) < 2 or len(parts[1]) != 2:
        return None
    bare = match.last - match.first == 1
    if bare and match.before() not in word_set("at_a_clock_time") and not _beside_a_date(match):
        return None
    second = int(parts[2]) if len(parts) > 2 else None
    cal = clock_time(int(parts[0]), int(parts[1]), second, meridiem=_meridiem(match), zone=_zone(match))
    return _found(match, cal)


def _meridiem(match: Match) -> int | None:
    return match.number("p", "MERIDIEM") if match.has("p") else None


def _beside_a_date(match: Match) -> bool:
    words = tables()
    near = (match.before(), match.after(), match.before(2), match.after(2))
    return any(word in words["WEEKDAY"] or word in words["MONTH"] or word in words["TODAY"] for word in near)


@rule(
    "full hour",
    "h:(HOUR|CARDINAL) p:MERIDIEM {ZONE}?",
    "h:(HOUR|CARDINAL) (o'clock)? in the a:PART",
    "h:(HOUR|CARDINAL) o'clock {ZONE}?",
)
def full_hour(match: Match) -> list[Found] | None:
    """ "9 pm", "six o'clock in the evening", "4 in the morning"."""
    if match.text("p") == "am" and match.after() in ("i", "not"):
        return None
    hour, meridiem = int(parse_number(match.tokens("h")) or 0), _meridiem(match)
    if match.has("a"):
        small = match.text("a") == "night" and hour < 6
        meridiem = 0 if small or match.value("a", "PART") == "MO" else 12
    return _found(match, clock_time(hour, 0, meridiem=meridiem, zone=_zone(match)))


@rule("military time", "n:INTEGER (hours)? {ZONE}", "n:INTEGER hours {ZONE}?")
def military(match: Match) -> list[Found] | None:
    """ "0735 GMT", "1400 hours"."""
    digits = match.text("n")
    if len(digits) != 4 or not digits.isdigit():
        return None
    if match.before() not in word_set("at_a_clock_time") and not match.has("z"):
        return None
    return _found(match, clock_time(int(digits[:2]), int(digits[2:]), zone=_zone(match)))


@rule(
    "spoken clock",
    "q:(half|quarter|CARDINAL|HOUR) (UNITS)? s:(past|to) h:(CARDINAL|HOUR) (p:MERIDIEM)?",
)
def spoken_clock(match: Match) -> list[Found] | None:
    """ "half past nine", "ten minutes to three"."""
    words, said = {"half": 30, "quarter": 15}, match.text("q")
    minutes = words.get(said) or int(parse_number(match.tokens("q")) or 0)
    hour, before = int(parse_number(match.tokens("h")) or 0), match.before()
    spelled = match.text("h") in tables()["CARDINAL"] and before in word_set("at_a_clock_time")
    if not (said in words or spelled) or before in ("the", "from"):
        return None
    if not 0 < minutes < 60 or not 1 <= hour <= 12:
        return None
    if match.text("s") == "to":
        if said != "quarter" and match.last - match.first < 4:
            return None  # "from five to nine"
        hour, minutes = (hour - 2) % 12 + 1, 60 - minutes
    return _found(match, clock_time(hour, minutes, meridiem=_meridiem(match)))

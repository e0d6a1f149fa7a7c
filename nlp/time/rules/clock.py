"""Clock times: "10:30 p.m.", "0735 GMT", "six o'clock in the evening", "half past nine", "at 5.45"."""

from __future__ import annotations

from dataclasses import replace

from nlp.records import TimeType
from nlp.time.calendar.calendar import Calendar
from nlp.time.grammar.grammar import MACROS, Found, Match, rule
from nlp.time.grammar.lexicon import tables, word_set
from nlp.time.grammar.numbers import parse_number
from nlp.time.grammar.reading import PUBLISHED, Meaning

MACROS["ZONE"] = "(,? (local (time)?|z:TIMEZONE|k:ZONE_NAME (standard|daylight|summer)? time))"
MACROS["FIGURES"] = "(HOUR|CLOCK|DECIMAL|CARDINAL)"
CLOCK = "clock time"
IN_DOUBT = "bare clock time"
"""The rule whose finds are times only where the text writes others so: "at 1430", "at 5.45"."""


def clock_time(
    hour: int, minute: int, second: int | None = None, *, meridiem: int | None = None, zone: str | None = None
) -> Calendar | None:
    """A time of day, or None where there is no such time. ``meridiem`` is 0 for a.m., 12 for p.m."""
    if meridiem is not None and 1 <= hour <= 12:
        hour = hour % 12 + meridiem
    elif meridiem == 0:
        return None
    if hour > 24 or minute > 59 or (hour == 24 and minute) or (second or 0) > 59:
        return None
    return Calendar(hour=hour, minute=minute, second=second, zone=zone)


def _found(match: Match, cal: Calendar | None) -> list[Found] | None:
    return None if cal is None else match.point(Meaning(cal=cal))


def said_zone(match: Match) -> str | None:
    """The offset or place of group ``z`` or ``k``, None where neither took part."""
    if match.has("z"):
        return str(match.value("z", "TIMEZONE")) or None
    return str(match.value("k", "ZONE_NAME")) if match.has("k") else None


def _meridiem(match: Match, hour: int) -> int | None:
    """0 or 12 where the group ``p`` (a.m., p.m.) or ``a`` (a part of the day) says which half of the day."""
    if match.has("p"):
        return match.number("p", "MERIDIEM")
    if not match.has("a"):
        return None
    small = match.value("a", "PART") == "NI" and hour < 6
    return 0 if small or match.value("a", "PART") == "MO" else 12


@rule(
    CLOCK,
    "c:CLOCK (p:MERIDIEM)? {ZONE}?",
    "c:DECIMAL p:MERIDIEM {ZONE}?",
    "c:(CLOCK|DECIMAL) in the a:PART {ZONE}?",
    "c:CLOCK (hours|hrs) {ZONE}?",
)
def clock(match: Match) -> list[Found] | None:
    """ "10:35 a.m.", "17:30 GMT", "10:01:44"; bare figures ("3:10") only where a time can stand."""
    parts = match.text("c").replace(".", ":").split(":")
    if not all(part.isdigit() for part in parts) or len(parts) < 2 or len(parts[1]) != 2:
        return None
    if match.last - match.first == 1 and not _can_be_a_time(match, parts):
        return None
    second = int(parts[2]) if len(parts) > 2 else None
    hour = int(parts[0])
    if match.has("a") and hour > 12:
        return None
    cal = clock_time(hour, int(parts[1]), second, meridiem=_meridiem(match, hour), zone=said_zone(match))
    return _found(match, cal)


def _can_be_a_time(match: Match, parts: list[str]) -> bool:
    """Whether bare figures stand where a time does: behind "at", beside a date, at the head of a line."""
    if match.before() in word_set("at_a_clock_time") or _beside_a_date(match) or _opens_a_line(match):
        return True
    return (
        len(parts) == 3 and len(parts[0]) == 2 and match.before() not in word_set("before_a_length_of_time")
    )


def _beside_a_date(match: Match) -> bool:
    words = tables()
    near = (match.before(), match.after(), match.before(2), match.after(2))
    return any(word in words["WEEKDAY"] or word in words["MONTH"] or word in words["TODAY"] for word in near)


def _opens_a_line(match: Match) -> bool:
    """Whether the match is the first of its line, brackets and bullets apart."""
    start = match.lexed.tokens[match.first].start
    line = match.lexed.source.rfind("\n", 0, start) + 1
    return not match.lexed.source[line:start].strip(" \t[(-–—•*") and start > 0


@rule(
    "full hour",
    "h:(HOUR|CARDINAL) p:MERIDIEM {ZONE}?",
    "h:(HOUR|CARDINAL) (o'clock)? in the a:PART",
    "h:(HOUR|CARDINAL) o'clock {ZONE}?",
)
def full_hour(match: Match) -> list[Found] | None:
    """ "9 pm", "six o'clock in the evening", "4 in the morning"."""
    if match.text("p") == "am" and match.after() in word_set("after_the_verb_am"):
        return None
    hour = int(parse_number(match.tokens("h")) or 0)
    return _found(match, clock_time(hour, 0, meridiem=_meridiem(match, hour), zone=said_zone(match)))


@rule(
    "range of clock times",
    "c:{FIGURES} s:(-|to|and|until|till) d:{FIGURES} p:MERIDIEM {ZONE}?",
)
def range_of_clock_times(match: Match) -> list[Found] | None:
    """ "between 9 and 11 p.m.", "9.30-11am": the half of the day is said once, for both."""
    if match.text("s") == "and" and match.before() not in word_set("opens_a_range"):
        return None
    meridiem, zone = match.number("p", "MERIDIEM"), said_zone(match)
    one, two = _figures(match, "c"), _figures(match, "d")
    if one is None or two is None or meridiem is None:
        return None
    end = clock_time(*two, meridiem=meridiem, zone=zone)
    begin = clock_time(*one, meridiem=meridiem, zone=zone)
    if begin is not None and end is not None and _later(begin, end):
        begin = clock_time(*one, meridiem=12 - meridiem, zone=zone)  # "from 11 to 1 p.m."
    if begin is None or end is None:
        return None
    low, high = match.range("d")[0], match.range("c")[1]
    return [
        Found(match.first, high, TimeType.TIME, Meaning(cal=begin)),
        Found(low, match.last, TimeType.TIME, Meaning(cal=end)),
    ]


def _later(one: Calendar, two: Calendar) -> bool:
    return (one.hour or 0, one.minute or 0) > (two.hour or 0, two.minute or 0)


def _figures(match: Match, group: str) -> tuple[int, int] | None:
    """Hour and minute as written: "9", "nine", "9:30", "9.30"."""
    parts = match.text(group).replace(".", ":").split(":")
    if len(parts) == 2 and len(parts[1]) == 2 and all(part.isdigit() for part in parts):
        return int(parts[0]), int(parts[1])
    hour = parse_number(match.tokens(group)) if len(parts) == 1 else None
    return None if hour is None or hour != int(hour) else (int(hour), 0)


@rule("military time", "n:INTEGER (hours|hrs|h)? {ZONE}", "n:INTEGER (hours|hrs|h) {ZONE}?", "n:INTEGER")
def military(match: Match) -> list[Found] | None:
    """ "0735 GMT", "1400 hours", "at 0945"."""
    digits = match.text("n")
    if len(digits) != 4 or not digits.isdigit():
        return None
    if match.text("z") == "z" and not match.glued(match.range("z")[0]):
        return None  # "1914Z", in one
    bare = match.last - match.first == 1
    if bare and (digits[0] != "0" or match.after() in word_set("counted_beside_a_month")):
        return None
    at = match.before() in word_set("at_a_clock_time")
    if at and match.before() == "-":
        at = len(match.before(2)) == 4 and match.before(2).isdigit() and match.before(3) != "-"
    if not at and not match.has("z") and not match.has("k") and not (bare and _opens_a_line(match)):
        return None
    return _found(match, clock_time(int(digits[:2]), int(digits[2:]), zone=said_zone(match)))


@rule(
    "hour of a part of the day",
    "h:(HOUR|CARDINAL) (on)? w:WEEKDAY a:PART",
    "h:(HOUR|CARDINAL) d:(LAST|THIS|TODAY) a:PART",
)
def hour_of_a_part(match: Match) -> list[Found] | None:
    """ "at nine on Friday morning", "at 11 last night"."""
    hour = int(parse_number(match.tokens("h")) or 0)
    if match.before() not in word_set("at_a_clock_time_alone") or not 1 <= hour <= 12:
        return None
    cal = clock_time(hour, 0, meridiem=_meridiem(match, hour))
    if cal is None:
        return None
    if match.has("w"):
        return match.point(Meaning(cal=replace(cal, weekday=match.number("w", "WEEKDAY"))))
    words, said = tables(), match.text("d")
    step = next(int(str(words[name][said])) for name in ("LAST", "THIS", "TODAY") if said in words[name])
    return match.point(Meaning(cal=cal, anchor=PUBLISHED, shift=step, unit="D"))


@rule("hour with h", "h:INTEGER g:h m:INTEGER")
def hour_with_h(match: Match) -> list[Found] | None:
    """ "14h30"."""
    hour, minute = match.text("h"), match.text("m")
    glued = match.glued(match.first + 1) and match.glued(match.first + 2)
    if not glued or len(minute) != 2 or not (hour.isdigit() and minute.isdigit() and len(hour) < 3):
        return None
    return _found(match, clock_time(int(hour), int(minute)))


@rule("range of military times", "n:INTEGER s:(to|-|and|until|till) d:INTEGER (hours|hrs|h)? {ZONE}?")
def range_of_military_times(match: Match) -> list[Found] | None:
    """ "from 0945 to 1010", "0600-0830 GMT"."""
    one, two = match.text("n"), match.text("d")
    said = match.has("z") or match.has("k") or match.last > match.range("d")[1] or one[0] == "0"
    if not said or not all(len(digits) == 4 and digits.isdigit() for digits in (one, two)):
        return None
    if match.before() not in word_set("at_a_clock_time") and not _opens_a_line(match):
        return None
    begin, end = (clock_time(int(d[:2]), int(d[2:]), zone=said_zone(match)) for d in (one, two))
    if begin is None or end is None:
        return None
    low, high = match.range("d")[0], match.range("n")[1]
    return [
        Found(match.first, high, TimeType.TIME, Meaning(cal=begin)),
        Found(low, match.last, TimeType.TIME, Meaning(cal=end)),
    ]


@rule(IN_DOUBT, "n:INTEGER", "n:DECIMAL")
def bare_clock(match: Match) -> list[Found] | None:
    """ "At 1430,", "at 5.45 on Tuesday": figures that may be a number; the text decides."""
    digits = match.text("n").replace(".", "")
    dotted = len(digits) < len(match.text("n"))
    if not digits.isdigit() or len(digits) not in ((3, 4) if dotted else (4,)):
        return None
    if dotted and match.text("n")[-3] != ".":
        return None
    if match.before() not in word_set("at_a_clock_time_alone") or not _ends_as_a_time(match):
        return None
    if not dotted and match.before() != "at":
        return None  # "by 1430"
    return _found(match, clock_time(int(digits[:-2]), int(digits[-2:])))


def _ends_as_a_time(match: Match) -> bool:
    """Whether no unit, currency or noun follows."""
    after = match.after()
    if match.raw(match.first - 1)[:1].isupper() and after not in word_set("counted"):
        return True  # "At 10.35 rebels attacked"
    return (
        (not after[:1].isalnum() and after != "%") or after in word_set("function") or _beside_a_date(match)
    )


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
    return _found(match, clock_time(hour, minutes, meridiem=_meridiem(match, hour)))

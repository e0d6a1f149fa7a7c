"""Finds that are one expression: "10 p.m." + "Wednesday", "June" + of + "last year"."""

from __future__ import annotations

from dataclasses import fields, replace

from nlp.records import TimeType
from nlp.time.calendar.calendar import Calendar
from nlp.time.grammar.grammar import Found
from nlp.time.grammar.lexer import Lexed
from nlp.time.grammar.reading import Meaning
from nlp.time.rules.shared import PENDING

_TIME, _DAY, _WEEK, _MONTH, _QUARTER, _YEAR = 5, 4, 3, 2, 1, 0
_CLOCK = ("part", "hour", "minute", "second", "zone")
_LEVELS = {"D": _DAY, "W": _WEEK, "WE": _WEEK, "M": _MONTH, "Q": _QUARTER, "H": _QUARTER, "DE": -1, "CE": -2}


def join_finds(lexed: Lexed, finds: list[tuple[str, Found]]) -> list[tuple[str, Found]]:
    """The finds with those joined that are one expression; the finer one names it."""
    out: list[tuple[str, Found]] = []
    for name, found in finds:
        joint = _join(lexed, out[-1][1], found, spoken=name == "spoken year") if out else None
        if joint is None:
            out.append((name, found))
        else:
            left_name, left = out[-1]
            out[-1] = (left_name if _level(left.meaning) >= _level(found.meaning) else name, joint)
    return out


def _level(meaning: Meaning) -> int:
    """How fine a meaning is, from within a day down to a year and longer."""
    cal = meaning.cal
    if cal.is_time:
        return _TIME
    if cal.day is not None or cal.weekday is not None or meaning.holiday:
        return _DAY
    if meaning.nth is not None:
        return _DAY if meaning.nth_unit.startswith(("D", "weekday")) else _WEEK
    if meaning.shift is not None and cal == Calendar():
        return _LEVELS.get(meaning.unit, _YEAR)
    if cal.week is not None:
        return _WEEK
    if cal.month is not None or cal.season:
        return _MONTH
    return _QUARTER if cal.quarter or cal.half else _YEAR


def _join(lexed: Lexed, left: Found, right: Found, *, spoken: bool) -> Found | None:
    if not 0 <= right.first - left.last <= 3:
        return None
    gap = " ".join(token.text for token in lexed.tokens[left.last : right.first])
    if halved := _in_part_of_day(left, right, gap):
        return halved
    if bracketed := _bracketed(lexed, left, right, gap):
        return bracketed
    if stepped := _step(left, right, gap):
        return stepped
    if left.meaning.value or right.meaning.value or TimeType.DURATION in (left.type, right.type):
        return None
    fine, coarse = (left, right) if _level(left.meaning) > _level(right.meaning) else (right, left)
    dated = spoken and left.meaning.cal.month is not None and gap in ("", ",")  # "3 March twenty eighteen"
    if not dated and gap not in _gaps(fine, coarse, fine_first=fine is left):
        return None
    merged = _merge(fine.meaning, coarse.meaning)
    return None if merged is None else Found(left.first, right.last, fine.type, merged)


def _in_part_of_day(left: Found, right: Found, gap: str) -> Found | None:
    """ "5.45 on Tuesday evening", "10:30 last night": the part of the day tells which half of it."""
    one, two = left.meaning, right.meaning
    part = two.cal.part
    if one.cal.hour is None or one.cal.day or one.cal.weekday or one.value or gap not in ("", ",", "on"):
        return None
    placed = two.cal.day or two.cal.weekday or two.shift is not None
    if part is None or not placed or two.cal.hour is not None or two.value:
        return None
    hour = one.cal.hour
    if (part in ("AF", "EV") and hour < 12) or (part == "NI" and 6 <= hour < 12):
        hour += 12
    cal = replace(
        two.cal, part=None, hour=hour, minute=one.cal.minute, second=one.cal.second, zone=one.cal.zone
    )
    return Found(left.first, right.last, TimeType.TIME, replace(two, cal=cal))


def _bracketed(lexed: Lexed, left: Found, right: Found, gap: str) -> Found | None:
    """ "Monday (13 May)", "19:40 Thursday (May 16, 2019)", "Tuesday evening, 3 May", "13 May (Monday)": a
    weekday, with its time of day, beside its date."""
    one, two = left.meaning, right.meaning
    if any(m.value or m.offset or m.shift is not None or m.direction is not None for m in (one, two)):
        return None
    named, dated = (one, two) if one.cal.weekday and not one.cal.day else (two, one)
    if not named.cal.weekday or named.cal.day or not dated.cal.day or not dated.cal.month:
        return None
    if dated.cal.weekday or (named.cal.is_time and dated.cal.is_time):
        return None
    last = right.last
    if gap == "(" and lexed.word(last) == ")":
        last += 1
    elif gap != "," or named is two:
        return None
    cal = replace(
        dated.cal,
        **{name: getattr(named.cal, name) for name in ("weekday", *_CLOCK) if getattr(named.cal, name)},
    )
    if named.cal.hour is not None:
        cal = replace(cal, hour=named.cal.hour, minute=named.cal.minute)
    kind = TimeType.TIME if cal.is_time else TimeType.DATE
    return Found(left.first, last, kind, replace(dated, cal=cal))


def _gaps(fine: Found, coarse: Found, *, fine_first: bool) -> tuple[str, ...]:
    """The words between which ``fine`` and ``coarse`` are one expression; none where they never are."""
    small, large = fine.meaning, coarse.meaning
    low, high = _level(small), _level(large)
    if low == high or small.shift is not None or small.direction not in (None, 0):
        return ()
    weekday = small.cal.weekday is not None and small.cal.day is None
    if low == _TIME and weekday and large.shift is not None and large.unit == "W":
        return ("", "of", "of the")  # "Friday afternoon next week"
    if low == _TIME:
        has_day = small.cal.day is not None or small.cal.weekday is not None
        if high != _DAY or has_day:
            return ()
        part = ("from",) if small.cal.hour is None else ()  # "the night from Friday to Saturday"
        return ("", ",", "of", "on", *part) if fine_first else ("", ",")
    if small.cal.year is not None:
        return ()
    if large.shift is not None:
        return ("", "of", "of the") if fine_first else ("'s", "’s")
    bare_weekday = small.cal.weekday is not None and small.cal.day is None
    if not fine_first or large.cal.year is None or (high == _YEAR and bare_weekday):
        return ()
    return ("of", "in") if small.nth is not None or small.holiday else ("of",)


def _step(left: Found, right: Found, gap: str) -> Found | None:
    """ "the day before" + "Thanksgiving", "two weeks" + after + "5 May": counted from a date."""
    one, two = left.meaning, right.meaning
    if hourly := _step_by_hours(left, right, gap):
        return hourly
    if two.value or two.offset or right.type not in (TimeType.DATE, TimeType.TIME):
        return None
    if one.value == PENDING and one.around and gap in ("", "the") and _level(two) == _DAY:
        return Found(left.first, right.last, TimeType.DATE, replace(two, around=one.around))
    if one.value == PENDING and one.offset and gap in ("", "the"):
        offset, unit = one.offset, one.offset_unit
    elif gap in ("before", "after") and left.type is TimeType.DURATION and _is_whole(one.amount):
        offset, unit = int(one.amount or 0) * (-1 if gap == "before" else 1), one.unit
    else:
        return None
    by_day = unit in ("D", "W") or unit.startswith("weekday")
    if (not by_day and unit not in ("M", "Y", "FN")) or (by_day and _level(two) < _DAY):
        return None
    cal = replace(two.cal, part=one.cal.part or two.cal.part)
    kind = TimeType.TIME if cal.is_time else TimeType.DATE
    return Found(left.first, right.last, kind, replace(two, offset=offset, offset_unit=unit, cal=cal))


def _step_by_hours(left: Found, right: Found, gap: str) -> Found | None:
    """ "an hour before midnight", "ten minutes after 9 p.m.": the clock time so far from another."""
    size = {"TH": 60, "TM": 1}.get(left.meaning.unit)
    two, amount = right.meaning, left.meaning.amount
    if size is None or amount is None or left.type is not TimeType.DURATION or gap not in ("before", "after"):
        return None
    if two.cal.hour is None or two.value or left.meaning.span:
        return None
    hour = 0 if two.cal.hour == 24 and gap == "after" else two.cal.hour
    minutes = hour * 60 + (two.cal.minute or 0) + round(amount * size) * (-1 if gap == "before" else 1)
    day, rest = divmod(minutes, 24 * 60)
    if day not in (-1, 0, 1):
        return None
    cal = replace(two.cal, hour=rest // 60, minute=rest % 60)
    stepped = replace(two, cal=cal, offset=day, offset_unit="D" if day else "")
    return Found(left.first, right.last, TimeType.TIME, stepped)


def _is_whole(amount: float | None) -> bool:
    return amount is not None and amount == int(amount) and 0 < amount < 1000


def _merge(fine: Meaning, coarse: Meaning) -> Meaning | None:
    """The coarser meaning with the fields of the finer; None where they contradict each other."""
    cal = fine.cal
    for item in fields(Calendar):
        said = getattr(coarse.cal, item.name)
        if said not in (None, False):
            if getattr(cal, item.name) not in (None, False, said):
                return None
            cal = replace(cal, **{item.name: said})
    return replace(
        coarse,
        cal=cal,
        nth=fine.nth or coarse.nth,
        nth_unit=fine.nth_unit or coarse.nth_unit,
        holiday=fine.holiday or coarse.holiday,
        note=fine.note or coarse.note,
    )

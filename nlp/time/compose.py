"""Readings of a whole text: finds joined ("10 p.m." + "Wednesday"), modified ("early" + "June") and bounded
("since" + "2012", "from" A "to" B)."""

from __future__ import annotations

from dataclasses import fields, replace

from nlp.records import TimeType
from nlp.time import rules
from nlp.time.context import with_cues
from nlp.time.fields import Calendar, add_years
from nlp.time.grammar import Found, find
from nlp.time.lexer import Lexed, lex
from nlp.time.lexicon import tables
from nlp.time.meaning import Meaning, Reading
from nlp.time.rules.relative import PENDING

assert rules  # noqa: S101  imported for the rules it registers

_SIGNALS = frozenset(
    [
        "since",
        "until",
        "till",
        "by",
        "before",
        "after",
        "from",
        "through",
        "to",
        "between",
        "in",
        "on",
        "during",
        "at",
        "of",
        "throughout",
        "over",
        "within",
    ]
)
_COARSE = {"D": 4, "W": 3, "WE": 3, "M": 2, "Q": 1, "H": 1, "Y": 0, "DE": -1, "CE": -2}


def read_times(text: str) -> list[Reading]:
    """The time expressions of ``text``, unresolved, from left to right; none overlap. No spaCy needed.

    Linear in the length of the text.
    """
    lexed = lex(text)
    finds = _joined(lexed, list(find(lexed)))
    finds = [item for item in finds if item[1].meaning.unit != "AGE" and item[1].meaning.value != PENDING]
    if not any(name.endswith("of an era") and (found.meaning.cal.year or 0) < 0 for name, found in finds):
        finds = [item for item in finds if item[0] != "year of antiquity"]
    readings = []
    free = 0
    for name, found in finds:
        grown = _modified(lexed, found, free)
        free = grown.last
        readings.append(_reading(lexed, name, grown))
    readings = _ranges(lexed, [found for _, found in finds], readings)
    return with_cues(text, _shared_years(readings, text))


def _shared_years(readings: list[Reading], source: str) -> list[Reading]:
    """ "August and September 1914", "26 June – 4 August 1952": the year belongs to both."""
    out = list(readings)
    for i in range(len(out) - 2, -1, -1):
        left, right = out[i].meaning, out[i + 1].meaning
        if (
            left.value
            or right.cal.year is None
            or left.cal.year is not None
            or left.shift is not None
            or left.direction is not None
        ):
            continue
        if source[out[i].end : out[i + 1].start].strip().lower() not in (
            "and",
            "to",
            "-",
            "–",
            "—",
            "or",
            "until",
            "till",
            "through",
            "and the",
        ):
            continue
        both = (left.cal.month, right.cal.month)
        if both[0] and both[1]:
            year = right.cal.year if both[0] <= both[1] else add_years(right.cal.year, -1)
        elif left.cal.season and right.cal.season:
            year = right.cal.year
        else:
            continue
        out[i] = replace(out[i], meaning=replace(left, cal=replace(left.cal, year=year)))
    return out


def _reading(lexed: Lexed, name: str, found: Found) -> Reading:
    start, end = lexed.tokens[found.first].start, lexed.tokens[found.last - 1].end
    signal = _word(lexed, found.first - 1) or "heading"
    if lexed.source[lexed.tokens[found.first - 1].end : start].count("\n") > 1 or signal.isspace():
        signal = "heading"
    if signal == "as" and _word(lexed, found.first - 2) == "soon":
        signal = "until"
    return Reading(
        start=start, end=end, text=lexed.source[start:end], type=found.type, meaning=found.meaning, rule=name,
        signal=signal if signal in _SIGNALS or signal == "heading" else "",
    )  # fmt: skip


def _word(lexed: Lexed, index: int) -> str:
    return lexed.tokens[index].text if 0 <= index < len(lexed.tokens) else ""


def _gap(lexed: Lexed, left: Found, right: Found) -> str | None:
    if not 0 <= right.first - left.last <= 3:
        return None
    return " ".join(token.text for token in lexed.tokens[left.last : right.first])


def _joined(lexed: Lexed, finds: list[tuple[str, Found]]) -> list[tuple[str, Found]]:
    out: list[tuple[str, Found]] = []
    for name, found in finds:
        if out:
            gap = _gap(lexed, out[-1][1], found)
            joint = None if gap is None else _join(out[-1][1], found, gap)
            if joint:
                keep = out[-1][0] if _level(out[-1][1].meaning) >= _level(found.meaning) else name
                out[-1] = (keep, joint)
                continue
        out.append((name, found))
    return out


def _level(meaning: Meaning) -> int:
    """How fine a meaning is: 5 within a day, 4 a day, 3 a week, 2 a month, 1 a quarter, 0 a year."""
    cal = meaning.cal
    if cal.is_time:
        return 5
    if (
        cal.day is not None
        or cal.weekday is not None
        or meaning.holiday
        or meaning.nth_unit.startswith(("D", "weekday"))
    ):
        return 4
    if meaning.shift is not None and cal == Calendar():
        return _COARSE.get(meaning.unit, 0)
    if cal.week is not None or meaning.nth is not None:
        return 3
    if cal.month is not None or cal.season:
        return 2
    return 1 if cal.quarter or cal.half else 0


def _join(left: Found, right: Found, gap: str) -> Found | None:
    one, two = left.meaning, right.meaning
    if beside := _offset(left, right, gap):
        return beside
    if one.value or two.value or TimeType.DURATION in (left.type, right.type):
        return None
    fine, coarse = (left, right) if _level(one) > _level(two) else (right, left)
    a, b = _level(fine.meaning), _level(coarse.meaning)
    if a == b or (_has_day(fine.meaning) and a == 5 and b == 4):
        return None
    if a == 5 and fine.meaning.shift is None and b == 4:
        allowed = ("", ",", "of", "on") if fine is left else ("", ",")
    elif a == 5:
        return None
    elif coarse.meaning.shift is None:
        if (
            fine is not left
            or coarse.meaning.cal.year is None
            or fine.meaning.cal.year is not None
            or fine.meaning.shift is not None
        ):
            return None
        allowed = ("of", "in") if fine.meaning.nth is not None or fine.meaning.holiday else ("of",)
        if b == 0 and a == 4 and fine.meaning.cal.weekday and not fine.meaning.cal.day:
            return None
    else:
        allowed = ("", "of", "of the") if fine is left else ("'s", "’s")
    if gap not in allowed or fine.meaning.shift is not None or fine.meaning.direction not in (None, 0):
        return None
    if a < 5 and fine.meaning.cal.year is not None:
        return None
    merged = _merge(fine.meaning, coarse.meaning)
    return None if merged is None else Found(left.first, right.last, fine.type, merged)


def _offset(left: Found, right: Found, gap: str) -> Found | None:
    """ "the day before" + "Thanksgiving", "two weeks" + after + "the 5 May vote": counted from a date."""
    one, two = left.meaning, right.meaning
    if two.value or two.offset or right.type not in (TimeType.DATE, TimeType.TIME):
        return None
    if one.value == PENDING and gap in ("", "the"):
        offset, unit = one.offset, one.offset_unit
    elif (
        gap in ("before", "after")
        and left.type is TimeType.DURATION
        and one.amount
        and one.amount == int(one.amount) < 1000
    ):
        offset, unit = int(one.amount) * (-1 if gap == "before" else 1), one.unit
    else:
        return None
    if unit not in ("D", "W", "M", "Y", "FN") and not unit.startswith("weekday") or (_level(two) < 4 and unit in ("D", "W")):
        return None
    merged = replace(
        two, offset=offset, offset_unit=unit, cal=replace(two.cal, part=one.cal.part or two.cal.part)
    )
    return Found(left.first, right.last, TimeType.TIME if merged.cal.is_time else TimeType.DATE, merged)


def _has_day(meaning: Meaning) -> bool:
    return meaning.cal.day is not None or meaning.cal.weekday is not None or meaning.shift is not None


def _merge(fine: Meaning, coarse: Meaning) -> Meaning | None:
    cal = fine.cal
    for item in fields(Calendar):
        now = getattr(coarse.cal, item.name)
        if now not in (None, False):
            if getattr(cal, item.name) not in (None, False, now):
                return None
            cal = replace(cal, **{item.name: now})
    return replace(
        coarse, cal=cal, nth=fine.nth or coarse.nth, nth_unit=fine.nth_unit or coarse.nth_unit,
        holiday=fine.holiday or coarse.holiday, note=fine.note or coarse.note,
    )  # fmt: skip


_QUANTITY = {
    "about": "APPROX", "around": "APPROX", "approximately": "APPROX", "roughly": "APPROX", "some": "APPROX",
    "almost": "LESS_THAN", "nearly": "LESS_THAN", "under": "LESS_THAN", "over": "MORE_THAN",
    "at least": "EQUAL_OR_MORE", "more than": "MORE_THAN", "less than": "LESS_THAN", "up to": "EQUAL_OR_LESS",
    "no more than": "EQUAL_OR_LESS", "at most": "EQUAL_OR_LESS", "no less than": "EQUAL_OR_MORE",
    "fewer than": "LESS_THAN", "not more than": "EQUAL_OR_LESS", "just over": "MORE_THAN",
    "just under": "LESS_THAN", "well over": "MORE_THAN", "close to": "APPROX", "another": "",
}  # fmt: skip


def _modified(lexed: Lexed, found: Found, free: int) -> Found:
    """Grow a find leftwards over its modifiers, not beyond token ``free``."""
    words = [_word(lexed, found.first - k) if found.first - k >= free else "" for k in (1, 2, 3, 4)]
    if found.type in (TimeType.DURATION,) or (found.meaning.shift is not None and _is_counted(lexed, found)):
        for size in (3, 2, 1):
            phrase = " ".join(reversed(words[:size]))
            if phrase in _QUANTITY and (
                phrase != "over" or _word(lexed, found.first) not in ("the", "these", "those")
            ):
                mod = _QUANTITY[phrase] or None
                return Found(
                    found.first - size,
                    found.last,
                    found.type,
                    replace(found.meaning, mod=mod or found.meaning.mod),
                )
        return found
    if found.type is TimeType.SET or found.meaning.value:
        return found
    return _edged(lexed, found, words)


def _is_counted(lexed: Lexed, found: Found) -> bool:
    last = _word(lexed, found.last - 1)
    return last in ("ago", "later", "earlier", "hence", "before", "after")


def _edged(lexed: Lexed, found: Found, words: list[str]) -> Found:
    table, size, mod = tables(), 0, None
    one, two, three, four = words
    if one in table["EARLY"] or one in table["LATE"] or one == "mid":
        mod, size = _edge(one), 1
    elif one in ("in", "on") and (two in table["EARLY"] or two in table["LATE"]):
        mod, size = _edge(two), 2
    elif one == "-" and two == "mid":
        mod, size = "MID", 2
    elif one in ("-", "to") and two in ("early", "late"):
        mod, size = _edge(two), 2
    elif one == "of" and two in table["EDGE"] and two not in ("close",):
        mod, size = str(table["EDGE"][two]), 2
    elif one == "of" and two == "part" and three in ("early", "latter", "late", "better"):
        mod, size = _edge(three), 3
    elif one == "the" and two == "of" and three in table["EDGE"]:
        mod, size = str(table["EDGE"][three]), 3
    elif one in ("about", "around", "approximately", "circa", "roughly") and not found.meaning.shift:
        mod, size = "APPROX", 1
    if not size or (found.meaning.mod and mod):
        return found
    if (
        one == "later"
        and two
        and found.meaning.shift is None
        and not found.meaning.cal.is_time
        and found.meaning.direction is None
    ):
        if found.meaning.cal.weekday is None:
            return found
    if _word(lexed, found.first - size - 1) == "the" and mod != "APPROX":
        size += 1
    side = one if one in ("earlier", "later") else two if two in ("earlier", "later") and size >= 2 else ""
    note = side or found.meaning.note
    return Found(found.first - size, found.last, found.type, replace(found.meaning, mod=mod, note=note))


def _edge(word: str) -> str:
    return "MID" if word == "mid" else "START" if word in ("early", "earlier") else "END"


def _ranges(lexed: Lexed, finds: list[Found], readings: list[Reading]) -> list[Reading]:
    """Mark the two ends of "from A to B", "between A and B", "A-B" as partners."""
    out = list(readings)
    for i in range(len(out) - 1):
        left, right = out[i], out[i + 1]
        if left.meaning.value or right.meaning.value or left.partner is not None:
            continue
        gap = lexed.source[left.end : right.start].strip().lower()
        opened = left.signal in ("from", "between")
        months = left.meaning.cal.month is not None and right.meaning.cal.month is not None
        if ((gap in ("to", "until", "till", "through") and (opened or months or gap == "through"))
                or (gap == "and" and left.signal == "between") or gap in ("-", "–", "—")):  # fmt: skip
            out[i] = replace(left, partner=i + 1, signal="from")
            out[i + 1] = replace(right, partner=i, signal="to")
    return [replace(r, signal="") if r.signal in ("to", "between") and r.partner is None else r for r in out]

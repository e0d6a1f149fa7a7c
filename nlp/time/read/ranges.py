"""Two expressions that belong together: "from 2012 to 2014", "5 and 11 May", "August and September 1914"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from nlp.rules.language import per_language
from nlp.time.calendar.arithmetic import add_years
from nlp.time.grammar.lexicon import word_set
from nlp.time.grammar.reading import Meaning, TimeReading

_SLASHED = ("range of years", "ISO date")  # "2015/16", "2018-03-03/2018-03-05"
_DASHES = frozenset({"-", "–", "—"})


@per_language
def _listing() -> frozenset[str]:
    """What stands between two of a list: a comma, a conjunction or both, and an article."""
    bare = [mark + word for word in word_set("conjunctions") for mark in ("", ", ")]
    article = [f"{word} {the}" for word in (",", *bare) for the in word_set("article")]
    return frozenset((",", *bare, *article))


def mark_ranges(readings: Sequence[TimeReading], source: str) -> list[TimeReading]:
    """Mark the two ends of "from A to B", "between A and B", "A-B" as partners, signals "from" and "to"."""
    out = list(readings)
    for i in range(len(out) - 1):
        left, right = out[i], out[i + 1]
        if left.meaning.value or right.meaning.value or left.partner is not None:
            continue
        between = source[left.end : right.start]
        if "\n\n" in between:
            continue  # a heading, and the dash of a list's item below it
        gap = between.strip().lower()
        opened = left.signal in ("from", "between") or gap == "through"
        named = left.meaning.cal.month is not None and right.meaning.cal.month is not None
        named |= left.meaning.cal.weekday is not None and right.meaning.cal.weekday is not None
        if (
            (gap in word_set("leads_to") and (opened or named))
            or (gap == "and" and left.signal == "between")
            or gap in _DASHES
            or (gap == "/" and left.rule == right.rule and left.rule in _SLASHED)
        ):
            out[i] = replace(left, partner=i + 1, signal="from")
            out[i + 1] = replace(right, partner=i, signal="to")
    return [replace(r, signal="") if r.signal in ("to", "between") and r.partner is None else r for r in out]


def mark_lists(readings: Sequence[TimeReading], source: str) -> list[TimeReading]:
    """Mark days, months, years or weekdays that are listed ("on 3, 4 and 7 May") as one group."""
    out = list(readings)
    first = 0
    while first < len(out):
        last, joined = first, ""
        while last + 1 < len(out) and _shape(out[last]) and _shape(out[last]) == _shape(out[last + 1]):
            gap = source[out[last].end : out[last + 1].start].strip().lower()
            if gap not in _listing() or (joined and joined != ","):
                break
            last, joined = last + 1, gap
        if joined.strip(", ") and (last > first + 1 or not joined.startswith(",")):
            out[first : last + 1] = [replace(reading, group=first) for reading in out[first : last + 1]]
        first = last + 1
    return out


def _shape(reading: TimeReading) -> str:
    """What kind of calendar unit a plain date is; "" for all else."""
    meaning, cal = reading.meaning, reading.meaning.cal
    plain = not meaning.value and meaning.shift is None and meaning.direction is None and not meaning.mod
    if not plain or cal.is_time or meaning.holiday or reading.partner is not None:
        return ""
    if cal.day is not None:
        return "day" if cal.month is not None else ""
    if cal.weekday is not None:
        return "weekday"
    if cal.month is not None:
        return "month"
    coarse = (cal.season, cal.quarter, cal.half, cal.week)
    return "year" if cal.year is not None and not any(coarse) and meaning.nth is None else ""


def share_years(readings: Sequence[TimeReading], source: str) -> list[TimeReading]:
    """ "August and September 1914", "26 June – 4 August 1952": the year belongs to both, to all of a list."""
    out = list(readings)
    for i in range(len(out) - 2, -1, -1):
        left, right = out[i].meaning, out[i + 1].meaning
        gap = source[out[i].end : out[i + 1].start].strip().lower()
        listed = out[i].group is not None and out[i].group == out[i + 1].group
        plain = gap in _listing() and not gap.startswith(",")
        if listed or plain or gap in word_set("leads_to") or gap in _DASHES:
            year = _shared_year(left, right)
            if year is not None:
                out[i] = replace(out[i], meaning=replace(left, cal=replace(left.cal, year=year)))
    return out


def _shared_year(left: Meaning, right: Meaning) -> int | None:
    """The year of ``left`` that ``right`` tells: its own, or the one before where its month comes earlier."""
    year = right.cal.year
    if year is None or left.cal.year is not None or left.value:
        return None
    if left.shift is not None or left.direction is not None:
        return None
    if left.cal.month and right.cal.month:
        return year if left.cal.month <= right.cal.month else add_years(year, -1)
    alike = (left.cal.season and right.cal.season) or (left.cal.quarter and right.cal.quarter)
    return year if alike or (left.cal.half and right.cal.half) else None

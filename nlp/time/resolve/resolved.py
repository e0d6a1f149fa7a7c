"""A resolved expression, and the ranges that two of them make."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from nlp.records import Interval
from nlp.time.calendar.arithmetic import add_days, add_years
from nlp.time.calendar.calendar import Calendar, days, value
from nlp.time.grammar.reading import TimeReading
from nlp.time.resolve.intervals import point_interval


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """A reading with its resolved TIMEX3 value. ``anchor`` says against what, ``rule`` how; ``interval`` is
    None where no day is fixed. ``cal`` is the calendar of points."""

    reading: TimeReading
    value: str
    rule: str
    cal: Calendar | None = None
    interval: Interval | None = None
    anchor: str | None = None
    note: str | None = None


def close_ranges(items: Sequence[Resolved]) -> list[Resolved]:
    """Give both ends of a range the whole of it as their interval ("between 5 and 11 May")."""
    out = list(items)
    for index, item in enumerate(items):
        partner = item.reading.partner
        if item.reading.signal == "from" and partner is not None and partner < len(items):
            out[index], out[partner] = _closed(item, items[partner])
    return out


def close_lists(items: Sequence[Resolved]) -> list[Resolved]:
    """Give each of a list the stretch from its first to its last ("on 3, 4 and 7 May"): one verb tells of all
    of them, or of any."""
    out = list(items)
    groups: dict[int, list[int]] = {}
    for index, item in enumerate(items):
        if item.reading.group is not None:
            groups.setdefault(item.reading.group, []).append(index)
    for members in groups.values():
        for left, right in reversed(list(pairwise(members))):
            one, two = out[left].reading.meaning.cal.month, out[right].reading.meaning.cal.month
            if one is None or two is None or one > two:
                continue
            if (pair := _in_order(out[left], out[right])) != (out[left], out[right]):  # "in March and April"
                out[left], out[right] = (replace(each, interval=_alone(each)) for each in pair)
        spans = [out[index].interval for index in members]
        whole = _hull([span for span in spans if span is not None])
        if whole is not None and len(members) == len([span for span in spans if span is not None]):
            listed = ", ".join(out[index].value for index in members)
            for index in members:
                note = out[index].note or f"one of {listed}"
                out[index] = replace(out[index], interval=whole, note=note)
    return out


def _hull(spans: Sequence[Interval]) -> Interval | None:
    """From the first to the last of them; None where one is open, or years are known of some alone."""
    starts = [span.earliest for span in spans if span.earliest is not None]
    ends = [span.latest for span in spans if span.latest is not None]
    known = {span.year_known for span in spans}
    if not spans or len(known) != 1 or not len(starts) == len(ends) == len(spans):
        return None
    low, high = min(starts), max(ends)
    return replace(spans[0], earliest=low, latest=high, earliest_time="", latest_time="")


def _closed(first: Resolved, last: Resolved) -> tuple[Resolved, Resolved]:
    first, last = _in_order(first, last)
    start = _alone(first)
    end = _alone(last)
    if start is None or end is None or start.earliest is None or end.latest is None:
        return first, last
    if start.year_known != end.year_known or (start.year_known and start.earliest > end.latest):
        return first, last
    if start.earliest == end.latest and _clock(last) < _clock(first):
        return first, last
    note = f"one end of the range {first.value} to {last.value}"
    return _ranged(first, start, end, note), _ranged(last, start, end, note)


def _alone(item: Resolved) -> Interval | None:
    """The interval of a point by itself, without the opening that its preposition gives."""
    return None if item.cal is None else point_interval(item.cal, item.reading.meaning, "", None)


def _ranged(item: Resolved, start: Interval, end: Interval, note: str) -> Resolved:
    whole = Interval(
        earliest=start.earliest,
        latest=end.latest,
        granularity=start.granularity if item.interval is None else item.interval.granularity,
        vague_start=start.vague_start,
        vague_end=end.vague_end,
        earliest_time=start.earliest_time,
        latest_time=end.latest_time,
    )
    return replace(item, interval=whole, note=item.note or note)


def _in_order(first: Resolved, last: Resolved) -> tuple[Resolved, Resolved]:
    """Ends that were looked for each by itself and came out crossed ("Monday to Friday" on a Wednesday): the
    later one moves on where the verb points to the future, else the earlier one moves back."""
    if first.cal is None or last.cal is None or first.cal.year is None or last.cal.year is None:
        return first, last
    start, end = days(first.cal), days(last.cal)
    if start is None or end is None:
        return first, last
    if start == end and _clock(last) < _clock(first):
        if last.reading.meaning.cal.day is None and last.reading.meaning.cal.weekday is None:
            return first, _day_beside(last, 1)  # "from 10 p.m. to 2 a.m."
        if first.reading.meaning.cal.day is None and first.reading.meaning.cal.weekday is None:
            return _day_beside(first, -1), last  # "from 10 p.m. to 2 a.m. on Friday"
    if start[0] <= end[1]:
        return first, last
    if first.reading.meaning.cal.year or last.reading.meaning.cal.year:
        return first, last
    if last.reading.cues.tense == "future":
        return first, _moved(last, 1)
    return _moved(first, -1), last


def _clock(item: Resolved) -> tuple[int, int, int]:
    cal = item.cal or Calendar()
    return (-1 if cal.hour is None else cal.hour, cal.minute or 0, cal.second or 0)


def _day_beside(item: Resolved, step: int) -> Resolved:
    cal = item.cal or Calendar()
    day = add_days(cal, step)
    if day is None:
        return item
    moved = replace(cal, year=day.year, month=day.month, day=day.day)
    return replace(item, cal=moved, value=value(moved), rule=f"{item.rule}, past midnight")


def _moved(item: Resolved, step: int) -> Resolved:
    cal, said = item.cal or Calendar(), item.reading.meaning.cal
    if said.weekday and said.month is None:
        week = add_days(cal, 7 * step)
        moved = None if week is None else replace(cal, year=week.year, month=week.month, day=week.day)
    else:
        moved = replace(cal, year=add_years(cal.year or 1, step))
    if moved is None or days(moved) is None:
        return item
    return replace(item, cal=moved, value=value(moved), rule=f"{item.rule}, moved to make a range")

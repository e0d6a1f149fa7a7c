"""Days that a resolved expression covers, with the conventions for "early", "late", "since", "recent weeks".

Conventions: "early", "mid" and "late" are the first, middle and last third; "the end of" a period its last
third; "by noon", "before dawn" and "after 10 p.m." lie on the day they name; "earlier this month" ends and
"later this month" begins with the day of publication; "about" a day is one day to either side. A vague number
of units is counted as in :data:`VAGUE_UNITS` and marked vague.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from nlp.records import Granularity, Interval, TimeExpression, TimeType
from nlp.time.calendar.arithmetic import shift
from nlp.time.calendar.calendar import Calendar, days, granularity, of_day, to_date
from nlp.time.calendar.zones import offset_on
from nlp.time.grammar.reading import Meaning

VAGUE_UNITS = {"D": 7, "W": 6, "M": 6, "Y": 5, "DE": 3, "CE": 3, "Q": 4}
_BOUNDED = ("LESS_THAN", "EQUAL_OR_LESS", "MORE_THAN", "EQUAL_OR_MORE")
GRANULARITY = {
    "D": Granularity.DAY, "W": Granularity.WEEK, "M": Granularity.MONTH, "Q": Granularity.QUARTER,
    "Y": Granularity.YEAR, "DE": Granularity.DECADE, "CE": Granularity.CENTURY, "FN": Granularity.WEEK,
    "TH": Granularity.HOUR, "TM": Granularity.MINUTE, "TS": Granularity.SECOND, "WE": Granularity.WEEKEND,
    "H": Granularity.HALF,
}  # fmt: skip


def point_interval(cal: Calendar, meaning: Meaning, signal: str, pivot: date | None) -> Interval | None:
    """The interval of a resolved point, narrowed by its modifier and opened by its preposition. ``pivot`` is
    the day from which "earlier" and "later" in a period are counted."""
    span = days(cal)
    if span is None:
        return None
    first, last = span
    if pivot and cal.year is not None and (bounded := _bounded(cal, meaning, pivot)):
        return bounded
    clock = cal.is_time  # "about 2:40 a.m.", "by noon": unsure is the hour, not the day
    vague = meaning.mod in ("START", "MID", "END") or (meaning.mod == "APPROX" and not clock)
    if meaning.note in ("earlier", "later") and pivot and first <= pivot <= last and cal.year is not None:
        first, last = (first, pivot) if meaning.note == "earlier" else (pivot, last)
    elif meaning.mod in ("START", "MID", "END") and first != last:
        first, last = _third(first, last, meaning.mod, cal)
    elif meaning.mod == "APPROX" and first == last and cal.year is not None and not clock:
        first, last = first - timedelta(1), last + timedelta(1)
    early, late = _iso(first, cal), _iso(last, cal)
    begun, over = clock_times(cal)
    if clock and signal in ("by", "before", "after"):
        begins, ends = signal != "after", signal == "after"
        return Interval(
            earliest=early,
            latest=late,
            granularity=granularity(cal),
            vague_start=begins,
            vague_end=ends,
            earliest_time="" if begins else begun,
            latest_time="" if ends else over,
        )
    if signal in ("since", "after"):
        return Interval(
            earliest=early,
            latest=None,
            granularity=granularity(cal),
            vague_start=vague,
            earliest_time=begun,
        )
    if signal in ("until", "till", "by", "before", "through"):
        return Interval(
            earliest=None, latest=late, granularity=granularity(cal), vague_end=vague, latest_time=over
        )
    return Interval(
        earliest=early,
        latest=late,
        granularity=granularity(cal),
        vague_start=vague,
        vague_end=vague,
        earliest_time=begun,
        latest_time=over,
    )


def clock_times(cal: Calendar) -> tuple[str, str]:
    """First and last time of day that ``cal`` names, with its offset: twice the minute, from the first to the
    last minute of an hour that is said alone; "" where it names none."""
    if cal.hour is None:
        return "", ""
    zone = offset_on(cal.zone or "", to_date(cal), cal.hour, cal.minute or 0)
    if cal.minute is None:
        return f"{cal.hour:02d}:00{zone}", f"{cal.hour:02d}:{0 if cal.hour == 24 else 59:02d}{zone}"
    seconds = "" if cal.second is None else f":{cal.second:02d}"
    said = f"{cal.hour:02d}:{cal.minute:02d}{seconds}{zone}"
    return said, said


def _bounded(cal: Calendar, meaning: Meaning, pivot: date) -> Interval | None:
    """ "Less than two weeks ago" ends with the day that is counted from, "more than" begins nobody knows
    when; of years ("nearly two years ago") the calendar year stays the better guess."""
    step, unit = meaning.shift or 0, meaning.unit
    if step >= 0 or unit not in ("D", "W", "M") or meaning.mod not in _BOUNDED:
        return None
    far = _moved(pivot, step, unit)
    if far is None:
        return None
    less = meaning.mod in ("LESS_THAN", "EQUAL_OR_LESS")
    return Interval(
        earliest=far.isoformat() if less else None,
        latest=pivot.isoformat() if less else far.isoformat(),
        granularity=granularity(cal),
        vague_start=not less,
        vague_end=less,
    )


def span_of(cal: Calendar, meaning: Meaning) -> tuple[date, date] | None:
    """The days of ``cal``, narrowed by the modifier ("late 1943")."""
    span = days(cal)
    if span and meaning.mod in ("START", "MID", "END") and span[0] != span[1]:
        return _third(*span, meaning.mod, cal)
    return span


def _iso(day: date, cal: Calendar) -> str:
    return (
        day.isoformat()
        if cal.year is not None or cal.decade is not None or cal.century is not None
        else f"--{day:%m-%d}"
    )


def _third(first: date, last: date, mod: str, cal: Calendar) -> tuple[date, date]:
    if cal.month is not None and cal.length is None:
        low, high = {"START": (1, 10), "MID": (11, 20), "END": (21, 31)}[mod]
        return first.replace(day=low), first.replace(day=high) if high < last.day else last
    if cal.decade is not None:
        low, high = {"START": (0, 3), "MID": (4, 6), "END": (7, 9)}[mod]
        return first.replace(year=first.year + low), last.replace(year=first.year + high)
    if (
        cal.year is not None
        and first.day == 1
        and first.month == 1
        and last.month == 12
        and first.year == last.year
    ):
        low, high = {"START": (1, 4), "MID": (5, 8), "END": (9, 12)}[mod]
        end = date(first.year, high, 31 if high in (8, 12) else 30)
        return first.replace(month=low), end
    third = (last - first) / 3
    steps = {"START": (0, 1), "MID": (1, 2), "END": (2, 3)}[mod]
    return first + timedelta(days=round(third.days * steps[0])), last if mod == "END" else first + timedelta(
        days=round(third.days * steps[1])
    )


def duration_interval(meaning: Meaning, base: Calendar | None) -> Interval | None:
    """The stretch of a duration that lies before or after its anchor; open where there is no anchor."""
    unit = "Y" if meaning.unit == "ML" else meaning.unit
    if base is None:
        if meaning.amount is not None:
            return None
        return Interval(
            earliest=None, latest=None, granularity=Granularity.VAGUE, vague_start=True, vague_end=True
        )
    anchor = to_date(base)
    if anchor is None:
        return None
    vague = meaning.amount is None
    amount = VAGUE_UNITS.get(unit, 1) if meaning.amount is None else meaning.amount
    far = _moved(anchor, amount * meaning.span, unit)
    if far is None:
        return None
    first, last = (far, anchor) if meaning.span < 0 else (anchor, far)
    return Interval(
        earliest=first.isoformat(),
        latest=last.isoformat(),
        granularity=GRANULARITY.get(unit, Granularity.VAGUE),
        vague_start=vague and meaning.span < 0,
        vague_end=vague and meaning.span > 0,
    )


def step_by_hours(base: Calendar, meaning: Meaning) -> Calendar | None:
    """The moment so many hours or minutes from a clock time; None where the hour or their number is open."""
    day = to_date(base)
    if day is None or base.hour is None or meaning.amount is None:
        return None
    size = {"TH": 3600, "TM": 60, "TS": 1}[meaning.unit]
    seconds = base.hour * 3600 + (base.minute or 0) * 60 + (base.second or 0)
    seconds += round(meaning.amount * size) * meaning.span
    moved, rest = _plus(day, seconds // 86400), seconds % 86400
    if moved is None:
        return None
    second = rest % 60 if base.second is not None or meaning.unit == "TS" else None
    return replace(of_day(moved), hour=rest // 3600, minute=rest // 60 % 60, second=second, zone=base.zone)


def hours_interval(base: Calendar, moment: Calendar | None, meaning: Meaning) -> Interval | None:
    """ "Ten minutes later": that moment, or the day of ``base``, the end that it may pass marked vague."""
    cal = moment or base
    day = to_date(cal)
    if day is None or (moment is None and (meaning.amount or 0) >= 24 and meaning.unit == "TH"):
        return duration_interval(meaning, base)
    begun, over = clock_times(cal) if moment is not None else ("", "")
    return Interval(
        earliest=day.isoformat(),
        latest=day.isoformat(),
        granularity=GRANULARITY.get(meaning.unit, Granularity.HOUR),
        vague_start=moment is None and meaning.span < 0,
        vague_end=moment is None and meaning.span > 0,
        earliest_time=begun,
        latest_time=over,
    )


def _moved(anchor: date, amount: float, unit: str) -> date | None:
    if unit in ("TH", "TM", "TS"):
        size = {"TH": 1 / 24, "TM": 1 / 1440, "TS": 1 / 86400}[unit]
        length = int(abs(amount) * size + 0.999999)
        return _plus(anchor, length if amount > 0 else -length)
    if unit in ("D", "W", "WE", "FN"):
        return _plus(anchor, round(amount * {"D": 1, "W": 7, "WE": 7, "FN": 14}[unit]))
    months = round(amount * {"M": 1, "Q": 3, "H": 6, "Y": 12, "DE": 120, "CE": 1200}.get(unit, 0))
    moved = shift(of_day(anchor), months, "M")
    if moved is None or moved.year is None or moved.month is None or not 1 <= moved.year <= 9999:
        return None
    span = days(moved)
    return None if span is None else span[0].replace(day=min(anchor.day, span[1].day))


def _plus(anchor: date, count: int) -> date | None:
    try:
        return anchor + timedelta(count)
    except OverflowError:
        return None


def vague_interval(meaning: Meaning, base: Calendar | None) -> Interval | None:
    """ "recently" ends with the anchor and begins nobody knows when; "now" is no day at all."""
    day = to_date(base) if base is not None else None
    if meaning.value == "PRESENT_REF":
        return None
    if day is None:
        return Interval(
            earliest=None, latest=None, granularity=Granularity.VAGUE, vague_start=True, vague_end=True
        )
    if meaning.value == "PAST_REF":
        return Interval(
            earliest=None,
            latest=day.isoformat(),
            granularity=Granularity.VAGUE,
            vague_start=True,
            vague_end=True,
        )
    return Interval(
        earliest=day.isoformat(), latest=None, granularity=Granularity.VAGUE, vague_start=True, vague_end=True
    )


def unplaced_interval(time: TimeExpression) -> Interval | None:
    """The interval of what nothing places ("on Sunday" in an undated report): no ends, but its words stay."""
    if time.type not in {TimeType.DATE, TimeType.TIME}:
        return None
    day = time.read.startswith("XXXX-WXX-")
    granularity = Granularity.DAY if day else Granularity.VAGUE
    return Interval(earliest=None, latest=None, granularity=granularity)

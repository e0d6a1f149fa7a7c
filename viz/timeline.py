"""Events in lanes, in three sections, because an unknown date is not a date.

The calendar; a year of months and days for events whose year nothing states; and a strip without any axis
for events without a date.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from nlp.query import EventRow
from nlp.records import When
from viz.marks import DAY, Mark, first_ms, last_ms, pack_marks, pack_strip, to_day, to_ms

WIDTH = 660.0  # pixels that rows are packed for where the drawn width is not known
MOST_LANES = 12
REST = "others"
NOBODY = "—"
Dated = tuple[EventRow, When]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """A lane of a section: its name, how many events it has, its first row and how many rows."""

    name: str
    count: int
    top: int
    rows: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Lanes and marks on one axis, which runs from ``start`` to ``end``."""

    lanes: tuple[Lane, ...]
    marks: tuple[Mark, ...]
    start: float
    end: float

    @property
    def rows(self) -> int:
        """How many rows all lanes have together."""
        return sum(lane.rows for lane in self.lanes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """The three sections; ``before`` and ``after`` count calendar events outside the calendar's window."""

    calendar: Section
    yearless: Section
    undated: Section
    before: int = 0
    after: int = 0


def build_timeline(
    events: Sequence[EventRow],
    *,
    by: str = "type",
    names: Mapping[str, str] | None = None,
    period: tuple[str, str] | None = None,
    width: float = WIDTH,
) -> Timeline:
    """Sort ``events`` into sections, lanes and rows.

    Args:
        events: what to draw.
        by: "type", "entity", "source" or "place".
        names: entity names by id, for lanes by entity or place.
        period: the calendar's window; without it, the stretch where nine tenths of the events are.
        width: pixels that the axes will have, for which rows and labels are fitted.
    """
    placed = [(e, e.when) for e in events if e.when and (e.when.interval.earliest or e.when.interval.latest)]
    dated = [(e, when) for e, when in placed if when.interval.year_known]
    yearless = [(e, when) for e, when in placed if not when.interval.year_known]
    known = {e.id for e, _ in placed}
    start, end = window_of((when for _, when in dated), period)
    before = {e.id for e, when in dated if when.interval.latest and last_ms(when) <= start}
    after = {e.id for e, when in dated if when.interval.earliest and first_ms(when) >= end}
    inside = [(e, when) for e, when in dated if e.id not in before and e.id not in after]
    undated = pack_strip([e for e in events if e.id not in known], width=width)
    rows = max((mark.row for mark in undated), default=-1) + 1
    strip = (Lane(name="", count=len(undated), top=0, rows=rows),) if undated else ()
    return Timeline(
        calendar=_section(inside, _KEYS[by], names or {}, start, end, width),
        yearless=_section(yearless, _KEYS[by], names or {}, *months_of(when for _, when in yearless), width),
        undated=Section(lanes=strip, marks=tuple(undated), start=0.0, end=width),
        before=len(before),
        after=len(after),
    )


def window_of(times: Iterable[When], period: tuple[str, str] | None = None) -> tuple[float, float]:
    """The stretch to show: ``period`` itself, or all events, or where nine tenths of them are when a few
    far ones ("in 1945") would squeeze the rest."""
    if period:
        return to_ms(period[0]), to_ms(period[1]) + DAY
    ends = sorted((first_ms(when), last_ms(when)) for when in times)
    if not ends:
        return 0.0, DAY
    low, high = ends[0][0], max(b for _, b in ends)
    need = -(-len(ends) * 9 // 10)
    a, b = min(
        ((ends[i][0], max(b for _, b in ends[i : i + need])) for i in range(len(ends) - need + 1)),
        key=lambda stretch: stretch[1] - stretch[0],
    )
    if len(ends) >= 10 and (b - a) * 4 < high - low:
        low, high = a, b
    pad = max((high - low) * 0.03, DAY)
    return low - pad, high + pad


def months_of(times: Iterable[When]) -> tuple[float, float]:
    """The whole months that year-unknown times lie in; the whole year where they are many or go round it."""
    spans = [(first_ms(when), last_ms(when)) for when in times]
    if not spans or any(end < start for start, end in spans):
        return to_ms("--01-01"), to_ms("--12-31") + DAY
    first = to_day(min(start for start, _ in spans))
    last = to_day(max(end for _, end in spans) - DAY)
    if int(last[5:7]) - int(first[5:7]) > 5:
        return to_ms("--01-01"), to_ms("--12-31") + DAY
    after = to_ms(f"--{int(last[5:7]) + 1:02}-01") if last[5:7] != "12" else to_ms("--12-31") + DAY
    return to_ms(f"--{first[5:7]}-01"), after


def core_period(events: Iterable[EventRow]) -> tuple[str, str] | None:
    """The days where nine tenths of the calendar events are when a few far ones would squeeze the rest."""
    times = [e.when for e in events if e.when and e.when.interval.year_known]
    low, high = window_of(times)
    if all(low <= first_ms(when) and last_ms(when) <= high for when in times):
        return None
    return to_day(low), to_day(high - DAY)


def _entities(event: EventRow) -> list[str]:
    return list(dict.fromkeys(one for one in event.participant_entities if one)) or [NOBODY]


_KEYS: dict[str, Callable[[EventRow], list[str]]] = {
    "type": lambda event: [event.type],
    "entity": _entities,
    "source": lambda event: [event.publisher or NOBODY],
    "place": lambda event: [event.place_entity or (event.place.text if event.place else NOBODY)],
}


def _section(
    events: Sequence[Dated],
    keys: Callable[[EventRow], list[str]],
    names: Mapping[str, str],
    start: float,
    end: float,
    width: float,
) -> Section:
    lanes: list[Lane] = []
    marks: list[Mark] = []
    for key, members in _members(events, keys).items():
        top = sum(lane.rows for lane in lanes)
        placed = pack_marks(members, top=top, start=start, end=end, width=width)
        rows = max(mark.row for mark in placed) - top + 1
        name = names.get(key, key.replace("_", " "))
        lanes.append(Lane(name=name, count=len(members), top=top, rows=rows))
        marks += placed
    return Section(lanes=tuple(lanes), marks=tuple(marks), start=start, end=end)


def _members(events: Sequence[Dated], keys: Callable[[EventRow], list[str]]) -> dict[str, list[Dated]]:
    """Events of each lane, the fullest lane first; the smallest ones are put together in the last."""
    counts = Counter(key for event, _ in events for key in keys(event))
    ranked = sorted(counts, key=lambda key: (key in (NOBODY, "other"), -counts[key], key))
    shown = ranked if len(ranked) <= MOST_LANES else ranked[: MOST_LANES - 1]
    members: dict[str, list[Dated]] = {key: [] for key in (*shown, REST)}
    for event, when in events:
        for key in dict.fromkeys(key if key in shown else REST for key in keys(event)):
            members[key].append((event, when))
    return {key: those for key, those in members.items() if those}

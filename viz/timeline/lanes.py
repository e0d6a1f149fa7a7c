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
from viz.kit.time_axis import Window, first_ms, last_ms
from viz.timeline.label_packing import pack_marks, pack_placed, pack_strip
from viz.timeline.marks import Mark
from viz.timeline.time_window import months_of, window_of

WIDTH = 660.0  # pixels that rows are packed for where the drawn width is not known
MOST_LANES = 12
REST = "others"
NOBODY = "—"
_LAST = {"statement": 1, "other": 2, NOBODY: 3}  # lanes below all others: what is said, what has no kind
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
    window: Window | None = None,
    width: float = WIDTH,
    totals: Mapping[str, int] | None = None,
    order: Iterable[str] = (),
    placed: bool = False,
    strip: bool = True,
) -> Timeline:
    """Sort ``events`` into sections, lanes and rows.

    Args:
        events: what to draw.
        by: "type", "entity", "source" or "place".
        names: entity names by id, for lanes by entity or place.
        period: the calendar's window in days; without it, the stretch where nine tenths of the events are.
        window: the calendar's window in epoch milliseconds; goes before ``period``.
        width: pixels that the axes will have, for which rows and labels are fitted.
        totals: how many calendar events each lane has where ``events`` are a choice of them, by its key.
        order: keys of lanes in the order they shall have; others follow, the fullest first.
        placed: draw what no text dates where it is placed, below what is dated in each lane.
        strip: draw what has no place in time in a strip of its own.
    """
    told = [(e, e.when) for e in events if e.when and (e.when.interval.earliest or e.when.interval.latest)]
    dated = [(e, when) for e, when in told if when.interval.year_known]
    sure = {e.id for e, _ in dated}
    loose = [e for e in events if placed and e.id not in sure and _has_place(e)]
    bare = {e.id for e in loose}
    yearless = [(e, when) for e, when in told if not when.interval.year_known and e.id not in bare]
    known = {e.id for e, _ in told} | bare
    start, end = window or window_of((when for _, when in dated), period)
    before = {e.id for e, when in dated if when.interval.latest and last_ms(when) <= start}
    after = {e.id for e, when in dated if when.interval.earliest and first_ms(when) >= end}
    inside = [(e, when) for e, when in dated if e.id not in before and e.id not in after]
    undated = pack_strip([e for e in events if e.id not in known] if strip else [], width=width)
    rows = max((mark.row for mark in undated), default=-1) + 1
    dots = (Lane(name="", count=len(undated), top=0, rows=rows),) if undated else ()
    lanes = _Lanes(keys=_KEYS[by], names=names or {}, order=tuple(order), width=width)
    return Timeline(
        calendar=_section(inside, lanes, start, end, totals or {}, loose),
        yearless=_section(yearless, lanes, *months_of(when for _, when in yearless), {}),
        undated=Section(lanes=dots, marks=tuple(undated), start=0.0, end=width),
        before=len(before),
        after=len(after),
    )


def _has_place(event: EventRow) -> bool:
    at = event.placed
    return at is not None and bool(at.earliest or at.latest or at.estimate)


def _entities(event: EventRow) -> list[str]:
    return list(dict.fromkeys(one for one in event.participant_entities if one)) or [NOBODY]


_KEYS: dict[str, Callable[[EventRow], list[str]]] = {
    "type": lambda event: [event.type],
    "entity": _entities,
    "source": lambda event: [event.publisher or NOBODY],
    "place": lambda event: [event.place_entity or (event.place.text if event.place else NOBODY)],
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lanes:
    """How events are told apart into lanes, and how these are named and ordered."""

    keys: Callable[[EventRow], list[str]]
    names: Mapping[str, str]
    order: tuple[str, ...]
    width: float


def _section(
    events: Sequence[Dated],
    lanes: _Lanes,
    start: float,
    end: float,
    totals: Mapping[str, int],
    loose: Sequence[EventRow] = (),
) -> Section:
    made: list[Lane] = []
    marks: list[Mark] = []
    top = 0
    for key, (dated, bare) in _members(events, loose, lanes).items():
        placed = pack_marks(dated, top=top, start=start, end=end, width=lanes.width) if dated else []
        rows = max((mark.row for mark in placed), default=top - 1) - top + 1
        placed += pack_placed(bare, top=top + rows, start=start, end=end, width=lanes.width)
        if not placed:
            continue
        rows = max(mark.row for mark in placed) - top + 1
        members = (*dated, *bare)
        name = lanes.names.get(key, key.replace("_", " "))
        count = max(totals.get(key, 0), len(members))
        made.append(Lane(name=name, count=count, top=top, rows=rows))
        marks += placed
        top += rows
    return Section(lanes=tuple(made), marks=tuple(marks), start=start, end=end)


def _members(
    events: Sequence[Dated], loose: Sequence[EventRow], lanes: _Lanes
) -> dict[str, tuple[list[Dated], list[EventRow]]]:
    """Events of each lane, dated and placed, in the given order, then the fullest first; the smallest lanes
    are put together."""
    counts = Counter(key for event, _ in events for key in lanes.keys(event))
    counts.update(key for event in loose for key in lanes.keys(event))
    place = {key: nth for nth, key in enumerate(lanes.order)}
    ranked = sorted(
        counts,
        key=lambda key: (_LAST.get(key, 0), place.get(key, len(place)), -counts[key], key),
    )
    shown = ranked if len(ranked) <= MOST_LANES else ranked[: MOST_LANES - 1]
    members: dict[str, tuple[list[Dated], list[EventRow]]] = {key: ([], []) for key in (*shown, REST)}
    kept = frozenset(shown)

    def lanes_of(event: EventRow) -> Iterable[str]:
        return dict.fromkeys(key if key in kept else REST for key in lanes.keys(event))

    for event, when in events:
        for key in lanes_of(event):
            members[key][0].append((event, when))
    for event in loose:
        for key in lanes_of(event):
            members[key][1].append(event)
    return {key: those for key, those in members.items() if those[0] or those[1]}

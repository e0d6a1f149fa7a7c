"""Events as marks in lanes: which section of the timeline, which lane, which row, from when to when.

Three sections, because an unknown date is not a date: the calendar; a year of months and days for events
whose year nothing states; and a strip without any axis for events without a date.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from nlp.query import EventRow
from nlp.records import Granularity
from viz.words import say_event, say_when, standing

DAY = 86_400_000  # milliseconds
WIDTH = 1000.0  # pixels that rows are packed for; a guess at the drawn width
YEARLESS = 2000  # the year-unknown axis is drawn on a leap year, so that 29 February has a place
MOST_LANES = 9
MOST_ROWS = 5
REST = "…"
NOBODY = "—"
_CHAR, _MARK, _LONGEST = 5.7, 15.0, 44


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One event in one lane. ``start``/``end`` are epoch milliseconds, end exclusive (pixels where undated).

    ``open_start``/``open_end``: nothing fixes that end. ``vague_start``/``vague_end``: it is a convention.
    """

    event: EventRow
    row: int
    start: float
    end: float
    is_point: bool
    standing: str
    label: str
    open_start: bool = False
    open_end: bool = False
    vague_start: bool = False
    vague_end: bool = False

    @property
    def middle(self) -> float:
        """Where the mark itself is drawn; at the known end where the other is open."""
        if self.open_start or self.open_end:
            return self.start if self.open_end else self.end
        return (self.start + self.end) / 2


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


def to_ms(day: str) -> float:
    """Milliseconds since 1970 of the beginning of an ISO day; ``--MM-DD`` falls in the year YEARLESS."""
    given = date.fromisoformat(f"{YEARLESS}{day[1:]}" if day.startswith("--") else day)
    return float((given.toordinal() - date(1970, 1, 1).toordinal()) * DAY)


def build_timeline(
    events: Sequence[EventRow],
    *,
    by: str = "type",
    names: Mapping[str, str] | None = None,
    period: tuple[str, str] | None = None,
) -> Timeline:
    """Sort ``events`` into sections, lanes (``by`` type, entity, source or place) and rows.

    Args:
        events: what to draw.
        by: "type", "entity", "source" or "place".
        names: entity names by id, for lanes by entity or place.
        period: the calendar's window; without it, the stretch where nine tenths of the events are.
    """
    keys = _KEYS[by]
    dated = [e for e in events if e.when and e.when.interval.year_known]
    yearless = [
        e for e in events if e.when and (e.when.interval.earliest or e.when.interval.latest or "")[:2] == "--"
    ]
    known = {e.id for e in (*dated, *yearless)}
    undated = [e for e in events if e.id not in known]
    start, end = window_of(dated, period)
    inside = [e for e in dated if _first(e) < end and _last(e) > start]
    return Timeline(
        calendar=_section(inside, keys, names or {}, start, end),
        yearless=_section(yearless, keys, names or {}, to_ms("--01-01"), to_ms("--12-31") + DAY),
        undated=_strip(undated),
        before=sum(_last(e) <= start for e in dated),
        after=sum(_first(e) >= end for e in dated),
    )


def window_of(events: Iterable[EventRow], period: tuple[str, str] | None = None) -> tuple[float, float]:
    """The stretch to show: ``period`` itself, or all events, or where nine tenths of them are when a few
    far ones ("in 1945") would squeeze the rest."""
    if period:
        return to_ms(period[0]), to_ms(period[1]) + DAY
    ends = sorted((_first(e), _last(e)) for e in events)
    if not ends:
        return 0.0, DAY
    low, high = min(a for a, _ in ends), max(b for _, b in ends)
    need = max(1, -(-len(ends) * 9 // 10))
    a, b = min(
        ((ends[i][0], max(b for _, b in ends[i : i + need])) for i in range(len(ends) - need + 1)),
        key=lambda stretch: stretch[1] - stretch[0],
    )
    if len(ends) >= 10 and (b - a) * 4 < high - low:
        low, high = a, b
    pad = max((high - low) * 0.03, DAY)
    return low - pad, high + pad


def _first(event: EventRow) -> float:
    when = event.when
    assert when is not None  # noqa: S101 - callers pass dated events
    return to_ms(when.interval.earliest or when.interval.latest or "")


def _last(event: EventRow) -> float:
    when = event.when
    assert when is not None  # noqa: S101 - callers pass dated events
    return to_ms(when.interval.latest or when.interval.earliest or "") + DAY


def _entities(event: EventRow) -> list[str]:
    return list(dict.fromkeys(one for one in event.participant_entities if one)) or [NOBODY]


_KEYS: dict[str, Callable[[EventRow], list[str]]] = {
    "type": lambda event: [event.type],
    "entity": _entities,
    "source": lambda event: [event.publisher or NOBODY],
    "place": lambda event: [event.place_entity or (event.place.text if event.place else NOBODY)],
}


def _section(
    events: Sequence[EventRow],
    keys: Callable[[EventRow], list[str]],
    names: Mapping[str, str],
    start: float,
    end: float,
) -> Section:
    counts = Counter(key for event in events for key in keys(event))
    ranked = sorted(counts, key=lambda key: (key == NOBODY, -counts[key], key))
    shown = ranked if len(ranked) <= MOST_LANES else ranked[: MOST_LANES - 1]
    members: dict[str, list[EventRow]] = {key: [] for key in (*shown, REST)}
    for event in events:
        for key in dict.fromkeys(key if key in shown else REST for key in keys(event)):
            members[key].append(event)
    lanes: list[Lane] = []
    marks: list[Mark] = []
    for key in (*shown, REST):
        if members[key]:
            top = sum(lane.rows for lane in lanes)
            placed = _pack(sorted(members[key], key=_first), top, start, end)
            rows = max(mark.row for mark in placed) - top + 1
            name = names.get(key, key.replace("_", " "))
            lanes.append(Lane(name=name, count=len(members[key]), top=top, rows=rows))
            marks += placed
    return Section(lanes=tuple(lanes), marks=tuple(marks), start=start, end=end)


def _pack(events: Iterable[EventRow], top: int, start: float, end: float) -> list[Mark]:
    """First fit by time; a label is given up before rows grow past MOST_ROWS."""
    scale = WIDTH / (end - start)
    taken: list[float] = []  # pixel up to which each row is used
    marks = []
    for event in events:
        mark = _mark(event, start, end)
        left = max(0.0, (mark.middle if mark.is_point else mark.start) - start) * scale
        bare = max((mark.end - start) * scale if not mark.is_point else left, left) + _MARK
        at = (mark.middle - start) * scale
        full = max(bare, at + _MARK + len(mark.label) * _CHAR)
        label = mark.label if at + len(mark.label) * _CHAR < WIDTH else ""
        row = next((i for i, used in enumerate(taken) if used <= left), len(taken))
        if row >= MOST_ROWS:
            row, label = min(range(MOST_ROWS), key=lambda i: taken[i]), ""
        if row == len(taken):
            taken.append(0.0)
        taken[row] = max(taken[row], full if label else bare)
        marks.append(replace(mark, row=top + row, label=label))
    return marks


def _mark(event: EventRow, start: float, end: float) -> Mark:
    when = event.when
    assert when is not None  # noqa: S101 - callers pass dated events
    interval = when.interval
    first = to_ms(interval.earliest) if interval.earliest else start
    last = to_ms(interval.latest) + DAY if interval.latest else end
    if last < first:  # 20 December to 5 January on the year-unknown axis: drawn to the end of the year
        last = end
    vague = interval.granularity is Granularity.VAGUE
    return Mark(
        event=event,
        row=0,
        start=max(first, start),
        end=min(last, end),
        is_point=last - first <= DAY and bool(interval.earliest and interval.latest),
        standing=standing(event),
        label=say_event(event, longest=_LONGEST),
        open_start=interval.earliest is None,
        open_end=interval.latest is None,
        vague_start=interval.vague_start or vague,
        vague_end=interval.vague_end or vague,
    )


def _strip(events: Sequence[EventRow]) -> Section:
    """Undated events side by side in the order they were reported; there is no axis to read them on."""
    ordered = sorted(events, key=lambda e: (e.published or "9999", e.document_id, e.trigger.start))
    marks, x, row = [], 6.0, 0
    for event in ordered:
        label = say_event(event, longest=34) if len(ordered) <= 40 else ""
        width = _MARK + len(label) * _CHAR + (14 if label else 0)
        if x + width > WIDTH and x > 6:
            x, row = 6.0, row + 1
        marks.append(
            Mark(event=event, row=row, start=x, end=x, is_point=True, standing=standing(event), label=label)
        )
        x += width
    lanes = (Lane(name="", count=len(ordered), top=0, rows=row + 1),) if ordered else ()
    return Section(lanes=lanes, marks=tuple(marks), start=0.0, end=WIDTH)


def hint_of(event: EventRow) -> str:
    """What a reader sees on pointing at a mark: one line each for what, when, who says so. Plain text."""
    return f"{say_event(event, longest=90)}\n{say_when(event.when)}\n{event.publisher or event.path}"

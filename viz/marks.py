"""Events as marks: from when to when, how vague, and in which row of a lane so that none lies on another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from nlp.query import EventRow
from nlp.records import Granularity, When
from viz.words import say_event, say_when, shorten, standing

DAY = 86_400_000  # milliseconds
YEARLESS = 2000  # the year-unknown axis is drawn on a leap year, so that 29 February has a place
MOST_ROWS = 7
_CHAR, _MARK = 5.9, 17.0  # pixels that a letter and a mark take
_LONGEST = (46, 30)  # letters of a label, tried in this order
_LEAST = 14  # letters that a shortened label must have


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One event in one lane. ``start``/``end`` are epoch milliseconds, end exclusive (pixels where undated).

    ``members`` are the ids of all events it stands for: accounts of one incident that agree on time and
    standing are one mark. Its label, if there is room for one, runs from ``label_at`` to about ``label_end``.
    ``open_start``/``open_end``: nothing fixes that end. ``vague_start``/``vague_end``: it is a convention.
    """

    event: EventRow
    row: int
    start: float
    end: float
    is_point: bool
    standing: str
    label: str
    members: tuple[str, ...] = ()
    label_at: float = 0.0
    label_end: float = 0.0
    label_left: bool = False
    open_start: bool = False
    open_end: bool = False
    vague_start: bool = False
    vague_end: bool = False

    @property
    def middle(self) -> float:
        """Where the mark itself is drawn; at the known end where the other is open."""
        if self.open_start != self.open_end:
            return self.start if self.open_end else self.end
        return (self.start + self.end) / 2


def to_ms(day: str) -> float:
    """Milliseconds since 1970 of the beginning of an ISO day; ``--MM-DD`` falls in the year YEARLESS."""
    given = date.fromisoformat(f"{YEARLESS}{day[1:]}" if day.startswith("--") else day)
    return float((given.toordinal() - date(1970, 1, 1).toordinal()) * DAY)


def to_day(ms: float) -> str:
    """The ISO day in which a moment falls."""
    return date.fromordinal(date(1970, 1, 1).toordinal() + int(ms // DAY)).isoformat()


def first_ms(when: When) -> float:
    """When it begins at the earliest, as far as that is fixed."""
    return to_ms(when.interval.earliest or when.interval.latest or "")


def last_ms(when: When) -> float:
    """When it is over at the latest, as far as that is fixed."""
    return to_ms(when.interval.latest or when.interval.earliest or "") + DAY


def pack_marks(
    events: Sequence[tuple[EventRow, When]], *, top: int, start: float, end: float, width: float
) -> list[Mark]:
    """Marks of one lane from row ``top`` on. Labels are shortened before rows get too many.

    First fit by time: each goes to the first row that is free there. Where MOST_ROWS are too few for that,
    labels get what room the marks leave, and marks without room share a row.
    """
    made = [_mark(those, start, end) for those in _agreeing(events)]
    made.sort(key=lambda mark: (not mark.open_start, mark.start))
    scale = width / (end - start)
    for longest in _LONGEST:
        tried = [replace(mark, label=shorten(mark.label, longest)) for mark in made]
        placed, rows = _fit(tried, start=start, scale=scale, width=width)
        if rows <= MOST_ROWS:
            break
    else:
        bare, _ = _fit([replace(mark, label="") for mark in made], start=start, scale=scale, width=width)
        placed = _label_gaps(bare, made, start=start, scale=scale, width=width)
    return [replace(mark, row=top + mark.row) for mark in placed]


def _fit(marks: Iterable[Mark], *, start: float, scale: float, width: float) -> tuple[list[Mark], int]:
    """Marks with their rows and label places, and how many rows that would want."""
    taken: list[float] = []  # pixel up to which each row is used
    placed, wanted = [], 0
    for mark in marks:
        left, bare = _reach(mark)
        bare_at = (bare - start) * scale + _MARK / 2
        length = len(mark.label) * _CHAR
        label_end = bare_at + length
        left_at = (left - start) * scale - _MARK / 2
        on_left = label_end >= width and left_at > length and not (mark.open_start or mark.open_end)
        label = mark.label if on_left or label_end < width else ""
        left_at -= length if on_left else 0.0
        row = next((i for i, used in enumerate(taken) if used <= left_at), len(taken))
        wanted = max(wanted, row + 1)
        if row >= MOST_ROWS:
            row = min(range(MOST_ROWS), key=lambda i: taken[i])
        if row == len(taken):
            taken.append(0.0)
        used = label_end + 6 if label and not on_left else bare_at
        taken[row] = max(taken[row], width if mark.open_end else used)
        end, at = start + used / scale, left if on_left else bare
        placed.append(replace(mark, row=row, label=label, label_at=at, label_end=end, label_left=on_left))
    return placed, wanted


def _reach(mark: Mark) -> tuple[float, float]:
    """Where the drawing of a mark begins, and where its label can begin."""
    if mark.is_point or mark.open_end:
        return mark.middle, mark.middle
    return mark.start, mark.end


def _label_gaps(
    placed: Sequence[Mark], made: Sequence[Mark], *, start: float, scale: float, width: float
) -> list[Mark]:
    """Give each mark as much of its label as fits before the next mark of its row."""
    out = []
    for index, (mark, full) in enumerate(zip(placed, made, strict=True)):
        others = (_reach(one)[0] for one in placed[index + 1 :] if one.row == mark.row)
        edge = min(min(((one - start) * scale - _MARK for one in others), default=width), width)
        at = (mark.label_at - start) * scale + _MARK / 2
        letters = min(int((edge - at) / _CHAR), _LONGEST[0])
        label = shorten(full.label, letters) if letters >= _LEAST and not mark.open_end else ""
        end = start + (at + len(label) * _CHAR) / scale
        out.append(replace(mark, label=label, label_end=max(mark.label_end, end)))
    return out


def _agreeing(events: Iterable[tuple[EventRow, When]]) -> list[list[tuple[EventRow, When]]]:
    """Events together that report one incident at one time with one standing."""
    groups: dict[tuple[object, ...], list[tuple[EventRow, When]]] = {}
    for event, when in events:
        key = event.incident_id or event.id, when.interval, standing(event)
        groups.setdefault(key, []).append((event, when))
    return list(groups.values())


def _mark(accounts: Sequence[tuple[EventRow, When]], start: float, end: float) -> Mark:
    event, when = max(accounts, key=lambda one: one[0].salience)
    interval = when.interval
    first = to_ms(interval.earliest) if interval.earliest else start
    last = to_ms(interval.latest) + DAY if interval.latest else end
    if last < first:  # 20 December to 5 January on the year-unknown axis: drawn to the end of the year
        last = end
    vague = interval.granularity is Granularity.VAGUE
    return Mark(
        event=event,
        row=0,
        start=min(max(first, start), end),
        end=max(min(last, end), start),
        is_point=last - first <= DAY and bool(interval.earliest and interval.latest),
        standing=standing(event),
        label=_label(event, len(accounts)),
        members=tuple(one.id for one, _ in accounts),
        open_start=interval.earliest is None,
        open_end=interval.latest is None,
        vague_start=interval.vague_start or vague,
        vague_end=interval.vague_end or vague,
    )


def _label(event: EventRow, accounts: int) -> str:
    text = say_event(event, longest=_LONGEST[0] - 4)
    return f"{text} ×{accounts}" if accounts > 1 else text


def pack_strip(events: Sequence[EventRow], *, width: float) -> list[Mark]:
    """Undated events side by side in the order they were reported; there is no axis to read them on."""
    ordered = sorted(events, key=lambda e: (e.published or "9999", e.document_id, e.trigger.start))
    marks, x, row = [], _MARK / 2, 0
    for event in ordered:
        label = say_event(event, longest=34) if len(ordered) <= 30 else ""
        taken = _MARK + len(label) * _CHAR + (12 if label else 0)
        if x + taken > width and x > _MARK:
            x, row = _MARK / 2, row + 1
        marks.append(
            Mark(
                event=event,
                row=row,
                start=x,
                end=x,
                is_point=True,
                standing=standing(event),
                label=label,
                members=(event.id,),
                label_at=x,
                label_end=x + taken,
            )
        )
        x += taken
    return marks


def hint_of(mark: Mark) -> str:
    """What a reader sees on pointing at a mark: what, when, who says so, on a line each. Plain text."""
    event, others = mark.event, len(mark.members) - 1
    told = f"{event.publisher or event.path}{f' and {others} more accounts' if others > 0 else ''}"
    return f"{say_event(event, longest=90)}\n{say_when(event.when)}\n{told}"

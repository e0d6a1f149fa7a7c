"""Marks in rows so that none lies on another, and labels where there is room for them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from nlp.query import EventRow
from nlp.records import When
from viz.kit.wording import say_event, shorten, standing
from viz.timeline.marks import LONGEST, Mark, make_marks, place_marks

MOST_ROWS = 7
WIDE_ROWS = 3
PLACED_ROWS = 2
_CHAR, _MARK = 5.9, 17.0  # pixels that a letter and a mark take
_TAIL = 0.8  # of a mark's room, that a placed one is open to
_SHORTER = 30  # letters of a label where the long ones make too many rows
_LEAST = 14  # letters that a shortened label must have


def pack_marks(
    events: Sequence[tuple[EventRow, When]], *, top: int, start: float, end: float, width: float
) -> list[Mark]:
    """Marks of one lane from row ``top`` on. Labels are shortened before rows get too many.

    First fit by time: each goes to the first row that is free there. Where MOST_ROWS are too few for that,
    labels get what room the marks leave, and points that would lie on each other become one cluster.
    """
    scale = width / (end - start)
    made = make_marks(events, start=start, end=end, scale=scale)
    if len(made) * _MARK < MOST_ROWS * width:
        for longest in (LONGEST, _SHORTER):
            placed = _fit(made, longest, start=start, scale=scale, width=width)
            if placed is not None:
                return [replace(mark, row=top + mark.row) for mark in placed]
    bare = _crowd(made, start=start, scale=scale, width=width)
    return [
        replace(mark, row=top + mark.row) for mark in _label_gaps(bare, start=start, scale=scale, width=width)
    ]


def pack_placed(
    events: Sequence[EventRow], *, top: int, start: float, end: float, width: float
) -> list[Mark]:
    """Marks of events that no text dates, without labels, in at most PLACED_ROWS rows from ``top`` on: those
    that would lie on each other are one cluster."""
    near = _MARK * (end - start) / width
    placed: list[Mark] = []
    last = [-1] * PLACED_ROWS
    for bare in place_marks(events, start=start, end=end):
        mark = replace(
            bare,
            start=bare.start - (near * _TAIL if bare.placed == "until" else 0),
            end=bare.end + (near * _TAIL if bare.placed == "from" else 0),
        )
        free = [row for row, at in enumerate(last) if at < 0 or mark.middle - placed[at].middle >= near]
        if free:
            last[free[0]] = len(placed)
            placed.append(replace(mark, row=top + free[0]))
            continue
        at = max(last, key=lambda one: placed[one].middle)
        placed[at] = replace(_together(placed[at], mark), placed="between")
    return placed


def _fit(
    marks: Iterable[Mark], longest: int, *, start: float, scale: float, width: float
) -> list[Mark] | None:
    """Marks with their rows and label places; None where that wants more than MOST_ROWS."""
    taken: list[float] = []  # pixel up to which each row is used
    placed = []
    for mark in marks:
        left, bare = _reach(mark)
        bare_at = (bare - start) * scale + _MARK / 2
        text = shorten(mark.label, longest)
        length = len(text) * _CHAR
        label_end = bare_at + length
        left_at = (left - start) * scale - _MARK / 2
        on_left = label_end >= width and left_at > length and not (mark.open_start or mark.open_end)
        inside = label_end >= width and not on_left and _fits_inside(mark, length, scale)
        label = text if on_left or inside or label_end < width else ""
        left_at -= length if on_left else 0.0
        row = next((i for i, used in enumerate(taken) if used <= left_at), len(taken))
        if row == MOST_ROWS:
            return None
        if row == len(taken):
            taken.append(0.0)
        used = label_end + 6 if label and not on_left and not inside else bare_at
        taken[row] = width if mark.open_end else max(taken[row], used)
        end, at = start + used / scale, left if on_left else mark.middle if inside else bare
        placed.append(replace(mark, row=row, label=label, label_at=at, label_end=end, label_left=on_left))
    return placed


def _fits_inside(mark: Mark, length: float, scale: float) -> bool:
    """Whether a label of so many pixels fits on the stroke of an interval, right of its mark."""
    closed = not (mark.is_point or mark.open_start or mark.open_end)
    return closed and (mark.end - mark.middle) * scale > length + _MARK


def _crowd(marks: Sequence[Mark], *, start: float, scale: float, width: float) -> list[Mark]:
    """Marks in rows without labels; where no row is free, they join the nearest of their kind: a cluster.

    Strokes across half of the axis and more, and open ones, have no more than WIDE_ROWS of the rows: "up to
    June" fills a row with next to nothing.
    """
    taken = [float("-inf")] * MOST_ROWS
    last: list[int] = [-1] * MOST_ROWS  # index of the last point of each row
    placed: list[Mark] = []
    long: list[int] = []  # indexes of the wide strokes
    for mark in marks:
        wide = _is_wide(mark, width / scale)
        left, bare = (mark.start, mark.end) if wide else _reach(mark)
        left_at, end_at = (left - start) * scale - _MARK / 2, (bare - start) * scale + _MARK / 2
        rows = WIDE_ROWS if wide else MOST_ROWS
        row = next((i for i in range(rows) if taken[i] <= left_at), MOST_ROWS)
        if row == MOST_ROWS and wide and long:
            near = min(long, key=lambda at: abs(placed[at].middle - mark.middle))
            placed[near] = _together(placed[near], mark)
            continue
        if row == MOST_ROWS and mark.is_point and any(at >= 0 for at in last):
            near = max((at for at in last if at >= 0), key=lambda at: placed[at].middle)
            placed[near] = _together(placed[near], mark)
            continue
        if row == MOST_ROWS:
            row = min(range(MOST_ROWS), key=lambda i: taken[i])
        taken[row] = max(taken[row], end_at)
        last[row] = len(placed) if mark.is_point else -1
        if wide:
            long.append(len(placed))
        at = mark.middle if wide else bare
        placed.append(replace(mark, row=row, label_at=at, label_end=start + end_at / scale))
    return placed


def _is_wide(mark: Mark, axis: float) -> bool:
    if mark.is_point:
        return False
    return mark.open_start or mark.open_end or mark.end - mark.start > axis / 2


def _together(one: Mark, other: Mark) -> Mark:
    """Two points as one cluster, where the first stands; it shows the more telling of them."""
    best = max(one, other, key=lambda mark: (mark.independent, mark.event.salience))
    return replace(
        one,
        event=best.event,
        label=best.label,
        standing=best.standing,
        members=(*one.members, *other.members),
        heads=(*one.heads, *other.heads),
        incidents=one.incidents + other.incidents,
        independent=best.independent,
        disputed=one.disputed or other.disputed,
        review="",
    )


def _reach(mark: Mark) -> tuple[float, float]:
    """Where the drawing of a mark begins, and where its label can begin."""
    if mark.is_point or mark.open_end:
        return mark.middle, mark.middle
    return mark.start, mark.end


def _label_gaps(placed: Sequence[Mark], *, start: float, scale: float, width: float) -> list[Mark]:
    """Give each mark as much of its label as fits before the next mark of its row."""
    edges: dict[int, float] = {}  # pixel where the next mark of each row begins
    out = []
    for mark in sorted(placed, key=lambda mark: -_reach(mark)[0]):
        edge = min(edges.get(mark.row, width), width)
        edges[mark.row] = (_reach(mark)[0] - start) * scale - _MARK
        at = (mark.label_at - start) * scale + _MARK / 2
        letters = min(int((edge - at) / _CHAR), LONGEST)
        label = shorten(mark.label, letters) if letters >= _LEAST and not mark.open_end else ""
        label_end = start + (at + len(label) * _CHAR) / scale
        out.append(replace(mark, label=label, label_end=max(mark.label_end, label_end)))
    return out[::-1]


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
                heads=(event.id,),
                label_at=x,
                label_end=x + taken,
                independent=event.independent,
                disputed=event.disputed,
                review=event.review,
            )
        )
        x += taken
    return marks

"""Events as marks: from when to when, how vague, and for how many accounts they stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from nlp.query import EventRow
from nlp.records import Granularity, When
from viz.kit.time_axis import DAY, MINUTE, clock_ms, read_clock, say_clock, to_ms
from viz.kit.wording import say_event, say_placed, say_when, standing

LONGEST = 46  # letters of a label
_POINT = 12.0  # pixels under which an interval is no wider than its mark
_DAY_POINT = 44.0  # pixels under which a day is drawn as a point, as readers expect of a day


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One event in one lane. ``start``/``end`` are epoch milliseconds, end exclusive (pixels where undated).

    ``members`` are the ids of all events it stands for: accounts of one incident that agree on time and
    standing are one mark. ``incidents`` is 1 for those; a cluster of marks that would lie on each other
    stands for more, ``event`` is the most telling of them, and ``heads`` are those of its incidents. Its
    label, if there is room for one, runs from ``label_at`` to about ``label_end``. Where an end is open
    (``open_start``, ``open_end``), nothing fixes it; where it is vague, it is a convention. ``independent``
    counts the accounts of the incident that do not copy each other; ``disputed``: some exclude each other.
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
    incidents: int = 1
    heads: tuple[str, ...] = ()
    independent: int = 1
    disputed: bool = False
    review: str = ""
    placed: str = ""  # of what no text dates: "estimate", "between", "until" or "from"

    @property
    def middle(self) -> float:
        """Where the mark itself is drawn; at the known end where the other is open, at the day to bet on."""
        if self.placed:
            return self.label_at
        if self.open_start != self.open_end:
            return self.start if self.open_end else self.end
        return (self.start + self.end) / 2


def place_marks(events: Sequence[EventRow], *, start: float, end: float) -> list[Mark]:
    """Marks of events that no text dates, where they are placed, in the order of time: one for the accounts
    of an incident that are placed alike."""
    groups: dict[tuple[object, ...], list[EventRow]] = {}
    for event in events:
        at = event.placed
        if at and (at.earliest or at.latest or at.estimate):
            key = (
                event.incident_id or event.id,
                at.earliest,
                at.latest,
                at.estimate,
                standing(event),
                event.review,
            )
            groups.setdefault(key, []).append(event)
    made = (_placed(those, start, end) for those in groups.values())
    return sorted((mark for mark in made if start <= mark.label_at <= end), key=lambda mark: mark.label_at)


def _placed(accounts: Sequence[EventRow], start: float, end: float) -> Mark:
    event = max(accounts, key=lambda one: one.salience)
    at = event.placed
    if at is None:
        raise ValueError(f"event {event.id} is not placed")
    first = to_ms(at.earliest) if at.earliest else None
    last = to_ms(at.latest) + DAY if at.latest else None
    known = first if first is not None else last if last is not None else start
    middle = to_ms(at.estimate) + DAY / 2 if at.estimate else known
    if not at.estimate and first is not None and last is not None:
        middle = (first + last) / 2
    kind = (
        "estimate" if at.estimate else "between" if at.earliest and at.latest else "until" if last else "from"
    )
    if kind == "until" and last is not None:
        middle = last - DAY / 2
    return Mark(
        event=event,
        row=0,
        start=min(max(first if first is not None else middle, start), end),
        end=max(min(last if last is not None else middle, end), start),
        is_point=True,
        standing=standing(event),
        label="",
        label_at=middle,
        label_end=middle,
        members=tuple(one.id for one in accounts),
        heads=(event.id,),
        independent=max(one.independent for one in accounts),
        disputed=any(one.disputed for one in accounts),
        review=event.review,
        placed=kind,
    )


def make_marks(
    events: Sequence[tuple[EventRow, When]], *, start: float, end: float, scale: float
) -> list[Mark]:
    """Marks in the order of time, on an axis of ``scale`` pixels a millisecond."""
    made = [_mark(those, start, end, scale) for those in _agreeing(events)]
    return sorted(made, key=lambda mark: (not mark.open_start, mark.start))


def _agreeing(events: Iterable[tuple[EventRow, When]]) -> list[list[tuple[EventRow, When]]]:
    """Events together that report one incident at one time with one standing."""
    groups: dict[tuple[object, ...], list[tuple[EventRow, When]]] = {}
    for event, when in events:
        at = when.interval
        span = at.earliest, at.latest, at.granularity, at.vague_start, at.vague_end
        key = event.incident_id or event.id, span, event.clock, standing(event), event.review
        groups.setdefault(key, []).append((event, when))
    return list(groups.values())


def _mark(accounts: Sequence[tuple[EventRow, When]], start: float, end: float, scale: float) -> Mark:
    event, when = max(accounts, key=lambda one: one[0].salience)
    interval = when.interval
    first = to_ms(interval.earliest) if interval.earliest else start
    last = to_ms(interval.latest) + DAY if interval.latest else end
    if last < first:  # 20 December to 5 January on the year-unknown axis: drawn to the end of the year
        last = end
    vague = interval.granularity is Granularity.VAGUE
    vague_start, vague_end = interval.vague_start or vague, interval.vague_end or vague
    begun, over = clock_ms(interval.earliest_time), clock_ms(interval.latest_time)
    if interval.earliest and begun is not None:
        first += begun
    if interval.latest and over is not None:
        last = max(last - DAY + over, first + MINUTE)
    exact = begun is not None or over is not None
    clock = read_clock(event.clock) if last - first <= DAY and not exact else None
    if clock is not None:
        last, first = first + clock.last, first + clock.first
        vague_start, vague_end = vague_start or clock.vague, vague_end or clock.vague
    wide = (last - first) * scale
    members = tuple(one.id for one, _ in accounts)
    return Mark(
        event=event,
        row=0,
        start=min(max(first, start), end),
        end=max(min(last, end), start),
        is_point=bool(interval.earliest and interval.latest)
        and (wide < _POINT or (last - first <= DAY and wide < _DAY_POINT)),
        standing=standing(event),
        label=_label(event, len(accounts)),
        members=members,
        heads=(event.id,),
        open_start=interval.earliest is None,
        open_end=interval.latest is None,
        vague_start=vague_start,
        vague_end=vague_end,
        independent=max(one.independent for one, _ in accounts),
        disputed=any(one.disputed for one, _ in accounts),
        review=event.review,
    )


def _label(event: EventRow, accounts: int) -> str:
    text = say_event(event, longest=LONGEST - 4)
    return f"{text} ×{accounts}" if accounts > 1 else text


def hint_of(mark: Mark) -> str:
    """What a reader sees on pointing at a mark: what, when, who says so, on a line each. Plain text."""
    event, others = mark.event, len(mark.members) - 1
    if mark.incidents > 1:
        more = f"and {mark.incidents - 1:,} more here; click to zoom in"
        return f"{say_event(event, longest=90)}\n{say_when(event.when)}\n{more}"
    copies = f", {mark.independent} of them independent" if 1 < mark.independent <= others else ""
    told = f" and {others} more account{'s' if others > 1 else ''}{copies}" if others > 0 else ""
    signs = [
        "Its accounts disagree" if mark.disputed else "",
        {
            "confirmed": "Confirmed by the analyst",
            "rejected": "Rejected by the analyst",
            "redated": "Date set by the analyst",
        }.get(mark.review, ""),
    ]
    clock = "" if event.when and event.when.interval.earliest_time else say_clock(event.clock)
    when = f"{say_when(event.when)}, {clock}" if clock else say_when(event.when)
    if mark.placed and event.placed:
        when = f"No date stated; {say_placed(event.placed)}\n{event.placed.rule}"
    lines = [say_event(event, longest=90), when, f"{event.publisher or event.path}{told}"]
    return "\n".join(line for line in (*lines, *signs) if line)

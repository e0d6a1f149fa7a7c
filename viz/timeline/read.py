"""What the timeline of a state shows, asked of the case: its window, its events, how many are left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from nlp.query import Bin, EventRow, Query
from viz.kit.time_axis import DAY, Window, read_window, to_ms
from viz.state.limits import BINS, CALENDAR, LOOSE
from viz.state.state import PAGE, State
from viz.timeline.lanes import NOBODY, Lane, Timeline, build_timeline
from viz.timeline.time_window import core_of, days_in

if TYPE_CHECKING:
    from nlp.case import Case

_FACETS = {"type": "event_types", "source": "sources"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A timeline with what it was made from: the drawn ``events`` and how many there are in all.

    ``inside`` counts the calendar events of the window, ``loose`` those without a year, ``unplaced`` those
    without any place in time.
    """

    timeline: Timeline
    events: tuple[EventRow, ...]
    inside: int
    before: int
    after: int
    loose: int
    unplaced: int = 0
    first: str | None = None
    last: str | None = None

    @property
    def complete(self) -> bool:
        """Whether all calendar events of the window are drawn."""
        return self.inside <= CALENDAR.most


def read_bins(case: Case, query: Query) -> tuple[list[Bin], list[Bin]]:
    """The histogram of the whole query, period left out: as of its date, and of all ever reported.

    A few events far off ("in 1945") are left out where they would squeeze the rest. The second is empty where
    nothing was reported later.
    """
    whole = replace(query, period=None, as_of=None)
    every = case.histogram(whole, bins=BINS)
    core = core_of(every)
    every = case.histogram(replace(whole, period=core), bins=BINS) if core else every
    if not query.as_of or not every:
        return every, []
    same = (every[0].start, every[-1].end)
    known = {one.start: one for one in case.histogram(replace(query, period=same), bins=BINS)}
    return [known.get(one.start, replace(one, counts={})) for one in every], every


def read_story(case: Case, state: State, *, width: float) -> Story:
    """The timeline of ``state`` for axes of ``width`` pixels.

    The window depends on the query without its as-of date, so that the picture stands still while the story
    is played.
    """
    query, by = replace(state.query, drawn=True), state.view.lanes
    window = choose_window(case, state)
    days = days_in(window)
    if replace(query, as_of=None, rejected=False, placed=True, drawn=False) == PAGE:
        query = replace(query, whole=False)  # nothing is filtered: each event is in the window or not
    near = replace(query, period=_shared(query.period, days), dating=())
    dated = case.events(near, limit=CALENDAR.most)
    loose = [] if query.period else case.events(replace(query, dating=("year unknown",)), limit=LOOSE.most)
    events = [*dated, *loose]
    overview = case.overview(near)
    calendar = case.overview(query)
    after = before = 0
    within = calendar.dated + calendar.placed
    if within > overview.dated + overview.placed:
        before = within - _on_axis(case, replace(query, period=(days[0], "9999-12-31")))
        after = within - _on_axis(case, replace(query, period=("0001-01-01", days[1])))
    names, totals = read_lanes(case, near, by)
    order = read_lanes(case, replace(near, as_of=None), by)[1] if query.as_of else totals
    timeline = build_timeline(
        events,
        by=by,
        names=names,
        window=window,
        width=width,
        totals=totals if len(dated) < overview.events else {},
        order=order,
        placed=query.placed,
        strip=False,
    )
    if not timeline.calendar.lanes and within:
        # the axis stays where the window holds nothing, so that one finds back
        empty = replace(timeline.calendar, lanes=(Lane(name="no event here", count=0, top=0, rows=1),))
        timeline = replace(timeline, calendar=empty)
    bare = replace(query, dating=("undated",), whole=False, period=None, drawn=False)
    return Story(
        timeline=timeline,
        events=tuple(events),
        inside=overview.events,
        first=calendar.first,
        last=calendar.last,
        before=0 if query.period else before,
        after=0 if query.period else after,
        loose=0 if query.period else calendar.year_unknown,
        unplaced=case.overview(bare).events,
    )


def _on_axis(case: Case, query: Query) -> int:
    found = case.overview(query)
    return found.dated + found.placed


def choose_window(case: Case, state: State) -> Window:
    """The stretch that the timeline is zoomed to; else the period; else where the events are."""
    zoomed = read_window(state.view.window)
    if zoomed:
        return zoomed
    if state.query.period:
        return to_ms(state.query.period[0]), to_ms(state.query.period[1]) + DAY
    bins, later = read_bins(case, state.query)
    if not bins:
        return 0.0, DAY
    held = [one for one in later or bins if one.counts or one.placed]
    low, high = to_ms(held[0].start), to_ms(held[-1].end) + DAY
    margin = max((high - low) * 0.03, DAY)
    return max(low - margin, to_ms("0001-01-01")), min(high + margin, to_ms("9999-12-31"))


def _shared(period: tuple[str, str] | None, days: tuple[str, str]) -> tuple[str, str]:
    """The days of both; those of the window where they have none in common."""
    if not period:
        return days
    both = max(period[0], days[0]), min(period[1], days[1])
    return both if both[0] <= both[1] else days


def read_lanes(case: Case, query: Query, by: str) -> tuple[dict[str, str], dict[str, int]]:
    """Names of lanes by their key, and how many events of ``query`` each has, the fullest first."""
    if by in _FACETS:
        facets = case.overview(query).facets.get(_FACETS[by], ())
        return {}, {facet.value or NOBODY: facet.count for facet in facets}
    rows = case.entities(query, limit=300)
    if by == "entity":
        return {row.id: row.name for row in rows}, {row.id: row.events for row in rows if row.events}
    places = case.places(query, limit=300)
    names = {row.id: row.name for row in rows} | {row.id: row.name for row in places}
    return names, {}


def chosen_events(events: Sequence[EventRow], state: State) -> list[str]:
    """Ids of the events that the selection means."""
    kind, ref = state.selection.kind, state.selection.ref
    if kind == "event":
        return [ref]
    if kind == "incident":
        return [e.id for e in events if e.incident_id == ref]
    ends = set(state.selection.entities)
    if kind in ("entity", "link"):
        return [e.id for e in events if ends <= {*e.participant_entities, e.place_entity}]
    if kind in ("entities", "path"):
        return [e.id for e in events if ends & {*e.participant_entities, e.place_entity}]
    if kind == "document":
        return [e.id for e in events if e.document_id == ref]
    return []


def involved(events: Sequence[EventRow], chosen: Sequence[str]) -> list[str]:
    """Ids of the entities that take part in the chosen events, or are their place."""
    wanted = frozenset(chosen)
    those = [event for event in events if event.id in wanted]
    return sorted({one for e in those for one in (*e.participant_entities, e.place_entity) if one})


def order_of(timeline: Timeline) -> list[str]:
    """Event ids in the order in which the keys step through them: by time, the undated last."""
    marks = [
        mark
        for section in (timeline.calendar, timeline.yearless, timeline.undated)
        for mark in sorted(
            section.marks,
            key=lambda m: (m.row, m.start) if section is timeline.undated else (m.middle, m.row),
        )
    ]
    return list(dict.fromkeys(one for mark in marks for one in mark.heads))

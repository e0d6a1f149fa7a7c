"""What a report of a query holds, read from the case."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from nlp.query import EventRow
from viz.chart.read import read_network
from viz.chart.svg_chart import draw_chart_svg
from viz.evidence.incident_accounts import group_incidents, telling_account
from viz.evidence.summary import say_standfirst
from viz.export.html_report import Contents
from viz.kit.wording import count_of, say_event, say_when
from viz.state.describe import say_query
from viz.state.limits import BINS, DISPUTED, REPORT_DRAWN, REPORT_EVENTS
from viz.state.state import State
from viz.timeline.lanes import build_timeline
from viz.timeline.svg_timeline import draw_timeline_svg
from viz.timeline.time_window import core_of

if TYPE_CHECKING:
    from nlp.case import Case
    from nlp.case.ask.accounts import IncidentAccounts

_WIDTH = 900.0  # units of the timeline's axis


def read_contents(case: Case, state: State, *, made_on: date, mode: str = "light") -> Contents:
    """The report of what ``state`` asks for: its query as of its day, with the chart as it is drawn."""
    query = state.query
    overview = case.overview(query)
    events = case.events(query, limit=REPORT_EVENTS.most, order="time", choose="salience")
    names = {row.id: row.name for row in case.entities(query, limit=500)}
    names |= {row.id: row.name for one in query.entities if (row := case.entity(one))}
    network = read_network(case, state)
    timeline = build_timeline(
        case.events(query, limit=REPORT_DRAWN.most), names=names, period=query.period, width=_WIDTH
    )
    return Contents(
        title=case.name,
        made_on=made_on.isoformat(),
        standfirst=say_standfirst(overview, core_of(case.histogram(query, bins=BINS))),
        asked=tuple(say_query(query, names)),
        pictures=(
            (
                f"{len(network.entities)} of {count_of(network.total, 'entity', 'entities')} and their links",
                draw_chart_svg(network, mode=mode),
            ),
            (
                f"{min(len(events), REPORT_DRAWN.most)} of {count_of(overview.events, 'event')}, by kind",
                draw_timeline_svg(timeline, width=_WIDTH, mode=mode),
            ),
        ),
        disputed=tuple(read_disputed(case, events)),
        outlets={event.id: event.publisher or event.path for event in events},
        events=tuple(events),
        left_out=overview.events - len(events),
        documents=tuple(case.documents(query, limit=REPORT_EVENTS.most)),
        decisions=tuple(row.text for row in case.decision_rows() if not row.undone),
        skipped=tuple((one.path, one.reason) for one in case.skipped()),
    )


def read_disputed(case: Case, events: list[EventRow]) -> list[tuple[str, IncidentAccounts]]:
    """The incidents whose accounts differ, those with most independent accounts first."""
    found = []
    several = [one for one in group_incidents(events) if len(one.events) > 1]
    several.sort(key=lambda one: (-max(e.independent for e in one.events), -len(one.events)))
    for incident in several[: DISPUTED.most]:
        accounts = case.accounts(incident.id)
        if accounts is not None and accounts.disagreements:
            lead = telling_account(incident.events)
            found.append((f"{say_event(lead, longest=110)} ({say_when(lead.when)})", accounts))
    return found

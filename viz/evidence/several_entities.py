"""What the panel shows of several entities: what they share, and how two of them hang together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dash import html

from nlp.query import EntityRow, EventRow, MentionRow, PathRow
from viz.chart.network import pair_of
from viz.chart.read import read_paths
from viz.decisions.buttons import draw_several_actions
from viz.evidence.incident_accounts import draw_incident, group_incidents
from viz.evidence.paths import PER_STEP, draw_paths, say_paths
from viz.evidence.shared_sentences import find_together
from viz.kit.components import button, empty, icon
from viz.kit.wording import count_of
from viz.state.limits import BETWEEN_EVENTS, BETWEEN_INCIDENTS
from viz.state.state import State

if TYPE_CHECKING:
    from nlp.case import Case


def show_between(case: Case, state: State) -> html.Div:
    """The panel of a selection of kind "entities" or "path"."""
    rows = list(case.entities_by_id(tuple(dict.fromkeys(state.selection.entities))).values())
    return show_path(case, state, rows) if state.selection.kind == "path" else show_several(case, state, rows)


def show_path(case: Case, state: State, rows: list[EntityRow]) -> html.Div:
    """All short ways between two entities with the sentences behind each step."""
    paths = read_paths(case, state) if len(rows) == 2 else []
    wanted = {one for path in paths for link in path.links for one in link.events[: 2 * PER_STEP]}
    events = case.events_by_id(tuple(wanted))
    involved = [end for path in paths for end in path.entities]
    involved += [p for e in events.values() for p in (*e.participant_entities, e.place_entity) if p]
    names = case.entities_by_id(tuple(dict.fromkeys(involved)))
    body = draw_paths(paths, names, events, read_together(case, state, paths))
    return html.Div([draw_heading(rows, say_paths(paths), open_as="entities"), body], className="evidence")


def read_together(
    case: Case, state: State, paths: list[PathRow]
) -> dict[tuple[str, str], list[list[MentionRow]]]:
    """The sentences that name both ends, for each step that only a relation makes."""
    found = {}
    for path in paths:
        for link in path.links:
            pair = pair_of(link.source, link.target)
            if not link.events and pair not in found:
                one, other = (case.mentions(end, state.query, limit=1000) for end in pair)
                found[pair] = find_together(one, other)
    return found


def show_several(case: Case, state: State, rows: list[EntityRow]) -> html.Div:
    """The events that at least two of the chosen entities take part in, by time."""
    ids = [row.id for row in rows]
    links = case.links(state.query, ids) if len(ids) > 1 else []
    shared = list(dict.fromkeys(one for link in links for one in link.events))
    events = list(case.events_by_id(tuple(shared[: BETWEEN_EVENTS.most])).values())
    events.sort(key=_by_time)
    involved = dict.fromkeys(p for e in events for p in (*e.participant_entities, e.place_entity) if p)
    types = {key: str(kind) for key, kind in case.entity_types(list(involved)).items()}
    incidents = group_incidents(events)
    body: list[Any] = [
        draw_incident(one, types=types, chosen=ids) for one in incidents[: BETWEEN_INCIDENTS.most]
    ]
    if len(incidents) > BETWEEN_INCIDENTS.most or len(shared) > BETWEEN_EVENTS.most:
        body.append(
            html.P(
                f"The first {BETWEEN_INCIDENTS.most} incidents; choose fewer for others.", className="note"
            )
        )
    words = count_of(len(shared), "event") + " with two or more of them" if shared else ""
    if not events:
        body = [draw_nothing_shared(rows)]
    return html.Div([draw_heading(rows, words, open_as="path"), *body], className="evidence")


def draw_nothing_shared(rows: list[EntityRow]) -> html.Div:
    """The empty state of several entities without a common event."""
    ways = [_draw_way(rows, "path", css="primary")] if len(rows) == 2 else []
    return empty(
        "No event of this query joins them",
        "They may hang together over others."
        if ways
        else "Choose two of them to see whether others join them.",
        *ways,
    )


def _draw_way(rows: list[EntityRow], kind: str, *, css: str) -> html.Button:
    words = "How are they connected?" if kind == "path" else "Only what they share"
    return button(words, "select", css=css, kind=kind, ref="~".join(row.id for row in rows))


def draw_heading(rows: list[EntityRow], words: str, *, open_as: str) -> html.Header:
    """Who is chosen, each to go to, with what is said of them; two can be looked at in both ways."""
    title = (
        f"{rows[0].name} and {rows[1].name}" if len(rows) == 2 else count_of(len(rows), "entity", "entities")
    )
    return html.Header(
        [
            html.H2(title),
            html.P(words, className="byline") if words else None,
            html.Div(
                [
                    *(
                        button(
                            [icon(row.type), row.name], "select", css="quiet node", kind="entity", ref=row.id
                        )
                        for row in rows[:12]
                    ),
                    _draw_way(rows, open_as, css="quiet") if len(rows) == 2 else None,
                ],
                className="actions",
            ),
            draw_several_actions(rows),
        ],
        className="heading",
    )


def _by_time(event: EventRow) -> tuple[bool, bool, str]:
    """The calendar first, then dates without a year, then those without a date."""
    when = event.when.interval if event.when else None
    day = (when.earliest or when.latest or "") if when else ""
    return when is None, bool(when and not when.year_known), day

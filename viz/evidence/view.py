"""The panel at the right: evidence of the selection, a document, a profile, or what is in the case."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from dash import Dash, Input, Output, html

from nlp.query import EventRow, Query
from viz.decisions.view import show_decisions
from viz.evidence.disagreements import draw_accounts, draw_joins
from viz.evidence.document_page import draw_document
from viz.evidence.incident_accounts import draw_incident, draw_steps, group_incidents, telling_account
from viz.evidence.incident_history import draw_history, draw_related
from viz.evidence.profile import draw_heading, draw_profile
from viz.evidence.profile_read import read_profile
from viz.evidence.several_entities import show_between
from viz.evidence.shared_sentences import draw_together, find_together
from viz.evidence.summary import draw_summary
from viz.evidence.undated_reports import draw_undated
from viz.kit import ids
from viz.kit.clientside import run_in_browser
from viz.kit.components import attributes, button, empty, nothing_matches, segmented
from viz.kit.dom_tree import to_trees
from viz.kit.wording import count_of, say_event
from viz.state.limits import BINS, INCIDENTS, PANEL_EVENTS, POOL, UNDATED
from viz.state.registry import PageView, Setting, part_input, part_of
from viz.state.state import PAGE, State, read_state
from viz.timeline.time_window import core_of

if TYPE_CHECKING:
    from nlp.case import Case

_TABS = {"evidence": "Evidence", "document": "Document", "profile": "Profile", "decisions": "Decisions"}


def layout(setting: Setting) -> html.Aside:
    """Tabs and an empty panel; the state fills it."""
    return html.Aside(
        [
            html.Div(id=ids.PANEL_TABS, className="tabs"),
            html.Div(id=ids.PANEL, className="panel-body", tabIndex=0),
        ],
        className="pane panel",
        **attributes(aria_label="Evidence"),
    )


def register(app: Dash, case: Case) -> None:
    """Wire the panel to the state."""

    @app.callback(Output(ids.PANEL_TABS, "children"), Output(ids.PANEL_TREE, "data"), part_input("panel"))
    def show_panel(data: str) -> tuple[Any, Any]:
        state = read_state(data)
        draw = {
            "evidence": show_evidence,
            "document": show_document,
            "profile": show_profile,
            "decisions": show_decisions,
            "undated": show_undated,
        }[state.view.panel]
        tabs = _TABS if state.view.panel != "undated" else {**_TABS, "undated": "Undated"}
        return segmented("", "panel", state.view.panel, tabs), to_trees(draw(case, state))

    run_in_browser(app, "panelDrawn", Input(ids.PANEL_TREE, "data"))


def read_events(case: Case, state: State) -> list[EventRow]:
    """The events that the selection means, within the query where that makes sense."""
    kind, ref = state.selection.kind, state.selection.ref
    as_of = state.query.as_of
    if kind == "incident":
        return case.incident(ref, as_of=as_of)
    if kind == "event":
        event = case.event(ref)
        others = case.incident(event.incident_id, as_of=as_of) if event and event.incident_id else []
        return [event, *(e for e in others if e.id != ref)] if event else []
    return case.events(_of_selection(state), limit=PANEL_EVENTS.most, order="time")


def _of_selection(state: State) -> Query:
    """The query narrowed to the events of the selected entity, or of both ends of a link."""
    kind, ref = state.selection.kind, state.selection.ref
    ends = tuple(ref.split("~")) if kind == "link" else (ref,)
    return replace(state.query, entities=tuple(dict.fromkeys((*state.query.entities, *ends))), whole=False)


def show_evidence(case: Case, state: State) -> Any:
    """The sentences behind the selection; without one, what is in the query."""
    if not state.selection.kind:
        return show_summary(case, state)
    if state.selection.kind in ("entities", "path"):
        return show_between(case, state)
    events = read_events(case, state)
    incidents = group_incidents(events)
    types = {key: str(kind) for key, kind in case.entity_types(entity_ids(events)).items()}
    chosen = state.selection.ref.split("~")
    body: list[Any] = [draw_incident(one, types=types, chosen=chosen) for one in incidents[: INCIDENTS.most]]
    if len(events) >= PANEL_EVENTS.most:
        total = max(case.overview(_of_selection(state)).events, len(events))
        body.append(html.P(PANEL_EVENTS.tell(len(events), total), className="note"))
    if more := INCIDENTS.tell(min(len(incidents), INCIDENTS.most), len(incidents)):
        body.append(html.P(more, className="note"))
    head = [show_heading(case, state, events), show_accounts(case, state, events)]
    foot = show_related(case, state, events)
    if not body or state.selection.kind == "link":
        body.append(show_together(case, state, told=bool(body)))
    return html.Div([*head, *body, *foot], className="evidence")


def show_together(case: Case, state: State, *, told: bool = False) -> Any:
    """Of a link: the sentences behind its relations, or without events those that name both ends; else the
    way out of the filters. ``told`` is whether events that join the two stand above."""
    ends = state.selection.ref.split("~")
    if state.selection.kind != "link" or len(ends) != 2:
        return no_events(state)
    labels = [link.label for link in case.links(state.query, ends) if link.kind == "relation"]
    if told and not labels:
        return None
    one, other = (case.mentions(end, state.query, limit=1000) for end in ends)
    sentences = find_together(one, other)
    if not sentences:
        return None if told else no_events(state)
    return draw_together(sentences, list(dict.fromkeys(labels)), told=told)


def show_accounts(case: Case, state: State, events: list[EventRow]) -> Any:
    """Where one incident is selected that several reports tell: on what they differ."""
    if state.selection.kind not in ("event", "incident") or len(events) < 2:
        return None
    incident, as_of = events[0].incident_id, state.query.as_of
    accounts = case.accounts(incident, as_of=as_of)
    if accounts is None:
        return None
    known = {event.id: event for event in events}
    cited = {one for each in accounts.disagreements for _, ids_ in each.values for one in ids_}
    cited |= {one for join in accounts.joins for one in (join.left, join.right)}
    known |= case.events_by_id(tuple(sorted(cited - known.keys())))
    rows = [known[one] for one in sorted(cited) if one in known]
    changes = [one for one in case.history(incident) if not as_of or (one.day or "") <= as_of]
    return [
        draw_accounts(accounts, {row.id: row.publisher or row.path for row in rows}),
        draw_history(changes),
        draw_joins(accounts.joins, {row.id: row for row in rows if row}),
    ]


def show_related(case: Case, state: State, events: list[EventRow]) -> list[Any]:
    """Where an incident is selected: what hangs together with it."""
    if state.selection.kind not in ("event", "incident") or not events:
        return []
    return draw_related(case.related(events[0].incident_id))


def entity_ids(events: list[EventRow]) -> list[str]:
    """Entity ids in ``events``, each once, of those that can be shown."""
    found = (one for e in events[:200] for one in (*e.participant_entities, e.place_entity) if one)
    return list(dict.fromkeys(found))


def show_heading(case: Case, state: State, events: list[EventRow]) -> Any:
    """What is selected, in words, with what can be done with it."""
    kind, ref = state.selection.kind, state.selection.ref
    rows = [row for one in ref.split("~") if (row := case.entity(one))] if kind in ("entity", "link") else []
    if kind == "entity" and rows:
        return draw_heading(
            rows[0], expanded=ref in state.view.expanded, filtered=ref in state.query.entities
        )
    if kind == "link" and len(rows) == 2:
        title, what = f"{rows[0].name} and {rows[1].name}", count_of(len(events), "event") if events else ""
    else:
        told = case.accounts(events[0].incident_id) if kind == "incident" and events else None
        title = told.headline if told else ""
        if not title:
            title = (
                say_event(events[0] if kind == "event" else telling_account(events), longest=120)
                if events
                else "This is not in the case"
            )
        what = f"{count_of(len(events), 'account')} of this incident" if len(events) > 1 else "One account"
    steps = draw_steps() if kind in ("event", "incident") else None
    return html.Header([html.H2(title), html.P(what, className="byline"), steps], className="heading")


def no_events(state: State) -> Any:
    """The empty state of a selection that the query leaves without events."""
    return empty(
        "No event under these filters",
        "It is named in the reporting, but no event of this query has it as a participant.",
        button("Clear the filters", "clear", css="primary"),
    )


def show_summary(case: Case, state: State) -> Any:
    """What is in the query."""
    overview = case.overview(state.query)
    if not overview.events and state.query != PAGE:
        return nothing_matches()
    return draw_summary(
        overview,
        entities=case.entities(state.query, limit=POOL),
        core=core_of(case.histogram(replace(state.query, period=None), bins=BINS)),
        reported=case.most_reported(state.query),
        weeks=case.busiest_weeks(state.query),
        skipped=case.skipped(),
        undated=len(case.undated_documents(limit=UNDATED)),
        narrowed=state.query != PAGE,
    )


def show_document(case: Case, state: State) -> Any:
    """The open document; else the one that the selected event stands in."""
    kind, ref = state.selection.kind, state.selection.ref
    event = case.event(ref) if kind == "event" else None
    page = case.document(state.view.document or (event.document_id if event else ""))
    if page is None:
        return empty("No document is open", "Choose an event, then open its report from the evidence.")
    inside = event if event and event.document_id == page.row.id else None
    focus = (inside.sentence.start, inside.sentence.end) if inside else None
    return draw_document(page, at=state.view.at, focus=focus, chosen=[*ref.split("~")])


def show_undated(case: Case, state: State) -> Any:
    """The reports of unknown or only probable date, with the days they may be of."""
    return draw_undated(case.undated_documents(limit=UNDATED), writable=not case.read_only)


def show_profile(case: Case, state: State) -> Any:
    """The profile of the selected entity."""
    row = case.entity(state.selection.ref) if state.selection.kind == "entity" else None
    if row is None:
        return empty(
            "No entity is selected", "Choose a person, group or place in the chart to see its profile."
        )
    heading = draw_heading(
        row, expanded=row.id in state.view.expanded, filtered=row.id in state.query.entities
    )
    return html.Div([heading, draw_profile(read_profile(case, row, state.query))])


VIEW = PageView(
    name="panel",
    place="panel",
    layout=layout,
    register=register,
    parts={"panel": part_of("query", "selection", "panel", "document", "at", "expanded")},
)

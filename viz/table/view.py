"""The table: the same events, entities and reports as the pictures, for reading, sorting and the keyboard."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import dash_ag_grid as dag
from dash import Dash, Input, Output, html

from nlp.query import Query
from viz.kit import ids
from viz.kit.clientside import run_in_browser
from viz.kit.components import segmented
from viz.state.hold import hold_button
from viz.state.limits import POOL, TABLE
from viz.state.registry import PageView, Setting, is_seen, part_input, part_of, while_seen
from viz.state.state import TABLES, State, read_state, state_of
from viz.table.cells import COLUMNS, document_cells, entity_cells, event_cells, unplaced_cells

if TYPE_CHECKING:
    from nlp.case import Case


_WORDS = {**{one: one.title() for one in TABLES}, "documents": "Reports", "unplaced": "Not placed"}
_SAID = {"unplaced": "events without a place in time", "documents": "reports"}
_GROUPS = {"none": "Nothing", "report": "Report", "actor": "Actor"}


def layout(setting: Setting) -> html.Div:
    """The grid and the choice of what it lists."""
    return html.Div(
        [
            html.Div(
                [html.Div(id=ids.TABLE_KIND), html.Div(id=ids.TABLE_NOTE, className="note")],
                className="lanes-bar",
            ),
            dag.AgGrid(
                id=ids.TABLE,
                rowData=[],
                columnDefs=COLUMNS["events"],
                getRowId="params.data.id",
                defaultColDef={
                    "sortable": True,
                    "filter": True,
                    "resizable": True,
                    "minWidth": 70,
                    "floatingFilter": True,
                    "suppressHeaderFilterButton": True,
                },
                dashGridOptions={
                    "rowHeight": 28,
                    "headerHeight": 30,
                    "floatingFiltersHeight": 30,
                    "animateRows": False,
                    "rowSelection": {"mode": "singleRow", "checkboxes": False, "enableClickSelection": True},
                    "theme": {"function": "themeQuartz.withPart(colorSchemeVariable)"},
                    "enableCellTextSelection": True,
                    "suppressCellFocus": False,
                },
                style={"height": "100%", "width": "100%"},
                className="grid",
            ),
        ],
        id=ids.TABLE_PANE,
        className="pane table-pane",
        hidden=True,
    )


def register(app: Dash, case: Case) -> None:
    """Wire the grid to the state; it is only filled while it is seen."""

    @app.callback(
        Output(ids.TABLE_KIND, "children"),
        Output(ids.TABLE_NOTE, "children"),
        Output(ids.TABLE, "columnDefs"),
        Output(ids.TABLE, "rowData"),
        part_input("table"),
    )
    def show_table(data: str) -> tuple[Any, ...]:
        now = read_state(data)
        state = state_of(now, "table")
        kind = state.view.table
        bar: list[Any] = [segmented("List", "table", kind, _WORDS)]
        if kind == "unplaced":
            bar.append(segmented("Group by", "unplaced", state.view.unplaced, _GROUPS))
        if not is_seen(now, "table"):
            return bar, None, COLUMNS[kind], []
        rows = read_rows(case, state)
        overview = case.overview(state.query)
        totals = {"events": overview.events, "entities": overview.entities}
        total = totals.get(kind, overview.documents)
        if kind == "unplaced":
            total = case.overview(unplaced_query(state)).events
        return bar, [draw_note(len(rows), total, kind), hold_button(now, "table")], COLUMNS[kind], rows

    run_in_browser(app, "rowChosen", Input(ids.TABLE, "selectedRows"), initial=False)


def draw_note(shown: int, total: int, kind: str) -> str:
    """How many rows of how many are listed."""
    return TABLE.tell(shown, total, _SAID.get(kind, kind)) or f"{total:,} {_SAID.get(kind, kind)}"


def unplaced_query(state: State) -> Query:
    """The query of what has no place in time: each event for itself, as its incident may have one."""
    return replace(state.query, dating=("undated",), whole=False, period=None)


def read_unplaced(case: Case, state: State, *, limit: int) -> list[dict[str, Any]]:
    """The events that have no place in time, to be worked through: by report, by actor, or as they weigh."""
    events = case.events(unplaced_query(state), limit=limit)
    names = {row.id: row.name for row in case.entities(state.query, limit=POOL)}
    rows = [unplaced_cells(event, names, state.view.unplaced) for event in events]
    return sorted(rows, key=lambda row: str(row["group"]).lower()) if state.view.unplaced != "none" else rows


def read_rows(case: Case, state: State, *, limit: int = TABLE.most) -> list[dict[str, Any]]:
    """The rows of the table that ``state`` shows."""
    if state.view.table == "entities":
        return [entity_cells(row) for row in case.entities(state.query, limit=limit)]
    if state.view.table == "unplaced":
        return read_unplaced(case, state, limit=limit)
    if state.view.table == "documents":
        return [document_cells(row) for row in case.documents(state.query, limit=limit)]
    return [event_cells(row) for row in case.events(state.query, limit=limit, order="time")]


VIEW = PageView(
    name="table",
    place="centre",
    title="Table",
    layout=layout,
    register=register,
    parts={"table": while_seen("table", part_of("query", "table", "unplaced", held="table"))},
)

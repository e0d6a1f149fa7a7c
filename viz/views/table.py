"""The table: the same events, entities and reports as the pictures, for reading, sorting and the keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import dash_ag_grid as dag
from dash import Dash, Input, Output, State, ctx, html

from viz import ids
from viz.browser import run_in_browser
from viz.elements import segmented
from viz.export import write_csv, write_json
from viz.rows import COLUMNS, document_cells, entity_cells, event_cells
from viz.selection import TABLES, read_state
from viz.selection import State as PageState

if TYPE_CHECKING:
    from nlp.case import Case

MOST = 2000
EXPORTED = 100_000


def layout() -> html.Div:
    """The grid and the choice of what it lists."""
    return html.Div(
        [
            html.Div(
                [
                    html.Div(id=ids.TABLE_KIND),
                    html.Div(
                        [
                            html.Button("Save as CSV", id=ids.SAVE_CSV, className="quiet", type="button"),
                            html.Button("Events as JSON", id=ids.SAVE_JSON, className="quiet", type="button"),
                        ],
                        className="actions",
                    ),
                ],
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
        Output(ids.TABLE, "columnDefs"),
        Output(ids.TABLE, "rowData"),
        Input(ids.STATE, "data"),
    )
    def show_table(data: str) -> tuple[Any, ...]:
        state = read_state(data)
        kind = state.view.table
        bar = segmented("List", "table", kind, {one: one.title() for one in TABLES})
        return bar, COLUMNS[kind], read_rows(case, state) if state.view.centre == "table" else []

    @app.callback(
        Output(ids.DOWNLOAD, "data"),
        Input(ids.SAVE_CSV, "n_clicks"),
        Input(ids.SAVE_JSON, "n_clicks"),
        State(ids.STATE, "data"),
        prevent_initial_call=True,
    )
    def save(_csv: int | None, _json: int | None, data: str) -> dict[str, Any]:
        state = read_state(data)
        if ctx.triggered_id == ids.SAVE_JSON:
            return _file(write_json(case.events(state.query, limit=EXPORTED, order="time")), "events.json")
        kind = state.view.table
        return _file(write_csv(read_rows(case, state, limit=EXPORTED), kind), f"{kind}.csv")

    run_in_browser(app, "rowChosen", Input(ids.TABLE, "selectedRows"), initial=False)


def _file(content: str, name: str) -> dict[str, Any]:
    return {"content": content, "filename": name, "type": "text/plain", "base64": False}


def read_rows(case: Case, state: PageState, *, limit: int = MOST) -> list[dict[str, Any]]:
    """The rows of the table that ``state`` shows."""
    if state.view.table == "entities":
        return [entity_cells(row) for row in case.entities(state.query, limit=limit)]
    if state.view.table == "documents":
        return [document_cells(row) for row in case.documents(state.query, limit=limit)]
    return [event_cells(row) for row in case.events(state.query, limit=limit, order="time")]

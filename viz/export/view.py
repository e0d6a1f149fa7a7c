"""Taking the query away: a report, its tables, its events."""

from __future__ import annotations

from base64 import b64encode
from datetime import date
from typing import TYPE_CHECKING, Any

from dash import Dash, Input, Output, State, ctx, html

from viz.export.csv_json import write_csv, write_json
from viz.export.html_report import write_report
from viz.export.registry import Exporter, exporters, pack
from viz.export.report_read import read_contents
from viz.kit import ids
from viz.state.limits import EXPORTED
from viz.state.registry import PageView
from viz.state.state import read_state
from viz.table.view import read_rows

if TYPE_CHECKING:
    from nlp.case import Case

_CHOICES = {
    ids.SAVE_REPORT: ("Report", "One HTML file: pictures, events, their sources; it opens offline"),
    ids.SAVE_CSV: ("Table as CSV", "The rows of the table under the filters, for a spreadsheet"),
    ids.SAVE_JSON: ("Events as JSON", "The events under the filters in full, for programs"),
}

_SHOWN = frozenset({"json", "csv", "html"})  # the three above


def draw_menu() -> html.Details:
    """What can be taken away, as a menu of the header."""
    own = [_draw_choice(key, word, hint) for key, (word, hint) in _CHOICES.items()]
    others = [_draw_choice(key, one.name, one.title) for key, one in _others().items()]
    summary = html.Summary("Save", className="quiet", title="Take away what the filters leave")
    heading = html.Span("For other programs", className="sub")
    return html.Details([summary, html.Div([*own, heading, *others], className="menu")], className="saving")


def _draw_choice(key: str, word: str, hint: str) -> html.Button:
    return html.Button(
        [html.Span(word, className="headline"), html.Span(hint, className="sub")],
        id=key,
        className="row story",
        type="button",
    )


def _others() -> dict[str, Exporter]:
    """The formats that stand for themselves, by the id of their button."""
    return {f"save-as-{one.name}": one for one in exporters().values() if one.name not in _SHOWN}


def register(app: Dash, case: Case) -> None:
    """Wire the menu: each choice downloads what the state asks for."""
    others = _others()

    @app.callback(
        Output(ids.DOWNLOAD, "data"),
        *(Input(key, "n_clicks") for key in (*_CHOICES, *others)),
        State(ids.STATE, "data"),
        State(ids.THEME, "data"),
        prevent_initial_call=True,
    )
    def save(*given: Any) -> dict[str, Any]:
        state = read_state(given[-2])
        if ctx.triggered_id in others:
            name, packed = pack(others[ctx.triggered_id].write(case, state.query), case.name)
            return {"content": b64encode(packed).decode(), "filename": name, "base64": True}
        if ctx.triggered_id == ids.SAVE_REPORT:
            contents = read_contents(case, state, made_on=date.today())
            return _file(write_report(contents), f"{case.name}.html", "text/html")
        if ctx.triggered_id == ids.SAVE_JSON:
            events = case.events(state.query, limit=EXPORTED.most, order="time")
            return _file(write_json(events), "events.json", "application/json")
        kind = state.view.table
        return _file(write_csv(read_rows(case, state, limit=EXPORTED.most), kind), f"{kind}.csv", "text/csv")


def _file(content: str, name: str, media: str) -> dict[str, Any]:
    return {"content": content, "filename": name, "type": media, "base64": False}


VIEW = PageView(name="export", place="over", layout=lambda setting: None, register=register)
"""Its menu stands in the header."""

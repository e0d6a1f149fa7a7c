"""The page put together: layout, callbacks, assets and the server's manners."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Iterable
from typing import TYPE_CHECKING

from dash import Dash, html, set_props
from flask import Response

from viz.chart import view as chart_view
from viz.decisions import view as decisions_view
from viz.evidence import view as evidence_view
from viz.export import view as export_view
from viz.filters import view as filters_view
from viz.intake.jobs import Ingest, Intake
from viz.intake.view import register_intake
from viz.kit import ids
from viz.kit.components import attributes
from viz.kit.security import harden
from viz.kit.shared_answers import share_answers
from viz.kit.theme import draw_css
from viz.map import view as map_view
from viz.page import header, tabs
from viz.state import view as state_view
from viz.table import view as table_view
from viz.timeline import view as timeline_view

if TYPE_CHECKING:
    from nlp.case import Case

log = logging.getLogger("dateline")

VIEWS = (
    state_view,
    header,
    filters_view,
    tabs,
    chart_view,
    map_view,
    table_view,
    timeline_view,
    evidence_view,
    export_view,
    decisions_view,
)

INDEX = """<!DOCTYPE html>
<html lang="en">
  <head>
    {%metas%}
    <title>{%title%}</title>
    {%favicon%}
    <link rel="stylesheet" href="%PREFIX%_theme.css">
    {%css%}
  </head>
  <body>
    {%app_entry%}
    <footer>{%config%}{%scripts%}{%renderer%}</footer>
  </body>
</html>"""


def build_dashboard(
    case: Case, *, title: str | None = None, hosts: Iterable[str] = (), ingest: Ingest | None = None
) -> Dash:
    """Return the dashboard of an open case; ``app.server`` is its WSGI application.

    Args:
        case: what to show. It is read, and must stay open as long as the dashboard serves.
        title: shown in the header and the browser's tab; the case's name without it.
        hosts: host names under which the server may be asked, beside localhost and addresses.
        ingest: reads files into the case (:data:`viz.intake.jobs.Ingest`); without it, or on a case that is
            open for reading only, nothing can be added from the page. ``app.server.extensions["intake"]`` is
            then the :class:`~viz.intake.jobs.Intake` to be closed before the case is.
    """
    name = title or case.name
    app = Dash(
        "dateline",
        assets_folder=_assets(),
        title=f"{name} – Dateline",
        update_title="",
        serve_locally=True,
        on_error=_report,
        meta_tags=[{"name": "viewport", "content": "width=device-width, initial-scale=1"}],
    )
    app.index_string = INDEX.replace("%PREFIX%", app.config.requests_pathname_prefix)
    app.server.add_url_rule("/_theme.css", "theme_css", lambda: Response(draw_css(), mimetype="text/css"))
    adding = ingest is not None and not case.read_only
    app.layout = build_layout(name, writable=not case.read_only, adding=adding)
    shared = share_answers(case)
    for view in VIEWS:
        view.register(app, shared)
    if ingest is not None and adding:
        intake = app.server.extensions["intake"] = Intake(case, ingest)
        register_intake(app, intake, hosts=hosts)
    harden(app, hosts=hosts)
    return app


def build_layout(name: str, *, writable: bool = True, adding: bool = False) -> html.Div:
    """The page: header, filter rail, chart above timeline, panel; splitters between them.

    A page that is not ``writable`` shows no button that would change the case; ``adding`` lets reporting in.
    """
    return html.Div(
        [
            state_view.layout(),
            header.layout(name, adding=adding),
            html.Main(
                [
                    filters_view.layout(),
                    html.Div(className="split across", **attributes(data_split="rail")),
                    html.Div(
                        [
                            html.Section(
                                [tabs.layout(), chart_view.layout(), map_view.layout(), table_view.layout()],
                                className="upper",
                                **attributes(aria_label="Link chart, map and table"),
                            ),
                            html.Div(className="split down", **attributes(data_split="timeline")),
                            timeline_view.layout(),
                        ],
                        className="centre",
                    ),
                    html.Div(className="split across", **attributes(data_split="panel")),
                    evidence_view.layout(),
                ],
                className="frame",
            ),
            decisions_view.layout(),
        ],
        id="page",
        **(attributes(data_writable="yes") if writable else {}),
    )


def _assets() -> str:
    from importlib.resources import files

    return str(files("viz") / "assets")


def _report(error: Exception) -> None:
    """Tell the reader that a part could not be drawn; the log has the rest."""
    log.error("a part of the page could not be drawn\n%s", "".join(traceback.format_exception(error)))
    text = f"A part of the page could not be drawn ({type(error).__name__}). The case file is unharmed."
    set_props(ids.BANNER, {"children": [html.Span(text), html.A("Reload", href="")]})

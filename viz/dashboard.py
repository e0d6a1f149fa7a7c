"""The page put together: layout, callbacks, assets and the server's manners."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Iterable
from typing import TYPE_CHECKING

from dash import Dash, html, set_props
from flask import Response

from viz import ids
from viz.answers import share_answers
from viz.elements import attributes
from viz.intake import Ingest, Intake
from viz.security import harden
from viz.theme import draw_css
from viz.views import VIEWS, centre, decisions, filters, header, link_chart, panel, table, timeline, writer
from viz.views import map as place_map
from viz.views.intake import register_intake

if TYPE_CHECKING:
    from nlp.case import Case

log = logging.getLogger("dateline")

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
        ingest: reads files into the case (:data:`viz.intake.Ingest`); without it, or on a case that is open
            for reading only, nothing can be added from the page. ``app.server.extensions["intake"]`` is then
            the :class:`~viz.intake.Intake` to be closed before the case is.
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
            writer.layout(),
            header.layout(name, adding=adding),
            html.Main(
                [
                    filters.layout(),
                    html.Div(className="split across", **attributes(data_split="rail")),
                    html.Div(
                        [
                            html.Section(
                                [centre.layout(), link_chart.layout(), place_map.layout(), table.layout()],
                                className="upper",
                                **attributes(aria_label="Link chart, map and table"),
                            ),
                            html.Div(className="split down", **attributes(data_split="timeline")),
                            timeline.layout(),
                        ],
                        className="centre",
                    ),
                    html.Div(className="split across", **attributes(data_split="panel")),
                    panel.layout(),
                ],
                className="frame",
            ),
            decisions.layout(),
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

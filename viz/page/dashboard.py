"""The page put together: layout, callbacks, assets and the server's manners."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from dash import Dash, html, set_props
from dash.development.base_component import Component
from flask import Response

from viz.chart.view import VIEW as CHART
from viz.decisions.view import VIEW as DECISIONS
from viz.evidence.originals import register_originals
from viz.evidence.view import VIEW as PANEL
from viz.export.view import VIEW as EXPORT
from viz.filters.view import VIEW as FILTERS
from viz.intake.jobs import Ingest, Intake
from viz.intake.view import register_intake
from viz.kit import ids
from viz.kit.components import attributes, steady
from viz.kit.security import harden
from viz.kit.shared_answers import share_answers
from viz.kit.theme import draw_css
from viz.map.view import VIEW as MAP
from viz.page.header import VIEW as HEADER
from viz.page.tabs import make_tabs
from viz.state.registry import PageView, Setting
from viz.state.view import make_state
from viz.table.view import VIEW as TABLE
from viz.timeline.view import VIEW as TIMELINE

if TYPE_CHECKING:
    from nlp.case import Case

log = logging.getLogger("dateline")

VIEWS: tuple[PageView, ...] = (HEADER, FILTERS, CHART, TABLE, MAP, TIMELINE, PANEL, EXPORT, DECISIONS)
"""All views. A view is one folder and one line here: its tab, pane, stores and callbacks follow from it."""

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
    case: Case,
    *,
    title: str | None = None,
    hosts: Iterable[str] = (),
    ingest: Ingest | None = None,
    suffixes: Callable[[], Iterable[str]] = tuple,
    views: Sequence[PageView] = VIEWS,
) -> Dash:
    """Return the dashboard of an open case; ``app.server`` is its WSGI application.

    Args:
        case: what to show. It is read, and must stay open as long as the dashboard serves.
        title: shown in the header and the browser's tab; the case's name without it.
        hosts: host names under which the server may be asked, beside localhost and addresses.
        ingest: reads files into the case (:data:`viz.intake.jobs.Ingest`); without it, or on a case that is
            open for reading only, nothing can be added from the page. ``app.server.extensions["intake"]`` is
            then the :class:`~viz.intake.jobs.Intake` to be closed before the case is.
        suffixes: gives the endings of the files that ``ingest`` reads; others are refused by the page. None
            says that this is not known, and none is refused.
        views: what the page is made of.
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
    whole = (make_state(all_views := (*views, make_tabs(views))), *all_views)
    setting = Setting(title=name, writable=not case.read_only, adding=adding)
    app.layout = build_layout(whole, setting)
    shared = share_answers(case)
    for view in whole:
        view.register(app, shared)
    if ingest is not None and adding:
        intake = app.server.extensions["intake"] = Intake(case, ingest, suffixes=suffixes)
        register_intake(app, intake, hosts=hosts)
    register_originals(app, case, hosts=hosts)
    harden(app, hosts=hosts)
    return app


def build_layout(views: Sequence[PageView], setting: Setting) -> Component:
    """The page: header, filter rail, tabs above timeline, panel; splitters between them.

    A page that is not ``writable`` shows no button that would change the case.
    """

    def at(*places: str) -> list[Any]:
        drawn = (view.layout(setting) for place in places for view in views if view.place == place)
        return [one for one in drawn if one is not None]

    page = html.Div(
        [
            draw_skips(),
            *at("hidden", "top"),
            html.Main(
                [
                    *at("rail"),
                    html.Div(className="split across", **attributes(data_split="rail")),
                    html.Div(
                        [
                            html.Section(
                                at("tabs", "centre"),
                                className="upper",
                                **attributes(aria_label="Link chart, map and table"),
                            ),
                            html.Div(className="split down", **attributes(data_split="timeline")),
                            *at("below"),
                        ],
                        className="centre",
                    ),
                    html.Div(className="split across", **attributes(data_split="panel")),
                    *at("panel"),
                ],
                className="frame",
            ),
            *at("over"),
        ],
        id="page",
        **(attributes(data_writable="yes") if setting.writable else {}),
    )
    return steady(page)


def draw_skips() -> html.Nav:
    """Links, seen when the keyboard reaches them, past the filters to the parts of the page."""
    ways = {
        "To the chart, table and map": "#centre",
        "To the timeline": ".timeline-pane",
        "To the evidence": "#panel",
        "To the filters": ".rail",
    }
    return html.Nav(
        [
            html.Button(words, type="button", className="skip", **attributes(data_local="skip", data_to=to))
            for words, to in ways.items()
        ],
        **attributes(aria_label="Parts of the page"),
    )


def _assets() -> str:
    from importlib.resources import files

    return str(files("viz") / "assets")


def _report(error: Exception) -> None:
    """Tell the reader that a part could not be drawn; the log has the rest."""
    log.error("a part of the page could not be drawn\n%s", "".join(traceback.format_exception(error)))
    text = f"A part of the page could not be drawn ({type(error).__name__}). The case file is unharmed."
    set_props(ids.BANNER, {"children": [html.Span(text), html.A("Reload", href="")]})

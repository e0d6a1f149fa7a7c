"""The recipe for a view, followed; what a click sends; and a page that is the same from run to run."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from dash import Dash, Output, html
from flask.testing import FlaskClient

from nlp.case import Case
from tests.factories import make_case
from tests.viz.page.test_dashboard import ask
from tests.viz.text import walk
from viz.kit import ids
from viz.page.dashboard import VIEWS, build_dashboard
from viz.page.keys import KEYS, draw_keys
from viz.state.registry import PageView, Setting, part_id, part_input, part_of, while_seen
from viz.state.state import read_state

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    with make_case(tmp_path_factory.mktemp("case") / "story.case") as made:
        yield made


class Page:
    """A page without a browser: what it would ask after a click, and how many bytes it would get."""

    def __init__(self, app: Dash) -> None:
        self.app = app
        self.client: FlaskClient = app.server.test_client()
        self.values: dict[str, Any] = {f"{ids.THEME}.data": "light", f"{ids.URL}.search": ""}
        self.sent: dict[str, int] = {}

    def send(self, name: str, value: Any) -> None:
        """Set ``name`` and run every callback of the server that this leads to."""
        self.values[name] = value
        self.sent = {}
        waiting = [name]
        while waiting:
            changed = waiting.pop(0)
            for output, callback in self.app.callback_map.items():
                names = [f"{one['id']}.{one['property']}" for one in callback["inputs"]]
                if changed in names and "callback" in callback:
                    waiting += self._run(output, callback, changed)

    def _run(self, output: str, callback: dict[str, Any], changed: str) -> list[str]:
        def given(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
            return [{**one, "value": self.values.get(f"{one['id']}.{one['property']}")} for one in entries]

        answer = ask(self.client, output, given(callback["inputs"]), changed, given(callback["state"]))
        if answer.status_code == 204:
            return []
        found = []
        for ident, props in answer.get_json()["response"].items():
            for prop, value in props.items():
                self.values[f"{ident}.{prop}"] = value
                self.sent[f"{ident}.{prop}"] = len(json.dumps(value))
                found.append(f"{ident}.{prop}")
        return found


def test_switching_a_tab_of_the_panel_sends_the_panel_alone(case: Case) -> None:
    page = Page(build_dashboard(case))
    page.send(f"{ids.URL}.search", "")
    whole = sum(page.sent.values())
    page.send(f"{ids.INTENT}.data", {"do": "view", "field": "panel", "value": "decisions"})
    own = {f"{ids.STATE}.data", f"{ids.URL}.search", f"{part_id('panel')}.data"}
    assert set(page.sent) == {*own, f"{ids.PANEL_TABS}.children", f"{ids.PANEL_TREE}.data"}
    assert sum(page.sent.values()) < 6_000 < whole / 3


def test_a_selected_event_sends_neither_rail_nor_chart(case: Case) -> None:
    page = Page(build_dashboard(case))
    page.send(f"{ids.URL}.search", "")
    event = case.events(limit=1)[0].id
    page.send(f"{ids.INTENT}.data", {"do": "select", "kind": "event", "ref": event})
    assert not {name for name in page.sent if name.startswith((ids.RAIL_TREE, "chart", ids.OVERVIEW))}
    assert f"{ids.PANEL_TREE}.data" in page.sent


def test_a_view_is_added_by_one_entry_of_the_list(case: Case) -> None:
    def layout(setting: Setting) -> html.Div:
        return html.Div(html.P(id="digest-words"), id="digest-pane", className="pane", hidden=True)

    def register(app: Dash, asked: Case) -> None:
        @app.callback(Output("digest-words", "children"), part_input("digest"))
        def show(data: str) -> str:
            return f"{asked.overview(read_state(data).query).events} events"

    digest = PageView(
        name="digest",
        place="centre",
        title="Digest",
        layout=layout,
        register=register,
        parts={"digest": while_seen("digest", part_of("query"))},
    )
    page = Page(build_dashboard(case, views=(*VIEWS, digest)))
    page.send(f"{ids.URL}.search", "?centre=digest")
    assert page.values["digest-words.children"] == f"{case.overview().events} events"
    assert page.values["digest-pane.hidden"] is False
    assert page.values["chart-pane.hidden"] is True
    assert "Digest" in json.dumps(page.values[f"{ids.CENTRE}.children"])
    page.send(f"{ids.INTENT}.data", {"do": "view", "field": "centre", "value": "chart"})
    assert page.values["digest-pane.hidden"] is True


def test_the_layout_is_the_same_from_run_to_run() -> None:
    code = (
        "import plotly, json\n"
        "from viz.page.dashboard import VIEWS, build_layout\n"
        "from viz.page.tabs import make_tabs\n"
        "from viz.state.registry import Setting\n"
        "from viz.state.view import make_state\n"
        "from plotly.utils import PlotlyJSONEncoder\n"
        "import viz.map.view as shown; shown.get_asset_url = lambda path: path\n"
        "views = (*VIEWS, make_tabs(VIEWS))\n"
        "layout = build_layout((make_state(views), *views), Setting(title='x', adding=True))\n"
        "print(json.dumps(layout, cls=PlotlyJSONEncoder))"
    )
    drawn = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(drawn) == 1


def test_no_key_has_two_acts_and_none_that_writes_is_a_plain_letter() -> None:
    keys = [key for group in KEYS.values() for key in group]
    assert len({key.key for key in keys}) == len({key.act for key in keys}) == len(keys)
    writing = {"confirm", "reject", "redate", "merge", "rename", "undo", "redo"}
    assert all("+" in key.key for key in keys if key.act in writing)


def test_the_help_lists_every_key_and_its_act() -> None:
    shown = [part for part in walk(draw_keys(adding=False)) if getattr(part, "data-act", None)]
    acts = {getattr(part, "data-act") for part in shown}
    assert acts == {key.act for group in KEYS.values() for key in group} - {"add"}
    script = "".join(
        path.read_text(encoding="utf-8") for path in sorted((ROOT / "viz" / "assets").rglob("*.js"))
    )
    assert not [
        act for act in acts if not act.startswith("tab-") and f"{act}:" not in script.replace('"', "")
    ]

"""The page put together: ids are laid out, callbacks find theirs, and the server minds its manners."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from dash import Dash
from dash.development.base_component import Component
from flask.testing import FlaskClient

from nlp.case import Case
from tests.factories import make_case
from tests.viz.text import walk
from viz.decisions.buttons import draw_decisions
from viz.filters.rail import draw_rail
from viz.kit import ids
from viz.kit.security import content_policy, is_allowed
from viz.kit.theme import DARK, LIGHT, STANDINGS, TYPES, draw_css
from viz.page.dashboard import VIEWS, build_dashboard
from viz.state.registry import all_parts, part_id
from viz.state.state import State


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    with make_case(tmp_path_factory.mktemp("case") / "story.case") as made:
        yield made


def read_nothing(*_: object) -> Any:
    raise AssertionError("nothing is to be read here")


@pytest.fixture(scope="module")
def app(case: Case) -> Dash:
    return build_dashboard(case, title="A story & <more>", hosts=["analysts.example"], ingest=read_nothing)


@pytest.fixture
def client(app: Dash) -> FlaskClient:
    return app.server.test_client()


def known_ids() -> set[str]:
    return {value for name, value in vars(ids).items() if name.isupper()}


def laid_out(app: Dash, case: Case) -> set[str]:
    rail = draw_rail(case.overview(), State().query, {})
    parts = [*walk(app.layout), *walk(rail), *walk(draw_decisions([], writable=True))]
    return {one.id for one in parts if isinstance(one, Component) and getattr(one, "id", None)}


def test_every_id_is_laid_out(app: Dash, case: Case) -> None:
    assert known_ids() <= laid_out(app, case)


def test_every_callback_finds_its_ids(app: Dash, case: Case) -> None:
    have = laid_out(app, case)
    named = {
        entry["id"]
        for callback in app.callback_map.values()
        for entry in (*callback["inputs"], *callback["state"])
    }
    asked = [key for key, callback in app.callback_map.items() if "callback" in callback]
    outputs = {part.split(".")[0] for key in asked for part in key.strip(".").split("...")}
    assert named <= have
    assert outputs <= have


def test_the_state_has_one_writer(app: Dash) -> None:
    writers = [key for key in app.callback_map if f"{ids.STATE}.data" in key]
    assert len(writers) == 1


def ask(
    client: FlaskClient,
    output: str,
    inputs: list[dict[str, Any]],
    changed: str,
    state: list[dict[str, Any]] | None = None,
) -> Any:
    outputs = [
        dict(zip(("id", "property"), part.split("."), strict=True)) for part in output.strip(".").split("...")
    ]
    body = {
        "output": output,
        "outputs": outputs if len(outputs) > 1 else outputs[0],
        "inputs": inputs,
        "changedPropIds": [changed],
        "state": state or [],
    }
    return client.post("/_dash-update-component", json=body)


@pytest.mark.parametrize(
    "state", ["", "?centre=table&table=entities", "?sel=entity:none", "?type=nothing", "?panel=profile"]
)
def test_every_view_answers_every_state(app: Dash, client: FlaskClient, state: str) -> None:
    values = {
        f"{ids.STATE}.data": state,
        **{f"{part_id(name)}.data": state for name in all_parts(VIEWS)},
        f"{ids.THEME}.data": "dark",
        f"{ids.SEARCH_ASKED}.data": "depot",
        f"{ids.URL}.search": state,
    }
    for output, callback in app.callback_map.items():
        if "callback" not in callback:
            continue
        inputs = [
            {**one, "value": values.get(f"{one['id']}.{one['property']}")} for one in callback["inputs"]
        ]
        kept = [{**one, "value": state} for one in callback["state"]]
        answer = ask(client, output, inputs, f"{inputs[0]['id']}.{inputs[0]['property']}", kept)
        assert answer.status_code in (200, 204), output
        assert b"could not be drawn" not in answer.data, output


def test_markup_of_documents_arrives_as_text(app: Dash, client: FlaskClient) -> None:
    answer = ask(
        client,
        f"{ids.HITS}.children",
        [{"id": ids.SEARCH_ASKED, "property": "data", "value": "raid"}],
        f"{ids.SEARCH_ASKED}.data",
    )
    titles = json.dumps(answer.get_json())
    assert "<script>" in titles  # as a string among children, which React shows as text
    assert "dangerously" not in titles


def test_headers(client: FlaskClient) -> None:
    headers = client.get("/").headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "form-action 'self'" in policy
    assert "unsafe-eval" not in policy
    assert "'unsafe-inline'" not in policy.split("script-src")[1].split(";")[0]
    assert headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost:8050", 200),
        ("127.0.0.1", 200),
        ("analysts.example", 200),
        ("evil.example", 403),
        ("localhost.evil.example", 403),
    ],
)
def test_other_sites_cannot_ask(client: FlaskClient, host: str, status: int) -> None:
    assert client.get("/", headers={"Host": host}).status_code == status


def test_hosts() -> None:
    assert is_allowed("[::1]:8050", set())
    assert not is_allowed("a.example", {"b.example"})
    assert "'sha256-x'" in content_policy(["'sha256-x'"])


def test_nothing_is_fetched_from_outside(client: FlaskClient) -> None:
    page = client.get("/").get_data(as_text=True)
    assert "//" not in page.replace("://localhost", "").split("<body>")[0].replace("</", "")
    assets = Path(__file__).parents[3] / "viz" / "assets"
    for path in assets.rglob("*.*s"):
        assert "http" not in path.read_text(encoding="utf-8"), path.name
        assert "innerHTML" not in path.read_text(encoding="utf-8"), path.name


def contrast(one: str, other: str) -> float:
    def light(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_text_can_be_read(colours: dict[str, str]) -> None:
    mode = "dark" if colours is DARK else "light"
    for ground in ("paper", "surface", "raised", "sunken"):
        for text in ("ink", "muted", "accent"):
            assert contrast(colours[text], colours[ground]) >= 4.5, (text, ground)
    for style in (*TYPES.values(), *STANDINGS.values()):
        assert contrast(getattr(style, mode), colours["surface"]) >= 4.5, style
    assert contrast(colours["ink"], colours["mark"]) >= 4.5


def test_the_stylesheet_has_both_modes() -> None:
    css = draw_css()
    assert css.count("--ink:") == 2
    assert "--type-person:" in css
    assert "--is-denied:" in css

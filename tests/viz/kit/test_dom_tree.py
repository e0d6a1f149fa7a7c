"""Parts sent as plain trees: elements, attributes and text as they are."""

from __future__ import annotations

import pytest
from dash import dcc, html

from viz.kit.components import button
from viz.kit.dom_tree import to_trees


def test_components_become_trees() -> None:
    part = html.Div(
        [
            None,
            "a <b>",
            html.Span(3, className="x", **{"aria-hidden": "true"}),
            [button("go", "open", ref="d")],
        ],
        style={"width": "4%"},
    )
    assert to_trees(part) == [
        [
            "div",
            {"style": {"width": "4%"}},
            "a <b>",
            ["span", {"class": "x", "aria-hidden": "true"}, "3"],
            ["button", {"class": "", "type": "button", "data-do": "open", "data-ref": "d"}, "go"],
        ]
    ]
    assert to_trees(None) == []
    assert to_trees(["x", html.P()]) == ["x", ["p", {}]]


def test_fields_are_plain_inputs() -> None:
    field = dcc.Input(id="f", value="v", debounce=True, autoComplete="off", spellCheck=False)
    assert to_trees(field) == [
        ["input", {"value": "v", "autocomplete": "off", "spellcheck": "false", "id": "f"}]
    ]


def test_what_needs_dash_is_refused() -> None:
    with pytest.raises(TypeError, match="Graph cannot be drawn without Dash"):
        to_trees(html.Div(dcc.Graph()))

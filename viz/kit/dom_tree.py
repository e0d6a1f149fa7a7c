"""Components as a plain tree, for parts with thousands of elements.

Dash keeps a subscription for every component and visits them all on every change; the evidence of a busy
actor has thousands of marked words. Such parts are sent as ``[tag, attributes, child, ...]`` and built in
the browser (``assets/0-kit/dom-tree.js``) with createElement and text nodes: no markup is ever read.
"""

from __future__ import annotations

from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

Tree = str | list[Any]
_NAMES = {
    "className": "class",
    "htmlFor": "for",
    "tabIndex": "tabindex",
    "autoComplete": "autocomplete",
    "spellCheck": "spellcheck",
}
_PASSED = {
    "id",
    "title",
    "role",
    "type",
    "style",
    "value",
    "placeholder",
    "pattern",
    "open",
    "hidden",
    "disabled",
    *_NAMES,
}


def to_trees(part: Any) -> list[Tree]:
    """The trees of ``part``: a component, text, a list of these, or nothing.

    Raises:
        TypeError: a component that is more than an HTML element or an input, which needs Dash to work.
    """
    if part is None:
        return []
    if isinstance(part, list | tuple):
        return [tree for one in part for tree in to_trees(one)]
    if not isinstance(part, Component):
        return [str(part)]
    return [[_tag(part), _attributes(part), *to_trees(getattr(part, "children", None))]]


def _tag(part: Component) -> str:
    if isinstance(part, dcc.Input):
        return "input"
    if type(part).__module__.startswith(html.__name__):
        return type(part).__name__.lower()
    raise TypeError(f"{type(part).__name__} cannot be drawn without Dash")


def _attributes(part: Component) -> dict[str, Any]:
    given = part.to_plotly_json()["props"]  # type: ignore[no-untyped-call]
    return {
        _NAMES.get(name, name): str(value).lower() if isinstance(value, bool) else value
        for name, value in sorted(given.items())
        if value is not None and (name in _PASSED or name.startswith(("data-", "aria-")))
    }

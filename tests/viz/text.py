"""What a reader would read of components: their text, and the intents they carry."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dash.development.base_component import Component


def walk(part: Any) -> Iterator[Any]:
    """All components and strings in ``part``, depth first."""
    if isinstance(part, list | tuple):
        for one in part:
            yield from walk(one)
    elif part is not None:
        yield part
        if isinstance(part, Component):
            yield from walk(getattr(part, "children", None))


def text_of(part: Any) -> str:
    """The text of ``part`` run together."""
    return "".join(str(one) for one in walk(part) if not isinstance(one, Component))


def intents_of(part: Any) -> list[dict[str, Any]]:
    """What clicks in ``part`` would send."""
    found = []
    for one in walk(part):
        given = one.to_plotly_json()["props"] if isinstance(one, Component) else {}
        if "data-do" in given:
            found.append({key[5:]: value for key, value in given.items() if key.startswith("data-")})
    return found


def having(part: Any, css: str) -> list[Component]:
    """Components in ``part`` with this CSS class."""
    return [
        one
        for one in walk(part)
        if isinstance(one, Component) and css in str(getattr(one, "className", "") or "").split()
    ]

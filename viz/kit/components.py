"""Small page parts that every view uses. Text of documents only ever becomes children: text, never markup.

What is clickable carries ``data-do`` and its arguments as ``data-*`` attributes; one listener in
``assets/0-kit/app.js`` turns a click into an intent, so no part needs a callback of its own.
"""

from __future__ import annotations

from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from nlp.query import EventRow
from viz.kit.theme import STANDINGS, type_style
from viz.kit.wording import standing

Children = Component | str | None | list[Any]


def attributes(**values: str | int) -> dict[str, Any]:
    """HTML attributes whose names have hyphens: ``aria_label="..."`` for ``aria-label``."""
    return {name.replace("_", "-"): str(value) for name, value in values.items()}


def steady(whole: Component) -> Component:
    """``whole`` with the data-* and aria-* attributes of all its parts in the order of their names.

    Dash keeps them in the order of a set, which differs from run to run.
    """
    parts = [whole, *whole._traverse()]  # type: ignore[no-untyped-call]
    for part in parts:
        if isinstance(part, Component):
            own = vars(part)
            for name in sorted(name for name in own if name.startswith(("data-", "aria-"))):
                own[name] = own.pop(name)
    return whole


def doing(verb: str, **arguments: str | int) -> dict[str, Any]:
    """The attributes that make a part send the intent ``verb`` with ``arguments`` when it is clicked."""
    return {"data-do": verb, **{f"data-{name}": str(value) for name, value in arguments.items()}}


def button(
    children: Children,
    verb: str,
    *,
    css: str = "",
    title: str | None = None,
    pressed: bool | None = None,
    **arguments: str | int,
) -> html.Button:
    """A button that sends an intent. ``pressed`` marks toggles for assistive technology."""
    more: dict[str, Any] = doing(verb, **arguments)
    if pressed is not None:
        more["aria-pressed"] = str(pressed).lower()
    return html.Button(children, className=css, title=title, type="button", **more)


def icon(entity_type: str) -> html.Span:
    """The icon of an entity type, in its colour."""
    style = type_style(entity_type)
    return html.Span(
        className=f"icon icon-{style.icon} t-{entity_type.lower()}", **attributes(aria_hidden="true")
    )


def badge(said: str) -> html.Span:
    """How firmly it is said: a word, with its mark and colour."""
    return html.Span(STANDINGS[said].word, className=f"badge is-{said}")


def typing_field(asked: str, label: str, hint: str, *, wait: int = 150) -> html.Div:
    """A search field that the browser owns: letters jump in one that answers are written into.

    Args:
        asked: id of the store that gets what was typed, "NAME-asked"; the field's own id is NAME.
        label: for screen readers.
        hint: shown while it is empty.
        wait: milliseconds that the hand rests before it is asked.
    """
    return html.Div(
        dcc.Store(id=asked),
        className="typed",
        **attributes(
            data_typed=asked.removesuffix("-asked"), data_label=label, data_hint=hint, data_wait=wait
        ),
    )


def event_badge(event: EventRow) -> html.Span:
    """The badge of an event's standing."""
    return badge(standing(event))


def note(children: Children, css: str = "") -> html.P:
    """A quiet line of explanation."""
    return html.P(children, className=f"note {css}".strip())


def empty(title: str, text: str, *actions: Component) -> html.Div:
    """A designed nothing: what is not there, why, and what to do about it."""
    return html.Div(
        [html.H3(title), html.P(text), html.Div(list(actions), className="actions")],
        className="empty",
        role="status",
    )


def nothing_matches() -> html.Div:
    """The empty state of a query without results."""
    return empty(
        "Nothing matches",
        "No event of this case fits all the filters that are set.",
        button("Clear all filters", "clear", css="primary"),
    )


def segmented(label: str, field: str, current: str, options: dict[str, str]) -> html.Div:
    """A row of exclusive choices for one field of the view."""
    return html.Div(
        [
            html.Span(label, className="seg-label") if label else None,
            *(
                button(word, "view", field=field, value=value, pressed=value == current, css="seg")
                for value, word in options.items()
            ),
        ],
        className="segmented",
        role="group",
        **attributes(aria_label=label or field),
    )

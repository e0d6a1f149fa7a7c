"""Parts of dialogs as plain trees (:mod:`viz.kit.dom_tree`): what asks for input, built without Dash.

A form says in its attributes what it decides: ``data-kind`` and ``data-targets``;
``assets/6-decisions/dialogs.js`` adds what was typed, ticked or chosen and sends it. All text becomes text
nodes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from viz.kit.dom_tree import Tree, to_trees

_NAMES = {"css": "class", "for_": "for", "type_": "type"}


def element(tag: str, *children: Any, **attributes: str | int | bool | None) -> list[Any]:
    """One element. Children are trees of this module, Dash components, text, or None; attributes are named as
    in Python (``aria_label``, ``css`` for class); None and False leave one out, True sets it empty."""
    given = {
        _NAMES.get(name, name.replace("_", "-")): "" if value is True else str(value)
        for name, value in attributes.items()
        if value is not None and value is not False
    }
    return [tag, given, *(tree for child in children for tree in _trees(child))]


def _trees(child: Any) -> Sequence[Tree]:
    if (
        isinstance(child, list)
        and len(child) > 1
        and isinstance(child[0], str)
        and isinstance(child[1], dict)
    ):
        return [child]
    if isinstance(child, list | tuple):
        return [tree for one in child for tree in _trees(one)]
    return to_trees(child)


def form(
    title: str, *children: Any, kind: str, targets: Sequence[str], submit: str, value: str = ""
) -> list[Any]:
    """A whole dialog: heading, parts, a place for errors, and the buttons.

    ``submit`` is the deed's word; ``value`` goes with the decision where no field gives one.
    """
    return element(
        "form",
        element("h2", title, id="write-title"),
        *children,
        error_line(),
        element(
            "div",
            element("button", submit, type_="submit", css="primary"),
            closing("Cancel"),
            css="form-actions",
        ),
        data_kind=kind,
        data_targets="~".join(targets),
        data_value=value or None,
        novalidate=True,
    )


def page(title: str, *children: Any) -> list[Any]:
    """A dialog that only shows or leads on: it has nothing to send."""
    return element(
        "div",
        element("h2", title, id="write-title"),
        *children,
        error_line(),
        element("div", closing("Close"), css="form-actions"),
    )


def error_line() -> list[Any]:
    """Where the answer says what was wrong; read out when it is filled."""
    return element("p", css="form-error", role="alert")


def closing(word: str) -> list[Any]:
    """A button that closes the dialog."""
    return element("button", word, type_="button", css="quiet", data_write="close")


def field(label: str, name: str, *, value: str = "", hint: str = "", **more: str | int | bool) -> list[Any]:
    """A labelled line of text, with a hint below that assistive technology reads with it."""
    hinted = f"write-{name}-hint" if hint else None
    return element(
        "div",
        element("label", label, for_=f"write-{name}"),
        element(
            "input",
            id=f"write-{name}",
            name=name,
            value=value,
            type_="text",
            autocomplete="off",
            spellcheck="false",
            aria_describedby=hinted,
            **more,
        ),
        element("p", hint, css="note", id=hinted) if hint else None,
        css="field",
    )


def tick(label: Any, *, name: str, value: str, checked: bool = False) -> list[Any]:
    """A tick box and what it stands for."""
    box = element("input", type_="checkbox", name=name, value=value, checked=checked)
    return element("label", box, element("span", label, css="ticked"), css="tick")


def finder(label: str, *, what: str, form: str, targets: Sequence[str], options: Sequence[Any]) -> list[Any]:
    """A field that finds entities or events (``what``) as one types; choosing one leads on to ``form``.

    ``options`` are what it offers before anything is typed. The roles are of the ARIA combobox pattern.
    """
    return element(
        "div",
        element("label", label, for_="write-find"),
        element(
            "input",
            id="write-find",
            type_="search",
            role="combobox",
            autocomplete="off",
            spellcheck="false",
            aria_autocomplete="list",
            aria_expanded="true",
            aria_controls="write-found",
            data_find=what,
            data_form=form,
            data_targets="~".join(targets),
        ),
        element("ul", *options, id="write-found", role="listbox", css="found", aria_label=label),
        css="field finder",
    )


def option(ref: str, *children: Any) -> list[Any]:
    """One row of what a finder found."""
    return element(
        "li",
        *children,
        id=f"found-{ref}",
        role="option",
        css="row story",
        data_ref=ref,
        aria_selected="false",
    )

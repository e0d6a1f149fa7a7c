"""The dialogs about entities: merge, keep apart, rename, retype, hide."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from nlp.query import EntityRow
from viz.kit.components import icon
from viz.kit.dialog_fields import element, field, finder, form, option, page
from viz.kit.theme import TYPES, type_style
from viz.kit.wording import count_of


def draw_entity_option(row: EntityRow) -> list[Any]:
    """An entity among those found."""
    return option(row.id, *_entity(row))


def draw_entity(row: EntityRow) -> list[Any]:
    """An entity on a line of its own: icon, name, type and counts."""
    return element("div", *_entity(row), css="story chosen-one")


def _entity(row: EntityRow) -> list[Any]:
    others = [name for name in row.aliases if name != row.name][:3]
    return [
        element("span", icon(row.type), " ", row.name, css="headline"),
        element("span", type_style(row.type).word, css="kind"),
        element(
            "span",
            f"{count_of(row.mentions, 'mention')} in {count_of(row.documents, 'report')}, "
            f"{count_of(row.events, 'event')}",
            f" · also {', '.join(others)}" if others else None,
            css="sub",
        ),
    ]


def draw_picking(one: EntityRow, others: Sequence[EntityRow], *, kind: str) -> list[Any]:
    """The first step of a merge or a keeping apart: which other entity is meant."""
    title = f"Merge {one.name} with…" if kind == "merge" else f"Keep {one.name} apart from…"
    return page(
        title,
        draw_entity(one),
        finder(
            "Find the other one",
            what="entity",
            form="merge" if kind == "merge" else "apart",
            targets=[one.id],
            options=[draw_entity_option(row) for row in others],
        ),
    )


def draw_merge(rows: Sequence[EntityRow]) -> list[Any]:
    """The second step of a merge: what will happen."""
    mentions, documents = sum(row.mentions for row in rows), sum(row.documents for row in rows)
    types = list(dict.fromkeys(type_style(row.type).word.lower() for row in rows))
    return form(
        f"Merge {_names(rows)}?",
        *map(draw_entity, rows),
        element(
            "p",
            f"They become one entity with {count_of(mentions, 'mention')} in "
            f"up to {count_of(documents, 'report')}. It goes by the name that is fullest and most "
            "used; every other name stays as an alias, and reports read later follow.",
        ),
        element("p", f"They are of different types: {', '.join(types)}.", css="warn")
        if len(types) > 1
        else None,
        kind="merge",
        targets=[row.id for row in rows],
        submit="Merge",
    )


def draw_apart(rows: Sequence[EntityRow]) -> list[Any]:
    """The second step of keeping apart: what will happen."""
    return form(
        f"Keep {_names(rows)} apart?",
        *map(draw_entity, rows),
        element("p", "They stay different entities, however alike their names are, in later reports too."),
        kind="keep apart",
        targets=[row.id for row in rows],
        submit="Keep apart",
    )


def draw_rename(row: EntityRow) -> list[Any]:
    """A new name for an entity; its other names are offered."""
    return form(
        f"Rename {row.name}",
        field(
            "Name",
            "value",
            value=row.name,
            hint="How it is shown everywhere. The names in the reports stay as they are.",
            maxlength=200,
            required=True,
        ),
        element(
            "div",
            element("span", "It is also called", css="note"),
            *(
                element("button", name, type_="button", css="chip", data_fill=name)
                for name in row.aliases[:12]
                if name != row.name
            ),
            css="chips",
        )
        if any(name != row.name for name in row.aliases)
        else None,
        kind="rename",
        targets=[row.id],
        submit="Rename",
    )


def draw_retype(row: EntityRow) -> list[Any]:
    """Another type for an entity."""
    return form(
        f"What is {row.name}?",
        element(
            "div",
            *(
                element(
                    "label",
                    element("input", type_="radio", name="value", value=kind, checked=kind == row.type),
                    icon(kind),
                    element("span", style.word),
                    css="tick",
                )
                for kind, style in TYPES.items()
            ),
            css="choices",
            role="radiogroup",
            aria_labelledby="write-title",
        ),
        kind="retype",
        targets=[row.id],
        submit="Change type",
    )


def draw_hide(row: EntityRow) -> list[Any]:
    """Whether to hide an entity."""
    return form(
        f"Hide {row.name}?",
        draw_entity(row),
        element(
            "p",
            "It goes from the chart, the lists and the search. Its events stay, and so does the text of the "
            "reports. Undo brings it back.",
        ),
        kind="hide",
        targets=[row.id],
        submit="Hide",
    )


def _names(rows: Sequence[EntityRow]) -> str:
    names = [row.name for row in rows]
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)

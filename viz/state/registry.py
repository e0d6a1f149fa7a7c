"""What a view is to the page: where it stands, what it is drawn from, how it is wired.

The page is built from one list of views (``VIEWS`` in :mod:`viz.page.dashboard`); the state is handed to each
in the parts that it names, so that a change of one part reaches only the views that are drawn from it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from dash import Dash, Input
from dash.development.base_component import Component

from viz.state.state import State, View, write_state

if TYPE_CHECKING:
    from nlp.case import Case

PLACES = ("hidden", "top", "rail", "tabs", "centre", "below", "panel", "over")
"""Where a view can stand: unseen, header, rail at the left, row of tabs, a tab's pane, below these, panel at
the right, over all."""
Part = Callable[[State], State]


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What the page is made for: the case's name, whether it may be written to and added to."""

    title: str = ""
    writable: bool = True
    adding: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PageView:
    """One view of the page.

    ``name`` is its tab's in the URL and, with "-pane" behind it, the id of its pane; ``title`` the word on
    its tab. ``place`` is one of PLACES. ``parts`` are named parts of the state: a callback that takes
    ``Input(part_id(name), "data")`` runs when that part changes and at no other time.
    """

    name: str
    place: str
    layout: Callable[[Setting], Component | None]
    register: Callable[[Dash, Case], None]
    title: str = ""
    parts: Mapping[str, Part] = field(default_factory=dict)


def part_id(name: str) -> str:
    """The id of the store that holds a part of the state."""
    return f"state-{name}"


def part_input(name: str) -> Input:
    """A callback's input: the part of the state of that name, as a query string for ``read_state``."""
    return Input(part_id(name), "data")


def part_of(*names: str, held: str = "") -> Part:
    """A part of the state: "query", "selection", "entities" (a selection of entities alone) and fields of the
    view by name; of a view that can be held (``held``) also what it was held at."""
    wanted = frozenset(names)
    fields = wanted - {"query", "selection", "entities"}

    def take(state: State) -> State:
        plain = State()
        kept = {name: getattr(state.view, name) for name in fields}
        if held:
            kept["held"] = tuple(pair for pair in state.view.held if pair[0] == held)
        chosen = "selection" in wanted or ("entities" in wanted and state.selection.entities)
        return replace(
            plain,
            query=state.query if "query" in wanted else plain.query,
            selection=state.selection if chosen else plain.selection,
            view=View(**kept),
        )

    return take


def while_seen(centre: str, part: Part) -> Part:
    """``part`` while the tab ``centre`` is seen; nothing else than that it is not, while not."""

    def take(state: State) -> State:
        if state.view.centre != centre:
            return State(view=View(centre="none"))
        shown = part(state)
        return replace(shown, view=replace(shown.view, centre=centre))

    return take


def is_seen(state: State, centre: str) -> bool:
    """Whether a part made by :func:`while_seen` is of a tab that is seen."""
    return state.view.centre == centre


def changed_parts(parts: Mapping[str, Part], before: State | None, now: State) -> dict[str, str]:
    """The written form of each part of ``now`` that is another than ``before``; all without a before."""
    written = {name: write_state(part(now)) for name, part in parts.items()}
    if before is None:
        return written
    return {name: text for name, text in written.items() if text != write_state(parts[name](before))}


def all_parts(views: Sequence[PageView]) -> dict[str, Part]:
    """The parts of all views by name.

    Raises:
        ValueError: two views name a part alike, or a view a place that the page doesn't have.
    """
    found: dict[str, Part] = {}
    for view in views:
        if view.place not in PLACES:
            raise ValueError(f"view {view.name!r}: no place {view.place!r} on the page")
        for name, part in view.parts.items():
            if name in found:
                raise ValueError(f"view {view.name!r}: another view has a part {name!r} already")
            found[name] = part
    return found

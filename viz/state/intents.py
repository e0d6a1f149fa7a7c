"""What a reader does to the page: small messages from the browser, each turned into the next state.

A message is a JSON object ``{"do": verb, ...}``. The browser sends them (``assets/``), the single writer
applies them. Messages are input from outside: one that makes no sense leaves the state as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from nlp.query import Query
from viz.kit.time_axis import read_window
from viz.state.state import (
    FOLLOWING,
    GROUPS,
    LANES,
    LIMITS,
    PANELS,
    SELECTABLE,
    SIZES,
    TABLES,
    Selection,
    State,
    read_centre,
    read_day,
    write_state,
)

TOGGLED = ("entity_types", "event_types", "sources", "statuses", "entities", "documents")
LONGEST_OFFSET = 10  # digits
_VIEWS = {
    "panel": PANELS,
    "lanes": LANES,
    "table": TABLES,
    "size": SIZES,
    "groups": GROUPS,
}
Intent = Mapping[str, Any]


def apply_intent(state: State, intent: Intent | None) -> State:
    """Return the state after ``intent``; ``state`` itself where the intent is empty or unknown."""
    verb = _VERBS.get(str((intent or {}).get("do")))
    return verb(state, intent) if verb and intent else state


def _select(state: State, intent: Intent) -> State:
    kind, ref = str(intent.get("kind", "")), str(intent.get("ref", ""))
    if kind not in SELECTABLE or not ref:
        return replace(state, selection=Selection())
    stay = state.view.panel == "document" and intent.get("from") == "document"
    panel = (
        "document"
        if stay
        else "profile"
        if state.view.panel == "profile" and kind == "entity"
        else "evidence"
    )
    return replace(state, selection=Selection(kind=kind, ref=ref), view=replace(state.view, panel=panel))


def _clear(state: State, intent: Intent) -> State:
    return replace(state, query=Query(), selection=Selection(), view=replace(state.view, panel="evidence"))


def _deselect(state: State, intent: Intent) -> State:
    return replace(state, selection=Selection(), view=replace(state.view, panel="evidence"))


def _toggle(state: State, intent: Intent) -> State:
    name, value = str(intent.get("field", "")), str(intent.get("value", ""))
    if name not in TOGGLED or (not value and name != "sources"):
        return state
    have: tuple[str, ...] = getattr(state.query, name)
    change: dict[str, Any] = {name: tuple(v for v in have if v != value) if value in have else (*have, value)}
    return replace(state, query=replace(state.query, **change))


def _rejected(state: State, intent: Intent) -> State:
    """Show what an analyst rejected as well, or no longer."""
    return replace(state, query=replace(state.query, rejected=not state.query.rejected))


def _unset(state: State, intent: Intent) -> State:
    name = str(intent.get("field", ""))
    if name not in (*TOGGLED, "text", "period", "as_of"):
        return state
    return replace(state, query=replace(state.query, **{name: getattr(Query(), name)}))


def _period(state: State, intent: Intent) -> State:
    old = state.query.period or (None, None)
    start = read_day(str(intent.get("start", old[0]))[:10])
    end = read_day(str(intent.get("end", old[1]))[:10])
    start, end = start or end, end or start
    period = (min(start, end), max(start, end)) if start and end else None
    return replace(state, query=replace(state.query, period=period), view=replace(state.view, window=""))


def _as_of(state: State, intent: Intent) -> State:
    return replace(state, query=replace(state.query, as_of=read_day(str(intent.get("day", ""))[:10])))


def _window(state: State, intent: Intent) -> State:
    """Zoom the timeline to a stretch, which filters nothing; without one, back to all of the query."""
    text = str(intent.get("to", ""))
    return replace(state, view=replace(state.view, window=text if read_window(text) else ""))


def _text(state: State, intent: Intent) -> State:
    return replace(state, query=replace(state.query, text=str(intent.get("value") or "").strip()[:200]))


def _view(state: State, intent: Intent) -> State:
    name, value = str(intent.get("field", "")), intent.get("value")
    if name == "limit" and str(value) in map(str, LIMITS):
        return replace(state, view=replace(state.view, limit=int(str(value))))
    if name == "centre" and read_centre(str(value)):
        return replace(state, view=replace(state.view, centre=str(value)))
    if value in _VIEWS.get(name, ()):
        change: dict[str, Any] = {name: value}
        return replace(state, view=replace(state.view, **change))
    return state


def _expand(state: State, intent: Intent) -> State:
    return replace(state, view=replace(state.view, expanded=_flip(state.view.expanded, intent)))


def _conceal(state: State, intent: Intent) -> State:
    """Take an entity, or several ("a~b"), out of the chart and the selection; without one, bring all back."""
    refs = [one for one in str(intent.get("ref", "")).split("~") if one]
    now = tuple(dict.fromkeys((*state.view.hidden, *refs))) if refs else ()
    view = replace(state.view, hidden=now, around="" if state.view.around in now else state.view.around)
    shown = replace(state, view=view)
    return _deselect(shown, intent) if set(state.selection.entities) & set(refs) else shown


def _around(state: State, intent: Intent) -> State:
    """Keep the chart to one entity and its neighbours; the same again, or none, to all of the query."""
    ref = str(intent.get("ref", ""))
    return replace(state, view=replace(state.view, around="" if ref == state.view.around else ref))


def _hold(state: State, intent: Intent) -> State:
    """Have a view go on showing what it shows now; the same again has it follow."""
    name, have = str(intent.get("view", "")), dict(state.view.held)
    if name not in FOLLOWING:
        return state
    if name in have:
        del have[name]
    else:
        plain = replace(state, selection=Selection(), view=replace(state.view, held=()))
        have[name] = write_state(plain)
    return replace(state, view=replace(state.view, held=tuple(sorted(have.items()))))


def _flip(have: tuple[str, ...], intent: Intent) -> tuple[str, ...]:
    ref = str(intent.get("ref", ""))
    return have if not ref else tuple(one for one in have if one != ref) if ref in have else (*have, ref)


def _moved(state: State, intent: Intent) -> State:
    """Follow entities whose ids have changed: "old=new~old=new", without a new one where it is gone."""
    pairs = (one.partition("=") for one in str(intent.get("ids", "")).split("~"))
    now = {old: new for old, _, new in pairs if old}
    if not now:
        return state

    def follow(refs: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(new for ref in refs if (new := now.get(ref, ref))))

    view, selection = state.view, state.selection
    if set(selection.entities) & set(now):
        left = follow(selection.entities)
        whole = selection.kind == "entities" or len(left) == len(selection.entities)
        kind = "entity" if len(left) == 1 else selection.kind if whole else ""
        selection = Selection(kind=kind, ref="~".join(left)) if kind and left else Selection()
    return replace(
        state,
        query=replace(state.query, entities=follow(state.query.entities)),
        selection=selection,
        view=replace(
            view,
            around=now.get(view.around, view.around),
            expanded=follow(view.expanded),
            hidden=follow(view.hidden),
        ),
    )


def _only(state: State, intent: Intent) -> State:
    """Narrow one list of the query to the values "a~b~c", all other filters off."""
    name = str(intent.get("field", ""))
    values = tuple(one for one in str(intent.get("value", "")).split("~") if one)
    if name not in TOGGLED or not values:
        return state
    change: dict[str, Any] = {name: values}
    view = replace(state.view, panel="evidence")
    return replace(state, query=replace(Query(), **change), selection=Selection(), view=view)


def _open(state: State, intent: Intent) -> State:
    ref, at = str(intent.get("ref", "")), str(intent.get("at", ""))
    if not ref:
        return state
    place = int(at) if at.isdecimal() and len(at) <= LONGEST_OFFSET else -1
    return replace(state, view=replace(state.view, panel="document", document=ref, at=place))


_VERBS: dict[str, Callable[[State, Intent], State]] = {
    "select": _select,
    "clear": _clear,
    "deselect": _deselect,
    "toggle": _toggle,
    "rejected": _rejected,
    "unset": _unset,
    "period": _period,
    "window": _window,
    "as_of": _as_of,
    "text": _text,
    "view": _view,
    "expand": _expand,
    "conceal": _conceal,
    "around": _around,
    "hold": _hold,
    "open": _open,
    "moved": _moved,
    "only": _only,
}

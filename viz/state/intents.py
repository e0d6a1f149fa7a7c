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
from viz.state.days import Days, read_days
from viz.state.state import (
    FOLLOWING,
    GROUPS,
    LANES,
    LIMITS,
    PAGE,
    PANELS,
    SELECTABLE,
    SIZES,
    TABLES,
    UNPLACED_BY,
    Selection,
    State,
    read_centre,
    why_not,
    write_state,
)

TOGGLED = ("entity_types", "event_types", "sources", "statuses", "entities", "documents", "names")
EXCLUDED = ("entity_types", "event_types", "sources", "statuses", "names")
LONGEST_OFFSET = 10  # digits
_VIEWS = {
    "panel": PANELS,
    "lanes": LANES,
    "table": TABLES,
    "unplaced": UNPLACED_BY,
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
    return replace(
        state, query=PAGE, selection=Selection(), view=replace(state.view, panel="evidence", wrong="")
    )


def _deselect(state: State, intent: Intent) -> State:
    return replace(state, selection=Selection(), view=replace(state.view, panel="evidence"))


def _toggle(state: State, intent: Intent) -> State:
    name, value = str(intent.get("field", "")), str(intent.get("value", ""))
    if name not in TOGGLED or (not value and name != "sources"):
        return state
    have: tuple[str, ...] = getattr(state.query, name)
    change: dict[str, Any] = {name: tuple(v for v in have if v != value) if value in have else (*have, value)}
    change["excluded"] = tuple(one for one in state.query.excluded if one != f"{name}:{value}")
    return replace(state, query=replace(state.query, **change))


def _exclude(state: State, intent: Intent) -> State:
    """Leave out what has a value of a field; the same again lets it in."""
    name, value = str(intent.get("field", "")), str(intent.get("value", ""))
    if name not in EXCLUDED or (not value and name != "sources"):
        return state
    one, have = f"{name}:{value}", state.query.excluded
    change: dict[str, Any] = {name: tuple(v for v in getattr(state.query, name) if v != value)}
    change["excluded"] = tuple(v for v in have if v != one) if one in have else (*have, one)
    return replace(state, query=replace(state.query, **change))


def _stated(state: State, intent: Intent) -> State:
    """Show only what the text dates, or also what is placed in time by what is around it."""
    return replace(state, query=replace(state.query, placed=not state.query.placed))


def _list(state: State, intent: Intent) -> State:
    """Open one of the table's lists."""
    name = str(intent.get("table", ""))
    if name not in TABLES:
        return state
    return replace(state, view=replace(state.view, centre="table", table=name))


def _rejected(state: State, intent: Intent) -> State:
    """Show what an analyst rejected as well, or no longer."""
    return replace(state, query=replace(state.query, rejected=not state.query.rejected))


def _unset(state: State, intent: Intent) -> State:
    name = str(intent.get("field", ""))
    if name == "wrong":
        return replace(state, view=replace(state.view, wrong=""))
    if name not in (*TOGGLED, "text", "period", "as_of", "published", "excluded"):
        return state
    return replace(state, query=replace(state.query, **{name: getattr(Query(), name)}))


def _period(state: State, intent: Intent) -> State:
    """When events happened: a first and a last day, or either in words; both from one field that names a
    stretch."""
    days = _read_ends(state.query.period, intent)
    if isinstance(days, str):
        return replace(state, view=replace(state.view, wrong=days))
    view = replace(state.view, window="", wrong="")
    return replace(state, query=replace(state.query, period=days), view=view)


def _told(state: State, intent: Intent) -> State:
    """When they were told: days of publication."""
    days = _read_ends(state.query.published, intent)
    if isinstance(days, str):
        return replace(state, view=replace(state.view, wrong=f"told-{days}"))
    return replace(state, query=replace(state.query, published=days), view=replace(state.view, wrong=""))


def _read_ends(have: Days | None, intent: Intent) -> Days | str | None:
    """The days that an intent sets, with the end that it doesn't name as it was; what can't be read as text.

    Of a stretch in one of the fields ("March 2023") both ends are taken where the other field is empty.
    """
    start, end = have or ("", "")
    typed = {name: str(intent[name]).strip() for name in ("start", "end") if name in intent}
    read = {name: read_days(text) for name, text in typed.items() if text}
    for name, found in read.items():
        if found is None:
            return f"{name}:{typed[name][:60]}"
    if "start" in typed:
        start = read["start"][0] if read.get("start") else ""  # type: ignore[index]
    if "end" in typed:
        end = read["end"][1] if read.get("end") else ""  # type: ignore[index]
    if "end" not in typed and not (have and have[1] != have[0]) and read.get("start"):
        end = read["start"][1]  # type: ignore[index]
    if "start" not in typed and not have and read.get("end"):
        start = read["end"][0]  # type: ignore[index]
    start, end = start or end, end or start
    return (min(start, end), max(start, end)) if start and end else None


def _as_of(state: State, intent: Intent) -> State:
    typed = str(intent.get("day", "")).strip()
    found = read_days(typed) if typed else None
    if typed and found is None:
        return replace(state, view=replace(state.view, wrong=f"day:{typed[:60]}"))
    day = found[1] if found else None
    return replace(state, query=replace(state.query, as_of=day), view=replace(state.view, wrong=""))


def _window(state: State, intent: Intent) -> State:
    """Zoom the timeline to a stretch, which filters nothing; without one, back to all of the query."""
    text = str(intent.get("to", ""))
    return replace(state, view=replace(state.view, window=text if read_window(text) else ""))


def _text(state: State, intent: Intent) -> State:
    text = str(intent.get("value") or "").strip()[:200]
    if why_not(text):
        return replace(state, view=replace(state.view, wrong=f"text:{text}"))
    return replace(state, query=replace(state.query, text=text), view=replace(state.view, wrong=""))


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
        query=replace(state.query, entities=follow(state.query.entities), names=follow(state.query.names)),
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
    return replace(state, query=replace(PAGE, **change), selection=Selection(), view=view)


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
    "exclude": _exclude,
    "stated": _stated,
    "list": _list,
    "unset": _unset,
    "period": _period,
    "told": _told,
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

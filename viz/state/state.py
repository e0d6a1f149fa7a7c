"""What the page shows: query, selection and view, as one value and as the URL's query string.

Everything on the page is drawn from a :class:`State`. It has one written form, the query string, which
the store holds and the URL shows, so Back works and a link reproduces the screen. Unknown or damaged
parameters are dropped: a link typed wrong shows the case, not an error.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import Any
from urllib.parse import parse_qsl, urlencode

from nlp.query import Query
from nlp.text.query_language import QueryError, parse_query

SELECTABLE = ("entity", "link", "event", "incident", "document", "entities", "path")
CENTRE = re.compile(r"[a-z][a-z0-9-]{0,30}")  # the name of a view that stands in the centre
PANELS = ("evidence", "document", "profile", "decisions", "undated")
LANES = ("type", "entity", "source", "place")
TABLES = ("events", "entities", "documents", "unplaced")
UNPLACED_BY = ("none", "report", "actor")
LIMITS = (40, 80, 150, 300, 5000)
SIZES = ("events", "links", "between")
GROUPS = ("none", "communities")
FOLLOWING = ("chart", "map", "timeline", "table")
_LISTS = {
    "etype": "entity_types",
    "type": "event_types",
    "source": "sources",
    "status": "statuses",
    "with": "entities",
    "doc": "documents",
    "name": "names",
    "not": "excluded",
}
PAGE = Query(whole=True, placed=True)
"""What the page asks where nothing is filtered: incidents are in or out as a whole, and what no text dates
counts at its place in time."""
_LONGEST = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What is chosen: ``kind`` is one of SELECTABLE or "" for nothing; ``ref`` its id.

    A link and a path have the ids of their ends ("a~b"), several entities those of all ("a~b~c").
    """

    kind: str = ""
    ref: str = ""

    @property
    def entities(self) -> tuple[str, ...]:
        """The ids of the entities that are chosen; () where something else is."""
        return tuple(self.ref.split("~")) if self.kind in ("entity", "link", "entities", "path") else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """How it is looked at: tabs, lanes, how many nodes, whose neighbours are added, what is open.

    ``around`` is the entity whose ego network the chart is kept to, ``hidden`` are entities taken out of the
    picture. ``held`` pairs views of FOLLOWING that were told not to follow with the query string that they
    go on showing.
    """

    centre: str = "chart"
    panel: str = "evidence"
    lanes: str = "type"
    table: str = "events"
    limit: int = LIMITS[0]
    size: str = SIZES[0]
    groups: str = GROUPS[0]
    around: str = ""
    expanded: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    document: str = ""
    at: int = -1  # character of the document to scroll to; -1 is its start
    held: tuple[tuple[str, str], ...] = ()
    window: str = ""  # the stretch that the timeline is zoomed to, "2031-05-06T06..2031-05-07T18"
    unplaced: str = UNPLACED_BY[0]  # how the list of what has no place in time is grouped
    wrong: str = ""  # what was typed into a filter and could not be read, "text:(fire", "start:soon"


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """All that the page is drawn from."""

    query: Query = PAGE
    selection: Selection = field(default_factory=Selection)
    view: View = field(default_factory=View)


def write_state(state: State) -> str:
    """The query string of ``state``: "" for the plain first screen, else "?..."."""
    query, view = state.query, state.view
    pairs = [("q", query.text)] if query.text else []
    for name, attribute in _LISTS.items():
        pairs += [(name, value) for value in getattr(query, attribute)]
    if query.period:
        pairs.append(("period", "..".join(query.period)))
    if query.published:
        pairs.append(("told", "..".join(query.published)))
    if query.as_of:
        pairs.append(("asof", query.as_of))
    if not query.placed:
        pairs.append(("stated", "1"))
    if query.rejected:
        pairs.append(("rejected", "1"))
    if state.selection.kind:
        pairs.append(("sel", f"{state.selection.kind}:{state.selection.ref}"))
    pairs += [(f"hold-{name}", kept) for name, kept in view.held]
    for entry in fields(View):
        if entry.name == "held":
            continue
        value = getattr(view, entry.name)
        if value != entry.default:
            shown = value if isinstance(value, tuple) else (value,)
            pairs += [(_SHORT.get(entry.name, entry.name), str(one)) for one in shown]
    return "?" + urlencode(pairs) if pairs else ""


def read_state(search: str | None) -> State:
    """The state that a query string means. Never raises: what cannot be read is left out."""
    try:
        text = (search or "").removeprefix("?")
        pairs = parse_qsl(text, keep_blank_values=True, max_num_fields=_LONGEST)
    except ValueError:
        pairs = []
    many: dict[str, list[str]] = {}
    for name, value in pairs:
        many.setdefault(name, []).append(value)
    last = {name: values[-1] for name, values in many.items()}
    lists: dict[str, Any] = {one: tuple(dict.fromkeys(many.get(name, ()))) for name, one in _LISTS.items()}
    text, wrong = last.get("q", "")[:_LONGEST], last.get("wrong", "")[:_LONGEST]
    if why_not(text):
        text, wrong = "", f"text:{text}"
    query = Query(
        text=text,
        whole=True,
        placed=last.get("stated") != "1",
        period=_read_period(last.get("period", "")),
        published=_read_period(last.get("told", "")),
        as_of=read_day(last.get("asof", "")),
        rejected=last.get("rejected") == "1",
        **lists,
    )
    kind, _, ref = last.get("sel", "").partition(":")
    selection = Selection(kind=kind, ref=ref) if kind in SELECTABLE and ref else Selection()
    view = replace(_read_view(last, many), wrong=wrong)
    return State(query=query, selection=selection, view=view)


_SHORT = {"expanded": "plus", "document": "open", "hidden": "minus"}


def state_of(state: State, view: str) -> State:
    """The state that ``view`` (one of FOLLOWING) shows: what it was held at, with the selection of now."""
    kept = dict(state.view.held).get(view)
    if kept is None:
        return state
    held = read_state(kept)
    return replace(held, selection=state.selection, view=replace(held.view, centre=state.view.centre))


def why_not(text: str) -> str:
    """Why ``text`` is no query of words, "" where it is one."""
    try:
        parse_query(text)
    except QueryError as error:
        return str(error)
    return ""


def _read_view(last: dict[str, str], many: dict[str, list[str]]) -> View:
    def one_of(name: str, allowed: tuple[str, ...]) -> str:
        value = last.get(name, "")
        return value if value in allowed else allowed[0]

    limit, at = last.get("limit", ""), last.get("at", "")
    return View(
        centre=read_centre(last.get("centre", "")) or "chart",
        panel=one_of("panel", PANELS),
        lanes=one_of("lanes", LANES),
        table=one_of("table", TABLES),
        limit=int(limit) if limit in map(str, LIMITS) else LIMITS[0],
        size=one_of("size", SIZES),
        groups=one_of("groups", GROUPS),
        around=last.get("around", ""),
        expanded=tuple(dict.fromkeys(many.get("plus", ()))),
        hidden=tuple(dict.fromkeys(many.get("minus", ()))),
        document=last.get("open", ""),
        at=int(at) if re.fullmatch(r"[0-9]{1,10}", at) else -1,
        window=last.get("window", "")[:40],
        unplaced=one_of("unplaced", UNPLACED_BY),
        held=tuple((name, last[f"hold-{name}"]) for name in FOLLOWING if f"hold-{name}" in last),
    )


def read_centre(text: str) -> str:
    """``text`` where it can be the name of a view, else ""."""
    return text if CENTRE.fullmatch(text) else ""


def read_day(text: str) -> str | None:
    """``text`` where it is a calendar day (YYYY-MM-DD), else None."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return None
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return None


def _read_period(text: str) -> tuple[str, str] | None:
    first, _, last = text.partition("..")
    start, end = read_day(first), read_day(last)
    return (min(start, end), max(start, end)) if start and end else None

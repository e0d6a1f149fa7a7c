"""What of a case the link chart shows for a state: which entities, by which rule, and where."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from nlp.query import EntityRow, LinkRow, PathRow, Query
from viz.chart.network import Network, Position, build_network, choose_linked
from viz.state.limits import NEIGHBOURS, OVERVIEW_LINKS, POOL
from viz.state.state import LIMITS, State

if TYPE_CHECKING:
    from nlp.case import Case

OVERVIEW = LIMITS[-1]  # the limit at which the chart becomes an overview of everything
_FURTHEST = 1e6  # chart units; a pin beyond is a mistake


def is_overview(case: Case, state: State) -> bool:
    """Whether so many entities are asked for, and there, that only an overview can show them."""
    wanted = state.view.limit >= OVERVIEW and not state.view.around
    return wanted and case.overview(state.query).entities > POOL


def read_network(case: Case, state: State, pins: Mapping[str, Position] | None = None) -> Network:
    """What the chart of ``state`` shows: the top of the query, what is expanded, and what is selected;
    or one entity with its neighbours. What is hidden is left out. ``pins`` are the analyst's own places."""
    paths = read_paths(case, state)
    keep, rows = read_extra(case, state, paths)
    if state.view.around:
        pool, total = read_around(case, state)
    else:
        pool, total = case.entities(state.query, limit=POOL), case.overview(state.query).entities
    hidden = set(state.view.hidden)
    found = {row.id: row for row in (*rows, *pool) if row.id not in hidden}
    links = case.links(state.query, list(found))
    if state.view.around:
        keep = [state.view.around, *keep]
        links = _near(links, state.view.around, keep)
    shown = choose_linked(list(found.values()), links, min(state.view.limit, POOL), keep)
    return build_network(
        shown,
        links,
        total=max(total, len(shown)),
        base=read_base(case, min(state.view.limit, POOL)),
        pins=pins,
        size=state.view.size,
        groups=state.view.groups == "communities",
        traced=[ends for path in paths for ends in pairwise(path.entities)],
    )


def read_overview(case: Case, state: State) -> tuple[list[EntityRow], list[LinkRow], int]:
    """Entities and the heaviest links of an overview, and how many entities the query has."""
    hidden = set(state.view.hidden)
    rows = [row for row in case.entities(state.query, limit=OVERVIEW) if row.id not in hidden]
    links = case.links(state.query, [row.id for row in rows], limit=OVERVIEW_LINKS.most)
    return rows, links, case.overview(state.query).entities


def read_overview_base(case: Case) -> tuple[list[EntityRow], list[LinkRow]]:
    """What the overview of the whole case places: from it every other overview has its places."""
    rows = case.entities(Query(), limit=OVERVIEW)
    return rows, case.links(Query(), [row.id for row in rows], limit=OVERVIEW_LINKS.most)


def read_base(case: Case, limit: int) -> dict[str, Position]:
    """The places of the whole case's first nodes, from which every other picture begins."""
    pool = case.entities(Query(), limit=POOL)
    links = case.links(Query(), [row.id for row in pool])
    return dict(build_network(choose_linked(pool, links, limit), links).positions)


def read_paths(case: Case, state: State) -> list[PathRow]:
    """The ways between the two entities of a selected path; [] where something else is selected."""
    ends = state.selection.entities
    if state.selection.kind != "path" or len(ends) != 2:
        return []
    return case.paths(ends[0], ends[1], state.query)


def read_extra(case: Case, state: State, paths: Sequence[PathRow] = ()) -> tuple[list[str], list[EntityRow]]:
    """Entities to draw whatever their rank: the selected ones, those on the paths, the neighbours of the
    expanded ones."""
    around = [
        row.entity
        for one in state.view.expanded
        for row in case.neighbours(one, state.query, limit=NEIGHBOURS)
    ]
    on_the_way = [one for path in paths for one in path.entities]
    wanted = (*state.selection.entities, *on_the_way, *state.view.expanded, *state.query.entities)
    found = list(case.entities_by_id(tuple(dict.fromkeys(wanted))).values())
    return [row.id for row in (*found, *around)], [*found, *around]


def read_around(case: Case, state: State) -> tuple[list[EntityRow], int]:
    """An entity and those joined to it, the nearest first, and how many these are."""
    centre = case.entity(state.view.around)
    if centre is None:
        return [], 0
    near = [one.entity for one in case.neighbours(centre.id, state.query, limit=OVERVIEW)]
    return [centre, *near[:POOL]], 1 + len(near)


def read_pins(data: Any) -> dict[str, Position]:
    """Pins as the browser sends them; what is no place of a node is left out."""
    pins = {}
    for one, place in data.items() if isinstance(data, dict) else ():
        if not isinstance(place, list) or len(place) != 2:
            continue
        x, y = place
        if isinstance(x, int | float) and isinstance(y, int | float) and max(abs(x), abs(y)) < _FURTHEST:
            pins[str(one)] = (float(x), float(y))
    return pins


def _near(links: Sequence[LinkRow], centre: str, keep: Sequence[str]) -> list[LinkRow]:
    """The links of an entity's neighbourhood, with its own before those among its neighbours."""
    inside = {
        end for link in links if centre in (link.source, link.target) for end in (link.source, link.target)
    }
    kept = inside | set(keep)
    return [link for link in links if link.source in kept and link.target in kept]

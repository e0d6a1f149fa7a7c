"""What is known of an entity within a query, asked of the case."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from nlp.query import Bin, EntityRow, EventRow, Facet, LinkRow, MentionRow, PlaceRow, Query

if TYPE_CHECKING:
    from nlp.case import Case

SHOWN = 8  # rows of each list that is counted
RELATIONS = 60  # which are few, and each says something else
_BINS = 48
_MENTIONS = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What is known of an entity within a query.

    ``events`` are the most telling of those it takes part in, ``bins`` all of them by time. ``partners``,
    ``places`` and ``sources`` are counted over all of them. ``mentions`` name it in the reports.
    """

    row: EntityRow
    events: tuple[EventRow, ...]
    bins: tuple[Bin, ...]
    first: str | None
    last: str | None
    partners: tuple[EntityRow, ...]
    relations: tuple[tuple[LinkRow, EntityRow], ...]
    places: tuple[PlaceRow, ...]
    sources: tuple[Facet, ...]
    statuses: tuple[Facet, ...]
    mentions: tuple[MentionRow, ...]


def read_profile(case: Case, row: EntityRow, query: Query) -> Profile:
    """Ask the case for all that the profile of ``row`` shows."""
    own = replace(query, entities=tuple(dict.fromkeys((*query.entities, row.id))), whole=False)
    overview = case.overview(own)
    near = case.neighbours(row.id, query)
    partners = sorted((one for one in near if one.events), key=lambda one: -one.events)
    relations = [(link, one.entity) for one in near for link in one.relations]
    relations.sort(key=lambda one: -one[0].weight)
    return Profile(
        row=row,
        events=tuple(case.events(replace(own, drawn=True), limit=400)),
        bins=tuple(case.histogram(own, bins=_BINS)),
        first=overview.first,
        last=overview.last,
        partners=tuple(replace(one.entity, events=one.events) for one in partners[:SHOWN]),
        relations=tuple(relations[:RELATIONS]),
        places=tuple(one for one in case.places(own, limit=SHOWN + 1) if one.id != row.id)[:SHOWN],
        sources=overview.facets.get("sources", ())[:SHOWN],
        statuses=overview.facets.get("statuses", ()),
        mentions=tuple(case.mentions(row.id, query, limit=_MENTIONS)),
    )


def find_posts(mentions: Iterable[MentionRow]) -> list[tuple[str, str | None, str | None, int]]:
    """What the reports call an entity beside its name ("governor"): words, first and last day of such a
    report, and how many reports do; the earliest first, those of unknown date last."""
    days: dict[str, list[str]] = {}
    reports: dict[str, set[str]] = {}
    for mention in mentions:
        role = " ".join(mention.role.lower().split())
        if role:
            reports.setdefault(role, set()).add(mention.document_id)
            days.setdefault(role, []).extend([mention.published] if mention.published else [])
    found = [
        (role, min(days[role], default=None), max(days[role], default=None), len(reports[role]))
        for role in reports
    ]
    return sorted(found, key=lambda one: (one[1] or "9999", one[0]))

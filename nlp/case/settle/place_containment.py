"""Which places of a case lie within which: by the gazetteer, and by what the reports say of them.

The gazetteer knows the country and the first-level region of a settlement, and the country of a region. Of a
place it does not know, the text may tell: "the customs house of Kalvara", "Upper Selme in the Tamsa valley",
or the dateline "KALVARA, Tesmeria".
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from nlp.case.file.database import Database
from nlp.names.gazetteer import look_up

MENTIONS_READ = 2_000  # of the places of one batch, beside another place
DEEPEST = 4  # a house in a town in a region in a country
_INSIDE = re.compile(r" (?:of|in|at|on)(?: the)? ")
_AREAS = frozenset({"country", "region"})


def find_containing(database: Database, entities: Sequence[str]) -> dict[str, frozenset[str]]:
    """Place -> the places of the case that contain it, as entity ids; without those that nothing contains."""
    areas = _Areas(database)
    found: dict[str, set[str]] = {}
    frontier = set(entities)
    for _ in range(DEEPEST):
        direct = areas.containing(frontier)
        for inner, outer in _told(database, frontier, areas):
            direct[inner].add(outer)
        found |= {each: direct.get(each, set()) - {each} for each in frontier}
        frontier = set().union(*direct.values()) - found.keys() if direct else set()
        if not frontier:
            break
    return {each: closed for each in entities if (closed := _closure(each, found))}


def _closure(place: str, direct: dict[str, set[str]]) -> frozenset[str]:
    """All that contains a place; nothing of what also lies within it, where reports contradict each other."""
    reached: set[str] = set()
    frontier = set(direct.get(place, ()))
    while frontier:
        reached |= frontier
        frontier = set().union(*(direct.get(each, set()) for each in frontier)) - reached
    return frozenset(each for each in reached if place not in direct.get(each, set())) - {place}


class _Areas:
    """The countries and regions among a case's places."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.countries: dict[str, str] = {}
        self.regions: dict[tuple[str, int], str] = {}
        self.precise: dict[str, str] = {}
        for entity, name, lat, lon, code, precision in database.rows(_AREA):
            self.precise[entity] = precision
            if precision == "country":
                self.countries.setdefault(code, entity)
            elif region := _region(name, lat, lon):
                self.regions.setdefault((code, region), entity)

    def containing(self, entities: Iterable[str]) -> dict[str, set[str]]:
        """The country and the region that the gazetteer puts places in."""
        found: dict[str, set[str]] = defaultdict(set)
        for entity, name, lat, lon, code, precision in self._database.rows(_PLACED, [sorted(entities)]):
            self.precise[entity] = precision
            if precision == "country":
                continue
            outer = {self.countries.get(code)}
            if precision != "region":
                outer.add(self.regions.get((code, _region(name, lat, lon))))
            found[entity] |= {each for each in outer if each}
        return found


def _region(name: str, lat: float, lon: float) -> int:
    """The gazetteer's number of the region of the place of this name at this point, 0 where it has none."""
    near = (p.region for p in look_up(name) if abs(p.lat - lat) < 0.01 and abs(p.lon - lon) < 0.01)
    return next(near, 0)


def _told(database: Database, entities: Iterable[str], areas: _Areas) -> Iterable[tuple[str, str]]:
    """Pairs of a place and what the text puts it in, for places that the gazetteer does not know."""
    unknown = sorted(each for each in entities if each not in areas.precise)
    rows = database.rows(_BESIDE, [unknown]) if unknown else []
    for inner, outer, between, begins in rows:
        area = areas.precise.get(outer) in _AREAS
        if _INSIDE.fullmatch(between.lower()) or (between == ", " and (area or begins)):
            yield inner, outer


_AREA = """
SELECT id, name, lat, lon, country, "precision" FROM entities
WHERE "precision" IN ('country', 'region') AND country IS NOT NULL AND lat IS NOT NULL
ORDER BY mentions DESC, id
"""
_PLACED = """
SELECT id, name, lat, lon, country, "precision" FROM entities
WHERE id IN (SELECT unnest(?::VARCHAR[])) AND country IS NOT NULL AND lat IS NOT NULL
"""
_BESIDE = f"""
WITH inside AS (
    SELECT n.id, m.doc, m."start", m."end"
    FROM entities n JOIN chains c USING (ent) JOIN mentions m USING (chain)
    WHERE n.id IN (SELECT unnest(?::VARCHAR[])) LIMIT {MENTIONS_READ}),
around AS (
    SELECT m.doc, m."start", m.chain FROM mentions m
    WHERE m.doc IN (SELECT doc FROM inside) AND m.type IN ('PLACE', 'FACILITY'))
SELECT DISTINCT i.id, o.id, substr(d.text, i."end" + 1, a."start" - i."end"),
    i."start" = 0 OR substr(d.text, i."start", 1) = chr(10)
FROM inside i
JOIN around a ON a.doc = i.doc AND a."start" BETWEEN i."end" + 1 AND i."end" + 8
JOIN chains c ON c.chain = a.chain JOIN entities o ON o.ent = c.ent
JOIN documents d ON d.doc = i.doc
WHERE o.id <> i.id AND o.type IN ('PLACE', 'FACILITY')
ORDER BY 1, 2
"""

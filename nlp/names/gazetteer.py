"""The offline gazetteer: names of countries, first-level regions and settlements, with their points.

Settlements of 500 inhabitants and more, regions and countries (GeoNames, CC BY 4.0), compiled into one file
by :mod:`nlp.names.compile_gazetteer`. Loaded at the first look-up.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import blake2b
from pathlib import Path

import numpy as np

from nlp.names.folding import fold

DATA = Path(__file__).with_name("data") / "gazetteer.npz"
COUNTRY, REGION, SETTLEMENT = 0, 1, 2
_HASH_BYTES = 5


@dataclass(frozen=True, slots=True)
class GazetteerPlace:
    """One place. ``kind`` is COUNTRY, REGION or SETTLEMENT; ``region`` an opaque number, equal for places of
    one first-level region, 0 where unknown; ``alternate`` when it was found by another than its main name."""

    index: int
    name: str
    kind: int
    lat: float
    lon: float
    country: str
    region: int
    population: int
    alternate: bool


class _Gazetteer:
    def __init__(self) -> None:
        with np.load(DATA, allow_pickle=False) as data:
            self.hashes = np.cumsum(data["hash_steps"])
            self.entry = data["entry"]
            self.lat, self.lon = data["lat"], data["lon"]
            self.population, self.kind = data["population"], data["kind"]
            self.region, self.country = data["region"], data["country"]
            self.countries = [str(code) for code in data["countries"]]
            blob = data["names"]
            self.blob = blob.tobytes()
            ends = np.flatnonzero(blob == ord("\n"))
            self.starts = np.concatenate(([0], ends + 1))
            self.ends = np.append(ends, len(blob))

    def place(self, entry: int) -> GazetteerPlace:
        at = entry >> 1
        return GazetteerPlace(
            index=at,
            name=self.blob[self.starts[at] : self.ends[at]].decode(),
            kind=int(self.kind[at]),
            lat=int(self.lat[at]) / 1000,
            lon=int(self.lon[at]) / 1000,
            country=self.countries[self.country[at]],
            region=int(self.region[at]),
            population=int(self.population[at]),
            alternate=bool(entry & 1),
        )


@cache
def _gazetteer() -> _Gazetteer:
    return _Gazetteer()


def key_hash(folded: str) -> int:
    """The number under which a folded name is filed (two names collide once in a trillion)."""
    return int.from_bytes(blake2b(folded.encode(), digest_size=_HASH_BYTES).digest(), "big")


@lru_cache(maxsize=300)
def country(code: str) -> GazetteerPlace | None:
    """The country of an ISO code; its point is the middle of its people."""
    data = _gazetteer()
    if code not in data.countries:
        return None
    of_country = (data.kind == COUNTRY) & (data.country == data.countries.index(code))
    return next((data.place(int(at) * 2) for at in np.flatnonzero(of_country)), None)


@lru_cache(maxsize=50_000)
def look_up(name: str) -> tuple[GazetteerPlace, ...]:
    """Every place called ``name``, countries first, then the most populous."""
    folded = fold(name)
    if not folded:
        return ()
    data = _gazetteer()
    key = np.uint64(key_hash(folded))
    low, high = np.searchsorted(data.hashes, key, "left"), np.searchsorted(data.hashes, key, "right")
    found = [data.place(int(entry)) for entry in data.entry[low:high]]
    return tuple(sorted(found, key=lambda p: (p.kind != COUNTRY, -p.population, p.kind, p.index)))

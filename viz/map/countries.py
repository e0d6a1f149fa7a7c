"""Countries by their ISO codes: those whose areas the bundled maps have, with a name and a point inside."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """ISO 3166 codes of two and three letters, a name, degrees east and north of a point inside."""

    iso2: str
    iso3: str
    name: str
    lon: float
    lat: float


@cache
def countries() -> dict[str, Country]:
    """All of them by the code of two letters."""
    text = (files("viz") / "assets" / "topojson" / "countries.tsv").read_text(encoding="utf-8")
    rows = csv.DictReader((line for line in text.splitlines() if not line.startswith("#")), delimiter="\t")
    return {
        row["iso2"]: Country(
            iso2=row["iso2"],
            iso3=row["iso3"],
            name=row["name"],
            lon=float(row["lon"]),
            lat=float(row["lat"]),
        )
        for row in rows
    }

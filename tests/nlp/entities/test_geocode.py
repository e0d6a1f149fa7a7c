"""Places: found, chosen among namesakes by what else is spoken of, or left unknown."""

from __future__ import annotations

import pytest

from nlp.entities import locate
from nlp.records import EntityType

FOUND = [
    # name, countries spoken of, country, precision, rounded point
    ("Kherson", ["UA"], "UA", "settlement", (47, 33)),
    ("Kherson region", ["UA"], "UA", "region", (47, 33)),
    ("Chornobayivka", ["UA"], "UA", "settlement", (47, 33)),
    ("Kiev", [], "UA", "settlement", (50, 31)),
    ("Paris", [], "FR", "settlement", (49, 2)),
    ("Moscow", ["US"], "RU", "settlement", (56, 38)),
    ("Ukraine", [], "UA", "country", None),
    ("U.S.", [], "US", "country", None),
    ("Black Sea", ["UA"], None, "water", (43, 34)),
    ("Washington", ["US"], "US", "settlement", (39, -77)),
    ("New York", ["US"], "US", "settlement", (41, -74)),
]


@pytest.mark.parametrize(("name", "countries", "country", "precision", "point"), FOUND)
def test_found(
    name: str, countries: list[str], country: str | None, precision: str, point: tuple[int, int] | None
) -> None:
    found = locate([name], countries)
    assert found is not None
    assert (found.country, found.precision) == (country, precision)
    assert point is None or (round(found.lat), round(found.lon)) == point


@pytest.mark.parametrize("name", ["Zaliznivka-under-the-Moon", "Europe", "", "Middle East", "'", "X" * 5_000])
def test_unknown_stays_unknown(name: str) -> None:
    assert locate([name], []) is None


def test_a_namesake_in_the_country_spoken_of() -> None:
    spain, venezuela = locate(["Valencia"], ["ES"]), locate(["Valencia"], ["VE"])
    assert spain is not None
    assert venezuela is not None
    assert (spain.country, venezuela.country) == ("ES", "VE")


def test_a_site_stands_in_its_town() -> None:
    found = locate(["Kherson airport"], ["UA"], EntityType.FACILITY)
    assert found is not None
    assert round(found.lat) == 47

"""Where a named place is: gazetteer look-up, and the choice among places of one name.

Covered: all countries, first-level regions, settlements of 500 inhabitants and more (GeoNames), and the
larger seas, lakes, rivers and straits of ``nlp/rules/en/waters.toml``. Streets, districts of cities, smaller
villages and second-level regions are not: their coordinates stay unknown, never guessed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nlp.names.folding import fold
from nlp.names.gazetteer import COUNTRY, REGION, SETTLEMENT, GazetteerPlace, country, look_up
from nlp.records import EntityType
from nlp.rules import load_rules
from nlp.rules.language import per_language
from nlp.rules.word_lists import lexicons

_KINDS = {COUNTRY: "country", REGION: "region", SETTLEMENT: "settlement"}
_LARGE = 100_000
_NEARNESS = (1.0, 0.5, 0.3)  # how much the first, second and third country spoken of weigh
_PARTS = frozenset({"England", "Scotland", "Wales", "Northern Ireland"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Located:
    """Coordinates in degrees, the country's ISO code, and what the point stands for."""

    lat: float
    lon: float
    country: str | None
    precision: str
    name: str


def locate(
    names: Sequence[str], countries: Sequence[str], kind: EntityType = EntityType.PLACE
) -> Located | None:
    """Find a place by any of its names; None where the gazetteer has none or cannot choose.

    Args:
        names: the usual name first.
        countries: ISO codes that the documents speak of, the commonest first: a namesake in one of them is
            preferred.
    """
    for name in names:
        found = _locate(name, tuple(countries))
        if found:
            return found
        if kind is EntityType.FACILITY:
            found = _site(name, tuple(countries))
            if found:
                return found
    return None


def _locate(name: str, countries: tuple[str, ...]) -> Located | None:
    name = lexicons().place_abbreviations.get(name, name)
    water = _waters().get(fold(name))
    if water:
        return water
    if name in _PARTS:
        return None
    if name in lexicons().regions:
        own = [p for p in look_up(name) if p.kind == REGION and not p.alternate]
        return _located(own[0]) if len(own) == 1 else None
    code = lexicons().country_names.get(name)
    if code:
        state = country(code)
        return _located(state) if state else None
    words = name.split()
    region = len(words) > 1 and words[-1].lower() in lexicons().place_kinds
    found = list(look_up(name))
    if region and not found:
        found = [p for p in look_up(" ".join(words[:-1])) if p.kind in _fitting_kinds(words[-1].lower())]
    chosen = choose(found, countries)
    return _located(chosen) if chosen else None


def _fitting_kinds(noun: str) -> frozenset[int]:
    if noun in {"city", "town", "village", "settlement", "hamlet"}:
        return frozenset({SETTLEMENT})
    if noun in {
        "region",
        "oblast",
        "province",
        "governorate",
        "state",
        "krai",
        "prefecture",
        "county",
        "republic",
    }:
        return frozenset({REGION})
    return frozenset()


def choose(found: Sequence[GazetteerPlace], countries: Sequence[str]) -> GazetteerPlace | None:
    """Choose among places of one name: in a country that is spoken of, else the one everybody means.

    A bare name means the city before the region around it. Small namesakes of a large city stand back unless
    their country is the one spoken of; several small ones alike leave the place unknown.
    """
    if not found:
        return None
    if found[0].kind == COUNTRY and (
        not countries or found[0].country in countries or not found[0].alternate
    ):
        return found[0]
    spoken_of = [(p, _NEARNESS[countries.index(p.country)]) for p in found if p.country in countries[:3]]
    if spoken_of:
        best, nearness = max(spoken_of, key=lambda item: (_prominence(item[0]) * item[1], item[0].index))
        elsewhere = max(found, key=_prominence)
        if elsewhere.population < 50 * nearness * max(best.population, 2_000):
            return best
    ranked = sorted(found, key=_prominence, reverse=True)
    best = ranked[0]
    rest = [p for p in ranked[1:] if p.country != best.country]
    if best.alternate and best.population < _LARGE:
        return best if not rest and not countries else None
    if not rest or _prominence(best) >= 4 * _prominence(rest[0]):
        return best if best.population >= 15_000 or not countries else None
    return None


def _prominence(place: GazetteerPlace) -> float:
    weight = float(place.population)
    if place.kind == REGION:
        weight /= 12
    return weight / 10 if place.alternate and place.population < 5_000_000 else weight


def _located(place: GazetteerPlace) -> Located:
    return Located(
        lat=place.lat, lon=place.lon, country=place.country, precision=_KINDS[place.kind], name=place.name
    )


def _site(name: str, countries: tuple[str, ...]) -> Located | None:
    """A facility named after its town ("Kherson airport") stands where the town does."""
    words = name.split()
    while len(words) > 1:
        words.pop()
        found = _locate(" ".join(words), countries)
        if found and found.precision == "settlement":
            return found
    return None


@per_language
def _waters() -> dict[str, Located]:
    found = {}
    for name, (lat, lon) in load_rules("waters")["waters"].items():
        for written in name.split(";"):
            found[fold(written)] = Located(
                lat=lat, lon=lon, country=None, precision="water", name=name.split(";")[0]
            )
    return found

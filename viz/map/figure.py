"""Places of events as a plotly map. How exactly a place is known decides how it is drawn: a country as its
area, a region or a water as a dashed ring, a town or a point as a dot."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from math import log1p, sqrt
from typing import Any

from nlp.query import PlaceRow
from viz.kit.plotly_base import Figure, base_layout, plain
from viz.kit.theme import TYPES, colour_of, palette
from viz.kit.wording import count_of
from viz.map.countries import Country, countries
from viz.map.map_extent import Extent, circle, extent_of, frame

Trace = dict[str, Any]
ASPECT = 1.6  # of the pane, until the browser has measured it
AREAS = ("country",)
RINGS = ("region", "water")
PRECISION = {
    "country": "country",
    "region": "region",
    "water": "sea, lake or river",
    "settlement": "town",
    "site": "site",
    "point": "point",
}
_FINE = 75.0  # degrees under which the finer boundaries are drawn
_NAMED = 100.0  # degrees under which neighbouring countries are named
_BACK = 0.35  # opacity of places that are not chosen while others are


def draw_map(
    places: Sequence[PlaceRow],
    *,
    mode: str = "light",
    chosen: Collection[str] = (),
    extent: Extent | None = None,
) -> Figure:
    """The places on a map that is cut to them.

    Args:
        places: those with most events first.
        mode: "light" or "dark".
        chosen: ids of places that are ringed; the others step back.
        extent: what to show; without it, where the places are.
    """
    picked = frozenset(chosen)
    shown = extent or extent_of([(place.lon, place.lat) for place in places])
    fine = shown.degrees < _FINE
    areas = [place for place in places if place.precision in AREAS]
    rings = [place for place in places if place.precision in RINGS]
    dots = [place for place in places if place.precision not in (*AREAS, *RINGS)]
    known = countries()
    filled = [(place, known[place.country]) for place in areas if place.country in known]
    # a country too small for the maps has no area there
    rings += [place for place in areas if place.country not in known]
    data = [
        *_areas(filled, mode, picked),
        *_rings(rings, mode, picked, shown),
        *_dots(dots, mode, picked),
        *_names([*rings, *dots], mode, picked),
        *_country_names(filled, mode, picked),
    ]
    if shown.degrees < _NAMED:
        data += _neighbours([one for _, one in filled], mode)
    return {"data": data, "layout": _layout(shown, fine, mode)}


def _layout(shown: Extent, fine: bool, mode: str) -> dict[str, Any]:
    colours, framed = palette(mode), frame(shown, ASPECT)
    layout = base_layout(mode, height=0)
    del layout["height"]
    return layout | {
        "autosize": True,
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
        "clickmode": "event",
        "dragmode": "pan",
        "hovermode": "closest",
        "meta": {"extent": [shown.west, shown.east, shown.south, shown.north]},
        "geo": {
            "fitbounds": False,
            "resolution": 50 if fine else 110,
            "projection": {"type": "mercator", "rotation": {"lon": framed.lon}, "scale": 1},
            "center": {"lon": framed.lon, "lat": framed.lat},
            "lonaxis": {"range": [framed.west, framed.east]},
            "lataxis": {"range": [framed.south, framed.north]},
            "bgcolor": colours["sunken"],
            "showframe": False,
            "showland": True,
            "landcolor": colours["paper"],
            "showocean": True,
            "oceancolor": colours["sunken"],
            "showlakes": True,
            "lakecolor": colours["sunken"],
            "showcountries": True,
            "countrycolor": colours["faint"],
            "countrywidth": 0.7,
            "showcoastlines": True,
            "coastlinecolor": colours["faint"],
            "coastlinewidth": 0.7,
        },
    }


def _areas(places: Sequence[tuple[PlaceRow, Country]], mode: str, chosen: frozenset[str]) -> list[Trace]:
    if not places:
        return []
    colours, most = palette(mode), max(place.events for place, _ in places)
    tint = colour_of(TYPES["PLACE"], mode)
    return [
        {
            "type": "choropleth",
            "locationmode": "ISO-3",
            "locations": [country.iso3 for _, country in places],
            "z": [log1p(place.events) for place, _ in places],
            "zmin": 0,
            "zmax": log1p(max(most, 3)) * 1.4,
            "colorscale": [[0, colours["paper"]], [1, tint]],
            "showscale": False,
            "marker": {
                "opacity": [_opacity(place, chosen) for place, _ in places],
                "line": {
                    "color": [colours["focus"] if place.id in chosen else tint for place, _ in places],
                    "width": [2.2 if place.id in chosen else 0.9 for place, _ in places],
                },
            },
            **_told([place for place, _ in places]),
        }
    ]


def _rings(places: Sequence[PlaceRow], mode: str, chosen: frozenset[str], shown: Extent) -> list[Trace]:
    """Dashed rings, and in their middle what the pointer finds. Their size says nothing of the place's."""
    if not places:
        return []
    colours, tint = palette(mode), colour_of(TYPES["PLACE"], mode)
    radius = max(shown.degrees * 0.022, 0.12)
    traces: list[Trace] = [
        {
            "type": "scattergeo",
            "mode": "lines",
            "hoverinfo": "skip",
            "lon": [x for x, _ in points],
            "lat": [y for _, y in points],
            "opacity": _opacity(place, chosen),
            "line": {
                "color": colours["focus"] if place.id in chosen else tint,
                "width": 2.4 if place.id in chosen else 1.6,
                "dash": "dash",
            },
        }
        for place in places
        for points in [circle((place.lon, place.lat), radius * (1 + log1p(place.events) / 6))]
    ]
    unseen = {"size": 26, "opacity": 0, "color": tint}
    return [*traces, {**_at(places), "mode": "markers", "marker": unseen, **_told(places)}]


def _dots(places: Sequence[PlaceRow], mode: str, chosen: frozenset[str]) -> list[Trace]:
    if not places:
        return []
    colours, tint = palette(mode), colour_of(TYPES["PLACE"], mode)
    return [
        {
            **_at(places),
            "mode": "markers",
            "marker": {
                "size": [size_of(place) for place in places],
                "color": tint,
                "opacity": [0.82 * _opacity(place, chosen) for place in places],
                "line": {
                    "color": [
                        colours["focus"] if place.id in chosen else colours["surface"] for place in places
                    ],
                    "width": [2.6 if place.id in chosen else 1.0 for place in places],
                },
            },
            **_told(places),
        }
    ]


def size_of(place: PlaceRow) -> float:
    """The diameter of a dot in pixels; its area grows with the events."""
    return min(6.0 + 3.2 * sqrt(place.events), 40.0)


def _names(places: Sequence[PlaceRow], mode: str, chosen: frozenset[str]) -> list[Trace]:
    """Names beside their places, the most important first: the browser hides those that collide."""
    if not places:
        return []
    colours = palette(mode)
    ranked = sorted(places, key=lambda place: (place.id not in chosen, -place.events))
    return [
        {
            **_at(ranked),
            "mode": "text",
            "hoverinfo": "skip",
            "text": [_beside(place) for place in ranked],
            "textposition": "middle right",
            "textfont": {
                "size": 12,
                "color": [_ink(place, chosen, colours["ink"], colours["muted"]) for place in ranked],
            },
        }
    ]


def _beside(place: PlaceRow) -> str:
    gap = 2 if place.precision in RINGS or place.precision in AREAS else max(int(size_of(place) / 2 / 3.2), 2)
    return "\u00a0" * gap + plain(place.name)


def _country_names(
    places: Sequence[tuple[PlaceRow, Country]], mode: str, chosen: frozenset[str]
) -> list[Trace]:
    if not places:
        return []
    colours = palette(mode)
    return [
        {
            "type": "scattergeo",
            "mode": "text",
            "hoverinfo": "skip",
            "lon": [country.lon for _, country in places],
            "lat": [country.lat for _, country in places],
            "text": [f"<b>{plain(place.name)}</b> {place.events:,}" for place, _ in places],
            "textfont": {
                "size": 12,
                "color": [_ink(place, chosen, colours["ink"], colours["muted"]) for place, _ in places],
            },
        }
    ]


def _neighbours(drawn: Sequence[Country], mode: str) -> list[Trace]:
    """Names of the countries that no event is placed in, for orientation."""
    have = {one.iso2 for one in drawn}
    others = [one for one in countries().values() if one.iso2 not in have]
    return [
        {
            "type": "scattergeo",
            "mode": "text",
            "hoverinfo": "skip",
            "lon": [one.lon for one in others],
            "lat": [one.lat for one in others],
            "text": [plain(one.name) for one in others],
            "textfont": {"size": 10.5, "color": palette(mode)["muted"]},
        }
    ]


def _at(places: Sequence[PlaceRow]) -> Trace:
    return {
        "type": "scattergeo",
        "lon": [place.lon for place in places],
        "lat": [place.lat for place in places],
    }


def _told(places: Sequence[PlaceRow]) -> Trace:
    return {
        "customdata": [[place.id] for place in places],
        "hovertext": [plain(say_place(place)) for place in places],
        "hoverinfo": "text",
    }


def _opacity(place: PlaceRow, chosen: frozenset[str]) -> float:
    return 1.0 if not chosen or place.id in chosen else _BACK


def _ink(place: PlaceRow, chosen: frozenset[str], ink: str, muted: str) -> str:
    return ink if not chosen or place.id in chosen else muted


def say_place(place: PlaceRow) -> str:
    """What a reader sees on pointing at a place, on a line each. Plain text."""
    exact = PRECISION.get(place.precision or "", "place")
    where = "" if exact in ("town", "site", "point") else ": somewhere in it, no more is stated"
    told = f"{count_of(place.events, 'event')} in {count_of(place.documents, 'report')}"
    if place.inherited:
        told += f", {place.inherited:,} more by another account of the incident"
    return f"{place.name}\n{exact.capitalize()}{where}\n{told}"

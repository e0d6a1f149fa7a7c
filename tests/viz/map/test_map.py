"""Places are drawn as exactly as they are known, and the map is cut to them."""

from __future__ import annotations

from math import radians

import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.query import PlaceRow
from viz.map.countries import countries
from viz.map.figure import draw_map, say_place
from viz.map.map_extent import Extent, circle, extent_of, frame, mercator
from viz.map.view import draw_empty, draw_list, draw_note


def place(ident: str, lon: float, lat: float, precision: str = "settlement", **more: object) -> PlaceRow:
    given: dict[str, object] = {"country": "PT", "events": 3, "incidents": 2, "documents": 2, **more}
    name = str(given.pop("name", ident.title()))
    return PlaceRow(id=ident, name=name, lat=lat, lon=lon, precision=precision, **given)  # type: ignore[arg-type]


TOWN = place("lisbon", -9.15, 38.72)
REGION = place("algarve", -8.2, 37.2, "region", events=2)
COUNTRY = place("portugal", -8.0, 39.6, "country", events=5)
ISLET = place("islet", 0.0, 0.0, "country", country="XX")


def kinds(figure: dict[str, object]) -> list[tuple[str, str | None]]:
    return [(trace["type"], trace.get("mode")) for trace in figure["data"]]  # type: ignore[attr-defined]


def test_a_town_is_a_dot_a_region_a_dashed_ring_a_country_its_area() -> None:
    assert ("scattergeo", "markers") in kinds(draw_map([TOWN]))
    ring = next(trace for trace in draw_map([REGION])["data"] if trace.get("mode") == "lines")
    assert ring["line"]["dash"] == "dash"
    area = draw_map([COUNTRY])["data"]
    assert area[0]["type"] == "choropleth"
    assert area[0]["locations"] == ["PRT"]
    assert all(trace.get("mode") != "markers" for trace in area)  # no dot in its middle


def test_a_country_that_the_maps_lack_is_a_ring() -> None:
    figure = draw_map([ISLET])
    assert all(trace["type"] != "choropleth" for trace in figure["data"])
    assert any(trace.get("mode") == "lines" for trace in figure["data"])


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_plotly_takes_every_property(mode: str) -> None:
    go.Figure(draw_map([TOWN, REGION, COUNTRY, ISLET], mode=mode, chosen=["algarve"]))
    go.Figure(draw_map([]))


def test_what_is_not_chosen_steps_back() -> None:
    dots = next(
        trace for trace in draw_map([TOWN, place("porto", -8.6, 41.1)], chosen=["porto"])["data"]
        if trace.get("mode") == "markers"
    )  # fmt: skip
    first, second = dots["marker"]["opacity"]
    assert first < second


def test_larger_places_are_larger_and_clicks_name_them() -> None:
    figure = draw_map([place("a", 0, 0, events=40), place("b", 1, 1, events=1)])
    dots = next(trace for trace in figure["data"] if trace.get("mode") == "markers")
    assert dots["customdata"] == [["a"], ["b"]]
    assert dots["marker"]["size"][0] > dots["marker"]["size"][1]


def test_markup_in_a_name_is_shown_as_text() -> None:
    assert "<i>" not in str(draw_map([place("x", 0, 0, name="<i>x</i>")]))


def test_words_of_a_place() -> None:
    assert say_place(TOWN) == "Lisbon\nTown\n3 events in 2 reports"
    assert "somewhere in it" in say_place(COUNTRY)


def test_the_list_holds_all_places_and_counts_those_without() -> None:
    rows = str(draw_list([TOWN, REGION], 9, ["lisbon"]))
    assert "Lisbon" in rows
    assert "4 events have no place" in rows
    assert "5 of 9 events in 2 places" in str(draw_note([TOWN, REGION], 9))
    assert draw_empty([TOWN], 9) is None
    assert "No place to show" in str(draw_empty([], 9))
    assert "Nothing matches" in str(draw_empty([], 0))


places = st.lists(st.tuples(st.floats(-180, 180), st.floats(-60, 70)), min_size=1, max_size=12)


@given(places)
def test_an_extent_holds_all_its_points(points: list[tuple[float, float]]) -> None:
    extent = extent_of(points)
    for lon, lat in points:
        assert any(extent.west - 1e-6 <= lon + turn <= extent.east + 1e-6 for turn in (-360, 0, 360))
        assert extent.south - 1e-6 <= lat <= extent.north + 1e-6
    assert extent.east - extent.west <= 360 + 1e-6


def test_an_extent_crosses_the_date_line_where_that_is_shorter() -> None:
    extent = extent_of([(170, 0), (-170, 10)])
    assert (extent.west, extent.east) == (170, 190)
    assert abs(extent.lon) == 180


@given(places, st.floats(0.4, 4.0))
def test_a_frame_has_the_shape_of_its_pane(points: list[tuple[float, float]], aspect: float) -> None:
    shown = frame(extent_of(points), aspect)
    wide, tall = radians(shown.east - shown.west), mercator(shown.north) - mercator(shown.south)
    if shown.south > -74 and shown.north < 82:
        assert wide / tall == pytest.approx(aspect, rel=1e-3)


def test_a_circle_keeps_its_distance() -> None:
    assert max(lat for _, lat in circle((10, 0), 2)) == pytest.approx(2)
    assert len({round(lon, 3) for lon, _ in circle((10, 60), 1)}) > 20
    assert Extent(west=0, east=4, south=0, north=2).degrees == 4


def test_countries_have_two_codes_and_a_place() -> None:
    known = countries()
    assert known["UA"].iso3 == "UKR"
    assert len({one.iso3 for one in known.values()}) == len(known) > 200
    assert all(-180 <= one.lon <= 180 and -90 <= one.lat <= 90 for one in known.values())

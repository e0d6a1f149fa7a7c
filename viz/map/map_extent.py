"""What part of the world a map shows, in the Mercator projection, and how large."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import asin, atan, atan2, cos, degrees, log, pi, radians, sin, sinh, tan

SOUTH, NORTH = -75.0, 83.0  # degrees; what lies beyond is cut off
_LEAST = 5.0  # degrees of longitude that are shown at least
_MARGIN = 0.8  # part of the pane that the places may fill
Point = tuple[float, float]  # degrees east, degrees north


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """A stretch of longitudes (``west`` may be below -180, never above ``east``) and of latitudes."""

    west: float
    east: float
    south: float
    north: float

    @property
    def lon(self) -> float:
        """The longitude of the middle, -180 to 180."""
        return (((self.west + self.east) / 2 + 180) % 360) - 180

    @property
    def lat(self) -> float:
        """The latitude of the middle on the map, which is nearer to the pole than the mean."""
        return _latitude((mercator(self.south) + mercator(self.north)) / 2)

    @property
    def degrees(self) -> float:
        """The longer side in degrees."""
        return max(self.east - self.west, self.north - self.south)


WORLD = Extent(west=-180.0, east=180.0, south=-56.0, north=76.0)


def mercator(lat: float) -> float:
    """How far north a latitude is drawn, in radians of the equator."""
    return log(tan(pi / 4 + radians(max(SOUTH, min(NORTH, lat))) / 2))


def extent_of(points: Sequence[Point]) -> Extent:
    """The smallest extent that holds ``points``, across the date line where that is shorter; at least _LEAST
    degrees wide. The world where there are none."""
    if not points:
        return WORLD
    lons = sorted({lon for lon, _ in points})
    steps = zip(lons, [*lons[1:], lons[0] + 360], strict=True)
    widest, after = max((later - before, later) for before, later in steps)
    west, east = after - 360, after - widest  # all of it but the widest gap
    if west < -180:
        west, east = west + 360, east + 360
    south, north = min(lat for _, lat in points), max(lat for _, lat in points)
    short = max(_LEAST - (east - west), 0) / 2
    low = max(_LEAST / 2 - (north - south), 0) / 2
    return Extent(
        west=west - short, east=east + short, south=max(south - low, SOUTH), north=min(north + low, NORTH)
    )


def frame(extent: Extent, aspect: float) -> Extent:
    """What a pane ``aspect`` times as wide as tall shows so that ``extent`` fills _MARGIN of it.

    A pane wider than the world shows all longitudes once, and so less to the north and south.
    """
    wide = radians(extent.east - extent.west) / _MARGIN
    tall = (mercator(extent.north) - mercator(extent.south)) / _MARGIN
    wide = min(max(wide, tall * aspect), 2 * pi)
    tall = wide / aspect
    low, high = mercator(SOUTH), mercator(NORTH)
    middle = (mercator(extent.south) + mercator(extent.north)) / 2
    middle = min(max(middle, low + tall / 2), high - tall / 2) if tall < high - low else (low + high) / 2
    half = degrees(wide) / 2
    return Extent(
        west=extent.lon - half,
        east=extent.lon + half,
        south=_latitude(middle - tall / 2),
        north=_latitude(middle + tall / 2),
    )


def _latitude(y: float) -> float:
    return degrees(atan(sinh(y)))


def circle(centre: Point, radius: float, *, steps: int = 48) -> list[Point]:
    """A circle of ``radius`` degrees about a point, closed, on the globe."""
    lon, lat, r = radians(centre[0]), radians(centre[1]), radians(radius)
    points = []
    for step in range(steps + 1):
        bearing = 2 * pi * step / steps
        y = asin(sin(lat) * cos(r) + cos(lat) * sin(r) * cos(bearing))
        x = lon + atan2(sin(bearing) * sin(r) * cos(lat), cos(r) - sin(lat) * sin(y))
        points.append((degrees(x), degrees(y)))
    return points

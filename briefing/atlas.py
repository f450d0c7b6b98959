"""An atlas: the regions that a subject's maps show, and where points are on them.

In: regions as their files have them. Out: the region to show some points on, and the place of a
point in it, in percent of a drawing in the Mercator projection. The land is no concern of ours:
it is drawn beforehand, a file a region, by tools/coastline.py.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import NamedTuple

from briefing.degrees import Point
from briefing.files import MAP
from briefing.model import RegionFile

DRAWINGS = f"assets/{MAP}"
COASTLINE = f"{DRAWINGS}/coastline.geojson"
WIDTH = 1000
"""Of every drawing, in its own units."""
MARGIN = 0.05
"""The share of a region's width and height that a point should be away from its edge."""


def drawing(region: str) -> str:
    """The file of a region's land, below the site's root."""
    return f"{DRAWINGS}/{region}.svg"


def mercator(latitude: float) -> float:
    """How far up a latitude is, in degrees of longitude."""
    return math.degrees(math.asinh(math.tan(math.radians(latitude))))


class Region(NamedTuple):
    """A part of the world that a map shows."""

    id: str
    label: str
    credit: str
    south: float
    west: float
    north: float
    east: float
    bottom: float
    """How far up the south is drawn."""
    top: float

    @classmethod
    def of(cls, id_: str, file: RegionFile) -> Region:
        """The region of a file."""
        edges = (file.south, file.west, file.north, file.east)
        return cls(id_, file.label, file.credit, *edges, mercator(file.south), mercator(file.north))

    @property
    def height(self) -> int:
        """Of its drawing, in the drawing's units."""
        return round(WIDTH * (self.top - self.bottom) / (self.east - self.west))

    @property
    def size(self) -> float:
        """How much it takes in: the smaller, the more can be seen on its map."""
        return (self.east - self.west) * (self.top - self.bottom)

    def place(self, point: Point) -> tuple[float, float]:
        """Where a point is: percent from the left and from the top, beyond 0 and 100 if outside."""
        latitude, longitude = point
        # A region may reach over the 180th meridian.
        across = (longitude - self.west) % 360 / (self.east - self.west)
        down = (self.top - mercator(latitude)) / (self.top - self.bottom)
        return round(100 * across, 1), round(100 * down, 1)

    def has(self, point: Point) -> bool:
        """Whether a point is well inside."""
        inside = (100 * MARGIN, 100 - 100 * MARGIN)
        return all(inside[0] <= share <= inside[1] for share in self.place(point))


class Atlas:
    """The regions of a subject."""

    def __init__(self, regions: Iterable[Region] = (), overview: str = "") -> None:
        """`overview` is the id of the region that the first page shows."""
        self._overview = overview
        self._regions = sorted(regions, key=lambda region: (region.size, region.id))

    def __bool__(self) -> bool:
        return bool(self._regions)

    @cached_property
    def overview(self) -> Region | None:
        """The region that the first page shows."""
        return next((it for it in self._regions if it.id == self._overview), None)

    @cached_property
    def extent(self) -> tuple[float, float, float, float]:
        """South, west, north and east of all regions."""
        edges = zip(
            *((it.south, it.west, -it.north, -it.east) for it in self._regions), strict=True
        )
        south, west, north, east = map(min, edges)
        return south, west, -north, -east

    def unrolled(self, point: Point) -> Point:
        """A point with its longitude counted on eastwards from the westernmost region."""
        latitude, longitude = point
        west = self.extent[1]
        return latitude, round((longitude - west) % 360 + west, 2)

    def around(self, points: Sequence[Point]) -> Region | None:
        """The smallest region that has all of some points, or else most of them; None if none."""
        counts = [sum(map(region.has, points)) for region in self._regions]
        most = max(counts, default=0)
        return self._regions[counts.index(most)] if most else None

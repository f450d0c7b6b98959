"""The atlas: which region shows some points, and where in it they are."""

from __future__ import annotations

import pytest

from briefing.atlas import Atlas, Region, mercator
from briefing.degrees import Point
from briefing.model import RegionFile


def _region(id_: str, south: float, west: float, north: float, east: float) -> Region:
    edges = {"south": f"{south}", "west": f"{west}", "north": f"{north}", "east": f"{east}"}
    file = RegionFile.model_validate({"label": id_, "credit": "us", **edges})
    return Region.of(id_, file)


VALLEY = _region("valley", 10, 20, 12, 22)
COUNTRY = _region("country", 5, 15, 15, 25)
OCEAN = _region("ocean", -10, 170, 10, 200)
ATLAS = Atlas([COUNTRY, OCEAN, VALLEY], "country")


def test_a_point_is_placed_from_the_upper_left_corner() -> None:
    assert VALLEY.place((12, 20)) == (0, 0)
    assert VALLEY.place((10, 22)) == (100, 100)
    assert OCEAN.place((0, 185)) == (50, 50)


def test_a_region_may_reach_over_the_180th_meridian() -> None:
    assert OCEAN.place((0, -175)) == OCEAN.place((0, 185))


def test_the_height_of_a_drawing_is_that_of_the_mercator_projection() -> None:
    assert OCEAN.height == round(1000 * 2 * mercator(10) / 30)


@pytest.mark.parametrize(
    ("points", "chosen"),
    [
        ([(11, 21)], "valley"),
        ([(11, 21), (7, 17)], "country"),
        ([(10.02, 21)], "country"),  # at the very edge of the valley
        ([(0, -178)], "ocean"),
        ([(11, 21), (11.5, 21.5), (0, 180)], "valley"),  # the most of them
    ],
)
def test_the_smallest_region_with_the_most_points_shows_them(
    points: list[Point], chosen: str
) -> None:
    region = ATLAS.around(points)
    assert region
    assert region.id == chosen


def test_points_on_no_map_have_no_region() -> None:
    assert ATLAS.around([(60, 60)]) is None
    assert ATLAS.around([]) is None
    assert Atlas().around([(11, 21)]) is None


def test_the_overview_is_the_region_that_says_so() -> None:
    assert ATLAS.overview == COUNTRY
    assert Atlas().overview is None


def test_longitudes_are_counted_on_from_the_westernmost_region() -> None:
    assert ATLAS.unrolled((0, -175)) == (0, 185)
    assert ATLAS.unrolled((0, 20)) == (0, 20)

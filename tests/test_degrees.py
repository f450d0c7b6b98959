"""Degrees: as exact as a town or an island, and within reach."""

from __future__ import annotations

from typing import Any

import pytest

from briefing.degrees import degrees, point
from briefing.problem import Mistake


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (["46.5", "9.61"], (46.5, 9.61)),
        (["-46", "-180"], (-46, -180)),
        (["90", "180"], (90, 180)),
        (["0", "0.00"], (0, 0)),
    ],
)
def test_a_point_is_a_latitude_and_a_longitude(written: Any, meant: Any) -> None:
    assert point(written) == meant


@pytest.mark.parametrize(
    "written",
    [
        *("46.5, 9.61", ["46.5"], ["46.5", "9.61", "3"], None, ["46.501", "9.6"]),
        *(["91", "0"], ["0", "180.5"], ["46,5", "9"], ["1e1", "2"], ["46.", "9"], [True, "9"]),
    ],
)
def test_anything_else_is_a_mistake_with_a_cure(written: Any) -> None:
    mistake = point(written)
    assert isinstance(mistake, Mistake)
    assert mistake.cure


def test_degrees_may_be_counted_on_beyond_180() -> None:
    assert degrees("205.5") == 205.5
    assert isinstance(degrees("361"), Mistake)
    assert isinstance(degrees("east"), Mistake)

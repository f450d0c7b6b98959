"""Degrees: where something is on the globe, as exact as a town or an island and no more.

In: what stands in a file, as it is written. Out: numbers, or the mistake in it.
"""

from __future__ import annotations

import re
from typing import Any

from briefing.problem import Mistake

DEGREES = re.compile(r"-?[0-9]{1,3}(?:\.([0-9]+))?\Z")
MOST_DECIMALS = 2
"""Of a degree: about a kilometre."""
REACH = {"latitude": 90, "longitude": 180}
ROUND = 360
MERCATOR = 85
"""The latitude that maps end at."""
HOW_TO = "write [latitude, longitude], such as [12.34, 123.4]"

Point = tuple[float, float]
"""Latitude and longitude."""


def point(value: Any) -> Point | Mistake:
    """A point, given by its latitude and its longitude."""
    if not isinstance(value, list) or len(value) != len(REACH):
        return Mistake("a point is a latitude and a longitude", HOW_TO)
    for number, (name, reach) in zip(value, REACH.items(), strict=True):
        if mistake := _mistake(number, name, reach):
            return mistake
    latitude, longitude = map(float, value)
    return latitude, longitude


def _mistake(number: Any, name: str, reach: int) -> Mistake | None:
    match = DEGREES.match(number) if isinstance(number, str) else None
    if not match:
        return Mistake(f"the {name} is no number of degrees", HOW_TO)
    if abs(float(number)) > reach:
        return Mistake(f"a {name} of {number}°", f"it is from -{reach} to {reach}")
    if len(match[1] or "") > MOST_DECIMALS:
        cure = f"write {float(number):.{MOST_DECIMALS}f}, as exact as a town or an island"
        return Mistake(f"the {name} is too exact", cure)
    return None


def degrees(value: Any) -> float | Mistake:
    """A number of degrees; beyond 180 it is counted on eastwards."""
    if isinstance(value, str) and DEGREES.match(value) and abs(float(value)) <= ROUND:
        return float(value)
    return Mistake("this is no number of degrees", f"write one from -{ROUND} to {ROUND}")

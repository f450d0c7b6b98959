"""Labels: names set beside their points on a small map, so that none covers another.

In: names and places in pixels. Out: where each name goes; no place for those that find no room.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

LETTER, LINE = 6.7, 14.0
"""About the width of a letter, and the height of a line, in pixels."""
GAP = 8.0
"""From a point to its name."""
DOT = 6.0
"""The radius that a point keeps free."""

Box = tuple[float, float, float, float]


class Named(NamedTuple):
    """A point with a name to be set; an area's name stands at its middle, and no dot does."""

    name: str
    x: float
    y: float
    is_area: bool = False


class Label(NamedTuple):
    """Where a name goes: how it is aligned, and how far from its point."""

    anchor: Literal["start", "middle", "end"]
    dx: float
    dy: float


BESIDE = (
    *(Label("start", GAP, 4), Label("end", -GAP, 4), Label("middle", 0, -GAP - 2)),
    *(Label("middle", 0, GAP + 10), Label("start", 5, -GAP), Label("start", 5, GAP + 8)),
    *(Label("end", -5, -GAP), Label("end", -5, GAP + 8)),
)
WITHIN = (
    *(Label("middle", 0, 4 + dy) for dy in (0, -LINE, LINE, -2 * LINE, 2 * LINE)),
    *(Label("end", 0, 4), Label("start", 0, 4)),
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """What names are set on, in pixels."""

    width: float
    height: float

    def labels(self, named: Sequence[Named]) -> list[Label | None]:
        """A place for the name of each point, those first that come first."""
        taken = [_around(point) for point in named if not point.is_area]
        found: list[Label | None] = []
        for point in named:
            label = next(self._free(point, taken), None)
            if label:
                taken.append(_box(point, label))
            found.append(label)
        return found

    def _free(self, point: Named, taken: Sequence[Box]) -> Iterator[Label]:
        own = () if point.is_area else (_around(point),)
        for label in WITHIN if point.is_area else BESIDE:
            box = _box(point, label)
            if self._has(box) and not any(_meet(box, it) for it in taken if it not in own):
                yield label

    def _has(self, box: Box) -> bool:
        left, top, right, bottom = box
        return left >= 0 and top >= 0 and right <= self.width and bottom <= self.height


def _around(point: Named) -> Box:
    return point.x - DOT, point.y - DOT, point.x + DOT, point.y + DOT


def _box(point: Named, label: Label) -> Box:
    width = LETTER * len(point.name)
    before = {"start": 0.0, "middle": width / 2, "end": width}[label.anchor]
    left, bottom = point.x + label.dx - before, point.y + label.dy + 3
    return left, bottom - LINE, left + width, bottom


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]

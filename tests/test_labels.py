"""Labels: names find room beside their points, or none at all."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from briefing.labels import Named, Sheet, _around, _box, _meet

SHEET = Sheet(300, 300)


def test_a_name_alone_stands_to_the_right() -> None:
    (label,) = SHEET.labels([Named("Mill", 100, 100)])
    assert label
    assert label.anchor == "start"


def test_a_name_at_the_edge_turns_to_the_other_side() -> None:
    (label,) = SHEET.labels([Named("Mill Bridge", 290, 100)])
    assert label
    assert label.anchor == "end"


def test_a_name_that_finds_no_room_is_left_out() -> None:
    crowd = [Named(f"A long name, number {i}", 150, 150 + i) for i in range(12)]
    assert None in SHEET.labels(crowd)


def test_the_name_of_an_area_stands_at_its_middle() -> None:
    (label,) = SHEET.labels([Named("Valley", 150, 150, is_area=True)])
    assert label
    assert (label.anchor, label.dx) == ("middle", 0)


points = st.builds(
    Named,
    st.text("abc ", min_size=1, max_size=20),
    st.floats(0, 300),
    st.floats(0, 300),
    st.booleans(),
)


@given(st.lists(points, max_size=12))
def test_no_name_covers_another_or_leaves_the_sheet(named: list[Named]) -> None:
    labels = SHEET.labels(named)
    boxes = [_box(point, label) for point, label in zip(named, labels, strict=True) if label]
    assert not any(_meet(one, other) for one, other in combinations(boxes, 2))
    assert all(b[0] >= 0 and b[1] >= 0 and b[2] <= 300 and b[3] <= 300 for b in boxes)


@given(st.lists(points, max_size=12))
def test_no_name_covers_the_dot_of_another(named: list[Named]) -> None:
    labels = SHEET.labels(named)
    for i, (point, label) in enumerate(zip(named, labels, strict=True)):
        others = [p for j, p in enumerate(named) if j != i and not p.is_area]
        # Two dots that meet are one to the eye.
        apart = [p for p in others if point.is_area or not _meet(_around(p), _around(point))]
        assert not label or not any(_meet(_box(point, label), _around(p)) for p in apart)

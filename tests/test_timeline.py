"""The timeline: what happened, in order, along an axis; what was only observed has no place."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.timeline import LEFT, RIGHT, Timeline, timeline
from briefing.view import View
from tests.helpers import linked


def _drawn(root: Path, *facts: str) -> Timeline | None:
    lines = "".join(
        f"  n-{i}: {{property: note, says: Fact {i}., status: reported, {fact}, "
        "cite: [{source: herald-2024, at: p}]}\n"
        for i, fact in enumerate(facts)
    )
    dossier = linked(root, {"data/bridges/mill-bridge.yaml": f"name: Mill\nfacts:\n{lines}"})
    facts_ = dossier.entities["mill-bridge"].facts.values()
    return timeline(View(dossier, "bridges/mill-bridge/", "mill-bridge"), facts_)


def _on(*days: str) -> list[str]:
    return [f"when: {{on: {day}}}" for day in days]


def test_events_stand_in_order_within_the_axis(tmp_path: Path) -> None:
    drawn = _drawn(tmp_path, *_on("1950-03-01", "1931-05-30", "1940"))
    assert drawn
    assert [(event.number, event.fact.href) for event in drawn.events] == [
        *((1, "#n-1"), (2, "#n-2"), (3, "#n-0"))
    ]
    places = [event.x for event in drawn.events]
    assert places == sorted(places)
    assert all(LEFT <= e.x <= e.x + e.width <= RIGHT for e in drawn.events)
    assert [event.width > 0 for event in drawn.events] == [False, True, False]


def test_two_events_need_no_drawing(tmp_path: Path) -> None:
    assert _drawn(tmp_path, *_on("1931", "1940")) is None


def test_observations_are_no_events(tmp_path: Path) -> None:
    assert _drawn(tmp_path, *_on("1931", "1940"), "when: {as-of: 1950}") is None


def test_events_of_one_day_stand_in_lanes_of_their_own(tmp_path: Path) -> None:
    drawn = _drawn(tmp_path, *_on("1931-05-30", "1931-05-30", "1931-05-30"))
    assert drawn
    assert len({event.y for event in drawn.events}) == 3
    assert max(event.y for event in drawn.events) < drawn.height


@pytest.mark.parametrize(
    "days",
    [("0001", "0500", "9999"), ("9999", "9999-12-31", "9999-01"), ("0001-01-01",) * 3],
    ids=["the whole calendar", "its end", "its beginning"],
)
def test_any_dates_have_a_place(tmp_path: Path, days: tuple[str, ...]) -> None:
    drawn = _drawn(tmp_path, *_on(*days))
    assert drawn
    assert all(LEFT <= e.x <= RIGHT and e.x + e.width < 100 for e in drawn.events)
    assert 0 < len(drawn.rules) <= 8

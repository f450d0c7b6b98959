"""Locators: which places a page's map shows, where, and why."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.locator import Locator, locator, overview
from briefing.view import View
from tests.helpers import BASE, Files, linked

REGION = "label: The valley\nsouth: 10\nwest: 20\nnorth: 12\neast: 22\ncredit: us\noverview: true\n"
WIDER = "label: The country\nsouth: 5\nwest: 15\nnorth: 15\neast: 25\ncredit: us\n"
PART_OF = (
    "  part-of: {label: Part of, reverse: Contains, group: statements, type: entity, "
    "kinds: [rivers]}\n"
)
RIVERS = (BASE / "data/schema/rivers.yaml").read_text("utf-8") + PART_OF + "located: true\n"
CITE = "cite: [{source: herald-2024, at: p}]"


def river(name: str, position: str, facts: str = "") -> str:
    return f"name: {name}\nposition: {position}\n" + (f"facts:\n{facts}" if facts else "")


def at(latitude: float, longitude: float, of: str = "town") -> str:
    return f"{{at: [{latitude}, {longitude}], of: {of}, from: a list}}"


def part_of(river: str) -> str:
    return f"  part-of: {{value: {river}, status: confirmed, {CITE}}}\n"


FILES: Files = {
    "data/map/valley.yaml": REGION,
    "data/map/country.yaml": WIDER,
    **{f"docs/assets/map/{id_}.svg": "<svg/>" for id_ in ("valley", "country")},
    "docs/assets/map/coastline.geojson": "{}",
    "data/schema/rivers.yaml": RIVERS,
    "data/rivers/alder.yaml": river("Alder", at(11, 21)),
    "data/rivers/brook.yaml": river("Brook", at(11.5, 21.5), part_of("alder")),
    "data/rivers/lake.yaml": river("Lake", at(7, 17, "area"), part_of("alder")),
    "data/rivers/delta.yaml": river("Delta", "{none: It moves.}", part_of("alder")),
}


def crossing(river: str, more: str = "status: confirmed") -> Files:
    fact = f"  crosses: {{value: {river}, {more}, {CITE}}}\n"
    return {"data/bridges/mill-bridge.yaml": f"name: Mill Bridge\nfacts:\n{fact}"}


def _locator(root: Path, kind: str, id_: str, more: Files | None = None) -> Locator | None:
    dossier = linked(root, {**FILES, **(more or {})})
    return locator(View(dossier, f"{kind}/{id_}/", id_), dossier.entities[id_])


def _names(drawn: Locator | None) -> list[str]:
    assert drawn
    return [spot.name for spot in drawn.spots]


def test_a_page_shows_the_places_that_its_facts_lead_to(tmp_path: Path) -> None:
    drawn = _locator(tmp_path, "bridges", "mill-bridge", crossing("brook"))
    assert _names(drawn) == ["Brook"]
    assert drawn
    assert drawn.region.id == "valley"
    assert drawn.land == "../../assets/map/valley.svg"
    assert [(stop.label, stop.href) for stop in drawn.stops] == [("Crosses", "#crosses")]


def test_facts_that_lead_to_a_place_alike_are_told_apart_by_their_time(tmp_path: Path) -> None:
    twice = {
        "data/bridges/mill-bridge.yaml": "name: Mill Bridge\nfacts:\n"
        f"  crosses: {{value: brook, status: confirmed, when: {{from: 1990}}, {CITE}}}\n"
        "  crosses-2: {property: crosses, value: brook, status: confirmed, "
        f"when: {{as-of: 2001}}, {CITE}}}\n"
    }
    for more, whens in ((twice, ["since 1990", "as of 2001"]), (crossing("brook"), [""])):
        drawn = _locator(tmp_path, "bridges", "mill-bridge", more)
        assert drawn
        assert [[stop.when for stop in stops] for _, stops in drawn.places()] == [whens]


def test_a_place_shows_itself_and_the_places_that_lead_to_it(tmp_path: Path) -> None:
    drawn = _locator(tmp_path, "rivers", "alder")
    assert _names(drawn) == ["Alder", "Brook", "Lake"]
    assert drawn
    assert drawn.region.id == "country"  # for the lake is beyond the valley
    assert [spot.shape for spot in drawn.spots] == ["own", "dot", "area"]


def test_a_place_without_a_position_is_listed_but_not_drawn(tmp_path: Path) -> None:
    drawn = _locator(tmp_path, "rivers", "alder")
    assert drawn
    assert [card.id for card in drawn.undrawn()] == ["delta"]
    assert "delta" not in [card.id for card, _ in drawn.places()]


@pytest.mark.parametrize(
    ("more", "shape"),
    [("status: confirmed", "dot"), ("status: reported", "dot"), ("status: planned", "plan")],
)
def test_what_is_planned_looks_otherwise(tmp_path: Path, more: str, shape: str) -> None:
    drawn = _locator(tmp_path, "bridges", "mill-bridge", crossing("brook", more))
    assert drawn
    assert [spot.shape for spot in drawn.spots] == [shape]


@pytest.mark.parametrize("river", ["delta"])
def test_a_page_that_leads_to_no_point_has_no_map(tmp_path: Path, river: str) -> None:
    assert _locator(tmp_path, "bridges", "mill-bridge", crossing(river)) is None


def test_what_is_denied_is_not_drawn(tmp_path: Path) -> None:
    files = crossing("brook", "status: denied")
    assert _locator(tmp_path, "bridges", "mill-bridge", files) is None


def test_places_at_one_point_share_a_spot(tmp_path: Path) -> None:
    bank = {"data/rivers/bank.yaml": river("Bank", at(11, 21), part_of("alder"))}
    drawn = _locator(tmp_path, "rivers", "alder", bank)
    assert "Alder, Bank" in _names(drawn)


def test_spots_say_since_when_it_is_known_and_what_days_it_is_about(tmp_path: Path) -> None:
    files = crossing("brook", "status: reported, when: {from: 2023-05, until: 2024}")
    drawn = _locator(tmp_path, "bridges", "mill-bridge", files)
    assert drawn
    (spot,) = drawn.spots
    assert spot.times == ("2024-05-01", "2023-05-01", "2024-12-31", "")


def test_a_subject_without_regions_has_no_maps(tmp_path: Path) -> None:
    dossier = linked(tmp_path, {})
    for entity in dossier.entities.values():
        assert locator(View(dossier, entity.address, entity.id), entity) is None
    assert overview(View(dossier, "")) is None


def test_the_overview_has_every_place_of_its_region(tmp_path: Path) -> None:
    drawn = overview(View(linked(tmp_path, FILES), ""))
    assert drawn
    assert drawn.region.id == "valley"
    assert sorted(_names(drawn)) == ["Alder", "Brook"]

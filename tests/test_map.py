"""The map's page: its places in order, what is said of each, and how much of a great deal."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from briefing.pages import index_pages
from briefing.pages.gathered import Gathered, gathered
from briefing.pages.map import MOST_AT_A_PLACE, MappedPlace, map_context
from tests.helpers import Files, linked
from tests.test_locator import CITE, FILES, at, river


def bridge(number: int, status: str = "reported", more: str = "") -> Files:
    fact = f"  crosses: {{value: alder, status: {status}, {more}{CITE}}}\n"
    return {f"data/bridges/b-{number}.yaml": f"name: Bridge {number}\nfacts:\n{fact}"}


def _shown(root: Path, *more: Files) -> dict[str, Any]:
    dossier = linked(root, {path: text for files in (FILES, *more) for path, text in files.items()})
    return map_context(dossier, gathered(dossier))


def _place(shown: dict[str, Any], id_: str) -> MappedPlace:
    places: list[MappedPlace] = [*shown["places"], *shown["undrawn"]]
    return next(place for place in places if place.row.id == id_)


def test_places_stand_in_the_order_of_their_names(tmp_path: Path) -> None:
    shown = _shown(tmp_path)
    assert [place.row.id for place in shown["places"]] == ["alder", "brook", "lake"]


def test_a_place_without_a_position_is_listed_with_the_reason(tmp_path: Path) -> None:
    (place,) = _shown(tmp_path)["undrawn"]
    assert (place.row.name, place.row.origin, place.at) == ("Delta", "It moves.", None)


def test_a_place_has_the_facts_that_lead_to_it(tmp_path: Path) -> None:
    place = _place(_shown(tmp_path, bridge(1, "planned")), "alder")
    fact = next(fact for fact in place.facts if fact.row.name == "Bridge 1")
    assert (fact.row.kind, fact.row.label, fact.row.status) == ("bridges", "Crosses", "planned")
    assert fact.href == "../bridges/b-1/#crosses"


def test_facts_between_places_are_left_to_their_pages(tmp_path: Path) -> None:
    shown = _shown(tmp_path)
    assert _place(shown, "lake").facts == ()  # which is said to be a part of the Alder
    assert {fact.row.kind for fact in _place(shown, "alder").facts} == {"bridges"}


def test_own_plans_of_a_place_are_shown(tmp_path: Path) -> None:
    note = f"  note: {{says: It is to be cleaned., status: planned, {CITE}}}\n"
    files = {"data/rivers/canal.yaml": river("Canal", at(11, 20.5), note)}
    (fact,) = _place(_shown(tmp_path, files), "canal").facts
    assert (fact.row.name, fact.row.kind, fact.row.says) == ("", "rivers", "It is to be cleaned.")


def test_what_is_over_or_denied_comes_last(tmp_path: Path) -> None:
    over = bridge(1, "confirmed", "when: {from: 2001, until: 2002}, ")
    shown = _shown(tmp_path, over, bridge(2, "denied"), bridge(3))
    names = [fact.row.name for fact in _place(shown, "alder").facts]
    assert set(names[-2:]) == {"Bridge 1", "Bridge 2"}


def test_a_place_with_a_great_many_facts_counts_the_others_by_what_is_asked_for(
    tmp_path: Path,
) -> None:
    many = [bridge(number) for number in range(MOST_AT_A_PLACE + 5)]
    place = _place(_shown(tmp_path, *many), "alder")
    assert len(place.facts) == MOST_AT_A_PLACE
    counted = sum(int(token.rpartition(":")[2]) for token in place.tokens.split())
    assert counted == place.more > 0
    assert "bridges/reported/single:" in place.tokens


@pytest.mark.parametrize(("files", "has_map"), [(FILES, True), ({}, False)])
def test_only_a_subject_with_regions_has_a_map(tmp_path: Path, files: Files, has_map: bool) -> None:
    dossier = linked(tmp_path, files)
    addresses = [page.address for page in index_pages(dossier, Gathered())]
    assert ("map/" in addresses) == has_map
    assert has_map == bool(gathered(dossier).on("map/"))

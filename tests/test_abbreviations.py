"""Short names are explained where they stand, once a section, and only where they are clear."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.abbreviations import is_short, short_words
from briefing.shown import Part
from briefing.view import View
from tests.helpers import Files, linked

HERALD = "cite: [{source: herald-2024, at: p}]"
OFFICE: Files = {
    "data/bodies/river-office.yaml": "name: River Office of the North\naliases: [RON, 3rd ROX]\n"
}
RON = Part("RON", "../../bodies/river-office/", "River Office of the North")


def _said(root: Path, says: str, files: Files = OFFICE) -> tuple[Part, ...]:
    bridge = f"name: Mill\nfacts:\n  note: {{says: '{says}', status: reported, {HERALD}}}\n"
    dossier = linked(root, {**files, "data/bridges/mill-bridge.yaml": bridge})
    view = View(dossier, "bridges/mill-bridge/", "mill-bridge")
    return view.fact(dossier.entities["mill-bridge"].facts["note"]).says


@pytest.mark.parametrize("name", ["RON", "PAC-3", "AN/TPS-80", "12th MLR", "ROoN", "X35B"])
def test_a_word_of_capitals_and_figures_is_an_abbreviation(name: str) -> None:
    assert is_short(name)


@pytest.mark.parametrize("name", ["US", "Ron", "River Office", "RON and RAN", "2024", "12th", ""])
def test_other_names_are_none(name: str) -> None:
    assert not is_short(name)


def test_an_ordinal_before_a_word_belongs_to_it_or_does_not() -> None:
    said = "The 12th MLR (a unit)"
    assert [(said[start:end], words) for start, end, words in short_words(said)] == [
        ("12th MLR", "12th MLR"),
        ("MLR", "MLR"),
    ]


def test_a_short_name_leads_to_its_entity_with_the_name_in_full(tmp_path: Path) -> None:
    assert _said(tmp_path, "The RON built it.") == (Part("The "), RON, Part(" built it."))


def test_it_is_explained_once_in_a_section(tmp_path: Path) -> None:
    said = _said(tmp_path, "RON built it, RON says.")
    assert said == (RON, Part(" built it, RON says."))


def test_it_is_explained_anew_in_the_next_section(tmp_path: Path) -> None:
    dossier = linked(tmp_path, OFFICE)
    view = View(dossier, "bridges/weir-bridge/", "weir-bridge")
    assert RON in view.said("RON built it.", "weir-bridge")
    assert RON not in view.said("RON built it.", "weir-bridge")
    view.begin_section()
    assert RON in view.said("RON built it.", "weir-bridge")


def test_a_link_that_is_a_short_name_is_explained_where_it_is(tmp_path: Path) -> None:
    said = _said(tmp_path, "The [[river-office|RON]] built it.")
    assert said == (Part("The "), RON, Part(" built it."))


def test_a_link_that_leads_elsewhere_stays_as_it_is(tmp_path: Path) -> None:
    said = _said(tmp_path, "See [[alder|RON]].")
    assert said == (Part("See "), Part("RON", "../../rivers/alder/"), Part("."))


def test_what_two_entities_are_called_is_not_explained(tmp_path: Path) -> None:
    other = {**OFFICE, "data/bodies/owners.yaml": "name: Owners of the North\naliases: [RON]\n"}
    assert _said(tmp_path, "RON built it.", other) == (Part("RON built it."),)


def test_a_name_that_repeats_the_short_one_explains_nothing(tmp_path: Path) -> None:
    other = {"data/bodies/river-office.yaml": "name: RON Office\naliases: [RON]\n"}
    assert _said(tmp_path, "RON built it.", other) == (Part("RON built it."),)


def test_a_sentence_that_says_the_name_in_full_needs_no_more(tmp_path: Path) -> None:
    said = _said(tmp_path, "The RON, the [[river-office]], built it.")
    full = Part("River Office of the North", RON.href)
    assert said == (Part("The RON, the "), full, Part(", built it."))


def test_an_entity_whose_name_is_short_is_explained_by_its_long_alias(tmp_path: Path) -> None:
    other = {"data/bodies/river-office.yaml": "name: RON\naliases: [River Office of the North]\n"}
    assert RON in _said(tmp_path, "RON built it.", other)


def test_no_page_explains_the_entity_that_it_is_about(tmp_path: Path) -> None:
    dossier = linked(tmp_path, OFFICE)
    view = View(dossier, "bodies/river-office/", "river-office")
    assert view.said("RON built it.", "river-office") == (Part("RON built it."),)

"""Words of texts and queries: what counts in them, and what does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.search.words import LONGEST, fold, named, pieces, terms
from tests.reference import is_in

TERMS = {
    "case and accents": ("Ryūkyū É ÅNGSTRÖM", {"ryukyu", "e", "angstrom"}),
    "letters without an accent of their own": ("Łódź straße Ærø", {"lodz", "strasse", "aero"}),
    "widths": ("１２ ﾊｼ", {"12", "ハシ", "シ"}),
    "apostrophes": ("the mill's O‘ahu", {"the", "mills", "oahu"}),
    "dots of abbreviations": ("The U.S. and e.g. this. A", {"the", "us", "and", "eg", "this", "a"}),
    "thousands": ("1,600 km, 12,34", {"1600", "km", "12", "34"}),
    "compounds": ("X-12B side-by-side", {"x", "12b", "x12b", "side", "by", "sidebyside"}),
    "days are no compounds": ("2024-11-25", {"2024", "11", "25"}),
    "scripts without spaces": ("第2水車橋", {"第", "2", "水車", "車橋", "橋"}),
    "voiced kana": ("がか", {"がか", "か"}),
    "Thai": ("สะพาน", {"สะ", "ะพ", "พา", "าน", "น"}),
    "vowel signs": ("हिन्दी", {"हिन्दी"}),
    "Greek": ("ΟΔΟΣ", {"οδοσ"}),
    "nothing": ("… – !", set()),
}


@pytest.mark.parametrize(("text", "found"), TERMS.values(), ids=TERMS)
def test_a_text_is_found_by_its_terms(text: str, found: set[str]) -> None:
    assert set(terms(text)) == found


def test_a_query_asks_for_beginnings_of_words_and_for_pairs_of_letters() -> None:
    assert pieces("Mill-br 水車橋 橋 mill") == [
        ("mill", True), ("br", True), ("橋", True), ("水車", False), ("車橋", False),
    ]  # fmt: skip


def test_a_name_is_as_long_as_what_asks_for_it() -> None:
    assert named("Weir-Side Bridge of X-1")[0] == 6
    assert named("水車橋")[0] == 2


def test_of_a_long_word_its_beginning_counts() -> None:
    word = "a" * (LONGEST + 5)
    assert terms(word) == ["a" * LONGEST] == [piece.text for piece in pieces(word)]


@given(st.text())
def test_every_text_is_found_by_itself(text: str) -> None:
    found = terms(text)
    assert [piece for piece in pieces(text) if not is_in(piece, found)] == []


@given(st.text(), st.data())
def test_whoever_has_typed_a_part_of_a_word_has_found_it(text: str, data: st.DataObject) -> None:
    for piece in pieces(text):
        if piece.is_beginning:
            part = piece.text[: data.draw(st.integers(1, len(piece.text)))]
            assert all(is_in(asked, terms(text)) for asked in pieces(part)), part


@given(st.text())
def test_to_fold_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)

"""Texts with links, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.text import Link, links, parts, stray_brackets


@pytest.mark.parametrize(
    ("text", "entity", "fact", "label"),
    [
        ("[[alder]]", "alder", "", ""),
        ("[[alder|the river]]", "alder", "", "the river"),
        ("[[weir-bridge#length]]", "weir-bridge", "length", ""),
        ("[[weir-bridge#length|120 m]]", "weir-bridge", "length", "120 m"),
        ("[[#length|120 m]]", "", "length", "120 m"),
        ("[[ alder | the river ]]", "alder", "", "the river"),
        ("[[alder|the #1 river]]", "alder", "", "the #1 river"),
        ("[[alder|the|river]]", "alder", "", "the|river"),
        ("[[]]", "", "", ""),
    ],
)
def test_link_has_entity_fact_and_label(text: str, entity: str, fact: str, label: str) -> None:
    assert links(text) == [Link(entity, fact, label, 0, len(text))]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[alder]",
        "[[alder",
        "alder]]",
        "[[a[b]]",
        "[[alder#length#width]]",
        "[[a\\]",
        "[ [alder]]",
    ],
)
def test_what_is_no_link_stays_text(text: str) -> None:
    assert links(text) == []
    assert "".join(part for part in parts(text) if isinstance(part, str)) == text


def test_markup_is_text() -> None:
    text = "<b>not</b> {{ this }} *or* [that](javascript:x) &amp; `[x]`"
    assert list(parts(text)) == [text]


def test_text_is_cut_at_its_links_in_order() -> None:
    text = "From [[weir-bridge|the weir]] to [[alder]]"
    assert list(parts(text)) == [
        "From ",
        Link("weir-bridge", "", "the weir", 5, 29),
        " to ",
        Link("alder", "", "", 33, 42),
    ]


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("no brackets", -1),
        ("[[alder]] and [one] more", -1),
        ("[[alder", 0),
        ("see alder]]", 9),
        ("[[alder]] and [[beck", 14),
        ("[[alder|[[beck]]]]", 16),
        ("[[alder#a#b]]", 11),
    ],
)
def test_bracket_outside_a_link_is_found(text: str, at: int) -> None:
    assert stray_brackets(text) == at


linked = st.text("[]|#ab 橋\n", max_size=40)


@given(st.text() | linked)
def test_parts_join_back_to_the_text(text: str) -> None:
    found = list(parts(text))
    written = [text[p.start : p.end] if isinstance(p, Link) else p for p in found]
    assert "".join(written) == text
    assert "" not in found


@given(st.text() | linked)
def test_links_are_the_links_among_the_parts(text: str) -> None:
    assert links(text) == [part for part in parts(text) if isinstance(part, Link)]


@given(st.text() | linked)
def test_text_without_stray_brackets_has_none_outside_its_links(text: str) -> None:
    outside = [part for part in parts(text) if isinstance(part, str)]
    has_stray = any("[[" in part or "]]" in part for part in outside)
    assert (stray_brackets(text) >= 0) is has_stray

"""Names in other languages."""

from __future__ import annotations

import pytest

from briefing.native import NativeName, language_name, native_names


@pytest.mark.parametrize(
    ("tag", "name"),
    [("ja", "Japanese"), ("en", "English"), ("zh-hant", "Chinese"), ("x", "x"), ("tlh-x", "tlh-x")],
)
def test_language_has_its_english_name_or_its_tag(tag: str, name: str) -> None:
    assert language_name(tag) == name


def test_names_that_only_differ_in_script_are_one_with_its_readings() -> None:
    names = {"ja": "橋", "ja-latn": "Hashi", "de": "Brücke"}
    assert native_names(names) == (
        NativeName("Japanese", "ja", "橋", (("ja-latn", "Hashi"),)),
        NativeName("German", "de", "Brücke", ()),
    )

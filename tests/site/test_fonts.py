"""Every character that a page shows has a glyph in the fonts that the site brings along."""

from __future__ import annotations

import unicodedata

from tests.site.building import PROJECT, Built
from tools.fonts import FONTS, missing

SCRIPTS_AND_STYLES = ("*.js", "briefing.css", "map.css")
"""What writes words into pages in the browser."""


def without_glyph(text: str) -> dict[str, list[str]]:
    """The characters of a text that a browser has to take from the reader's own fonts."""
    return missing({char for char in text if unicodedata.category(char)[0] != "C"}, FONTS)


def test_every_character_of_every_page_has_a_glyph(dossier: Built) -> None:
    shown = "".join(page.text for page in dossier.pages.values())
    assert without_glyph(shown) == {"serif": [], "sans": []}


def test_every_character_that_scripts_and_styles_can_add_has_a_glyph() -> None:
    assets = PROJECT / "templates" / "theme" / "assets"
    files = {file for pattern in SCRIPTS_AND_STYLES for file in assets.glob(pattern)}
    files -= {assets / "search.js"}  # its letters are those that it reads, to compare words
    added = "".join(file.read_text("utf-8") for file in files)
    assert without_glyph(added) == {"serif": [], "sans": []}


def test_a_character_without_a_glyph_is_found() -> None:
    assert without_glyph("a ← 島") == {"serif": ["←"], "sans": ["←"]}

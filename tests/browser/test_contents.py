"""The list of a page's contents follows the reader."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect


@pytest.mark.parametrize("width", [1000, 1440], ids=["with the menu", "with tabs"])
def test_the_section_that_one_goes_to_is_marked(width: int, page: Page, dossier: str) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{dossier}capabilities/typhon/")
    contents = page.locator(".md-nav--secondary")
    for section in ("Figures", "Where sources disagree", "Relations"):
        contents.get_by_role("link", name=section, exact=True).click()
        expect(contents.locator(".md-nav__link--active").last).to_have_text(section)

"""axe finds nothing on any kind of page, light or dark, wide or narrow."""

from __future__ import annotations

from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, ViewportSize, expect

from tests.browser.kinds import DOSSIER, TINY

OF_TINY = (
    "entity in conflict",
    "hostile entity",
    "entity with earlier values and removed facts",
    "organization that only publishes",
    "source that was withdrawn",
    "publishers",
    "coverage",
    "map",
)
PAGES = [
    *(("dossier", address) for address in DOSSIER.values()),
    *(("tiny", TINY[name]) for name in OF_TINY),
]
NAMES = [*DOSSIER, *(f"tiny, {name}" for name in OF_TINY)]
OPTIONS = {"resultTypes": ["violations"]}
Scheme = Literal["light", "dark"]
SCHEMES: dict[Scheme, str] = {"light": "default", "dark": "slate"}
WIDE: ViewportSize = {"width": 1440, "height": 900}
NARROW: ViewportSize = {"width": 390, "height": 844}


@pytest.mark.parametrize(("site", "address"), PAGES, ids=NAMES)
def test_axe_finds_nothing(address: str, browser: Browser, root: str) -> None:
    found = []
    for scheme, name in SCHEMES.items():
        context = browser.new_context(color_scheme=scheme, reduced_motion="reduce")
        page = context.new_page()
        page.goto(root + address)
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", name)
        page.evaluate("document.querySelectorAll('details').forEach((part) => part.open = true)")
        for viewport in (WIDE, NARROW):
            page.set_viewport_size(viewport)
            for rule in Axe().run(page, options=OPTIONS).response["violations"]:
                nodes = [node["html"][:120] for node in rule["nodes"]]
                found.append((viewport["width"], scheme, rule["id"], nodes[:3], len(nodes)))
        context.close()
    assert found == []

"""axe finds nothing on any kind of page, light or dark, wide or narrow, whatever is open."""

from __future__ import annotations

from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page, ViewportSize, expect

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
# WCAG 2.2 asks for the size of targets, which axe does only when told to.
OPTIONS = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
FEWER = """() => document.querySelectorAll(
    "tbody tr:nth-child(n + 30), li:nth-child(n + 30), .conflicts .conflict:nth-of-type(n + 12)"
).forEach((part) => part.remove())"""
"""Of long lists the first are enough: the others are like them, and take minutes."""
Scheme = Literal["light", "dark"]
SCHEMES: dict[Scheme, str] = {"light": "default", "dark": "slate"}
WIDE: ViewportSize = {"width": 1440, "height": 900}
NARROW: ViewportSize = {"width": 390, "height": 844}
WIDTHS: dict[Scheme, ViewportSize] = {"light": WIDE, "dark": NARROW}
"""Each page is looked at in both colours and in both widths."""
IN_EVERY_WAY = [DOSSIER[name] for name in ("home", "entity", "index", "facts", "map", "year")]
"""Those with the most kinds of parts: in both colours at both widths."""


@pytest.mark.parametrize(("site", "address"), PAGES, ids=NAMES)
def test_axe_finds_nothing(address: str, browser: Browser, root: str) -> None:
    found = []
    for scheme, name in SCHEMES.items():
        context = browser.new_context(color_scheme=scheme, reduced_motion="reduce")
        page = context.new_page()
        page.goto(root + address)
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", name)
        page.evaluate("document.querySelectorAll('details').forEach((part) => part.open = true)")
        page.evaluate(FEWER)
        for viewport in (WIDE, NARROW) if address in IN_EVERY_WAY else (WIDTHS[scheme],):
            page.set_viewport_size(viewport)
            found += [(viewport["width"], scheme, *rule) for rule in violations(page)]
        context.close()
    assert found == []


def violations(page: Page) -> list[tuple[str, list[str], int]]:
    """What axe finds wrong with a page as it is: the rule, some of the places, and how many."""
    broken = Axe().run(page, options=OPTIONS).response["violations"]
    return [
        (rule["id"], [node["html"][:120] for node in nodes[:3]], len(nodes))
        for rule in broken
        if (
            nodes := [node for node in rule["nodes"] if not is_on_the_map(rule["id"], node["html"])]
        )
    ]


def is_on_the_map(rule: str, html: str) -> bool:
    """Whether it is the size of a pin: one may cover another, and each has its button in the list.

    WCAG 2.2 excepts what has an equivalent on the page (2.5.8).
    """
    return rule == "target-size" and "leaflet-marker-icon" in html


@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_nothing_in_what_opens_over_a_page(
    scheme: Scheme, browser: Browser, dossier: str
) -> None:
    context = browser.new_context(
        color_scheme=scheme, viewport=NARROW, reduced_motion="reduce", has_touch=True
    )
    page = context.new_page()
    page.goto(f"{dossier}units/12th-mlr/")
    page.locator("a.ref:visible").first.tap()
    expect(page.locator("dialog.note-sheet")).to_be_visible()
    found = [("note", *rule) for rule in violations(page)]
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Menu").click()
    expect(page.locator(".md-nav--primary a", has_text="Sources")).to_be_in_viewport()
    found += [("menu", *rule) for rule in violations(page)]
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.type("typhon")
    expect(page.locator(".md-search-result__link").first).to_be_visible()
    found += [("search", *rule) for rule in violations(page)]
    context.close()
    assert found == []

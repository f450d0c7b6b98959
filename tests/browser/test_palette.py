"""Light and dark: by the system's wish, by the reader's choice, and remembered."""

from __future__ import annotations

from playwright.sync_api import Browser, Page, expect

BACKGROUND = "getComputedStyle(document.body).backgroundColor"
TOGGLE = "label[for^='__palette']:visible"


def brightness(page: Page) -> float:
    """How bright the page's background is, from 0 to 255."""
    colour = page.evaluate(BACKGROUND).partition("(")[2].rstrip(")").split(",")[:3]
    return sum(map(float, colour)) / 3


def test_the_system_decides_at_first(browser: Browser, dossier: str) -> None:
    seen = []
    for context in (
        browser.new_context(color_scheme="light"),
        browser.new_context(color_scheme="dark"),
    ):
        page = context.new_page()
        page.goto(dossier)
        seen.append(brightness(page))
        context.close()
    light, dark = seen
    assert light > 200
    assert dark < 60


def test_the_reader_switches_and_is_remembered(browser: Browser, dossier: str) -> None:
    context = browser.new_context(color_scheme="light")
    page = context.new_page()
    page.goto(dossier)
    body, seen = page.locator("body"), []
    for _ in range(3):
        page.locator(TOGGLE).click()
        seen.append((body.get_attribute("data-md-color-scheme"), brightness(page) > 128))
    assert set(seen) == {("default", True), ("slate", False)}
    while body.get_attribute("data-md-color-scheme") != "slate":
        page.locator(TOGGLE).click()
    page.goto(f"{dossier}units/")
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    assert brightness(page) < 60
    context.close()


def test_it_switches_by_keyboard(page: Page, dossier: str) -> None:
    page.goto(dossier)
    is_palette = "document.activeElement.name === '__palette'"
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate(is_palette):
            break
    assert page.evaluate(is_palette)
    before = page.evaluate("document.activeElement.id")
    page.keyboard.press("ArrowRight")
    assert page.evaluate(is_palette)
    assert page.evaluate("document.activeElement.id") != before
    page.keyboard.press("ArrowRight")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")


def test_a_first_visit_in_the_dark_is_never_light(browser: Browser, dossier: str) -> None:
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    # The theme's own script would set it, but only after the page has been drawn.
    page.route("**/bundle.*.js", lambda route: route.abort())
    page.goto(dossier)
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    context.close()

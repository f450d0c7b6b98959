"""Everything can be reached and used by keyboard alone, and what has the focus shows it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.kinds import DOSSIER

REGIMENT = "units/12th-mlr/"
# What has the focus, whether it can be seen, and whether something marks it.
FOCUSED = """() => {
    const it = document.activeElement;
    if (!it || it === document.body) return null;
    const marked = (e) => {
        const s = getComputedStyle(e);
        return (s.outlineStyle !== "none" && parseFloat(s.outlineWidth) > 0)
            || s.boxShadow !== "none";
    };
    // Hidden inputs are shown by a label: their own, or the one beside them.
    const labels = it.matches("input") ? [...it.labels, it.nextElementSibling] : [];
    const shown = [it, ...labels.filter((label) => label?.matches("label"))];
    const box = shown.map((e) => e.getBoundingClientRect()).find((b) => b.width && b.height);
    return {
        what: it.outerHTML.slice(0, 140),
        visible: Boolean(box) && box.bottom > 0 && box.top < innerHeight
            && box.right > 0 && box.left < innerWidth,
        marked: shown.some(marked),
    };
}"""


def walk(page: Page, most: int) -> list[dict[str, object]]:
    """Press Tab until the page is left: what has had the focus."""
    found = []
    for _ in range(most):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if focused is None:
            break
        found.append(focused)
    return found


@pytest.mark.parametrize("address", DOSSIER.values(), ids=DOSSIER)
def test_the_focus_is_always_seen(address: str, page: Page, dossier: str) -> None:
    page.goto(dossier + address)
    # The map moves to a pin that has the focus, in its own time: see its tests.
    found = [stop for stop in walk(page, 60) if "leaflet-marker-icon" not in str(stop["what"])]
    assert len(found) > 10
    assert [stop for stop in found if not stop["visible"] or not stop["marked"]] == []


def test_the_focus_is_seen_on_a_narrow_screen(page: Page, dossier: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(dossier + REGIMENT)
    found = walk(page, 60)
    assert len(found) > 10
    assert [stop for stop in found if not stop["visible"] or not stop["marked"]] == []


def test_the_menu_opens_by_keyboard_on_a_narrow_screen(page: Page, dossier: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(dossier + REGIMENT)
    button = page.locator("[for=__drawer].md-header__button")
    for _ in range(10):
        page.keyboard.press("Tab")
        if button.evaluate("button => button === document.activeElement"):
            break
    expect(button).to_be_focused()
    expect(button).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-expanded", "true")
    link = page.locator(".md-nav--primary a.md-nav__link", has_text="Sources")
    expect(link).to_be_in_viewport()
    page.keyboard.press("Escape")
    expect(button).to_have_attribute("aria-expanded", "false")
    expect(link).not_to_be_in_viewport()


@pytest.mark.parametrize("address", ["", REGIMENT, "units/", "briefs/november-2024/", "method/"])
def test_the_first_stop_skips_to_the_content(address: str, page: Page, dossier: str) -> None:
    page.goto(dossier + address)
    page.keyboard.press("Tab")
    skip = page.locator("a.md-skip")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_be_in_viewport()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.md-content') !== null")


def test_the_tabs_lead_to_the_sections(page: Page, dossier: str) -> None:
    page.goto(dossier)
    tab = page.locator(".md-tabs__link", has_text="Units")
    for _ in range(40):
        page.keyboard.press("Tab")
        if tab.evaluate("tab => tab === document.activeElement"):
            break
    expect(tab).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/units/")
    expect(page.locator(".md-tabs__item--active")).to_have_text("Units")


def test_the_search_opens_finds_and_closes(page: Page, dossier: str) -> None:
    page.goto(dossier)
    page.keyboard.press("/")
    expect(page.locator(".md-search__input")).to_be_focused()
    page.keyboard.type("12th MLR")
    expect(page.locator(f".md-search-result__link[href*='{REGIMENT}']").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.matches('.md-search-result__link')")
    found = page.evaluate("document.activeElement.href")
    page.keyboard.press("Enter")
    page.wait_for_url(found)
    page.keyboard.press("/")
    expect(page.locator(".md-search__input")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".md-search__input")).not_to_be_focused()


def test_a_permalink_of_a_fact_can_be_followed(page: Page, dossier: str) -> None:
    page.goto(dossier + REGIMENT)
    page.locator("#strength-2025 .fact-label a").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{dossier}{REGIMENT}#strength-2025")
    expect(page.locator("#strength-2025")).to_be_in_viewport()
    assert page.locator("#strength-2025").evaluate("fact => fact.matches(':target')")


def test_a_wide_table_can_be_scrolled(page: Page, dossier: str) -> None:
    page.set_viewport_size({"width": 700, "height": 800})
    page.goto(f"{dossier}sources/")
    region = page.get_by_role("region", name="Sources").first
    region.focus()
    expect(region).to_be_focused()

"""On a phone what stands alone can be tapped on 44 pixels; the rules of WCAG ask for 24."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.kinds import DOSSIER

TOO_SMALL = """() => {
    const sentence = "p, .lead, .prose, .fact-value, .embed blockquote, dd, dt, .refs, .tl-text";
    const small = [];
    for (const e of document.querySelectorAll("a[href], button, summary, select, input")) {
        const box = e.getBoundingClientRect();
        const isShown = box.width && box.height && getComputedStyle(e).visibility !== "hidden";
        const isInText = e.tagName === "A" && e.closest(sentence)
            && !e.matches(".side-link, .note-back a, .support");
        // A box is ticked by its label; the theme's search opens from the header. What is drawn
        // stands in a list beside it, which is easier to tap.
        const isDrawn = e.closest("svg, .leaflet-marker-icon, .leaflet-control-attribution");
        if (!isShown || isInText || isDrawn) continue;
        if (e.matches("[type=checkbox], .md-skip, .md-search *")) continue;
        if (Math.round(box.height) < 44 || box.width < 14)
            small.push(`${box.width} x ${box.height}: ${e.outerHTML.slice(0, 90)}`);
    }
    return small;
}"""


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A tab on a phone."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    )
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("address", DOSSIER.values(), ids=DOSSIER)
def test_what_stands_alone_is_large_enough_to_tap(address: str, phone: Page, dossier: str) -> None:
    phone.goto(dossier + address)
    assert phone.evaluate(TOO_SMALL) == []


@pytest.mark.parametrize("address", DOSSIER.values(), ids=DOSSIER)
def test_what_fingers_need_does_not_make_a_page_wider(
    address: str, phone: Page, dossier: str
) -> None:
    phone.goto(dossier + address)
    assert phone.evaluate("document.documentElement.scrollWidth") == 390

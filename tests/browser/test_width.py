"""Nothing scrolls sideways on a narrow screen, but tables in a region of their own."""

from __future__ import annotations

import urllib.request

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.kinds import EVERY, EVERY_NAME
from tests.listed import listed

GATHERED = ("disputed/", "overdue/", "publishers/", "coverage/", "timeline/", "facts/")
"""Pages that the search does not list."""
TOO_WIDE = """() => {
    const wide = document.documentElement.scrollWidth - innerWidth;
    if (wide <= 0) return [];
    const out = [...document.querySelectorAll("body *")].filter(
        (e) => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest(".scroll"));
    return [wide, ...out.slice(0, 5).map((e) => `${e.tagName}.${e.className} #${e.id}`)];
}"""


@pytest.mark.parametrize(("site", "address"), EVERY, ids=EVERY_NAME)
def test_no_kind_of_page_scrolls_sideways(address: str, page: Page, root: str) -> None:
    page.goto(root + address)
    for width in (390, 320):
        page.set_viewport_size({"width": width, "height": 844})
        assert page.evaluate(TOO_WIDE) == [], f"at {width} pixels"


def hardest(root: str) -> list[str]:
    """Every page but those of sources, and the twenty sources with the longest titles."""

    def read(path: str) -> bytes:
        with urllib.request.urlopen(f"{root}{path}") as answer:  # noqa: S310 - our own
            data: bytes = answer.read()
        return data

    titles = {p.location: p.title for p in listed(read) if "#" not in p.location}
    sources = sorted(
        (address for address in titles if address.startswith("sources/")),
        key=lambda address: len(titles[address]),
    )
    return [*(titles.keys() - sources), *sources[-20:], *GATHERED]


@pytest.mark.parametrize("site", ["dossier", "tiny"])
def test_no_page_at_all_scrolls_sideways_at_320_pixels(browser: Browser, root: str) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 640}, java_script_enabled=False)
    page = context.new_page()
    wide = {}
    for address in hardest(root):
        page.goto(root + address)
        if found := page.evaluate(TOO_WIDE):
            wide[address] = found
    context.close()
    assert wide == {}

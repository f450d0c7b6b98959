"""What a reader sees of a place on a page."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect


def expect_below_the_header(page: Page, place: Locator) -> None:
    """The place is on the screen, and the header does not cover where it begins."""
    expect(place).to_be_in_viewport()
    header = page.locator(".md-header").bounding_box()
    box = place.bounding_box()
    assert header
    assert box
    assert box["y"] >= header["y"] + header["height"] - 1

"""A page is light and stands still: what a first visit loads, and what the next page adds."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tools.weight import weigh

FIRST, NEXT = 150_000, 15_000
"""Bytes, compressed."""
JAPANESE_FONT = "assets/fonts/brief-jp.woff2"
PAIRS = [
    ("units/12th-mlr/", "places/nansei-islands/"),
    ("places/nansei-islands/", "agreements/edca/"),
    ("agreements/edca/", "capabilities/nmesis/"),
    ("capabilities/nmesis/", "units/12th-mlr/"),
]


@pytest.mark.parametrize(("address", "following"), PAIRS)
def test_an_entity_page_is_light_and_stands_still(
    address: str, following: str, browser: Browser, dossier: str
) -> None:
    weight = weigh(browser, dossier, address, following)
    # It is loaded only where the reader has no Japanese font; then it is most of what is kept.
    first = {k: v for k, v in weight.first.items() if k != JAPANESE_FONT}
    # One of a few for rarer letters is loaded once in a visit, by the first page that has some.
    more = {k: v for k, v in weight.following.items() if "assets/fonts/" not in k}
    assert sum(first.values()) < FIRST, first
    assert sum(more.values()) < NEXT, more
    assert weight.shift < 0.001

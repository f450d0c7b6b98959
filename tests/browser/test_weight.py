"""A page is light and stands still: what a first visit loads, and what the next page adds."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.helpers import ROOT
from tools.weight import weigh

FIRST, NEXT = 150_000, 15_000
"""Bytes, compressed."""
MOST_HEAVY = 0.006
"""The share of entity pages that may be heavier: those with the most facts."""
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
    assert sum(first.values()) < FIRST, first
    assert weight.shift < 0.001


def test_an_entity_page_adds_little_to_one_that_was_read_before(
    browser: Browser, dossier: str
) -> None:
    weight = weigh(browser, dossier, "agreements/edca/", "places/yonaguni/")
    # One of a few for rarer letters is loaded once in a visit, by the first page that has some.
    more = {k: v for k, v in weight.following.items() if "assets/fonts/" not in k}
    assert sum(more.values()) < NEXT, more


def test_few_entity_pages_have_so_many_facts_that_they_add_more(dossier_site: Path) -> None:
    kinds = [path.stem for path in (ROOT / "data" / "schema").glob("*.yaml")]
    pages = [page for kind in kinds for page in (dossier_site / kind).glob("*/index.html")]
    heavy = [page for page in pages if len(gzip.compress(page.read_bytes(), 9)) >= NEXT]
    assert len(heavy) <= MOST_HEAVY * len(pages), heavy

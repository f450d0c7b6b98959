"""A former address leads on with the fact that was asked for; that of a removed one says so."""

from __future__ import annotations

import re
import time

import pytest
from playwright.sync_api import Page, Route, expect

STONE = "huts/stone-hut/"
FORMER = ("huts/hay-hut/", "paths/goat-steps/")


@pytest.mark.parametrize("former", FORMER)
def test_a_former_address_keeps_the_fact_that_was_asked_for(
    former: str, page: Page, tiny: str
) -> None:
    page.goto(f"{tiny}{former}?h=stone#altitude")
    page.wait_for_url(f"{tiny}{STONE}?h=stone#altitude")
    expect(page.locator("#altitude")).to_be_in_viewport()


def test_it_keeps_the_fact_on_a_slow_line(page: Page, tiny: str) -> None:
    def slow(route: Route) -> None:
        time.sleep(1)
        route.continue_()

    page.route(f"**/{STONE}", slow)
    page.goto(f"{tiny}{FORMER[0]}#altitude")
    expect(page.locator("h1")).to_have_text("Stone Hut")
    expect(page).to_have_url(f"{tiny}{STONE}#altitude")


def test_it_opens_an_earlier_value_and_shows_a_removed_fact(page: Page, tiny: str) -> None:
    for key in ("beds-1990", "guests"):
        page.goto(f"{tiny}{FORMER[0]}#{key}")
        page.wait_for_url(f"{tiny}{STONE}#{key}")
        expect(page.locator(f"#{key}")).to_be_in_viewport()


@pytest.mark.parametrize("former", FORMER)
def test_without_scripts_it_leads_to_the_page(former: str, still: Page, tiny: str) -> None:
    still.goto(tiny + former)
    still.wait_for_url(f"{tiny}{STONE}")
    expect(still.locator("h1")).to_have_text("Stone Hut")


def test_the_way_back_is_not_barred(page: Page, tiny: str) -> None:
    page.goto(tiny)
    page.goto(f"{tiny}{FORMER[0]}#altitude")
    page.wait_for_url(f"{tiny}{STONE}#altitude")
    page.go_back()
    expect(page).to_have_url(tiny)


def test_the_address_of_a_removed_fact_shows_what_became_of_it(page: Page, tiny: str) -> None:
    page.goto(f"{tiny}{STONE}#bunks")
    stone = page.locator("#bunks")
    expect(stone).to_be_in_viewport()
    expect(stone).to_contain_text("Removed 1 February 2025")
    stone.get_by_role("link", name="what is said now").click()
    expect(page).to_have_url(re.compile(r"#beds$"))
    expect(page.locator("#beds")).to_be_in_viewport()
    assert page.locator("#beds").evaluate("fact => fact.matches(':target')")

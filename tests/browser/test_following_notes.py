"""A source note opens from its number and leads back; a link to a fact shows the fact."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.looking import expect_below_the_header

PAGES = (
    "units/12th-mlr/",
    "units/marine-littoral-regiment/",
    "briefs/november-2024/",
    "disputed/",
    "",
)


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("width", [1280, 390])
def test_a_note_opens_from_its_number_and_leads_back(
    address: str, width: int, page: Page, dossier: str
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(dossier + address)
    number = page.locator("a.ref:visible").nth(2)
    anchor = number.get_attribute("id")
    note = page.locator(number.get_attribute("href") or "")
    number.click()
    expect(page).to_have_url(re.compile(r"#_n\d+$"))
    expect(note).to_be_in_viewport()

    back = note.locator(f"a[href='#{anchor}']").first
    expect(back).to_be_visible()
    back.click()
    expect(page).to_have_url(re.compile(rf"#{anchor}$"))
    expect(number).to_be_in_viewport()


def test_a_note_leads_back_to_an_earlier_value_that_is_closed(page: Page, tiny: str) -> None:
    page.goto(f"{tiny}huts/eagle-hut/")
    number = page.locator("#keeper a.ref")
    expect(number).not_to_be_visible()
    page.locator(f".notes a[href='#{number.get_attribute('id')}']").click()
    expect(number).to_be_visible()
    expect(number).to_be_in_viewport()


@pytest.mark.parametrize("address", ["units/12th-mlr/#strength-2025", "units/12th-mlr/#_n3"])
def test_a_link_to_a_place_on_a_page_shows_it_below_the_header(
    address: str, page: Page, dossier: str
) -> None:
    page.goto(dossier + address)
    expect_below_the_header(page, page.locator(f"[id='{address.partition('#')[2]}']"))


def test_every_note_of_a_page_leads_to_its_source(page: Page, dossier: str) -> None:
    page.goto(f"{dossier}units/12th-mlr/")
    publisher = page.locator("a.note-pub").first
    name = publisher.inner_text()
    publisher.click()
    expect(page).to_have_url(re.compile(r"/sources/[a-z0-9-]+/$"))
    expect(page.locator("article")).to_contain_text(name)
    page.go_back()
    expect(page.locator("h1")).to_have_text("12th Marine Littoral Regiment")

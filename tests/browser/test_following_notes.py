"""A source note opens from its number and leads back; a link to a fact shows the fact."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.looking import expect_below_the_header

PAGES = (
    "units/12th-mlr/",
    "units/marine-littoral-regiment/",
    "briefs/november-2024/",
    "disputed/",
    "",
)


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize(("width", "script"), [(1280, True), (1280, False), (390, False)])
def test_a_note_opens_from_its_number_and_leads_back(
    address: str, width: int, script: bool, browser: Browser, dossier: str
) -> None:
    page = browser.new_context(java_script_enabled=script).new_page()
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
    page.context.close()


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


@pytest.fixture
def phone(browser: Browser, dossier: str) -> Iterator[Page]:
    """A page with notes on a phone."""
    context = browser.new_context(viewport={"width": 390, "height": 800}, has_touch=True)
    page = context.new_page()
    page.goto(f"{dossier}units/12th-mlr/")
    yield page
    context.close()


def test_on_a_phone_a_note_opens_as_a_sheet_over_the_text(phone: Page) -> None:
    number = phone.locator("a.ref:visible").nth(2)
    number.tap()
    sheet = phone.get_by_role("dialog", name=f"Source note {number.inner_text()}")
    expect(sheet).to_be_in_viewport(ratio=1)
    note = phone.locator(number.get_attribute("href") or "")
    line = note.locator(".note-line").text_content() or ""
    expect(sheet.locator(".note-line")).to_have_text(line)
    expect(sheet.get_by_role("link", name="Open").first).to_be_visible()
    expect(phone).to_have_url(re.compile(r"/12th-mlr/$"))
    passages = note.locator(f".note-links:has(a[href='#{number.get_attribute('id')}'])")
    expect(sheet.locator(".note-links")).to_have_count(passages.count())
    sheet.get_by_role("button", name="Close").tap()
    expect(phone.get_by_role("dialog", name="Source note")).to_have_count(0)
    expect(number).to_be_in_viewport()


def test_a_sheet_holds_the_focus_and_gives_it_back(phone: Page) -> None:
    number = phone.locator("a.ref:visible").first
    number.focus()
    phone.keyboard.press("Enter")
    expect(phone.get_by_role("button", name="Close")).to_be_focused()
    is_inside = "!document.activeElement.closest('.md-container, .md-header')"
    for _ in range(8):
        phone.keyboard.press("Tab")
        assert phone.evaluate(is_inside)
    phone.keyboard.press("Escape")
    expect(number).to_be_focused()


def test_a_sheet_closes_beside_it_and_leads_to_all_notes(phone: Page) -> None:
    number = phone.locator("a.ref:visible").first
    sheet = phone.locator("dialog.note-sheet")
    number.tap()
    expect(sheet).to_be_visible()
    phone.touchscreen.tap(200, 40)
    expect(sheet).to_have_count(0)
    number.tap()
    sheet.get_by_role("link", name="All source notes").tap()
    expect(sheet).to_have_count(0)
    expect(phone).to_have_url(re.compile(r"#_n\d+$"))
    expect(phone.locator(number.get_attribute("href") or "")).to_be_in_viewport()

"""Earlier values stand closed; their own address opens them, and paper shows them all."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.looking import expect_below_the_header
from tests.browser.test_printing import sheets

HUT = "huts/stone-hut/"
KEYS = ("beds-2005", "beds-1990")
CLOSED = "document.querySelectorAll('details.earlier:not([open])').length"
OPEN_ALL = "document.querySelectorAll('details').forEach((part) => part.open = true)"
# The earlier values alone: a printed page has them all without being asked.
WITHOUT = "document.querySelectorAll('details.earlier').forEach((part) => part.remove())"


def test_they_are_closed_until_they_are_asked_for(page: Page, tiny: str) -> None:
    page.goto(tiny + HUT)
    for key in KEYS:
        expect(page.locator(f"#{key}")).not_to_be_visible()
    line = page.locator("details.earlier summary")
    expect(line).to_contain_text("Earlier 16 as of 2005; 8 1990–1999")
    line.click()
    for key in KEYS:
        expect(page.locator(f"#{key}")).to_be_visible()


def test_they_open_and_close_by_keyboard(page: Page, tiny: str) -> None:
    page.goto(tiny + HUT)
    page.locator("details.earlier summary").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#beds-2005")).to_be_visible()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#beds-2005') !== null")
    page.locator("details.earlier summary").focus()
    page.keyboard.press("Space")
    expect(page.locator("#beds-2005")).not_to_be_visible()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
@pytest.mark.parametrize("key", KEYS)
def test_the_address_of_an_earlier_value_opens_it(
    key: str, scripts: bool, browser: Browser, tiny: str
) -> None:
    context = browser.new_context(java_script_enabled=scripts)
    page = context.new_page()
    page.goto(f"{tiny}{HUT}#{key}")
    fact = page.locator(f"#{key}")
    expect(fact).to_be_visible()
    expect_below_the_header(page, fact)
    context.close()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_link_to_an_earlier_value_opens_it(scripts: bool, browser: Browser, tiny: str) -> None:
    context = browser.new_context(java_script_enabled=scripts)
    page = context.new_page()
    page.goto(f"{tiny}keepers/map-office/")
    page.locator(".linked-from a[href$='huts/eagle-hut/#keeper']").click()
    page.wait_for_url("**/huts/eagle-hut/#keeper")
    expect(page.locator("#keeper")).to_be_visible()
    expect(page.locator("#keeper")).to_be_in_viewport()
    page.locator("#keeper").get_by_role("link", name="a later fact").click()
    expect(page.locator("#keeper-2019")).to_be_in_viewport()
    context.close()


def test_it_opens_when_the_address_changes_on_its_page(page: Page, dossier: str) -> None:
    page.goto(f"{dossier}units/12th-mlr/")
    hidden = page.locator("details.earlier .fact").first
    expect(hidden).not_to_be_visible()
    page.evaluate("key => { location.hash = key; }", hidden.get_attribute("id"))
    expect(hidden).to_be_visible()
    expect(hidden).to_be_in_viewport()


@pytest.mark.parametrize("site", ["dossier", "tiny"])
def test_they_are_open_on_paper(site: str, page: Page, root: str) -> None:
    page.goto(root + (HUT if site == "tiny" else "units/12th-mlr/"))
    assert page.evaluate(CLOSED)
    page.emulate_media(media="print")
    for fact in page.locator("details.earlier .fact").all():
        expect(fact).to_be_visible()
        expect(fact.locator(".evidence")).to_be_visible()
    expect(page.locator("details.earlier summary").first).not_to_be_visible()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_printed_page_has_them_whole(
    scripts: bool, browser: Browser, tiny: str, tmp_path: Path
) -> None:
    context = browser.new_context(java_script_enabled=scripts)
    page = context.new_page()
    pieces = []
    for change in ("0", OPEN_ALL, WITHOUT):
        page.goto(tiny + HUT)
        page.evaluate(change)
        pieces.append(sum(sheets(page.pdf(format="A4", path=tmp_path / "page.pdf"))))
    as_it_is, opened, without = pieces
    assert as_it_is == opened > without
    context.close()

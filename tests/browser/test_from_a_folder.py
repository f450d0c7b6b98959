"""The offline edition from a folder: without a server pages, search, tables and choices work."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import ConsoleMessage, Page, expect

from briefing.offline import make_offline
from tests.browser.kinds import DOSSIER


@pytest.fixture(scope="session")
def folder(dossier_site: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the folder; each process makes its own, which stands beside the site."""
    site = tmp_path_factory.mktemp("offline") / "site"
    site.symlink_to(dossier_site)
    return make_offline(site, "Dossier").with_suffix("").as_uri() + "/"


@pytest.fixture
def wrong(page: Page) -> Iterator[list[str]]:
    """What fails, and what is asked of anybody else than the folder."""
    found: list[str] = []

    def said(message: ConsoleMessage) -> None:
        found.extend([message.text] * (message.type in ("error", "warning")))

    page.on("console", said)
    page.on("pageerror", lambda error: found.append(str(error)))
    page.on("requestfailed", lambda request: found.append(f"failed: {request.url}"))
    page.on(
        "request",
        lambda request: found.extend(
            [request.url] * (not request.url.startswith(("file:", "data:", "blob:")))
        ),
    )
    yield found
    assert found == []


@pytest.mark.usefixtures("wrong")
@pytest.mark.parametrize("address", DOSSIER.values(), ids=DOSSIER)
def test_a_page_opens_whole(address: str, page: Page, folder: str) -> None:
    path, mark, query = address.partition("?")
    page.goto(f"{folder}{path}index.html{mark}{query}")
    expect(page.locator("h1")).to_be_visible()
    assert page.evaluate(
        "document.fonts.ready.then(() => document.fonts.check('16px Brief Serif'))"
    )


@pytest.mark.usefixtures("wrong")
def test_it_is_searched(page: Page, folder: str) -> None:
    page.goto(f"{folder}units/12th-mlr/index.html")
    page.keyboard.press("/")
    page.keyboard.type("typhon")
    found = page.locator(".md-search-result__link")
    expect(found.first).to_be_visible()
    expect(page.locator(".md-search-result__meta")).to_contain_text("documents")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/index.html?h=typhon*")
    expect(page.locator("h1")).to_be_visible()


@pytest.mark.usefixtures("wrong")
def test_more_is_found_while_one_scrolls(page: Page, folder: str) -> None:
    page.goto(f"{folder}index.html")
    page.keyboard.press("/")
    page.keyboard.type("us")
    items = page.locator(".md-search-result__item")
    expect(items.nth(9)).to_be_attached()
    page.locator(".md-search__scrollwrap").evaluate("frame => frame.scrollTop = frame.scrollHeight")
    expect(items.nth(10)).to_be_attached()


@pytest.mark.usefixtures("wrong")
def test_a_link_leads_to_a_fact_on_another_page(page: Page, folder: str) -> None:
    page.goto(f"{folder}briefs/november-2024/index.html")
    link = page.locator(".prose a[href*='12th-mlr/index.html']").first
    link.click()
    page.wait_for_url("**/units/12th-mlr/index.html*")
    page.locator(".md-tabs__link", has_text="Places").click()
    page.wait_for_url("**/places/index.html")


@pytest.mark.usefixtures("wrong")
def test_an_index_is_filtered_and_sorted_and_its_state_kept_in_the_address(
    page: Page, folder: str
) -> None:
    page.goto(f"{folder}units/index.html")
    page.get_by_label("Find").fill("littoral")
    expect(page.locator(".count")).to_contain_text("of")
    page.wait_for_url("**/units/index.html?find=littoral")


@pytest.mark.usefixtures("wrong")
def test_the_choice_of_light_or_dark_is_remembered(page: Page, folder: str) -> None:
    page.goto(f"{folder}index.html")
    body = page.locator("body")
    while body.get_attribute("data-md-color-scheme") != "slate":
        page.locator("label[for^='__palette']:visible").click()
    page.goto(f"{folder}units/index.html")
    expect(body).to_have_attribute("data-md-color-scheme", "slate")

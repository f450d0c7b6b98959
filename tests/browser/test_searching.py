"""The search box finds an entity by each of its names, at the root of a host and below a path."""

from __future__ import annotations

import pytest
import yaml
from playwright.sync_api import Page, expect

from tests.site.building import PROJECT

RESULT = ".md-search-result__item a.md-search-result__link"
REGIMENT = "units/12th-mlr/"
NAMES = {
    "English": "12th Marine Littoral Regiment",
    "alias": "12th MLR",
    "Japanese": "第12海兵沿岸連隊",
    "part of a Japanese": "海兵沿岸連隊",
}


def search(page: Page, words: str) -> None:
    """Type words into the search box, and wait for the answer."""
    if not page.locator("#__search").is_checked():
        page.keyboard.press("/")
    page.locator(".md-search__input").fill(words)
    # Material looks at what was typed when a key comes up; letters beyond the keyboard bring none.
    page.keyboard.press("End")
    expect(page.locator(".md-search-result__meta")).not_to_contain_text("Type to start")
    expect(page.locator(".md-search-result__meta")).not_to_contain_text("Initializing")


@pytest.mark.parametrize("site", ["dossier", "below"])
@pytest.mark.parametrize("words", NAMES.values(), ids=NAMES)
def test_an_entity_is_found_and_opened(words: str, page: Page, root: str) -> None:
    page.goto(root)
    search(page, words)
    found = page.locator(f"{RESULT}[href*='/{REGIMENT}']").first
    expect(found).to_be_visible()
    found.click()
    page.wait_for_url(f"{root}{REGIMENT}**")
    expect(page.locator("h1")).to_have_text(NAMES["English"])


def test_every_native_name_finds_its_entity(page: Page, dossier: str) -> None:
    page.goto(dossier)
    files = [(p, yaml.safe_load(p.read_text("utf-8"))) for p in PROJECT.glob("data/*/*.yaml")]
    named = {p: file["native"].values() for p, file in files if "native" in file}
    assert named
    for path, names in named.items():
        for name in names:
            search(page, name)
            address = f"/{path.parent.name}/{path.stem}/"
            expect(page.locator(f"{RESULT}[href*='{address}']").first).to_be_visible()


def test_the_entity_itself_stands_first(page: Page, dossier: str) -> None:
    page.goto(dossier)
    search(page, NAMES["English"])
    first = page.locator(RESULT).first
    expect(first).to_have_attribute("href", f"{dossier}{REGIMENT}?h=12th+marine+littoral+regiment")


def test_a_fact_is_found_and_opened_in_its_place(page: Page, dossier: str) -> None:
    page.goto(f"{dossier}sources/")
    search(page, "reconnaissance radar-jamming payloads")
    found = page.locator(f"{RESULT}[href*='island-defense-cruise-missile/'][href$='#payload']")
    # Sections of a page are folded under it until they are asked for.
    page.locator("details.md-search-result__more summary").first.or_(found.first).first.click()
    if found.first.is_visible():
        found.first.click()
    page.wait_for_url("**/capabilities/island-defense-cruise-missile/**#payload")
    expect(page.locator("#payload")).to_be_in_viewport()


def test_nothing_found_says_so(page: Page, dossier: str) -> None:
    page.goto(dossier)
    search(page, "xyzzyplugh")
    expect(page.locator(".md-search-result__meta")).to_have_text("No matching documents")


def test_hostile_names_are_found_and_stay_text(page: Page, tiny: str, dialogs: list[str]) -> None:
    page.goto(tiny)
    search(page, "script alert hut")
    results = page.locator(".md-search-result__list")
    expect(results).to_contain_text("<script>alert(1)</script>")
    assert results.locator("script, img").count() == 0
    assert dialogs == []


@pytest.mark.parametrize("words", ["鷲ノ巣小屋", "არწივის ქოხი", "Upper Hut"])
def test_names_in_any_script_are_found(words: str, page: Page, tiny: str) -> None:
    page.goto(tiny)
    search(page, words)
    expect(page.locator(f"{RESULT}[href*='huts/eagle-hut/']").first).to_be_visible()

"""The search box finds an entity by each of its names, at the root of a host and below a path."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Locator, Page, Response, expect

from briefing.served import served
from tests.browser.many import with_many_pages
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
    """Put words into the search box as pasting does, without a key; wait for the answer."""
    if not page.locator("#__search").is_checked():
        page.keyboard.press("/")
    page.locator(".md-search__input").fill(words)
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


@pytest.mark.parametrize(
    ("words", "address"),
    [
        ("map", "map/"),
        ("Timeline", "timeline/"),
        ("2025", "timeline/2025/"),
        ("find facts", "facts/"),
        ("disagree", "disputed/"),
        ("coverage", "coverage/"),
        ("publishers", "publishers/"),
        ("briefs", "briefs/"),
        ("method", "method/"),
        ("nine sites", "briefs/edca-nine-sites/"),
    ],
)
def test_a_page_that_is_asked_for_by_its_name_comes_first(
    words: str, address: str, page: Page, dossier: str
) -> None:
    page.goto(dossier)
    search(page, words)
    first = page.locator(RESULT).first
    expect(first).to_have_attribute("href", re.compile(f"^{dossier}{address}([?#].*)?$"))


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


def results(page: Page) -> Locator:
    """The pages that are listed."""
    return page.locator(".md-search-result__item")


def heading(item: Locator) -> Locator:
    """The heading of a page that is listed."""
    return item.locator("h1")


@pytest.mark.parametrize(
    "typed", ["12th Ma", "12th marine litt", "MARINE 12", "第12海", "沿岸連隊"]
)
def test_an_entity_is_found_before_its_name_is_whole(typed: str, page: Page, dossier: str) -> None:
    page.goto(dossier)
    search(page, typed)
    expect(page.locator(f"{RESULT}[href*='/{REGIMENT}']").first).to_be_visible()


def test_results_follow_what_is_typed(page: Page, dossier: str) -> None:
    page.goto(dossier)
    page.keyboard.press("/")
    page.keyboard.type("okina", delay=60)
    expect(heading(results(page).first)).to_contain_text("Okinawa")
    page.keyboard.press("Backspace")
    page.keyboard.press("Backspace")
    page.keyboard.type("nerabu", delay=60)
    expect(page.locator(".md-search-result__meta")).to_have_text("No matching documents")


def test_a_single_letter_finds_what_begins_with_it(page: Page, dossier: str) -> None:
    page.goto(dossier)
    search(page, "y")
    expect(results(page)).to_have_count(10)
    for item in results(page).all():
        assert item.locator("mark").first.inner_text().lower().startswith("y")


def test_every_word_has_to_be_there(page: Page, dossier: str) -> None:
    page.goto(dossier)
    search(page, "okinawa radar")
    expect(results(page).first).to_be_visible()
    marked = results(page).first.locator("mark").evaluate_all("all => all.map(m => m.textContent)")
    assert {words.lower()[:5] for words in marked} == {"okina", "radar"}
    search(page, "okinawa radar xyzzyplugh")
    expect(page.locator(".md-search-result__meta")).to_have_text("No matching documents")


def test_accents_do_not_count_and_are_highlighted_all_the_same(page: Page, dossier: str) -> None:
    page.goto(dossier)
    found = []
    for words in ("Ryūkyū Shinpō", "ryukyu shinpo"):
        search(page, words)
        expect(results(page)).to_have_count(1)
        found.append(heading(results(page)).inner_text())
    assert found[0] == found[1]
    results(page).locator("a").first.click()
    page.wait_for_url("**/organizations/ryukyu-shimpo/**")
    highlighted = page.locator("mark[data-md-highlight]")
    expect(highlighted.filter(has_text="Shinpō").first).to_be_visible()


def test_a_result_says_what_it_is_and_its_native_name(page: Page, dossier: str) -> None:
    page.goto(dossier)
    search(page, NAMES["alias"])
    name = heading(results(page).first)
    expect(name.locator(".result-aside")).to_have_text("Unit")
    expect(name.locator("[lang=ja]")).to_have_text(NAMES["Japanese"])
    expect(results(page).first.locator("p").first).to_contain_text(NAMES["alias"])


def test_a_fact_says_how_it_is_known(page: Page, dossier: str) -> None:
    page.goto(dossier)
    search(page, "reconnaissance radar-jamming payloads")
    fact = page.locator(f"{RESULT}[href*='island-defense-cruise-missile/'][href$='#payload']")
    expect(fact.locator(".result-aside")).to_have_text("Planned · Corroborated")
    shapes = fact.locator(".result-aside use")
    assert [shape.get_attribute("xlink:href") for shape in shapes.all()] == [
        *("#s-planned", "#m-corroborated")
    ]


def test_a_source_is_found_by_its_title_and_by_its_publisher(page: Page, dossier: str) -> None:
    page.goto(dossier)
    search(page, "US to Deploy Missiles on Japanese Island Bases for Taiwan Conflict")
    expect(heading(results(page).first).locator(".result-aside")).to_contain_text("Source")
    search(page, "the defense post")
    expect(heading(results(page).first).locator(".result-aside")).to_have_text("Organization")
    expect(page.locator(f"{RESULT}[href*='sources/the-defense-post']").first).to_be_visible()


def test_facts_are_folded_under_the_page_whose_name_was_asked_for(page: Page, dossier: str) -> None:
    page.goto(dossier)
    search(page, "Okinawa")
    first = results(page).first
    more = first.locator("summary")
    count = int(more.inner_text().split()[0])
    assert count > 1
    more.click()
    expect(first.locator("details h2")).to_have_count(count)
    for text in first.locator("details p").all_inner_texts():
        assert "Okinawa" in text


SHAPE = """item => [...item.querySelectorAll("a:first-child, a:first-child :is(article, h1, span)")]
    .map((it) => `${it.tagName}.${it.className} ${it.tabIndex}`)"""


def test_all_results_can_be_scrolled_to(page: Page, dossier: str) -> None:
    page.goto(dossier)
    search(page, "Okinawa")
    expect(results(page)).to_have_count(10)
    count = int(page.locator(".md-search-result__meta").inner_text().split()[0])
    assert count > 30
    for _ in range(30):
        page.locator(".md-search__scrollwrap").evaluate("it => it.scrollTo(0, it.scrollHeight)")
        if results(page).count() == count:
            break
        page.wait_for_timeout(100)
    expect(results(page)).to_have_count(count)
    links = results(page).locator("> a:first-child").evaluate_all("all => all.map((a) => a.href)")
    assert len(set(links)) == count
    # Those that were fetched later are drawn as the theme draws the first.
    last = results(page).last
    assert last.evaluate(SHAPE) == results(page).nth(5).evaluate(SHAPE)


def test_the_keyboard_walks_through_the_results_and_opens_one(page: Page, dossier: str) -> None:
    page.goto(dossier)
    search(page, NAMES["English"])
    expect(results(page).first).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(results(page).first.locator("a").first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.locator(".md-search__input")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(f"{dossier}{REGIMENT}**")


def test_the_search_can_be_cleared_and_closed(page: Page, dossier: str) -> None:
    page.goto(dossier)
    search(page, "Okinawa")
    expect(results(page).first).to_be_visible()
    page.locator(".md-search__options [type=reset]").click()
    expect(page.locator(".md-search__input")).to_have_value("")
    page.keyboard.press("Shift")
    expect(page.locator(".md-search-result__meta")).to_contain_text("Type to start")
    expect(results(page)).to_have_count(0)
    page.keyboard.press("Escape")
    expect(page.locator("#__search")).not_to_be_checked()


def test_a_search_that_fails_says_so_and_can_be_repeated(page: Page, dossier: str) -> None:
    page.route("**/search/manifest.json", lambda route: route.abort())
    page.goto(dossier)
    search(page, "Okinawa")
    expect(page.locator(".md-search-result__meta")).to_have_text("The search could not be loaded")
    page.unroute("**/search/manifest.json")
    search(page, "Okinawa base")
    expect(results(page).first).to_be_visible()


def test_results_hold_no_markup_of_the_data(page: Page, tiny: str, dialogs: list[str]) -> None:
    page.goto(tiny)
    for words in ("hut", "script", "img onerror", "alert 1", "beds", "x", "7 7", "b amp", "title"):
        search(page, words)
        expect(results(page).first).to_be_visible()
        tags = (
            results(page)
            .locator("*")
            .evaluate_all("all => all.map((it) => it.tagName.toLowerCase())")
        )
        assert set(tags) <= {
            *("a", "article", "div", "h1", "h2", "p", "mark", "span", "details", "summary"),
            *("svg", "use"),
        }
    assert dialogs == []


def fetched(page: Page) -> list[Response]:
    """What the search of a tab loads from now on, its scripts too."""
    found: list[Response] = []

    def note(response: Response) -> None:
        if re.search(r"/search/|/assets/search", response.url):
            found.append(response)

    page.on("response", note)
    return found


def paths(found: list[Response]) -> list[str]:
    return [response.url.partition("/search/")[2] for response in found]


def test_what_is_not_needed_is_not_loaded(page: Page, dossier: str) -> None:
    found = fetched(page)
    page.goto(dossier)
    page.keyboard.press("/")
    page.wait_for_timeout(300)
    assert {path for path in paths(found) if path} == {"search_index.json"}
    search(page, "Okinawa")
    expect(results(page)).to_have_count(10)
    loaded = [path.partition("/")[0] for path in paths(found)]
    assert loaded.count("manifest.json") == loaded.count("terms") == 1
    assert loaded.count("records") <= 10
    before = len(found)
    search(page, "Okinaw")
    expect(results(page)).to_have_count(10)
    search(page, "Okinawa")
    page.wait_for_timeout(300)
    assert len(found) == before, "what was loaded once is kept"


@pytest.fixture(scope="module")
def many(dossier_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site with 10,000 entities, 80,000 facts and 2,000 sources to be found."""
    folder = tmp_path_factory.mktemp("many") / "site"
    with served(with_many_pages(dossier_site, folder, 10_000)) as address:
        yield address


MOST = 300_000
"""Bytes that a first search may load, of whatever size the site is."""


QUERIES = {
    "a word": "karito", "two letters": "ka", "a letter": "k", "a digit": "1", "an alias": "T-4711",
    "what is everywhere": "length", "two words": "karito length", "what is nowhere": "reported",
    "kanji": "東", "an inner word": "東西",
}  # fmt: skip


@pytest.mark.parametrize(
    ("words", "delay"),
    [*((words, 0) for words in QUERIES.values()), ("karito", 40), ("karito", 200)],
    ids=[*QUERIES, "typed fast", "typed slowly"],
)
def test_a_first_search_among_many_pages_loads_little(
    words: str, delay: int, page: Page, many: str
) -> None:
    found = fetched(page)
    page.goto(many)
    if delay:
        page.keyboard.press("/")
        page.keyboard.type(words, delay=delay)
    else:
        search(page, words)
    said = page.locator(".md-search-result__meta")
    expect(said).to_contain_text(
        "No matching" if words in ("reported", "thing") else "matching doc"
    )
    page.wait_for_timeout(500)
    loaded = sum(len(response.body()) for response in found if response.status == 200)
    print(f"{words!r}: {loaded:,} bytes, {len(found)} files, {said.inner_text()}")
    assert 20_000 < loaded <= MOST

"""An index table sorts, filters and keeps its state in the address; it is whole without scripts."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

UNITS = "units/"


@pytest.fixture
def index(page: Page, dossier: str) -> Page:
    """The index of the units."""
    page.goto(dossier + UNITS)
    return page


def names(page: Page) -> list[str]:
    """The names in the rows that are shown, in order."""
    return page.locator("table.data--index tbody tr:visible th > a:not(.flag)").all_inner_texts()


def column(page: Page, label: str) -> tuple[Locator, int]:
    """A heading of the table, and its place."""
    headings = page.locator("table.data--index thead th")
    labels = [words.strip() for words in headings.all_inner_texts()]
    return headings.nth(labels.index(label)), labels.index(label)


def values(page: Page, label: str) -> list[str]:
    """What the cells of a column sort by."""
    place = column(page, label)[1]
    cells = page.locator(f"table.data--index tbody tr:visible > :nth-child({place + 1})")
    return [cell.get_attribute("data-value") or "" for cell in cells.all()]


def test_it_sorts_by_numbers_both_ways(index: Page) -> None:
    heading, _ = column(index, "Facts")
    heading.get_by_role("button").click()
    expect(heading).to_have_attribute("aria-sort", "ascending")
    found = [int(value) for value in values(index, "Facts")]
    assert found == sorted(found)
    heading.get_by_role("button").click()
    expect(heading).to_have_attribute("aria-sort", "descending")
    found = [int(value) for value in values(index, "Facts")]
    assert found == sorted(found, reverse=True)
    assert len(found) > 5


def test_it_sorts_by_dates_with_unknown_ones_last(index: Page) -> None:
    heading, _ = column(index, "Last evidenced")
    for is_down in (False, True):
        heading.get_by_role("button").click()
        found = values(index, "Last evidenced")
        known = [value for value in found if value]
        assert known == sorted(known, reverse=is_down)
        assert found[: len(known)] == known


def test_it_sorts_by_keyboard(index: Page) -> None:
    heading, _ = column(index, "Name")
    heading.get_by_role("button").focus()
    index.keyboard.press("Enter")
    expect(heading).to_have_attribute("aria-sort", "ascending")
    index.keyboard.press("Space")
    expect(heading).to_have_attribute("aria-sort", "descending")
    assert names(index)[0] > names(index)[-1]


@pytest.mark.parametrize("words", ["12th MLR", "第12海兵沿岸連隊", "regiment MARINE 12th"])
def test_it_finds_by_name_alias_and_native_name(words: str, index: Page) -> None:
    total = len(names(index))
    index.get_by_label("Find").fill(words)
    expect(index.locator(".count")).to_contain_text(f"of {total} units")
    assert names(index) == ["12th Marine Littoral Regiment"]


def test_it_shows_disputed_ones_alone(index: Page) -> None:
    total = names(index)
    index.get_by_label("Disputed only").check()
    assert 0 < len(names(index)) < len(total)
    for row in index.locator("table.data--index tbody tr:visible").all():
        expect(row.locator("a.flag--conflict").first).to_have_text("Sources disagree")
    index.get_by_label("Disputed only").uncheck()
    assert names(index) == total


def test_it_filters_by_support(index: Page) -> None:
    index.get_by_label("Best support").select_option("official")
    for row in index.locator("table.data--index tbody tr:visible").all():
        assert row.get_attribute("data-support") == "official"
    assert names(index)


def test_it_filters_by_what_a_column_says(index: Page) -> None:
    pick = index.locator("select[name=home-station]")
    place = pick.locator("option").nth(1).inner_text()
    pick.select_option(place)
    index.wait_for_url("**/units/?home-station=*")
    at = column(index, "Home station")[1]
    cells = index.locator(f"table.data--index tbody tr:visible > :nth-child({at + 1})")
    assert cells.count() > 0
    assert all(place in words for words in cells.all_inner_texts())


def test_it_filters_by_the_status_of_facts(index: Page) -> None:
    index.get_by_label("With a fact that is").select_option("planned")
    for row in index.locator("table.data--index tbody tr:visible").all():
        assert "planned" in (row.get_attribute("data-status") or "").split()
    assert 0 < len(names(index)) < 24


def test_each_choice_can_be_taken_back(index: Page) -> None:
    everything = names(index)
    index.get_by_label("Best support").select_option("official")
    index.wait_for_url("**/units/?support=official")
    official = names(index)
    column(index, "Facts")[0].get_by_role("button").click()
    index.wait_for_url("**/units/?support=official&sort=facts")
    index.go_back()
    assert names(index) == official
    index.go_back()
    assert names(index) == everything
    expect(index.get_by_label("Best support")).to_have_value("")
    index.go_forward()
    assert names(index) == official
    index.get_by_role("button", name="Clear all").click()
    index.wait_for_url("**/units/")
    assert names(index) == everything


@pytest.mark.parametrize("address", [UNITS, "sources/", "publishers/"])
def test_on_a_phone_its_fields_can_be_hit_with_a_finger(
    address: str, page: Page, dossier: str
) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(dossier + address)
    fields = page.locator(
        "form.filters :is(select, input[type=search], .field--check label), .sort"
    )
    low = [box for field in fields.all() if (box := field.bounding_box()) and box["height"] < 43]
    assert low == []


def test_its_state_is_in_the_address_and_can_be_sent(index: Page, browser: Browser) -> None:
    index.get_by_label("Find").fill("marine")
    column(index, "Facts")[0].get_by_role("button").click()
    column(index, "Facts")[0].get_by_role("button").click()
    index.wait_for_url("**/units/?*find=marine*")
    index.wait_for_url("**/units/?*sort=-facts*")
    mine = names(index)
    assert len(mine) > 1

    context = browser.new_context()
    other = context.new_page()
    other.goto(index.url)
    assert names(other) == mine
    expect(other.get_by_label("Find")).to_have_value("marine")
    context.close()

    index.reload()
    assert names(index) == mine
    index.get_by_label("Find").fill("")
    index.wait_for_url("**/units/?sort=-facts")
    assert len(names(index)) > len(mine)


def test_an_address_that_makes_no_sense_shows_all(page: Page, dossier: str) -> None:
    page.goto(dossier + UNITS)
    total = len(names(page))
    page.goto(f"{dossier}{UNITS}?sort=nonsense&support=nonsense&h=%3Cscript%3E")
    assert len(names(page)) == total


@pytest.mark.parametrize("address", [UNITS, "sources/", "publishers/"])
def test_it_is_whole_without_scripts(address: str, still: Page, page: Page, dossier: str) -> None:
    page.goto(dossier + address)
    still.goto(dossier + address)
    assert names(still) == names(page)
    assert len(names(still)) > 5
    assert not still.locator("form.filters").is_visible()
    assert still.locator("table.data--index button").count() == 0


def test_the_site_can_be_read_without_scripts(still: Page, dossier: str) -> None:
    still.goto(dossier)
    still.locator(".md-tabs__link", has_text="Units").click()
    still.locator("th").get_by_text("12th Marine Littoral Regiment", exact=True).click()
    expect(still.locator("#home-station")).to_be_visible()
    still.locator("#home-station a.ref").first.click()
    expect(still.locator(".note-list li:target")).to_be_in_viewport()

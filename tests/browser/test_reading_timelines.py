"""The timeline and the web of relations are read without scripts, and lead to facts."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

UNIT = "units/12th-mlr/"


def test_without_scripts_a_reader_goes_from_the_timeline_to_a_year_and_to_a_fact(
    still: Page, dossier: str
) -> None:
    still.goto(f"{dossier}timeline/")
    still.get_by_role("link", name=re.compile("^2024")).click()
    expect(still).to_have_url(f"{dossier}timeline/2024/")
    expect(still.get_by_role("heading", level=1)).to_have_text("2024")

    first = still.locator(".tl-list li").first.locator(".tl-date a")
    href = first.get_attribute("href") or ""
    first.click()
    expect(still.locator(f"[id='{href.partition('#')[2]}']")).to_be_in_viewport()


def test_a_mark_of_a_drawing_leads_where_its_line_leads(page: Page, dossier: str) -> None:
    page.goto(f"{dossier}timeline/2024/")
    marks = page.locator("svg.tl a")
    lines = page.locator(".tl-list .tl-date a")
    assert marks.count() == lines.count() > 50
    hrefs = "them => them.map(it => it.getAttribute('href'))"
    assert sorted(marks.evaluate_all(hrefs)) == sorted(lines.evaluate_all(hrefs))


@pytest.mark.parametrize("width", [390, 834, 1440])
def test_no_two_marks_of_a_year_lie_on_each_other(width: int, page: Page, dossier: str) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{dossier}timeline/2024/")
    places = page.locator("svg.tl circle").evaluate_all(
        "them => them.map(it => { const b = it.getBoundingClientRect();"
        " return [b.x + b.width / 2, b.y + b.height / 2, b.width]; })"
    )
    for i, (x, y, size) in enumerate(places):
        for other_x, other_y, _ in places[:i]:
            assert ((x - other_x) ** 2 + (y - other_y) ** 2) ** 0.5 > size - 3


@pytest.mark.parametrize("width", [390, 1440])
def test_a_neighbour_in_the_drawing_can_be_clicked(width: int, page: Page, dossier: str) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(dossier + UNIT)
    page.locator("svg.web a", has_text="Okinawa").first.click()
    expect(page).to_have_url(f"{dossier}places/okinawa/")


def test_a_drawing_takes_no_tab_stop(page: Page, dossier: str) -> None:
    page.goto(dossier + UNIT)
    stops = page.locator("svg:is(.web, .tl) a").evaluate_all(
        "them => them.filter(it => it.tabIndex >= 0).length"
    )
    assert stops == 0
    names = page.locator("svg.web .web-right").evaluate_all(
        "them => them.map(it => it.getAttribute('href')).filter(it => it)"
    )
    listed = page.locator(".relation-list a").evaluate_all(
        "them => them.map(it => it.getAttribute('href'))"
    )
    assert set(names) - {"#_leads-to"} <= set(listed)


@pytest.mark.parametrize("is_touched", [True, False], ids=["by touch", "by key"])
def test_a_short_name_shows_what_it_is_short_for(
    is_touched: bool, browser: Browser, dossier: str
) -> None:
    reader = browser.new_context(has_touch=is_touched, is_mobile=is_touched)
    tab = reader.new_page()
    tab.goto(f"{dossier}capabilities/typhon/")
    short = tab.locator("a.short").first
    full = short.locator(".short-full")
    if not is_touched:
        assert (full.bounding_box() or {"width": 0})["width"] <= 1
        tab.keyboard.press("Tab")  # so that the focus is shown
        short.focus()
    assert (full.bounding_box() or {"width": 0})["width"] > 50
    reader.close()

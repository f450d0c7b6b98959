"""As of an earlier day: what had been published by then, or what was so, and that it says so."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

HUT = "huts/eagle-hut/"
STONE = "huts/stone-hut/"


def shown(page: Page) -> set[str]:
    """The keys of the facts that are shown."""
    facts = page.locator(":is(.fact, .side-fact)[id]:not([id^=_])")
    return {fact.get_attribute("id") or "" for fact in facts.all() if fact.is_visible()}


def test_the_present_is_shown_unless_a_day_is_asked_for(page: Page, tiny: str) -> None:
    page.goto(tiny + HUT)
    assert page.locator(".asof-banner").count() == 0
    everything = shown(page)
    for nonsense in ("?asof=", "?asof=2024-13-45", "?asof=<b>", "?mode=held"):
        page.goto(f"{tiny}{HUT}{nonsense}")
        assert shown(page) == everything
        assert page.locator(".asof-banner").count() == 0


def test_what_had_not_been_published_by_then_is_hidden(page: Page, tiny: str) -> None:
    page.goto(f"{tiny}{HUT}?asof=2023-06-01")
    assert shown(page) == {"altitude", "opened-on", "keeper", "keeper-2019", "reached-by"}
    banner = page.locator(".asof-banner")
    expect(banner).to_contain_text("As of 1 June 2023: what had been published by then")
    expect(banner).to_contain_text("4 of 9 facts are hidden")


def test_what_was_not_so_on_that_day_is_hidden(page: Page, tiny: str) -> None:
    page.goto(f"{tiny}{HUT}?asof=2018-06-01&mode=held")
    assert shown(page) == {"opened-on", "keeper", "reached-by"}
    expect(page.locator(".asof-banner")).to_contain_text("what was so on that day")
    expect(page.locator(".asof-banner")).to_contain_text("1 gives no time and is shown")
    expect(page.locator("#keeper")).not_to_have_class("fact fact--superseded")
    page.goto(f"{tiny}{HUT}?asof=2019-06-01&mode=held")
    assert "keeper" not in shown(page)
    assert "keeper-2019" in shown(page)


def test_a_value_that_was_not_replaced_yet_is_no_earlier_one(page: Page, tiny: str) -> None:
    page.goto(f"{tiny}{STONE}?asof=1995-01-01&mode=held")
    assert shown(page) & {"beds-1990", "beds-2005", "beds"} == {"beds-1990"}
    expect(page.locator("#beds-1990 .fact-replaced")).to_be_hidden()
    page.goto(f"{tiny}{STONE}?asof=2023-01-01")
    assert shown(page) & {"beds-1990", "beds-2005", "beds"} == {"beds-1990", "beds-2005"}
    expect(page.locator("#beds-2005 .fact-replaced")).to_be_hidden()
    expect(page.locator("#beds-1990 .fact-replaced")).to_be_visible()


def test_support_is_that_of_the_sources_published_by_then(page: Page, tiny: str) -> None:
    page.goto(f"{tiny}{HUT}")
    expect(page.locator("#keeper-2019 .support")).to_contain_text("Corroborated, 2 origins")
    page.goto(f"{tiny}{HUT}?asof=2023-06-01")
    expect(page.locator("#keeper-2019 .support")).to_have_text("Single origin")
    expect(page.locator("#keeper-2019 .support use")).to_have_attribute("href", "#m-single")
    expect(page.locator("#keeper-2019 .origins")).to_be_hidden()
    # The same source notes under the same numbers, without those that came later.
    numbers = page.locator("#keeper-2019 a.ref:visible").all_inner_texts()
    assert len(numbers) == 1
    expect(page.locator(f"#_n{numbers[0]}")).to_be_visible()
    assert page.locator("#keeper-2019 .refs-sep:visible").count() == 0


def test_with_one_answer_left_there_is_no_disagreement(page: Page, tiny: str) -> None:
    page.goto(f"{tiny}{HUT}?asof=2024-03-15")
    card = page.locator("#_conflict-beds")
    expect(card).to_contain_text("No other answer had been published by then.")
    expect(card.locator("h3 .mark")).to_be_hidden()
    assert shown(page) >= {"beds-courier", "winter-room"}
    assert "beds" not in shown(page)
    row = page.locator(".fact--disputed", has_text="Beds")
    expect(row.locator(".fact-value")).to_have_text("About 40")
    expect(row.locator(".flag--conflict")).to_be_hidden()
    page.goto(f"{tiny}{HUT}?asof=2024-04-15")
    expect(page.locator("#_conflict-beds h3 .mark")).to_be_visible()


def test_what_is_worked_out_for_the_present_is_left_out(page: Page, tiny: str) -> None:
    page.goto(f"{tiny}{HUT}?asof=2023-06-01")
    for present in (".glance", ".overdue", ".of-facts"):
        for part in page.locator(present).all():
            expect(part).to_be_hidden()


def test_a_timeline_shows_what_was_published_by_then(page: Page, dossier: str) -> None:
    page.goto(f"{dossier}events/nansei-temporary-bases/?asof=2024-11-24")
    listed = page.locator(".tl-list > li")
    shown_events = [event for event in listed.all() if event.is_visible()]
    assert 0 < len(shown_events) < listed.count()
    assert page.locator("svg.tl a:not(.is-out)").count() == len(shown_events)
    assert page.locator("svg.tl .tl-stem:not(.is-out)").count() == len(shown_events)
    numbers = [event.locator(".tl-n").inner_text() for event in shown_events]
    assert page.locator("svg.tl a:not(.is-out) text").all_text_contents() == numbers


def listed(page: Page, column: int) -> dict[str, str]:
    """The entities of an index that are shown, each with what a cell says."""
    shown_rows = page.locator(".data--index tbody tr:visible").all()
    return {
        row.locator("th > a:not(.flag)").inner_text(): row.locator("td").nth(column).inner_text()
        for row in shown_rows
    }


def test_an_index_lists_what_was_known_with_the_values_that_were(page: Page, tiny: str) -> None:
    keepers, beds = 0, 1
    page.goto(f"{tiny}huts/?asof=2020-06-01")
    expect(page.locator(".count")).to_contain_text("1 huts")
    assert listed(page, beds) == {"Lower Hut": "10–12"}
    expect(page.locator(".asof-banner")).to_contain_text("3 of 4 entries are hidden")
    page.goto(f"{tiny}huts/?asof=2024-03-15")
    expect(page.locator(".count")).to_contain_text("4 huts")
    found = listed(page, beds)
    assert (found["Eagle Hut"], found["Stone Hut"]) == ("About 40", "16")
    page.get_by_label("Find").fill("stone")
    expect(page.locator(".count")).to_contain_text("1 of 4 huts")
    page.goto(f"{tiny}huts/?asof=2015-06-01&mode=held")
    expect(page.locator(".count")).to_contain_text("3 huts")
    assert listed(page, keepers)["Eagle Hut"] == "Map Office of the Valley"
    assert listed(page, beds)["Stone Hut"] == "16"


def test_an_index_of_an_earlier_day_leaves_out_what_is_worked_out_for_today(
    page: Page, tiny: str
) -> None:
    page.goto(f"{tiny}huts/?asof=2024-03-15&support=unnamed")
    expect(page.locator(".count")).to_contain_text("4 huts")
    for present in ("Best support", "Last evidenced", "Facts"):
        expect(page.get_by_role("columnheader", name=present)).to_have_count(0)
    expect(page.get_by_label("Best support")).to_be_hidden()
    assert page.locator(".data--index .flag:visible").count() == 0
    page.get_by_role("button", name="Beds").click()
    assert [*listed(page, 1)][:2] == ["Lower Hut", "Stone Hut"]


def test_the_index_of_sources_lists_those_published_by_then(page: Page, tiny: str) -> None:
    page.goto(f"{tiny}sources/?asof=2022-06-01")
    expect(page.locator(".data--index tbody tr:visible")).to_have_count(4)
    expect(page.locator(".asof-banner")).to_contain_text("1 of them has no source with a date.")


@pytest.mark.parametrize("address", ["huts/?asof=nonsense", "huts/"])
def test_an_index_is_of_the_present_unless_a_day_is_asked_for(
    address: str, page: Page, tiny: str
) -> None:
    page.goto(tiny + address)
    expect(page.locator(".count")).to_contain_text("4 huts")
    assert listed(page, 1)["Stone Hut"] == "20"


def rows(page: Page) -> list[str]:
    """The facts in the tables of a source that are shown, each as entity and key."""
    links = page.locator(".data--facts tbody tr:visible .says-link").all()
    return [(link.get_attribute("href") or "").split("/", 3)[3] for link in links]


def test_a_source_shows_what_rested_on_it_once_it_was_published(page: Page, tiny: str) -> None:
    page.goto(f"{tiny}sources/guide-2022/?asof=2022-05-15")
    assert "stone-hut/#note" not in rows(page)  # nobody had retold that yet
    assert "stone-hut/#winter-room" in rows(page)
    expect(page.locator(".asof-banner")).to_contain_text("1 of 5 entries is hidden")
    expect(page.locator(".asof-banner")).to_contain_text("worked out for today")
    page.goto(f"{tiny}sources/chronicle/?asof=1995-06-01&mode=held")
    assert "stone-hut/#beds-1990" in rows(page)
    assert not {"stone-hut/#beds-2005", "eagle-hut/#keeper-2019"} & {*rows(page)}
    page.goto(f"{tiny}sources/chronicle/?asof=2022-08-31")
    assert rows(page) == []
    expect(page.locator(".data--facts").first).to_be_hidden()
    banner = page.locator(".asof-banner")
    expect(banner).to_contain_text("Nothing that is listed here had been published by then.")
    page.get_by_label("Day", exact=True).fill("2022-09-01")
    page.get_by_role("button", name="Show", exact=True).click()
    page.wait_for_url("**/chronicle/?asof=2022-09-01&mode=published")
    assert len(rows(page)) == 7


def test_a_brief_shows_the_facts_set_into_it_as_they_were(page: Page, tiny: str) -> None:
    page.goto(f"{tiny}briefs/beds/?asof=2023-06-01")
    embeds = page.locator(".embed:visible")
    expect(embeds).to_have_count(1)
    expect(embeds.locator(".embed-from")).to_have_attribute("href", re.compile("#keeper-2019$"))
    expect(embeds.locator(".support")).to_have_text("Single origin")
    banner = page.locator(".asof-banner")
    expect(banner).to_contain_text("3 of 4 facts are hidden")
    expect(banner).to_contain_text("The text around them is today’s.")


def test_a_timeline_of_which_nothing_is_left_says_where_to_look(page: Page, tiny: str) -> None:
    page.goto(f"{tiny}timeline/?asof=2018-06-01")
    banner = page.locator(".asof-banner")
    expect(banner).to_contain_text("Nothing that is listed here had been published by then.")
    banner.get_by_role("link", name="1998").click()
    page.wait_for_url("**/timeline/1998/?asof=2018-06-01")
    page.goto(f"{tiny}timeline/?asof=1890-06-01&mode=held")
    expect(banner).to_contain_text("Nothing that is listed here was so on that day.")
    assert banner.get_by_role("link").all_inner_texts() == ["Back to the present"]


def test_a_day_is_asked_for_on_the_page_and_left_by_the_way_back(page: Page, tiny: str) -> None:
    page.goto(tiny + HUT)
    everything = shown(page)
    page.get_by_text("Show an earlier day").click()
    page.get_by_label("Day").fill("2023-06-01")
    page.get_by_role("button", name="Show", exact=True).click()
    page.wait_for_url("**/eagle-hut/?asof=2023-06-01&mode=published")
    page.get_by_label("Show what").select_option("held")
    page.get_by_role("button", name="Show", exact=True).click()
    page.wait_for_url("**/eagle-hut/?asof=2023-06-01&mode=held")
    page.go_back()
    expect(page.get_by_label("Show what")).to_have_value("published")
    page.get_by_role("link", name="Back to the present").click()
    page.wait_for_url("**/eagle-hut/")
    assert shown(page) == everything


def test_the_day_is_kept_from_page_to_page(page: Page, tiny: str) -> None:
    page.goto(f"{tiny}{HUT}?asof=2023-06-01&mode=held")
    page.locator("#altitude a.ref").first.click()
    page.wait_for_url("**/eagle-hut/?asof=2023-06-01&mode=held#_n*")
    page.locator("#reached-by .fact-value a").first.click()
    page.wait_for_url("**/paths/ridge-path/?asof=2023-06-01&mode=held*")
    expect(page.locator(".asof-banner")).to_contain_text("As of 1 June 2023")
    page.goto(f"{tiny}method/?asof=2023-06-01")
    expect(page.locator(".asof-banner")).to_contain_text("This page shows the present")


def test_an_earlier_day_is_printed_with_its_date(page: Page, tiny: str) -> None:
    page.goto(f"{tiny}{HUT}?asof=2023-06-01")
    page.emulate_media(media="print")
    expect(page.locator(".print-meta")).to_contain_text(
        "As of 1 June 2023 (what had been published"
    )
    expect(page.locator(".asof-banner")).to_contain_text("4 of 9 facts are hidden")
    assert not page.locator(".asof-banner form").is_visible()
    assert not page.get_by_text("Back to the present").is_visible()


def test_without_scripts_sources_and_briefs_show_the_present(still: Page, tiny: str) -> None:
    still.goto(f"{tiny}sources/chronicle/?asof=2020-01-01")
    assert len(rows(still)) == 7
    assert not still.get_by_text("Show an earlier day").is_visible()
    still.goto(f"{tiny}huts/?asof=2020-01-01")
    assert listed(still, 1)["Stone Hut"] == "20"
    still.goto(f"{tiny}briefs/beds/?asof=2020-01-01")
    expect(still.locator(".embed:visible")).to_have_count(4)


@pytest.mark.parametrize("query", ["", "?asof=2023-06-01"])
def test_without_scripts_the_present_is_shown(
    query: str, still: Page, page: Page, tiny: str
) -> None:
    page.goto(tiny + HUT)
    still.goto(tiny + HUT + query)
    hidden_by_scripts = {"keeper"}  # inside what is closed
    assert shown(still) | hidden_by_scripts == shown(page) | hidden_by_scripts
    assert not still.get_by_text("Show an earlier day").is_visible()

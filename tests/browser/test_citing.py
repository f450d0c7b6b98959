"""A fact can be copied as a citation: what it says, when, by whom, and its permanent address."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

EAGLE, STONE = "huts/eagle-hut/", "huts/stone-hut/"
SITE = "https://huts.example.org/sarnera/"
BUTTON = "Cite this"
CITE = "#keeper-2019 button.cite"
WITHOUT_CLIPBOARD = (
    "Object.defineProperty(Navigator.prototype, 'clipboard', {get: () => undefined})"
)
DENIED = "() => { navigator.clipboard.writeText = () => Promise.reject(new Error('denied')); }"
PASTED = """() => {
    const field = document.createElement("textarea");
    document.body.append(field);
    field.focus();
    return true;
}"""
KEEPER = f"""\
Eagle Hut, Keeper: Sarnera Valley Club – The club took the hut over in 2019.
(Confirmed; since 2019; Corroborated, 2 origins; \
2 reports, 2 origins: Sarnera Valley Club; Valley Press)
Source: Valley Gazette, “The club answers”, Apr 2024, \
https://gazette.example.org/2024/the-club-answers
Source: Valley Press, “A chronicle of Sarnera”, Sep 2022, \
https://press.example.org/chronicle#chapter-2
Sarnera Huts, as of 1 June 2025: {SITE}{EAGLE}#keeper-2019"""
COURIER = f"""\
Eagle Hut, How many beds: 24, or about 40? <script>alert(1)</script> Sources disagree; one \
answer: The Courier, from a guest it did not name, wrote of about 40 beds.
(Reported; as of 2 Mar 2024; Single origin, unnamed)
Source: The Courier, “A night among forty”, 2 Mar 2024, \
https://courier.example.org/a-night-among-forty
Source: Walker’s Diary, A walker's diary, on the night among forty, 3 Mar 2024, \
https://blog.example.org/forty
Source: Hut Digest, “今週の山小屋”, no date shown, https://digest.example.org/week
Sarnera Huts, as of 1 June 2025: {SITE}{EAGLE}#beds-courier"""


@pytest.fixture
def reader(context: BrowserContext) -> Page:
    """A tab that may use the clipboard."""
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    return context.new_page()


@pytest.fixture
def plain(context: BrowserContext) -> Page:
    """A tab without the clipboard's own interface, as of a page over plain http."""
    context.add_init_script(WITHOUT_CLIPBOARD)
    return context.new_page()


def pasted(page: Page) -> str:
    """What a reader pastes into a field of text."""
    page.evaluate(PASTED)
    page.keyboard.press("Control+V")
    return page.locator("textarea").last.input_value()


def copied(page: Page) -> str:
    """What is on the clipboard."""
    words: str = page.evaluate("navigator.clipboard.readText()")
    return words


@pytest.mark.parametrize(
    ("key", "words"),
    [("keeper-2019", KEEPER), ("beds-courier", COURIER)],
    ids=["a fact", "a side of a conflict"],
)
def test_it_copies_statement_date_sources_and_permanent_address(
    key: str, words: str, reader: Page, tiny: str
) -> None:
    reader.goto(tiny + EAGLE)
    button = reader.locator(f"#{key}").get_by_role("button", name=BUTTON)
    expect(button).to_have_text(BUTTON)
    button.click()
    expect(button).to_have_text("Copied")
    assert copied(reader) == words
    expect(button).to_have_text(BUTTON)


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("beds-2005", "Replaced by a later fact, Feb 2024."),
        ("keeper", "; A source was withdrawn)"),
        ("keeper", "“A guide to the huts”, May 2022, Withdrawn 1 May 2024, https://guide.example"),
        ("winter-room", "(Reported; as of May 2022; Withdrawn; No source is left"),
        ("beds", "; Due for review)"),
    ],
)
def test_it_copies_what_a_reader_should_be_warned_of(
    key: str, words: str, reader: Page, tiny: str
) -> None:
    reader.goto(f"{tiny}{STONE}#{key}")
    reader.locator(f"#{key}").get_by_role("button", name=BUTTON).click()
    expect(reader.locator(f"#{key} button.cite")).to_have_text("Copied")
    assert words in copied(reader)


def test_what_it_did_is_said_once_and_the_button_keeps_its_name(reader: Page, tiny: str) -> None:
    reader.goto(tiny + EAGLE)
    button = reader.get_by_role("button", name="Cite this: Altitude")
    button.click()
    expect(reader.get_by_role("status").filter(has_text="Copied")).to_have_count(1)
    expect(button).to_have_count(1)


def test_it_copies_without_the_clipboards_own_interface(plain: Page, tiny: str) -> None:
    plain.goto(tiny + EAGLE)
    plain.locator(CITE).click()
    expect(plain.locator(CITE)).to_have_text("Copied")
    assert plain.locator("textarea").count() == 0
    expect(plain.locator(CITE)).to_be_focused()
    assert pasted(plain) == KEEPER


def test_it_says_so_where_nothing_can_be_copied(plain: Page, tiny: str) -> None:
    plain.goto(tiny + EAGLE)
    plain.evaluate("document.execCommand = () => false")
    plain.locator(CITE).click()
    expect(plain.locator(CITE)).to_have_text("Not copied")


def test_a_denied_clipboard_is_no_end(page: Page, tiny: str) -> None:
    page.goto(tiny + EAGLE)
    page.evaluate(DENIED)
    page.locator(CITE).click()
    expect(page.locator(CITE)).to_have_text("Copied")
    assert pasted(page) == KEEPER


def test_it_can_be_reached_and_used_by_keyboard(reader: Page, tiny: str) -> None:
    reader.goto(tiny + EAGLE)
    reader.locator("#keeper-2019 .fact-label a").focus()
    button = reader.locator(CITE)
    for _ in range(20):
        reader.keyboard.press("Tab")
        if button.evaluate("button => button === document.activeElement"):
            break
    expect(button).to_be_focused()
    expect(button).to_be_in_viewport()
    expect(button).to_have_css("opacity", "1")
    reader.keyboard.press("Enter")
    expect(button).to_have_text("Copied")
    assert copied(reader) == KEEPER
    expect(button).to_be_focused()


def test_it_can_be_seen_where_nothing_hovers(browser: Browser, tiny: str) -> None:
    context = browser.new_context(has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(tiny + EAGLE)
    for button in page.locator("article.fact:not(.earlier *) > button.cite").all():
        expect(button).to_have_css("opacity", "1")
    context.close()


@pytest.mark.parametrize("site", ["dossier", "tiny"])
def test_every_fact_has_one_button_and_nothing_else_has(site: str, page: Page, root: str) -> None:
    page.goto(root + (STONE if site == "tiny" else "units/marine-littoral-regiment/"))
    facts = page.locator("article.fact:has(.evidence):not([id^=_]), .side-fact:not([id^=_])")
    assert facts.count() > 5
    for fact in facts.all():
        assert fact.locator("button.cite").count() == 1
    assert page.locator("button.cite").count() == facts.count()


def test_a_removed_fact_has_none(page: Page, tiny: str) -> None:
    page.goto(tiny + STONE)
    assert page.locator("#guests, #bunks").count() == 2
    assert page.locator(":is(#guests, #bunks) button").count() == 0


@pytest.mark.parametrize("address", ["", "huts/", "briefs/beds/", "disputed/", "sources/digest/"])
def test_pages_that_show_facts_of_others_have_none(address: str, page: Page, tiny: str) -> None:
    page.goto(tiny + address)
    assert page.locator("button.cite").count() == 0


def test_there_is_none_without_scripts(still: Page, tiny: str) -> None:
    still.goto(tiny + EAGLE)
    assert still.locator("article.fact").count() > 5
    assert still.locator("button.cite").count() == 0
    assert BUTTON not in still.locator("main").inner_text()


def test_it_is_not_printed(page: Page, tiny: str) -> None:
    page.goto(tiny + EAGLE)
    page.emulate_media(media="print")
    assert page.locator("button.cite").count() > 5
    for button in page.locator("button.cite").all():
        expect(button).not_to_be_visible()

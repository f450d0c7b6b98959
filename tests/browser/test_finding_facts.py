"""The page of facts: picked by several marks at once, in the address, whole without scripts."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, Request, expect

from tests.listed import sheets

FACTS = "facts/"


@pytest.fixture
def facts(page: Page, dossier: str) -> Page:
    """The page, with what it shows first."""
    page.goto(dossier + FACTS)
    expect(page.locator(".found-fact").first).to_be_visible()
    return page


def facets(site: Path) -> list[set[str]]:
    """What each fact of a site can be picked by, with its kind."""
    found = []
    for path in sheets(lambda path: (site / path).read_bytes()):
        for address, *_, places, _count in json.loads((site / path).read_bytes()):
            kind = f"kind:{address.split('/')[0]}"
            found += [{kind, *place[5].split()} for place in places if place[5]]
    return found


def total(page: Page) -> int:
    """How many facts it says that there are."""
    page.locator(".found:not([aria-busy])").wait_for()
    number = re.match(r"[\d,]+", page.locator(".count").inner_text())
    return int(number[0].replace(",", "")) if number else 0


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("", set()),
        ("kind=units", {"kind:units"}),
        ("property=units/home-station", {"kind:units", "property:home-station"}),
        ("status=planned&support=single", {"status:planned", "support:single"}),
        ("status=denied&year=2024", {"status:denied", "year:2024"}),
        ("names=okinawa&kind=events", {"names:okinawa", "kind:events"}),
        ("source=kyodo-2024-11-24", {"source:kyodo-2024-11-24"}),
        ("disputed=on&overdue=on", {"flag:disputed", "flag:overdue"}),
        ("names=nobody-of-this-name", {"names:nobody-of-this-name"}),
    ],
)
def test_it_finds_all_that_have_every_mark_that_the_address_asks_for(
    query: str, wanted: set[str], page: Page, dossier: str, dossier_site: Path
) -> None:
    page.goto(f"{dossier}{FACTS}?{query}")
    expect(page.locator(".found")).to_be_visible()
    assert total(page) == sum(wanted <= found for found in facets(dossier_site))


COUNTED = """() => {
    const form = document.getElementById("_facts");
    const counted = ({textContent}) =>
        Number(/\\(([\\d,]+)\\)$/.exec(textContent)[1].replace(",", ""));
    const offered = (field) => [...field.options ?? []].filter((it) => !it.parentElement.hidden);
    return [...form.elements].filter((field) => field.name).flatMap((field) =>
        field.type === "checkbox" ? [[field.name, "on", counted(field.labels[0])]]
        : offered(field).map((it) => [field.name, it.value, counted(it)]));
}"""


def marks(field: str, value: str) -> set[str]:
    """What a fact has to have if something is chosen in a field."""
    if not value:
        return set()
    if field == "property":
        kind, name = value.split("/")
        return {f"kind:{kind}", f"property:{name}"}
    return {f"flag:{field}"} if value == "on" else {f"{field}:{value}"}


@pytest.mark.parametrize(
    "chosen",
    [
        {},
        {"status": "planned"},
        {"kind": "units", "support": "single"},
        {"kind": "capabilities", "property": "capabilities/range", "status": "reported"},
        {"names": "okinawa", "overdue": "on"},
        {"year": "2024", "disputed": "on", "source": "kyodo-2024-11-24"},
    ],
    ids="&".join,
)
def test_each_option_says_how_many_facts_it_would_leave(
    chosen: dict[str, str], page: Page, dossier: str, dossier_site: Path
) -> None:
    page.goto(f"{dossier}{FACTS}?{'&'.join('='.join(choice) for choice in chosen.items())}")
    expect(page.locator("#_status option").first).to_have_text(re.compile(r"\(\d+\)$"))
    found = facets(dossier_site)
    counted = page.evaluate(COUNTED)
    assert len(counted) > 40
    for field, value, count in counted:
        others = {name: one for name, one in chosen.items() if name != field}
        if field == "kind" and value not in ("", chosen.get("property", "").split("/")[0]):
            others.pop("property", None)  # it is let go with its kind
        every = set().union(marks(field, value), *(marks(*other) for other in others.items()))
        assert count == sum(every <= of_fact for of_fact in found), (field, value)


def test_the_counts_follow_each_choice_and_are_what_is_then_found(facts: Page) -> None:
    single = facts.locator("#_support option[value=single]")
    expect(single).to_have_text(re.compile(r"^Single origin \(\d+\)$"))
    before = single.inner_text()
    facts.get_by_label("Status").select_option("planned")
    expect(single).not_to_have_text(before)
    promised = re.search(r"\((\d+)\)", single.inner_text())
    facts.get_by_label("Support").select_option("single")
    facts.wait_for_url("**/facts/?status=planned&support=single")
    assert promised
    assert total(facts) == int(promised[1])
    disputed = facts.get_by_label("Disputed")
    expect(disputed).to_have_accessible_name(re.compile(r"^Disputed \(\d+\)$"))
    disputed.focus()
    facts.keyboard.press("Space")
    facts.wait_for_url("**&disputed=on")
    expect(facts.locator("#_status option").first).to_have_text(re.compile(r"^All \(\d+\)$"))


def test_a_result_says_what_it_is_how_it_is_known_and_by_whom(facts: Page) -> None:
    facts.get_by_label("Kind").select_option("units")
    facts.get_by_label("Property").select_option("units/home-station")
    first = facts.locator(".found-fact").first
    expect(first.locator(".found-kind")).to_have_text("Unit")
    expect(first.locator(".found-label")).to_have_text("Home station")
    expect(first.locator(".status")).to_be_visible()
    expect(first.locator(".support")).to_be_visible()
    expect(first.locator(".found-by a")).to_have_attribute("href", re.compile("/sources/.+/$"))
    first.locator(".found-label").click()
    facts.wait_for_url("**/units/*/#*")
    expect(facts.locator(".fact:target, .side-fact:target")).to_be_visible()


def test_each_choice_is_a_step_that_can_be_taken_back(facts: Page) -> None:
    everything = total(facts)
    facts.get_by_label("Status").select_option("planned")
    facts.wait_for_url("**/facts/?status=planned")
    planned = total(facts)
    facts.get_by_label("Support").select_option("single")
    facts.wait_for_url("**/facts/?status=planned&support=single")
    assert total(facts) < planned < everything
    facts.go_back()
    expect(facts.get_by_label("Support")).to_have_value("")
    expect(facts.locator(".count")).to_contain_text(f"{planned} facts of")
    facts.get_by_role("button", name="Clear all").click()
    facts.wait_for_url("**/facts/")
    assert total(facts) == everything


def test_what_a_fact_names_is_found_by_its_other_names(facts: Page) -> None:
    facts.get_by_label("About or naming").fill("沖縄")
    facts.keyboard.press("Enter")
    facts.wait_for_url("**/facts/?names=okinawa*")
    assert total(facts) > 5


def test_a_source_is_found_by_its_publisher(facts: Page) -> None:
    facts.get_by_label("Source", exact=True).fill("Stars and Stripes")
    facts.get_by_label("Source", exact=True).press("Tab")
    facts.wait_for_url("**/facts/?source=stars-and-stripes*")
    assert total(facts) > 0


def test_properties_of_other_kinds_are_not_offered(facts: Page) -> None:
    facts.get_by_label("Property").select_option("units/home-station")
    facts.get_by_label("Kind").select_option("events")
    expect(facts.get_by_label("Property")).to_have_value("")
    hidden = facts.locator("optgroup[data-kind=units]")
    expect(hidden).to_have_attribute("hidden", "")


def test_more_are_shown_when_they_are_asked_for(facts: Page) -> None:
    shown = facts.locator(".found-fact")
    expect(shown).to_have_count(20)
    facts.get_by_role("button", name="Show more").click()
    expect(shown).to_have_count(40)
    expect(shown.nth(20).locator("a").first).to_be_focused()


def test_it_says_when_nothing_has_all_marks_and_when_nothing_could_be_loaded(
    facts: Page, dossier: str
) -> None:
    facts.goto(f"{dossier}{FACTS}?names=nobody-of-this-name")
    expect(facts.locator(".count")).to_have_text(
        "No fact has all of these marks. Clear one of them."
    )
    facts.context.route("**/search/manifest.json", lambda route: route.abort())
    facts.goto(dossier + FACTS)
    expect(facts.locator(".count")).to_have_text("The facts could not be loaded.")
    expect(facts.get_by_role("link", name="Where sources disagree").first).to_be_visible()
    expect(facts.locator("#_status option").first).to_have_text("All")


def test_a_first_answer_loads_little(page: Page, dossier: str) -> None:
    loaded: list[Request] = []

    def note(request: Request) -> None:
        loaded.append(request)

    page.on("request", note)
    page.goto(f"{dossier}{FACTS}?status=planned&support=single")
    expect(page.locator(".found-fact").first).to_be_visible()
    index = [request.url for request in loaded if "/search/" in request.url]
    # What the counts beside the options need comes later than what the answer does.
    records = [at for at, url in enumerate(index) if "/records/" in url]
    assert 0 < len(records) <= 20
    assert len([url for url in index[: records[-1]] if "/terms/" in url]) <= 2


def test_on_a_phone_its_fields_can_be_hit_with_a_finger(facts: Page) -> None:
    facts.set_viewport_size({"width": 390, "height": 844})
    fields = facts.locator("form.filters :is(select, input[type=text], .field--check label)")
    low = [box for field in fields.all() if (box := field.bounding_box()) and box["height"] < 43]
    assert low == []


def test_hostile_words_stay_words(page: Page, tiny: str, dialogs: list[str]) -> None:
    page.goto(f"{tiny}{FACTS}?names=odd-hut&source=%3Cscript%3Ealert(1)%3C/script%3E")
    expect(page.locator(".count")).to_contain_text("No fact")
    page.goto(f"{tiny}{FACTS}?names=odd-hut")
    expect(page.locator(".found-fact").first).to_be_visible()
    assert dialogs == []
    assert page.locator(".found-list :is(script, img)").count() == 0


def test_without_scripts_it_says_how_else_to_find_facts(still: Page, dossier: str) -> None:
    still.goto(dossier + FACTS)
    assert not still.locator("form.filters").is_visible()
    expect(still.get_by_text("needs JavaScript")).to_be_visible()
    ways = still.locator(".found-ways a").all_inner_texts()
    assert {"Units", "Where sources disagree", "Due for review", "Coverage", "Sources"} <= {*ways}

"""The map: filters, keyboard, its state in the address; whole without scripts or a coastline."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

MAP = "map/"
PINS = ".map-live .pin"


@pytest.fixture
def shown(page: Page, dossier: str) -> Page:
    """The map, drawn."""
    return opened(page, dossier + MAP)


def opened(page: Page, address: str) -> Page:
    """The page at an address, its map drawn."""
    page.emulate_media(reduced_motion="reduce")
    page.goto(address)
    expect(page.locator(".place-show").first).to_be_attached()
    return page


def places(page: Page) -> list[str]:
    """The ids of the places that are listed."""
    return [str(it.get_attribute("id")) for it in page.locator("li.place:visible").all()]


def facts(page: Page) -> Locator:
    """The facts that are listed."""
    return page.locator(".place-facts > li:visible")


def state(page: Page, name: str) -> str:
    """What the address says under a name."""
    return parse_qs(urlsplit(page.url).query).get(name, [""])[0]


def test_every_listed_place_with_a_point_has_a_pin_there(shown: Page) -> None:
    points = {it.get_attribute("data-at") for it in shown.locator("li.place[data-at]").all()}
    expect(shown.locator(PINS)).to_have_count(len(points))
    expect(shown.locator(".map-coast")).to_have_count(1)


@pytest.mark.parametrize(
    ("name", "answer"), [("kind", "units"), ("status", "planned"), ("support", "official")]
)
def test_filters_leave_what_answers_to_them(shown: Page, name: str, answer: str) -> None:
    all_pins = shown.locator(PINS).count()
    shown.locator(f"[name={name}]").select_option(answer)
    found = facts(shown)
    assert found.count() > 0
    assert {it.get_attribute(f"data-{name}") for it in found.all()} == {answer}
    assert 0 < shown.locator(PINS).count() < all_pins
    expect(shown.locator(".count")).to_have_text(re.compile(rf"{len(places(shown))} of \d+ places"))


def test_words_are_found_in_places_and_in_facts(shown: Page) -> None:
    shown.locator("[name=find]").fill("yonaguni")
    found = places(shown)
    assert "yonaguni" in found
    assert 0 < len(found) < 10


def test_a_view_can_be_sent_to_somebody(shown: Page, browser: Browser) -> None:
    shown.locator("[name=status]").select_option("planned")
    shown.locator("#ishigaki .place-show").click()
    expect(shown.locator(".leaflet-popup")).to_contain_text("Ishigaki")
    shown.wait_for_url(re.compile("place=ishigaki"))
    assert state(shown, "status") == "planned"
    other = opened(browser.new_page(), shown.url)
    expect(other.locator(".leaflet-popup")).to_contain_text("Ishigaki")
    assert places(other) == places(shown)
    expect(other.locator("#ishigaki")).to_have_attribute("data-chosen", "")
    other.wait_for_timeout(400)
    there = [float(number) for number in state(other, "view").split(",")]
    here = [float(number) for number in state(shown, "view").split(",")]
    assert there == pytest.approx(here, abs=0.5)
    other.context.close()


def test_a_popup_shows_what_the_list_shows(shown: Page) -> None:
    shown.locator("[name=kind]").select_option("capabilities")
    shown.locator("#yonaguni .place-show").click()
    listed = shown.locator("#yonaguni .place-facts > li:visible").count()
    expect(shown.locator(".leaflet-popup .place-facts > li")).to_have_count(listed)


def test_the_map_works_by_keyboard(shown: Page) -> None:
    pin = shown.locator(PINS, has_text="Yonaguni")
    pin.focus()
    shown.keyboard.press("Enter")
    popup = shown.get_by_role("dialog", name="Yonaguni")
    expect(popup.get_by_role("link", name="Yonaguni", exact=True)).to_be_focused()
    shown.keyboard.press("Escape")
    expect(popup).to_have_count(0)
    expect(pin).to_be_focused()


def test_names_of_pins_do_not_cover_each_other(shown: Page) -> None:
    boxes = shown.locator(f"{PINS}:not(.pin--unnamed) .pin-name").evaluate_all(
        "names => names.map((name) => { const b = name.getBoundingClientRect();"
        " return [b.left, b.top, b.right, b.bottom]; })"
    )
    assert len(boxes) > 5
    for i, a in enumerate(boxes):
        for b in boxes[:i]:
            assert not (a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3])


@pytest.mark.parametrize("width", [390, 834, 1440])
def test_nothing_moves_when_the_map_appears(page: Page, dossier: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.add_init_script(
        "window.moved = 0; new PerformanceObserver((list) => { for (const it of list.getEntries())"
        " window.moved += it.value; }).observe({type: 'layout-shift', buffered: true});"
    )
    opened(page, dossier + MAP)
    assert page.evaluate("window.moved") < 0.1


def test_without_scripts_the_list_is_whole_beside_a_still_map(
    browser: Browser, dossier: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(dossier + MAP)
    expect(page.locator(".map-still .spot").first).to_be_visible()
    expect(page.locator(".map-live")).to_be_hidden()
    expect(page.locator("form.map-filters")).to_be_hidden()
    assert len(places(page)) == page.locator("li.place").count() > 30
    assert facts(page).count() > 100
    context.close()


def test_without_a_coastline_the_still_map_stays(page: Page, dossier: str) -> None:
    page.route("**/coastline.geojson", lambda route: route.abort())
    page.goto(dossier + MAP)
    page.locator("[name=status]").select_option("planned")
    expect(page.locator(".map-still .spot").first).to_be_visible()
    assert facts(page).count() > 0


def test_a_locator_draws_land_that_pages_share(page: Page, dossier: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    page.goto(dossier + "units/12th-mlr/")
    spot = page.locator(".locator .spot", has_text="Okinawa")
    expect(spot).to_be_visible()
    land = [path for path in asked if path.startswith("/assets/map/")]
    assert [path.rpartition(".")[2] for path in land] == ["svg"]
    box = page.locator(".map-land use").evaluate("it => it.getBBox().width")
    assert box > 0
    spot.click()
    page.wait_for_url(re.compile("/places/okinawa/"))

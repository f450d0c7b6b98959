"""Text from the data is shown as it was written, and never becomes markup, script or template."""

from __future__ import annotations

import pytest

from tests.site.building import Built
from tests.site.markup import Element, Page, parse

SCRIPT = "<script>alert(1)</script>"
IMAGE = '"><img src=x onerror=alert(1)>'
EXPRESSION = "{{ 7*7 }}"
ODD = "huts/odd-hut/"
BRIEF = "briefs/beds/"
LEAFLET = "sources/odd-leaflet/"
NAME = f"Hut {SCRIPT} {EXPRESSION} 🏔"


def section(page: Page, class_: str) -> Element:
    """The first element of a class."""
    return page.find(class_=class_)[0]


def scripts(page: Page) -> list[str]:
    """What the scripts of a page hold, or where they come from; data are no script."""
    return sorted(
        e.attributes.get("src", "") + "".join(c for c in e.children if isinstance(c, str))
        for e in page.find("script")
        if e.attributes.get("type") != "application/ld+json"
    )


def test_data_adds_no_script_image_or_handler(tiny: Built) -> None:
    for path, page in tiny.pages.items():
        assert page.find("img") == [], path
        assert all("alert" not in script for script in scripts(page)), path
        for element in page:
            assert not [name for name in element.attributes if name.startswith("on")], path


def test_every_page_of_a_section_has_the_scripts_of_its_neighbours(tiny: Built) -> None:
    assert scripts(tiny.page(ODD)) == scripts(tiny.page("huts/lower-hut/"))


@pytest.mark.parametrize("path", [f"{ODD}index.html", f"{BRIEF}index.html", "index.html"])
def test_no_expression_in_the_data_is_evaluated(path: str, tiny: Built) -> None:
    assert EXPRESSION in tiny.pages[path].text
    main = tiny.pages[path].one("main").text
    assert " 49 " not in main
    assert "49 of" not in main


def test_the_name_stands_as_written_wherever_it_is_shown(tiny: Built) -> None:
    page = tiny.page(ODD)
    assert page.one("h1").text == NAME
    assert page.one("head").one("title").text == f"{NAME} - Sarnera Huts"
    assert section(page, "md-header").text.count(NAME) == 1
    assert NAME in tiny.page("huts/").one("table").text
    assert NAME in tiny.page(LEAFLET).one("main").text
    assert NAME in tiny.page("huts/eagle-hut/").one("main").text  # it links there
    assert NAME in tiny.page("").one("main").text  # an embedded fact
    assert NAME in tiny.page(BRIEF).one("main").text


def test_aliases_native_names_and_summary_stand_as_written(tiny: Built) -> None:
    text = tiny.page(ODD).one("main").text
    assert f"{IMAGE}, &amp; `Hut`, </title>" in text
    assert "変な<b>小屋</b>" in text
    summary = f"Planned </title> hut {IMAGE} of {EXPRESSION} rooms &amp; `one` stove 🏔."
    assert summary in text
    assert tiny.page(ODD).meta("description") == [summary]


def test_values_sentences_and_labels_stand_as_written(tiny: Built) -> None:
    page = tiny.page(ODD)
    fittings = page.by_id("fittings").text
    assert f"A stove, {SCRIPT}, {IMAGE}, `{EXPRESSION}` &amp; 🏔" in fittings
    assert f"{EXPRESSION}, </title>, &amp;, `stove`, {SCRIPT}." in fittings
    assert "Fittings `</title>`" in fittings
    assert f"Beds {IMAGE}" in page.by_id("beds").text
    note = page.by_id("note")
    assert [a.text for a in note.find("a")][1:3] == [SCRIPT, IMAGE]
    assert f"What is said {IMAGE}" in [h.text for h in page.find("h2")]


def test_an_address_stays_inside_its_attribute(tiny: Built) -> None:
    url = "https://odd.example.org/?a=1&amp;b=2'onmouseover='alert(1)"
    links = [a for a in tiny.page(ODD).by_id("web").find("a") if a.attributes["href"] == url]
    assert [a.text for a in links] == [url]


def test_quotes_places_titles_and_publishers_stand_as_written(tiny: Built) -> None:
    notes = section(tiny.page(ODD), "notes").text
    title = f"Leaflet {SCRIPT} {IMAGE} {EXPRESSION} </title> &amp; `hut` 🏔"
    publisher = f'Press </title> & "Sons" {SCRIPT}'
    assert title in notes
    assert publisher in notes
    assert f"up to {SCRIPT} {EXPRESSION} twelve" in notes
    assert f"page {IMAGE}" in notes
    page = tiny.page(LEAFLET)
    assert page.one("h1").text == title
    assert page.one("head").one("title").text == f"{title} - Sarnera Huts"
    assert publisher in page.one("main").text
    assert title in tiny.page("sources/").one("table").text


def test_words_of_the_schema_stand_as_written(tiny: Built) -> None:
    page = tiny.page("huts/")
    assert page.one("h1").text == "Huts <b>&amp;</b> shelters"
    assert page.meta("description") == [
        'Huts "above the trees" & below them, {{ 7*7 }} of them if this were evaluated.'
    ]
    assert f"Leads to {SCRIPT}" in tiny.page("paths/ridge-path/").one("main").text
    # The tab takes the label of the kind, since mkdocs.yml gives it no title.
    tabs = tiny.page("").one("nav", "md-tabs")
    assert "Keepers </title>" in [link.text for link in tabs.find("a")]


def test_conflicts_stand_as_written(tiny: Built) -> None:
    text = tiny.page("disputed/").one("main").text
    assert f"How many beds: 24, or about 40? {SCRIPT}" in text
    assert f"A count {IMAGE} by somebody else." in text
    assert f"{EXPRESSION} is not one of the answers" in text


def test_front_matter_links_and_code_of_a_brief_stand_as_written(tiny: Built) -> None:
    page = tiny.page(BRIEF)
    title = f"Beds {SCRIPT} {EXPRESSION} </title> &amp; `beds` 🏔"
    assert page.one("h1").text == title
    assert page.one("head").one("title").text == f"{title} - Sarnera Huts"
    assert page.meta("description") == [f"Beds {IMAGE} {EXPRESSION} {SCRIPT} &amp;"]
    text = page.one("main").text
    assert f"Of {IMAGE}, {EXPRESSION} and {SCRIPT}." in text
    assert f"24 {SCRIPT} beds" in text
    assert [code.text for code in page.one("main").find("code")][:3] == [
        "</title>", SCRIPT, "[[no-link]]",
    ]  # fmt: skip
    assert title in tiny.page("briefs/").one("main").text


@pytest.mark.parametrize("address", [ODD, BRIEF, LEAFLET, "huts/"])
def test_the_contents_list_holds_text_alone(address: str, tiny: Built) -> None:
    for contents in tiny.page(address).find("nav", "md-nav--secondary"):
        tags = {element.tag for element in contents}
        assert tags <= {"nav", "label", "span", "ul", "li", "a", "code"}, address


def test_the_contents_list_names_hostile_headings(tiny: Built) -> None:
    contents = tiny.page(ODD).find("nav", "md-nav--secondary")[-1]
    assert f"What is said {IMAGE}" in [link.text for link in contents.find("a")]


def test_the_search_index_holds_the_words_of_the_data_as_they_are(tiny: Built) -> None:
    # They are escaped where they are shown: tests/browser/test_searching.py.
    found = {place.location: place for place in tiny.listed}
    assert found[ODD].title == NAME
    assert IMAGE in found[ODD].text
    assert SCRIPT in found[f"{ODD}#fittings"].text
    assert SCRIPT in found[BRIEF].title


def test_the_search_index_holds_no_markup_of_the_pages(tiny: Built) -> None:
    for place in tiny.listed:
        if not place.location.startswith(("huts/", "paths/", "keepers/", "sources/")):
            for words in (place.title, place.text):
                tags = {element.tag for element in parse(words)} - {""}
                assert tags <= {"script", "img", "b"}, f"{place}: more than hostile names hold"


def test_the_sitemap_and_the_data_files_hold_no_page_text(tiny: Built) -> None:
    assert b"alert" not in tiny.files["sitemap.xml"]
    assert b"alert" not in b"".join(path.encode() for path in tiny.files)

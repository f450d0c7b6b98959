"""What was so before stands closed below what is so now, each with its own address."""

from __future__ import annotations

from tests.site.building import Built
from tests.site.markup import Element


def earlier(page: Element) -> list[Element]:
    """The closed parts of a page that hold earlier values."""
    return page.find("details", "earlier")


def before(element: Element) -> Element:
    """The element that stands before another."""
    assert element.parent
    siblings = [e for e in element.parent.children if isinstance(e, Element)]
    return siblings[siblings.index(element) - 1]


def keys(element: Element) -> list[str]:
    """The keys of the facts in an element."""
    return [fact.attributes["id"] for fact in element.find("article", "fact")]


def test_earlier_values_are_closed_below_the_present_one(tiny: Built) -> None:
    page = tiny.page("huts/eagle-hut/")
    (closed,) = earlier(page)
    assert keys(closed) == ["keeper"]
    assert "open" not in closed.attributes
    assert before(closed).attributes["id"] == "keeper-2019"
    assert closed.one("summary").text == "Earlier Map Office of the Valley until 2018"


def test_a_chain_of_values_stands_below_the_last_one_the_newest_first(tiny: Built) -> None:
    page = tiny.page("huts/stone-hut/")
    (closed,) = earlier(page)
    assert keys(closed) == ["beds-2005", "beds-1990"]
    assert before(closed).attributes["id"] == "beds"
    assert closed.one("summary").text == "Earlier 16 as of 2005; 8 1990–1999"


def test_an_earlier_value_says_what_replaced_it_and_when(tiny: Built) -> None:
    page = tiny.page("huts/stone-hut/")
    for key, words, later in (
        ("beds-2005", "Replaced by a later fact, Feb 2024.", "#beds"),
        ("beds-1990", "Replaced by a later fact, 2005.", "#beds-2005"),
    ):
        said = page.by_id(key).one(class_="fact-replaced")
        assert said.text == words
        assert said.one("a").attributes["href"] == later


def test_a_value_whose_time_is_over_stands_open_where_there_is_no_present_one(tiny: Built) -> None:
    past = tiny.page("huts/stone-hut/").by_id("reached-by")
    assert not past.is_inside("details")
    assert "fact--superseded" in past.classes
    assert past.one(class_="when").text == "until 2010"
    assert past.find(class_="fact-replaced") == []


def test_an_earlier_value_keeps_its_evidence_and_its_notes(site: Built) -> None:
    for page in site.pages.values():
        for fact in [fact for closed in earlier(page) for fact in closed.find("article", "fact")]:
            assert "fact--superseded" in fact.classes
            assert fact.one(class_="status").text
            assert fact.one(class_="support").text
            assert fact.find("a", "ref")
            assert fact.find(class_="fact-replaced") or fact.one(class_="when").text


def test_what_opens_earlier_values_names_them_all_and_holds_no_link(site: Built) -> None:
    found = 0
    for path, page in site.pages.items():
        for closed in earlier(page):
            found += 1
            line = closed.one("summary")
            assert line.text.startswith("Earlier "), path
            assert [e.tag for e in line if e.tag not in ("summary", "span")] == [], path
            for fact in closed.find("article", "fact"):
                values = [value.text for value in fact.find(class_="fact-value")]
                assert all(value in line.text for value in values), path
    assert found


def test_hostile_earlier_values_stand_as_written(tiny: Built) -> None:
    (closed,) = earlier(tiny.page("huts/odd-hut/"))
    value = "A bench, <script>alert(1)</script> {{ 7*7 }} &amp; </title>"
    assert closed.one("summary").text == f"Earlier {value} as of 2020"
    assert closed.one(class_="fact-value").text == value

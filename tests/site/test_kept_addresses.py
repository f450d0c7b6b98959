"""An address that a page or a fact has had leads on, or says what became of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import yaml

from tests.site.building import TINY, Built, build
from tests.site.following import Place, links, place, resolved
from tests.site.markup import Element

HUT = "huts/stone-hut/index.html"


def entities(subject: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """The address and the file of each entity."""
    for schema in sorted((subject / "data" / "schema").glob("*.yaml")):
        for path in sorted((subject / "data" / schema.stem).glob("*.yaml")):
            yield f"{schema.stem}/{path.stem}/", yaml.safe_load(path.read_text("utf-8")) or {}


def former(subject: Path) -> dict[str, str]:
    """The page that each former address leads to, by the files alone."""
    return {
        f"{old}/" if "/" in old else f"{address.split('/')[0]}/{old}/": address
        for address, file in entities(subject)
        for old in file.get("formerly", ())
    }


def removed(subject: Path) -> list[tuple[str, str, dict[str, Any]]]:
    """The page, the key and the file's words of each removed fact."""
    return [
        (address, key, gone)
        for address, file in entities(subject)
        for key, gone in file.get("removed", {}).items()
    ]


def test_every_former_address_leads_to_its_page_and_no_other_address_does(site: Built) -> None:
    wanted = {f"{old}index.html": f"{new}index.html" for old, new in former(site.subject).items()}
    assert site.redirects.keys() == wanted.keys()
    for path, page in site.redirects.items():
        (refresh,) = [e for e in page.find("meta") if e.attributes.get("http-equiv") == "refresh"]
        wait, _, address = refresh.attributes["content"].partition("; url=")
        assert wait == "0"
        assert resolved(site, path, address) == wanted[path]
        assert place(site, path, page.one("a")) == Place(wanted[path])
        (script,) = page.find("script")
        assert resolved(site, path, script.attributes["data-to"]) == wanted[path]


def test_two_entities_that_became_one_lead_to_one_page_even_from_another_kind(tiny: Built) -> None:
    assert former(tiny.subject).items() >= {
        ("huts/hay-hut/", "huts/stone-hut/"),
        ("paths/goat-steps/", "huts/stone-hut/"),
    }


def test_what_stands_at_a_former_address_names_the_page_that_counts(site: Built) -> None:
    for path, page in site.redirects.items():
        new = former(site.subject)[path.removesuffix("index.html")]
        assert page.links("canonical") == [site.url + new]
        assert page.meta("robots") == ["noindex"]
        assert page.one("a").text == site.page(new).one("h1").text
        assert page.one("html").attributes["lang"] == "en"


def test_a_hostile_name_stands_as_written_at_a_former_address(tiny: Built) -> None:
    page = tiny.redirects["huts/strange-hut/index.html"]
    name = tiny.page("huts/odd-hut/").one("h1").text
    assert "<script>" in name
    assert page.one("title").text == f"{name} · Sarnera Huts"
    assert page.one("a").text == name
    assert {e.tag for e in page.one("body")} == {"body", "p", "a"}
    assert [s.attributes["src"] for s in page.find("script")] == ["../../assets/moved.js"]


def test_no_former_address_is_in_the_sitemap_or_found_by_search(site: Built) -> None:
    listed = {e.text for e in ElementTree.fromstring(site.files["sitemap.xml"]).iter()}
    found = {place.location.partition("#")[0] for place in site.listed}
    for old in former(site.subject):
        assert site.url + old not in listed
        assert old not in found


def test_no_page_of_the_site_takes_the_way_over_a_former_address(site: Built) -> None:
    for path in site.pages:
        assert {leads.file for leads in links(site, path)} & site.redirects.keys() == set(), path


@pytest.mark.parametrize(
    ("file", "address"),
    [
        ("huts/hay-hut.md", "huts/hay-hut/"),
        ("paths/goat-steps/index.md", "paths/goat-steps/"),
        ("huts/strange-hut/index.html", "huts/strange-hut/"),
        ("coverage.md", "coverage/"),
        ("publishers/index.md", "publishers/"),
    ],
)
def test_a_file_in_docs_that_takes_a_kept_address_stops_the_build(
    file: str, address: str, checkout: Path
) -> None:
    taking = checkout / TINY / "docs" / file
    taking.parent.mkdir(parents=True, exist_ok=True)
    taking.write_text("# Hay\n\nA page of its own.\n", "utf-8")
    done = build(checkout / "site", project=checkout, subject=TINY)
    assert done.returncode == 1
    assert f"{address} would be made twice: rename the file in docs/" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (checkout / "site").exists()


def test_a_removed_fact_says_when_and_why_and_what_is_said_now(site: Built) -> None:
    for address, key, gone in removed(site.subject):
        stone = site.page(address).by_id(key)
        words = stone.one(class_="fact-says").text
        assert words.startswith("Removed ")
        assert str(gone["why"]).partition("[[")[0].strip() in words
        if "see" in gone:
            last = stone.one(class_="fact-body").find("a")[-1]
            assert last.attributes["href"] == f"#{gone['see']}"
            now = site.page(address).by_id(gone["see"])
            assert now.find(class_="status"), "a fact, and no other tombstone"


def test_a_removed_fact_has_its_day_in_words(tiny: Built) -> None:
    said = tiny.pages[HUT].by_id("guests").one(class_="fact-says").text
    assert said == "Removed 1 June 2024: It was about another hut."
    said = tiny.pages[HUT].by_id("bunks").one(class_="fact-says").text
    assert said == (
        "Removed 1 February 2025: Bunks and beds were counted together. See what is said now."
    )


def test_a_removed_fact_is_no_fact_any_more(site: Built) -> None:
    found = {place.location for place in site.listed}
    for address, key, _ in removed(site.subject):
        stone = site.page(address).by_id(key)
        for class_ in ("evidence", "status", "support", "ref"):
            assert stone.find(class_=class_) == []
        assert f"{address}#{key}" not in found
    for address, file in entities(site.subject):
        if file.get("facts"):
            facts = file["facts"]
            counted = glance(site.page(address), "from").text
            assert counted.split()[:2] == [str(len(facts)), "fact" if len(facts) == 1 else "facts"]


def glance(page: Element, words: str) -> Element:
    """The line of a page's opening figures that has a word."""
    (found,) = [line for line in page.one(class_="glance").find("li") if words in line.text.split()]
    return found


def test_removed_facts_stand_last_and_are_in_the_contents_list(tiny: Built) -> None:
    page = tiny.pages[HUT]
    ids = [i for i in page.ids if not i.startswith("_") or i == "_removed"]
    assert ids[ids.index("_removed") :][:3] == ["_removed", "guests", "bunks"]
    contents = page.find("nav", "md-nav--secondary")[-1]
    assert "Removed" in [link.text for link in contents.find("a")]


def test_hostile_words_about_a_removed_fact_stand_as_written(tiny: Built) -> None:
    said = tiny.page("huts/odd-hut/").by_id("rooms").one(class_="fact-says").text
    why = 'rooms, {{ 7*7 }} &amp; "><img src=x onerror=alert(1)>.'
    assert f"Removed 1 February 2025: It counted <script>alert(1)</script> {why} See" in said

"""Pages that count and gather: coverage, publishers, what rests on a source, who published it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from tests.site.building import Built
from tests.site.following import Place, clicks, links, place
from tests.site.markup import Element

LEVELS = ("official", "corroborated", "single", "unnamed", "withdrawn")
GROUPS = ("_falls", "_weakens", "_stands")


class Shown(NamedTuple):
    """A fact on the page of its entity."""

    path: str
    key: str
    element: Element


@cache
def kinds(subject: Path) -> list[str]:
    """The kinds of a subject, in their order."""
    schemas = {
        path.stem: int(yaml.safe_load(path.read_text("utf-8"))["order"])
        for path in (subject / "data" / "schema").glob("*.yaml")
    }
    return sorted(schemas, key=lambda kind: schemas[kind])


@cache
def files(subject: Path, folder: str) -> dict[str, dict[str, Any]]:
    """The files of a kind, or the sources, by id."""
    found = sorted((subject / "data" / folder).glob("*.yaml"))
    return {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in found}


def facts(site: Built, kind: str) -> Iterator[Shown]:
    """Every fact of a kind."""
    for id_, file in files(site.subject, kind).items():
        path = f"{kind}/{id_}/index.html"
        for key in file.get("facts", ()):
            yield Shown(path, key, site.pages[path].by_id(key))


def rows(table: Element) -> Iterator[tuple[Element, dict[str, str]]]:
    """The rows of a table with their heads, and their cells by the columns' labels."""
    labels = [th.text for th in table.one("thead").find("th")][1:]
    for row in table.find("tr"):
        if cells := row.find("td"):
            shown = [cell.text for cell in cells]
            yield row.one("th"), dict(zip(labels, shown, strict=True))


def number(cell: str) -> int:
    """The number in a cell, without its share."""
    return int(cell.split(maxsplit=1)[0])


def coverage(site: Built) -> dict[str, dict[str, str]]:
    """The rows of the page on coverage by their labels; topics carry their kind's before them."""
    found: dict[str, dict[str, str]] = {}
    kind = ""
    for head, cells in rows(site.page("coverage/").one("table")):
        assert head.parent
        is_topic = "is-topic" in head.parent.classes
        kind = kind if is_topic else head.text
        found[f"{kind} / {head.text}" if is_topic else head.text] = cells
    return found


def label(site: Built, kind: str) -> str:
    """The heading of a kind."""
    return site.page(f"{kind}/").one("h1").text


@pytest.mark.parametrize("address", ["coverage/", "publishers/"])
def test_it_is_one_link_away_from_the_home_page(address: str, site: Built) -> None:
    assert clicks(site)[f"{address}index.html"] == 1


def test_coverage_counts_every_fact_by_the_mark_that_its_page_shows(site: Built) -> None:
    found = coverage(site)
    for kind in kinds(site.subject):
        cells = found[label(site, kind)]
        shown = list(facts(site, kind))
        levels = Counter(
            class_.removeprefix("support--")
            for fact in shown
            for class_ in fact.element.one(class_="support").classes[1:]
        )
        assert int(cells["Facts"]) == len(shown)
        assert {name: number(cells[name.capitalize()]) for name in LEVELS} == {
            name: levels[name] for name in LEVELS
        }
        disputed = [fact for fact in shown if "side-fact" in fact.element.classes]
        assert number(cells["Disputed"]) == len(disputed)


def test_coverage_counts_quotes_places_and_what_is_overdue(site: Built) -> None:
    quoted = placed = 0
    for kind in kinds(site.subject):
        for file in files(site.subject, kind).values():
            for fact in file.get("facts", {}).values():
                quoted += any("quote" in c for c in fact["cite"])
                placed += any({"quote", "passage", "at"} & c.keys() for c in fact["cite"])
    cells = coverage(site)["All"]
    assert number(cells["With quote"]) == quoted
    assert number(cells["With place"]) == placed
    overdue = list(rows(site.page("overdue/").one("table")))
    assert number(cells["Overdue"]) == len(overdue)


def test_topics_add_up_to_their_kind_and_kinds_to_all(site: Built) -> None:
    found = coverage(site)
    names = [label(site, kind) for kind in kinds(site.subject)]
    for column in found["All"]:
        assert sum(number(found[name][column]) for name in names) == number(found["All"][column])
        for name in names:
            topics = [cells for row, cells in found.items() if row.startswith(f"{name} / ")]
            assert sum(number(cells[column]) for cells in topics) == number(found[name][column])


def test_shares_are_percents_of_the_facts_of_the_row(site: Built) -> None:
    for row, cells in coverage(site).items():
        for column, cell in cells.items():
            if column != "Facts" and number(cell):
                figures = re.fullmatch(r"(\d+) \(([<>] )?(\d+) %\)", cell)
                assert figures, (row, cell)
                share = 100 * int(figures[1]) / int(cells["Facts"])
                assert abs(int(figures[3]) - share) <= (1 if figures[2] else 0.5), row


def test_coverage_lists_the_facts_without_a_place_in_a_source(site: Built) -> None:
    cells = coverage(site)["All"]
    without = int(cells["Facts"]) - number(cells["With place"])
    page = site.page("coverage/")
    listed = [a for ul in page.find("ul", "link-list") for a in ul.find("a")]
    assert len(listed) == without
    for link in listed:
        leads = place(site, "coverage/index.html", link)
        assert site.pages[leads.file].by_id(leads.anchor)


def publishers(site: Built) -> dict[str, dict[str, Any]]:
    """What the files say of each publisher, by its address."""
    return {
        f"{kind}/{id_}/": file["publisher"]
        for kind in kinds(site.subject)
        for id_, file in files(site.subject, kind).items()
        if "publisher" in file
    }


def test_the_publishers_are_listed_with_what_they_are(site: Built) -> None:
    page = site.page("publishers/")
    listed = {
        place(site, "publishers/index.html", head.one("a")).file: cells
        for head, cells in rows(page.one("table"))
    }
    assert listed.keys() >= {f"{address}index.html" for address in publishers(site)}
    others = [cells for file, cells in listed.items() if file[:-10] not in publishers(site)]
    assert all(cells["What it is"] == "quoted by others" for cells in others)
    assert all(int(cells["Origin of facts"]) > 0 for cells in others)
    for address, publisher in publishers(site).items():
        cells = listed[f"{address}index.html"]
        assert cells["What it is"] == publisher["type"]
        assert (cells["Speaks for"] == "itself") == ("speaks-for" not in publisher)
        published = [
            source
            for source in files(site.subject, "sources").values()
            if source["publisher"] == address.split("/")[1]
        ]
        assert int(cells["Sources"]) == len(published)
        assert int(cells["Origin of facts"]) >= int(cells["Alone"])


def test_the_overview_counts_the_publishers_that_its_page_lists(dossier: Built) -> None:
    ways = [way for way in dossier.page("").find("li") if "Who are they?" in way.text]
    listed = list(rows(dossier.page("publishers/").one("table")))
    assert [way.one(class_="way-n").text for way in ways] == [str(len(listed))]


def test_the_tiny_publishers_count_what_rests_on_their_word(tiny: Built) -> None:
    listed = {
        head.text: [*cells.values()] for head, cells in rows(tiny.page("publishers/").one("table"))
    }
    assert listed["Map Office of the Valley"] == ["government", "Valley Council", *"1000"]
    assert listed["Walker’s Diary"] == ["personal site", "itself", *"2000"]
    voiced = [
        (path, fact.attributes["id"])
        for path, page in tiny.pages.items()
        if path.count("/") == 2 and not path.startswith(("sources/", "briefs/"))
        for fact in page.find("article", "fact")
        for origins in fact.find(class_="origins")
        if "Sarnera Valley Club" in origins.text
    ]
    # Two more are sides of conflicts, which name no origins: they show each voice.
    assert int(listed["Sarnera Valley Club"][4]) == len(voiced) + 2


def test_a_publisher_has_a_page_with_what_it_published(site: Built) -> None:
    for address, publisher in publishers(site).items():
        page = site.page(address)
        (is_,) = [d for d in page.one("dl", "names").find("dd") if is_type(d, publisher["type"])]
        assert (", for " in is_.text) == ("speaks-for" in publisher)
        mine = {
            f"sources/{id_}/index.html"
            for id_, source in files(site.subject, "sources").items()
            if source["publisher"] == address.split("/")[1]
        }
        listed = [
            place(site, f"{address}index.html", head.one("a")).file
            for table in page.find("table", "data--sources")
            for head, _ in rows(table)
        ]
        assert sorted(listed) == sorted(mine)
        assert ("_published" in page.ids) == bool(mine)


def is_type(definition: Element, type_: str) -> bool:
    """Whether a definition in the head of a page says that type."""
    return definition.text.partition(", for ")[0].casefold() == type_


def test_who_only_publishes_is_among_the_publishers_and_not_in_the_index(tiny: Built) -> None:
    diary = Place("keepers/walkers-diary/index.html")
    assert diary in set(links(tiny, "publishers/index.html"))
    assert diary not in set(links(tiny, "keepers/index.html"))
    assert "And 1 of which nothing is said but that they publish" in tiny.page("keepers/").text
    assert Place("publishers/index.html") in set(links(tiny, "keepers/index.html"))


def resting(site: Built, path: str) -> dict[str, list[Place]]:
    """The facts in each group of a source's page."""
    found: dict[str, list[Place]] = {}
    for section in site.pages[path].find("section", "group"):
        (heading,) = section.find("h2")
        if (id_ := heading.attributes["id"]) in GROUPS:
            found[id_] = [place(site, path, a) for a in section.find("a", "says-link")]
    return found


def test_each_fact_stands_in_one_group_of_each_source_it_rests_on(site: Built) -> None:
    index = {
        place(site, "sources/index.html", head.one("a")).file: cells
        for head, cells in rows(site.page("sources/").one("table"))
    }
    cited: dict[str, set[Place]] = {path: set() for path in index}
    fallen = {
        Place(fact.path, fact.key)
        for kind in kinds(site.subject)
        for fact in facts(site, kind)
        if fact.element.find(class_="support--withdrawn")
    }
    for kind in kinds(site.subject):
        for id_, file in files(site.subject, kind).items():
            for key, fact in file.get("facts", {}).items():
                for citation in fact["cite"]:
                    at = Place(f"{kind}/{id_}/index.html", key)
                    cited[f"sources/{citation['source']}/index.html"].add(at)
    for path, cells in index.items():
        groups = resting(site, path)
        listed = [leads for group in groups.values() for leads in group]
        # What has fallen with one source can't fall with another.
        is_withdrawn = "Withdrawn" in site.pages[path].one("header", "entity-head").text
        gone = set() if is_withdrawn else fallen
        assert len(set(listed)) == len(listed), path
        assert cited[path] - gone <= set(listed), path
        assert int(cells["Facts"]) == len(listed) + len(cited[path] & gone), path
        assert len(groups.get("_falls", ())) == int(cells["Alone"]), path
        for leads in listed:
            assert site.pages[leads.file].by_id(leads.anchor)


def test_a_source_says_beforehand_what_would_fall_with_it(tiny: Built) -> None:
    path = "sources/gazette-2024-03/index.html"
    page = tiny.pages[path]
    groups = resting(tiny, path)
    assert groups == {
        "_falls": [
            Place("huts/eagle-hut/index.html", "beds"),
            Place("huts/eagle-hut/index.html", "winter-room-denied"),
            Place("huts/stone-hut/index.html", "beds"),
            Place("keepers/valley-club/index.html", "statement"),
        ],
        "_weakens": [Place("huts/eagle-hut/index.html", "keeper-2019")],
    }
    assert page.by_id("_falls").text == "Facts that would fall with it"
    assert page.by_id("_weakens").text == "Facts that would lose support"
    weakened = page.find("table", "data--facts")[1]
    before, after = [mark.text for mark in weakened.find("a", "support")]
    assert (before, after) == ("Corroborated, 2 origins", "Single origin")
    figures = [line.text for line in page.one(class_="glance").find("li")]
    assert figures[:2] == ["4 facts would fall with it", "1 would lose support"]


def test_a_page_that_only_relays_takes_nothing_with_it(tiny: Built) -> None:
    path = "sources/digest/index.html"
    assert resting(tiny, path) == {"_stands": [Place("huts/eagle-hut/index.html", "beds-courier")]}
    assert tiny.pages[path].by_id("_stands").text == "Facts that would stand"
    (row,) = rows(tiny.pages[path].one("table", "data--facts"))
    assert row[1]["Also in"] == "The Courier, Walker’s Diary"


def test_a_withdrawn_source_says_what_fell_with_it(tiny: Built) -> None:
    path = "sources/guide-2022/index.html"
    page = tiny.pages[path]
    hut = "huts/stone-hut/index.html"
    assert resting(tiny, path) == {
        "_falls": [Place(hut, "winter-room"), Place(hut, "note")],
        "_weakens": [
            Place("huts/odd-hut/index.html", "fittings-2020"),
            Place(hut, "keeper"),
            Place(hut, "altitude"),
        ],
    }
    assert page.by_id("_falls").text == "Facts that fell with it"
    assert page.by_id("_weakens").text == "Facts that lost support"
    figures = [line.text for line in page.one(class_="glance").find("li")]
    assert figures[:2] == ["2 facts fell with it", "3 lost support"]


def test_every_page_says_how_to_cite_it(site: Built) -> None:
    for path, page in site.pages.items():
        if path == "404.html":
            continue
        words = page.one(class_="cite-words").text
        address = site.url + path.removesuffix("index.html")
        name = site.config["site_name"]
        assert words.startswith(f"“{page.one('h1').text}”, {name}, as of "), path
        assert words.endswith(f". {address}"), path
        assert page.links("canonical") == [address]

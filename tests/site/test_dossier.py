"""The first subject: every row of the seed article's table has its place, and what holds of all."""

from __future__ import annotations

import re
from typing import NamedTuple

import pytest
import yaml

from tests.site.building import PROJECT, Built
from tests.site.markup import Element

EVENT = "events/nansei-temporary-bases/"
REPORT = "kyodo-2024-11-24"
COORDINATES = re.compile(
    r"\d\s*°|\d{1,3}[.,]\d{2,}\s*[NSEW]\b|\b-?\d{1,2}\.\d{3,},\s*-?\d{2,3}\.\d{3,}"
    r"|\bgeo:|\b(?:lat|lon|latitude|longitude)\b\s*[:=]"
)


class Row(NamedTuple):
    """A row of the table: where it is, and what must be said there."""

    address: str
    fact: str
    status: str
    words: tuple[str, ...]


ROWS = {
    "temporary bases": Row(EVENT, "plan", "reported", ("temporary bases", "missile units")),
    "the regiment": Row("units/12th-mlr/", "home-station", "reported", ("Okinawa",)),
    "where it would go": Row("units/12th-mlr/", "in-a-contingency", "reported", ("Nansei",)),
    "one of two": Row("units/marine-littoral-regiment/", "number", "reported", ("Two",)),
    "the island chain": Row(
        "places/nansei-islands/", "extent", "reported", ("Kyushu", "Taiwan")
    ),
    "joint operation plan": Row(
        "agreements/us-japan-joint-operation-plan/", "planned-for", "planned",
        ("December 2024", "no source gathered here shows that this happened"),
    ),
    "logistics": Row("organizations/jsdf/", "supports", "reported", ("fuel", "ammunition")),
    "cruise missile": Row(
        "capabilities/island-defense-cruise-missile/", "payload", "planned",
        ("conventional warhead", "reconnaissance", "radar"),
    ),
    "drones": Row("capabilities/one-way-attack-drones-japan/", "quantity", "planned",
                  ("Hundreds",)),
    "fires units": Row("units/multi-domain-task-force/", "element-to-send", "reported",
                       ("long-range fires", "Philippines")),
    "six domains": Row("units/multi-domain-task-force/", "domains", "reported",
                       ("air", "land", "sea", "space", "cyber", "information")),
    "policy shift": Row("agreements/edca/", "shift-if-confirmed", "reported",
                        ("If confirmed", "not for offensive use")),
    "five to nine": Row("agreements/edca/", "sites", "confirmed", ("from five to nine",)),
}  # fmt: skip
ORGANIZATIONS = (
    "us-marine-corps", "us-army", "us-government", "japan-government", "philippines-government",
)  # fmt: skip


def content(site: Built, address: str) -> Element:
    """What a page says, without the frame of the theme."""
    return site.page(address).one(class_="md-content")


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
def test_a_row_of_the_table_is_a_fact_at_its_address(row: Row, dossier: Built) -> None:
    fact = dossier.page(row.address).by_id(row.fact)
    assert {"fact", "side-fact"} & set(fact.classes)
    assert fact.find(class_=f"status--{row.status}"), fact.text
    assert [word for word in row.words if word.casefold() not in fact.text.casefold()] == []
    assert fact.find("a", "ref"), "it has source notes"


def test_the_report_has_one_origin_that_names_nobody(dossier: Built) -> None:
    fact = dossier.page(EVENT).by_id("plan")
    assert fact.one(class_="support").text == "Single origin, unnamed"
    origins = fact.one(class_="origins").text
    assert re.fullmatch(r"\d+ reports, 1 origin: Kyodo News \(unnamed sources\)", origins)
    assert int(origins.split()[0]) == len(fact.find("a", "ref")) >= 8


def relaying() -> dict[str, dict[str, object]]:
    """The sources that retell the report, at first hand or not."""
    folder = PROJECT / "data" / "sources"
    read = {p.stem: yaml.safe_load(p.read_text("utf-8")) for p in folder.glob("*.yaml")}
    found = {REPORT}
    while (
        more := {id_ for id_, source in read.items() if found & set(source.get("relays", ()))}
        - found
    ):
        found |= more
    return {id_: read[id_] for id_ in found - {REPORT}}


def name_of(publisher: str) -> str:
    """The name of an organization with a page, or the name itself."""
    path = PROJECT / "data" / "organizations" / f"{publisher}.yaml"
    if not path.is_file():
        return publisher
    return str(yaml.safe_load(path.read_text("utf-8"))["name"])


def test_every_outlet_that_relays_the_report_is_in_its_notes(dossier: Built) -> None:
    notes = dossier.page(EVENT).one(class_="notes")
    cited = {a.attributes["href"].split("/")[-2] for a in notes.find("a", "note-pub")}
    outlets = relaying()
    # What was not read itself stands in the notes as a step on somebody else's way.
    read = {id_ for id_, source in outlets.items() if source.get("url")}
    assert len(read) >= 8
    assert read - cited == set()
    steps = " ".join(chain.text for chain in notes.find(class_="chain"))
    for id_ in outlets.keys() - read:
        assert name_of(str(outlets[id_]["publisher"])) in steps
    assert "Kyodo News (unnamed sources)" in steps


def test_the_report_has_a_page_that_counts_its_retellings_as_one_origin(dossier: Built) -> None:
    text = content(dossier, f"sources/{REPORT}/").text
    assert re.search(rf"{len(relaying())} \w+, one origin", text)


def test_two_regiments_or_three_are_shown_side_by_side(dossier: Built) -> None:
    page = dossier.page("units/marine-littoral-regiment/")
    card = page.by_id("_conflict-number")
    values = [value.text for value in card.find(class_="side-value")]
    assert len(values) >= 2
    assert any("2" in value for value in values)
    assert any("3" in value for value in values)
    assert "What would settle it." in card.text
    (link,) = page.by_id("_row-number").find("a", "flag--conflict")
    assert link.attributes["href"] == "#_conflict-number"


@pytest.mark.parametrize("id_", ORGANIZATIONS)
def test_who_acts_has_a_page_that_others_lead_to(id_: str, dossier: Built) -> None:
    page = dossier.page(f"organizations/{id_}/")
    assert page.by_id("_linked-from")
    assert page.find(class_="link-list")[0].find("a")


def test_the_brief_tells_the_whole_table(dossier: Built) -> None:
    brief = content(dossier, "briefs/november-2024/")
    hrefs = {a.attributes["href"].removeprefix("../../") for a in brief.find("a")}
    for row in ROWS.values():
        assert any(href.startswith(row.address) for href in hrefs), row.address
    assert len(brief.find("figure", "embed")) >= 2
    assert brief.one(class_="notes")


def test_it_is_large_enough_to_be_of_use(dossier: Built) -> None:
    kinds = {path.stem for path in (PROJECT / "data" / "schema").glob("*.yaml")}
    entities = [p for p in dossier.pages if p.count("/") == 2 and p.split("/")[0] in kinds]
    facts = [
        id_
        for path in entities
        for class_ in ("fact", "side-fact")
        for fact in dossier.pages[path].find(class_=class_)
        if not (id_ := fact.attributes["id"]).startswith("_")
    ]
    sources = [p for p in dossier.pages if re.fullmatch(r"sources/[^/]+/index\.html", p)]
    assert len(entities) >= 25
    assert len(facts) >= 100
    assert len(sources) >= 40


def test_it_gives_no_coordinates(dossier: Built) -> None:
    for path, page in dossier.pages.items():
        assert COORDINATES.findall(page.text) == [], path
    for file in (PROJECT / "data").rglob("*.yaml"):
        assert COORDINATES.findall(file.read_text("utf-8")) == [], file


def test_it_quotes_no_more_than_15_words(dossier: Built) -> None:
    quotes = [q for page in dossier.pages.values() for q in page.find("q")]
    assert quotes
    # A passage is shown by its first and its last words, with dots between.
    assert [q.text for q in quotes if len(q.text.replace(" … ", " ").split()) > 15] == []
    for path in (PROJECT / "docs").rglob("*.md"):
        _, _, text = path.read_text("utf-8").removeprefix("---\n").partition("\n---\n")
        for quote in re.findall(r"“([^”]*)”|\"([^\"]*)\"", text):
            assert len("".join(quote).split()) <= 15, path


@pytest.mark.parametrize("class_", ["status", "support", "flag"])
def test_every_mark_in_use_is_explained_on_the_method_page(class_: str, site: Built) -> None:
    def variants(element: Element) -> set[str]:
        return {c for e in element.find(class_=class_) for c in e.classes if c != class_}

    legend = site.page("method/").one(class_="legend")
    used = {mark for page in site.pages.values() for mark in variants(page)}
    assert used
    assert used <= variants(legend)
    for list_ in legend.find("dl"):
        tags = [child.tag for child in list_.children if isinstance(child, Element)]
        assert tags == ["dt", "dd"] * (len(tags) // 2)
        assert all(description.text for description in list_.find("dd"))


def test_every_mark_is_a_shape_and_a_word(site: Built) -> None:
    for path, page in site.pages.items():
        for class_ in ("status", "support", "flag"):
            for mark in page.find(class_=class_):
                shape = mark.one("use").attributes["href"].removeprefix("#")
                assert mark.text, path
                assert page.by_id(shape).tag == "symbol", path

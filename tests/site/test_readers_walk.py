"""A reader who starts at the home page finds each statement of the seed article, two links away.

Each row names the facts that answer a statement; each fact is read on the page of its entity, with
its status, its support and the notes that lead to a source's page and to the source itself.
"""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import urlsplit

import pytest

from tests.site.building import Built
from tests.site.following import HOME, Place, clicks, links, place
from tests.site.markup import Element

MOST_LINKS = 2
SINGLE, UNNAMED, OFFICIAL = "Single origin", "Single origin, unnamed", "Official record"
TWO = "Corroborated, 2 origins"
SAID = ("fact-value", "fact-says", "side-says")
"""Where a fact, or a side of a conflict, says what it says."""


class Found(NamedTuple):
    """A fact: its page and key, its status, its support, and the decisive words it says."""

    page: str
    key: str
    status: str
    support: str
    words: tuple[str, ...]


PLAN = "agreements/us-japan-joint-operation-plan"
MISSILE = "capabilities/island-defense-cruise-missile"
REGIMENT, REGIMENTS = "units/12th-mlr", "units/marine-littoral-regiment"
TASK_FORCE, EDCA = "units/multi-domain-task-force", "agreements/edca"

STATEMENTS: dict[str, tuple[Found, ...]] = {
    "1 temporary bases in the Nansei islands for missile units": (
        Found(
            "events/nansei-temporary-bases", "plan", "Reported", UNNAMED,
            ("temporary bases", "Nansei", "missile units", "contingency over Taiwan"),
        ),
    ),
    "2 the 12th Marine Littoral Regiment is stationed on Okinawa": (
        Found(REGIMENT, "home-station", "Reported", TWO, ("stationed on Okinawa",)),
    ),
    "3 it would go to the islands between Kyushu and Taiwan": (
        Found(
            REGIMENT, "in-a-contingency", "Reported", UNNAMED,
            ("would be deployed", "Nansei", "from Kyushu to Taiwan"),
        ),
    ),
    "4 it is one of two such regiments": (
        Found(
            REGIMENTS, "number", "Reported", SINGLE,
            ("Two littoral regiments", "Marine Corps", "12th Marine Littoral Regiment"),
        ),
    ),
    "5 it has amphibious platforms, connectors and boats, and a low signature": (
        Found(
            REGIMENTS, "equipment", "Reported", OFFICIAL,
            ("Amphibious platforms, connectors and boats",),
        ),
        Found(REGIMENTS, "low-signature", "Reported", SINGLE, ("low signature", "mobile")),
    ),
    "6 a first joint operation plan was due in December 2024": (
        Found(
            PLAN, "planned-for", "Planned", UNNAMED,
            ("December 2024", "no source gathered here shows that this happened"),
        ),
        Found(PLAN, "novelty", "Reported", UNNAMED, ("first joint operation plan",)),
    ),
    "7 the plan includes the deployment": (
        Found(PLAN, "covers", "Planned", UNNAMED, ("deployment", "12th Marine Littoral Regiment")),
    ),
    "8 the JSDF would support it with fuel and ammunition": (
        Found(
            "organizations/jsdf", "supports", "Reported", UNNAMED,
            ("logistics", "fuel and ammunition"),
        ),
    ),
    "9 Japan approved the development of a cruise missile in 2023": (
        Found(MISSILE, "approved-on", "Reported", SINGLE, ("approved the development in 2023",)),
        Found(MISSILE, "purpose", "Planned", SINGLE, ("warships", "towards Japan’s islands")),
    ),
    "10 it is to take a warhead, reconnaissance or radar jamming": (
        Found(
            MISSILE, "payload", "Planned", TWO,
            ("conventional warhead", "reconnaissance", "radar-jamming"),
        ),
    ),
    "11 hundreds of one-way attack drones": (
        Found(
            "capabilities/one-way-attack-drones-japan", "quantity", "Planned", TWO,
            ("Hundreds of one-way attack drones",),
        ),
    ),
    "12 long-range fires units of a task force for the Philippines": (
        Found(
            TASK_FORCE, "element-to-send", "Reported", UNNAMED,
            ("long-range fires units", "Philippines"),
        ),
        Found(TASK_FORCE, "in-a-contingency", "Reported", UNNAMED, ("Philippines", "Taiwan")),
    ),
    "13 it works in six domains; a shift in policy, if confirmed": (
        Found(
            TASK_FORCE, "domains", "Reported", TWO,
            ("six domains", "air, land, sea, space, cyber and information"),
        ),
        Found(EDCA, "no-offensive-use", "Confirmed", TWO, ("not", "for any offensive action")),
        Found(
            EDCA, "shift-if-confirmed", "Reported", SINGLE,
            ("If confirmed", "not for offensive use"),
        ),
    ),
    "14 the sites went from five to nine": (
        Found(EDCA, "sites", "Confirmed", TWO, ("from five to nine",)),
    ),
}  # fmt: skip
FACTS = {
    f"{statement}: {fact.page}#{fact.key}": fact
    for statement, found in STATEMENTS.items()
    for fact in found
}


def shown(site: Built, fact: Found) -> Element:
    """A fact as a reader sees it: the row of its page, or the side of a conflict."""
    element = site.page(f"{fact.page}/").by_id(fact.key)
    assert {"fact", "side-fact"} & set(element.classes)
    return element


def test_every_statement_of_the_article_is_looked_for() -> None:
    assert [int(statement.split()[0]) for statement in STATEMENTS] == list(range(1, 15))


@pytest.mark.parametrize("fact", FACTS.values(), ids=FACTS)
def test_it_is_two_links_away_from_the_home_page(fact: Found, dossier: Built) -> None:
    assert clicks(dossier)[f"{fact.page}/index.html"] <= MOST_LINKS
    assert dossier.page(f"{fact.page}/").by_id(fact.key)


@pytest.mark.parametrize("fact", FACTS.values(), ids=FACTS)
def test_it_says_so_with_its_status_and_its_support(fact: Found, dossier: Built) -> None:
    element = shown(dossier, fact)
    said = " ".join(e.text for class_ in SAID for e in element.find(class_=class_))
    assert [word for word in fact.words if word not in said] == [], said
    assert element.one(class_="status").text == fact.status
    assert element.one(class_="support").text == fact.support


@pytest.mark.parametrize("fact", FACTS.values(), ids=FACTS)
def test_its_notes_lead_to_the_pages_of_sources_and_to_the_sources(
    fact: Found, dossier: Built
) -> None:
    path = f"{fact.page}/index.html"
    numbers = shown(dossier, fact).find("a", "ref")
    assert numbers
    for number in numbers:
        leads = place(dossier, path, number)
        assert leads.file == path
        note = dossier.pages[path].by_id(leads.anchor)
        source = place(dossier, path, note.one("a", "note-pub"))
        assert source.file.startswith("sources/")
        assert dossier.pages[source.file].one("h1").text in note.text
        for out in [*note.find("a", "out"), dossier.pages[source.file].one("a", "out")]:
            assert urlsplit(out.attributes["href"]).scheme in ("http", "https")
            assert out.attributes["href"].startswith(out.attributes["data-url"].partition("#")[0])


@pytest.mark.parametrize("fact", FACTS.values(), ids=FACTS)
def test_the_page_of_each_of_its_sources_leads_back_to_it(fact: Found, dossier: Built) -> None:
    path = f"{fact.page}/index.html"
    for number in shown(dossier, fact).find("a", "ref"):
        note = dossier.pages[path].by_id(place(dossier, path, number).anchor)
        source = place(dossier, path, note.one("a", "note-pub")).file
        assert Place(path, fact.key) in set(links(dossier, source))


def test_a_reader_of_the_brief_is_one_link_away_from_nearly_every_answer(dossier: Built) -> None:
    brief = "briefs/november-2024/index.html"
    reached = {leads for leads in links(dossier, brief) if leads.anchor}
    answers = {Place(f"{fact.page}/index.html", fact.key) for fact in FACTS.values()}
    for statement, found in STATEMENTS.items():
        assert any(Place(f"{f.page}/index.html", f.key) in reached for f in found), statement
    assert len(answers & reached) >= len(STATEMENTS)
    assert clicks(dossier)[brief] <= MOST_LINKS
    assert HOME in dossier.pages

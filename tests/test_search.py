"""The search index: an entity by its names, each fact by what it says, all of it as text."""

from __future__ import annotations

from datetime import date
from html import escape
from pathlib import Path

from briefing.dossier import Dossier
from briefing.search.findable import Findable
from briefing.search.generated import generated, sections
from tests.helpers import linked
from tests.reference import Reference

MILL = """\
name: Mill <Bridge>
aliases: [The Mill & Weir]
native: {ja: 水車橋}
summary: A bridge over the [[alder]], [[#note|once a mill's]].
facts:
  length: {value: 95 m, says: It is "95 m" long., status: reported, cite: [CITE]}
  crosses: {value: alder, status: reported, cite: [CITE]}
  note: {says: "See [[weir-bridge|the weir]].", label: Nearby, status: reported, cite: [CITE]}
""".replace("CITE", "{source: herald-2024, at: p}")


def entries(dossier: Dossier) -> list[tuple[str, tuple[str, str]]]:
    """Every place that can be found, with its title and its text as markup shows them."""
    found = []
    for page in generated(dossier):
        said = " · ".join([*page.native.values(), *page.names, page.about])
        found.append((page.address, (escape(page.title), escape(said))))
        found += [
            (f"{page.address}#{place.anchor}", (escape(place.label), escape(place.text)))
            for place in page.places
        ]
    return found


def entity(dossier: Dossier, address: str) -> Findable:
    """A page of a dossier."""
    return next(page for page in generated(dossier) if page.address == address)


def test_everything_is_found_where_it_stands(tmp_path: Path) -> None:
    dossier = linked(tmp_path, {"data/bridges/mill-bridge.yaml": MILL})
    found = dict(entries(dossier))
    mill = {place: entry for place, entry in found.items() if "mill-bridge" in place}
    assert mill == {
        "bridges/mill-bridge/": (
            "Mill &lt;Bridge&gt;",
            "水車橋 · The Mill &amp; Weir · A bridge over the Alder, once a mill&#x27;s.",
        ),
        "bridges/mill-bridge/#length": ("Length", "95 m – It is &quot;95 m&quot; long."),
        "bridges/mill-bridge/#crosses": ("Crosses", "Alder"),
        "bridges/mill-bridge/#note": ("Nearby", "See the weir."),
    }
    assert found["bridges/"] == ("Bridges", "Crossings of the Alder and its branches.")
    assert found["sources/herald-2024/"] == ("An evening at the weir", "Ferry Herald")


def test_each_page_that_gathers_is_found_by_its_title(tmp_path: Path) -> None:
    dated = MILL.replace("label: Nearby,", "label: Nearby, when: {on: 2024},")
    dossier = linked(tmp_path, {"data/bridges/mill-bridge.yaml": dated})
    reference = Reference(sections(dossier), generated(dossier))
    titles = {"timeline": "timeline/", "Find facts": "facts/", "due for review": "overdue/"}
    titles |= {"sources disagree": "disputed/", "2024": "timeline/2024/", "Rivers": "rivers/"}
    assert {title: reference.find(title)[:1] for title in titles} == {
        title: [address] for title, address in titles.items()
    }
    assert reference.find("Map") == []  # a subject without regions has none


def test_every_place_is_listed_once(tmp_path: Path) -> None:
    dossier = linked(tmp_path, {"data/bridges/mill-bridge.yaml": MILL})
    places = [place for place, _ in entries(dossier)]
    assert len(places) == len(set(places))


def test_an_entity_is_found_by_its_other_names_and_by_the_words_in_those_without_spaces(
    tmp_path: Path,
) -> None:
    mill = "name: Mill\naliases: [MB]\nnative: {ja: 第2水車橋, ja-latn: Suisha-bashi}\n"
    dossier = linked(tmp_path, {"data/bridges/mill-bridge.yaml": mill})
    reference = Reference(sections(dossier), generated(dossier))
    names = ["Mill", "第2水車橋", "Suisha-bashi", "MB", "水車橋", "車橋"]
    assert [reference.find(name)[0] for name in names] == ["bridges/mill-bridge/"] * len(names)


def test_what_an_entity_is_and_how_a_fact_is_known_is_said(tmp_path: Path) -> None:
    page = entity(linked(tmp_path, {}), "bridges/weir-bridge/")
    assert page.kind == "Bridge"
    assert {place.anchor: place.mark for place in page.places} == {
        "crosses": "Confirmed · Official record",
        "length": "Confirmed · Official record",
        "note": "Reported · Single origin",
    }


def test_a_fact_can_be_picked_out_by_what_it_is_what_it_names_and_who_says_it(
    tmp_path: Path,
) -> None:
    pier = 'name: Pier\nfacts:\n  crosses: {value: alder, says: "It crosses the [[alder]] by the \
[[weir-bridge]].", status: planned, when: {from: 2023, until: 2024}, cite: [CITE]}\n'
    cite = "{source: herald-2024, at: p}, {source: river-office-2024, at: p}"
    dossier = linked(tmp_path, {"data/bridges/pier.yaml": pier.replace("CITE", cite)})
    (place,) = entity(dossier, "bridges/pier/").places
    assert place.by == "Ferry Herald, May 2024"
    assert place.facets.split() == [
        *("property:crosses", "status:planned", "support:official", "year:2023", "year:2024"),
        *("names:pier", "names:alder", "names:weir-bridge"),
        *("source:herald-2024", "source:river-office-2024"),
    ]


def test_a_fact_that_is_due_for_review_or_disputed_can_be_picked_out(tmp_path: Path) -> None:
    other = "length-herald: {property: length, value: 130 m, status: reported, cite: [CITE]}"
    mill = MILL + f"  {other.replace('CITE', '{source: herald-2024, at: p}')}\n"
    dossier = linked(tmp_path, {"data/bridges/mill-bridge.yaml": mill}, date(2026, 1, 1))
    flags = {
        place.anchor: [word for word in place.facets.split() if word.startswith("flag:")]
        for place in entity(dossier, "bridges/mill-bridge/").places
    }
    assert flags == {
        "length": ["flag:disputed", "flag:overdue"],
        "length-herald": ["flag:disputed", "flag:overdue"],
        "crosses": [],
        "note": [],
    }


def test_a_source_says_when_it_was_published_and_in_which_language(tmp_path: Path) -> None:
    bridge = "title: 水車橋\npublisher: P\nlanguage: ja\ntype: news\nurl: https://e.org/\n"
    dossier = linked(tmp_path, {"data/sources/mill-2024.yaml": bridge})
    assert entity(dossier, "sources/herald-2024/").kind == "Source, May 2024"
    mill = entity(dossier, "sources/mill-2024/")
    assert (mill.kind, mill.language) == ("Source", "ja")


def test_results_that_are_as_good_come_in_the_order_of_the_kinds(tmp_path: Path) -> None:
    names = [(section.name, section.weight) for section in sections(linked(tmp_path, {}))]
    assert names == [
        ("bridges", 2),
        ("rivers", 2),
        ("bodies", 2),
        ("*", 2),
        ("sources", 1),
        ("", 1),
    ]

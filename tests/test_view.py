"""The dossier as a page sees it: addresses relative to the page, words, marks, conflicts."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.dossier import Dossier, Fact
from briefing.shown import Part
from briefing.view import View, capitalized, plain
from briefing.wording import sentence
from tests.helpers import linked

MILL = """\
name: Mill Bridge
summary: A bridge over the [[alder|river]], [[#length|95 m long]].
facts:
  length: {value: up to 312 feet, status: reported, cite: [HERALD]}
  length-b:
    property: length
    value: 120 m
    says: The office gives 120 m, as for the [[weir-bridge#length|weir]].
    status: confirmed
    when: {as-of: 2020-05-06}
    cite: [{source: river-office-2024, at: page 9}, INSIDE]
  crosses: {value: alder, status: reported, cite: [INSIDE]}
  opened-on: {value: 1931~, status: reported, when: {on: 1931}, cite: [HERALD]}
  website: {value: "https://mill.example.org/", status: reported, cite: [HERALD]}
  builders: {value: [ferry & sons, the guild], status: reported, cite: [HERALD]}
  material: {value: wood, status: reported, cite: [HERALD]}
  material-b:
    property: material
    label: Material today
    value: steel
    status: reported
    supersedes: material
    cite: [HERALD]
  note: {says: It stands., status: reported, cite: [INSIDE, HERALD]}
""".replace("HERALD", "{source: herald-2024, at: p}").replace("INSIDE", "{source: insider, at: p}")
INSIDER = """\
title: Insiders on the bridge
publisher: Mill News
url: https://mill.example.org/
type: news
unnamed: true
"""


@pytest.fixture
def dossier(tmp_path: Path) -> Dossier:
    files = {"data/bridges/mill-bridge.yaml": MILL, "data/sources/insider.yaml": INSIDER}
    return linked(tmp_path, files)


@pytest.fixture
def view(dossier: Dossier) -> View:
    return View(dossier, "bridges/mill-bridge/", "mill-bridge")


def _fact(view: View, key: str) -> Fact:
    return view.dossier.entities["mill-bridge"].facts[key]


@pytest.mark.parametrize(
    ("address", "target", "href"),
    [
        ("", "bridges/", "bridges/"),
        ("", "", "./"),
        ("bridges/", "bridges/weir-bridge/", "../bridges/weir-bridge/"),
        ("bridges/mill-bridge/", "rivers/alder/", "../../rivers/alder/"),
        ("bridges/mill-bridge/", "", "../../"),
    ],
)
def test_addresses_are_relative_to_the_page(
    dossier: Dossier, address: str, target: str, href: str
) -> None:
    assert View(dossier, address).href(target) == href


def test_links_to_the_own_page_are_anchors(view: View) -> None:
    assert view.entity_href("mill-bridge") == "#_top"
    assert view.entity_href("mill-bridge", "length") == "#length"
    assert view.entity_href("weir-bridge", "length") == "../../bridges/weir-bridge/#length"


def test_publisher_is_linked_if_it_has_a_page(view: View) -> None:
    assert view.name("river-office") == Part("River Office", "../../bodies/river-office/")
    assert view.name("Ferry Herald") == Part("Ferry Herald")


def test_links_in_texts_show_their_label_or_the_name(view: View) -> None:
    summary = view.dossier.entities["mill-bridge"].file.summary
    assert view.prose(summary, "mill-bridge") == (
        Part("A bridge over the "),
        Part("river", "../../rivers/alder/"),
        Part(", "),
        Part("95 m long", "#length"),
        Part("."),
    )
    assert view.prose("[[alder]]") == (Part("Alder", "../../rivers/alder/"),)
    assert view.prose(None) == ()


@pytest.mark.parametrize(
    ("key", "shown"),
    [
        ("length", [("Up to 312 feet", "95.1 m")]),
        ("length-b", [("120 m", "")]),
        ("crosses", [("Alder", "")]),
        ("opened-on", [("About 1931", "")]),
        ("website", [("https://mill.example.org/", "")]),
        ("builders", [("Ferry & sons", ""), ("the guild", "")]),
        ("note", []),
    ],
)
def test_values_are_shown_in_words(view: View, key: str, shown: list[tuple[str, str]]) -> None:
    values = view.fact(_fact(view, key)).values
    assert [(plain(value.prose), value.converted) for value in values] == shown


def test_fact_link_without_an_entity_leads_to_the_texts_own_wherever_it_is_shown(
    dossier: Dossier,
) -> None:
    elsewhere = View(dossier, "rivers/alder/", "alder")
    (link,) = elsewhere.prose("[[#length|95 m]]", "mill-bridge")
    assert link == Part("95 m", "../../bridges/mill-bridge/#length")


def test_entity_and_web_address_are_links(view: View) -> None:
    (alder,) = view.fact(_fact(view, "crosses")).values
    (website,) = view.fact(_fact(view, "website")).values
    assert alder.prose[0].href == "../../rivers/alder/"
    assert website.prose[0].href == "https://mill.example.org/"


@pytest.mark.parametrize(
    ("key", "level", "words", "origins"),
    [
        ("length", "single", "Single origin", "Origin: Ferry Herald"),
        (
            "crosses",
            "unnamed",
            "Single origin, unnamed",
            "Origin: Mill News (unnamed sources)",
        ),
        (
            "note",
            "corroborated",
            "Corroborated, 2 origins",
            "2 reports, 2 origins: Mill News (unnamed sources); Ferry Herald",
        ),
        (
            "length-b",
            "official",
            "Official record",
            "2 reports, 2 origins: River Office; Mill News (unnamed sources)",
        ),
    ],
)
def test_support_is_told_in_words(
    view: View, key: str, level: str, words: str, origins: str
) -> None:
    support = view.fact(_fact(view, key)).support
    assert (support.level, support.words, support.origins) == (level, words, origins)


def test_several_reports_of_one_origin_are_told_as_one(tmp_path: Path) -> None:
    relay = "title: T\npublisher: {0}\nurl: https://e.org/\ntype: news\nrelays: [Agency]\n"
    dossier = linked(
        tmp_path,
        {
            "data/sources/a.yaml": relay.format("A Post"),
            "data/sources/b.yaml": relay.format("B Post"),
            "data/rivers/beck.yaml": (
                "name: Beck\nfacts:\n  note: {says: It flows., status: reported, "
                "cite: [{source: a, at: p}, {source: b, at: p}]}\n"
            ),
        },
    )
    view = View(dossier, "")
    support = view.fact(dossier.entities["beck"].facts["note"]).support
    assert support.origins == "2 reports, 1 origin: Agency"


METHOD = {"docs/how.md": "---\nlayout: method\n---\n# How to read this\n"}


@pytest.mark.parametrize(
    ("pages", "address", "href"),
    [
        (METHOD, "bridges/mill-bridge/", "../../how/#_support"),
        (METHOD, "", "how/#_support"),
        ({}, "bridges/mill-bridge/", ""),
        ({"docs/how.md": "# How to read this\n"}, "bridges/mill-bridge/", ""),
    ],
)
def test_support_leads_to_the_rule_if_a_page_states_it(
    tmp_path: Path, pages: dict[str, str], address: str, href: str
) -> None:
    dossier = linked(tmp_path, pages)
    fact = dossier.entities["weir-bridge"].facts["length"]
    assert View(dossier, address).fact(fact).support.href == href


@pytest.mark.parametrize(
    ("type_", "more", "origins"),
    [
        ("aggregator", "", "Origin: Mill Digest (aggregator)"),
        ("aggregator", "unnamed: true\n", "Origin: Mill Digest (unnamed sources, aggregator)"),
        ("newspaper", "unnamed: true\n", "Origin: Mill Digest (unnamed sources)"),
        ("newspaper", "", "Origin: Mill Digest"),
        ("aggregator", "relays: [Agency]\n", "Origin: Agency"),
    ],
)
def test_origin_is_named_with_what_to_know_of_it(
    tmp_path: Path, type_: str, more: str, origins: str
) -> None:
    files = {
        "data/bodies/mill-digest.yaml": f"name: Mill Digest\npublisher: {{type: {type_}}}\n",
        "data/sources/insider.yaml": INSIDER.replace("Mill News", "mill-digest").replace(
            "unnamed: true\n", more
        ),
        "data/bridges/mill-bridge.yaml": MILL,
    }
    dossier = linked(tmp_path, files)
    fact = dossier.entities["mill-bridge"].facts["crosses"]
    assert View(dossier, "").fact(fact).support.origins == origins


def test_fact_whose_source_was_withdrawn_leads_to_it(tmp_path: Path) -> None:
    files = {
        "data/bridges/mill-bridge.yaml": MILL,
        "data/sources/insider.yaml": f"{INSIDER}withdrawn: {{on: 2024, why: Made up.}}\n",
    }
    dossier = linked(tmp_path, files)
    view = View(dossier, "bridges/mill-bridge/", "mill-bridge")
    fell, stands, never = (view.fact(_fact(view, key)) for key in ("crosses", "note", "length"))
    assert (fell.support.level, fell.support.words) == ("withdrawn", "Withdrawn")
    assert fell.support.origins == "No source is left"
    assert (stands.support.level, stands.support.words) == ("single", "Single origin")
    assert {fell.withdrawn_href, stands.withdrawn_href} == {"../../sources/insider/"}
    assert never.withdrawn_href == ""


def test_fact_has_its_time_in_words_and_a_day_for_machines(view: View) -> None:
    observed = view.fact(_fact(view, "length-b"))
    happened = view.fact(_fact(view, "opened-on"))
    assert (observed.when, observed.datetime) == ("as of 6 May 2020", "2020-05-06")
    assert (happened.when, happened.datetime) == ("1931", "")
    assert view.fact(_fact(view, "length")).when == ""


def test_superseded_fact_names_its_successor(view: View) -> None:
    old = view.fact(_fact(view, "material"))
    new = view.fact(_fact(view, "material-b"))
    assert (old.replaced_by_key, old.replaced_when, old.is_past) == ("material-b", "", True)
    assert (new.replaced_by_key, new.is_past) == ("", False)


def test_fact_is_cited_only_if_asked(view: View) -> None:
    assert view.fact(_fact(view, "length"), cite=False).refs == ()
    assert len(view.notes) == 0
    assert [ref.number for ref in view.fact(_fact(view, "length")).refs] == [1]


def test_sentence_is_what_a_fact_says_or_its_value_without_links(view: View) -> None:
    cards = view.dossier.cards
    said = sentence(_fact(view, "length-b"), cards)
    assert said == "The office gives 120 m, as for the weir."
    assert sentence(_fact(view, "crosses"), cards) == "Alder"
    assert sentence(_fact(view, "builders"), cards) == "ferry & sons, the guild"


def test_conflict_has_its_leading_side_first_and_a_question(view: View) -> None:
    entity = view.dossier.entities["mill-bridge"]
    shown = view.conflict(entity, entity.conflicts[0])
    assert [side.facts[0][0].key for side in shown.sides] == ["length-b", "length"]
    assert shown.leading.key == "length-b"
    assert shown.why == "it is on official record"
    assert shown.question == "Length: 120 m or up to 312 feet?"
    assert view.fact(entity.facts["length"]).conflict == shown.anchor


def test_row_of_a_conflict_cites_the_leading_fact_alone(view: View) -> None:
    entity = view.dossier.entities["mill-bridge"]
    row = view.conflict_row(entity, entity.conflicts[0])
    assert (row.label, row.span) == ("Length", "120 m or up to 312 feet")
    assert [note.publication.id for note in view.notes.listed()] == ["river-office-2024", "insider"]


def test_conflict_names_who_says_what_with_a_reference(view: View) -> None:
    entity = view.dossier.entities["mill-bridge"]
    (_, voices), *_ = view.conflict(entity, entity.conflicts[0]).sides[0].facts
    assert [(v.publisher, v.date, v.ref and v.ref.number) for v in voices] == [
        ("River Office", "2 Apr 2024", 1),
        ("Mill News", "no date shown", 2),
    ]


def _bridge(*values: str, more: str = "") -> dict[str, str]:
    facts = "".join(
        f"  m-{i}: {{property: material, value: {value}, status: reported, "
        "cite: [{source: herald-2024, at: p}]}\n"
        for i, value in enumerate(values)
    )
    return {"data/bridges/mill-bridge.yaml": f"name: Mill Bridge\nfacts:\n{facts}{more}"}


@pytest.mark.parametrize(
    ("values", "question"),
    [
        (["wood", "stone"], "Material: Wood or stone?"),
        (["wood", "stone", "steel"], "Material: Wood, stone or steel?"),
        (["wood", "stone", "steel", "iron"], "Material: 4 different answers?"),
        (["w" * 80, "s" * 80], "Material: 2 different answers?"),
    ],
)
def test_question_of_a_conflict_is_made_of_its_values(
    tmp_path: Path, values: list[str], question: str
) -> None:
    entity = (dossier := linked(tmp_path, _bridge(*values))).entities["mill-bridge"]
    assert View(dossier, "").conflict(entity, entity.conflicts[0]).question == question


def test_conflict_shows_the_words_of_the_file(tmp_path: Path) -> None:
    words = (
        "conflicts:\n  material:\n"
        "    {question: Of what?, reading: 'See [[alder]].', settle: A look.}\n"
    )
    dossier = linked(tmp_path, _bridge("wood", "stone", more=words))
    entity = dossier.entities["mill-bridge"]
    shown = View(dossier, "").conflict(entity, entity.conflicts[0])
    assert (shown.question, plain(shown.reading), plain(shown.settle)) == (
        "Of what?",
        "See Alder.",
        "A look.",
    )


def test_denial_in_a_conflict_reads_as_one(tmp_path: Path) -> None:
    files = _bridge("stone")
    files["data/bridges/mill-bridge.yaml"] += (
        "  m-no: {property: material, value: stone, status: denied, "
        "cite: [{source: herald-2024, at: p}]}\n"
    )
    entity = (dossier := linked(tmp_path, files)).entities["mill-bridge"]
    shown = View(dossier, "").conflict(entity, entity.conflicts[0])
    assert shown.question == "Material: Stone or not stone?"
    assert [side.is_denial for side in shown.sides] == [False, True]


def test_two_conflicts_of_one_property_have_anchors_of_their_own(tmp_path: Path) -> None:
    fact = (
        "  m-{0}: {{property: material, value: {0}, status: reported, when: {1}, "
        "cite: [{{source: herald-2024, at: p}}]}}\n"
    )
    early, late = "{until: 1950}", "{from: 1951}"
    facts = [("wood", early), ("stone", early), ("steel", late), ("iron", late)]
    text = "name: Mill Bridge\nfacts:\n" + "".join(fact.format(*one) for one in facts)
    dossier = linked(tmp_path, {"data/bridges/mill-bridge.yaml": text})
    entity, view = dossier.entities["mill-bridge"], View(dossier, "")
    shown = [view.conflict(entity, conflict) for conflict in entity.conflicts]
    rows = [view.conflict_row(entity, conflict) for conflict in entity.conflicts]
    assert len({one.anchor for one in shown} | {row.id for row in rows}) == 4
    assert [row.anchor for row in rows] == [one.anchor for one in shown]
    assert view.fact(entity.facts["m-iron"]).conflict == shown[1].anchor


@pytest.mark.parametrize(
    ("words", "shown"), [("up to", "Up to"), ("", ""), ("élan", "Élan"), ("3 m", "3 m")]
)
def test_first_letter_is_made_a_capital(words: str, shown: str) -> None:
    assert capitalized(words) == shown

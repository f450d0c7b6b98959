"""Pages to be: their addresses, their tables and sections, the trees of who relays whom."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from briefing.dossier import Dossier
from briefing.page import Site
from briefing.pages import entity_page, fact_pages, index_pages
from briefing.pages.collections import index_context, sources_context
from briefing.pages.entity import entity_context
from briefing.pages.gathered import gathered
from briefing.pages.publications import publishers_table
from briefing.pages.redirects import Redirect, redirects
from briefing.pages.relays import Branch, relay_trees
from briefing.pages.source import source_context
from briefing.pages.tables import Row, Table
from briefing.render import Renderer
from briefing.view import View, plain
from tests.helpers import ladder, linked, relaying

HERALD = "{source: herald-2024, at: p}"
MILL = f"""\
name: Mill Bridge
aliases: [Mill]
facts:
  crosses: {{value: alder, status: planned, cite: [{HERALD}]}}
  length: {{value: 1234567 m, status: reported, cite: [{HERALD}]}}
  length-b: {{property: length, value: 300 feet, status: reported, cite: [{HERALD}]}}
"""


@pytest.fixture
def dossier(tmp_path: Path) -> Dossier:
    return linked(
        tmp_path,
        {
            "data/bridges/mill-bridge.yaml": MILL,
            "data/rivers/beck.yaml": (
                "name: Beck\nfacts:\n  note: {says: It flows., status: reported, "
                "cite: [{source: paper, at: p}]}\n"
            ),
            "data/sources/paper.yaml": relaying("Paper", "wire", "River Agency"),
            "data/sources/wire.yaml": relaying("Wire", "agency", more="published: 2024-05-06\n"),
            "data/sources/agency.yaml": relaying("Lake Agency", more="unnamed: true\n"),
        },
    )


def test_every_entity_and_source_has_a_page_in_its_section(dossier: Dossier) -> None:
    found = {page.address: page for page in fact_pages(dossier)}
    assert list(found) == [
        *("bridges/mill-bridge/", "bridges/weir-bridge/", "rivers/alder/", "rivers/beck/"),
        *("bodies/river-office/", "sources/agency/", "sources/herald-2024/", "sources/paper/"),
        *("sources/river-office-2024/", "sources/wire/"),
    ]
    mill = found["bridges/mill-bridge/"]
    assert (mill.section, mill.source) == ("bridges/", "data/bridges/mill-bridge.yaml")
    assert mill.templates == ("pages/bridges.html.j2", "pages/default.html.j2")
    assert not mill.is_index


def test_every_section_has_an_index(dossier: Dossier) -> None:
    indexes = {page.address for page in index_pages(dossier, gathered(dossier))}
    assert {page.section for page in fact_pages(dossier)} <= indexes
    assert all(page.is_index for page in index_pages(dossier, gathered(dossier)))


@pytest.mark.parametrize("index", [False, True])
def test_context_of_every_page_lists_its_sections(dossier: Dossier, index: bool) -> None:
    rows = gathered(dossier)
    for page in index_pages(dossier, rows) if index else fact_pages(dossier):
        headings = page.context()["headings"]
        assert len({heading.anchor for heading in headings}) == len(headings)


def _index(dossier: Dossier, kind: str) -> Table:
    table: Table = index_context(dossier, gathered(dossier), kind)["table"]
    return table


def _sources(dossier: Dossier) -> Table:
    table: Table = sources_context(dossier, gathered(dossier))["table"]
    return table


def _cells(table: Table, name: str) -> dict[str, str]:
    (row,) = (row for row in table.rows if row.name.text == name)
    shown = [
        cell.support.words if cell.support else plain(cell.prose) + " !" * bool(cell.conflict)
        for cell in row.cells
    ]
    return dict(zip((column.label for column in table.columns), shown, strict=True))


def test_index_shows_leading_values_support_and_age(dossier: Dossier) -> None:
    table = _index(dossier, "bridges")
    assert [row.name.text for row in table.rows] == ["Mill Bridge", "Weir Bridge"]
    assert _cells(table, "Mill Bridge") == {
        "Crosses": "planned: Alder",
        "Length": "1234567 m !",
        "Best support": "Single origin",
        "Last evidenced": "May 2024",
        "Facts": "3",
    }
    assert _cells(table, "Weir Bridge")["Best support"] == "Official record"


def test_index_says_what_is_not_known(dossier: Dossier) -> None:
    empty = _index(dossier, "rivers")
    assert _cells(empty, "Alder") == {
        "Best support": "none found",
        "Last evidenced": "no date shown",
        "Facts": "0",
    }


def _found_by(row: Row) -> str:
    """What a row is found by: the names that it shows, and what else it carries for that."""
    shown = (row.name.text, row.also, *(name for _, name in row.native))
    return " ".join((*shown, row.find)).casefold()


def test_row_is_found_by_every_name_and_flagged(dossier: Dossier) -> None:
    mill, weir = _index(dossier, "bridges").rows
    assert "mill" in _found_by(mill).split()
    assert "堰橋" in _found_by(weir)
    assert "weir bridge" not in weir.find  # the row shows it
    assert (mill.flags, weir.flags) == ("disputed", "")


def test_quantities_sort_by_all_their_figures(dossier: Dossier) -> None:
    mill, weir = _index(dossier, "bridges").rows
    assert float(mill.cells[1].sort_key) == 1_234_567
    assert float(weir.cells[1].sort_key) == 120


def test_sources_are_listed_with_what_rests_on_them(dossier: Dossier) -> None:
    table = _sources(dossier)
    assert _cells(table, "An evening at the weir") == {
        "Publisher": "Ferry Herald",
        "Type": "news",
        "Published": "May 2024",
        "Relays": "nobody",
        "Facts": "4",
        "Alone": "4",
    }
    paper = next(row for row in table.rows if "sources/paper/" in row.name.href)
    assert plain(paper.cells[3].prose) == "Wire, River Agency"


def _drawn(branch: Branch, depth: int = 0) -> list[str]:
    flags = " (here)" * branch.is_here + " (unnamed)" * branch.is_unnamed
    lines = [f"{'  ' * depth}{branch.name.text}{flags}"]
    return lines + [line for below in branch.branches for line in _drawn(below, depth + 1)]


def test_relay_trees_lead_from_each_origin_to_the_source(dossier: Dossier) -> None:
    trees = relay_trees(View(dossier, "sources/paper/"), "paper")
    assert [_drawn(tree) for tree in trees] == [
        ["Lake Agency (unnamed)", "  Wire", "    Paper (here)"],
        ["River Agency", "  Paper (here)"],
    ]
    assert trees[0].size == 2


def test_source_that_stands_alone_has_no_tree(dossier: Dossier) -> None:
    assert relay_trees(View(dossier, "sources/herald-2024/"), "herald-2024") == ()


def test_relay_tree_of_many_ways_stays_small(tmp_path: Path) -> None:
    dossier = linked(tmp_path, ladder(10))
    trees = relay_trees(View(dossier, "sources/s-0-0/"), "s-0-0")
    assert {tree.name.text for tree in trees} == {"River Agency"}
    assert sum(tree.size for tree in trees) <= 200


INSPECTORATE = """\
name: Bridge Inspectorate
aliases: [BI]
publisher: {type: government, speaks-for: works-ministry}
"""
PUBLISHERS = {
    "data/bodies/works-ministry.yaml": (
        "name: Works Ministry\npublisher: {type: government}\nfacts:\n  note: "
        f"{{says: It works., status: reported, cite: [{HERALD}]}}\n"
    ),
    "data/bodies/bridge-inspectorate.yaml": INSPECTORATE,
    "data/bodies/bridge-digest.yaml": "name: Bridge Digest\npublisher: {type: aggregator}\n",
    "data/sources/inspection-2023.yaml": (
        "title: Inspection\npublisher: bridge-inspectorate\nurl: https://e.org/\ntype: news\n"
        "published: 2023-05-01\n"
    ),
    "data/sources/inspection-2024.yaml": (
        "title: Inspection again\npublisher: bridge-inspectorate\nurl: https://e.org/\ntype: news\n"
        "published: 2024\n"
    ),
    "data/sources/inspection-undated.yaml": (
        "title: Inspection once\npublisher: bridge-inspectorate\nurl: https://e.org/\ntype: news\n"
    ),
    "data/sources/digest.yaml": relaying("bridge-digest", "bridge-inspectorate"),
    "data/bridges/mill-bridge.yaml": (
        "name: Mill Bridge\nfacts:\n"
        "  crosses: {value: alder, status: reported, cite: [{source: inspection-2023, at: p},"
        " {source: inspection-undated, at: p}]}\n"
        "  material: {value: stone, status: reported, cite: [{source: digest, at: p}]}\n"
        "  note: {says: It stands., status: reported, cite: [{source: inspection-2024, at: p},"
        " {source: digest, at: p, relays: []}]}\n"
    ),
}


@pytest.fixture
def published(tmp_path: Path) -> Dossier:
    return linked(tmp_path, PUBLISHERS)


def test_publishers_are_listed_with_whose_word_theirs_is_and_what_rests_on_it(
    published: Dossier,
) -> None:
    table = publishers_table(View(published, "publishers/"))
    assert [row.name.text for row in table.rows] == [
        *("Bridge Digest", "Bridge Inspectorate", "River Office", "Works Ministry")
    ]
    assert [column.label for column in table.columns] == [
        *("What it is", "Speaks for", "Sources", "Relayed by", "Origin of facts", "Alone")
    ]
    assert {row.name.text: [*_cells(table, row.name.text).values()] for row in table.rows} == {
        "Bridge Digest": ["aggregator", "itself", "1", "0", "1", "0"],
        "Bridge Inspectorate": ["government", "Works Ministry", "3", "1", "0", "0"],
        "River Office": ["quoted by others", "itself", "1", "0", "2", "2"],
        "Works Ministry": ["government", "itself", "0", "0", "3", "2"],
    }


def test_publisher_is_found_by_its_names_and_by_what_it_is(published: Dossier) -> None:
    _, inspectorate, *_ = publishers_table(View(published, "publishers/")).rows
    assert {"bi", "inspectorate", "government"} <= set(_found_by(inspectorate).split())
    assert inspectorate.name.href == "../bodies/bridge-inspectorate/"


def test_what_only_publishes_is_counted_below_the_index_of_its_kind(published: Dossier) -> None:
    index = index_context(published, gathered(published), "bodies")
    assert [row.name.text for row in index["table"].rows] == ["River Office", "Works Ministry"]
    assert index["publishers"] == 2
    assert index_context(published, gathered(published), "bridges")["publishers"] == 0


def test_page_of_a_publisher_lists_its_sources_the_newest_first(published: Dossier) -> None:
    shown = entity_context(published, published.entities["bridge-inspectorate"])
    table = shown["published"]
    assert [row.name.text for row in table.rows] == [
        *("Inspection again", "Inspection", "Inspection once")
    ]
    assert _cells(table, "Inspection once") == {
        "Type": "news",
        "Published": "no date shown",
        "Relays": "nobody",
        "Facts": "1",
        "Alone": "0",
    }
    assert [heading.anchor for heading in shown["headings"]] == ["_published"]
    assert (shown["publisher"].type, shown["publisher"].voiced) == ("government", 0)


def test_page_of_a_ministry_says_how_much_rests_on_its_word(published: Dossier) -> None:
    shown = entity_context(published, published.entities["works-ministry"])
    publisher = shown["publisher"]
    assert (publisher.voiced, publisher.alone, publisher.speaks_for) == (3, 2, None)
    assert shown["published"] is None


def test_page_of_what_does_not_publish_says_nothing_of_it(published: Dossier) -> None:
    shown = entity_context(published, published.entities["mill-bridge"])
    publisher = shown["publisher"]
    assert (publisher.type, publisher.voiced, shown["published"]) == ("", 0, None)


def _rows(root: Path, facts: str) -> list[tuple[str, list[str]]]:
    """The rows of Mill Bridge: a fact's key, or a conflict's anchor, and the keys below it."""
    text = "name: Mill Bridge\nfacts:\n" + "".join(
        f"  {fact.partition(' ')[0]}: {{status: reported, cite: [{HERALD}], "
        f"{fact.partition(' ')[2]}}}\n"
        for fact in facts.splitlines()
    )
    dossier = linked(root, {"data/bridges/mill-bridge.yaml": text}, date(2024, 6, 1))
    shown = entity_context(dossier, dossier.entities["mill-bridge"])
    return [
        (row.fact.key if row.fact else row.conflict.anchor, [fact.key for fact in row.earlier])
        for group in shown["groups"]
        for row in group.rows
    ]


@pytest.mark.parametrize(
    ("facts", "rows"),
    [
        pytest.param(
            "length-a property: length, value: 1 m, when: {until: 1930}\n"
            "length-b property: length, value: 2 m, when: {from: 1951, until: 1990}\n"
            "length-c property: length, value: 3 m, when: {from: 2001}\n"
            "length-d property: length, value: 4 m, when: {from: 1931, until: 1950}",
            [("length-c", ["length-b", "length-d", "length-a"])],
            id="below the last present one, the newest first",
        ),
        pytest.param(
            "material value: wood, when: {from: 1931}\n"
            "material-b property: material, value: steel, supersedes: material",
            [("material-b", ["material"])],
            id="what was superseded, though its time is open",
        ),
        pytest.param(
            "length-a property: length, value: 1 m, when: {from: 1931, until: 1950}\n"
            "length-b property: length, value: 2 m, when: {from: 1951, until: 1990}",
            [("length-b", []), ("length-a", [])],
            id="as rows of their own where nothing is present",
        ),
        pytest.param(
            "cost-a property: cost, value: 1, when: {until: 1930}\n"
            "cost-b property: cost, value: 2, when: {from: 2001}",
            [("cost-a", []), ("cost-b", [])],
            id="as rows of their own where several values may hold at once",
        ),
        pytest.param(
            "material value: wood, when: {from: 1931, until: 1950}\n"
            "material-b property: material, value: stone, when: {from: 1951}\n"
            "material-c property: material, value: steel, when: {from: 1951}",
            [("_conflict-material-b", ["material"])],
            id="below a conflict",
        ),
        pytest.param(
            "material value: wood, when: {from: 1931, until: 1950}\n"
            "material-b property: material, value: stone, when: {from: 1931, until: 1950}\n"
            "material-c property: material, value: steel, when: {from: 1951}",
            [("_conflict-material", []), ("material-c", [])],
            id="but for those that sources disagree on",
        ),
    ],
)
def test_earlier_values_stand(
    tmp_path: Path, facts: str, rows: list[tuple[str, list[str]]]
) -> None:
    assert _rows(tmp_path, facts) == rows


REMOVED = f"""\
name: Mill Bridge
formerly: [old-mill, rivers/mill-race]
facts:
  material: {{value: stone, status: reported, cite: [{HERALD}]}}
removed:
  material-old: {{on: 2024-06-01, why: It was never of <wood>., see: material}}
  length: {{on: 2024-05, why: Nobody measured it.}}
"""
SITE = Site("Crossings", "/", "1 June 2024", "", "", "")


def test_removed_fact_keeps_its_anchor_and_says_when_and_why(tmp_path: Path) -> None:
    dossier = linked(tmp_path, {"data/bridges/mill-bridge.yaml": REMOVED})
    page = entity_page(dossier, dossier.entities["mill-bridge"])
    body = Renderer([], SITE).page(page)
    assert "_removed" in [heading.anchor for heading in body.headings]
    assert body.html.index(' id="material"') < body.html.index(' id="_removed"')
    _, see, alone = body.html.split('<article class="fact fact--superseded"')
    assert ' id="material-old">' in see
    assert (
        "Removed 1 June 2024: It was never of &lt;wood&gt;. "
        'See <a href="#material">what is said now</a>.'
    ) in see
    assert ' id="length">' in alone
    assert "Removed May 2024: Nobody measured it.</p>" in alone


def test_page_without_removed_facts_has_no_section_of_them(dossier: Dossier) -> None:
    shown = entity_context(dossier, dossier.entities["mill-bridge"])
    assert "_removed" not in [heading.anchor for heading in shown["headings"]]


def test_former_addresses_lead_to_the_page_of_today(tmp_path: Path) -> None:
    dossier = linked(tmp_path, {"data/bridges/mill-bridge.yaml": REMOVED})
    to = "bridges/mill-bridge/"
    assert list(redirects(dossier)) == [
        Redirect("bridges/old-mill/", to, f"../../{to}", "Mill Bridge"),
        Redirect("rivers/mill-race/", to, f"../../{to}", "Mill Bridge"),
    ]


def test_nothing_leads_on_where_nothing_has_moved(dossier: Dossier) -> None:
    assert list(redirects(dossier)) == []


def _impact(root: Path, source: str) -> dict[str, list[tuple[str, str, str, str]]]:
    """The rows of a source's page: a fact, its support now and without it, who else has it."""
    cited = ", ".join(f"{{source: paper-{i}, at: p}}" for i in range(5))
    facts = {
        "crosses": "value: alder, cite: [{source: wire, at: p}]",
        "material": f"value: stone, cite: [{{source: wire, at: p}}, {HERALD}]",
        "length": "value: 9 m, cite: [{source: wire, at: p}, {source: paper-0, at: p}]",
        "builders": f"value: [The Guild], cite: [{cited}]",
        "note": f"says: It stands., cite: [{cited}, {HERALD}]",
    }
    lines = "".join(f"  {key}: {{status: reported, {rest}}}\n" for key, rest in facts.items())
    dossier = linked(
        root,
        {
            "data/bridges/mill-bridge.yaml": f"name: Mill Bridge\nfacts:\n{lines}",
            "data/sources/wire.yaml": relaying("Wire", "River Agency"),
            **{f"data/sources/paper-{i}.yaml": relaying(f"Paper {i}", "wire") for i in range(5)},
        },
    )
    shown = source_context(dossier, source)
    return {
        group: [(row.key, row.before.words, row.after.words, row.also) for row in rows]
        for group, (_, rows) in shown["groups"].items()
    }


def test_page_of_a_source_says_what_would_become_of_the_facts(tmp_path: Path) -> None:
    single, two, withdrawn = "Single origin", "Corroborated, 2 origins", "Withdrawn"
    assert _impact(tmp_path, "wire") == {
        "falls": [
            ("crosses", single, withdrawn, ""),
            ("length", single, withdrawn, ""),
            ("builders", single, withdrawn, ""),
        ],
        "weakens": [
            ("material", two, single, "Ferry Herald"),
            ("note", two, single, "Ferry Herald"),
        ],
    }


def test_page_of_a_relay_says_how_many_more_carry_a_fact(tmp_path: Path) -> None:
    single, two = "Single origin", "Corroborated, 2 origins"
    assert _impact(tmp_path, "paper-0") == {
        "stands": [
            ("length", single, single, "Wire"),
            ("builders", single, single, "4 pages, one origin"),
            ("note", two, two, "5 pages, 2 origins"),
        ],
    }


def test_withdrawn_source_is_flagged_and_carries_nothing(tmp_path: Path) -> None:
    gone = relaying("Gone", "herald-2024", more="withdrawn: {on: 2024, why: Made up.}\n")
    dossier = linked(
        tmp_path,
        {
            "data/sources/gone.yaml": gone,
            "data/bridges/mill-bridge.yaml": (
                "name: Mill Bridge\nfacts:\n  material: {value: stone, status: reported, "
                "cite: [{source: gone, at: p}]}\n"
            ),
        },
    )
    table = _sources(dossier)
    assert {row.name.text: row.flags for row in table.rows if row.flags} == {"Bridges": "withdrawn"}
    assert dossier.traces.counted("voiced") == {"river-office", "Ferry Herald"}
    index = _index(dossier, "bridges")
    assert _cells(index, "Mill Bridge")["Best support"] == "Withdrawn"
    assert _cells(index, "Mill Bridge")["Last evidenced"] == "no date shown"

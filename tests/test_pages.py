"""Pages to be: their addresses, their tables, the trees of who relays whom."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.dossier import Dossier
from briefing.pages import fact_pages, index_pages
from briefing.pages.relays import Branch, relay_trees
from briefing.pages.tables import Table, index_table, sources_table
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
    indexes = {page.address for page in index_pages(dossier)}
    assert {page.section for page in fact_pages(dossier)} <= indexes
    assert all(page.is_index for page in index_pages(dossier))


@pytest.mark.parametrize("index", [False, True])
def test_context_of_every_page_lists_its_sections(dossier: Dossier, index: bool) -> None:
    for page in (index_pages if index else fact_pages)(dossier):
        headings = page.context()["headings"]
        assert len({heading.anchor for heading in headings}) == len(headings)


def _cells(table: Table, name: str) -> dict[str, str]:
    (row,) = (row for row in table.rows if row.name.text == name)
    shown = [
        cell.support.words if cell.support else plain(cell.prose) + " !" * bool(cell.conflict)
        for cell in row.cells
    ]
    return dict(zip((column.label for column in table.columns), shown, strict=True))


def test_index_shows_leading_values_support_and_age(dossier: Dossier) -> None:
    table = index_table(View(dossier, "bridges/"), "bridges")
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
    empty = index_table(View(dossier, "rivers/"), "rivers")
    assert _cells(empty, "Alder") == {
        "Best support": "none found",
        "Last evidenced": "no date shown",
        "Facts": "0",
    }


def test_row_is_found_by_every_name_and_flagged(dossier: Dossier) -> None:
    mill, weir = index_table(View(dossier, "bridges/"), "bridges").rows
    assert "mill" in mill.find.split()
    assert "堰橋" in weir.find
    assert (mill.flags, weir.flags) == ("disputed", "")


def test_quantities_sort_by_all_their_figures(dossier: Dossier) -> None:
    mill, weir = index_table(View(dossier, "bridges/"), "bridges").rows
    assert float(mill.cells[1].sort_key) == 1_234_567
    assert float(weir.cells[1].sort_key) == 120


def test_sources_are_listed_with_what_rests_on_them(dossier: Dossier) -> None:
    table = sources_table(View(dossier, "sources/"))
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

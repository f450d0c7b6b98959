"""The timeline of the whole dossier: a line a year, and a page a year, cut where it is long."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from briefing.dossier import Dossier
from briefing.page import Page
from briefing.pages import index_pages, leaf_pages
from briefing.pages.gathered import MOST, TIMELINE, Gathered, Leaf, gathered, year_address
from briefing.pages.years import timeline_context, year_context
from tests.helpers import linked

NOTE = "{property: note, says: It was so., status: %s, %s, cite: [{source: herald-2024, at: p}]}"


def _dossier(root: Path, *facts: str, status: str = "reported") -> Dossier:
    """The base subject with a bridge that has some facts, each given by when it was so."""
    lines = "".join(f"  n-{i}: {NOTE % (status, fact)}\n" for i, fact in enumerate(facts))
    bridge = {"data/bridges/mill-bridge.yaml": f"name: Mill Bridge\nfacts:\n{lines}"}
    return linked(root, bridge, as_of=date(2024, 6, 1))


def _on(*days: str) -> list[str]:
    return [f"when: {{on: {day}}}" for day in days]


def _pages(dossier: Dossier, rows: Gathered) -> dict[str, Page]:
    pages = (*index_pages(dossier, rows), *leaf_pages(dossier, rows))
    return {page.address: page for page in pages if page.address.startswith(TIMELINE)}


def test_each_year_that_has_facts_has_a_page(tmp_path: Path) -> None:
    dossier = _dossier(tmp_path, *_on("2019", "2021-05", "2021-05-03"), "when: {from: 2023}")
    pages = _pages(dossier, gathered(dossier))
    years = ["timeline/2019/", "timeline/2021/", "timeline/2023/"]
    assert list(pages) == [TIMELINE, *years]


@pytest.mark.parametrize(
    "fact",
    ["when: {as-of: 2021}", "when: {until: 2021}"],
    ids=["an observation", "an end without a beginning"],
)
def test_what_has_no_place_in_time_is_on_no_page(fact: str, tmp_path: Path) -> None:
    dossier = _dossier(tmp_path, fact)
    rows = gathered(dossier)
    assert list(_pages(dossier, rows)) == [TIMELINE]
    assert timeline_context(dossier, rows)["years"] == []


def test_what_is_denied_is_on_no_page(tmp_path: Path) -> None:
    dossier = _dossier(tmp_path, *_on("2021"), status="denied")
    assert list(_pages(dossier, gathered(dossier))) == [TIMELINE]


def test_a_year_that_is_too_long_is_cut_into_parts_beside_it(tmp_path: Path) -> None:
    dossier = _dossier(tmp_path, *_on("2021-05-03") * (MOST[TIMELINE] + 1))
    pages = _pages(dossier, gathered(dossier))
    assert list(pages) == [TIMELINE, "timeline/2021/", "timeline/2021-part-2/"]
    parts = [page.context()["months"] for address, page in pages.items() if address != TIMELINE]
    numbers = [len(month.events) for months in parts for month in months]
    assert sum(numbers) == MOST[TIMELINE] + 1


def test_the_timeline_counts_facts_by_year_and_kind_the_newest_first(tmp_path: Path) -> None:
    dossier = _dossier(tmp_path, *_on("2019", "2021-05", "2021-05-03", "2026"))
    context = timeline_context(dossier, gathered(dossier))
    assert [lane.label for lane in context["lanes"]] == ["Bridges"]
    lines = [
        (line.number, line.total, line.is_ahead, line.is_after_gap) for line in context["years"]
    ]
    assert lines == [
        (2026, 1, True, False),
        (2021, 2, False, True),
        (2019, 1, False, True),
    ]


def test_lately_ends_today_and_ahead_begins_after(tmp_path: Path) -> None:
    dossier = _dossier(tmp_path, *_on("2024-05-31", "2024-06-01", "2024-06-02", "2024", "2025"))
    context = timeline_context(dossier, gathered(dossier))
    assert [fact.words for fact in context["lately"]] == ["1 June 2024", "31 May 2024"]
    assert [fact.words for fact in context["ahead"]] == ["2 June 2024", "2025"]


def test_the_facts_of_a_year_stand_by_month_after_those_of_any_day(tmp_path: Path) -> None:
    dossier = _dossier(tmp_path, *_on("2021-05", "2021-01-01", "2021", "2021-01-01/2021-02-03"))
    context = year_context(dossier, gathered(dossier), 2021, Leaf(1, 1))
    months = [(m.heading.title, [e.fact.words for e in m.events]) for m in context["months"]]
    assert months == [
        ("Some time in the year", ["2021"]),
        ("January", ["1 Jan 2021", "1 Jan–3 Feb 2021"]),
        ("May", ["May 2021"]),
    ]
    numbers = [event.number for month in context["months"] for event in month.events]
    assert numbers == [1, 2, 3, 4]


def test_a_year_leads_to_the_years_beside_it(tmp_path: Path) -> None:
    dossier = _dossier(tmp_path, *_on("2019", "2021", "2023"))
    rows = gathered(dossier)
    beside = {}
    for year in (2019, 2021, 2023):
        context = year_context(dossier, rows, year, Leaf(1, 1))
        beside[year] = [part and part.href for part in (context["before"], context["after"])]
    hrefs = {year: f"../../{year_address(year)}" for year in beside}
    assert beside == {
        2019: [None, hrefs[2021]],
        2021: [hrefs[2019], hrefs[2023]],
        2023: [hrefs[2021], None],
    }


def test_a_fact_of_a_year_says_since_when_it_is_known(tmp_path: Path) -> None:
    dossier = _dossier(tmp_path, *_on("2021-05"))
    context = year_context(dossier, gathered(dossier), 2021, Leaf(1, 1))
    times = context["months"][0].events[0].fact.times
    published = dossier.sources["herald-2024"].shape.published
    assert published
    assert published.first
    assert times == (published.first.isoformat(), "2021-05-01", "", "")

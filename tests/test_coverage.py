"""Coverage: how many facts of each kind and topic are well founded, and where to begin."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from briefing.dossier import Dossier
from briefing.pages.coverage import CoverageRow, coverage_context, percent
from briefing.pages.gathered import gathered
from tests.helpers import linked

MILL = """\
name: Mill Bridge
facts:
  crosses: {value: alder, status: reported, cite: [HERALD, INSIDER]}
  material: {value: stone, status: reported, cite: [INSIDER]}
  length: {value: 95 m, status: reported, cite: [HERALD]}
  length-b:
    property: length
    value: 96 m
    status: reported
    cite: [{source: herald-2024, passage: [It is, metres]}]
  opened-on: {value: 1931, status: reported, cite: [{source: gone, at: p}]}
  website:
    value: "https://mill.example.org/"
    status: reported
    cite: [{source: herald-2024, quote: its site}]
  note: {says: It stands., status: confirmed, cite: [{source: river-office-2024}]}
""".replace("HERALD", "{source: herald-2024}").replace("INSIDER", "{source: insider, at: p}")
SOURCE = 'publisher: Mill News\nurl: "https://mill.example.org/"\ntype: news\n'
FILES = {
    "data/bridges/mill-bridge.yaml": MILL,
    "data/sources/insider.yaml": f"title: Insiders\n{SOURCE}unnamed: true\n",
    "data/sources/gone.yaml": f"title: Gone\n{SOURCE}withdrawn: {{on: 2024, why: Made up.}}\n",
}


def _shown(dossier: Dossier) -> dict[str, Any]:
    return coverage_context(dossier, gathered(dossier))


@pytest.fixture
def shown(tmp_path: Path) -> dict[str, Any]:
    return _shown(linked(tmp_path, FILES, date(2025, 6, 1)))


def _numbers(shown: dict[str, Any], row: CoverageRow) -> dict[str, int]:
    return {label: c.number for label, c in zip(shown["columns"], row.counts, strict=True)}


def _told(shown: dict[str, Any], row: CoverageRow) -> str:
    """A row in words; what is nought is left out."""
    counts = [f"{number} {label}" for label, number in _numbers(shown, row).items() if number]
    return ", ".join([f"{row.label}: {row.facts} facts", *counts])


def test_every_kind_is_counted_with_its_topics(shown: dict[str, Any]) -> None:
    told = [_told(shown, row) for kind, topics in shown["groups"] for row in (kind, *topics)]
    assert told == [
        (
            "Bridges: 10 facts, 2 With quote, 8 With place, 3 Official, 1 Corroborated, 4 Single, "
            "1 Unnamed, 1 Withdrawn, 2 Disputed, 3 Overdue"
        ),
        (
            "What it is: 4 facts, 1 With quote, 4 With place, 1 Official, 1 Corroborated, "
            "1 Single, 1 Unnamed"
        ),
        "Figures: 4 facts, 3 With place, 1 Official, 2 Single, 1 Withdrawn, 2 Disputed, 3 Overdue",
        "What is said of it: 2 facts, 1 With quote, 1 With place, 1 Official, 1 Single",
        "Rivers: 0 facts",
        "Bodies: 0 facts",
    ]


def test_kinds_lead_to_their_indexes(shown: dict[str, Any]) -> None:
    hrefs = [kind.href for kind, _ in shown["groups"]]
    assert hrefs == ["../bridges/", "../rivers/", "../bodies/"]


def test_levels_of_support_add_up_to_the_facts(shown: dict[str, Any]) -> None:
    levels = ("Official", "Corroborated", "Single", "Unnamed", "Withdrawn")
    rows = [row for kind, topics in shown["groups"] for row in (kind, *topics)]
    for row in (*rows, shown["total"]):
        numbers = _numbers(shown, row)
        assert sum(numbers[level] for level in levels) == row.facts


def test_shares_are_percents_of_the_row_and_nought_where_there_are_no_facts(
    shown: dict[str, Any],
) -> None:
    (bridges, (what, *_)), (rivers, _), _ = shown["groups"]
    for row, facts in ((bridges, 10), (what, 4)):
        assert [count.share for count in row.counts] == [
            f"{100 * c.number // facts} %" for c in row.counts
        ]
    assert {count.share for count in rivers.counts} == {"0 %"}


@pytest.mark.parametrize(
    ("number", "of", "share"),
    [(1, 300, "< 1 %"), (299, 300, "> 99 %"), (300, 300, "100 %"), (1, 8, "13 %"), (0, 9, "0 %")],
)
def test_a_share_is_rounded_but_never_to_all_or_nothing(number: int, of: int, share: str) -> None:
    assert percent(number, of) == share


def test_total_is_of_all_kinds(tmp_path: Path) -> None:
    beck = "name: Beck\nfacts:\n  note: {says: It flows., status: reported, cite: [HERALD]}\n"
    beck = beck.replace("HERALD", "{source: herald-2024, at: p}")
    shown = _shown(linked(tmp_path, {**FILES, "data/rivers/beck.yaml": beck}))
    kinds = [kind.facts for kind, _ in shown["groups"]]
    assert (kinds, shown["total"].facts) == ([10, 1, 0], 11)


def test_facts_without_a_place_are_listed_by_name_and_key(tmp_path: Path) -> None:
    beck = (
        "name: beck\nfacts:\n"
        "  note-b: {property: note, says: 'It joins the [[alder]].', status: reported, CITE}\n"
        "  note-a: {property: note, says: It flows., status: reported, CITE}\n"
    ).replace("CITE", "cite: [{source: herald-2024}]")
    shown = _shown(linked(tmp_path, {**FILES, "data/rivers/beck.yaml": beck}))
    assert [(address, entity, says) for entity, _, address, says in shown["placeless"]] == [
        ("rivers/beck/#note-a", "beck", "It flows."),
        ("rivers/beck/#note-b", "beck", "It joins the Alder."),
        ("bridges/mill-bridge/#length", "Mill Bridge", "95 m"),
        ("bridges/mill-bridge/#note", "Mill Bridge", "It stands."),
    ]
    assert [heading.anchor for heading in shown["headings"]] == ["_placeless"]


def test_nothing_is_listed_where_every_fact_has_a_place(tmp_path: Path) -> None:
    shown = _shown(linked(tmp_path, {}))
    assert (shown["placeless"], shown["headings"]) == ([], [])

"""As of a day: when a fact was known and so, and how its support grew."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.asof import times
from briefing.shown import Times
from tests.helpers import linked

FACT = "  {key}: {{property: {property}, {value}status: reported, {when}cite: [{cite}]}}\n"
HERALD, OFFICE = "{source: herald-2024, at: p}", "{source: river-office-2024, at: p}"
UNDATED = "{source: undated, at: p}"
SOURCES = {
    "data/sources/undated.yaml": "title: T\npublisher: P\nurl: https://e.org/\ntype: news\n",
    "data/sources/herald-2025.yaml": "title: T\npublisher: Ferry Herald\npublished: 2025-01-09\n"
    "url: https://e.org/\ntype: news\n",
    "data/sources/post-2024.yaml": "title: T\npublisher: Post\npublished: 2024-06-02\n"
    "url: https://e.org/\ntype: news\n",
}


def of(root: Path, facts: str, key: str = "a") -> Times:
    """The days of a fact of a bridge."""
    mill = f"name: Mill\nfacts:\n{facts}"
    dossier = linked(root, {**SOURCES, "data/bridges/mill-bridge.yaml": mill})
    entity = dossier.entities["mill-bridge"]
    return times(dossier, entity, entity.facts[key])


def note(*cites: str, when: str = "", key: str = "a") -> str:
    """A fact with some citations."""
    given = f"when: {{{when}}}, " if when else ""
    return FACT.format(
        key=key, property="note", value="says: So., ", when=given, cite=", ".join(cites)
    )


@pytest.mark.parametrize(
    ("cites", "known"),
    [
        ([OFFICE], "2024-04-02"),
        ([HERALD], "2024-05-01"),  # May: from its first day on
        ([HERALD, OFFICE], "2024-04-02"),
        ([UNDATED, HERALD], "2024-05-01"),
        ([UNDATED], ""),
    ],
)
def test_a_fact_is_known_from_the_first_day_that_its_first_source_can_be_of(
    cites: list[str], known: str, tmp_path: Path
) -> None:
    assert of(tmp_path, note(*cites)).known == known


@pytest.mark.parametrize(
    ("when", "start", "end"),
    [
        ("", "", ""),
        ("on: 2024-03", "2024-03-01", ""),  # what happened has happened ever since
        ("as-of: 2024-03-05", "2024-03-05", ""),
        ("from: 2023", "2023-01-01", ""),
        ("from: 2023, until: 2024-02", "2023-01-01", "2024-02-29"),
        ("until: 2024-02-03", "", "2024-02-03"),
    ],
)
def test_a_fact_is_so_from_and_until(when: str, start: str, end: str, tmp_path: Path) -> None:
    assert of(tmp_path, note(HERALD, when=when))[1:3] == (start, end)


def test_a_fact_is_so_until_the_day_before_the_one_that_replaces_it(tmp_path: Path) -> None:
    facts = FACT.format(
        key="a", property="length", value="value: 9 m, ", when="when: {as-of: 2020}, ", cite=HERALD
    ) + FACT.format(
        key="b", property="length", value="value: 8 m, supersedes: a, ",
        when="when: {from: 2023-05-02}, ", cite=HERALD,
    )  # fmt: skip
    assert of(tmp_path, facts)[1:3] == ("2020-01-01", "2023-05-01")


@pytest.mark.parametrize(
    ("cites", "grew"),
    [
        ([HERALD], ""),
        ([HERALD, "{source: herald-2025, at: p}"], ""),  # one origin, however many reports
        (
            [HERALD, "{source: post-2024, at: p}"],
            "2024-05-01 single 1;2024-06-02 corroborated 2",
        ),
        ([OFFICE, HERALD], "2024-04-02 official 1;2024-05-01 official 2"),
        ([HERALD, UNDATED], "2024-05-01 single 1"),
    ],
)
def test_support_grows_with_the_sources_that_are_published(
    cites: list[str], grew: str, tmp_path: Path
) -> None:
    assert of(tmp_path, note(*cites)).grew == grew

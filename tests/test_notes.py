"""Source notes: numbers in the order of reading, a note a source, a way back from each."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.dossier import Dossier
from briefing.model import CitationFile
from briefing.notes import Notes, Ref, passage_link
from tests.helpers import linked

FACTS = """\
name: Mill Bridge
facts:
  material:
    value: stone
    status: reported
    cite:
      - {source: paper-1, at: paragraph 1}
      - {source: herald-2024, quote: all of stone}
  length:
    value: 95 m
    status: reported
    cite:
      - {source: paper-1, at: paragraph 2}
      - {source: paper-1, at: paragraph 1}
  note:
    says: It stands.
    status: reported
    cite: [{source: paper-1, at: paragraph 9, relays: []}, {source: two-agencies, at: p}]
"""
PAPERS = {
    "data/sources/paper-1.yaml": """\
title: One
publisher: First Paper
url: https://one.example.org/
type: news
relays: [wire]
""",
    "data/sources/wire.yaml": """\
title: The wire's copy
publisher: river-office
url: https://wire.example.org/
type: agency
relays: [River Agency]
unnamed: true
""",
    "data/sources/two-agencies.yaml": """\
title: Two
publisher: Second Paper
url: https://two.example.org/
type: news
relays: [River Agency, Lake Agency]
""",
}


@pytest.fixture
def dossier(tmp_path: Path) -> Dossier:
    return linked(tmp_path, {"data/bridges/mill-bridge.yaml": FACTS, **PAPERS})


def test_sources_are_numbered_as_they_are_read(dossier: Dossier) -> None:
    facts, notes = dossier.entities["mill-bridge"].facts, Notes(dossier)
    assert notes.cite(facts["material"]) == (Ref(1, "_r1-1"), Ref(2, "_r2-1"))
    assert notes.cite(facts["length"]) == (Ref(1, "_r1-2"),)
    assert notes.cite(facts["note"]) == (Ref(1, "_r1-3"), Ref(3, "_r3-1"))
    assert [(note.number, note.publication.id) for note in notes.listed()] == [
        (1, "paper-1"),
        (2, "herald-2024"),
        (3, "two-agencies"),
    ]
    assert len(notes) == 3


def test_other_order_of_reading_gives_other_numbers(dossier: Dossier) -> None:
    facts, notes = dossier.entities["mill-bridge"].facts, Notes(dossier)
    notes.cite(facts["note"])
    assert notes.cite(facts["material"]) == (Ref(1, "_r1-2"), Ref(3, "_r3-1"))


def test_every_reference_is_led_back_to_from_its_passage(dossier: Dossier) -> None:
    facts, notes = dossier.entities["mill-bridge"].facts, Notes(dossier)
    for fact in facts.values():
        notes.cite(fact)
    first = notes.listed()[0]
    assert [(passage.at, passage.refs) for passage in first.passages.values()] == [
        ("paragraph 1", [("_r1-1", "a"), ("_r1-2", "b")]),
        ("paragraph 2", [("_r1-2", "b")]),
        ("paragraph 9", [("_r1-3", "c")]),
    ]


def test_note_says_whom_the_source_relays_as_far_as_the_origin(dossier: Dossier) -> None:
    facts, notes = dossier.entities["mill-bridge"].facts, Notes(dossier)
    notes.cite(facts["material"])
    paper, herald = notes.listed()
    assert paper.publication.publisher == "First Paper"
    assert paper.publication.steps == (
        (("River Office", True), ("River Agency (unnamed sources)", True)),
    )
    assert herald.publication.steps == ()


def test_passage_in_the_pages_own_words_says_so_itself(dossier: Dossier) -> None:
    notes = Notes(dossier)
    for fact in dossier.entities["mill-bridge"].facts.values():
        notes.cite(fact)
    own = [
        passage for passage in notes.listed()[0].passages.values() if passage.at == "paragraph 9"
    ]
    assert [passage.steps for passage in own] == [()]


def test_source_that_relays_two_shows_both_ways(dossier: Dossier) -> None:
    notes = Notes(dossier)
    notes.cite(dossier.entities["mill-bridge"].facts["note"])
    assert notes.listed()[1].publication.steps == (
        (("River Agency", True),),
        (("Lake Agency", True),),
    )


def test_references_go_on_after_z(dossier: Dossier) -> None:
    notes = Notes(dossier)
    for _ in range(53):
        notes.cite(dossier.entities["mill-bridge"].facts["length"])
    second = next(iter(notes.listed()[0].passages.values()))
    letters = [letter for _, letter in second.refs]
    assert [letters[i] for i in (0, 25, 26, 27, 51, 52)] == ["a", "z", "aa", "ab", "az", "ba"]
    assert len(set(letters)) == 53


@pytest.mark.parametrize(
    ("url", "cited", "link"),
    [
        ("https://e.org/a", {}, "https://e.org/a"),
        ("https://e.org/a", {"at": "page 3"}, "https://e.org/a"),
        ("https://e.org/a", {"quote": "all of stone"}, "https://e.org/a#:~:text=all%20of%20stone"),
        ("https://e.org/a", {"passage": ["It", "stone"]}, "https://e.org/a#:~:text=It,stone"),
        ("https://e.org/a", {"quote": "x", "passage": ["y"]}, "https://e.org/a#:~:text=y"),
        ("https://e.org/a#b", {"quote": "x"}, "https://e.org/a#b:~:text=x"),
        ("https://e.org/a?b=c", {"quote": "x"}, "https://e.org/a?b=c#:~:text=x"),
        ("https://e.org/a", {"quote": "a-b, c&d"}, "https://e.org/a#:~:text=a%2Db%2C%20c%26d"),
        ("https://e.org/a", {"quote": "堰橋"}, "https://e.org/a#:~:text=%E5%A0%B0%E6%A9%8B"),
        ("https://e.org/a", {"quote": '"><b>'}, "https://e.org/a#:~:text=%22%3E%3Cb%3E"),
    ],
)
def test_link_leads_to_the_very_words(url: str, cited: dict[str, object], link: str) -> None:
    assert passage_link(url, CitationFile.model_validate({"source": "s", **cited})) == link

"""The files of an index, and the one that says which there are.

In: sections with their runs of records, and the terms that open blocks. Out: manifest.json; and
back. What an index consists of, below `search/`:

    manifest.json               {"format": 2, "sections": [[name, weight, runs]…], "blocks": […]}
    records/<run>-<sheet>.json  an array of records, one a line (see findable)
    terms/from-<term>.json      an object: terms and beginnings with their entries (see postings)

Sections are numbered from 0, and in each its pages, by address. So a page that comes gives new
numbers to its own section alone. Places on pages are counted through a section in the same way.
`runs` are [name, counts, places]: how many records each sheet of the run has, and how many places
they have, as numbers of postings are written.
`blocks` are the terms that open a block; the first is "". A block holds each term from there to
the next, and keys of facets are terms, too. It also holds, with a `*`, each beginning that is in
its place and that words of another block share: the best level of each page at any of them. So one
block answers for any beginning.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from briefing.search.cuts import block_name
from briefing.search.findable import FACET, to_json
from briefing.search.postings import read_numbers, write_numbers

FORMAT = 2
"""Changes whenever other rules give other files from the same pages."""
MANIFEST = "manifest.json"
BEGINNING = "*"

Files = dict[str, bytes]
"""Files by path, below the folder of the index."""


class Unusable(Exception):
    """Files that are missing, damaged, or of another format: build the index from nothing."""


class Section(NamedTuple):
    """Pages that stand together, such as a kind's, and how much more they weigh than others."""

    name: str
    weight: int = 1


class Run(NamedTuple):
    """Records from one that opens a run to the next: how many there are in each sheet."""

    name: str
    counts: tuple[int, ...]
    places: tuple[int, ...]
    """How many places there are on the pages of each sheet."""

    def paths(self) -> list[str]:
        """The files of the run."""
        return [f"records/{self.name}-{sheet}.json" for sheet in range(len(self.counts))]


@dataclass(frozen=True)
class Manifest:
    """What files there are."""

    runs: Mapping[Section, Sequence[Run]]
    blocks: Sequence[str]

    def paths(self) -> Iterator[str]:
        """Every file of the index."""
        yield MANIFEST
        for runs in self.runs.values():
            for run in runs:
                yield from run.paths()
        yield from map(block_path, self.blocks)

    def data(self) -> bytes:
        """The file."""
        sections = [
            [*section, [[name, *map(write_numbers, counted)] for name, *counted in runs]]
            for section, runs in self.runs.items()
        ]
        return to_json({"format": FORMAT, "sections": sections, "blocks": self.blocks}).encode()


def read_manifest(data: bytes) -> Manifest:
    """The manifest in a file; raises Unusable."""
    try:
        read = json.loads(data)
        if read["format"] != FORMAT:
            raise Unusable(f"the index is of format {read['format']}")
        runs = {
            Section(name, weight): [
                Run(name, tuple(read_numbers(counts)), tuple(read_numbers(places)))
                for name, counts, places in runs
            ]
            for name, weight, runs in read["sections"]
        }
        return Manifest(runs, read["blocks"])
    except (ValueError, KeyError, TypeError) as error:
        raise Unusable(f"{MANIFEST} can't be read") from error


def block_path(opening: str) -> str:
    """The file of the block that a term opens."""
    return f"terms/from-{block_name(opening)}.json"


def in_order(term: str) -> bytes:
    """What terms are sorted by: as a browser compares them, which counts in UTF-16."""
    return term.encode("utf-16-be")


def block_of(term: str, blocks: Sequence[str]) -> int:
    """The number of the block that a term belongs to."""
    return bisect_right(blocks, in_order(term), key=in_order) - 1


def beginnings(blocks: Sequence[str]) -> set[str]:
    """What begins words of several blocks."""
    words = [term for term in blocks if term[:1] != FACET]
    return {term[:length] for term in words for length in range(1, len(term))}

"""The search index from nothing: records in sheets, terms in blocks.

In: what can be found. Out: every file of the index by its path (see manifest). The work has two
steps. `part` reads some of the pages, in any process, in any order; what it gives can be pickled.
`build` puts all parts together.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import accumulate

from briefing.search.blocks import blocks_of
from briefing.search.findable import LEVELS, PLACED, Findable, page_levels
from briefing.search.manifest import MANIFEST, Files, Manifest, Run, Section
from briefing.search.postings import Pages
from briefing.search.records import in_section, section_files

NUMBERS = "I"
"""The type of numbers in an array."""


@dataclass
class Pile:
    """Some pages of a section, read."""

    addresses: list[str] = field(default_factory=list)
    records: list[str] = field(default_factory=list)
    postings: dict[str, dict[str, Pages]] = field(
        default_factory=lambda: {level: defaultdict(list) for level in LEVELS}
    )
    """Pages by level and term: their numbers in the pile."""
    facets: dict[str, array[int]] = field(
        default_factory=lambda: defaultdict(partial(array, NUMBERS))
    )
    """Places by the keys of their facets: their numbers in the pile. There are many."""
    places: list[int] = field(default_factory=list)
    """How many places each page has."""
    size: int = 0
    """How many they all have."""


Part = dict[str, Pile]
"""Some pages, read: a pile for each section that they are of."""


def part(pages: Iterable[Findable]) -> Part:
    """Read some pages."""
    found: Part = {}
    for page in pages:
        pile = found.setdefault(page.section, Pile())
        number = len(pile.records)
        pile.addresses.append(page.address)
        pile.records.append(page.record())
        for level, terms in page_levels(page).items():
            postings = pile.postings[level]
            for term in terms:
                postings[term].append(number)
        for at, place in enumerate(page.places, pile.size):
            for key in place.facet_keys():
                pile.facets[key].append(at)
        pile.places.append(len(page.places))
        pile.size += len(page.places)
    return found


def build(sections: Sequence[Section], parts: Sequence[Part]) -> Files:
    """Every file of an index; each page is of one of the sections."""
    check_sections(sections, (name for part in parts for name in part))
    files: Files = {}
    runs: dict[Section, list[Run]] = {}
    postings = []
    for section in sections:
        pile = _together([part[section.name] for part in parts if section.name in part])
        postings.append(pile.postings)
        runs[section], written = section_files(pile.records)
        files |= written
    blocks, written = blocks_of(postings)
    return {**files, **written, MANIFEST: Manifest(runs, blocks).data()}


def check_sections(sections: Iterable[Section], names: Iterable[str]) -> None:
    """Raise ValueError unless all names are those of sections."""
    known = {section.name for section in sections}
    if unknown := sorted({*names} - known):
        raise ValueError(f"the index has no section {', '.join(unknown)}")


def _together(piles: Sequence[Pile]) -> Pile:
    """All pages of a section, in order."""
    order = sorted(
        (in_section(address), at, page)
        for at, pile in enumerate(piles)
        for page, address in enumerate(pile.addresses)
    )
    pages = [[0] * len(pile.records) for pile in piles]
    places = [[0] * pile.size for pile in piles]
    starts = [[0, *accumulate(pile.places)] for pile in piles]
    whole = Pile()
    for number, (_, at, page) in enumerate(order):
        pages[at][page] = number
        whole.records.append(piles[at].records[page])
        start, count = starts[at][page], piles[at].places[page]
        places[at][start : start + count] = range(whole.size, whole.size + count)
        whole.size += count
    for at, pile in enumerate(piles):
        for level, terms in pile.postings.items():
            found = whole.postings[level]
            for term, numbers in terms.items():
                found[term] += map(pages[at].__getitem__, numbers)
        found = whole.postings.setdefault(PLACED, defaultdict(list))
        for key, facets in pile.facets.items():
            found[key] += map(places[at].__getitem__, facets)
    for terms in whole.postings.values():
        for numbers in terms.values():
            numbers.sort()
    return whole

"""What can be found: a page with its names and the places on it.

In: nothing; these are the nouns that the index is made of. Out: each as a record, a line of JSON,
which is what the index keeps of a page and what the browser shows of it:

    [address, kind, title, language, native, names, about, places, number of places]

`native` is an object of names by language tag; each of `places` is [anchor, label, text, mark, by,
facets]. The number stands last so that places can be counted without being read.
A page's terms follow from its record alone, so that whoever has the index can take a page out of
it again.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from briefing.search.words import named, terms

NAMES = "123456789"
STRONG, WEAK = "s", "w"
LEVELS = NAMES + STRONG + WEAK
"""How a page has a term, the best first: in a name of so many words, as what it is about, else."""
PLACED = "p"
"""In place of a level: the numbers are those of places, counted through a section."""
FACET = "="
"""What the key of a facet begins with; no word does."""
OFTEN = 3
"""What is said so many times is what a page is about."""

to_json = partial(json.dumps, ensure_ascii=False, separators=(",", ":"))


class Key(NamedTuple):
    """A page's place in the index: pages of a section stand together, by address."""

    section: str
    address: str


class Place(NamedTuple):
    """A place on a page with an address of its own: a fact, or a section of a text."""

    anchor: str
    label: str
    text: str
    mark: str = ""
    """How it is known, in words."""
    by: str = ""
    """Who says so, and when, in words."""
    facets: str = ""
    """What it can be picked out by, as `name:value`, with spaces between."""

    def facet_keys(self) -> list[str]:
        """The keys under which the index lists it."""
        return [f"{FACET}{facet}" for facet in self.facets.split()]


@dataclass(frozen=True, slots=True)
class Findable:
    """A page, and what it is found by."""

    section: str
    address: str
    """Below the site's root, as it ends: `units/12/`."""
    kind: str
    """What it is, in a word for the reader."""
    title: str
    language: str
    """The tag of the title's language; empty for that of the site."""
    native: Mapping[str, str]
    names: tuple[str, ...]
    about: str
    places: tuple[Place, ...]

    @property
    def key(self) -> Key:
        """Its place in the index."""
        return Key(self.section, self.address)

    def record(self) -> str:
        """The page as a line of JSON."""
        return to_json(
            (
                *(self.address, self.kind, self.title, self.language),
                *(self.native, self.names, self.about, self.places, len(self.places)),
            )
        )


def read_record(section: str, record: str) -> Findable:
    """The page that a record was made of."""
    address, kind, title, language, native, names, about, places, _ = json.loads(record)
    placed = tuple(Place(*place) for place in places)
    return Findable(section, address, kind, title, language, native, tuple(names), about, placed)


def places_in(record: str) -> int:
    """How many places a page has."""
    return int(record[record.rindex(",") + 1 : -1])


def page_levels(page: Findable) -> dict[str, set[str]]:
    """The terms that find a page, by level; each at its best."""
    found: dict[str, set[str]] = {}
    names: dict[str, str] = {}
    for name in (page.title, *page.names, *page.native.values()):
        length, named_by = named(name)
        level = NAMES[min(length, len(NAMES)) - 1]
        for term in named_by:
            names[term] = min(level, names.get(term, level))
    for term, level in names.items():
        found.setdefault(level, set()).add(term)
    said = Counter(terms("\n".join([f"{place.label} {place.text}" for place in page.places])))
    often = [term for term, times in said.items() if times >= OFTEN]
    found[STRONG] = {*terms(page.about), *often}.difference(names)
    found[WEAK] = {*said}.difference(names, found[STRONG])
    return found


def page_terms(page: Findable) -> dict[str, str]:
    """Each term that finds a page, with its level."""
    return {term: level for level, found in page_levels(page).items() for term in found}

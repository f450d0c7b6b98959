#!/usr/bin/env python3
"""Whether all contestants build the same pages: the same words, about as many bytes.

    python3 benchmarks/equality.py [--size 100]

In: a number of entities. Out: a table, and exit status 1 where a page of a generator has other
words than the engine's (3 % may differ), or its pages weigh over 5 % more or less. A page's words
are all that a reader can see of it, the frame included. Weighed are the entities' pages, the
sources', those that gather (indexes, coverage, what is disputed or overdue), and all that a site
holds but style sheets, scripts and fonts.
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from statistics import mean

from content import KINDS
from peers import COPY, ENGINE, FLOOR, MATERIAL_IN_NAV, Contest, contests
from racer import racers
from results import table
from workplace import parser, workplace

WORDS_APART, BYTES_APART = 0.03, 0.05
UNSEEN = re.compile(r"<(script|style|svg|title)\b.*?</\1>|<!--.*?-->|<[^>]*>", re.DOTALL)
LOOKED_AT = ("words", "entities", "sources", "gathered", "site")
Words = Counter[str]


@dataclass(frozen=True)
class Site:
    """What is compared of a site."""

    words: dict[str, Words]
    """How often each word is seen, by page."""
    bytes: dict[str, float]
    """The means of the groups of pages, and the sum of the site's files."""


def look_at(site: Path) -> Site:
    """Read a site."""
    words: dict[str, Words] = {}
    sizes: dict[str, list[int]] = defaultdict(list)
    for file in sorted(site.rglob("index.html")):
        address = file.parent.relative_to(site).as_posix()
        words[address] = visible(file.read_text("utf-8"))
        sizes[_group(address)].append(file.stat().st_size)
    files = (file for file in site.rglob("*") if file.is_file())
    whole = sum(f.stat().st_size for f in files if "assets" not in f.relative_to(site).parts)
    return Site(words, {group: mean(found) for group, found in sizes.items()} | {"site": whole})


def _group(address: str) -> str:
    section, _, rest = address.partition("/")
    if not rest:
        return "gathered"
    return "entities" if section in KINDS else section


def visible(html: str) -> Words:
    """How often each word is seen on a page."""
    return Counter(unescape(UNSEEN.sub(" ", html)).split())


def words_apart(one: Words, other: Words) -> float:
    """The share of words that only one of two pages has."""
    return ((one - other).total() + (other - one).total()) / max(1, one.total(), other.total())


def differences(ours: Site, theirs: Site) -> dict[str, float]:
    """By what is looked at, how much differs: of the words, on the worst page."""
    none: Words = Counter()
    addresses = ours.words.keys() | theirs.words.keys()
    apart = [words_apart(ours.words.get(a, none), theirs.words.get(a, none)) for a in addresses]
    weighed = {group: theirs.bytes[group] / of - 1 for group, of in ours.bytes.items()}
    return {"words": max(apart), **weighed}


def are_equal(found: dict[str, float]) -> bool:
    """Whether the differences are within what may differ."""
    return all(
        abs(part) <= (WORDS_APART if name == "words" else BYTES_APART)
        for name, part in found.items()
    )


def compared() -> list[Contest]:
    """The contestants that can be run; no floors, nor Material in nav: its pages list all."""
    left_out = (COPY, FLOOR, MATERIAL_IN_NAV)
    return [c for c in contests(search=False) if c not in left_out and not c.missing]


def sites(size: int, among: list[Contest], folder: Path) -> Iterator[tuple[str, Site]]:
    """The sites of some contestants, the engine's first."""
    for racer in racers(size, folder, among, search=False):
        racer.build()
        yield racer.contest.name, look_at(racer.site)


def main() -> None:
    """Compare, and say what differs."""
    line = parser("Compare what the contestants build.")
    line.add_argument("--size", type=int, default=100, help="how many entities")
    options = line.parse_args()
    with workplace(options) as folder:
        found = dict(sites(options.size, compared(), folder))
    apart = {name: differences(found[ENGINE.name], site) for name, site in found.items()}
    rows = ([name, *(f"{by[what]:+.1%}" for what in LOOKED_AT)] for name, by in apart.items())
    print(table(["site", *LOOKED_AT], rows))
    sys.exit(not all(map(are_equal, apart.values())))


if __name__ == "__main__":
    main()

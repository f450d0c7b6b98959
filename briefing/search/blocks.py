"""The files of terms: blocks in the order of the alphabet.

In: postings of all sections. Out: the terms that open a block, and the files. A key is a term, or a
beginning with a `*`, which stands before every letter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from briefing.search import cuts
from briefing.search.findable import LEVELS, PLACED, to_json
from briefing.search.manifest import BEGINNING, Files, beginnings, block_path, in_order
from briefing.search.postings import Pages, head, parted, read_head, read_pages, write_pages

Postings = Mapping[str, Mapping[str, Pages]]
"""The pages of a section, by level and term."""
Entries = dict[str, str]
"""Entries by key."""


def blocks_of(postings: Sequence[Postings]) -> tuple[list[str], Files]:
    """The openings of blocks, and their files, of the postings of each section."""
    words: dict[str, list[str]] = defaultdict(list)
    for number, section in enumerate(postings):
        for level in (*LEVELS, PLACED):
            start = head(number, level)
            for term, pages in section.get(level, {}).items():
                words[term].append(start + write_pages(pages))
    entries = {term: " ".join(found) for term, found in words.items()}
    blocks = ["", *sorted(openings(entries), key=in_order)]
    entries |= shared_entries(postings, beginnings(blocks))
    return blocks, block_files(entries, blocks)


def openings(entries: Entries) -> list[str]:
    """The terms that open a block."""
    return [
        key
        for key, words in entries.items()
        if cuts.opens(key, len(key) + len(words), cuts.BLOCK) and key[-1] != BEGINNING
    ]


def starts_of(term: str, shared: Collection[str]) -> list[str]:
    """The shared beginnings of a term, the longest first."""
    starts = [term[:length] for length in range(len(term), 0, -1)]
    return [start for start in starts if start in shared]


def shared_entries(postings: Iterable[Postings], shared: set[str]) -> Entries:
    """Entries for beginnings of terms: each page at the best level of any."""
    words: dict[str, list[str]] = defaultdict(list)
    from_the_longest = sorted(shared, key=len, reverse=True)
    longest: dict[str, str] = {}
    for number, section in enumerate(postings):
        seen: dict[str, set[int]] = defaultdict(set)
        for level in LEVELS:
            found: dict[str, set[int]] = defaultdict(set)
            for term, pages in section.get(level, {}).items():
                if term not in longest:
                    longest[term] = next(iter(starts_of(term, shared)), "")
                found[longest[term]].update(pages)
            for start in from_the_longest:
                if start in found and (shorter := start[:-1]) in shared:
                    found[shorter].update(found[start])
            for start in shared & found.keys():
                if pages := sorted(found[start] - seen[start]):
                    words[start].append(head(number, level) + write_pages(pages))
                    seen[start].update(pages)
    return {f"{start}{BEGINNING}": " ".join(found) for start, found in words.items()}


def read_entries(entries: Entries) -> list[Postings]:
    """The postings of each section in some entries."""
    found: dict[int, dict[str, dict[str, Pages]]] = {}
    for term, words in entries.items():
        for each, pages in parted(words).items():
            section, level = read_head(each)
            found.setdefault(section, {}).setdefault(level, {})[term] = read_pages(pages)
    return [found.get(section, {}) for section in range(max(found, default=-1) + 1)]


def block_files(entries: Entries, blocks: Iterable[str]) -> Files:
    """The files of whole blocks: their entries, and the terms that open them."""
    found: dict[str, Entries] = {opening: {} for opening in blocks}
    opening = ""
    for key in sorted(entries, key=in_order):
        if key in found:
            opening = key
        found[opening][key] = entries[key]
    return {block_path(opening): to_json(block).encode() for opening, block in found.items()}

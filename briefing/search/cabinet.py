"""The blocks of terms that stand there already, and what becomes of them.

In: the files of an index; new numbers for pages, and what happens to entries. Out: the openings of
blocks and the files afterwards. Blocks are read as far as they are needed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from briefing.search.blocks import Entries, block_files, openings, read_entries, shared_entries
from briefing.search.findable import FACET
from briefing.search.manifest import (
    BEGINNING,
    Files,
    beginnings,
    block_of,
    block_path,
    in_order,
)
from briefing.search.postings import Pages, Renumbering, edited, joined, parted
from briefing.search.shelf import Reader, fetched

AFTER_FACETS = chr(ord(FACET) + 1)


@dataclass
class Edit:
    """What happens to an entry: pages that go from a word of it, or come; by the word's head."""

    gone: dict[str, Pages] = field(default_factory=dict)
    come: dict[str, Pages] = field(default_factory=dict)

    def applied(self, entry: str) -> str:
        """The entry afterwards; empty if no page is left."""
        words = parted(entry)
        for head in self.gone.keys() | self.come.keys():
            gone, come = self.gone.get(head, ()), self.come.get(head, ())
            words[head] = edited(words.get(head, ""), gone, come)
        return joined(words)


class Cabinet:
    """All blocks of an index."""

    def __init__(self, blocks: Sequence[str], read: Reader) -> None:
        """`blocks` are the terms that open them."""
        self._blocks = blocks
        self._read = read
        self._entries: dict[int, Entries] = {}
        self.shared = beginnings(blocks)

    def renumber(self, pages: Renumbering) -> None:
        """Give the pages of a section new numbers."""
        self._renumber(range(len(self._blocks)), pages, of_facets=False)

    def renumber_places(self, places: Renumbering) -> None:
        """Give the places on the pages of a section new numbers."""
        blocks = range(self._at(FACET), self._at(AFTER_FACETS) + 1)
        self._renumber(blocks, places, of_facets=True)

    def _renumber(self, blocks: Iterable[int], numbers: Renumbering, *, of_facets: bool) -> None:
        for at in blocks:
            block = {
                key: numbers.entry(words) if key.startswith(FACET) == of_facets else words
                for key, words in self._block(at).items()
            }
            self._entries[at] = {key: words for key, words in block.items() if words}

    def edit(self, edits: Mapping[str, Edit]) -> None:
        """Change some entries, or add them."""
        for key, edit in edits.items():
            block = self._block(self._at(key))
            if words := edit.applied(block.get(key, "")):
                block[key] = words
            else:
                block.pop(key, None)

    def files(self) -> tuple[list[str], Files]:
        """The openings of blocks from now on, and the files of those that were read."""
        opened = self._opened()
        others = (term for at, term in enumerate(self._blocks) if at not in self._entries)
        blocks = sorted({"", *opened, *others}, key=in_order)
        shared = beginnings(blocks)
        for start in self.shared - shared:
            self._block(self._at(start)).pop(f"{start}{BEGINNING}", None)
        for start in shared - self.shared:
            self._block(self._at(start)).update(self._shared_entry(start))
        entries = {key: words for block in self._entries.values() for key, words in block.items()}
        written = {self._blocks[at] for at in self._entries} | opened
        return blocks, block_files(entries, written.intersection(blocks))

    def _opened(self) -> set[str]:
        """The terms that open blocks in what was read; a block without one joins the one before."""
        opened: set[str] = set()
        waiting = list(self._entries)
        while waiting:
            at = waiting.pop()
            opened.update(openings(self._entries[at]))
            if at and self._blocks[at] not in opened and at - 1 not in self._entries:
                self._block(at - 1)
                waiting.append(at - 1)
        return opened

    def _shared_entry(self, start: str) -> Entries:
        """The entry of a beginning, from all terms that begin so."""
        at = self._at(start)
        end = at + 1
        while end < len(self._blocks) and self._blocks[end].startswith(start):
            end += 1
        under = {
            key: words
            for number in range(at, end)
            for key, words in self._block(number).items()
            if key.startswith(start) and key[-1] != BEGINNING
        }
        return shared_entries(read_entries(under), {start})

    def _at(self, key: str) -> int:
        return block_of(key, self._blocks)

    def _block(self, at: int) -> Entries:
        if at not in self._entries:
            self._entries[at] = json.loads(fetched(self._read, block_path(self._blocks[at])))
        return self._entries[at]

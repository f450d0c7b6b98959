"""A large index, of invented pages, and a site to search it in: another's pages around it.

In: the folder of a built site. Out: the same with an index of as many entities and sources as asked
for. Words are invented, some of them common and most of them rare, as words are.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path

from briefing.search.findable import Findable, Place
from briefing.search.index import build, part
from briefing.search.manifest import Section

SYLLABLES = (
    *("ka", "ri", "to", "ne", "mo", "su", "la", "pe", "vi", "da", "go", "hu", "bel", "tor", "min"),
    *("sal", "per", "con", "ver", "lan"),
)
KANJI = "山川田中村上下大小東西南北石木林森水火土金月日高原野島海港橋本町新古"
SECTIONS = [Section(f"kind-{number}", 2) for number in range(6)] + [Section("sources"), Section("")]
VOCABULARY = 40_000


class Words:
    """A vocabulary: the nth word is n times as rare as the first."""

    def __init__(self) -> None:
        self.random = random.Random(1)  # noqa: S311 - nothing here is secret
        lengths = [1 + at % 4 for at in range(4 * VOCABULARY)]
        made = ("".join(self.random.choices(SYLLABLES, k=length)) for length in lengths)
        self.words = list(dict.fromkeys(made))[:VOCABULARY]
        self._weights = list(accumulate(1 / (rank + 3) for rank in range(len(self.words))))

    def some(self, count: int) -> str:
        """So many words."""
        return " ".join(self.random.choices(self.words, cum_weights=self._weights, k=count))

    def rare(self) -> str:
        """One of the many that seldom occur."""
        return self.random.choice(self.words[1000:])


def pages(size: int) -> Iterator[Findable]:
    """So many entities with eight facts each, and a source for five of them."""
    words = Words()
    for at in range(size):
        section = SECTIONS[at % 6].name
        native = {"ja": f"第{at % 90 + 1}{''.join(words.random.choices(KANJI, k=4))}"}
        places = tuple(
            Place(f"fact-{n}", "Length", f"{at} m – {words.some(21)}.", "Reported · Single origin")
            for n in range(8)
        )
        name = f"{words.rare()} {words.some(2)}".title()
        yield Findable(
            section, f"{section}/thing-{at}/", "Thing", name, "", native, (f"T-{at}",),
            words.some(14), places,
        )  # fmt: skip
    for at in range(size // 5):
        title = words.some(8).capitalize()
        paper = f"{words.rare().title()} Paper"
        yield Findable("sources", f"sources/s-{at}/", "Source", title, "", {}, (), paper, ())


def with_many_pages(site: Path, folder: Path, size: int) -> Path:
    """A site like another, but with a large index."""
    folder.mkdir()
    for path in site.iterdir():
        if path.name != "search":
            (folder / path.name).symlink_to(path)
    files = build(SECTIONS, [part(pages(size))])
    files["search_index.json"] = (site / "search" / "search_index.json").read_bytes()
    for name, data in files.items():
        path = folder / "search" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder

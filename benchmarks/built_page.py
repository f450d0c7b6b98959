"""A page of a built site, taken apart: what is its own, and the frame that it shares.

In: the HTML that the engine has written. Out: address, title, description, contents list and body;
and the frame around them, to be filled by another generator.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from pathlib import Path

from page_tree import Node, parse

SLOTS = ("title", "description", "canonical", "contents", "body")
TOKENS = {slot: f"\ue000{slot}\ue001" for slot in SLOTS}
"""What stands in the slots of an empty frame: characters that no text holds."""
ANCHOR, WORDS = "\ue000anchor\ue001", "\ue000words\ue001"
"""The same in a line of the contents list."""
ARTICLE = '<article class="md-content__inner md-typeset">'
TAKEN_OUT = {
    "title": (
        r"<title>(.*?)(?: - [^<]*)</title>",
        r'data-md-component="header-topic">\s*<span class="md-ellipsis">\s*(.*?)\s*</span>',
    ),
    "description": (r'<meta name="description" content="([^"]*)">',),
    "canonical": (r'<link rel="canonical" href="([^"]*)">',),
    "contents": (r'<ul class="md-nav__list" data-md-component="toc"[^>]*>\s*(.*?)\s*</ul>',),
    "body": (ARTICLE + r'(?:\s*<svg class="sprite".*?</svg>)?(.*)</article>',),
}
"""Where in the theme's page each slot is, once or more."""
CONTENTS_ITEM = re.compile(
    r'<a href="#([^"]+)" class="md-nav__link">.*?>\s*([^<]*?)\s*</span>', re.DOTALL
)


@dataclass(frozen=True)
class BuiltPage:
    """One page."""

    address: str
    """Below the site's root, with a slash at its end; empty for the first page."""
    html: str

    @classmethod
    def of(cls, file: Path, site: Path) -> BuiltPage:
        """The page in a site's file."""
        address = file.parent.relative_to(site).as_posix()
        return cls("" if address == "." else f"{address}/", file.read_text("utf-8"))

    @property
    def layout(self) -> str:
        """Its layout."""
        return layout(self.address)

    @cached_property
    def _places(self) -> list[tuple[int, int, str]]:
        """Start, end and name of each slot, in order."""
        return sorted(
            (*place.span(1), slot)
            for slot, patterns in TAKEN_OUT.items()
            for pattern in patterns
            if (place := re.search(pattern, self.html, re.DOTALL))
        )

    def slot(self, name: str) -> str:
        """What stands in a slot; nothing where the page has no such slot."""
        places = (self.html[start:end] for start, end, slot in self._places if slot == name)
        return next(places, "")

    @property
    def title(self) -> str:
        """Its title."""
        return unescape(self.slot("title"))

    @property
    def description(self) -> str:
        """What it tells search engines of itself."""
        return unescape(self.slot("description"))

    @property
    def hides_contents(self) -> bool:
        """Whether it shows no contents list."""
        return 'data-md-type="toc" hidden' in self.html

    @property
    def contents(self) -> dict[str, str]:
        """The headings of its contents list, by their anchors."""
        items = CONTENTS_ITEM.findall(self.slot("contents"))
        return {anchor: unescape(words) for anchor, words in items}

    @property
    def body(self) -> list[Node | str]:
        """What stands between the frame's parts."""
        return parse(self.slot("body"))

    def frame(self, fillings: Mapping[str, str]) -> str:
        """The page with something else in its slots."""
        pieces, at = [], 0
        for start, end, slot in self._places:
            pieces += [self.html[at:start], fillings[slot]]
            at = end
        return "".join([*pieces, self.html[at:]])


def layout(address: str) -> str:
    """What pages with a frame in common have in common: the section they are in; or one its own."""
    section, _, rest = address.partition("/")
    return f"{section}-page" if rest else section or "home"


def contents_item(page: BuiltPage, anchor: str, words: str) -> str:
    """A line of a page's contents list, with something else in it; empty if it has no list."""
    first = re.search(r"<li.*?</li>", page.slot("contents"), re.DOTALL)
    found = CONTENTS_ITEM.search(first.group()) if first else None
    if not first or not found:
        return ""
    item, (start, end), (after, over) = first.group(), found.span(1), found.span(2)
    return item[:start] + anchor + item[end:after] + words + item[over:]


def layouts(site: Path) -> dict[str, BuiltPage]:
    """A page of each layout of a site."""
    found: dict[str, BuiltPage] = {}
    for file in sorted(site.rglob("index.html")):
        page = BuiltPage.of(file, site)
        found.setdefault(page.layout, page)
    return found


def write_frames(site: Path, file: Path) -> None:
    """Write the frames of a site, with tokens in their slots, for a program that fills them."""
    frames = {
        name: {"html": page.frame(TOKENS), "item": contents_item(page, ANCHOR, WORDS)}
        for name, page in layouts(site).items()
    }
    file.write_text(json.dumps(frames), "utf-8")

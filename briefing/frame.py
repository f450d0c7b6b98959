"""A frame: everything of a built page that its neighbours share.

In: a page as the theme renders it, with tokens where pages differ. Out: the same page with any
other title, contents list and body. The theme's frame is most of a page's bytes and nearly all of
its work, so it is rendered once for all pages of a section.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

from briefing.page import Body, Heading, Page


def token(name: str) -> str:
    """What stands where something is to be filled in; a name has small letters alone.

    Private-use characters: they pass through every filter of the theme, and no text holds them.
    """
    return f"\ue000{name}\ue001"


SLOTS = ("title", "description", "canonical", "toc", "content")
NEEDED = ("title", "toc", "content")
NEEDED = ("title", "toc", "content")
TOKENS = {slot: token(slot) for slot in SLOTS}
TOKEN = re.compile("\ue000([a-z]+)\ue001")


class FrameError(Exception):
    """The theme's page has no place for something that every page needs."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A page, cut at its slots."""

    pieces: tuple[str, ...]
    """Text and the name of a slot, in turn."""

    @classmethod
    def of(cls, html: str, toc: str, needed: Collection[str] = NEEDED) -> Frame:
        """`html` is a page rendered with TOKENS; `toc` the contents list as it stands in it.

        Raises FrameError if a slot that is needed is not there.
        """
        if toc:
            html = html.replace(toc, TOKENS["toc"])
        pieces = tuple(TOKEN.split(html))
        if missing := set(needed) - set(pieces[1::2]):
            listed = ", ".join(sorted(missing))
            raise FrameError(f"the theme's page has no place for its {listed}")
        return cls(pieces)

    def fill(self, slots: Mapping[str, str]) -> str:
        """The page with its slots filled."""
        filled = list(self.pieces)
        filled[1::2] = [slots[slot] for slot in self.pieces[1::2]]
        return "".join(filled)


@dataclass(frozen=True, slots=True)
class Series:
    """Something that the theme renders for any number of items alike: a list of contents."""

    empty: str
    """The whole where there is no item."""
    pieces: tuple[str, str, str]
    """Before the first item, between two, and after the last."""
    inner: tuple[str, ...]
    """Between the parts of one item."""

    @classmethod
    def of(cls, empty: str, two: str) -> Series:
        """From the whole with no item, and with two whose parts are tokens of any name.

        Raises FrameError if the two items are not alike.
        """
        pieces = TOKEN.split(two)[0::2]
        half = len(pieces) // 2
        first, second = pieces[1:half], pieces[half + 1 : -1]
        if first != second or len(pieces) % 2 == 0:
            raise FrameError("the theme does not list all contents alike")
        return cls(empty, (pieces[0], pieces[half], pieces[-1]), tuple(first))

    def of_items(self, items: Sequence[Sequence[str]]) -> str:
        """The whole with some items, each given by its parts."""
        if not items:
            return self.empty
        before, between, after = self.pieces
        shown = []
        for first, *more in items:
            parts = (f"{inner}{part}" for inner, part in zip(self.inner, more, strict=True))
            shown.append(first + "".join(parts))
        return f"{before}{between.join(shown)}{after}"


@dataclass(frozen=True, slots=True)
class Frames:
    """The frames of a site: one for the pages below each section, one for each other page."""

    toc: Series
    sections: Mapping[str, Frame]
    """By the address of the section."""
    pages: Mapping[str, Frame]
    """By the address of the page."""
    bare: Mapping[str, Frame]
    """The same for pages that may have no contents to list, and have none."""
    _contents: dict[tuple[Heading, ...], str] = field(default_factory=dict)

    def frame(self, page: Page, body: Body) -> Frame:
        """The frame of a page."""
        if not body.headings and page.address in self.bare:
            return self.bare[page.address]
        return self.pages.get(page.address) or self.sections[page.section]

    def contents(self, headings: tuple[Heading, ...]) -> str:
        """A contents list; most pages share theirs with many others."""
        known = self._contents.get(headings)
        if known is None:
            known = self.toc.of_items([(h.anchor, escape(h.title)) for h in headings])
            self._contents[headings] = known
        return known

    def handwritten(self, address: str, body: Body) -> str:
        """A hand-written page in its frame, which has its title already."""
        return self.pages[address].fill({"toc": self.contents(body.headings), "content": body.html})


def framed(page: Page, body: Body, frames: Frames, site_url: str) -> str:
    """A page in its frame; `site_url` ends in a slash, or is empty if it is not known."""
    return frames.frame(page, body).fill(
        {
            "title": escape(page.title),
            "description": escape(page.description),
            "canonical": site_url + page.address,
            "toc": frames.contents(body.headings),
            "content": body.html,
        }
    )

"""A frame: everything of a built page that its neighbours in the section share.

In: a page of the section as the theme renders it, with tokens where pages differ. Out: the same
page with any other title, contents list and body. The theme's frame is most of a page's bytes and
nearly all of its work, so it is rendered once a section.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

SLOTS = ("title", "description", "canonical", "toc", "content")
# Private-use characters: they pass through every filter of the theme, and no text holds them.
TOKENS = {slot: f"\ue000{slot}\ue001" for slot in SLOTS}


class FrameError(Exception):
    """The theme's page has no place for something that every page needs."""


class Frame:
    """The page of a section, cut at its slots."""

    def __init__(self, html: str, toc: str) -> None:
        """`html` is a page rendered with TOKENS; `toc` the contents list as it stands in it."""
        if html.count(toc) != 1:
            raise FrameError("the theme's page holds no contents list, or several")
        html = html.replace(toc, TOKENS["toc"])
        pieces = re.split("\ue000([a-z]+)\ue001", html)
        self._pieces = pieces
        self._slots = [(i, pieces[i]) for i in range(1, len(pieces), 2)]
        missing = {"title", "toc", "content"} - {slot for _, slot in self._slots}
        if missing:
            raise FrameError(f"the theme's page has no place for its {', '.join(sorted(missing))}")

    def fill(self, slots: Mapping[str, str]) -> str:
        """The page with its slots filled."""
        pieces = self._pieces.copy()
        for i, slot in self._slots:
            pieces[i] = slots[slot]
        return "".join(pieces)

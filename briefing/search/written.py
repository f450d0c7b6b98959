"""What can be found of a hand-written page: its sections, cut out of its HTML.

In: the body of a page as it is published. Out: a Findable with a place for each heading that has an
address. What stands in `data-search-exclude` is left out, and so is the full form of a short name.
"""

from __future__ import annotations

from html.parser import HTMLParser

from briefing.brief import Brief
from briefing.search.findable import Findable, Place

WRITTEN = ""
"""The section of the hand-written pages."""
BRIEF, PAGE = "Brief", "Page"

HEADINGS = {f"h{depth}" for depth in range(1, 7)}
UNSEEN = {"script", "style", "template", "svg", "select"}
UNSEEN_CLASSES = {"headerlink", "short-full"}
INLINE = {
    *("a", "abbr", "b", "bdi", "cite", "code", "dfn", "em", "i", "kbd", "mark", "q", "s", "samp"),
    *("small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr"),
}
"""Tags that part no words."""
VOID = {
    *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param"),
    *("source", "track", "wbr"),
}
"""Tags that are never closed."""


def written_page(brief: Brief, html: str, short_title: str = "") -> Findable:
    """A hand-written page with its sections; it is also found by what the navigation calls it."""
    opening, *places = sections(html)
    return Findable(
        section=WRITTEN,
        address=brief.address,
        kind=BRIEF if brief.layout == "brief" else PAGE,
        title=brief.title,
        language="",
        native={},
        names=(short_title,) if short_title not in ("", brief.title) else (),
        about=opening.text or brief.description,
        places=tuple(places),
    )


def sections(html: str) -> list[Place]:
    """What stands before the first section, as a place without an anchor, and each section.

    A section starts at a heading with an id; the page's own title starts none.
    """
    cut = _Cut()
    cut.feed(html)
    cut.close()
    return [
        Place(anchor, " ".join("".join(label).split()), " ".join("".join(text).split()))
        for anchor, label, text in cut.found
    ]


class _Cut(HTMLParser):
    """Walks through a page; `found` are anchors with the parts of labels and texts."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, list[str], list[str]]] = [("", [], [])]
        self._open: list[tuple[str, bool]] = []
        """The tags around, and whether what is in them is looked for."""
        self._heading = 0
        """How many tags are open around the words of a heading; 0 outside of one."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a tag."""
        self._part(tag)
        if tag in VOID:
            return
        given = dict(attrs)
        is_seen = (
            self._is_seen
            and tag not in UNSEEN
            and "data-search-exclude" not in given
            and given.get("class") not in UNSEEN_CLASSES
        )
        self._open.append((tag, is_seen))
        if is_seen and tag in HEADINGS and not self._heading:
            if tag != "h1" and (anchor := given.get("id")):
                self.found.append((anchor, [], []))
                self._heading = len(self._open)
            elif tag == "h1":
                self._open[-1] = (tag, False)  # the title is known

    def handle_endtag(self, tag: str) -> None:
        """Close a tag, and those that were left open in it."""
        if any(tag == name for name, _ in self._open):
            while self._open.pop()[0] != tag:
                pass
            if len(self._open) < self._heading:
                self._heading = 0
        self._part(tag)

    def handle_data(self, data: str) -> None:
        """Take words."""
        if self._is_seen:
            _, label, text = self.found[-1]
            (label if self._heading else text).append(data)

    @property
    def _is_seen(self) -> bool:
        return not self._open or self._open[-1][1]

    def _part(self, tag: str) -> None:
        if tag not in INLINE:
            self.handle_data(" ")

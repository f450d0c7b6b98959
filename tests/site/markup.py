"""HTML as a tree, read by the standard library.

In: the text of a page. Out: its elements with their attributes, and what a reader can read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser

VOID = frozenset(
    "area base br col embed hr img input link meta source track wbr".split()  # noqa: SIM905 - a list of one-word names reads best so
)
UNREAD = ("script", "style", "template")


@dataclass(eq=False)
class Element:
    """An element; `children` holds elements and strings."""

    tag: str
    attributes: dict[str, str]
    line: int = 0
    parent: Element | None = None
    children: list[Element | str] = field(default_factory=list)

    def __iter__(self) -> Iterator[Element]:
        """This element and every one below it, in the order of the page."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            yield element
            waiting += [it for it in reversed(element.children) if isinstance(it, Element)]

    @property
    def classes(self) -> list[str]:
        """Its classes."""
        return self.attributes.get("class", "").split()

    @property
    def text(self) -> str:
        """What can be read in it, with single spaces."""
        return " ".join(self._text().split())

    def _text(self) -> str:
        if self.tag in UNREAD:
            return ""
        return "".join(c if isinstance(c, str) else c._text() for c in self.children)

    def find(self, tag: str = "", class_: str = "") -> list[Element]:
        """The elements below it with a tag, a class, or both."""
        return [e for e in self if tag in ("", e.tag) and (not class_ or class_ in e.classes)]

    def one(self, tag: str = "", class_: str = "") -> Element:
        """The only such element."""
        found = self.find(tag, class_)
        assert len(found) == 1, f"{len(found)} elements {tag}.{class_} in <{self.tag}>"
        return found[0]

    def is_inside(self, tag: str = "", class_: str = "") -> bool:
        """Whether such an element is above it."""
        above = self.parent
        while above:
            if tag in ("", above.tag) and (not class_ or class_ in above.classes):
                return True
            above = above.parent
        return False


class Page(Element):
    """A whole page."""

    @cached_property
    def ids(self) -> list[str]:
        """Every id, in order."""
        return [e.attributes["id"] for e in self if "id" in e.attributes]

    def by_id(self, id_: str) -> Element:
        """The element with an id."""
        found = [e for e in self if e.attributes.get("id") == id_]
        assert len(found) == 1, f"{len(found)} elements have the id {id_}"
        return found[0]

    @property
    def is_redirect(self) -> bool:
        """Whether it does nothing but lead on."""
        return any(e.attributes.get("http-equiv") == "refresh" for e in self.find("meta"))

    def meta(self, name: str) -> list[str]:
        """The contents of the <meta> elements of a name."""
        found = [e for e in self.find("meta") if e.attributes.get("name") == name]
        return [e.attributes.get("content", "") for e in found]

    def links(self, rel: str) -> list[str]:
        """The addresses of the <link> elements of a relation."""
        found = [e for e in self.find("link") if rel in e.attributes.get("rel", "").split()]
        return [e.attributes.get("href", "") for e in found]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.page = Page("", {})
        self.open: Element = self.page

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = self._add(tag, attrs)
        if tag not in VOID:
            self.open = element

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._add(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        at: Element | None = self.open
        while at and at.tag != tag:
            at = at.parent
        if at and at.parent:
            self.open = at.parent

    def handle_data(self, data: str) -> None:
        self.open.children.append(data)

    def _add(self, tag: str, attrs: list[tuple[str, str | None]]) -> Element:
        attributes = {name: value or "" for name, value in attrs}
        element = Element(tag, attributes, self.getpos()[0], self.open)
        self.open.children.append(element)
        return element


def parse(text: str) -> Page:
    """Read a page."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return reader.page

"""A page's markup as a tree, and back.

In: HTML as the engine writes it, every element closed. Out: nodes, and the HTML of a node.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser

DRAWN = {"circle", "line", "path", "rect", "use"}
VOID = {"br", "hr", "img", "input", "link", "meta", *DRAWN}
BLOCKS = {
    *("article", "blockquote", "dd", "details", "div", "dl", "dt", "footer", "form", "h1", "h2"),
    *("h3", "h4", "header", "li", "ol", "p", "section", "summary", "table", "ul"),
}
Attributes = dict[str, str | None]
"""By name; None where the name alone stands."""


@dataclass(slots=True)
class Node:
    """An element."""

    tag: str
    attributes: Attributes
    children: list[Node | str] = field(default_factory=list)

    @property
    def is_block(self) -> bool:
        """Whether it stands in lines of its own: so does a drawing that is not set in a line."""
        return self.tag in BLOCKS or (self.tag == "svg" and "height" in self.attributes)

    @property
    def words(self) -> str:
        """Its text."""
        return "".join(child if isinstance(child, str) else child.words for child in self.children)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("", {})
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, dict(attrs))
        self._open[-1].children.append(node)
        if tag not in VOID:
            self._open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open[-1].children.append(Node(tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if self._open[-1].tag != tag:
            raise ValueError(f"</{tag}> closes <{self._open[-1].tag}>")
        self._open.pop()

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)


def parse(html: str) -> list[Node | str]:
    """The nodes of some markup."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.root.children


def written(attributes: Attributes) -> str:
    """Attributes as they stand in a tag."""
    return "".join(
        f" {name}" if value is None else f' {name}="{escape(value)}"'
        for name, value in attributes.items()
    )


def html(node: Node | str) -> str:
    """The markup of a node."""
    if isinstance(node, str):
        return escape(node, quote=False)
    return enclosed(node, "".join(map(html, node.children)))


def enclosed(node: Node, inner: str) -> str:
    """An element with some markup in it, in place of what it holds."""
    opening = f"<{node.tag}{written(node.attributes)}"
    if node.tag in VOID:
        return f"{opening}/>" if node.tag in DRAWN else f"{opening}>"
    return f"{opening}>{inner}</{node.tag}>"

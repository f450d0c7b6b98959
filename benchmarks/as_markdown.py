"""A page of the engine as Markdown, for generators that know no facts.

In: the body of a built page. Out: Markdown that says the same with about the same markup: prose
(headings, paragraphs, lists, links, emphasis) as Markdown, with classes and ids where the dialect
can set them, and reference numbers in it as HTML. What is more markup than words stands as HTML,
as a team would write it: the marks below a fact, the source notes. Parsers take several times as
long for HTML in a line of Markdown as for a block of it, and nobody is to lose by that. Tables
stand as HTML: none of Markdown's carry roles and labels for each cell.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from html import escape

from page_tree import Attributes, Node, enclosed, html, written

SPECIAL = re.compile(r"([\\`*_\[\]{}])")
NUMBERED = re.compile(r"^(\d+)([.)])")
AS_HTML = {"dl", "form", "summary", "svg", "table"}
MOST_TAGS = 0.5
"""For each word of a paragraph or a list: with more it stands as HTML."""
HEADINGS = {"h1": "#", "h2": "##", "h3": "###", "h4": "####"}
INDENT = "    "
SEARCH_EXCLUDES: Attributes = {"data-search-exclude": None}
Lines = list[str]


@dataclass(frozen=True)
class Dialect:
    """What a generator's Markdown can do."""

    opening: str
    """How a list of attributes begins."""
    keeps_wrappers: bool
    """Whether Markdown stands between the tags of a block, which CommonMark allows. Python-Markdown
    does with an extension that makes it a quarter slower: there wrappers are left out."""
    after_list: tuple[str, ...] | None
    """What stands between a list and its attributes; None where a list can have none."""


GOLDMARK = Dialect("{", keeps_wrappers=True, after_list=())
MARKDOWN_IT = Dialect("{", keeps_wrappers=True, after_list=("",))
PYTHON_MARKDOWN = Dialect("{: ", keeps_wrappers=False, after_list=None)
"""With `attr_list`."""


class Writer:
    """Writes one page."""

    def __init__(self, dialect: Dialect, contents: Container[str]) -> None:
        """`contents` are the anchors of the contents list: other headings would get into it."""
        self.dialect = dialect
        self.contents = contents

    def page(self, nodes: Iterable[Node | str]) -> str:
        """The Markdown of a body."""
        return "\n".join(self._blocks(nodes)) + "\n"

    def _blocks(self, nodes: Iterable[Node | str]) -> Lines:
        """Blocks with an empty line between them; what stands between blocks is a paragraph."""
        found: list[Lines] = []
        run: list[Node | str] = []
        for node in [*nodes, Node("p", {})]:
            if isinstance(node, str) or not node.is_block:
                run.append(node)
                continue
            if words := self._inline(run):
                found.append([_escaped_start(words)])
            run = []
            found.append(self._block(node))
        return [line for block in found if block for line in ("", *block)][1:]

    def _block(self, node: Node) -> Lines:
        if node.tag == "table" and not self.dialect.keeps_wrappers:
            # Its wrapper would keep it out of the search, as the engine keeps it out.
            return _as_html(Node("table", node.attributes | SEARCH_EXCLUDES, node.children))
        if node.tag in AS_HTML or (node.tag in ("p", "ul", "ol") and _is_apparatus(node)):
            return _as_html(node)
        if node.tag in HEADINGS:
            return self._heading(node)
        if node.tag in ("ul", "ol"):
            return self._list(node)
        return self._paragraph(node) if node.tag == "p" else self._wrapper(node)

    def _paragraph(self, node: Node) -> Lines:
        words = self._inline(node.children)
        return [_escaped_start(words), *self._marked(node.attributes)] if words else []

    def _wrapper(self, node: Node) -> Lines:
        if not self.dialect.keeps_wrappers:
            return self._blocks(_heirs(node))
        inner = self._blocks(node.children)
        if not inner:
            return _as_html(node)
        return [f"<{node.tag}{written(node.attributes)}>", "", *inner, "", f"</{node.tag}>"]

    def _heading(self, node: Node) -> Lines:
        if node.tag == "h2" and node.attributes.get("id") not in self.contents:
            return _as_html(node)
        line = f"{HEADINGS[node.tag]} {self._inline(node.children)}"
        return [" ".join((line, *self._marked(node.attributes)))]

    def _list(self, node: Node) -> Lines:
        marker = "-" if node.tag == "ul" else "1."
        lines: Lines = []
        at = 0
        for item in node.children:
            if isinstance(item, str):
                continue
            first, *more = self._blocks(_carried(item)) or [""]
            # After an item of several blocks, Python-Markdown sees the next only past a gap.
            gap = [""] if lines and "" in lines[at:] else []
            at = len(lines)
            lines += [*gap, f"{marker} {first}"]
            lines += [f"{INDENT}{line}" if line else "" for line in more]
        marks = self._marked(node.attributes)
        if marks and self.dialect.after_list is not None:
            lines += [*self.dialect.after_list, *marks]
        return lines

    def _marked(self, attributes: Attributes) -> Lines:
        """A line of attributes; none where there are none."""
        if not attributes:
            return []
        parts: list[str] = []
        for name, value in attributes.items():
            if name == "class":
                parts += [f".{word}" for word in (value or "").split()]
            else:
                parts.append(f"#{value}" if name == "id" else f'{name}="{escape(value or "")}"')
        return [f"{self.dialect.opening}{' '.join(parts)}}}"]

    def _inline(self, nodes: Iterable[Node | str]) -> str:
        return "".join(map(self._in_line, nodes)).strip()

    def _in_line(self, node: Node | str) -> str:
        if isinstance(node, str):
            return _escaped(node)
        words = "".join(map(self._in_line, node.children))
        if not _has_word(node):
            return enclosed(node, words)
        if node.tag == "a":
            return f"[{words}]({node.attributes['href']})"
        return f"`{node.words}`" if node.tag == "code" else f"**{words}**"


def _heirs(wrapper: Node) -> Sequence[Node | str]:
    """What a wrapper holds; its first block takes over its id, so that links still lead there."""
    handed_on: Attributes = {
        name: value
        for name, value in wrapper.attributes.items()
        if name in ("id", *SEARCH_EXCLUDES)
    }
    heirs = list(wrapper.children)
    first = next((i for i, child in enumerate(heirs) if isinstance(child, Node)), None)
    if not handed_on or first is None:
        return heirs
    heir = heirs[first]
    assert isinstance(heir, Node), "it was looked for"
    heirs[first] = Node(heir.tag, handed_on | heir.attributes, heir.children)
    return heirs


def _carried(item: Node) -> Sequence[Node | str]:
    """What an item holds; its attributes are carried by a span, as Markdown's items have none."""
    if not item.attributes:
        return item.children
    blocks = [i for i, c in enumerate(item.children) if isinstance(c, Node) and c.is_block]
    first = blocks[0] if blocks else len(item.children)
    if "".join(html(node) for node in item.children[:first]).strip():
        return [Node("span", item.attributes, item.children[:first]), *item.children[first:]]
    block = item.children[first]
    assert isinstance(block, Node), "it was looked for"
    carrier = Node("span", item.attributes)
    marked = Node(block.tag, block.attributes, [carrier, *block.children])
    return [marked, *item.children[first + 1 :]]


def _is_apparatus(block: Node) -> bool:
    """Whether a paragraph or a list is more markup than words."""
    return _tags(block) > MOST_TAGS * len(block.words.split())


def _tags(node: Node) -> int:
    """How many tags would stand in its lines, once Markdown says what it has words for."""
    count = 0
    for child in node.children:
        if isinstance(child, Node):
            count += 2 * (not child.is_block and not _has_word(child)) + _tags(child)
    return count


def _has_word(node: Node) -> bool:
    """Whether Markdown has a word for an element in a line."""
    attributes = [*node.attributes]
    return (node.tag == "a" and attributes == ["href"]) or (
        node.tag in ("b", "code", "strong") and not attributes
    )


def _as_html(node: Node) -> Lines:
    """A block of HTML: an empty line would end it."""
    return [line for line in html(node).splitlines() if line.strip()]


def _escaped(text: str) -> str:
    return SPECIAL.sub(r"\\\1", escape(re.sub(r"\s+", " ", text), quote=False))


def _escaped_start(words: str) -> str:
    """A line that begins like a list, a heading or a quote begins with a backslash."""
    words = NUMBERED.sub(r"\1\\\2", words)
    return f"\\{words}" if words[0] in "-+#>=" else words

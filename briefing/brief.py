"""Hand-written pages: Markdown in docs/ that links and embeds facts.

In: the docs folder. Out: each page's text with its links and their places, and a Markdown
extension that turns the links into what the caller renders for them.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor

from briefing import text
from briefing.files import DataFile, read_text
from briefing.load import load
from briefing.problem import START, Mark, Problem

CODE = re.compile(r"^(```|~~~).*?^\1[^\n]*$|`[^`\n]+`|<!--.*?-->", re.MULTILINE | re.DOTALL)
# As MkDocs has it: mkdocs/utils/meta.py.
FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?\n)(?:\.\.\.|---)[ \t]*\n", re.DOTALL)
HEADING = re.compile(r"^# +(.+?) *#*$", re.MULTILINE)
PARAGRAPH = re.compile(r"(?:[^\n]+\n?)+")
EMBED = re.compile(rf"!({text.LINK.pattern})[ \t]*")


Show = Callable[[text.Link, bool, str], str]
"""Gives the HTML of a link: whether it is an embed, and the punctuation that follows it."""


class LinkAt(NamedTuple):
    """A link of a page, where it stands, the line, and whether it embeds a fact."""

    mark: Mark
    line: str
    link: text.Link
    is_embed: bool


@dataclass(frozen=True, slots=True)
class Brief:
    """A hand-written page as it stands in its file."""

    path: str
    """Relative to the project."""
    uri: str
    """Relative to the docs folder."""
    source: str
    meta: Mapping[str, Any]
    """The front matter."""

    @property
    def title(self) -> str:
        """The title in the front matter, or the first heading, or the file's name."""
        if "title" in self.meta:
            return str(self.meta["title"])
        heading = HEADING.search(self.without_code())
        return heading[1] if heading else Path(self.uri).stem

    @property
    def description(self) -> str:
        """The description in the front matter."""
        return str(self.meta.get("description", ""))

    @property
    def layout(self) -> str:
        """The layout that its front matter asks for; empty for a plain page."""
        return str(self.meta.get("layout", ""))

    @property
    def order(self) -> tuple[int, str]:
        """Its place among its like: `order` in the front matter, or else after those by name."""
        order = str(self.meta.get("order", ""))
        return (int(order) if order.isdecimal() else sys.maxsize, self.uri)

    @property
    def is_found(self) -> bool:
        """Whether the search finds it: not with `search: {exclude: true}` in its front matter."""
        search = self.meta.get("search")
        return not (isinstance(search, dict) and search.get("exclude"))

    @property
    def address(self) -> str:
        """The page's address below the site's root."""
        folder, _, name = self.uri.removesuffix(".md").rpartition("/")
        parts = [folder, *([] if name in ("index", "README") else [name])]
        return "".join(f"{part}/" for part in parts if part)

    def links(self) -> Iterator[LinkAt]:
        """Every [[link]] and ![[embed]] outside code."""
        plain = self.without_code()
        for link in text.links(plain):
            mark, line = self.place(link.start, link.end - link.start)
            yield LinkAt(mark, line, link, plain[link.start - 1 : link.start] == "!")

    def stray_brackets(self) -> Iterator[tuple[Mark, str]]:
        """Where `[[` opens no link, with the line; one a paragraph."""
        for paragraph in PARAGRAPH.finditer(self.without_code()):
            if (at := text.stray_opening(paragraph.group())) >= 0:
                yield self.place(paragraph.start() + at, 2)

    def without_code(self) -> str:
        """The page with its code blanked, so that places stay the same."""
        return CODE.sub(lambda m: re.sub(r"[^\n]", " ", m.group()), self.source)

    def place(self, at: int, width: int) -> tuple[Mark, str]:
        """The mark of some characters of the page, and their line."""
        start = self.source.rfind("\n", 0, at) + 1
        end = self.source.find("\n", at)
        mark = Mark(self.source.count("\n", 0, at) + 1, at - start + 1, width)
        return mark, self.source[start : end if end >= 0 else None]


def read_briefs(project: Path, docs: Path) -> Iterator[Brief | Problem]:
    """Every Markdown page below the docs folder, by path."""
    for path in sorted(docs.rglob("*.md")):
        if any(part.startswith(".") for part in path.relative_to(docs).parts):
            continue  # MkDocs leaves them out
        where = Path(os.path.relpath(path, project)).as_posix()
        if not path.is_file():
            yield Problem(where, START, "file-place", "this is no regular file", "remove it")
            continue
        source = read_text(path, where)
        if isinstance(source, Problem):
            yield source
            continue
        meta: Mapping[str, Any] = {}
        if front := FRONT_MATTER.match(source):
            # The line that opens the front matter is left empty, so that places stay right.
            document, problems = load(DataFile(where, "docs", path.stem, f"\n{front[1]}"))
            yield from problems
            meta = document.value if document and isinstance(document.value, dict) else {}
        yield Brief(where, path.relative_to(docs).as_posix(), source, meta)


class FactLinks(Extension):
    """Markdown that knows [[links]] and ![[embeds]].

    What `show` gives is trusted, so it must come from a template that escapes.
    """

    def __init__(self, show: Show) -> None:
        super().__init__()
        self.show = show

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the library's name
        """Register both processors, before the ones for ordinary links and paragraphs."""
        md.inlinePatterns.register(_InlineLink(self.show, md), "fact-link", 175)
        md.parser.blockprocessors.register(_Embed(self.show, md), "fact-embed", 85)


class _InlineLink(InlineProcessor):
    def __init__(self, show: Show, md: Markdown) -> None:
        super().__init__(rf"{text.LINK.pattern}([.,;:!?]?)", md)
        self.show = show

    def handleMatch(  # type: ignore[override]  # noqa: N802 - the library's name and loose types
        self, m: re.Match[str], data: str
    ) -> tuple[str, int, int]:
        html = self.show(text.links(m.group(0))[0], False, m.group(4))
        return self.md.htmlStash.store(html), m.start(0), m.end(0)


class _Embed(BlockProcessor):
    def __init__(self, show: Show, md: Markdown) -> None:
        super().__init__(md.parser)
        self.show = show
        self.md = md

    def test(self, parent: Element, block: str) -> bool:
        return all(EMBED.fullmatch(line) for line in block.strip().split("\n"))

    def run(self, parent: Element, blocks: list[str]) -> None:
        for line in blocks.pop(0).strip().split("\n"):
            match = EMBED.fullmatch(line)
            assert match, "the block was tested"
            html = self.show(text.links(match[1])[0], True, "")
            SubElement(parent, "p").text = self.md.htmlStash.store(html)

"""Pages as MkDocs knows them, and what it takes to frame the engine's without it.

In: a Page, and MkDocs' theme, navigation and files. Out: an MkDocs page, and frames as the theme
renders them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape
from types import SimpleNamespace
from typing import Any

from jinja2 import Environment
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink, TableOfContents

from briefing.frame import TOKENS, Frame, Series, token
from briefing.page import Body, Heading, Page

CONTENTS_LIST = (
    '{% import "partials/language.html" as lang with context %}{% include "partials/toc.html" %}'
)
TOKEN_HEADINGS = [Heading(token("anchor"), token("heading"))]


class GeneratedPage(MkDocsPage):
    """A page whose body is the engine's, or a token for it; MkDocs frames it."""

    def __init__(self, page: Page, body: Callable[[Page], Body], config: MkDocsConfig) -> None:
        """`body` gives the page's body when MkDocs asks for it."""
        file = File.generated(config, f"{page.address}index.md", content="")
        file.inclusion = InclusionLevel.NOT_IN_NAV
        super().__init__(None, file, config)
        self.briefing_page = page
        self._body = body

    def read_source(self, config: MkDocsConfig) -> None:
        """Take the front matter from the page; there is no Markdown."""
        self.markdown = ""
        self.meta = {
            "title": escape(self.briefing_page.title),
            "description": escape(self.briefing_page.description),
            # Its entries are made from the facts, not from its markup.
            "search": {"exclude": True},
        }
        if self.briefing_page.is_wide:
            self.meta["hide"] = ["toc"]

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Take the body from the engine."""
        body = self._body(self.briefing_page)
        self.content = body.html
        self.toc = contents(self.briefing_page.title, body.headings)
        self.present_anchor_ids = {"_top", *(h.anchor for h in body.headings)}


def contents(title: str, headings: Iterable[Heading]) -> TableOfContents:
    """The contents list of a page: its title, and its sections below."""
    top = AnchorLink(escape(title), "_top", 1)
    top.children = [AnchorLink(escape(h.title), h.anchor, 2) for h in headings]
    return TableOfContents([top])


def set_parent(page: MkDocsPage, index: MkDocsPage) -> None:
    """Hang a page below the index of its section, whose tab is then the active one."""
    page.parent = index  # type: ignore[assignment]  # MkDocs knows sections alone as parents


class Theme:
    """The theme of one build, as it frames pages."""

    def __init__(
        self, config: MkDocsConfig, env: Environment, nav: Navigation, files: Files
    ) -> None:
        self._config = config
        self._env = env
        self._nav = nav
        self._files = files
        self._contents_list = env.from_string(CONTENTS_LIST)

    def toc(self) -> Series:
        """How the theme lists contents."""
        two = self._contents(contents("", TOKEN_HEADINGS * 2))
        return Series.of(self._contents(contents("", [])), two)

    def section(self, address: str, index: MkDocsPage) -> Frame:
        """The frame of the pages one level below a section, whose index is given."""
        page = _TokenPage(address, self._config)
        set_parent(page, index)
        page.active = True
        try:
            html = self._page(page)
        finally:
            page.active = False
        return Frame.of(html, self._contents(page.toc))

    def page(self, html: str, page: MkDocsPage) -> Frame:
        """The frame of a page that the theme has rendered with tokens for contents and body."""
        if page.toc.items[0].children:
            return Frame.of(html, self._contents(page.toc), needed=("toc", "content"))
        return Frame.of(html, "", needed=("content",))

    def without_contents(self, page: MkDocsPage) -> Frame:
        """The frame of the same page where it has no contents to list."""
        toc, page.toc = page.toc, contents("", [])
        html = self._page(page)
        frame = self.page(html, page)
        page.toc = toc
        return frame

    def _page(self, page: MkDocsPage) -> str:
        context: Any = get_context(self._nav, self._files, self._config, page)
        return self._env.get_template("main.html").render(context)

    def _contents(self, toc: TableOfContents) -> str:
        """A contents list as the theme renders it."""
        return self._contents_list.render(page=SimpleNamespace(toc=toc), config=self._config)


class _TokenPage(MkDocsPage):
    """A page that holds a token wherever pages of its section differ."""

    def __init__(self, section: str, config: MkDocsConfig) -> None:
        file = File.generated(config, f"{section}token/index.md", content="")
        super().__init__(None, file, config)
        self.markdown = ""
        self.meta = {"title": TOKENS["title"], "description": TOKENS["description"]}
        self.content = TOKENS["content"]
        self.toc = contents("", TOKEN_HEADINGS)
        if self.canonical_url:
            self.canonical_url = TOKENS["canonical"]

"""The setting: what a site takes from MkDocs and the theme.

In: MkDocs' pages as it makes them, with tokens in place of facts. Out: a frame for every kind of
page, the hand-written pages as skeletons, and the sitemap but for the engine's addresses.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import SimpleNamespace

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage

from briefing.frame import TOKENS, Frame, Frames, Series, token
from briefing.page import Body, Page
from briefing.publish.handwritten import Handwritten
from briefing.publish.mkdocs_pages import TOKEN_HEADINGS, GeneratedPage, Theme, contents
from briefing.skeleton import Skeleton


@dataclass
class Setting:
    """What is taken from one run of MkDocs."""

    config: MkDocsConfig
    addresses: Mapping[str, str]
    """The address of each hand-written page, by its path in the docs folder."""
    handwritten: Handwritten
    indexes: dict[str, GeneratedPage] = field(default_factory=dict)
    """The index page of each section, by its address."""
    skeletons: list[Skeleton] = field(default_factory=list)
    pages: dict[str, Frame] = field(default_factory=dict)
    bare: dict[str, Frame] = field(default_factory=dict)
    sitemap: Series | None = None
    theme: Theme | None = None

    def set_up(self, env: Environment, nav: Navigation, files: Files) -> None:
        """Take the theme, once MkDocs has read every page."""
        self.theme = Theme(self.config, env, nav, files)

    def frames(self) -> Frames:
        """The frames so far."""
        assert self.theme, "MkDocs has set up the theme"
        # Copies: the crew is sent them while more come.
        return Frames(self._toc, self._sections, {**self.pages}, {**self.bare})

    @cached_property
    def _toc(self) -> Series:
        assert self.theme, "MkDocs has set up the theme"
        return self.theme.toc()

    @cached_property
    def _sections(self) -> dict[str, Frame]:
        assert self.theme, "MkDocs has set up the theme"
        return {address: self.theme.section(address, it) for address, it in self.indexes.items()}

    def token_body(self, page: Page) -> Body:
        """What stands for the body of a generated page until it is known."""
        return Body(TOKENS["content"], tuple(TOKEN_HEADINGS) if page.has_sections else ())

    def hold(self, page: MkDocsPage, html: str) -> str:
        """Keep a hand-written page as a skeleton; what stands for its body."""
        skeleton = self.handwritten.finish(page, html)
        self.skeletons.append(skeleton)
        page.toc = contents("", TOKEN_HEADINGS if skeleton.has_sections else [])
        return TOKENS["content"]

    def keep_frame(self, page: MkDocsPage, html: str) -> None:
        """Keep the frame of a page that the theme has rendered."""
        assert self.theme, "MkDocs has set up the theme"
        if not isinstance(page, GeneratedPage):
            self.pages[self.addresses[page.file.src_uri]] = self.theme.page(html, page)
            return
        address = page.briefing_page.address
        self.pages[address] = self.theme.page(html, page)
        if page.briefing_page.has_sections:
            self.bare[address] = self.theme.without_contents(page)

    def sitemap_tokens(self) -> list[SimpleNamespace]:
        """Two entries that show how the theme lists pages in the sitemap."""
        dated = next(iter(self.indexes.values())).update_date
        loc = token("address")
        page = SimpleNamespace(is_link=False, canonical_url=loc, abs_url=loc, update_date=dated)
        return [SimpleNamespace(page=page)] * 2

    def keep_sitemap(self, text: str) -> None:
        """Keep how the theme lists pages in the sitemap."""
        self.sitemap = Series.of("", text)

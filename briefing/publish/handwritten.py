"""Hand-written pages on their way through MkDocs: read, converted, and kept as skeletons.

In: a Markdown page that MkDocs has read. Out: the same page as HTML with a token for each link to a
fact and each word that may be a short name, and its front matter.
"""

from __future__ import annotations

import re
from html import escape, unescape

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page as MkDocsPage

from briefing import text
from briefing.brief import FactLinks, ShortNames
from briefing.page import Heading
from briefing.skeleton import DEFAULT_LAYOUT, FactLink, ShortName, Skeleton, token

FIRST_HEADING = re.compile(r"<h1[ >].*?</h1>\s*", re.DOTALL)


class Handwritten:
    """The hand-written pages of one build."""

    def __init__(self, config: MkDocsConfig) -> None:
        """Teaches MkDocs' Markdown the links to facts, and short names."""
        self._tokens: list[FactLink | ShortName] = []
        for ours in (FactLinks(self._keep), ShortNames(self._keep_short_name)):
            config.markdown_extensions.append(ours)  # type: ignore[arg-type]  # Python-Markdown takes extension objects; MkDocs only declares names

    def begin(self, page: MkDocsPage) -> None:
        """Before a page's Markdown is converted: start its tokens, and escape its front matter."""
        self._tokens = []
        for key in ("title", "description"):
            if key in page.meta:
                page.meta[key] = escape(str(page.meta[key]))

    def finish(self, page: MkDocsPage, html: str) -> Skeleton:
        """After the conversion: the page without its facts."""
        if "title" not in page.meta:
            # The layout sets the title; Markdown's own would be a second one.
            html = FIRST_HEADING.sub("", html, count=1)
        return Skeleton(
            uri=page.file.src_uri,
            layout=str(page.meta.get("layout", DEFAULT_LAYOUT)),
            lead=str(page.meta.get("lead") or ""),
            html=html,
            tokens=tuple(self._tokens),
            headings=tuple(
                Heading(item.id, unescape(item.title)) for item in page.toc if item.level > 1
            ),
            short_title=unescape(str(page.title or "")),
        )

    def _keep(self, link: text.Link, is_embed: bool, stop: str) -> str:
        """The token of a link, which is kept."""
        it = FactLink(link, is_embed, stop)
        self._tokens.append(it)
        return it.token(len(self._tokens) - 1)

    def _keep_short_name(self, words: str) -> str:
        """The token of a word, which is kept."""
        self._tokens.append(ShortName(words))
        return token(len(self._tokens) - 1)

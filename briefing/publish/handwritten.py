"""Hand-written pages on their way through MkDocs: read, converted, and kept as skeletons.

In: a Markdown page that MkDocs has read. Out: the same page as HTML with a token for each link to a
fact and each word that may be a short name, and its front matter.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape, unescape

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page as MkDocsPage

from briefing import text
from briefing.abbreviations import SHORT
from briefing.brief import FactLinks
from briefing.page import Heading
from briefing.skeleton import DEFAULT_LAYOUT, FactLink, ShortName, Skeleton, token

FIRST_HEADING = re.compile(r"<h1[ >].*?</h1>\s*", re.DOTALL)
TAG = re.compile(r"<!--.*?-->|<(/?)([a-zA-Z][^\s/>]*)(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>", re.DOTALL)
ENTITY_OR_SHORT = re.compile(rf"&#?\w+;|{SHORT.pattern}")
ORDINAL_AT_A_LINE_S_END = re.compile(r"(?<=[0-9](?:st|nd|rd|th))\n")
AS_WRITTEN = {
    *("a", "abbr", "button", "code", "kbd", "pre", "samp", "script", "style", "svg", "textarea"),
    *("h1", "h2", "h3", "h4", "h5", "h6"),
}
"""Tags in which no short name is explained."""


class Handwritten:
    """The hand-written pages of one build."""

    def __init__(self, config: MkDocsConfig) -> None:
        """Teaches MkDocs' Markdown the links to facts."""
        self._tokens: list[FactLink | ShortName] = []
        config.markdown_extensions.append(FactLinks(self._keep))  # type: ignore[arg-type]  # Python-Markdown takes extension objects; MkDocs only declares names

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
            html=with_short_names(html, self._keep_short_name),
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


def with_short_names(html: str, show: Callable[[str], str]) -> str:
    """HTML with something in place of each word that may be a short name.

    Links, headings and code stay as they are, and so do attributes.
    """
    parts, at, depth = [], 0, 0
    for tag in TAG.finditer(html):
        words = html[at : tag.start()]
        parts += [words if depth else _shown(words, show), tag[0]]
        if tag[2] and tag[2].lower() in AS_WRITTEN and not tag[0].endswith("/>"):
            depth = max(0, depth + (-1 if tag[1] else 1))
        at = tag.end()
    return "".join((*parts, _shown(html[at:], show)))


def _shown(words: str, show: Callable[[str], str]) -> str:
    words = ORDINAL_AT_A_LINE_S_END.sub(" ", words)
    return ENTITY_OR_SHORT.sub(lambda it: it[0] if it[0][0] == "&" else show(it[0]), words)

"""A paper: pages of the site as one document to print, each beginning on a sheet of its own.

In: pages as they are built, the first of them leading. Out: one page of HTML. Links among its pages
stay in the paper; all others lead to where the site lives, for a paper has no site around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape, unescape
from typing import Literal, NamedTuple
from urllib.parse import urldefrag, urljoin

Format = Literal["A4", "Letter"]
ROOT = "https://paper.invalid/"
"""What stands for the root of the site while links are followed."""
ARTICLE = '<article class="md-content__inner'
SCRIPT = re.compile(r"\s*<script\b.*?</script>", re.DOTALL)
POLICY_TAG = re.compile(r'\s*<meta http-equiv="Content-Security-Policy"[^>]*>')
SPRITE = re.compile(r'<svg class="sprite".*?</svg>', re.DOTALL)
TAG = re.compile(r"<(?!/|!)[a-z][^>]*>", re.IGNORECASE)
ANCHORS = re.compile(r'(?<=\s)(id|for|aria-labelledby|aria-describedby)="([^"]+)"')
LINK = re.compile(r'(?<=\s)href="([^"]*)"')


class _Cut(NamedTuple):
    """A page, cut around what it says."""

    before: str
    body: str
    after: str

    @classmethod
    def of(cls, html: str) -> _Cut:
        start = html.index(ARTICLE)
        end = html.rindex("</article>", start, html.rindex("</main>")) + len("</article>")
        return cls(html[:start], html[start:end], html[end:])


@dataclass(frozen=True)
class Paper:
    """Some pages of a site, to be printed as one document."""

    addresses: tuple[str, ...]
    """Below the site's root, each ending in a slash; the first leads."""
    url: str
    """Where the site lives, ending in a slash; empty if that is not known."""

    def document(self, pages: Mapping[str, str], paper: Format) -> str:
        """The document, from the HTML of each page by its address."""
        frame = _Cut.of(pages[self.addresses[0]])
        bodies = [
            self._body(_Cut.of(pages[address]).body, number)
            for number, address in enumerate(self.addresses)
        ]
        size = f"<style>@page {{ size: {paper} }}</style>"
        before = POLICY_TAG.sub("", SCRIPT.sub("", frame.before)).replace(
            "</head>", f"{size}</head>", 1
        )
        return f"{before}{''.join(bodies)}{SCRIPT.sub('', frame.after)}"

    def _body(self, html: str, number: int) -> str:
        """What one page says, its anchors and links told apart from those of the others."""
        if number:
            html = SPRITE.sub("", html, count=1)
        return TAG.sub(lambda tag: self._tag(tag[0], number), html)

    def _tag(self, tag: str, number: int) -> str:
        tag = ANCHORS.sub(lambda it: f'{it[1]}="{_anchor(it[2], number)}"', tag)
        if tag.startswith("<a "):
            tag = LINK.sub(lambda it: self._link(unescape(it[1]), number), tag)
        return tag

    def _link(self, href: str, number: int) -> str:
        """Where a link of a page leads from the paper."""
        whole, anchor = urldefrag(urljoin(f"{ROOT}{self.addresses[number]}", href))
        if not whole.startswith(ROOT):
            return f'href="{escape(href)}"'
        address = whole.removeprefix(ROOT)
        if address in self.addresses:
            anchor = _anchor(anchor or "_top", self.addresses.index(address))
            return f'href="#{escape(anchor)}"'
        if not self.url:
            return ""
        return f'href="{escape(self.url + address + (f"#{anchor}" if anchor else ""))}"'


def _anchor(anchors: str, number: int) -> str:
    """The same anchors on another page of the paper."""
    if not number:
        return anchors
    return " ".join(f"_p{number}-{anchor}" for anchor in anchors.split())


def linked(html: str, address: str, sections: Iterable[str]) -> Iterator[str]:
    """The pages one level below some sections that a page links, each once, in order."""
    of_sections = frozenset(sections)
    seen = set()
    for tag in TAG.findall(_Cut.of(html).body):
        for href in LINK.findall(tag) if tag.startswith("<a ") else ():
            whole = urldefrag(urljoin(f"{ROOT}{address}", unescape(href))).url
            found = whole.removeprefix(ROOT)
            section, _, rest = found.partition("/")
            if section in of_sections and re.fullmatch(r"[^/]+/", rest) and found not in seen:
                seen.add(found)
                yield found

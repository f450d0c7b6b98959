"""Links of a built site: where they lead, and what a reader reaches by them.

In: a built site. Out: the addresses on a page, the files that they lead to, and how many links each
page is away from the home page.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from tests.site.building import Built
from tests.site.markup import Element, Page

LINKING = ("href", "src", "srcset", "poster", "action", "data", "xlink:href", "formaction")
HOME = "index.html"


class Place(NamedTuple):
    """Where a link leads: a file of the site, and an anchor on it."""

    file: str
    anchor: str = ""


def addresses(page: Page) -> Iterator[tuple[Element, str]]:
    """Every address on a page, in hidden elements too."""
    for element in page:
        for name in LINKING:
            if name in element.attributes:
                value = element.attributes[name]
                yield from (
                    (element, one.split()[0])
                    for one in ([value] if name != "srcset" else value.split(","))
                    if one.strip()
                )


def is_internal(address: str) -> bool:
    """Whether an address leads to the site itself."""
    parts = urlsplit(address)
    return not parts.scheme and not parts.netloc


def resolved(site: Built, path: str, address: str) -> str:
    """The file of the site that an internal address on a page leads to."""
    target = unquote(urlsplit(address).path)
    if target.startswith("/"):
        assert target.startswith(site.base), f"{path}: {address} leads out of the site"
        target = target.removeprefix(site.base)
    elif target:
        target = posixpath.join(posixpath.dirname(path), target)
    else:
        return path
    at = posixpath.normpath(target) if target else "."
    return posixpath.normpath(f"{at}/index.html") if (site.site / at).is_dir() else at


def place(site: Built, path: str, link: Element) -> Place:
    """Where a link on a page leads, the page itself included."""
    address = link.attributes["href"]
    return Place(resolved(site, path, address), unquote(urlsplit(address).fragment))


def links(site: Built, path: str) -> Iterator[Place]:
    """Where a reader can go from a page."""
    for link in site.pages[path].find("a"):
        if is_internal(link.attributes.get("href", "//")):
            yield place(site, path, link)


@cache
def clicks(site: Built) -> dict[str, int]:
    """How many links each page is away from the home page; what can't be reached is left out."""
    found = {HOME: 0}
    ways = [HOME]
    for path in ways:
        for leads in links(site, path):
            if leads.file in site.pages and leads.file not in found:
                found[leads.file] = found[path] + 1
                ways.append(leads.file)
    return found

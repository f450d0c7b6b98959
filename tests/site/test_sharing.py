"""What a page says of itself to whoever shares or indexes it, and that it says nothing else."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import Any

import pytest

from tests.site.building import Built

BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
META = re.compile(r'<meta (?:property|name)="([^"]+)" content="([^"]*)">')


def shared(site: Built, path: str) -> dict[str, str]:
    """The properties in the head of a page."""
    head = site.files[path].decode().partition("</head>")[0]
    return {name: unescape(value) for name, value in META.findall(head)}


def described(site: Built, path: str) -> dict[str, Any]:
    """The data of a page."""
    (block,) = BLOCK.findall(site.files[path].decode())
    found: dict[str, Any] = json.loads(block)
    return found


def pages(site: Built) -> list[str]:
    return [path for path in site.pages if path != "404.html"]


def test_every_page_has_what_a_shared_link_shows(site: Built) -> None:
    for path in pages(site):
        found = shared(site, path)
        address = path.removesuffix("index.html")
        assert found["og:url"] == site.url + address, path
        assert found["og:title"], path
        assert found["og:description"] == found["description"], path
        assert found["og:type"] == ("article" if address else "website"), path
        image = found["og:image"].removeprefix(site.url)
        assert site.files[image].startswith(b"\x89PNG"), path


def test_the_title_that_is_shared_is_the_heading_of_the_page(site: Built) -> None:
    for path in pages(site):
        if path == "index.html":
            continue
        (heading,) = site.pages[path].find("h1")
        title = " ".join(shared(site, path)["og:title"].split())
        assert title == " ".join(heading.text.split()), path


def test_every_page_has_one_block_of_valid_data_without_markup(site: Built) -> None:
    for path in pages(site):
        (block,) = BLOCK.findall(site.files[path].decode())
        assert "<" not in block, path
        found = json.loads(block)
        assert found["@context"] == "https://schema.org", path
        assert found["url"] == site.url + path.removesuffix("index.html"), path


def test_the_data_say_nothing_that_the_page_does_not_say(site: Built) -> None:
    for path in pages(site):
        found = described(site, path)
        html = unescape(BLOCK.sub("", site.files[path].decode()))
        for work in found.get("citation", ()):
            assert work["name"] in html, path
        for name in (found["name"], *found.get("about", {}).get("alternateName", ())):
            assert name in html, path


@pytest.mark.parametrize(
    ("path", "type_", "about"),
    [
        ("huts/odd-hut/index.html", "WebPage", "LodgingBusiness"),
        ("keepers/map-office/index.html", "WebPage", "Organization"),
        ("paths/ridge-path/index.html", "WebPage", "Thing"),
        ("huts/index.html", "CollectionPage", None),
        ("timeline/index.html", "CollectionPage", None),
        ("briefs/beds/index.html", "Article", None),
        ("index.html", "WebPage", None),
    ],
)
def test_a_page_says_what_it_is_and_of_what(
    path: str, type_: str, about: str | None, tiny: Built
) -> None:
    found = described(tiny, path)
    assert (found["@type"], found.get("about", {}).get("@type")) == (type_, about)


def test_hostile_names_stay_names(tiny: Built) -> None:
    path = "huts/odd-hut/index.html"
    assert described(tiny, path)["about"]["name"] == described(tiny, path)["name"]
    assert "<script>" in described(tiny, path)["name"]
    assert "<script>" in shared(tiny, path)["og:title"]

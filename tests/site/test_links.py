"""Every link of a built site leads somewhere, and nothing on a page comes from another host."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from urllib.parse import unquote, urlsplit

from tests.site.building import Built
from tests.site.following import addresses, clicks, is_internal, resolved
from tests.site.markup import Element, parse

# What a browser fetches by itself, as opposed to what a reader may follow.
LOADING = ("script", "img", "iframe", "frame", "source", "video", "audio", "object", "embed",
           "track", "use", "image", "input")  # fmt: skip
HARMLESS_RELATIONS = {"canonical", "alternate", "prev", "next", "license", "author"}
IN_STYLES = re.compile(r"""url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)""")
TEXT_FRAGMENT = re.compile(r"text=(?:[^-,&]|%2D)+(?:,(?:[^-,&]|%2D)+)?\Z")
# Material labels its contents list for a checkbox that only pages in the navigation have.
OF_THE_THEME = "__toc"
PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


def ids(site: Built, file: str) -> list[str]:
    """The anchors of a page or a drawing."""
    if file.endswith(".svg"):
        return parse(site.files[file].decode("utf-8")).ids
    return site.documents[file].ids if file in site.documents else []


def test_every_internal_address_resolves(site: Built) -> None:
    wrong = []
    for path, page in site.documents.items():
        for element, address in addresses(page):
            if not is_internal(address):
                continue
            file = resolved(site, path, address)
            anchor = unquote(urlsplit(address).fragment)
            if file not in site.files or (anchor and anchor not in ids(site, file)):
                wrong.append(f"{path}:{element.line}: {address}")
    assert wrong == []


def test_every_id_that_is_referred_to_is_there(site: Built) -> None:
    wrong = []
    for path, page in site.pages.items():
        ids = set(page.ids)
        for element in page:
            for name in ("for", "aria-labelledby", "aria-describedby", "aria-controls", "headers"):
                named = set(element.attributes.get(name, "").split()) - {OF_THE_THEME}
                wrong += [f"{path}:{element.line}: {name}={n}" for n in named - ids]
    assert wrong == []


def test_ids_are_unique_on_each_page(site: Built) -> None:
    twice = {
        path: [id_ for id_, times in Counter(page.ids).items() if times > 1]
        for path, page in site.pages.items()
    }
    assert {path: ids for path, ids in twice.items() if ids} == {}


def test_no_page_loads_anything_from_another_host(site: Built) -> None:
    foreign = []
    for path, page in site.documents.items():
        for element, address in addresses(page):
            relations = set(element.attributes.get("rel", "").split())
            is_loaded = element.tag in LOADING or (
                element.tag == "link" and not relations <= HARMLESS_RELATIONS
            )
            if is_loaded and not is_internal(address) and not address.startswith("data:"):
                foreign.append(f"{path}:{element.line}: {address}")
    assert foreign == []


def test_no_stylesheet_loads_anything_from_another_host(site: Built) -> None:
    missing = []
    for path, data in site.files.items():
        if not path.endswith(".css"):
            continue
        for groups in IN_STYLES.findall(data.decode("utf-8")):
            address = next(filter(None, groups))
            if address.startswith(("data:", "#")):
                continue
            assert is_internal(address), f"{path}: {address}"
            if resolved(site, path, address) not in site.files:
                missing.append(f"{path}: {address}")
    assert missing == []


def test_no_element_has_a_style_or_a_handler_of_its_own(site: Built) -> None:
    found = [
        f"{path}:{element.line}: {name}"
        for path, page in site.pages.items()
        for element in page
        for name in element.attributes
        if name == "style" or name.startswith("on")
    ]
    assert found == []


def test_no_page_has_a_frame_or_a_form_that_leads_away(site: Built) -> None:
    for path, page in site.pages.items():
        for tag in ("iframe", "frame", "object", "embed", "base"):
            assert page.find(tag) == [], path
        assert all("action" not in form.attributes for form in page.find("form")), path


def test_links_to_passages_are_well_formed_text_fragments(site: Built) -> None:
    found = 0
    for path, page in site.pages.items():
        for element, address in addresses(page):
            if ":~:" not in address:
                continue
            found += 1
            assert element.tag == "a", path
            assert address.isascii(), address
            assert not PERCENT.search(address), address
            before, _, directive = address.partition(":~:")
            assert urlsplit(before).netloc, address
            assert before.count("#") == 1, address
            # The directive follows the page's own fragment, if there is one, without a second #.
            assert "#" not in directive, address
            assert TEXT_FRAGMENT.match(directive), address
            words = unquote(directive.removeprefix("text="), errors="strict")
            assert words.strip(), address
    assert found


def test_every_page_has_what_a_page_needs(site: Built) -> None:
    for path, page in site.pages.items():
        assert len([h for h in page.find("h1") if h.text]) == len(page.find("h1")) == 1, path
        assert page.one("head").one("title").text, path
        assert [words for words in page.meta("description") if words.strip()], path
        assert len(page.meta("description")) == 1, path
        assert page.one("html").attributes["lang"] == "en", path
        assert page.one("main"), path
        if path != "404.html":
            assert page.links("canonical") == [site.url + path.removesuffix("index.html")], path


def test_headings_do_not_skip_a_level(site: Built) -> None:
    for path, page in site.pages.items():
        main = page.one("main")
        levels = [int(e.tag[1]) for e in main if re.fullmatch("h[1-6]", e.tag)]
        steps = [b - a for a, b in pairwise(levels)]
        assert levels[:1] == [1], path
        assert all(step <= 1 for step in steps), f"{path}: {levels}"


def test_the_contents_list_names_the_headings_it_leads_to(site: Built) -> None:
    for path, page in site.pages.items():
        for contents in page.find("nav", "md-nav--secondary"):
            for link in contents.find("a"):
                heading = page.by_id(link.attributes["href"].removeprefix("#"))
                assert heading.tag in ("h1", "h2", "h3"), path
                # A heading of Markdown is escaped once too often there: not yet mended.
                assert heading.text == link.text, path


def test_every_page_is_linked_to_from_another(site: Built) -> None:
    linked = {
        resolved(site, path, address)
        for path, page in site.pages.items()
        for element, address in addresses(page)
        if element.tag == "a" and is_internal(address)
        if resolved(site, path, address) != path
    }
    assert set(site.pages) - linked == {"404.html"}


def test_no_page_is_more_than_two_links_away_from_the_home_page(site: Built) -> None:
    away = clicks(site)
    assert {path for path in site.pages if away.get(path, 3) > 2} == {"404.html"}


def test_words_in_another_language_say_so(tiny: Built) -> None:
    letters = re.compile("[\u3040-\u30ff\u4e00-\u9fff\u10a0-\u10ff]")
    for path, page in tiny.pages.items():
        for element in page.one("main"):
            own = "".join(c for c in element.children if isinstance(c, str))
            is_marked = element.attributes.get("lang") or any(
                above.attributes.get("lang") for above in parents(element) if above.tag != "html"
            )
            if letters.search(own) and not is_marked:
                assert element.tag in ("input", "script"), f"{path}:{element.line}: {own}"


def parents(element: Element) -> Iterator[Element]:
    """The elements that an element stands in."""
    while element.parent:
        element = element.parent
        yield element

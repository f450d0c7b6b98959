"""A whole build: what it makes, what it says, and what it leaves out."""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from pathlib import Path
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree

import pytest

from tests.site.building import (
    PROJECT,
    SUBJECTS,
    TINY,
    Built,
    build,
    built,
    contents,
    different,
    edit,
)
from tests.site.following import resolved
from tests.site.markup import Element

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
GATHERED = {"publishers/", "coverage/", "disputed/", "overdue/"}
"""What gathers from everywhere, and is in no tab."""
WAYS = {"map/", "timeline/", "facts/"}
"""What gathers from everywhere, and has a tab."""
COLLECTIONS = {"sources/", *WAYS, *GATHERED}


def kinds(subject: Path) -> list[str]:
    """The kinds that a subject declares."""
    return sorted(path.stem for path in (subject / "data" / "schema").glob("*.yaml"))


def generated(subject: Path) -> set[str]:
    """The addresses of all pages made from data, by the names of the files alone."""
    folders = [*kinds(subject), "sources"]
    files = {f"{f}/{p.stem}/" for f in folders for p in (subject / "data" / f).glob("*.yaml")}
    return files | {f"{kind}/" for kind in kinds(subject)} | COLLECTIONS


def years(site: Built) -> set[str]:
    """The addresses of the years that the timeline leads to."""
    found = re.findall(
        r'href="../(timeline/[0-9]{4}/)"', site.files["timeline/index.html"].decode()
    )
    return set(found)


def handwritten(subject: Path) -> set[str]:
    """The addresses of the pages in docs/."""
    docs = subject / "docs"
    stems = {p.relative_to(docs).with_suffix("").as_posix() for p in docs.rglob("*.md")}
    return {s.removesuffix("index") if s.split("/")[-1] == "index" else f"{s}/" for s in stems}


def target(site: Built, address: str, link: Element) -> str:
    """The address below the site's root that a link on a page leads to."""
    path = urlsplit(urljoin(f"{site.url}{address}", link.attributes["href"])).path
    return path.removeprefix(site.base).removesuffix("index.html")


@pytest.mark.parametrize("subject", SUBJECTS.values(), ids=SUBJECTS)
def test_a_strict_build_succeeds_and_warns_of_nothing(subject: str, tmp_path: Path) -> None:
    done = build(tmp_path / "site", "--strict", subject=subject)
    assert (done.returncode, done.stderr) == (0, "")
    assert "pages" in done.stdout


def test_every_page_is_there_and_no_other(site: Built) -> None:
    wanted = generated(site.subject) | handwritten(site.subject) | years(site)
    assert set(site.pages) == {f"{address}index.html" for address in wanted} | {"404.html"}


def test_the_sitemap_lists_every_page_once(site: Built) -> None:
    tree = ElementTree.fromstring(site.files["sitemap.xml"])
    listed = [loc.text or "" for loc in tree.iter(f"{SITEMAP}loc")]
    wanted = generated(site.subject) | handwritten(site.subject) | years(site)
    assert sorted(listed) == sorted(site.url + address for address in wanted)
    assert gzip.decompress(site.files["sitemap.xml.gz"]) == site.files["sitemap.xml"]


def test_the_search_index_lists_every_page_and_fact_once(site: Built) -> None:
    listed = Counter(place.location for place in site.listed)
    assert [location for location, times in listed.items() if times > 1] == []
    unlisted = (generated(site.subject) | handwritten(site.subject)) - listed.keys()
    # These gather what is listed where it stands.
    assert unlisted <= GATHERED | WAYS
    for location in listed:
        address, _, anchor = location.partition("#")
        assert not anchor or anchor in site.page(address).ids, location


def test_the_search_of_the_theme_is_left_out(site: Built) -> None:
    left = [path for path in site.files if "lunr" in path or "/workers/" in path]
    assert left == []
    settings = json.loads(site.files["search/search_index.json"])
    # The theme loads it with every page.
    assert settings["docs"] == []
    assert len(site.files["search/search_index.json"]) < 500
    for path, page in site.pages.items():
        config = json.loads("".join(page.by_id("__config").children))  # type: ignore[arg-type]
        assert resolved(site, path, config["search"]) == "assets/search.js"


def test_a_site_without_the_search_has_no_index_of_it(tmp_path: Path, checkout: Path) -> None:
    edit(checkout / TINY / "mkdocs.yml", "plugins:\n  - search\n", "plugins: []\n")
    site = built(tmp_path / "site", project=checkout, subject=TINY)
    assert [path for path in site.files if path.startswith("search/")] == []
    for page in site.pages.values():
        assert not [s for s in page.find("script") if "search" in s.attributes.get("src", "")]
        assert page.find("form", "md-search__form") == []


def test_every_fact_has_its_address_and_its_search_entry(site: Built) -> None:
    locations = {place.location for place in site.listed}
    for address, page in site.pages.items():
        for fact in [*page.find(class_="fact"), *page.find(class_="side-fact")]:
            id_ = fact.attributes["id"]
            is_removed = "fact" in fact.classes and not fact.find(class_="evidence")
            if not id_.startswith("_") and not is_removed and address.count("/") == 2:
                # What nobody stands behind any more has its address, but is not searched for.
                is_said = not fact.find(class_="support--withdrawn")
                entry = f"{address.removesuffix('index.html')}#{id_}"
                assert (entry in locations) == is_said, entry


def test_the_tab_of_its_section_is_active_on_every_page(site: Built) -> None:
    for address in generated(site.subject):
        section = f"{address.split('/')[0]}/"
        active = site.page(address).find("li", "md-tabs__item--active")
        expected = [] if section in GATHERED else [section]
        assert [target(site, address, li.one("a")) for li in active] == expected, address


def test_no_entity_or_source_is_in_the_navigation(site: Built) -> None:
    allowed = {f"{kind}/" for kind in kinds(site.subject)} | handwritten(site.subject)
    allowed |= {"sources/", *WAYS}
    for path, page in site.pages.items():
        address = path.removesuffix("index.html")
        for part in ("md-tabs", "md-nav--primary"):
            for link in [a for nav in page.find("nav", part) for a in nav.find("a")]:
                href = urlsplit(link.attributes["href"])
                if href.path and not href.netloc:
                    assert target(site, address, link) in allowed, path


def test_a_page_does_not_grow_with_the_number_of_entities(tiny: Built, checkout: Path) -> None:
    data = checkout / TINY / "data"
    for number in range(40):
        (data / "huts" / f"more-{number}.yaml").write_text(
            f"name: More {number}\nposition: {{none: It is to be built.}}\n"
            "facts:\n"
            "  opened-on:\n"
            f"    value: {1900 + number}\n"
            "    status: confirmed\n"
            "    cite: [{source: more, at: page 1}]\n",
            "utf-8",
        )
    (data / "sources" / "more.yaml").write_text(
        "title: More huts\npublisher: More Press\ntype: news\n"
        "url: https://more.example.org/\nretrieved: 2025-06-01\n",
        "utf-8",
    )
    grown = built(checkout.parent / "grown", project=checkout, subject=TINY)
    changed = {p for p in different(tiny.files, grown.files) if p in tiny.pages}
    # Three pages count, four list; two years of the timeline have more, one another before
    # it. Every other page is as it was, to the byte.
    lists = ("", "coverage/", "facts/", "huts/", "map/", "sources/", "timeline/")
    other_years = ("timeline/1902/", "timeline/1931/", "timeline/1950/")
    assert changed == {f"{address}index.html" for address in (*lists, *other_years)}
    new_years = years(grown) - years(tiny)
    assert len(new_years) == 38
    assert len(grown.pages) == len(tiny.pages) + 41 + len(new_years)


def test_nothing_generated_is_written_among_the_sources(tmp_path: Path, checkout: Path) -> None:
    before = _sources(checkout / TINY)
    built(tmp_path / "site", project=checkout, subject=TINY)
    assert _sources(checkout / TINY) == before


def _sources(project: Path) -> dict[str, bytes]:
    """Every file that git looks at: what is kept for the next build is in `.cache`."""
    return {path: data for path, data in contents(project).items() if path[:7] != ".cache/"}


def test_the_engine_and_the_tiny_subject_have_no_word_of_the_first() -> None:
    data = PROJECT / "data"
    ids = {path.stem for kind in kinds(PROJECT) for path in (data / kind).glob("*.yaml")}
    words = {id_ for id_ in ids if "-" in id_}  # one word alone may be a common one
    for folder in (PROJECT / "briefing", PROJECT / "templates", PROJECT / TINY):
        for path in [*folder.rglob("*.py"), *folder.rglob("*.j2"), *folder.rglob("*.html"),
                     *folder.rglob("*.yaml"), *folder.rglob("*.md")]:  # fmt: skip
            text = path.read_text("utf-8").casefold()
            found = [word for word in words if word in text or word.replace("-", " ") in text]
            assert found == [], path


def test_an_offline_edition_is_made_beside_the_site_on_demand(tmp_path: Path) -> None:
    site = tmp_path / "site"
    assert build(site, subject=TINY).returncode == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["site"]
    done = build(site, "--offline", subject=TINY)
    assert done.returncode == 0, done.stderr
    assert "site-offline.zip" in done.stdout
    assert (tmp_path / "site-offline" / "index.html").is_file()
    (tmp_path / "site-offline" / "letters.txt").touch()
    (tmp_path / "site-offline" / "README.txt").unlink()
    done = build(site, "--offline", subject=TINY)
    assert done.returncode == 1
    assert "site-offline holds no site" in done.stderr


def test_style_sheets_have_lost_their_comments_and_kept_their_notices(site: Built) -> None:
    ours = site.files["assets/briefing.css"].decode()
    assert "/*" not in ours
    assert 'content: counter(page) " / " counter(pages)' in ours
    assert site.files["assets/theme.css"].startswith(b"/*! Cut by")

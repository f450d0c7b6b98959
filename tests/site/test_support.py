"""Support wherever it is shown: each mark leads to its rule, each withdrawn source is called so."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.site.building import TINY, Built, built, edit
from tests.site.following import Place, place
from tests.site.markup import Element

METHOD = "method/index.html"
GUIDE = "sources/guide-2022/index.html"
HUT = "huts/stone-hut/index.html"
WITHDRAWN = "Withdrawn 1 May 2024"


def marks(page: Element) -> list[Element]:
    """The support marks of a page, but those of the legend."""
    return [mark for mark in page.find(class_="support") if not mark.is_inside(class_="legend")]


def test_every_support_mark_leads_to_its_rule(site: Built) -> None:
    assert "_support" in site.pages[METHOD].ids
    for path, page in site.pages.items():
        for mark in marks(page):
            assert mark.tag == "a", f"{path}:{mark.line}: {mark.text} leads nowhere"
            assert place(site, path, mark) == Place(METHOD, "_support"), path


@pytest.mark.parametrize(
    ("path", "around"),
    [
        (HUT, "evidence"),
        ("huts/eagle-hut/index.html", "side-mark"),
        ("huts/index.html", "data--index"),
        (GUIDE, "data--facts"),
        ("briefs/beds/index.html", "embed"),
        ("index.html", "embed"),
        ("disputed/index.html", "side-mark"),
    ],
)
def test_support_is_marked_there(path: str, around: str, tiny: Built) -> None:
    assert [mark for mark in marks(tiny.pages[path]) if mark.is_inside(class_=around)]


def test_the_rule_explains_every_level_that_a_mark_can_have(site: Built) -> None:
    legend = site.pages[METHOD].one("section", "legend")
    levels = {c for mark in legend.find(class_="support") for c in mark.classes} - {"support"}
    used = {c for page in site.pages.values() for mark in marks(page) for c in mark.classes}
    assert used - {"support"} <= levels


def test_marks_are_words_alone_where_the_site_has_no_method_page(
    checkout: Path, tmp_path: Path
) -> None:
    (checkout / TINY / "docs" / "method.md").unlink()
    edit(checkout / TINY / "mkdocs.yml", "  - Method: method.md\n", "")
    without = built(tmp_path / "site", project=checkout, subject=TINY)
    assert {mark.tag for page in without.pages.values() for mark in marks(page)} == {"span"}


def test_a_withdrawn_source_says_when_and_why(tiny: Built) -> None:
    notice = tiny.pages[GUIDE].one(class_="notice")
    assert notice.one(class_="notice-title").text == WITHDRAWN
    assert notice.find("p")[1].text == (
        "Its publisher <script>alert(1)</script> took it back, "
        '{{ 7*7 }} &amp; "><img src=x onerror=alert(1)>.'
    )


def test_every_fact_that_leaned_on_a_withdrawn_source_leads_to_it(tiny: Built) -> None:
    flagged = {
        (path, fact.attributes["id"])
        for path, page in tiny.pages.items()
        for fact in page.find("article", "fact")
        for flag in fact.find("a", "flag--withdrawn")
        if place(tiny, path, flag) == Place(GUIDE) and flag.text == "A source was withdrawn"
    }
    assert flagged == {
        ("huts/odd-hut/index.html", "fittings-2020"),
        (HUT, "keeper"),
        (HUT, "winter-room"),
        (HUT, "altitude"),
        (HUT, "note"),  # through a page that relays it
    }


@pytest.mark.parametrize(
    ("key", "support", "origins"),
    [
        ("winter-room", "Withdrawn", "No source is left"),
        ("note", "Withdrawn", "No source is left"),
        ("altitude", "Official record", "Valley Council"),
        ("keeper", "Single origin, unnamed", "The Courier (unnamed sources)"),
    ],
)
def test_support_is_what_the_other_sources_give(
    key: str, support: str, origins: str, tiny: Built
) -> None:
    fact = tiny.pages[HUT].by_id(key)
    assert fact.one(class_="support").text == support
    assert fact.one(class_="origins").text.endswith(origins)


def test_the_note_of_a_withdrawn_source_says_so_and_no_other_does(tiny: Built) -> None:
    for path in (HUT, "huts/odd-hut/index.html"):
        for line in tiny.pages[path].find("p", "note-line"):
            flags = [flag.text for flag in line.find(class_="flag--withdrawn")]
            is_guide = place(tiny, path, line.one("a", "note-pub")) == Place(GUIDE)
            assert flags == [WITHDRAWN] * is_guide


def test_an_embedded_fact_that_leaned_on_a_withdrawn_source_says_so(
    checkout: Path, tmp_path: Path
) -> None:
    brief = checkout / TINY / "docs" / "briefs" / "beds.md"
    edit(brief, "![[odd-hut#note]]", "![[stone-hut#altitude]]")
    other = built(tmp_path / "site", project=checkout, subject=TINY)
    (embed,) = [
        figure
        for figure in other.page("briefs/beds/").find("figure", "embed")
        if "1,980" in figure.text
    ]
    flag = embed.one("a", "flag--withdrawn")
    assert place(other, "briefs/beds/index.html", flag) == Place(GUIDE)


def test_a_source_that_stands_is_not_called_withdrawn(site: Built) -> None:
    for path, page in site.pages.items():
        if path.startswith("sources/") and path != GUIDE:
            notices = [notice.text for notice in page.find(class_="notice")]
            assert notices == [], path

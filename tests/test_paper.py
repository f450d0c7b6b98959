"""A paper: links stay in it or lead to where the site lives; anchors of two pages never meet."""

from __future__ import annotations

import pytest

from briefing.paper import Paper, linked

URL = "https://huts.example.org/"
BRIEF, HUT, KEEPER = "briefs/beds/", "huts/eagle-hut/", "keepers/club/"


def page(body: str, title: str = "Beds") -> str:
    return (
        '<html><head><meta http-equiv="Content-Security-Policy" content="default-src \'none\'">'
        f'<title>{title}</title><script src="../../a.js"></script></head><body><main>'
        f'<article class="md-content__inner md-typeset"><svg class="sprite"></svg>{body}</article>'
        '\n<article class="other"></article></main><script>1</script></body></html>'
    ).replace('\n<article class="other"></article>', "")


def printed(body: str, *addresses: str, other: str = "", url: str = URL) -> str:
    pages = {BRIEF: page(body), HUT: page(other, "Eagle Hut")}
    return Paper((BRIEF, *addresses), url).document(pages, "A4")


@pytest.mark.parametrize(
    ("href", "leads"),
    [
        ("../../huts/eagle-hut/", "https://huts.example.org/huts/eagle-hut/"),
        ("../../huts/eagle-hut/#beds", "https://huts.example.org/huts/eagle-hut/#beds"),
        ("../..", "https://huts.example.org/"),
        ("#_n1", "#_n1"),
        ("https://press.example.org/?a=1&amp;b=2", "https://press.example.org/?a=1&amp;b=2"),
    ],
)
def test_a_link_leads_to_where_the_site_lives(href: str, leads: str) -> None:
    assert f'<a class="x" href="{leads}">' in printed(f'<a class="x" href="{href}">a</a>')


def test_a_link_to_a_page_of_the_paper_stays_in_it() -> None:
    body = '<a href="../../huts/eagle-hut/#beds">b</a> <a href="../../huts/eagle-hut/">h</a>'
    document = printed(body, HUT, other='<a href="../../briefs/beds/">back</a>')
    assert '<a href="#_p1-beds">b</a> <a href="#_p1-_top">h</a>' in document
    assert '<a href="#_top">back</a>' in document


def test_anchors_of_two_pages_are_told_apart() -> None:
    body = '<h1 id="_top">Beds</h1><sup><a id="_r1" href="#_n1">1</a></sup>'
    document = printed(body, HUT, other=f'{body}<section aria-labelledby="_top"></section>')
    assert body in document
    assert '<h1 id="_p1-_top">' in document
    assert '<a id="_p1-_r1" href="#_p1-_n1">' in document
    assert 'aria-labelledby="_p1-_top"' in document


def test_shapes_stand_once_and_are_used_by_all_pages() -> None:
    body = '<use href="#m-single"/>'
    document = printed(body, HUT, other=body)
    assert document.count('class="sprite"') == 1
    assert document.count(body) == 2


def test_a_site_of_no_known_address_is_linked_nowhere() -> None:
    assert '<a class="x" >a</a>' in printed('<a class="x" href="../../huts/">a</a>', url="")


def test_nothing_runs_and_the_size_is_the_one_asked_for() -> None:
    document = printed("", HUT)
    assert "<script" not in document
    assert "@page { size: A4 }" in document
    assert "<title>Beds</title>" in document
    assert document.count("<article") == document.count("</article>") == 2


def test_a_brief_links_each_entity_once_and_in_order() -> None:
    body = (
        '<a href="../../keepers/club/#founded">k</a><a href="../../huts/eagle-hut/">h</a>'
        '<a href="../../keepers/club/">k</a><a href="../../huts/">all</a>'
        '<a href="../../sources/blog/">s</a><a href="https://huts.example.org/huts/x/">o</a>'
    )
    assert list(linked(page(body), BRIEF, ["huts", "keepers"])) == [KEEPER, HUT]

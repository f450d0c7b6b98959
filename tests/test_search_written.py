"""Hand-written pages in the search: sections where there are headings, and words alone."""

from __future__ import annotations

from briefing.brief import Brief
from briefing.search.findable import Place
from briefing.search.written import sections, written_page

PAGE = """
<header><p data-search-exclude>Briefs</p><h1 id="_top">The <em>mill</em></h1>
<p class="lead">A lead, <a href="#">linked</a>.</p></header>
<div><p>Opening words.<br>Next line.</p>
<h2 id="wheel">The wheel<a class="headerlink" href="#wheel">¶</a></h2>
<p>It <b>tu</b>rns &amp; turns<sup class="refs" data-search-exclude>1</sup>.</p>
<ul><li>One</li><li>Two<li>Three</ul>
<h3>Without an anchor</h3><p>Its text.</p>
<svg><text>drawn</text></svg><script>run()</script><style>p {}</style>
<section data-search-exclude><h2 id="_notes">Notes</h2><p>A note<img><br> of many</p></section>
<table><tr><td>12</td><td>m</td></tr></table>
</div>
<h2 id="end">The end</h2>
"""


def test_a_page_is_cut_at_headings_that_have_an_anchor() -> None:
    assert sections(PAGE) == [
        Place("", "", "A lead, linked. Opening words. Next line."),
        Place(
            "wheel", "The wheel",
            "It turns & turns. One Two Three Without an anchor Its text. 12 m",
        ),
        Place("end", "The end", ""),
    ]  # fmt: skip


def test_markup_that_is_not_closed_harms_nothing() -> None:
    html = "<p>a<div>b</span></section><h2 id=x>c<p>d</h2>e"
    assert sections(html) == [Place("", "", "a b"), Place("x", "c d", "e")]


def a_brief(source: str = "# The mill\n", **meta: object) -> Brief:
    return Brief("docs/mill.md", "mill.md", source, meta)


def test_a_page_is_found_by_what_it_opens_with_and_by_its_sections() -> None:
    page = written_page(a_brief(layout="brief"), PAGE)
    assert (page.address, page.kind, page.title) == ("mill/", "Brief", "The mill")
    assert page.about == "A lead, linked. Opening words. Next line."
    assert [place.anchor for place in page.places] == ["wheel", "end"]


def test_a_page_without_an_opening_is_described() -> None:
    page = written_page(a_brief(description="About the mill."), "<h2 id=a>A</h2>")
    assert (page.kind, page.about) == ("Page", "About the mill.")

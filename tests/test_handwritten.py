"""Words of a hand-written page that may be short names are found in its HTML."""

from __future__ import annotations

import pytest

from briefing.publish.handwritten import with_short_names


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("<p>The ROX built it.</p>", "<p>The [ROX] built it.</p>"),
        ("<p><em>By the 3rd ROX</em></p>", "<p><em>By the [3rd ROX]</em></p>"),
        ("<p>By the 3rd\nROX</p>", "<p>By the [3rd ROX]</p>"),
        ("<li>ROX</li>", "<li>[ROX]</li>"),
        ("ROX &amp; QQQ", "[ROX] &amp; [QQQ]"),
        ("ROX <!-- ROX > ROX --> ROX", "[ROX] <!-- ROX > ROX --> [ROX]"),
        ("<p>[TOC]</p>", "<p>[[TOC]]</p>"),
        ("<svg/>ROX", "<svg/>[ROX]"),
        ("</a>ROX", "</a>[ROX]"),
    ],
)
def test_a_word_that_may_be_a_short_name_is_found(html: str, shown: str) -> None:
    assert with_short_names(html, lambda words: f"[{words}]") == shown


@pytest.mark.parametrize(
    "html",
    [
        '<a href="b">ROX</a>',
        '<a href="b">The <b>ROX</b></a>',
        "<h2>ROX</h2>",
        "<code>ROX</code>",
        "<pre><span>ROX</span></pre>",
        "<kbd>ROX</kbd>",
        '<abbr title="Rocks">ROX</abbr>',
        '<img alt="ROX > QQQ" src="b">',
        "<p title='\"ROX\"'>a</p>",
        "&ROX;",
        "<A HREF=b>ROX</A>",
    ],
)
def test_links_headings_code_and_attributes_stay_as_they_are(html: str) -> None:
    assert with_short_names(html, lambda words: f"[{words}]") == html

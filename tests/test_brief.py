"""Hand-written pages: their links and where they stand, their front matter, their embeds."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from markdown import Markdown

from briefing.brief import Brief, FactLinks, read_briefs
from briefing.problem import Problem
from briefing.text import Link
from tests.helpers import Files, write


def _brief(source: str, uri: str = "index.md") -> Brief:
    return Brief(f"docs/{uri}", uri, source, {})


def _read(root: Path, files: Files) -> list[Brief | Problem]:
    write(root, files)
    return list(read_briefs(root, root / "docs"))


def test_links_have_line_column_and_width() -> None:
    source = "# Crossings\n\n堰 [[alder]] and\n\n![[weir-bridge#length]]\n"
    found = [(at.mark, at.line, at.link.entity, at.is_embed) for at in _brief(source).links()]
    assert found == [
        ((3, 3, 9), "堰 [[alder]] and", "alder", False),
        ((5, 2, 22), "![[weir-bridge#length]]", "weir-bridge", True),
    ]


@pytest.mark.parametrize(
    "source",
    [
        "`[[nothing]]`",
        "``[[nothing]]``",
        "```\n[[nothing]]\n```\n",
        "```yaml\nsays: '[[nothing]]'\n```\n",
        "~~~\n[[nothing]]\n~~~\n",
    ],
)
def test_links_in_code_are_left_alone(source: str) -> None:
    assert [at.link.entity for at in _brief(f"{source}\n[[alder]]\n").links()] == ["alder"]


@pytest.mark.parametrize(
    ("uri", "address"),
    [
        ("index.md", ""),
        ("method.md", "method/"),
        ("briefs/index.md", "briefs/"),
        ("briefs/november.md", "briefs/november/"),
        ("reindex.md", "reindex/"),
        ("briefs/reindex.md", "briefs/reindex/"),
        ("briefs/README.md", "briefs/"),
        ("README.md", ""),
    ],
)
def test_address_is_the_one_that_mkdocs_gives(uri: str, address: str) -> None:
    assert _brief("", uri).address == address


def test_front_matter_is_read_strictly_and_in_its_place(tmp_path: Path) -> None:
    source = "---\ntitle: Crossings\ndescription: no\n---\n# x\n"
    (brief,) = _read(tmp_path, {"docs/index.md": source})
    assert isinstance(brief, Brief)
    assert (brief.title, brief.description) == ("Crossings", "no")
    problem, broken = _read(tmp_path, {"docs/index.md": "---\na: 1\nb: *c\n---\n"})
    assert str(problem).startswith("docs/index.md:3:4: the alias *c is not allowed")
    assert isinstance(broken, Brief)
    assert broken.title == "index"


def test_pages_of_all_folders_are_read_by_path(tmp_path: Path) -> None:
    found = _read(tmp_path, {"docs/z.md": "", "docs/a/b.md": "", "docs/a/c.txt": ""})
    assert [brief.path for brief in found] == ["docs/a/b.md", "docs/z.md"]


def test_hidden_pages_which_mkdocs_leaves_out_are_left_out(tmp_path: Path) -> None:
    found = _read(tmp_path, {"docs/.drafts/a.md": "", "docs/.b.md": "", "docs/c.md": ""})
    assert [brief.path for brief in found] == ["docs/c.md"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_pipe_among_the_pages_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    os.mkfifo(tmp_path / "docs" / "x.md")
    (problem,) = _read(tmp_path, {})
    assert str(problem) == "docs/x.md:1:1: this is no regular file: remove it"


def test_page_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "x.md").write_bytes("Brücke".encode("latin-1"))
    (problem,) = _read(tmp_path, {})
    assert str(problem) == "docs/x.md:1:1: the file is not UTF-8: save it as UTF-8"


@pytest.fixture
def markdown() -> Markdown:
    """Markdown with links that tell what they were given."""

    def show(link: Link, is_embed: bool, *after: object) -> str:
        name = "div" if is_embed else "link"
        return f"<{name} {link.entity}#{link.fact}|{link.label}>{''.join(map(str, after))}"

    return Markdown(extensions=[FactLinks(show), "fenced_code", "tables"])


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("See [[alder]] now", "<p>See <link alder#|> now</p>"),
        ("*[[alder|the river]]*", "<p><em><link alder#|the river></em></p>"),
        ("See [[weir-bridge#length|120 m]].", "<p>See <link weir-bridge#length|120 m>.</p>"),
        ("`[[alder]]`", "<p><code>[[alder]]</code></p>"),
        ("```\n[[alder]]\n```", "<pre><code>[[alder]]\n</code></pre>"),
        ("[[alder", "<p>[[alder</p>"),
        ("[a](b)", '<p><a href="b">a</a></p>'),
    ],
)
def test_links_become_what_they_are_shown_as(markdown: Markdown, source: str, html: str) -> None:
    assert markdown.convert(source) == html


def test_embeds_become_blocks(markdown: Markdown) -> None:
    html = markdown.convert("Before\n\n![[a#b]]\n![[c#d|label]]  \n\nAfter")
    assert [line for line in html.split("\n") if line] == [
        *("<p>Before</p>", "<div a#b|>", "<div c#d|label>", "<p>After</p>")
    ]


@pytest.mark.parametrize("source", ["![[a#b#c]]", "![[]]", "![[a|b|c]]", "![[a\nb]]", "![[ ]]"])
def test_odd_embed_breaks_nothing(markdown: Markdown, source: str) -> None:
    assert markdown.convert(source)

"""Which pages are printed: an address, or the last part of one."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.papers import Papers, Unknown

URL = "https://huts.example.org/valley/"


@pytest.fixture
def papers(tmp_path: Path) -> Papers:
    for address in ("", "huts/", "huts/eagle-hut/", "huts/club/", "keepers/club/"):
        (tmp_path / address).mkdir(exist_ok=True, parents=True)
        (tmp_path / address / "index.html").touch()
    return Papers(tmp_path, URL, ["huts", "keepers"])


@pytest.mark.parametrize(
    ("asked", "address"),
    [
        ("huts/eagle-hut", "huts/eagle-hut/"),
        ("/huts/eagle-hut/", "huts/eagle-hut/"),
        ("huts/eagle-hut/index.html", "huts/eagle-hut/"),
        (f"{URL}huts/eagle-hut/", "huts/eagle-hut/"),
        ("eagle-hut", "huts/eagle-hut/"),
        ("huts", "huts/"),
        ("/", ""),
    ],
)
def test_a_page_is_named_by_its_address_or_its_end(
    asked: str, address: str, papers: Papers
) -> None:
    assert papers.address(asked) == address


def test_a_page_that_is_not_there_is_named_with_a_cure(papers: Papers) -> None:
    with pytest.raises(Unknown, match=r"no page 'huts/eagel-hut': did you mean 'huts/eagle-hut'\?"):
        papers.address("huts/eagel-hut")


def test_what_two_pages_are_called_names_neither(papers: Papers) -> None:
    with pytest.raises(Unknown, match="no page 'club'"):
        papers.address("club")

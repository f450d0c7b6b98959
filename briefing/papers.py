"""The papers that somebody asks for: which pages, and where the files go.

In: the words of the command, and a built site. Out: a PDF for each paper, or a message why not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from briefing.paper import Format, Paper, linked
from briefing.pdf import print_pdf
from briefing.problem import did_you_mean
from briefing.served import served

NO_BROWSER = (
    "PDFs are printed by Chromium or Chrome, and none is found here: install one "
    "(on Debian: apt-get install chromium fonts-noto-cjk), or set CHROME to its path"
)


class Unknown(Exception):
    """A page that the site has not; the message has the cure."""


class Papers:
    """Papers of one site."""

    def __init__(self, site: Path, url: str, kinds: Iterable[str]) -> None:
        """`kinds` are the sections whose pages a brief takes along."""
        self._site = site
        self._url = url
        self._kinds = tuple(kinds)

    def address(self, asked: str) -> str:
        """The address of a page, given as one, with or without slashes, or by its last part alone.

        Raises Unknown.
        """
        wanted = (
            asked.removeprefix(self._url or "/").strip("/").removesuffix("index.html").strip("/")
        )
        address = f"{wanted}/" if wanted else ""
        if (self._site / address / "index.html").is_file():
            return address
        known = [path.parent.relative_to(self._site) for path in self._site.glob("*/*/index.html")]
        found = [path.as_posix() for path in known if path.name == wanted]
        if len(found) == 1:
            return f"{found[0]}/"
        cure = did_you_mean(wanted, [path.as_posix() for path in known] + [p.name for p in known])
        raise Unknown(f"the site has no page '{asked}'{': ' * bool(cure)}{cure}")

    def paper(self, address: str, *, with_entities: bool) -> Paper:
        """The paper of a page, alone or with the pages of the entities that it links."""
        more: Iterable[str] = ()
        if with_entities:
            more = (it for it in linked(self._html(address), address, self._kinds) if it != address)
        return Paper((address, *more), self._url)

    def printed(
        self, papers: Iterable[Paper], browser: str, folder: Path, size: Format
    ) -> Iterator[Path]:
        """Print papers into a folder: each file as soon as it is there. Raises PrintError."""
        for paper in papers:
            leading = paper.addresses[0]
            pages = {address: self._html(address) for address in paper.addresses}
            target = folder / _name(paper)
            with served(self._site, {leading: paper.document(pages, size)}) as root:
                print_pdf(browser, f"{root}{leading}", target)
            yield target

    def _html(self, address: str) -> str:
        return (self._site / address / "index.html").read_text("utf-8")


def _name(paper: Paper) -> str:
    """The file of a paper, like its page's address."""
    name = paper.addresses[0].strip("/") or "index"
    return f"{name}{'-with-entities' if len(paper.addresses) > 1 else ''}.pdf"

"""An update: a site brought up to date from its ledger, without MkDocs.

In: the place of the ledger. Out: the site as a full build would make it, if the ledger still fits:
if the site is the one it tells of, untouched, and all that it was made of besides facts is the
same. Else nothing is done, and a full build is to follow.

The ledger is marked as broken while the site is changed. Whatever stops an update on its way, the
next build sees the mark and makes everything anew.
"""

from __future__ import annotations

import signal
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from briefing.compiler import Compiled
from briefing.edition import written_pages
from briefing.frame import framed
from briefing.incremental.changes import Changes, Unclear
from briefing.incremental.keeping import Place
from briefing.incremental.made import Handmade, Made, SiteAt
from briefing.incremental.memory import Memory
from briefing.incremental.revision import Revision
from briefing.ledger import Damaged, Ledger
from briefing.pages import Addresses
from briefing.problem import Problem, in_order
from briefing.reading import ChangedMeanwhile
from briefing.render import Renderer, TemplateProblem
from briefing.search import SEARCH, generated
from briefing.search import update as search
from briefing.search.manifest import Unusable
from briefing.sitemap import sitemap_files
from briefing.skeleton import Filled, Skeleton
from briefing.stage import Mark, Stage, StageError, encoded, mark_of, page_count, page_file, write
from briefing.work import redirect_files

UNFIT = (Unclear, Damaged, Unusable, ChangedMeanwhile, TemplateProblem, StageError, OSError)
"""What stands in the way of an update, but not of a full build, which says what is wrong."""


class Updated(NamedTuple):
    """What came of an update."""

    site: Path
    pages: int
    """How many pages the site has."""
    anew: int
    """How many of them are others now."""
    problems: list[Problem]
    """Warnings."""
    said: tuple[str, ...]
    """What MkDocs has warned of."""


def update(place: Place, *, is_strict: bool = False) -> Updated | None:
    """Bring a site up to date; None where that takes a full build, or warnings are errors."""
    if not place.path.is_file():
        return None
    try:
        with place.locked():
            ledger = Ledger(place.path)
            try:
                return _updated(ledger, place.words, is_strict=is_strict)
            finally:
                ledger.close()
    except UNFIT:
        return None


def _updated(ledger: Ledger, words: tuple[str, ...], *, is_strict: bool) -> Updated | None:
    made: Made = ledger.about("made")
    at: SiteAt = ledger.about("site")
    if not ledger.about("whole") or not made.inputs.are_same(words) or SiteAt.of(at.path) != at:
        return None
    outputs = ledger.outputs()
    site = str(at.path)
    if any(mark_of(f"{site}/{path}") != mark for path, mark in outputs.items()):
        return None
    memory = Memory(ledger)
    changes = Changes(memory, made.project.root, made.project.data)
    if not changes:
        problems = in_order(problem for found in memory.warnings.values() for problem in found)
        return Updated(at.path, _count(outputs, ledger), 0, problems, made.said)
    with_changes = _Update(memory, made, changes, at.path, outputs)
    try:
        return with_changes.run(is_strict=is_strict)
    finally:
        with_changes.stage.discard()


def _count(outputs: Iterable[str], ledger: Ledger) -> int:
    """How many of the files are pages, and lead nowhere else."""
    addresses: Addresses = ledger.about("addresses")
    return page_count(outputs) - len(addresses.former)


class _Update:
    """The update of one site after some changes."""

    def __init__(
        self,
        memory: Memory,
        made: Made,
        changes: Changes,
        site: Path,
        outputs: dict[str, tuple[int, int]],
    ) -> None:
        self._ledger = memory.ledger
        self._made = made
        self._site = site
        self._outputs = outputs
        self._compiled = Compiled(self._ledger.about("templates"))
        self._known_templates = len(self._compiled.code)
        folder = made.project.root / "templates"
        self._renderer = Renderer([folder], made.site, self._compiled)
        self._revision = Revision(memory, made, changes, self._renderer)
        self._written: dict[str, Mark] = {}
        self._gone: set[str] = set()
        self.stage = Stage(site)

    def run(self, *, is_strict: bool) -> Updated:
        """Make everything that is another now, and put it into the site."""
        problems = self._revision.problems()
        if is_strict and problems:
            raise Unclear("warnings are errors")
        for page in self._revision.pages():
            html = framed(page, self._renderer.page(page), self._made.frames, self._made.url)
            self._put(page_file(page.address), encoded(html))
        handmade = list(self._revision.handmade())
        self._fill(handmade)
        if self._made.has_search:
            self._search(handmade)
        addresses = self._move() if self._revision.may_have_other_addresses else None
        self._merge(addresses)
        pages = _count(self._outputs.keys() - self._gone | self._written.keys(), self._ledger)
        return Updated(self._site, pages, page_count(self._written), problems, self._made.said)

    def _fill(self, handmade: Iterable[tuple[Skeleton, Filled]]) -> None:
        """Take hand-written pages that were filled again."""
        pages = {page.skeleton.uri: page for page in self._made.pages}
        for skeleton, page in handmade:
            html = self._made.frames.handwritten(page.address, page.body)
            self._put(page_file(page.address), encoded(html))
            pages[skeleton.uri] = Handmade.of(skeleton, page)
        self._made = self._made._replace(
            pages=tuple(pages.values()), of_briefs=self._revision.of_briefs
        )

    def _search(self, handmade: Iterable[tuple[Skeleton, Filled]]) -> None:
        """Bring the index of the search up to date."""
        changed = [*self._revision.found(), *written_pages(self._made.briefs, handmade)]
        sections = generated.sections(self._revision.dossier)
        index = search.update(self._indexed, sections, self._revision.lost(), changed)
        for path, data in index.written.items():
            self._put(f"{SEARCH}/{path}", data)
        self._gone |= {f"{SEARCH}/{path}" for path in index.deleted}

    def _indexed(self, path: str) -> bytes | None:
        """A file of the index of the search as it is."""
        file = f"{SEARCH}/{path}"
        return (self._site / file).read_bytes() if file in self._outputs else None

    def _move(self) -> Addresses:
        """Write what leads to pages, and find what has no page any more."""
        made, before = self._made, self._ledger.about("addresses")
        now = self._revision.addresses()
        come = {page_file(address) for address in now.all() - before.all()}
        if come & made.taken:
            raise Unclear("a hand-written page is in the way")
        self._gone |= {page_file(address) for address in before.all() - now.all()}
        for path, data in redirect_files(self._revision.redirects(), self._renderer, made.language):
            self._put(path, data)
        if made.sitemap and now.pages != before.pages:
            for path, data in sitemap_files(made.sitemap, made.url, now.pages, made.as_of):
                self._put(path, data)
        return now

    def _put(self, path: str, data: bytes) -> None:
        """Write a file, unless the site has it already."""
        if path not in self._outputs or (self._site / path).read_bytes() != data:
            self._written[path] = write(str(self.stage.folder), path, data)

    def _merge(self, addresses: Addresses | None) -> None:
        """Put what was made into the site, and bring the ledger up to date."""
        ledger = self._ledger
        ledger.begin()
        ledger.set_about("whole", False)
        ledger.commit()
        if self._written or self._gone:
            with _undisturbed():
                self.stage.merge(self._gone, len(self._outputs))
        ledger.begin()
        self._revision.keep()
        ledger.drop_outputs(self._gone)
        ledger.put_outputs(self._written)
        if addresses:
            ledger.set_about("addresses", addresses)
        if len(self._compiled.code) > self._known_templates:
            ledger.set_about("templates", self._compiled.code)
        ledger.set_about("made", self._made)
        ledger.set_about("site", SiteAt.of(self._site))
        ledger.set_about("whole", True)
        ledger.commit()


@contextmanager
def _undisturbed() -> Iterator[None]:
    """While open, nobody may stop this process but by force."""
    stops = {signal.SIGINT, signal.SIGTERM}
    before = signal.pthread_sigmask(signal.SIG_BLOCK, stops)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)

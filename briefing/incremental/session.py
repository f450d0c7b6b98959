"""A session: a site that was built, and is brought up to date with one change after another.

In: the ledger of a full build. Out: with each change the site as a full build would make it. A
command begins a session and ends it after one update; a server keeps it.
"""

from __future__ import annotations

import signal
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import NamedTuple

from briefing.edition import written_pages
from briefing.frame import framed
from briefing.incremental.anew import Anew
from briefing.incremental.changes import Changes
from briefing.incremental.compared import Unclear
from briefing.incremental.made import Handmade, Made, SiteAt
from briefing.incremental.memory import Memory
from briefing.incremental.revision import Revision
from briefing.kept import Damaged
from briefing.ledger import Ledger
from briefing.pages import Addresses
from briefing.problem import Problem, in_order
from briefing.reading import ChangedMeanwhile
from briefing.render import Renderer, TemplateProblem
from briefing.search import SEARCH, generated
from briefing.search import update as search
from briefing.search.manifest import Unusable
from briefing.sitemap import sitemap_files
from briefing.skeleton import Filled, Skeleton
from briefing.stage import Stage, StageError, encoded, page_count, page_file, write
from briefing.work import Written, redirect_files

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


class Session:
    """A site at hand."""

    def __init__(self, ledger: Ledger, *, keeps: bool = True) -> None:
        """`keeps` says whether another session is to follow. Raises Damaged."""
        self.ledger = ledger
        self.keeps = keeps
        self.made: Made = ledger.about("made")
        self.site: Path = ledger.about("site").path
        self.outputs = ledger.outputs()
        self.addresses: Addresses = ledger.about("addresses")
        self.memory = Memory(ledger)
        project = self.made.project
        self.renderer = Renderer([project.root / "templates"], self.made.site, project.compiled)

    def changes(self, paths: Iterable[Path] | None = None) -> Changes:
        """What has changed since the last update; of some files alone, if they are given.

        Raises one of UNFIT.
        """
        project = self.made.project
        if paths is None:
            return Changes.of(self.memory, project)
        return Changes.among(self.memory, project, list(paths))

    def update(self, changes: Changes, *, is_strict: bool = False) -> Updated:
        """Bring the site up to date. Raises one of UNFIT; then the session is at its end."""
        if not changes:
            found = self.memory.warnings.values()
            return self._updated(0, in_order(problem for some in found for problem in some))
        update = _Update(self, changes)
        try:
            return self._updated(*update.run(is_strict=is_strict))
        finally:
            update.stage.discard()

    def _updated(self, anew: int, problems: list[Problem]) -> Updated:
        pages = page_count(self.outputs) - len(self.addresses.former)
        return Updated(self.site, pages, anew, problems, self.made.said)

    @contextmanager
    def merging(self) -> Iterator[None]:
        """While open, the site is changed; whoever finds the ledger so makes everything anew."""
        if not self.keeps:
            yield
            return
        self.ledger.begin()
        self.ledger.set_about("whole", False)
        self.ledger.commit()
        with _undisturbed():
            yield

    def keep(self) -> None:
        """Keep what is not kept with each change, for another session."""
        ledger = self.ledger
        ledger.set_about("tally", self.memory.tally)
        ledger.set_about("warnings", self.memory.warnings)
        ledger.set_about("addresses", self.addresses)
        ledger.set_about("made", self.made)
        ledger.set_about("site", SiteAt.of(self.site))
        ledger.set_about("whole", True)


class _Update:
    """One update of a session."""

    def __init__(self, session: Session, changes: Changes) -> None:
        self._session = session
        self._made = session.made
        self._renderer = session.renderer
        self._revision = Revision(session.memory, session.made, changes, session.renderer)
        self._anew = Anew(self._revision)
        self._written: Written = {}
        self._gone: set[str] = set()
        self.stage = Stage(session.site)

    def run(self, *, is_strict: bool) -> tuple[int, list[Problem]]:
        """Make everything that is another now: how many pages that were, and all warnings."""
        problems = self._revision.problems()
        if is_strict and problems:
            raise Unclear("warnings are errors")
        for page in self._anew.pages():
            html = framed(page, self._renderer.page(page), self._made.frames, self._made.url)
            self._put(page_file(page.address), encoded(html))
        handmade = list(self._anew.handmade())
        self._fill(handmade)
        if self._made.has_search:
            self._search(handmade)
        addresses = self._move() if self._revision.may_have_other_addresses else None
        self._merge(addresses or self._session.addresses)
        return page_count(self._written), problems

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
        changed = [*self._anew.found(), *written_pages(self._made.briefs, handmade)]
        sections = generated.sections(self._revision.dossier)
        index = search.update(self._indexed, sections, self._anew.lost(), changed)
        for path, data in index.written.items():
            self._put(f"{SEARCH}/{path}", data)
        self._gone |= {f"{SEARCH}/{path}" for path in index.deleted}

    def _indexed(self, path: str) -> bytes | None:
        """A file of the index of the search as it is."""
        file = f"{SEARCH}/{path}"
        session = self._session
        return (session.site / file).read_bytes() if file in session.outputs else None

    def _move(self) -> Addresses:
        """Write what leads to pages, and find what has no page any more."""
        made, before = self._made, self._session.addresses
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
        session = self._session
        if path not in session.outputs or (session.site / path).read_bytes() != data:
            self._written[path] = write(str(self.stage.folder), path, data)

    def _merge(self, addresses: Addresses) -> None:
        """Put what was made into the site, and bring the session and its ledger up to date."""
        session, ledger = self._session, self._session.ledger
        with session.merging() if self._written or self._gone else nullcontext():
            self.stage.merge(self._gone, len(session.outputs))
        ledger.begin()
        self._revision.keep()
        ledger.drop_outputs(self._gone)
        ledger.put_outputs(self._written)
        self._revision.learn()
        session.made, session.addresses = self._made, addresses
        session.outputs |= self._written
        for path in self._gone:
            session.outputs.pop(path, None)
        if session.keeps:
            session.keep()
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

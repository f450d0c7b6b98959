"""An edition: the engine's own part of a build, from a project's files to written pages.

In: a project. Out: its problems, and, given frames and skeletons, every page of its site. The pages
of entities and sources are the crew's work; those that gather from all entities, and the
hand-written ones, are made here, from what the crew reports.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cached_property, partial
from typing import NamedTuple

from briefing.brief import Brief, read_briefs
from briefing.check import check_drawings, check_use
from briefing.dossier import Dossier
from briefing.frame import Series
from briefing.link import link, newest_reading
from briefing.page import Page, Site
from briefing.pages import Addresses, addresses, fact_pages, index_pages, leaf_pages
from briefing.pages.gathered import Gathered, gathered
from briefing.pages.redirects import Redirect, redirects
from briefing.parallel import Crew
from briefing.problem import Problem, are_warnings, in_order
from briefing.project import Project
from briefing.reading import Share, joined, listed, read_shared
from briefing.render import Renderer
from briefing.search import SEARCH, generated
from briefing.search.findable import Findable
from briefing.search.index import build, part
from briefing.search.written import written_page
from briefing.sitemap import sitemap_files
from briefing.skeleton import Filled, Skeleton, filled
from briefing.stage import encoded, page_file, write
from briefing.subject import Subject
from briefing.traces import Left
from briefing.units import CheckedBriefs, checked_briefs
from briefing.work import Job, Press, Report, Written, print_pages, redirect_files, work

SiteOf = Callable[[date, str], Site]
"""Gives the words that pages share: from the present, and the address of the method page."""
SizeFor = Callable[[int], int]
"""Gives the number of processes to use for so many pages."""


class Printed(NamedTuple):
    """What was written."""

    files: Written
    handmade: list[tuple[Skeleton, Filled]]


class Edition:
    """One edition of a site."""

    def __init__(
        self,
        project: Project,
        site: SiteOf,
        day: date | None,
        size_for: SizeFor,
        *,
        keeps: bool = False,
        has_search: bool = False,
    ) -> None:
        """Read what all pages share, and set the crew to work on the rest.

        `day` is the present, in place of the newest reading of a source; `keeps` says whether
        anything is to be kept for the next build.
        """
        self.project = project
        self._listing = listed(project.root, project.data)
        self.shared = read_shared(self._listing)
        pages = list(read_briefs(project.root, project.docs))
        self.briefs = tuple(page for page in pages if isinstance(page, Brief))
        self.of_files = [page for page in pages if isinstance(page, Problem)]
        sources = self.shared.source_cards.values()
        self.as_of = day or newest_reading(sources)
        self.site = site(self.as_of, _method(self.briefs))
        templates = project.root / "templates"
        compiled = project.compiled if keeps else None
        self._has_search = has_search
        job = Job(
            self._listing,
            self.shared,
            self.briefs,
            self.as_of,
            self.site,
            templates,
            compiled,
            has_search,
        )
        size = size_for(len(self._listing.entities) + len(sources))
        self.is_alone = size == 1
        self._crew = Crew(partial(work, job), size)
        self.renderer = Renderer([templates], self.site, compiled)

    @property
    def is_readable(self) -> bool:
        """Whether what all pages share has no error."""
        return are_warnings(self.shared.problems)

    def expected(self) -> Iterator[str]:
        """The addresses of all pages, as far as the names of the files tell."""
        for page in self.outline():
            yield page.address
        for file in (*self._listing.entities, *self._listing.sources):
            yield f"{file.folder}/{file.id}/"

    def outline(self) -> list[Page]:
        """The indexes, known before any entity is."""
        nothing = joined(self.shared, Share({}, [], frozenset()), (), ())
        return list(index_pages(link(nothing, self.briefs, self.as_of), Gathered()))

    @cached_property
    def reports(self) -> list[Report]:
        """What the crew has found, one report a share."""
        reports: list[Report] = self._crew.hear()
        return reports

    @cached_property
    def subject(self) -> Subject:
        """The subject, with the cards of all entities and the files of none."""
        nothing = Share({}, [], frozenset())
        cards = (pair for report in self.reports for pair in report.cards)
        refused = (id_ for report in self.reports for id_ in report.refused)
        return joined(self.shared, nothing, cards, refused)

    @cached_property
    def dossier(self) -> Dossier:
        """The dossier; entities can be looked into one by one."""
        tally = self.reports[0].tally
        return link(
            self.subject, self.briefs, self.as_of, self.project.root, traces=Left(tally=tally)
        )

    @cached_property
    def rows(self) -> Gathered:
        """The rows of the pages that gather from all entities."""
        return Gathered(line for report in self.reports for line in report.lines)

    def problems(self) -> list[Problem]:
        """Every problem, sorted."""
        problems = [*self.of_files, *self.shared.problems]
        problems += check_drawings(self.shared.regions, self.project.docs)
        for report in self.reports:
            problems += report.problems
        problems += self.of_briefs.problems
        if are_warnings(problems):
            problems += check_use(self.subject, self.dossier.traces.counted("uses"))
        return in_order(problems)

    @cached_property
    def of_briefs(self) -> CheckedBriefs:
        """The hand-written pages, checked."""
        return checked_briefs(self.subject, self.briefs)

    @cached_property
    def redirects(self) -> list[Redirect]:
        """What stands at former addresses."""
        return list(redirects(self.dossier))

    @cached_property
    def addresses(self) -> Addresses:
        """The addresses that MkDocs does not know."""
        return addresses(self.dossier, self.rows)

    @cached_property
    def whole(self) -> Dossier:
        """The dossier with nothing but what is found by looking into every entity."""
        return link(self.subject, self.briefs, self.as_of, self.project.root)

    def every_page(self) -> list[Page]:
        """All pages that are generated, with no help from the crew."""
        rows = gathered(self.whole)
        return [
            *index_pages(self.whole, rows),
            *leaf_pages(self.whole, rows),
            *fact_pages(self.whole),
        ]

    def start_press(self, press: Press) -> None:
        """Let the crew write its pages, once it has reported."""
        self._crew.tell(press)

    def print(self, press: Press, skeletons: Iterable[Skeleton]) -> Printed:
        """Write every page that is not the crew's, and wait for those that are."""
        pages = (*index_pages(self.dossier, self.rows), *leaf_pages(self.dossier, self.rows))
        written = print_pages(pages, self.renderer, press)
        handmade = []
        for skeleton in skeletons:
            page = filled(skeleton, self.dossier, self.renderer)
            html = press.frames.handwritten(page.address, page.body)
            path = page_file(page.address)
            written[path] = write(press.folder, path, encoded(html))
            handmade.append((skeleton, page))
        written |= self.print_search(press.folder, handmade)
        for of_share in self._crew.hear():
            written |= of_share
        return Printed(written, handmade)

    def print_search(self, folder: str, handmade: Iterable[tuple[Skeleton, Filled]]) -> Written:
        """Write the index of the search, if there is one."""
        if not self._has_search:
            return {}
        parts = [report.found for report in self.reports]
        parts.append(
            part((*generated.gathered_pages(self.dossier), *written_pages(self.briefs, handmade)))
        )
        index = build(generated.sections(self.dossier), parts)
        paths = {f"{SEARCH}/{path}": data for path, data in index.items()}
        return {path: write(folder, path, data) for path, data in paths.items()}

    def finish(self, folder: str, url: str, language: str, sitemap: Series | None) -> Written:
        """Write what leads to pages: redirects from former addresses, and the sitemap."""
        files = list(redirect_files(self.redirects, self.renderer, language))
        if sitemap:
            files += sitemap_files(sitemap, url, self.addresses.pages, self.as_of)
        return {path: write(folder, path, data) for path, data in files}

    def dismiss(self) -> None:
        """End the crew's work."""
        self._crew.dismiss()


def written_pages(
    briefs: Iterable[Brief], handmade: Iterable[tuple[Skeleton, Filled]]
) -> Iterator[Findable]:
    """What the search finds of hand-written pages."""
    known = {brief.uri: brief for brief in briefs}
    for skeleton, page in handmade:
        if (brief := known[skeleton.uri]).is_found:
            yield written_page(brief, page.body.html, skeleton.short_title)


def _method(briefs: Iterable[Brief]) -> str:
    """The address of the page that explains the marks; empty if there is none."""
    return next((brief.address for brief in briefs if brief.layout == "method"), "")

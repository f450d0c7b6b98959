"""The work of a build that is alike for thousands of files, in equal shares.

In: the files of the entities, and what all shares need to know. Out: a page for each entity and
each source, written; before that a report, with problems, cards, counts, and rows for the pages
that gather from all entities.

Each share reads, checks and links its own entities. What entities need to know of each other goes
from share to share twice: cards once they are read, traces once they are linked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

from briefing.brief import Brief
from briefing.card import Anchors, Card
from briefing.check import check_kinds, check_source
from briefing.dossier import Dossier
from briefing.frame import Frames, framed
from briefing.ledger import Entry, Line, TracesEntry
from briefing.link import link
from briefing.page import Page, Site
from briefing.pages import entity_page, source_page
from briefing.pages.gathered import Rows
from briefing.pages.redirects import Redirect
from briefing.parallel import Member, Work
from briefing.problem import Problem, are_warnings
from briefing.progress import Progress
from briefing.reading import Listing, Share, Shared, joined, read_share
from briefing.render import Renderer
from briefing.search import generated
from briefing.search.index import Part, part
from briefing.stage import Mark, encoded, page_file, write
from briefing.subject import Subject
from briefing.tally import Tally
from briefing.traces import Left, put_together, shared_out
from briefing.units import Units


@dataclass(frozen=True, slots=True)
class Job:
    """What every share needs to know."""

    listing: Listing
    shared: Shared
    briefs: tuple[Brief, ...]
    as_of: date
    site: Site
    templates: Path
    """The subject's own."""
    compiled: Path | None
    """Where compiled templates are kept, if anything is to be kept for the next build."""
    has_search: bool


@dataclass(slots=True)
class Report:
    """What a share has found, before its pages are written."""

    problems: list[Problem]
    refused: frozenset[str]
    """Ids of files that can't be used."""
    cards: list[tuple[Card, Anchors]]
    lines: list[Line] = field(default_factory=list)
    tally: Tally = field(default_factory=Counter)
    """The counts of all shares, in the report of the first."""
    warnings: dict[str, list[Problem]] = field(default_factory=dict)
    """By whose they are: `e/<id>`."""
    entries: list[Entry] = field(default_factory=list)
    traces: list[TracesEntry] = field(default_factory=list)
    """What is to be kept, if anything is."""
    found: Part = field(default_factory=dict)
    """What the search finds of its pages, if there is one."""


Written = dict[str, Mark]
"""Files that were written, by their paths below the root of the site."""


class Press(NamedTuple):
    """What pages are written with."""

    frames: Frames
    folder: str
    """The root of the site to be."""
    url: str
    """Where the site will be; empty if that is not known."""


def work(job: Job, member: Member) -> Work:
    """Do one share: yield a report, be sent a Press, and write the pages of the share."""
    mine = job.listing.entities[member.rank :: member.size]
    share = read_share(job.listing, job.shared, mine)
    report = Report(share.problems, share.refused, share.cards())
    subject = _met(job.shared, share, report, member)
    dossier = link(subject, job.briefs, job.as_of)
    units, ids = Units(subject, dossier), tuple(subject.entities)
    for id_ in ids:
        report.problems += units.check(id_)
    sources = sorted(subject.sources)[member.rank :: member.size]
    for id_ in sources:
        report.problems += check_source(subject, subject.sources[id_])
    if not member.rank:
        report.problems += check_kinds(subject)
    # What can't be read of the shared files is told by whoever has read them.
    is_good = are_warnings((*job.shared.problems, *report.problems))
    if not all(member.exchange_all(is_good)):
        yield report
        return
    own = Left()
    for id_ in ids:
        report.problems += units.trace(id_, own)
    left = _met_traces(own, dossier, job, member)
    dossier = replace(dossier, traces=left)
    renderer = Renderer([job.templates], job.site, job.compiled)
    rows = Rows(dossier, renderer.row)
    report.lines += (row for id_ in ids for row in rows.of(dossier.entities[id_]))
    report.lines += (rows.of_source(id_) for id_ in sources)
    if not member.rank:
        report.tally = left.tally
    if job.compiled:
        report.warnings.update((f"e/{id_}", found) for id_ in ids if (found := units.problems(id_)))
        report.entries += (units.entry(id_) for id_ in ids)
        report.traces += left.entries()
    if job.has_search:
        report.found = part(
            (
                *(generated.entity_page(dossier, dossier.entities[id_]) for id_ in ids),
                *(generated.source_page(dossier, id_) for id_ in sources),
            )
        )
    press = yield report
    pages = [entity_page(dossier, dossier.entities[id_]) for id_ in ids]
    pages += (source_page(dossier, id_) for id_ in sources)
    progress = Progress("pages", len(pages), shares=member.size) if member.rank == 0 else None
    written = print_pages(pages, renderer, press, progress)
    if progress:
        progress.end()
    return written


def _met(shared: Shared, share: Share, report: Report, member: Member) -> Subject:
    """The subject with the cards of every share."""
    met = member.exchange_all((report.cards, report.refused))
    cards = (pair for theirs, _ in met for pair in theirs)
    return joined(shared, share, cards, (id_ for _, refused in met for id_ in refused))


def _met_traces(own: Left, dossier: Dossier, job: Job, member: Member) -> Left:
    """What the entities of every share have left on the pages of this one."""
    ids = [file.id for file in job.listing.entities]
    shares = {f"e/{id_}": place % member.size for place, id_ in enumerate(ids)}
    sources = sorted(dossier.sources)
    shares |= {f"s/{id_}": place % member.size for place, id_ in enumerate(sources)}
    parts = member.exchange(shared_out(own, shares, member.size))
    return put_together(parts, dossier.cards)


def print_pages(
    pages: Iterable[Page], renderer: Renderer, press: Press, progress: Progress | None = None
) -> Written:
    """Render, frame and write pages."""
    written: Written = {}
    for page in pages:
        path = page_file(page.address)
        html = framed(page, renderer.page(page), press.frames, press.url)
        written[path] = write(press.folder, path, encoded(html))
        if progress:
            progress.step()
    return written


def redirect_files(
    found: Iterable[Redirect], renderer: Renderer, language: str
) -> Iterator[tuple[str, bytes]]:
    """What stands at former addresses, by path."""
    for redirect in found:
        html = renderer.render(
            ["partials/redirect.html.j2"],
            it=redirect,
            language=language,
            root="../" * redirect.address.count("/"),
        )
        yield page_file(redirect.address), encoded(html)

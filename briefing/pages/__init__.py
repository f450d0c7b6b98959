"""The pages that a dossier is made into, apart from the hand-written ones.

In: the dossier. Out: one Page each for entities, sources, their indexes and what is gathered from
all of them, with what its template needs, computed when the page is rendered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, NamedTuple

from briefing.dossier import Dossier, Entity
from briefing.page import Page
from briefing.pages.collections import (
    disputed_context,
    index_context,
    overdue_context,
    publishers_context,
    sources_context,
)
from briefing.pages.coverage import coverage_context
from briefing.pages.entity import entity_context
from briefing.pages.facts import facts_context
from briefing.pages.gathered import (
    COVERAGE,
    DISPUTED,
    FACTS,
    FIRST_LEAF,
    MAP,
    OVERDUE,
    SOURCES,
    TIMELINE,
    Gathered,
    Leaf,
    leaves,
    year_address,
)
from briefing.pages.map import map_context
from briefing.pages.redirects import redirects
from briefing.pages.source import source_context
from briefing.pages.years import timeline_context, year_context, years
from briefing.view import source_address
from briefing.wording import text_runs, words

MAX_DESCRIPTION = 200


def index_pages(dossier: Dossier, rows: Gathered) -> Iterator[Page]:
    """The index of each kind, that of the sources, and the first leaves of what is gathered."""
    for kind, shape in dossier.kinds.items():
        yield Page(
            address=f"{kind}/",
            title=shape.label,
            description=shape.about,
            section=f"{kind}/",
            source=f"data/schema/{kind}.yaml",
            templates=("pages/index.html.j2",),
            context=partial(index_context, dossier, rows, kind),
            is_wide=True,
        )
    yield from (page for page in _gathered_pages(dossier, rows) if page.is_index)


def leaf_pages(dossier: Dossier, rows: Gathered) -> Iterator[Page]:
    """The further leaves of lists that are too long for one page."""
    yield from (page for page in _gathered_pages(dossier, rows) if not page.is_index)


def _gathered_pages(dossier: Dossier, rows: Gathered) -> Iterator[Page]:
    yield _gathered_page(
        SOURCES,
        "Sources",
        "Every publication cited, whom it relays, and what rests on it.",
        partial(sources_context, dossier, rows),
    )
    yield _gathered_page(
        "publishers/",
        "Publishers",
        "Who publishes the sources, what they are, and how much rests on their word.",
        partial(publishers_context, dossier),
    )
    yield _gathered_page(
        FACTS,
        "Find facts",
        "Every fact by kind, property, status, support and year, by what it names and who says it.",
        partial(facts_context, dossier),
    )
    yield _gathered_page(
        COVERAGE,
        "Coverage",
        "How well facts are founded, by kind and topic: where to read with care, and where to add.",
        partial(coverage_context, dossier, rows),
    )
    if dossier.atlas:
        yield _gathered_page(
            MAP,
            "Map",
            "Every place, with what is reported there, planned or on record.",
            partial(map_context, dossier, rows),
        )
    for leaf in leaves(DISPUTED, rows.count(DISPUTED)):
        yield _gathered_page(
            DISPUTED,
            "Where sources disagree",
            "Every question that sources answer differently, with who says what.",
            partial(disputed_context, dossier, rows, leaf),
            leaf,
        )
    for leaf in leaves(OVERDUE, rows.count(OVERDUE)):
        yield _gathered_page(
            OVERDUE,
            "Due for review",
            "Facts whose newest evidence is older than their kind allows. Not wrong, but old.",
            partial(overdue_context, dossier, rows, leaf),
            leaf,
        )

    yield _gathered_page(
        TIMELINE,
        "Timeline",
        "Every fact that has its day, month or year: what happened, began, or is planned.",
        partial(timeline_context, dossier, rows),
    )
    for year in years(dossier):
        for leaf in leaves(year_address(year.number), year.total):
            yield year_page(dossier, rows, year.number, leaf)


def year_page(dossier: Dossier, rows: Gathered, year: int, leaf: Leaf = FIRST_LEAF) -> Page:
    """A page of the timeline of a year."""
    part = "" if leaf.number == 1 else f", part {leaf.number}"
    return Page(
        address=leaf.address(year_address(year)),
        title=f"{year}{part}",
        description=f"What happened or began in {year}, or is planned for it, fact by fact.",
        section=TIMELINE,
        source="",
        templates=("pages/year.html.j2",),
        context=partial(year_context, dossier, rows, year, leaf),
    )


def _gathered_page(
    address: str,
    title: str,
    description: str,
    context: Callable[[], dict[str, Any]],
    leaf: Leaf = FIRST_LEAF,
) -> Page:
    part = "" if leaf.number == 1 else f", page {leaf.number}"
    return Page(
        address=leaf.address(address),
        title=f"{title}{part}",
        description=description,
        section=address,
        source="",
        templates=(f"pages/{address.rstrip('/')}.html.j2",),
        context=context,
        is_wide=address not in (DISPUTED, TIMELINE),  # all but those are tables
        has_sections=address in (COVERAGE, DISPUTED, TIMELINE),
    )


def fact_pages(dossier: Dossier) -> Iterator[Page]:
    """A page for each entity that can be looked into, and for each source."""
    for members in dossier.by_kind.values():
        for card in members:
            if card.id in dossier.entities:
                yield entity_page(dossier, dossier.entities[card.id])
    for id_ in sorted(dossier.sources):
        yield source_page(dossier, id_)


class Addresses(NamedTuple):
    """The addresses of all pages but indexes and hand-written ones, and the former ones."""

    pages: tuple[str, ...]
    """In their order."""
    former: tuple[str, ...]

    def all(self) -> set[str]:
        """All of them."""
        return {*self.pages, *self.former}


def addresses(dossier: Dossier, rows: Gathered) -> Addresses:
    """The addresses of a dossier."""
    pages = [card.address for card in dossier.cards.values()]
    pages += (source_address(id_) for id_ in sorted(dossier.source_cards))
    pages += (page.address for page in leaf_pages(dossier, rows))
    return Addresses(tuple(pages), tuple(it.address for it in redirects(dossier)))


def entity_page(dossier: Dossier, entity: Entity) -> Page:
    """The page of one entity."""
    summary = words(text_runs(entity.file.summary or "", entity.id, dossier.cards))
    about = summary or dossier.kinds[entity.kind].singular
    return Page(
        address=entity.address,
        title=entity.file.name,
        description=_shortened(about),
        section=f"{entity.kind}/",
        source=entity.path,
        templates=(f"pages/{entity.kind}.html.j2", "pages/default.html.j2"),
        context=partial(entity_context, dossier, entity),
    )


def source_page(dossier: Dossier, id_: str) -> Page:
    """The page of one source."""
    source = dossier.sources[id_]
    return Page(
        address=source_address(id_),
        title=source.shape.name,
        description=_shortened(f"What rests on this {source.shape.type} source."),
        section=SOURCES,
        source=source.document.file.path,
        templates=("pages/source.html.j2",),
        context=partial(source_context, dossier, id_),
    )


def _shortened(words: str) -> str:
    words = " ".join(words.split())
    if len(words) <= MAX_DESCRIPTION:
        return words
    return words[:MAX_DESCRIPTION].rsplit(" ", 1)[0] + " …"

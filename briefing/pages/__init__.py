"""The pages that a dossier is made into, apart from the hand-written ones.

In: the dossier. Out: one Page each for entities, sources, their indexes and what is gathered from
all of them, with what its template needs, computed when the page is rendered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from briefing.dossier import Dossier, Entity
from briefing.files import SOURCES
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
from briefing.pages.source import source_context
from briefing.view import source_address
from briefing.wording import text_runs, words

MAX_DESCRIPTION = 200


def index_pages(dossier: Dossier) -> Iterator[Page]:
    """The index of each kind, that of the sources, and what is gathered from all entities."""
    for kind, shape in dossier.kinds.items():
        yield Page(
            address=f"{kind}/",
            title=shape.label,
            description=shape.about,
            section=f"{kind}/",
            source=f"data/schema/{kind}.yaml",
            templates=("pages/index.html.j2",),
            context=partial(index_context, dossier, kind),
            is_wide=True,
        )
    for name, title, description, context in GATHERED:
        yield Page(
            address=f"{name}/",
            title=title,
            description=description,
            section=f"{name}/",
            source="",
            templates=(f"pages/{name}.html.j2",),
            context=partial(context, dossier),
            is_wide=name != "disputed",  # all but that are tables
        )


GATHERED: tuple[tuple[str, str, str, Callable[[Dossier], dict[str, Any]]], ...] = (
    (
        SOURCES,
        "Sources",
        "Every publication cited, whom it relays, and what rests on it.",
        sources_context,
    ),
    (
        "publishers",
        "Publishers",
        "Who publishes the sources, what they are, and how much rests on their word.",
        publishers_context,
    ),
    (
        "coverage",
        "Coverage",
        "How well facts are founded, by kind and topic: a warning to readers, a worklist.",
        coverage_context,
    ),
    (
        "disputed",
        "Where sources disagree",
        "Every question that sources answer differently, with who says what.",
        disputed_context,
    ),
    (
        "overdue",
        "Due for review",
        "Facts whose newest evidence is older than their kind allows. Not wrong, but old.",
        overdue_context,
    ),
)


def fact_pages(dossier: Dossier) -> Iterator[Page]:
    """A page for each entity and each source."""
    for members in dossier.by_kind.values():
        for card in members:
            yield entity_page(dossier, dossier.entities[card.id])
    for id_ in sorted(dossier.sources):
        yield source_page(dossier, id_)


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
        section=f"{SOURCES}/",
        source=source.document.file.path,
        templates=("pages/source.html.j2",),
        context=partial(source_context, dossier, id_),
    )


def _shortened(words: str) -> str:
    words = " ".join(words.split())
    if len(words) <= MAX_DESCRIPTION:
        return words
    return words[:MAX_DESCRIPTION].rsplit(" ", 1)[0] + " …"

"""What can be found of the generated pages: entities by their names, each fact by what it says.

In: the dossier. Out: a Findable for an entity, a source, an index page, or for all of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from briefing.dossier import Dossier, Entity, Fact
from briefing.files import SOURCES
from briefing.page import Page
from briefing.pages import index_pages, year_page
from briefing.pages.gathered import Gathered
from briefing.pages.years import years_of
from briefing.search.findable import Findable, Place
from briefing.search.manifest import Section
from briefing.search.written import WRITTEN
from briefing.tally import years
from briefing.traces import led_to
from briefing.values import Text, Value
from briefing.view import SUPPORT_WORDS, View, plain, source_address

INDEX, SOURCE, TIMELINE = "Index", "Source", "Timeline"
GATHERED = "*"
"""The section of what is gathered from all kinds; no kind is named so."""
ENTITY_WEIGHT = 2
"""An entity comes before the sources and texts that only mention it, and so does a page that is
asked for by its name."""


def sections(dossier: Dossier) -> list[Section]:
    """The sections of the index, in the order of results that are as good."""
    kinds = [Section(kind, ENTITY_WEIGHT) for kind in dossier.kinds]
    return [*kinds, Section(GATHERED, ENTITY_WEIGHT), Section(SOURCES), Section(WRITTEN)]


def generated(dossier: Dossier) -> Iterator[Findable]:
    """Every generated page that can be found."""
    yield from gathered_pages(dossier)
    for entity in dossier.entities.values():
        yield entity_page(dossier, entity)
    for id_ in dossier.sources:
        yield source_page(dossier, id_)


def gathered_pages(dossier: Dossier) -> Iterator[Findable]:
    """Each index, the map, the timeline and its years, and whatever else lists facts."""
    for page in index_pages(dossier, Gathered()):
        yield _gathered_page(dossier, page, INDEX)
    for year in years_of(dossier.traces.counted("dated")):
        yield found_year(dossier, year)


def found_year(dossier: Dossier, year: int) -> Findable:
    """A year of the timeline; of several pages the first."""
    return _gathered_page(dossier, year_page(dossier, Gathered(), year), TIMELINE)


def _gathered_page(dossier: Dossier, page: Page, kind: str) -> Findable:
    name = page.section.rstrip("/")
    section = name if name in dossier.kinds or name == SOURCES else GATHERED
    return Findable(section, page.address, kind, page.title, "", {}, (), page.description, ())


def entity_page(dossier: Dossier, entity: Entity) -> Findable:
    """An entity with its facts."""
    view = View(dossier, entity.address, entity.id)
    file = entity.file
    return Findable(
        section=entity.kind,
        address=entity.address,
        kind=dossier.kinds[entity.kind].singular,
        title=file.name,
        language="",
        native=file.native,
        names=tuple(file.aliases),
        about=plain(view.prose(file.summary, entity.id)),
        # What nobody says any more is not looked for.
        places=tuple(_place(view, entity, f) for f in entity.facts.values() if f.support.origins),
    )


def source_page(dossier: Dossier, id_: str) -> Findable:
    """A source with its publisher."""
    source = dossier.sources[id_].shape
    return Findable(
        section=SOURCES,
        address=source_address(id_),
        kind=f"{SOURCE}, {source.published.words}" if source.published else SOURCE,
        title=source.name,
        language=source.language if source.title and source.language != "en" else "",
        native={},
        names=(),
        about=dossier.name(source.publisher),
        places=(),
    )


def _place(view: View, entity: Entity, fact: Fact) -> Place:
    words = [_value(view, value, fact.entity) for value in fact.values]
    if fact.says:
        words.append(_said(view, fact.says, fact.entity))
    mark = f"{fact.status.capitalize()} · {SUPPORT_WORDS[fact.support.level]}"
    facets = _facets(entity, fact, view.dossier.as_of)
    return Place(fact.key, fact.label, " – ".join(words), mark, _by(view, fact), facets)


def _by(view: View, fact: Fact) -> str:
    """The publisher and the date of what is cited first."""
    source = view.dossier.sources[fact.citations[0].source].shape
    publisher = view.dossier.name(source.publisher)
    return f"{publisher}, {source.published.short}" if source.published else publisher


def _facets(entity: Entity, fact: Fact, as_of: date) -> str:
    """What a fact can be picked out by: the names are those of the fields of the page of facts."""
    found = [f"property:{fact.property}", f"status:{fact.status}", f"support:{fact.support.level}"]
    if entity.conflicts and fact.key in entity.conflict_of:
        found.append("flag:disputed")
    if fact.is_overdue(as_of):
        found.append("flag:overdue")
    found += [f"year:{year}" for year in years(fact)]
    found += [f"names:{id_}" for id_ in (entity.id, *(id_ for id_, _ in led_to(fact)))]
    found += [f"source:{id_}" for id_ in dict.fromkeys(c.source for c in fact.citations)]
    return " ".join(found)


def _value(view: View, value: Value, owner: str) -> str:
    if isinstance(value, Text):
        return _said(view, value.text, owner)
    return plain(view.value(value, owner).prose)


def _said(view: View, said: str, owner: str) -> str:
    # Most sentences have no link, and there are a great many of them.
    return plain(view.prose(said, owner)) if "[[" in said else said

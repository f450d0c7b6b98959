"""The rules: what must hold across the files of a subject.

In: the subject, and its hand-written pages. Out: problems. One generator a rule, most of them for
one entity or source at a time; a rule never stops at its first find.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import Path

from briefing.brief import Brief
from briefing.check import addresses, briefs, facts, kinds, links, places, sources
from briefing.model import EntityFile, RegionFile, SourceFile
from briefing.problem import Problem
from briefing.subject import Read, Subject

ENTITY_RULES: tuple[Callable[[Subject, Read[EntityFile]], Iterable[Problem]], ...] = (
    facts.properties_are_known,
    facts.values_have_their_type,
    facts.history_is_consistent,
    facts.conflicts_name_properties,
    sources.facts_are_cited,
    sources.publisher_is_consistent,
    links.texts_link_to_what_exists,
    addresses.former_ids_are_free,
    addresses.removed_facts_are_gone,
    places.position_is_known,
)


def check(subject: Subject, pages: Collection[Brief]) -> list[Problem]:
    """Every problem of a subject that was read whole."""
    used = {name for e in subject.entities.values() for name in sources.names_used(e.shape)}
    problems = [*check_kinds(subject), *check_use(subject, used)]
    for source in subject.sources.values():
        problems += check_source(subject, source)
    for entity in subject.entities.values():
        problems += check_entity(subject, entity)
    problems += check_briefs(subject, pages)
    return problems


def check_entity(subject: Subject, entity: Read[EntityFile]) -> Iterator[Problem]:
    """What is wrong with one entity."""
    for rule in ENTITY_RULES:
        yield from rule(subject, entity)


def check_kinds(subject: Subject) -> Iterator[Problem]:
    """What is wrong with the kinds, and with the regions."""
    yield from kinds.kinds_are_consistent(subject)
    yield from places.one_region_is_the_overview(subject)


def check_source(subject: Subject, source: Read[SourceFile]) -> Iterator[Problem]:
    """What is wrong with one source."""
    return sources.source_is_consistent(subject, source)


def check_use(subject: Subject, used: Collection[str]) -> Iterator[Problem]:
    """A warning for each source that is of no use; `used` are the names that facts cite."""
    return sources.sources_are_used(subject, used)


def check_drawings(regions: Mapping[str, Read[RegionFile]], docs: Path) -> Iterator[Problem]:
    """What is missing of the drawings of the regions."""
    return places.regions_are_drawn(regions, docs)


def check_briefs(subject: Subject, pages: Collection[Brief]) -> Iterator[Problem]:
    """What is wrong with the hand-written pages."""
    yield from links.links_in_briefs(subject, pages)
    yield from briefs.claims_rest_on_facts(pages)

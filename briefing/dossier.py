"""The dossier: facts as they are once linked and weighed.

In: nothing; these are the nouns that `link` makes and pages are made of.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal, NamedTuple

from briefing import text
from briefing.brief import Brief
from briefing.conflict import Conflict
from briefing.dates import Date
from briefing.model import CitationFile, EntityFile, KindFile, PropertyFile, SourceFile, Status
from briefing.subject import Read
from briefing.trust import Publications, Standing, Support
from briefing.values import Value


@dataclass(frozen=True, slots=True)
class When:
    """When a fact is so: observed (`as-of`), happened (`on`), or held (`held`)."""

    manner: Literal["as-of", "on", "held"]
    date: Date
    start: Date | None = None
    """When it happened, or began to hold; None where it was merely observed."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A fact's pointer to a source, with who stands behind it."""

    source: str
    cited: CitationFile
    standing: Standing


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement about an entity, weighed."""

    entity: str
    key: str
    property: str
    slot: PropertyFile
    label: str
    values: tuple[Value, ...]
    says: str
    status: Status
    when: When | None
    citations: tuple[Citation, ...]
    support: Support
    supersedes: str
    superseded_by: str
    last_evidenced: Date | None
    due: date | None

    def withdrawn(self) -> tuple[str, ...]:
        """The withdrawn sources that it leaned on."""
        return tuple(dict.fromkeys(id_ for c in self.citations for id_ in c.standing.withdrawn))

    def is_past(self, as_of: date) -> bool:
        """Whether it no longer holds: a later fact replaces it, or its time is over."""
        is_over = (
            self.when is not None
            and self.when.manner == "held"
            and (self.when.date.last or date.max) < as_of
        )
        return bool(self.superseded_by) or is_over

    def is_so(self, as_of: date) -> bool:
        """Whether it says what is so now, on somebody's word."""
        is_said = bool(self.support.origins) and self.status != "denied"
        return is_said and not self.is_past(as_of)

    def is_overdue(self, as_of: date) -> bool:
        """Whether newer evidence should have been looked for by then."""
        return self.due is not None and self.due < as_of and not self.is_past(as_of)


@dataclass(frozen=True)
class Entity:
    """One thing with its facts by key."""

    id: str
    kind: str
    file: EntityFile
    path: str
    """The YAML file, relative to the project."""
    facts: Mapping[str, Fact]
    conflicts: tuple[Conflict, ...]

    @property
    def address(self) -> str:
        """The page's address below the site's root."""
        return f"{self.kind}/{self.id}/"

    @property
    def only_publishes(self) -> bool:
        """Whether nothing is said of it but that it publishes."""
        return self.file.publisher is not None and not self.facts

    @cached_property
    def conflict_of(self) -> Mapping[str, Conflict]:
        """The conflict that a fact is part of, by the fact's key."""
        return {key: c for c in self.conflicts for side in c.sides for key in side}


class Backlink(NamedTuple):
    """A fact that leads to an entity, seen from there."""

    label: str
    """The reverse label of the property, or what kind of mention it is."""
    entity: str
    fact: str


@dataclass(frozen=True)
class Dossier:
    """Everything that pages are made of."""

    kinds: Mapping[str, KindFile]
    entities: Mapping[str, Entity]
    sources: Mapping[str, Read[SourceFile]]
    publications: Publications
    briefs: tuple[Brief, ...]
    as_of: date
    backlinks: Mapping[str, tuple[Backlink, ...]]
    mentions: Mapping[str, tuple[Brief, ...]]
    """Hand-written pages that link to an entity."""
    resting: Mapping[str, tuple[Fact, ...]]
    """The facts that cite a source."""
    leaning: Mapping[str, tuple[Fact, ...]]
    """The facts that go back to a source through others, and do not cite it."""
    relayed_by: Mapping[str, tuple[str, ...]]
    """The sources that relay a source or an organization."""

    @cached_property
    def by_kind(self) -> Mapping[str, tuple[Entity, ...]]:
        """Entities of each kind, by name."""
        grouped: dict[str, list[Entity]] = {kind: [] for kind in self.kinds}
        for entity in self.entities.values():
            grouped[entity.kind].append(entity)
        return {kind: tuple(sorted(members, key=_by_name)) for kind, members in grouped.items()}

    @cached_property
    def published(self) -> Mapping[str, tuple[str, ...]]:
        """The ids of a publisher's sources, the newest first, by the publisher's id or name."""
        found: dict[str, list[str]] = {}
        for id_ in sorted(self.sources, key=self._published_on, reverse=True):
            found.setdefault(self.sources[id_].shape.publisher, []).append(id_)
        return {publisher: tuple(ids) for publisher, ids in found.items()}

    def _published_on(self, source: str) -> tuple[date, str]:
        published = self.sources[source].shape.published
        return (published.first if published else None) or date.min, source

    @cached_property
    def publishers(self) -> tuple[Entity, ...]:
        """Entities that publish, and those whose word facts rest on, by name."""
        found = [e for e in self.entities.values() if e.file.publisher or e.id in self.voiced]
        return tuple(sorted(found, key=_by_name))

    @cached_property
    def voiced(self) -> Mapping[str, tuple[Fact, ...]]:
        """The facts that an origin stands behind, by its id or name."""
        found: dict[str, list[Fact]] = {}
        for fact in self.facts():
            for origin in fact.support.origins:
                found.setdefault(origin.name, []).append(fact)
        return {origin: tuple(facts) for origin, facts in found.items()}

    def voiced_alone(self, origin: str) -> int:
        """How many facts an origin stands behind by itself."""
        return sum(len(fact.support.origins) == 1 for fact in self.voiced.get(origin, ()))

    @cached_property
    def method(self) -> str:
        """The address of the page that explains the marks; empty if there is none."""
        pages = [brief.address for brief in self.briefs if brief.layout == "method"]
        return pages[0] if pages else ""

    def facts(self) -> Iterator[Fact]:
        """Every fact."""
        for entity in self.entities.values():
            yield from entity.facts.values()

    def fact(self, link: text.Link, own: str = "") -> Fact | None:
        """The fact that a link leads to, if it leads to one."""
        return self.entities[link.entity or own].facts.get(link.fact)

    def name(self, id_or_name: str) -> str:
        """The name of an organization, or the name itself."""
        entity = self.entities.get(id_or_name)
        return entity.file.name if entity else id_or_name

    def publisher_type(self, id_or_name: str) -> str:
        """What an organization is as a publisher; empty if that is not said."""
        entity = self.entities.get(id_or_name)
        return entity.file.publisher.type if entity and entity.file.publisher else ""


def _by_name(entity: Entity) -> tuple[str, str]:
    return entity.file.name.casefold(), entity.id

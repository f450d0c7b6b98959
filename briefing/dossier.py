"""The dossier: facts as they are once linked and weighed.

In: nothing; these are the nouns that `link` makes and pages are made of.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Literal, NamedTuple, Protocol

from briefing import text
from briefing.abbreviations import Abbreviations
from briefing.atlas import Atlas
from briefing.brief import Brief
from briefing.card import Card, SourceCard
from briefing.conflict import Conflict
from briefing.dates import Date
from briefing.mappings import Asked
from briefing.model import CitationFile, EntityFile, KindFile, PropertyFile, SourceFile, Status
from briefing.subject import Read
from briefing.trust import Publications, Standing, Support
from briefing.values import Moment, Value


class When(NamedTuple):
    """When a fact is so: observed (`as-of`), happened (`on`), or held (`held`)."""

    manner: Literal["as-of", "on", "held"]
    date: Date
    start: Date | None = None
    """When it happened, or began to hold; None where it was merely observed."""


class Times(NamedTuple):
    """When something was known and when it was so, as days; empty where that is not known."""

    known: str = ""
    """The first day on which a source of it was published."""
    first: str = ""
    """The first day on which it was so, happened or was observed."""
    last: str = ""
    """The last day on which it was so."""
    grew: str = ""
    """How its support grew, where it did: `day level origins`, with semicolons between."""


class Citation(NamedTuple):
    """A fact's pointer to a source, with who stands behind it."""

    source: str
    cited: CitationFile
    standing: Standing


class Fact(NamedTuple):
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

    def known(self) -> date | None:
        """The first day on which a source of it may have been published."""
        published = [c.standing.published for c in self.citations]
        return min((day.first for day in published if day and day.first), default=None)

    def dated(self) -> Date | None:
        """When it happened, began, or is to happen; None where it has no place in time.

        What was merely observed has none, nor has what is denied, or what nobody stands behind.
        """
        if self.status == "denied" or not self.support.origins:
            return None
        if self.values and isinstance(self.values[0], Moment):
            found: Date | None = self.values[0].date
        else:
            found = self.when.start if self.when else None
        return found if found and found.first and found.last else None

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
        return self.is_said() and not self.is_past(as_of)

    def was_so(self, as_of: date) -> bool:
        """Whether it says what was so once, on somebody's word, and is no more."""
        return self.is_said() and self.is_past(as_of)

    def is_said(self) -> bool:
        """Whether somebody stands behind it, and it denies nothing."""
        return bool(self.support.origins) and self.status != "denied"

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
    times: Mapping[str, Times]
    """The days of its facts, by the fact's key."""

    @property
    def address(self) -> str:
        """The page's address below the site's root."""
        return f"{self.kind}/{self.id}/"

    @cached_property
    def conflict_of(self) -> Mapping[str, Conflict]:
        """The conflict that a fact is part of, by the fact's key."""
        return {key: c for c in self.conflicts for side in c.sides for key in side}


class Backlink(NamedTuple):
    """A fact that leads to an entity, seen from there."""

    entity: str
    label: str
    """The reverse label of the property; empty where the entity is merely mentioned."""
    fact: str
    words: str
    """What the fact says."""
    status: str
    is_so: bool
    times: Times


Outcome = Literal["falls", "weakens", "stands"]


class Fate(NamedTuple):
    """What would become of facts if a source fell; those that rest on the same sources share it."""

    source: str
    outcome: Outcome
    """`falls`: nobody would be left behind them. `weakens`: their support would be less:
    corroboration, official record or an origin lost. `stands`: as many independent origins would
    stand behind them."""
    cites: bool
    """Whether they cite the source, and do not only go back to it through others."""
    before: Support
    after: Support
    others: tuple[str, ...]
    """Ids of the sources that would still carry them."""


class Moved(NamedTuple):
    """A fact that cites a source or goes back to it, and what would become of it."""

    entity: str
    fact: str
    words: str
    """What it says."""
    status: str
    fate: Fate
    times: Times


class Traces(Protocol):
    """What entities have left on each other's pages, in the order of the entities."""

    def backlinks(self, entity: str) -> Sequence[Backlink]:
        """What leads to an entity."""

    def resting(self, source: str) -> Sequence[Moved]:
        """What rests on a source."""

    def count(self, what: str, of: str) -> int:
        """How much there is of something: see `tally` for what is counted."""

    def counted(self, what: str) -> Collection[str]:
        """Of what there is any."""


@dataclass(frozen=True, eq=False)
class Dossier:
    """Everything that pages are made of."""

    kinds: Mapping[str, KindFile]
    """In their order."""
    cards: Asked[Card]
    """All entities, by kind and id."""
    entities: Asked[Entity]
    """Those that can be looked into: all of them, or a share."""
    sources: Mapping[str, Read[SourceFile]]
    source_cards: Mapping[str, SourceCard]
    publications: Publications
    briefs: tuple[Brief, ...]
    as_of: date
    traces: Traces
    """What entities have left on each other's pages."""
    abbreviations: Abbreviations
    """The entities by their short names."""
    atlas: Atlas
    """The regions that maps show."""

    @cached_property
    def worked_out(self) -> dict[Hashable, Any]:
        """What pages have worked out from it and will want again, by what it is."""
        return {}

    @cached_property
    def by_kind(self) -> Mapping[str, tuple[Card, ...]]:
        """Entities of each kind, by name."""
        grouped: dict[str, list[Card]] = {kind: [] for kind in self.kinds}
        for card in self.cards.values():
            grouped[card.kind].append(card)
        return {kind: tuple(sorted(members, key=by_name)) for kind, members in grouped.items()}

    @cached_property
    def topics(self) -> tuple[str, ...]:
        """Every group of properties, as `kind/group`."""
        return tuple(f"{kind}/{group}" for kind, it in self.kinds.items() for group in it.groups)

    @cached_property
    def mentions(self) -> Mapping[str, tuple[Brief, ...]]:
        """Hand-written pages that link to an entity."""
        found: dict[str, list[Brief]] = {}
        for brief in self.briefs:
            for id_ in dict.fromkeys(link.entity for _, _, link, _ in brief.links()):
                found.setdefault(id_, []).append(brief)
        return {id_: tuple(pages) for id_, pages in found.items()}

    @cached_property
    def relayed_by(self) -> Mapping[str, tuple[str, ...]]:
        """The sources that relay a source or an organization."""
        found: dict[str, list[str]] = {}
        for id_, source in self.source_cards.items():
            for name in source.relays:
                found.setdefault(name, []).append(id_)
        return {name: tuple(relays) for name, relays in found.items()}

    @cached_property
    def published(self) -> Mapping[str, tuple[str, ...]]:
        """The ids of a publisher's sources, the newest first, by the publisher's id or name."""
        found: dict[str, list[str]] = {}
        cards = self.source_cards.values()
        for source in sorted(cards, key=lambda s: (s.published or date.min, s.id), reverse=True):
            found.setdefault(source.publisher, []).append(source.id)
        return {publisher: tuple(ids) for publisher, ids in found.items()}

    @cached_property
    def method(self) -> str:
        """The address of the page that explains the marks; empty if there is none."""
        pages = [brief.address for brief in self.briefs if brief.layout == "method"]
        return pages[0] if pages else ""

    def facts(self) -> Iterator[Fact]:
        """Every fact of the entities that can be looked into."""
        for entity in self.entities.values():
            yield from entity.facts.values()

    def fact(self, link: text.Link, own: str = "") -> Fact | None:
        """The fact that a link leads to, if it leads to one."""
        return self.entities[link.entity or own].facts.get(link.fact)

    def name(self, id_or_name: str) -> str:
        """The name of an organization, or the name itself."""
        card = self.cards.get(id_or_name)
        return card.name if card else id_or_name

    def publisher_type(self, id_or_name: str) -> str:
        """What an organization is as a publisher; empty if that is not said."""
        card = self.cards.get(id_or_name)
        return card.publisher if card else ""


def by_name(card: Card) -> tuple[str, str]:
    """What entities are sorted by."""
    return card.name.casefold(), card.id

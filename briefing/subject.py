"""A subject: everything its data folder says, in typed shapes.

In: nothing; these are the nouns that `reading` makes and rules look at.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Generic, TypeVar

from pydantic import BaseModel

from briefing.abbreviations import Abbreviations
from briefing.atlas import Atlas, Region
from briefing.card import Anchors, Card, SourceCard
from briefing.load import Document
from briefing.mappings import Asked
from briefing.model import EntityFile, FactFile, KindFile, PropertyFile, RegionFile, SourceFile

Shape = TypeVar("Shape", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Read(Generic[Shape]):
    """A file that was read: where it came from and what it holds."""

    id: str
    folder: str
    document: Document
    shape: Shape


class Voices(Mapping[str, str]):
    """The bodies that organizations speak for, looked up in their cards."""

    def __init__(self, cards: Mapping[str, Card]) -> None:
        self._cards = cards

    def __getitem__(self, id_: str) -> str:
        if body := self._cards[id_].speaks_for:
            return body
        raise KeyError(id_)

    def get(self, id_: str, default: Any = None) -> Any:
        """The body of an organization, or else the default."""
        card = self._cards.get(id_)
        return (card and card.speaks_for) or default

    def __iter__(self) -> Iterator[str]:
        return (card.id for card in self._cards.values() if card.speaks_for)

    def __len__(self) -> int:
        return sum(1 for _ in self)


@dataclass(frozen=True)
class Subject:
    """What is known of a subject. Entity ids are unique over all kinds."""

    kinds: Mapping[str, Read[KindFile]] = field(default_factory=dict)
    sources: Mapping[str, Read[SourceFile]] = field(default_factory=dict)
    source_cards: Mapping[str, SourceCard] = field(default_factory=dict)
    entities: Mapping[str, Read[EntityFile]] = field(default_factory=dict)
    """Those whose files were read here, by kind and id: all of them, or a share."""
    cards: Asked[Card] = field(default_factory=Asked)
    """All entities, by kind and id."""
    anchors: Asked[Anchors] = field(default_factory=Asked)
    """The same."""
    refused: frozenset[str] = frozenset()
    """Ids of files that are there but can't be used: links to them are no mistakes of their own."""
    regions: Mapping[str, Read[RegionFile]] = field(default_factory=dict)
    """What maps show."""

    @cached_property
    def atlas(self) -> Atlas:
        """The regions that maps show."""
        regions = [Region.of(id_, read.shape) for id_, read in self.regions.items()]
        chosen = [id_ for id_, read in self.regions.items() if read.shape.overview]
        return Atlas(regions, *chosen[:1])

    @cached_property
    def ids_by_name(self) -> Asked[str]:
        """The id of an entity by each of its names, in small letters."""
        return Asked(
            {
                name.casefold(): card.id
                for card in self.cards.values()
                for name in (card.name, *card.aliases)
            }
        )

    @cached_property
    def abbreviations(self) -> Abbreviations:
        """The entities by their short names."""
        return Abbreviations(self.cards.known)

    @cached_property
    def heirs(self) -> Asked[str]:
        """The id of the entity that a former address, `kind/id`, leads to: its first heir."""
        claims = [(address, card.id) for card in self.cards.values() for address in card.formerly]
        return Asked(dict(reversed(claims)))

    @cached_property
    def moved(self) -> Mapping[str, str]:
        """The id of an entity by each that it had formerly, its kind left out."""
        known = self.cards.keys()
        claims = ((former.rpartition("/")[2], heir) for former, heir in self.heirs.items())
        return {former: heir for former, heir in claims if former not in known}

    @cached_property
    def voices(self) -> Asked[str]:
        """The body whose word an organization's publications are, by the organization's id."""
        return Asked(Voices(self.cards.known))

    def property_of(self, kind: str, key: str, fact: FactFile) -> PropertyFile | None:
        """The property that a fact is about: named by `property`, or by the fact's key."""
        return self.kinds[kind].shape.properties.get(fact.property or key)

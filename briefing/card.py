"""Cards: what the rest of a subject needs to know of an entity or a source, without its file.

In: an entity or a source as its file has it. Out: its card; and of an entity its anchors, apart
from that, for many pages show its name and few lead to one of its facts.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from briefing.degrees import Point
from briefing.model import EntityFile, SourceFile


class Card(NamedTuple):
    """An entity as others see it."""

    id: str
    kind: str
    path: str
    """The YAML file, relative to the project."""
    address: str
    """The page's address below the site's root."""
    name: str
    aliases: tuple[str, ...]
    native: Mapping[str, str]
    """Names in other languages, by language tag."""
    publisher: str
    """What it is as a publisher; empty if that is not said."""
    speaks_for: str
    """The body whose word its publications are; empty if they are its own."""
    has_facts: bool
    position: Point | None
    """Where it is, if it is one point."""
    extent: str
    """What is there: town, island or area; empty if it is no one point."""
    formerly: tuple[str, ...]
    """Addresses that it had, as `kind/id`."""

    @property
    def only_publishes(self) -> bool:
        """Whether nothing is said of it but that it publishes."""
        return bool(self.publisher) and not self.has_facts


class Anchors(NamedTuple):
    """The places on an entity's page that have an address of their own."""

    facts: tuple[str, ...]
    removed: Mapping[str, str]
    """Keys of facts that were taken out, each with the one to see instead, or nothing."""


def card(id_: str, kind: str, path: str, file: EntityFile) -> Card:
    """The card of an entity."""
    publisher, where = file.publisher, file.position
    return Card(
        id_,
        kind,
        path,
        f"{kind}/{id_}/",
        file.name,
        tuple(file.aliases),
        file.native,
        publisher.type if publisher else "",
        (publisher.speaks_for if publisher else "") or "",
        bool(file.facts),
        where.at if where else None,
        (where.of if where else None) or "",
        tuple(file.former_addresses(kind)),
    )


def anchors(file: EntityFile) -> Anchors:
    """The anchors of an entity."""
    return Anchors(tuple(file.facts), {key: gone.see or "" for key, gone in file.removed.items()})


class SourceCard(NamedTuple):
    """A source as the others see it."""

    id: str
    path: str
    """The YAML file, relative to the project."""
    publisher: str
    relays: tuple[str, ...]
    speaks_for: str
    is_withdrawn: bool
    published: date | None
    """The first day that its date can mean."""
    newest: date | None
    """The newest day on which it was read or published."""


def source_card(id_: str, path: str, file: SourceFile) -> SourceCard:
    """The card of a source."""
    days = [day.first for day in (file.retrieved, file.published) if day and day.first]
    return SourceCard(
        id_,
        path,
        file.publisher,
        tuple(file.relays or ()),
        file.speaks_for or "",
        file.withdrawn is not None,
        file.published.first if file.published else None,
        max(days, default=None),
    )
